//! `requests`, `limits`, `accelerator`, `shared_memory`.
//!
//! Quantities have Kubernetes' grammar; requests and limits are compared as Admin compares them, in whole units rounded up
//! (`flyteadmin/pkg/manager/impl/validation/task_validator.go`).

use super::keys::Record;
use super::report::{self, Name, Range};
use super::values::{Values, entry};
use crate::config::Quantity;
use crate::program::kubernetes::is_label_part;
use crate::program::ty::Type;
use crate::program::{Accelerator, Const, Partition, ResourceSet, Resources, SharedMemory};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, OptionEntry, OptionValue};

const NAMES: [&str; 5] = ["cpu", "gpu", "mem", "storage", "ephemeral"];

/// Billionths in a whole.
const WHOLE: i128 = 1_000_000_000;

/// A quantity that was read, and where.
type Read = Option<(Quantity, Span)>;

/// Reads `requests` and `limits` and compares them.
pub(super) fn read(values: &mut Values<'_>, record: &Record<'_>) -> Resources {
    let requests = set(values, record.get("requests"));
    let limits = set(values, record.get("limits"));
    for (at, name) in NAMES.iter().enumerate() {
        if let (Some((request, here)), Some((limit, there))) = (&requests[at], &limits[at]) {
            compare(values, name, (request, *here), (limit, *there));
        }
    }
    Resources { requests: resource_set(requests), limits: resource_set(limits) }
}

fn resource_set(quantities: [Read; 5]) -> ResourceSet {
    let [cpu, gpu, mem, storage, ephemeral] = quantities.map(|read| read.map(|(quantity, span)| (quantity.as_str().to_owned(), span)));
    ResourceSet { cpu, gpu, mem, storage, ephemeral }
}

/// The quantities of one record, in the order of [`NAMES`].
fn set(values: &mut Values<'_>, option: Option<&OptionEntry>) -> [Read; 5] {
    let wanted = "a record such as `{ cpu: \"500m\", mem: \"1Gi\" }`";
    let Some(record) = values.record(option, wanted) else {
        return Default::default();
    };
    let of = option.map_or("", |option| option.key.name.as_str());
    values.keys(record, of, &NAMES);
    NAMES.map(|name| {
        let option = entry(record, name)?;
        let OptionValue::Expr(value) = &option.value else {
            values.wrong(option, "a quantity such as `\"500m\"`");
            return None;
        };
        let quantity = quantity(values, name, value)?;
        ceiling(values, name, &quantity, value.span);
        Some((quantity, value.span))
    })
}

/// A quantity as a string; a plain number counts cores or devices.
fn quantity(values: &mut Values<'_>, name: &str, value: &Expr) -> Option<Quantity> {
    let text = match value.kind() {
        ExprKind::Int(int) if matches!(name, "cpu" | "gpu") => int.to_string(),
        ExprKind::Float(float) if name == "cpu" => float.to_string(),
        ExprKind::Int(_) | ExprKind::Float(_) => {
            let written = values.cx.sources.text(value.span).to_owned();
            // A number with letters was reported when it was read.
            if written.parse::<f64>().is_ok() {
                values.diagnostics.push(report::quantity_without_unit(name, &written, value.span));
            }
            return None;
        }
        ExprKind::Duration(_) => {
            let written = values.cx.sources.text(value.span).to_owned();
            values.diagnostics.push(report::quantity_without_quotes(name, &written, value.span));
            return None;
        }
        _ => match values.constant(value, &Type::Str)? {
            Const::Str(text) => text.to_string(),
            _ => return None,
        },
    };
    let quantity = match text.parse::<Quantity>() {
        Ok(quantity) => quantity,
        Err(error) => {
            let repaired = repaired(name, &text);
            values.diagnostics.push(report::unreadable_quantity(name, &text, value.span, &error.to_string(), repaired.as_deref()));
            return None;
        }
    };
    if quantity.is_negative() {
        values.diagnostics.push(report::negative_quantity(name, &text, value.span));
        return None;
    }
    if name == "gpu" && !quantity.is_whole() {
        values.diagnostics.push(report::part_of_a_gpu(name, &text, value.span));
        return None;
    }
    odd(values, name, &quantity, value.span);
    Some(quantity)
}

