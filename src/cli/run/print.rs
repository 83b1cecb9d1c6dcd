//! The outputs of a run as text.

use super::Output;
use crate::eval::Value;
use crate::literal::print;
use crate::program::Program;
use crate::program::ty::Type;
use crate::program::{Interface, OutputStyle};

/// The text for standard output, with its newline; empty if a run without outputs is shown in the format for people.
pub(super) fn outputs(program: &Program, interface: &Interface, values: &[Value], form: Output) -> String {
    let mut text = String::new();
    match (form, interface.outputs.as_slice(), values) {
        (Output::Human, [], _) => return text,
        (Output::Human, [only], [value]) => match value.text() {
            Some(bare) if only.ty == Type::Str && interface.style == OutputStyle::Single => text.push_str(&bare),
            _ => print::write_json(program, value, &mut text),
        },
        _ => {
            let named = interface.outputs.iter().map(|output| output.name.as_str()).zip(values);
            print::write_object(program, named, &mut text);
        }
    }
    text.push('\n');
    text
}
