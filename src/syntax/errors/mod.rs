//! Messages for what the grammar refuses.
//!
//! pest says how far it got, but nothing that helps a user. From that place and the tokens around it these
//! rules find out what was meant: first habits from other languages, then missing parts, and only if
//! nothing fits, that this is unexpected. The rules find the places, and `report` has the words.

mod calls;
mod clauses;
mod foreign;
pub(super) mod furthest;
mod habits;
mod headers;
mod items;
pub(super) mod law;
mod nodes;
mod options;
mod phrase;
mod place;
mod records;
mod recovery;
mod report;
mod structure;
mod types;
mod workflows;

pub(super) use foreign::declaration as foreign_declaration;
pub(super) use headers::indented_body;
pub(super) use items::{Neighbours, unknown_item};
pub(super) use recovery::{diagnose_item, statement_around};

use crate::diagnostics::Diagnostic;
use place::Place;

/// The rules in the order in which they are asked; the first that knows the mistake gives the finding.
const RULES: &[fn(&Place<'_>) -> Option<Diagnostic>] = &[
    items::import_form,
    options::class,
    workflows::option_key,
    workflows::indented_record,
    workflows::gathered_map,
    workflows::gathered,
    workflows::mapped,
    workflows::block,
    workflows::piped,
    workflows::closure,
    workflows::choice,
    workflows::equals,
    workflows::bare_options,
    headers::kebab,
    headers::options_before_output,
    headers::output_missing,
    headers::colon_body,
    headers::value_body,
    headers::type_parameters,
    headers::semicolons,
    headers::record_alias,
    headers::record_form,
    types::optional_name,
    records::modifiers,
    records::variant_value,
    records::payload,
    records::quoted_fields,
    records::update,
    records::shorthand,
    nodes::unquoted_value,
    nodes::map_task,
    nodes::overrides,
    records::call,
    nodes::order,
    nodes::option_braces,
    types::nested_parts,
    types::foreign_type,
    habits::find,
    clauses::for_loop,
    clauses::arm_colon,
    clauses::bare_point,
    structure::reserved_word,
    types::closure_type,
    types::reference,
    types::missing_type,
    structure::misplaced_clause,
    structure::head_struct,
    structure::map_in_block,
    structure::interpolation,
    structure::equals,
    structure::missing_let,
    structure::arrow,
    structure::body,
    structure::detached_bracket,
    clauses::missing_equals,
    structure::missing_value,
    structure::missing_operand,
    structure::misspelt,
    structure::separator,
];

/// The mistake at a place.
fn explain(place: &Place<'_>) -> Diagnostic {
    RULES.iter().find_map(|rule| rule(place)).unwrap_or_else(|| {
        let bracket = place.opener().filter(|_| place.is_end()).map(|open| place.span_of(open));
        report::unexpected(place.current(), place.span(), &place.expected(), bracket)
    })
}
