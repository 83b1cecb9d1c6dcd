//! The wording of what is wrong with options: a function for each message, and a variant for each rule that several options share.

pub(super) mod words;

use crate::config::quantity;
use crate::diagnostics::codes::limits::RESOURCE_CEILING;
use crate::diagnostics::codes::options::{
    ACCELERATOR_WITHOUT_GPU, CACHE_RULE, CACHE_WITHOUT_OUTPUTS, DUPLICATE_OPTION, IGNORED_BY_TARGET, INVALID_IMAGE, INVALID_NAME,
    INVALID_QUANTITY, INVALID_SECRET, ODD_QUANTITY, OPTION_MISPLACED, OPTION_RANGE, OPTION_VALUE, REQUEST_OVER_LIMIT, TOO_MANY_LABELS,
    TWO_CRITERIA, UNKNOWN_IGNORED_INPUT, UNKNOWN_OPTION,
};
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// `what` is given again, and was given first elsewhere.
pub(super) fn twice(what: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_OPTION, format!("{what} is given twice"))
        .at(again, "given again")
        .at(first, "first given here")
        .help("keep one of them")
}

/// `place` is where the options are, and `here` those that it can have.
pub(super) fn unknown_option(name: &str, span: Span, place: &str, here: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_OPTION, format!("there is no option `{name}`")).at(span, "unknown option");
    misspelt(found, nearest(name, here.iter().copied()), span, || format!("the options of {place} are {}", listed(here)))
}

pub(super) fn unknown_entry(of: &str, name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_OPTION, format!("`{of}` has no entry `{name}`")).at(span, "unknown entry");
    misspelt(found, nearest(name, known.iter().copied()), span, || format!("its entries are {}", listed(known)))
}

fn misspelt(found: Diagnostic, near: Option<&str>, span: Span, otherwise: impl FnOnce() -> String) -> Diagnostic {
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")).fix(
            format!("write `{near}`"),
            Applicability::Unsafe,
            vec![Edit { span, text: near.to_owned() }],
        ),
        None => found.help(otherwise()),
    }
}

/// `why` says why the option has no effect there, and `places` where it has one.
pub(super) fn misplaced(name: &str, span: Span, place: &str, why: &str, places: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&OPTION_MISPLACED, format!("the option `{name}` has no effect on {place}"))
        .at(span, "would be ignored here")
        .note(why);
    match places {
        [] => found.help("remove it"),
        places => found.help(format!("it can be set on {}", either(places))),
    }
}

/// A value that is not `wanted`.
pub(super) fn wrong_value(name: &str, wanted: &str, span: Span) -> Diagnostic {
    let message = format!("this is not a valid value for the option `{name}`");
    Diagnostic::new(&OPTION_VALUE, message).at(span, format!("expected {wanted}"))
}

pub(super) fn missing_value(name: &str, wanted: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&OPTION_VALUE, format!("the option `{name}` needs a value")).at(span, format!("expected {wanted}"))
}

pub(super) fn unknown_word(name: &str, given: &str, span: Span, words: &[&str], near: Option<&str>) -> Diagnostic {
    let message = format!("`{given}` is not a valid value for the option `{name}`");
    let found = Diagnostic::new(&OPTION_VALUE, message).at(span, format!("expected {}", one_of(words)));
    did_you_mean(found, near, || None)
}

/// The values that an option allows.
#[derive(Clone, Copy)]
pub(super) enum Range {
    Retries,
    Concurrency,
    MinSuccesses,
    Ratio,
    RatioPlaces(usize),
    TimeoutOfTask,
    LongestTimeout,
    ShortestTimeout,
    Variable,
    Annotations,
    Device,
    CacheVersion,
}

