//! `match`: what each arm takes, what is left for the next ones, and whether anything is left at the end.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::facts::{Fact, Facts};
use super::path::Path;
use super::report::matching::Never;
use super::report::{self, Why};
use super::scope::Info;
use super::{Checker, Want};
use crate::check::assign;
use crate::check::ty::{Arm, ArmTest, Block, Expr, Hole, Ty};
use crate::program::ty::EnumId;
use crate::program::{Const, ExprKind, Program};
use crate::source::Span;
use crate::syntax::ast::{self, Ident, MatchExpr, MatchPattern, MatchPatternKind};

/// What arms have taken so far.
#[derive(Default)]
struct Taken {
    /// Whether everything is.
    all: bool,
    /// Whether a pattern was reported: it may have been meant to take anything.
    unknown: bool,
    /// Variants of the subject that are.
    types: Vec<Ty>,
    /// Variants of enums that are.
    variants: BTreeSet<(EnumId, u32)>,
    /// Truth values that are.
    bools: BTreeSet<bool>,
    /// Other values that are, by a hash: arms are many where a program was generated.
    values: FxHashMap<u64, Vec<Const>>,
}

/// Names in patterns that are taken for the variants which they name.
type BareVariants = FxHashMap<Span, Const>;

/// What the pattern of one arm says.
struct Pattern {
    tests: Vec<ArmTest>,
    binding: Option<(Ident, Ty)>,
}

