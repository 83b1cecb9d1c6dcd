//! Messages about paths, files, imports and bodies: one function each.

use std::io;
use std::path::Path;

use crate::config;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::limits::BODY_SIZE;
use crate::diagnostics::codes::project::{
    LEADS_OUT, LINKED_MODULE, MODULE_NAME, NO_SOURCES, NOT_A_SOURCE, NOT_TEXT, TOO_LARGE, UNREADABLE,
};
use crate::program::Header;
use crate::source::project::module_of;
use crate::source::{FileId, Span};

/// The system's reason, in plainer words if possible.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::FileTooLarge => "it is larger than 64 MiB".to_owned(),
        _ => error.to_string(),
    }
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(&UNREADABLE, format!("`{}` cannot be read: {}", path.display(), reason(error)))
}

pub(super) fn leads_out(path: &Path) -> Diagnostic {
    Diagnostic::new(&LEADS_OUT, format!("`{}` does not lead to a file of the project", path.display()))
        .help("put the file itself there: a link may only lead to a file of the same kind inside the project's folder that is not hidden")
}

pub(super) fn leads_out_at_import(path: &Path, import: Span) -> Diagnostic {
    leads_out(path).at(import, "it is imported here")
}

pub(super) fn leads_out_unread(path: &Path, file: FileId) -> Diagnostic {
    leads_out(path).at(start(file), "it was not read")
}

pub(super) fn not_a_source(path: &Path) -> Diagnostic {
    Diagnostic::new(&NOT_A_SOURCE, format!("`{}` is not a source file", path.display())).help("the name of a source file ends in `.fpl`")
}

pub(super) fn no_sources(folder: &Path) -> Diagnostic {
    Diagnostic::new(&NO_SOURCES, format!("`{}` does not contain a `.fpl` file", folder.display()))
        .help("in folders, hidden files and those that `.gitignore` names are left out; name such a file itself")
}

pub(super) fn odd_part(part: &str, file: FileId) -> Diagnostic {
    Diagnostic::new(&MODULE_NAME, format!("`{part}` cannot be a part of a module's name"))
        .at(start(file), "the name of this module comes from its path")
        .help("rename the file or folder: use letters, digits and `_`, and do not begin with a digit")
}

pub(super) fn too_large(path: &Path, file: FileId) -> Diagnostic {
    Diagnostic::new(&TOO_LARGE, format!("`{}` is larger than 64 MiB", path.display())).at(start(file), "")
}

/// `end` is where the text ends and `byte` follows.
pub(super) fn not_text(path: &Path, file: FileId, end: u32, byte: u8) -> Diagnostic {
    Diagnostic::new(&NOT_TEXT, format!("`{}` is not UTF-8 text", path.display()))
        .at(Span::new(file, end, end), format!("here is the byte 0x{byte:02X}"))
        .help("save the file as UTF-8, or remove it if it is not a source file")
}

/// `below` is the path of the module itself, below the root.
pub(super) fn linked(path: &Path, below: &Path, import: Span) -> Diagnostic {
    Diagnostic::new(&LINKED_MODULE, format!("`{}` is a link to the module in `{}`", path.display(), below.display()))
        .at(import, "a link is imported here")
        .help(format!("import it as `{}`", module_of(below)))
}

pub(super) fn root_of_configuration(root: &str) -> String {
    format!("the root is `{root}`, which contains `{}`", config::FILE_NAME)
}

pub(super) fn root_by_default(root: &str) -> String {
    let name = config::FILE_NAME;
    format!(
        "the root is `{root}`, the folder that was named or that of the file, because neither this folder nor one above it contains a `{name}`"
    )
}

/// `file` is the wanted module, if `other` were the root.
pub(super) fn another_root(file: &Path, other: &str) -> String {
    let (file, name) = (file.display(), config::FILE_NAME);
    format!(
        "`{file}` would be that module if the root were `{other}`: create a `{name}`, which may be empty, in `{other}`, so that `{other}` is always the root"
    )
}

pub(super) fn oversized_body(header: &Header) -> Diagnostic {
    let message = format!("the body of `{}` has more variables and intermediate values than the evaluator can hold", header.name);
    Diagnostic::new(&BODY_SIZE, message)
        .at(header.span, "the evaluator can hold about 65,000")
        .help("move parts of it into `fn`s, each of which has room of its own, or compute the values in a loop")
}

fn start(file: FileId) -> Span {
    Span::new(file, 0, 0)
}
