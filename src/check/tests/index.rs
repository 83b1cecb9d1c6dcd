//! The index of names. In a text `‹a|name›` marks a definition and `‹=a|name›` a use of it; every other use is of something that is not marked.

use std::collections::BTreeMap;

use crate::check;
use crate::config::Settings;
use crate::program::Program;
use crate::program::index::UseKind;
use crate::source::{SourceMap, Span};
use crate::syntax::parse;

/// A program of marked modules, some of which may have errors.
pub(super) struct Marked {
    pub(super) program: Program,
    /// Each mark with its place, in order: files, then offsets.
    pub(super) marks: Vec<(String, Span)>,
}

impl Marked {
    pub(super) fn new(modules: &[(&str, &str)]) -> Self {
        let mut sources = SourceMap::new();
        let mut marks = Vec::new();
        for (name, marked) in modules {
            let (text, found) = unmarked(marked);
            let file = sources.add(format!("{}.fpl", name.replace('.', "/")), *name, text);
            marks.extend(found.into_iter().map(|(mark, start, end)| (mark, Span::new(file, start, end))));
        }
        let parsed: Vec<_> = sources.files().iter().map(|file| parse(file).value).collect();
        Self { program: check::check(&sources, &parsed, &Settings::default()).value, marks }
    }
}

/// A text without its marks, and the marks with the bytes that they are about. Marks may lie in each other.
fn unmarked(marked: &str) -> (String, Vec<(String, u32, u32)>) {
    let mut text = String::new();
    let mut marks: Vec<(String, u32, u32)> = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['‹', '›']) {
        text.push_str(&rest[..at]);
        rest = match rest[at..].strip_prefix('‹') {
            Some(begun) => {
                let (mark, inner) = begun.split_once('|').expect("a mark ends with a bar");
                open.push(marks.len());
                marks.push((mark.to_owned(), text.len() as u32, 0));
                inner
            }
            None => {
                marks[open.pop().expect("a mark begins")].2 = text.len() as u32;
                &rest[at + '›'.len_utf8()..]
            }
        };
    }
    text.push_str(rest);
    (text, marks)
}

/// Checks that the marked uses are those of the marked definitions, seen from both sides; gives the kinds of the uses of each mark.
fn kinds(modules: &[(&str, &str)]) -> BTreeMap<String, Vec<UseKind>> {
    let Marked { program, marks } = Marked::new(modules);
    let index = &program.index;
    let mut kinds = BTreeMap::new();
    for (mark, place) in marks.iter().filter(|(mark, _)| !mark.starts_with('=')) {
        let id =
            index.defined_at(*place).unwrap_or_else(|| panic!("`{mark}` is not defined: {:#?}", index.definitions().collect::<Vec<_>>()));
        let marked: Vec<Span> = marks.iter().filter(|(used, _)| used.strip_prefix('=') == Some(mark)).map(|(_, span)| *span).collect();
        let found: Vec<Span> = index.uses(id).map(|used| used.span).collect();
        assert_eq!(found, marked, "the uses of `{mark}`");
        for span in marked {
            assert_eq!(index.use_at(span).and_then(|used| used.definition), Some(id), "a use of `{mark}`");
            assert_eq!(index.at(span.file, span.start), Some(id));
        }
        kinds.insert(mark.clone(), index.uses(id).map(|used| used.kind).collect());
    }
    kinds
}

#[test]
fn variables_mean_the_innermost_declaration() {
    let kinds = kinds(&[(
        "m",
        "fn ‹f|f›(‹x|x›: int) -> int {\n    var ‹a|a› = ‹=x|x›\n    let ‹b|b› = [‹=i|i› + ‹=a|a› for ‹i|i› in [‹=x|x›]]\n    ‹=a|a› += 1\n    \
         if ‹=a|a› > 0 {\n        let ‹a2|a› = ‹=a|a›\n        return ‹=a2|a›\n    }\n    ‹=b|b›.map(|‹a3|a›| ‹=a3|a› + ‹=f|f›(‹=x|x›: 1)).sum()\n}\n",
    )]);
    assert_eq!(kinds["a"], [UseKind::Read, UseKind::Write, UseKind::Read, UseKind::Read]);
    assert_eq!(kinds["f"], [UseKind::Call]);
    assert_eq!(kinds["x"].last(), Some(&UseKind::Label));
}

#[test]
fn the_names_of_types_fields_and_variants_are_found_by_type() {
    let kinds = kinds(&[(
        "m",
        "struct ‹R|Row› { ‹n|n›: int, ‹t|tier›: ‹=T|Tier› = ‹=T|Tier›.‹=g|gold› }\nenum ‹T|Tier› { ‹g|gold›, basic }\ntype ‹A|Rows› = [‹=R|Row›]\n\
         const ‹K|K›: int = 1\nfn f(rows: ‹=A|Rows›) -> int {\n    var r = ‹=R|Row› { ‹=n|n›: ‹=K|K› }\n    r.‹=n|n› = rows[0].‹=n|n›\n    \
         match r.‹=t|tier› { ‹=T|Tier›.‹=g|gold› => ‹=K|K›, _ => 0 }\n}\n",
    )]);
    assert_eq!(kinds["n"], [UseKind::Label, UseKind::Read, UseKind::Read]);
    assert_eq!(kinds["T"], [UseKind::Type; 3]);
    assert_eq!(kinds["A"], [UseKind::Type]);
}