impl Checker<'_> {
    pub(super) fn match_expr(&mut self, branch: &MatchExpr, span: Span, want: Want<'_>) -> Expr {
        let subject = self.infer(&branch.subject, Want::Any);
        let ty = self.infer.zonk(&subject.ty);
        if matches!(ty, Ty::Hole(Hole::Var(_))) {
            self.not_known_yet(subject.span, &ty);
        }
        let ty = if matches!(ty, Ty::Hole(Hole::Var(_)) | Ty::Never) { Ty::Hole(Hole::Invalid) } else { ty };
        let named = self.path_of(&subject).filter(|path| path.locals().all(|id| !self.local_def(id).mutable));
        let mut taken = Taken::default();
        let mut arms: Vec<(Arm, Ty, Span)> = Vec::with_capacity(branch.arms.len());
        // A condition is asked before later arms, too.
        branch.arms.iter().filter_map(|arm| arm.guard.as_ref()).for_each(|guard| self.forget_assigned_in(guard.span));
        let bare = self.variants_without_enum(branch, &ty);
        taken.unknown = !bare.is_empty();
        let mut branches = self.branches(span);
        for arm in &branch.arms {
            let (arm_typed, ty) = self.arm(arm, (&ty, &bare), named.as_ref(), &mut taken, want);
            self.branch_ends(&mut branches, &ty);
            arms.push((arm_typed, ty, arm.body.span));
        }
        self.join_branches(branches);
        self.exhaustive(branch, &subject, &ty, &taken);
        let mut types: Vec<(&mut Block, Ty, Span)> = arms.iter_mut().map(|(arm, ty, span)| (&mut arm.body, ty.clone(), *span)).collect();
        let result = self.arms_type(&mut types, want, "another arm");
        let arms = arms.into_iter().map(|(arm, ..)| arm).collect();
        Expr { kind: ExprKind::Match(Box::new(subject), arms), ty: result, span }
    }

    fn arm(
        &mut self,
        arm: &ast::MatchArm,
        (subject, bare): (&Ty, &BareVariants),
        named: Option<&Path>,
        taken: &mut Taken,
        want: Want<'_>,
    ) -> (Arm, Ty) {
        let left = left_over(subject, taken);
        let pattern = self.match_pattern(&arm.pattern, subject, &left, bare);
        taken.unknown |= pattern.tests.is_empty();
        self.reachable(arm, subject, &pattern.tests, taken);
        self.push_scope();
        let facts: Facts = named.map(|path| Fact::new(path.clone(), taken_type(&pattern.tests, &left))).into_iter().collect();
        let (binding, guard, body, ty) = self.with_facts(facts, |this| {
            let binding = pattern.binding.map(|(name, ty)| this.declare(&name, ty, false, Info::pattern(name.span)));
            let guard = arm.guard.as_ref().map(|guard| this.check(guard, &Ty::Bool, &Why::Condition("the condition of an arm")));
            let holding = guard.as_ref().map(|guard| this.facts_of(guard, true)).unwrap_or_default();
            let (body, ty) = this.with_facts(holding, |this| this.block(&arm.body, want));
            (binding, guard, body, ty)
        });
        self.pop_scope();
        if arm.guard.is_none() {
            take(taken, &pattern.tests);
        }
        (Arm { tests: pattern.tests, binding, guard, body }, ty)
    }

    /// The tests and the name of a pattern. `left` is what earlier arms leave of the subject's type.
    fn match_pattern(&mut self, pattern: &MatchPattern, subject: &Ty, left: &Ty, bare: &BareVariants) -> Pattern {
        let plain = |tests| Pattern { tests, binding: None };
        match &pattern.kind {
            MatchPatternKind::Wildcard => plain(vec![ArmTest::Always]),
            MatchPatternKind::Binding(name) => match bare.get(&name.span) {
                Some(variant) => plain(vec![ArmTest::Equals(variant.clone())]),
                None => Pattern { tests: vec![ArmTest::Always], binding: Some((name.clone(), left.clone())) },
            },
            MatchPatternKind::Typed { binding, ty: written } => {
                let ty = self.written_type(written);
                let tests = self.typed_tests(&ty, subject, pattern.span);
                Pattern { tests, binding: binding.clone().map(|name| (name, ty)) }
            }
            MatchPatternKind::None => {
                if !subject.accepts_none() {
                    self.never_matches(pattern.span, Never::None, subject);
                }
                plain(vec![ArmTest::Is(Ty::None)])
            }
            MatchPatternKind::Literal(literal) => plain(self.literal_test(literal, subject).into_iter().collect()),
            MatchPatternKind::Variant { ty, variant } => plain(self.variant_test(ty, variant, subject).into_iter().collect()),
            MatchPatternKind::Or(members) => {
                let mut tests = Vec::new();
                for member in members {
                    let part = self.match_pattern(member, subject, left, bare);
                    if let Some((name, _)) = &part.binding {
                        self.report(report::matching::name_in_alternatives(name.span));
                    }
                    tests.extend(part.tests);
                }
                plain(tests)
            }
        }
    }

    /// `n: int`, or several variants at once.
    fn typed_tests(&mut self, ty: &Ty, subject: &Ty, span: Span) -> Vec<ArmTest> {
        if ty.is_invalid() || subject.is_invalid() {
            return vec![ArmTest::Always];
        }
        if ty == subject {
            return vec![ArmTest::Always];
        }
        for part in ty.variants() {
            if !subject.variants().contains(part) {
                self.never_matches(span, Never::Type(&self.show(part)), subject);
                return Vec::new();
            }
        }
        ty.variants().iter().cloned().map(ArmTest::Is).collect()
    }

    fn literal_test(&mut self, literal: &ast::Expr, subject: &Ty) -> Option<ArmTest> {
        let why = Why::Other("the subject of the `match`");
        let value = self.infer(literal, Want::Type(subject, &why));
        if value.ty == Ty::Hole(Hole::Invalid) || subject.is_invalid() {
            return None;
        }
        if !assign::fits(&value.ty, subject) {
            self.never_matches(literal.span, Never::ValueOf(&self.show(&value.ty)), subject);
            return None;
        }
        match value.kind {
            ExprKind::Const(constant) => Some(ArmTest::Equals(constant)),
            _ => {
                self.report(report::matching::not_a_literal(literal.span));
                None
            }
        }
    }

    fn variant_test(&mut self, name: &Ident, variant: &Ident, subject: &Ty) -> Option<ArmTest> {
        let base = ast::Expr::new(ast::ExprKind::Name(name.name.clone()), name.span);
        let Some(id) = self.enum_named(&base) else {
            let value = self.infer(&base, Want::Any);
            if value.ty != Ty::Hole(Hole::Invalid) {
                self.report(report::matching::not_an_enum(name));
            }
            return None;
        };
        let position = self.variant_position(id, variant)?;
        if !subject.is_invalid() && !subject.variants().contains(&Ty::Enum(id)) {
            self.never_matches(name.span.to(variant.span), Never::VariantOf(&name.name), subject);
            return None;
        }
        Some(ArmTest::Equals(Const::Enum(id, position)))
    }

    /// `gold => …` where `Tier.gold` was meant: reported once, and taken for the variant.
    fn variants_without_enum(&mut self, branch: &MatchExpr, subject: &Ty) -> BareVariants {
        let mut names = Vec::new();
        branch.arms.iter().for_each(|arm| new_names(&arm.pattern, &mut names));
        let mut bare = BareVariants::default();
        let mut reported = Vec::new();
        for ty in subject.variants() {
            let Ty::Enum(id) = ty else { continue };
            let header = &self.cx.program.enum_(*id).header;
            for name in &names {
                if let Some(position) = self.cx.program.variant(*id, &name.name) {
                    bare.insert(name.span, Const::Enum(*id, position as u32));
                    reported.push((*name, header));
                }
            }
        }
        if let Some(found) = report::matching::variants_without_enum(&reported) {
            self.report(found);
        }
        bare
    }

    fn never_matches(&mut self, span: Span, never: Never<'_>, subject: &Ty) {
        if subject.is_invalid() {
            return;
        }
        let shown = self.show(subject);
        self.report(report::matching::never_matches(span, &never, subject, &shown));
    }

    /// An arm whose values earlier arms take.
    fn reachable(&mut self, arm: &ast::MatchArm, subject: &Ty, tests: &[ArmTest], taken: &Taken) {
        let idle = !tests.is_empty() && !subject.is_invalid() && tests.iter().all(|test| is_taken(self.cx.program, test, subject, taken));
        if idle {
            self.report(report::matching::unreachable(arm.pattern.span));
        }
    }

    fn exhaustive(&mut self, branch: &MatchExpr, subject: &Expr, ty: &Ty, taken: &Taken) {
        if ty.is_invalid() || taken.all || taken.unknown {
            return;
        }
        let mut missing: Vec<String> = Vec::new();
        for variant in ty.variants() {
            if !covered(self.cx.program, variant, taken) {
                self.missing_of(variant, ty, taken, &mut missing);
            }
        }
        if missing.is_empty() {
            return;
        }
        let owner = ty.variants().iter().find_map(|ty| match ty {
            Ty::Enum(id) => Some(&self.cx.program.enum_(*id).header),
            _ => None,
        });
        let subject = self.shown(subject, ty);
        self.report(report::matching::not_exhaustive(branch.keyword, &subject, owner, &missing));
    }

    /// The cases of one variant that no arm takes, as patterns.
    fn missing_of(&self, variant: &Ty, subject: &Ty, taken: &Taken, missing: &mut Vec<String>) {
        match variant {
            Ty::None => missing.push("none".to_owned()),
            Ty::Bool if !taken.bools.is_empty() || subject.variants().len() == 1 => {
                missing.extend([true, false].into_iter().filter(|value| !taken.bools.contains(value)).map(|value| value.to_string()));
            }
            Ty::Enum(id) => {
                let def = self.cx.program.enum_(*id);
                for (position, variant) in def.variants.iter().enumerate() {
                    if !taken.variants.contains(&(*id, position as u32)) {
                        missing.push(format!("{}.{}", def.header.name, variant.name));
                    }
                }
            }
            _ if subject.variants().len() == 1 => missing.push("_".to_owned()),
            other => missing.push(format!("_: {}", self.show(other))),
        }
    }
}