/// A quantity that Kubernetes does not read, with its unit as Kubernetes writes it; `None` if it reads it as it is, or nothing is near.
pub(super) fn repaired(name: &str, text: &str) -> Option<String> {
    if text.parse::<Quantity>().is_ok() {
        return None;
    }
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|at| *at > 0)?;
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let unit = match name {
        "cpu" => match unit.as_str() {
            "c" | "core" | "cores" | "cpu" | "cpus" | "vcpu" | "vcpus" | "" => "",
            "m" | "mcpu" | "mcpus" | "millicore" | "millicores" | "millicpu" | "millicpus" | "mcore" | "mcores" => "m",
            _ => return None,
        },
        "gpu" => match unit.as_str() {
            "gpu" | "gpus" | "device" | "devices" | "" => "",
            _ => return None,
        },
        _ => match unit.as_str() {
            "b" | "byte" | "bytes" | "" => "",
            "kib" | "ki" => "Ki",
            "m" | "mib" | "mi" | "mebibyte" | "mebibytes" => "Mi",
            "g" | "gib" | "gi" | "gibibyte" | "gibibytes" => "Gi",
            "t" | "tib" | "ti" | "tebibyte" | "tebibytes" => "Ti",
            "k" | "kb" | "kbyte" | "kbytes" | "kilobyte" | "kilobytes" => "k",
            "mb" | "mbyte" | "mbytes" | "megabyte" | "megabytes" => "M",
            "gb" | "gbyte" | "gbytes" | "gigabyte" | "gigabytes" => "G",
            "tb" | "tbyte" | "tbytes" | "terabyte" | "terabytes" => "T",
            _ => return None,
        },
    };
    Some(format!("{number}{unit}"))
}

/// Reports amounts that are valid, but most likely a mistake: bytes of cores, and less memory than anything needs.
fn odd(values: &mut Values<'_>, name: &str, quantity: &Quantity, span: Span) {
    const SMALLEST: i128 = 1024 * 1024 * WHOLE;
    let text = quantity.as_str();
    if matches!(name, "cpu" | "gpu") {
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if matches!(&text[number.len()..], "k" | "M" | "G" | "T" | "P" | "E" | "Ki" | "Mi" | "Gi" | "Ti" | "Pi" | "Ei") {
            values.diagnostics.push(report::bytes_of_a_processor(name, text, number, span));
        }
        return;
    }
    if quantity.nanos() < SMALLEST && quantity.nanos() != 0 {
        values.diagnostics.push(report::less_than_a_mebibyte(name, text, span));
    }
}

/// Whole units, rounded up, as Admin counts them.
fn units(quantity: &Quantity) -> i128 {
    quantity.nanos().div_euclid(WHOLE) + i128::from(quantity.nanos().rem_euclid(WHOLE) != 0)
}

fn compare(values: &mut Values<'_>, name: &str, request: (&Quantity, Span), limit: (&Quantity, Span)) {
    let differ = name == "gpu" && units(request.0) != units(limit.0);
    let over = request.0 > limit.0;
    let (request, limit) = ((request.0.as_str(), request.1), (limit.0.as_str(), limit.1));
    if differ {
        values.diagnostics.push(report::gpus_differ(request, limit));
    } else if over {
        values.diagnostics.push(report::request_over_limit(name, request, limit));
    }
}