#[test]
fn workflows_use_their_inputs_nodes_and_outputs() {
    let kinds = kinds(&[(
        "m",
        "const ‹K|K›: int = 1\ntask ‹t|t›(‹a|a›: int, ‹b|b›: int) -> (‹s|sum›: int, ‹d|diff›: int) { (‹=s|sum›: ‹=a|a› + ‹=b|b›, ‹=d|diff›: ‹=a|a› - ‹=b|b›) }\n\
         task ‹u|u›(‹n|n›: int) -> int with { cache: \"1\", cache_ignore: [‹=n|n›] } { ‹=n|n› }\n\
         workflow ‹w|w›(‹x|x›: int, ‹xs|xs›: [int]) -> (‹o|out›: int, ‹p|list›: [int]) {\n    let ‹one|one› = ‹=K|K›\n    let ‹first|first› = ‹=t|t›(‹=a|a›: ‹=x|x›, ‹=b|b›: ‹=one|one›)\n    \
         let (‹q|q›, _) = ‹=t|t›(‹=a|a›: ‹=first|first›.‹=s|sum›, ‹=b|b›: 1)\n    let ‹m|m› = map ‹=u|u›(‹=n|n›: each ‹=xs|xs›) after ‹=first|first›\n    (‹=o|out›: ‹=q|q›, ‹=p|list›: ‹=m|m›)\n}\n",
    )]);
    assert_eq!(kinds["t"], [UseKind::Call; 2]);
    assert_eq!(kinds["n"], [UseKind::Label, UseKind::Read, UseKind::Label]);
    assert_eq!(kinds["first"], [UseKind::Read; 2]);
}

#[test]
fn imports_lead_from_module_to_module() {
    let modules = [
        ("lib.a", "fn ‹f|f›() -> int { ‹=g|g›() }\nfn ‹g|g›() -> int { 1 }\n"),
        (
            "m",
            "import lib.a.{‹=f|f›, ‹=g|g› as ‹h|h›}\nfn k() -> int { f() + ‹=h|h›() + 1.‹=h|h›() }\nimport gone.{‹z|z›}\nfn l() -> int { ‹=z|z›() }\n",
        ),
    ];
    kinds(&modules);
    let Marked { program, marks } = Marked::new(&modules);
    let index = &program.index;
    let place = |mark: &str| marks.iter().find(|(other, _)| other == mark).expect("it is marked").1;
    let g = index.defined_at(place("g")).expect("it is declared");
    assert_eq!(index.origin(index.defined_at(place("h")).expect("it is imported")), g);
    assert_eq!(index.references(g).count(), 4);
    // The import of `f` without another name is a definition and a use at one place, and what it is used for is found through it.
    let f = index.defined_at(place("f")).expect("it is declared");
    assert_eq!(index.references(f).map(|used| used.kind).collect::<Vec<_>>(), [UseKind::Import, UseKind::Call]);
    let unknown = index.defined_at(place("z")).expect("it is imported");
    assert_eq!(index.origin(unknown), unknown);
}

#[test]
fn what_surrounds_a_mistake_is_known() {
    // The callee, the type and the statement have mistakes; what they mention is used all the same.
    let kinds = kinds(&[(
        "m",
        "const ‹K|K›: int = 1\nfn ‹f|f›(‹a|a›: int) -> int { ‹=a|a› }\nfn g(‹b|b›: int, ‹c|c›: int, ‹d|d›: int) -> int {\n    \
         let ‹e|e› = unknown(‹=f|f›(‹=b|b›), |‹x|x›| ‹=x|x› + ‹=c|c›)\n    let ‹y|y›: Gone = ‹=d|d› = ‹=K|K›\n    let ‹z|z› = 1\n    ‹=y|y› + ‹=z|z›\n}\n",
    )]);
    assert_eq!(kinds["d"], [UseKind::Mention]);
    assert_eq!(kinds["K"], [UseKind::Mention]);
    assert_eq!(kinds["x"], [UseKind::Read]);
}

#[test]
fn a_workflow_with_a_mistake_still_uses_what_it_names() {
    let kinds = kinds(&[(
        "m",
        "task ‹t|t›(‹a|a›: int) -> int { ‹=a|a› }\nworkflow w(‹x|x›: int, ‹y|y›: int) -> int {\n    let ‹n|n› = gone(a: ‹=x|x›)\n    \
         if ‹=y|y› > 0 { ‹=t|t›(a: ‹=y|y›) } else { ‹=n|n› }\n}\n",
    )]);
    assert_eq!(kinds["x"], [UseKind::Read]);
    assert_eq!(kinds["y"], [UseKind::Read; 2]);
}

#[test]
fn methods_of_unknown_values_may_be_any_function_of_that_name() {
    kinds(&[(
        "m",
        "fn ‹f|f›(x: int) -> int { x }\nfn ‹sum|sum›(x: int) -> int { x }\nfn g(xs: [int]) -> int { gone.‹=f|f›() + xs.sum() }\n",
    )]);
}

#[test]
fn a_name_in_backticks_is_marked_with_them() {
    kinds(&[("m", "fn f(‹a|`match`›: int) -> int { ‹=a|`match`› }\n")]);
}
