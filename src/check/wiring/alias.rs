//! `let` of a value that is not a node itself: another name for a reference, or a literal whose type depends on its use.

use super::mismatch::Place;
use super::{Meaning, Reported, Source, Value, Wiring};
use crate::check::body::check_constant;
use crate::program::ty::{Invalid, Type, castable};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};

impl<'a> Wiring<'a, '_> {
    /// The meaning of a name that a `let` with this value and declared type defines.
    pub(super) fn alias(&mut self, value: &'a Expr, declared: Option<(Type, Span)>) -> Result<Meaning<'a>, Reported> {
        if matches!(value.kind(), ExprKind::List(_) | ExprKind::Map(_)) || self.constant(value) {
            self.mention(value);
        }
        if self.constant(value) {
            if let Some((ty, _)) = &declared {
                check_constant(self.cx, value, ty, self.out).ok_or(Reported)?;
            }
            return Ok(Meaning::Literal(value, declared.map(|(ty, _)| ty)));
        }
        if let ExprKind::List(_) | ExprKind::Map(_) = value.kind() {
            self.prepare(value)?;
            if let Some((ty, span)) = &declared {
                self.bind(value, ty, &Place::Declared(*span))?;
            }
            return Ok(Meaning::Literal(value, declared.map(|(ty, _)| ty)));
        }
        let known = self.value(value)?;
        if let Some((ty, span)) = &declared {
            let from = match &known {
                Value::Node(_) => self.single(known.clone(), value.span)?.ty,
                Value::Reference(reference) => reference.ty.clone(),
                Value::Literal(literal, stated) => {
                    self.bind(literal, ty, &Place::Declared(*span))?;
                    stated.clone().unwrap_or(Type::Hole(Invalid))
                }
            };
            if !castable(&from, ty) {
                self.mismatch(&from, None, ty, value.span, &Place::Declared(*span));
                return Err(Reported);
            }
        }
        Ok(match known {
            Value::Node(node) => Meaning::Node(node),
            Value::Reference(reference) => match (&reference.source, reference.path.is_empty()) {
                (Source::Input(at), true) => Meaning::Input(*at),
                (Source::Output(node, output), true) => Meaning::Output(*node, *output),
                _ => Meaning::Reference(Box::new(reference)),
            },
            Value::Literal(literal, stated) => Meaning::Literal(literal, declared.map(|(ty, _)| ty).or(stated)),
        })
    }

    /// Makes the nodes in a list or map, and reports what is not allowed there.
    fn prepare(&mut self, value: &'a Expr) -> Result<(), Reported> {
        if self.constant(value) {
            return Ok(());
        }
        match value.kind() {
            ExprKind::List(elements) => {
                let checked: Vec<_> = elements.iter().map(|element| self.prepare(element)).collect();
                checked.into_iter().collect()
            }
            ExprKind::Map(entries) => {
                let checked: Vec<_> = entries.iter().map(|(_, value)| self.prepare(value)).collect();
                checked.into_iter().collect()
            }
            ExprKind::Struct { .. } | ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => {
                self.bind(value, &Type::Hole(Invalid), &Place::Anywhere).map(|_| ())
            }
            _ => {
                if let Value::Node(node) = self.value(value)?
                    && let ExprKind::Call { .. } | ExprKind::MapNode(_) = value.kind()
                {
                    self.made.insert(value.span, node);
                }
                Ok(())
            }
        }
    }
}