pub(super) fn out_of_range(range: Range, span: Span) -> Diagnostic {
    let count = |least: u32| format!("must be from {least} to {}", i32::MAX);
    let (name, label, help) = match range {
        Range::Retries => ("retries", count(0), "`retries` is the number of attempts after the first; 0 is none"),
        Range::Concurrency => {
            ("concurrency", count(0), "`concurrency` is the number of elements that run at the same time; 0 is unlimited")
        }
        Range::MinSuccesses => {
            ("min_successes", count(0), "`min_successes` is the number of elements that must succeed; with 0, all may fail")
        }
        Range::Ratio => (
            "min_success_ratio",
            "must be from 0 to 1".to_owned(),
            "the ratio is the share of elements that must succeed: 1 is all of them, and with 0, all may fail",
        ),
        Range::RatioPlaces(most) => {
            ("min_success_ratio", format!("more than {most} decimal places"), "Flyte keeps about seven digits of a ratio; write fewer")
        }
        Range::TimeoutOfTask => ("timeout", "for no timeout, leave the option out".to_owned(), "remove the option"),
        Range::LongestTimeout => (
            "timeout",
            "must be at most `53375d`, about 146 years".to_owned(),
            "Flyte doubles the timeout for all attempts together and counts nanoseconds in 64 bits; for no timeout, leave the option out",
        ),
        Range::ShortestTimeout => (
            "timeout",
            "must be greater than zero".to_owned(),
            "the timeout is the time that one attempt may take; Flyte reads 0 as no timeout",
        ),
        Range::Variable => (
            "env",
            "is too long for an environment variable".to_owned(),
            "the name and value of a variable can have 131071 bytes in total; pass the string as an input of the task",
        ),
        Range::Annotations => {
            ("annotations", "more than 262144 bytes in total".to_owned(), "Kubernetes does not store more with an object")
        }
        Range::Device => ("device", "is empty".to_owned(), "use the label of the platform's nodes, such as `nvidia-tesla-t4`"),
        Range::CacheVersion => ("cache", "is empty".to_owned(), "Flyte needs a version to tell results apart"),
    };
    Diagnostic::new(&OPTION_RANGE, format!("the value of `{name}` is out of range")).at(span, label).help(help)
}

/// `share` is the percentage as a share of one.
pub(super) fn percentage(share: &str, span: Span) -> Diagnostic {
    out_of_range(Range::Ratio, span).help(format!("for a percentage, write `{share}`")).fix(
        format!("write `{share}`"),
        Applicability::Unsafe,
        vec![Edit { span, text: share.to_owned() }],
    )
}

/// What a string is used as that Flyte or Kubernetes has a rule for.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Registered,
    PodTemplate,
    Variable,
    LabelKey,
    LabelValue,
    AnnotationKey,
    SecretGroup,
    SecretKey,
    SecretVariable,
    Device,
    PartitionSize,
}

impl Name {
    fn described(self) -> &'static str {
        match self {
            Name::Registered => "a registered name",
            Name::PodTemplate => "the name of a pod template",
            Name::Variable => "the name of an environment variable",
            Name::LabelKey => "the key of a label",
            Name::LabelValue => "the value of a label",
            Name::AnnotationKey => "the key of an annotation",
            Name::SecretGroup => "the group of a secret",
            Name::SecretKey => "the key of a secret",
            Name::SecretVariable => "the variable of a secret",
            Name::Device => "an accelerator",
            Name::PartitionSize => "the size of a partition",
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Name::Registered => "letters, digits, `_`, `.` and `-` are allowed",
            Name::PodTemplate => "lower-case letters, digits, `-` and `.` are allowed",
            Name::Variable => "letters, digits, `_`, `-` and `.` are allowed, no digit and no `..` first",
            Name::LabelKey | Name::AnnotationKey => "an optional domain and `/`, then letters, digits, `-`, `_` and `.`, 63 at most",
            Name::LabelValue => "letters, digits, `-`, `_` and `.`, 63 at most",
            Name::SecretGroup => "ASCII characters other than spaces are allowed",
            Name::SecretKey => "letters, digits, `-`, `_` and `.` are allowed, 253 at most",
            Name::SecretVariable => "upper-case letters, digits and `_` are allowed, no digit first",
            Name::Device | Name::PartitionSize => "nodes are labelled with letters, digits, `-`, `_` and `.`, 63 at most",
        }
    }
}

pub(super) fn invalid_name(name: Name, text: &str, span: Span) -> Diagnostic {
    refused_name(name, text, span, name.rule())
}

/// A variable that Flyte sets itself; `secret` if it is one in which flytekit finds a secret.
pub(super) fn flytes_variable(name: Name, text: &str, span: Span, secret: bool) -> Diagnostic {
    let why = "Flyte sets variables with this name itself: its value would win, or the task would misread it";
    let found = refused_name(name, text, span, why);
    match secret {
        true => found.help("list the secret by its group and key, `secrets: [\"GROUP/KEY\"]`, and read it by `secret(\"GROUP/KEY\")`"),
        false => found,
    }
}

pub(super) fn path_variable(name: Name, text: &str, span: Span) -> Diagnostic {
    refused_name(name, text, span, "the container uses it to find its program")
}

fn refused_name(name: Name, text: &str, span: Span, rule: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_NAME, format!("`{text}` cannot be {}", name.described())).at(span, rule)
}

