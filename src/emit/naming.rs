//! Names of what is registered, and of its files.

use std::fmt::Write;

use md5::{Digest, Md5};

use crate::literal::text;
use crate::program::{Interface, MapShape, SuccessCriterion, TaskDef};
use crate::source::Name;

/// The longest name of a file, in bytes: flytectl unpacks archives to files, and this is what common file systems accept.
const LONGEST_FILE_NAME: usize = 255;

/// The name of the template of a mapped task: `module.map_task_HASH-arraynode`, where the hash is over the names of the bound
/// inputs, the concurrency, `min_successes` and the success ratio in Python's text (`flytekit/core/array_node_map_task.py`).
///
/// flytekit's ratio stays 1.0 when `min_successes` is given.
pub(crate) fn map_task(task: &TaskDef, map: &MapShape) -> String {
    let bound: Vec<&str> = bound_inputs(&task.interface, map).into_iter().map(Name::as_str).collect();
    let number = |number: Option<u32>| number.map_or_else(|| "None".to_owned(), |number| number.to_string());
    let (successes, ratio) = match map.options.success {
        SuccessCriterion::All => (None, 1.0),
        SuccessCriterion::Ratio { written, .. } => (None, written),
        SuccessCriterion::Count(count) => (Some(count), 1.0),
    };
    let key = format!("{}{}{}{}", bound.join(","), number(map.options.concurrency), number(successes), text::float(ratio));
    let hash = Md5::digest(key.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let registered = task.registered_name();
    match registered.rsplit_once('.') {
        Some((module, name)) => format!("{module}.map_{name}_{hash}-arraynode"),
        None => format!("map_{registered}_{hash}-arraynode"),
    }
}

/// The names of the inputs that are the same for every element of a map, sorted as flytekit sorts them.
pub(super) fn bound_inputs<'i>(interface: &'i Interface, map: &MapShape) -> Vec<&'i Name> {
    let inputs = interface.inputs.iter().enumerate();
    let mut bound: Vec<&Name> = inputs.filter(|(at, _)| !map.is_each(*at)).map(|(_, input)| &input.name).collect();
    bound.sort();
    bound
}

/// The name of an entity's file: `INDEX_NAME_KIND.pb`, with the index of as many digits as the last one needs by flytekit's count,
/// because flytectl registers files in the order of their names (`flytekit/tools/serialize_helpers.py`). The name in it is never read, so
/// one that is too long for a file is cut; the index keeps files apart.
pub(crate) fn file(index: usize, count: usize, name: &str, kind: u8) -> String {
    let mut digits = 0;
    let mut power = 1_usize;
    while power < count {
        power = power.saturating_mul(10);
        digits += 1;
    }
    let index = format!("{index:0digits$}");
    let room = LONGEST_FILE_NAME - index.len() - "__1.pb".len();
    let name = &name[..name.floor_char_boundary(room)];
    format!("{index}_{name}_{kind}.pb")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Header, MapOptions, OutputStyle, TaskId, TaskOptions, Type, Variable};
    use crate::source::Span;

    fn name(registered: Option<&str>, bound: &[&str], concurrency: Option<u32>, success: SuccessCriterion) -> String {
        let header = Header { name: "f".into(), module: "m.n".into(), span: Span::default(), item: Span::default(), doc: None };
        let variable = |name: &&str| Variable { name: (*name).into(), ty: Type::Int, default: None, doc: None, span: Span::default() };
        let inputs = ["x"].iter().chain(bound).map(variable).collect();
        let interface = Interface { inputs, outputs: Vec::new(), style: OutputStyle::None };
        let options = TaskOptions { name: registered.map(str::to_owned), ..TaskOptions::default() };
        let task = TaskDef { header, interface, options, body: None };
        let options = MapOptions { concurrency, success, ..MapOptions::default() };
        map_task(&task, &MapShape { task: TaskId(0), each: vec![0], options })
    }

    /// The hashes that flytekit 1.16.31 gave.
    #[test]
    fn mapped_tasks_have_flytekits_names() {
        assert_eq!(name(None, &[], None, SuccessCriterion::All), "m.n.map_f_6b3bd0353da5de6e84d7982921ead2b3-arraynode");
        assert_eq!(name(None, &[], Some(0), SuccessCriterion::All), "m.n.map_f_bf51001578d0ae197a52c0af0a99dd89-arraynode");
        assert_eq!(name(None, &["q", "p"], None, SuccessCriterion::All), "m.n.map_f_5b19daeefbb5bbd114e6119164340958-arraynode");
        assert_eq!(name(None, &[], None, SuccessCriterion::Count(2)), "m.n.map_f_2235e9a1896d690b2e59b500c61e6ddf-arraynode");
        let half = SuccessCriterion::Ratio { numerator: 5, denominator: 10, written: 0.5 };
        assert_eq!(name(Some("f"), &[], None, half), "map_f_1f2210850ffce76071ffac74a263152a-arraynode");
    }

    #[test]
    fn indices_sort_as_numbers() {
        assert_eq!(file(0, 1, "m.t", 1), "0_m.t_1.pb");
        assert_eq!(file(9, 10, "m.t", 1), "9_m.t_1.pb");
        assert_eq!(file(3, 11, "m.t", 2), "03_m.t_2.pb");
        assert_eq!(file(99, 100, "m.t", 3), "99_m.t_3.pb");
        assert_eq!(file(100, 101, "m.t", 3), "100_m.t_3.pb");
    }

    #[test]
    fn a_long_name_is_cut_in_its_file() {
        assert_eq!(file(7, 11, &"n".repeat(255), 2), format!("07_{}_2.pb", "n".repeat(247)));
        assert_eq!(file(0, 1, &"n".repeat(248), 2), format!("0_{}_2.pb", "n".repeat(248)));
    }
}