/// The names that a pattern gives to values.
fn new_names<'p>(pattern: &'p MatchPattern, names: &mut Vec<&'p Ident>) {
    match &pattern.kind {
        MatchPatternKind::Binding(name) => names.push(name),
        MatchPatternKind::Or(members) => members.iter().for_each(|member| new_names(member, names)),
        MatchPatternKind::Wildcard
        | MatchPatternKind::Typed { .. }
        | MatchPatternKind::None
        | MatchPatternKind::Literal(_)
        | MatchPatternKind::Variant { .. } => {}
    }
}

/// Whether all values of one variant of the subject are taken.
fn covered(program: &Program, variant: &Ty, taken: &Taken) -> bool {
    if taken.all || taken.types.contains(variant) {
        return true;
    }
    match variant {
        Ty::Bool => taken.bools.len() == 2,
        Ty::Enum(id) => (0..program.enum_(*id).variants.len()).all(|position| taken.variants.contains(&(*id, position as u32))),
        _ => false,
    }
}

fn is_taken(program: &Program, test: &ArmTest, subject: &Ty, taken: &Taken) -> bool {
    if taken.all {
        return true;
    }
    match test {
        ArmTest::Always => subject.variants().iter().all(|variant| covered(program, variant, taken)),
        ArmTest::Is(ty) => covered(program, ty, taken),
        ArmTest::Equals(value) => {
            let by_type = match value {
                Const::Enum(id, position) => taken.variants.contains(&(*id, *position)) || taken.types.contains(&Ty::Enum(*id)),
                Const::Bool(value) => taken.bools.contains(value) || taken.types.contains(&Ty::Bool),
                Const::Int(_) => taken.types.contains(&Ty::Int),
                Const::Float(_) => taken.types.contains(&Ty::Float),
                Const::Str(_) => taken.types.contains(&Ty::Str),
                Const::Duration(_) => taken.types.contains(&Ty::Duration),
                _ => false,
            };
            by_type || taken.values.get(&hash(value)).is_some_and(|values| values.contains(value))
        }
    }
}