/// Compares with what the platform allows, according to the project's settings.
fn ceiling(values: &mut Values<'_>, name: &str, quantity: &Quantity, span: Span) {
    let limits = &values.cx.settings.limits;
    let (ceiling, setting) = match name {
        "cpu" => (&limits.cpu, "cpu"),
        "gpu" => (&limits.gpu, "gpu"),
        "mem" => (&limits.mem, "mem"),
        _ => (&limits.storage, "storage"),
    };
    if let Some(most) = ceiling.as_ref().filter(|most| quantity > most) {
        values.diagnostics.push(report::over_ceiling(name, quantity.as_str(), most.as_str(), setting, span));
    }
}

/// `accelerator: "nvidia-tesla-t4"`, `accelerator: { device, partition }`
pub(super) fn accelerator(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Option<Accelerator> {
    let option = option?;
    let record = match &option.value {
        OptionValue::Expr(value) => {
            let device = device(values, value)?;
            return Some(Accelerator { device, partition: Partition::Any, span: option.key.span });
        }
        _ => values.record(Some(option), "a device, or `{ device: \"nvidia-a100\", partition: \"1g.5gb\" }`")?,
    };
    values.keys(record, "accelerator", &["device", "partition"]);
    let partition = match entry(record, "partition") {
        None => Partition::Any,
        Some(OptionEntry { value: OptionValue::Expr(value), .. }) if matches!(value.kind(), ExprKind::None) => Partition::Unpartitioned,
        Some(partition) => {
            let value = values.expr(Some(partition), "the size of a partition, or `none`")?;
            Partition::Size(label(values, value, Name::PartitionSize)?)
        }
    };
    let Some(named) = entry(record, "device") else {
        values.wrong(option, "an entry `device`");
        return None;
    };
    let value = values.expr(Some(named), "the name of a device")?;
    Some(Accelerator { device: device(values, value)?, partition, span: option.key.span })
}

/// Reports a task's accelerator without a GPU: Flyte reads it only for pods with a limit of GPUs
/// (`flyteplugins/go/tasks/pluginmachinery/flytek8s/pod_helper.go`). A pod template may have one.
pub(super) fn without_gpu(values: &mut Values<'_>, record: &Record<'_>, accelerator: Option<&Accelerator>) {
    let Some(accelerator) = accelerator.filter(|_| record.get("pod_template").is_none()) else { return };
    let has_gpu =
        |name| record.get(name).is_some_and(|option| !matches!(&option.value, OptionValue::Record(set) if entry(set, "gpu").is_none()));
    if !has_gpu("requests") && !has_gpu("limits") {
        let set = ["limits", "requests"].into_iter().find(|name| record.get(name).is_some());
        values.diagnostics.push(report::accelerator_without_gpu(&accelerator.device, accelerator.span, set));
    }
}

fn device(values: &mut Values<'_>, value: &Expr) -> Option<String> {
    let device = values.text_of(value)?;
    if device.trim().is_empty() {
        values.out_of_range(Range::Device, value.span);
        return None;
    }
    label(values, value, Name::Device)
}

/// A string that Flyte compares with a label of nodes, and puts into a toleration
/// (`flyteplugins/go/tasks/pluginmachinery/flytek8s/pod_helper.go`).
fn label(values: &mut Values<'_>, value: &Expr, name: Name) -> Option<String> {
    let text = values.text_of(value)?;
    if !is_label_part(&text) {
        values.invalid(name, &text, value.span);
        return None;
    }
    Some(text)
}

/// `shared_memory`, `shared_memory: "2Gi"`
pub(super) fn shared_memory(values: &mut Values<'_>, option: Option<&OptionEntry>) -> Option<SharedMemory> {
    let option = option?;
    let value = match &option.value {
        OptionValue::Flag => return Some(SharedMemory::Unsized),
        _ => values.expr(Some(option), "`true`, or a quantity such as `\"2Gi\"`")?,
    };
    match value.kind() {
        ExprKind::Bool(true) => Some(SharedMemory::Unsized),
        ExprKind::Bool(false) => None,
        _ => Some(SharedMemory::Size(quantity(values, "shared_memory", value)?.as_str().to_owned())),
    }
}
