//! Words of other languages in the place of a value.

use super::Word;

const fn word(theirs: &'static str, ours: &'static str) -> Word {
    Word { theirs, ours, why: "" }
}

const fn nothing(theirs: &'static str, why: &'static str) -> Word {
    Word { theirs, ours: "", why }
}

pub(super) const WORDS: &[Word] = &[
    word("None|null|nil|undefined|NULL|Null|Nil|nullptr|Nothing|NoneType|NaT|NA", "none"),
    word("True|TRUE|yes|Yes|YES|on|On|ON", "true"),
    word("False|FALSE|no|No|NO|off|Off|OFF", "false"),
    word("NaN|NAN", "nan()"),
    word("Infinity|INFINITY|Inf|INF", "inf()"),
    word("PI|Pi", "pi()"),
    nothing("pass", "a block that does nothing is empty: `{ }`"),
    nothing(
        "self|this|cls|super|Self",
        "tasks and `fn`s have no object: they use their parameters, their variables and the constants of the module",
    ),
    nothing("args|kwargs|argv|arguments|ARGV", "what a task is given are its parameters: declare them in its header"),
    nothing("NotImplemented|Ellipsis|unimplemented|todo", "for code that is yet to be written, use `fail(\"not written yet\")`"),
    nothing("__name__|__file__|__doc__|__main__", "a module runs nothing by itself: `flightplan run` names the task or workflow to run"),
    nothing("exit|quit|abort", "`fail(\"…\")` ends the task with an error, and `return` without one"),
    nothing("print|println|console", "`log(…)` writes to the task's log"),
    nothing("input|prompt|raw_input|stdin", "a task cannot ask while it runs: declare what it needs as a parameter"),
];