fn take(taken: &mut Taken, tests: &[ArmTest]) {
    for test in tests {
        match test {
            ArmTest::Always => taken.all = true,
            ArmTest::Is(ty) => taken.types.push(ty.clone()),
            ArmTest::Equals(Const::Enum(id, position)) => {
                taken.variants.insert((*id, *position));
            }
            ArmTest::Equals(Const::Bool(value)) => {
                taken.bools.insert(*value);
            }
            ArmTest::Equals(value) => taken.values.entry(hash(value)).or_default().push(value.clone()),
        }
    }
}

/// The same for equal literals.
fn hash(value: &Const) -> u64 {
    match value {
        Const::Int(value) | Const::Duration(value) | Const::Datetime(value) => FxBuildHasher.hash_one(value),
        // Zero equals its negative.
        Const::Float(value) => FxBuildHasher.hash_one((*value + 0.0).to_bits()),
        Const::Str(text) => FxBuildHasher.hash_one(text),
        _ => 0,
    }
}

/// What earlier arms leave of the subject's type.
fn left_over(subject: &Ty, taken: &Taken) -> Ty {
    let left: Vec<Ty> = subject.variants().iter().filter(|variant| !taken.types.contains(variant)).cloned().collect();
    if left.is_empty() { subject.clone() } else { Ty::union(left) }
}

/// The type of the subject within an arm.
fn taken_type(tests: &[ArmTest], left: &Ty) -> Ty {
    let types: Option<Vec<Ty>> = tests
        .iter()
        .map(|test| match test {
            ArmTest::Is(ty) => Some(ty.clone()),
            _ => None,
        })
        .collect();
    match types {
        Some(types) if !types.is_empty() => Ty::union(types),
        _ => left.clone(),
    }
}