pub(super) fn nul_character(span: Span) -> Diagnostic {
    Diagnostic::new(&INVALID_NAME, "the string contains a NUL character")
        .at(span, "no pod can be started with it")
        .help("remove `\\0` from the string")
}

/// `why` comes from the grammar of image references.
pub(super) fn invalid_image(text: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_IMAGE, format!("`{text}` is not a valid image"))
        .at(span, why)
        .help("an image is `name`, `name:tag` or `registry/name@sha256:…`; the name is in lower case")
}

pub(super) fn too_many_labels(count: usize, most: usize, span: Span) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_LABELS, format!("{count} labels are more than Flyte accepts"))
        .at(span, format!("at most {most}"))
        .help("the number of `annotations` is not limited")
}

pub(super) fn secret_without_slash(text: &str, span: Span) -> Diagnostic {
    invalid_secret(text, span, "a group and a key are needed, with a `/` between them")
}

pub(super) fn secret_without_entry(option: &str, entry: &str, span: Span) -> Diagnostic {
    invalid_secret(option, span, &format!("the entry `{entry}` is missing"))
}

pub(super) fn empty_in_secret(text: &str, span: Span) -> Diagnostic {
    invalid_secret(text, span, "is empty")
}

fn invalid_secret(text: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_SECRET, format!("`{text}` is not a valid secret"))
        .at(span, why)
        .help("a secret is `\"group/key\"`, or a record with `group` and `key`: Kubernetes keeps keys in groups")
}

/// A number of bytes without a unit, as it is written.
pub(super) fn quantity_without_unit(resource: &str, written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&INVALID_QUANTITY, format!("`{resource}` is a quantity of bytes with a unit, written as a string"))
        .at(span, "a number without a unit")
        .help(format!("write `\"{written}Mi\"` for mebibytes, or `\"{written}Gi\"` for gibibytes"))
}

fn invalid_quantity(resource: &str, text: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_QUANTITY, format!("`{text}` is not a valid quantity of `{resource}`")).at(span, why)
}

/// `repaired` is what was most likely meant.
pub(super) fn unreadable_quantity(resource: &str, text: &str, span: Span, why: &str, repaired: Option<&str>) -> Diagnostic {
    let found = invalid_quantity(resource, text, span, why);
    match repaired {
        Some(repaired) => found.help(quantity::advice(repaired)).fix(
            format!("write `\"{repaired}\"`"),
            Applicability::Unsafe,
            vec![Edit { span, text: format!("\"{repaired}\"") }],
        ),
        None => found.help("quantities look like `\"500m\"`, `\"2\"`, `\"300Mi\"`, `\"1.5Gi\"`"),
    }
}

pub(super) fn negative_quantity(resource: &str, text: &str, span: Span) -> Diagnostic {
    invalid_quantity(resource, text, span, "below zero").help("a quantity cannot be negative")
}

pub(super) fn part_of_a_gpu(resource: &str, text: &str, span: Span) -> Diagnostic {
    invalid_quantity(resource, text, span, "GPUs are counted in whole numbers")
        .help("for a part of a device, use an `accelerator` with a `partition`")
}

pub(super) fn less_than_a_mebibyte(resource: &str, text: &str, span: Span) -> Diagnostic {
    let label = if text.ends_with('m') { "`m` is a thousandth, which is less than a byte" } else { "a number of bytes" };
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let meant = format!("{number}Mi");
    Diagnostic::new(&ODD_QUANTITY, format!("`{text}` of `{resource}` is less than a mebibyte"))
        .at(span, label)
        .help(format!("for mebibytes, write `\"{meant}\"`; for gibibytes, `\"{number}Gi\"`"))
        .fix(format!("write `\"{meant}\"`"), Applicability::Unsafe, vec![Edit { span, text: format!("\"{meant}\"") }])
}

/// A quantity of `cpu` or `gpu` with a unit of bytes; `number` is what comes before the unit.
pub(super) fn bytes_of_a_processor(resource: &str, text: &str, number: &str, span: Span) -> Diagnostic {
    let (counted, one) = if resource == "gpu" { ("devices", "GPUs") } else { ("cores", "cores") };
    Diagnostic::new(&ODD_QUANTITY, format!("`{text}` of `{resource}` has a unit of bytes"))
        .at(span, format!("`{resource}` counts {counted}"))
        .help(format!("for {one}, write `{resource}: \"{number}\"`; for memory, write `mem: \"{text}\"`"))
        .fix(format!("write `\"{number}\"`"), Applicability::Unsafe, vec![Edit { span, text: format!("\"{number}\"") }])
}

