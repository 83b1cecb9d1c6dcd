//! One line a finding: `PATH:LINE:COLUMN: LEVEL[CODE] message`.

use super::legible::legible;
use crate::diagnostics::Diagnostic;
use crate::source::SourceMap;

/// The finding as one line, without a newline at its end. A finding about no place in a source has no `PATH:LINE:COLUMN: `.
pub fn concise(sources: &SourceMap, finding: &Diagnostic) -> String {
    let finding = &*legible(finding);
    let place = finding.span().map_or_else(String::new, |span| {
        let file = sources.file(span.file);
        let at = file.line_column(span.start);
        format!("{}:{}:{}: ", file.path.display(), at.line, at.column)
    });
    let message = finding.message.replace(['\n', '\r'], " ");
    format!("{place}{}[{}] {message}", finding.severity.as_str(), finding.code.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::project::{MODULE_NAME, UNREADABLE};
    use crate::source::Span;

    #[test]
    fn a_line_names_the_place_of_the_first_label() {
        let mut sources = SourceMap::new();
        let file = sources.add("shop/a.fpl", "a", "one\nté x\n");
        let finding = Diagnostic::new(&MODULE_NAME, "odd `x`").at(Span::new(file, 8, 9), "here").at(Span::new(file, 0, 1), "");
        assert_eq!(concise(&sources, &finding), "shop/a.fpl:2:4: error[P005] odd `x`");
    }

    #[test]
    fn a_finding_without_place_has_none() {
        let finding = Diagnostic::new(&UNREADABLE, "`x` does not exist");
        assert_eq!(concise(&SourceMap::new(), &finding), "error[P001] `x` does not exist");
    }
}
