//! The targets, from the cheapest to the dearest.

mod code;
mod config;
mod container;
mod mischief;
mod programs;
mod values;

use super::Target;

/// All targets.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "syntax", about: "text to a tree", input: programs::small, holds: programs::parses },
    Target { name: "check", about: "text to findings, rendered in every form", input: programs::any, holds: programs::is_checked },
    Target { name: "compile", about: "programs to messages, twice", input: programs::nearly_right, holds: programs::compiles },
    Target { name: "run", about: "programs in the engine and in a plain evaluator", input: programs::nearly_right, holds: programs::runs },
    Target { name: "generated", about: "well-typed programs, which have no excuse", input: programs::seed, holds: programs::is_well_typed },
    Target {
        name: "mischief",
        about: "task code in the machine and in a reference evaluator",
        input: mischief::module,
        holds: mischief::agree,
    },
    Target { name: "values", about: "flags and documents to values and back", input: values::text, holds: values::are_read },
    Target { name: "literals", about: "Flyte's literals to values and back", input: values::literal, holds: values::is_read },
    Target { name: "formats", about: "texts of numbers and dates, and formats", input: code::text, holds: code::formats },
    Target { name: "config", about: "flightplan.toml", input: config::text, holds: config::is_read },
    Target { name: "payload", about: "the code in a container's arguments", input: container::payload, holds: container::is_decoded },
    Target { name: "execute", about: "a task in a container, with its inputs", input: container::inputs, holds: container::is_executed },
];
