//! Family P: the call, the files and the configuration, before any source text is understood.

use crate::diagnostics::{Code, Severity};

/// A path that cannot be read.
pub static UNREADABLE: Code = Code {
    id: "P001",
    name: "unreadable-path",
    severity: Severity::Error,
    summary: "a path does not exist or cannot be read",
    explanation: "A file or folder that was named on the command line, or a file found in such a folder, could not be read. \
The operating system's reason stands in the message.\n\nCheck the spelling of the path and its permissions. Paths are taken \
from the current folder.",
    bad: "",
    good: "",
};

/// A file whose bytes are no text.
pub static NOT_TEXT: Code = Code {
    id: "P002",
    name: "not-utf-8",
    severity: Severity::Error,
    summary: "a source file is not UTF-8 text",
    explanation: "Source files are UTF-8. The message names the first byte that is not. Usually the file is no source file at \
all (an archive, an image), or was saved in another encoding; save it again as UTF-8.",
    bad: "",
    good: "",
};

/// A folder without sources.
pub static NO_SOURCES: Code = Code {
    id: "P003",
    name: "no-sources",
    severity: Severity::Error,
    summary: "a folder holds no `.fpl` file",
    explanation: "A folder stands for all `.fpl` files below it. Hidden files and folders, and what `.gitignore` files name, are \
left out. If nothing is left, the call cannot have been meant.\n\nName another folder, or a file: a file that is named itself \
is read even where `.gitignore` names it.",
    bad: "",
    good: "",
};

/// A file that is no source file.
pub static NOT_A_SOURCE: Code = Code {
    id: "P004",
    name: "not-a-source",
    severity: Severity::Error,
    summary: "a file is not named `.fpl`",
    explanation: "Modules are named after their files, `pricing.fpl` is `pricing`, so a source file's name ends in `.fpl`.",
    bad: "",
    good: "",
};

/// A path that gives no module name.
pub static MODULE_NAME: Code = Code {
    id: "P005",
    name: "bad-module-name",
    severity: Severity::Error,
    summary: "a file's path gives no module name",
    explanation: "A module is named after its path below the project root, with dots: `shared/pricing.fpl` is `shared.pricing`. \
The name is part of every registered entity's name and of imports, so each part has to be an identifier: letters, digits and \
`_`, not a digit first.\n\nRename the file or folder, `data-prep.fpl` to `data_prep.fpl`. The project root is the folder that \
holds `flightplan.toml`; without one it is the file's own folder, or the folder that was named on the command line.",
    bad: "",
    good: "",
};

/// A file too large for offsets.
pub static TOO_LARGE: Code = Code {
    id: "P006",
    name: "file-too-large",
    severity: Severity::Error,
    summary: "a source file is larger than 64 MiB",
    explanation: "A source file holds at most 64 MiB of text. Data that large belongs into storage, and its address into the \
workflow's inputs.",
    bad: "",
    good: "",
};

/// An output that cannot be written.
pub static UNWRITABLE: Code = Code {
    id: "P007",
    name: "unwritable-output",
    severity: Severity::Error,
    summary: "an output cannot be written",
    explanation: "Outputs are written whole or not at all: to a temporary file beside the target, which is then renamed. The \
folder has to exist and to be writable, and a folder cannot be replaced by a file. Nothing was changed.",
    bad: "",
    good: "",
};

/// A link that leads out of the project.
pub static LEADS_OUT: Code = Code {
    id: "P008",
    name: "leads-out-of-project",
    severity: Severity::Error,
    summary: "a symbolic link leads out of the project",
    explanation: "Nothing outside of a project is read, so that a stranger's pull request can be checked on a machine that holds secrets: \
a link such as `env.fpl -> /proc/self/environ` would otherwise bring lines of that file into the report. This holds for sources, imported \
modules, `flightplan.toml`, `.gitignore` files, and for paths on the command line that lie below the current folder.\n\n\
A link may lead to a file of the same kind (`.fpl` to `.fpl`) inside the project's folder, whose path has no hidden part: `.git/config` \
holds secrets, too. Links to folders are not entered when the files of a folder are looked for.\n\n\
Put the file itself in the place of the link, or call `flightplan` with the path that the link leads to.",
    bad: "",
    good: "",
};

/// An import of a link.
pub static LINKED_MODULE: Code = Code {
    id: "P009",
    name: "linked-module",
    severity: Severity::Error,
    summary: "an import names a module that is a symbolic link to another one",
    explanation: "A module is named after its own file, so a file that was imported through a link would be two modules, and its tasks would be \
registered twice.\n\nImport the module under the name of the file that the link leads to.",
    bad: "",
    good: "",
};

/// A configuration that is no TOML.
pub static CONFIG_SYNTAX: Code = Code {
    id: "P101",
    name: "config-syntax",
    severity: Severity::Error,
    summary: "`flightplan.toml` is not TOML",
    explanation: "`flightplan.toml` could not be read as TOML, and none of its settings was used. The message says what the TOML \
parser met at the marked place.",
    bad: "",
    good: "",
};

/// A key that does not exist.
pub static UNKNOWN_KEY: Code = Code {
    id: "P102",
    name: "unknown-config-key",
    severity: Severity::Error,
    summary: "`flightplan.toml` has a key that does not exist",
    explanation: "Keys that are not known are errors, because a misspelt setting would otherwise be ignored in silence.\n\n\
`[project]` has `name`, `image`, `runtime_image` and `target`; `[limits]` has the thresholds; `[lint]` has `select`, `ignore`, \
`deny`, `warn` and `allow`.",
    bad: "",
    good: "",
};

/// A value of a wrong type or range.
pub static CONFIG_VALUE: Code = Code {
    id: "P103",
    name: "config-value",
    severity: Severity::Error,
    summary: "a setting in `flightplan.toml` has a value of a wrong kind",
    explanation: "The message says what the key takes. Thresholds in `[limits]` are whole numbers or `\"unlimited\"`; ceilings of \
`cpu`, `mem`, `gpu` and `storage` are Kubernetes quantities (`\"500m\"`, `\"16Gi\"`) or `\"unlimited\"`; everything in `[lint]` \
is a list of codes, names or letters.",
    bad: "",
    good: "",
};

/// A selection of findings that matches none.
pub static UNKNOWN_CODE: Code = Code {
    id: "P104",
    name: "unknown-code",
    severity: Severity::Error,
    summary: "a selection of findings names a code that does not exist",
    explanation: "`--select`, `--ignore`, `--deny`, `--warn`, `--allow` and the keys of `[lint]` take codes (`Q101`), their names, \
or a family's letter (`Q`). `flightplan explain` without a code prints the list.",
    bad: "",
    good: "",
};

/// A level that cannot be changed.
pub static FIXED_LEVEL: Code = Code {
    id: "P105",
    name: "fixed-level",
    severity: Severity::Error,
    summary: "a setting would change the level of a compile error",
    explanation: "An error of the compiler means that no valid artifact exists, so it cannot be ignored, allowed or turned into a \
warning. Levels can be set for lints (`Q`), for limits (`L`), for every finding that is a warning or a note by itself, and for \
those errors whose page says so.",
    bad: "",
    good: "",
};

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[
    &UNREADABLE,
    &NOT_TEXT,
    &NO_SOURCES,
    &NOT_A_SOURCE,
    &MODULE_NAME,
    &TOO_LARGE,
    &UNWRITABLE,
    &LEADS_OUT,
    &LINKED_MODULE,
    &CONFIG_SYNTAX,
    &UNKNOWN_KEY,
    &CONFIG_VALUE,
    &UNKNOWN_CODE,
    &FIXED_LEVEL,
];