/// A bare quantity that reads as a duration: `500m`.
pub(super) fn quantity_without_quotes(resource: &str, written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&INVALID_QUANTITY, format!("the quantity of `{resource}` is not a string"))
        .at(span, "this is a duration")
        .help(format!("write `\"{written}\"`"))
        .fix(format!("write `\"{written}\"`"), Applicability::Unsafe, vec![Edit { span, text: format!("\"{written}\"") }])
}

/// Quantities as they are written, each with its place.
pub(super) fn gpus_differ(request: (&str, Span), limit: (&str, Span)) -> Diagnostic {
    let found = Diagnostic::new(&REQUEST_OVER_LIMIT, "the request and the limit of `gpu` differ");
    compared(found.note("Kubernetes does not share devices: request and limit must be equal"), request, limit)
}

pub(super) fn request_over_limit(resource: &str, request: (&str, Span), limit: (&str, Span)) -> Diagnostic {
    let found = Diagnostic::new(&REQUEST_OVER_LIMIT, format!("the request of `{resource}` is larger than its limit"));
    compared(found, request, limit)
}

fn compared(found: Diagnostic, request: (&str, Span), limit: (&str, Span)) -> Diagnostic {
    found
        .at(request.1, format!("`{}` is requested", request.0))
        .at(limit.1, format!("at most `{}` is allowed", limit.0))
        .help("raise the limit or lower the request")
}

/// `set` is the set of resources that the task states, if it states one.
pub(super) fn accelerator_without_gpu(device: &str, span: Span, set: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&ACCELERATOR_WITHOUT_GPU, format!("Flyte ignores the accelerator `{device}` without a `gpu`"))
        .at(span, "only chooses among nodes for a pod with a GPU");
    match set {
        Some(set) => found.help(format!("ask for a GPU: add `gpu: 1` to `{set}`")),
        None => found.help("ask for a GPU: `requests: { gpu: 1 }`"),
    }
}

/// `setting` is the entry of `[limits]` that says how much the platform allows.
pub(super) fn over_ceiling(resource: &str, quantity: &str, most: &str, setting: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RESOURCE_CEILING, format!("`{quantity}` of `{resource}` is more than the platform allows: `{most}`"))
        .at(span, "over the limit")
        .help(format!("the limit is `limits.{setting}` in `flightplan.toml`, which mirrors the platform's task resource limits"))
}

pub(super) fn without_cache(option: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CACHE_RULE, format!("the option `{option}` has no effect without `cache`"))
        .at(span, "nothing is cached")
        .help("add `cache: \"1\"`, the version under which results are kept")
}

pub(super) fn cache_without_outputs(span: Span) -> Diagnostic {
    Diagnostic::new(&CACHE_WITHOUT_OUTPUTS, "a task without outputs is never cached")
        .at(span, "Flyte has nothing to cache")
        .help("remove the option, or give the task an output")
}

pub(super) fn unknown_ignored_input(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_IGNORED_INPUT, format!("the task has no input `{name}` to ignore")).at(span, "unknown input");
    did_you_mean(found, near, || Some("`cache_ignore` names inputs whose values do not change the result".to_owned()))
}

pub(super) fn two_criteria(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(&TWO_CRITERIA, "a map has one success criterion, but two are given")
        .at(second, "one")
        .at(first, "the other")
        .help("keep `min_successes` or `min_success_ratio`: Flyte can only hold one of them")
}

pub(super) fn run_all_ignored(span: Span) -> Diagnostic {
    Diagnostic::new(&IGNORED_BY_TARGET, "the option `run_all` is ignored by the target `flyte-1.16`")
        .at(span, "has no effect there")
        .note("its ArrayNode does not read `run_all_sub_nodes` (`flytepropeller/pkg/compiler/transformers/k8s/node.go`)")
        .help("remove it; `min_success_ratio` lets all elements finish")
}

fn did_you_mean(found: Diagnostic, near: Option<&str>, otherwise: impl FnOnce() -> Option<String>) -> Diagnostic {
    match near.map(|near| format!("did you mean `{near}`?")).or_else(otherwise) {
        Some(help) => found.help(help),
        None => found,
    }
}

/// What an option with a few words expects.
pub(super) fn one_of(words: &[&str]) -> String {
    format!("one of {}", listed(words))
}

/// Places with commas, and `or` before the last.
fn either(places: &[&str]) -> String {
    match places.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Words in backticks, with commas.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
