//! Lists and maps, and the builtins that call closures.

use std::collections::BTreeMap;

use flightplan::internals::program::Expr;
use flightplan::internals::program::builtins::{BuiltinOp as Op, ImpliedOp, ListOp, MapOp, NumberOp, TextOp};

use super::super::Kind::{Index, Overflow, Value};
use super::super::evaluate::{position, slice};
use super::super::operators::{contains, repeated};
use super::super::value::Val;
use super::super::{Ended, Fault, Reference, bounded, placed};
use super::{Args, optional};

fn wrong() -> Fault {
    Fault::of(Value)
}

pub(super) fn call(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    of_maps(op, args).or_else(|| of_lists(op, args)).or_else(|| reordered(op, args))
}

fn of_maps(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let map = || args.values[0].map();
    Some(Ok(match op {
        Op::Text(TextOp::LenMap) => Val::Int(map().len() as i64),
        Op::Text(TextOp::IsEmptyMap) => Val::Bool(map().is_empty()),
        Op::Map(MapOp::Keys) => Val::List(map().keys().cloned().map(Val::Str).collect()),
        Op::Map(MapOp::Values) => Val::List(map().values().cloned().collect()),
        Op::Map(MapOp::Items) => {
            Val::List(map().iter().map(|(key, value)| Val::Tuple(vec![Val::Str(key.clone()), value.clone()])).collect())
        }
        Op::Map(MapOp::GetMap) => optional(map().get(args.text(1)).cloned()),
        Op::Map(MapOp::GetMapOr) => map().get(args.text(1)).unwrap_or(&args.values[2]).clone(),
        Op::Map(MapOp::HasMap) => Val::Bool(map().contains_key(args.text(1))),
        Op::Map(MapOp::Merge) => {
            Val::Map(map().iter().chain(args.values[1].map()).map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        Op::List(ListOp::RemoveKey) => {
            Val::Map(map().iter().filter(|(key, _)| *key != args.text(1)).map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        _ => return None,
    }))
}

fn of_lists(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let list = || args.list(0);
    let get = |at: i64| position(at, list().len()).map(|at| list()[at].clone());
    let count = |at: usize| usize::try_from(args.int(at)).unwrap_or(0).min(list().len());
    let best = |wanted: std::cmp::Ordering| {
        let mut found: Option<&Val> = None;
        for x in list() {
            if found.is_none_or(|best| x.order(best) == wanted) {
                found = Some(x);
            }
        }
        found.cloned().ok_or_else(wrong)
    };
    Some(Ok(match op {
        Op::Text(TextOp::LenList) => Val::Int(list().len() as i64),
        Op::Text(TextOp::IsEmptyList) => Val::Bool(list().is_empty()),
        Op::Implied(ImpliedOp::RepeatList) => return Some(repeated(&args.values[0], args.int(1))),
        Op::List(ListOp::Range) => return Some(range(args)),
        Op::List(ListOp::Any) => Val::Bool(list().iter().any(Val::truth)),
        Op::List(ListOp::All) => Val::Bool(list().iter().all(Val::truth)),
        Op::Text(TextOp::CountList) => Val::Int(list().iter().filter(|x| x.equals(&args.values[1])).count() as i64),
        Op::Text(TextOp::ContainsList) => Val::Bool(contains(&args.values[0], &args.values[1])),
        Op::List(ListOp::IndexOf) => optional(list().iter().position(|x| x.equals(&args.values[1])).map(|at| Val::Int(at as i64))),
        Op::List(ListOp::First) => optional(list().first().cloned()),
        Op::List(ListOp::Last) => optional(list().last().cloned()),
        Op::List(ListOp::Take) => Val::List(list()[..count(1)].to_vec()),
        Op::List(ListOp::Skip) => Val::List(list()[count(1)..].to_vec()),
        Op::Text(TextOp::SliceList) => slice(&args.values[0], Some(args.int(1)), args.values.get(2).map(Val::int)),
        Op::Map(MapOp::GetList) => optional(get(args.int(1))),
        Op::Map(MapOp::GetListOr) => get(args.int(1)).unwrap_or_else(|| args.values[2].clone()),
        Op::List(ListOp::InsertAt) => {
            let mut xs = list().to_vec();
            let length = xs.len() as i128;
            let at = if args.int(1) < 0 { i128::from(args.int(1)) + length } else { i128::from(args.int(1)) };
            xs.insert(at.clamp(0, length) as usize, args.values[2].clone());
            Val::List(xs)
        }
        Op::List(ListOp::RemoveAt) => {
            let Some(at) = position(args.int(1), list().len()) else { return Some(Err(Fault::of(Index))) };
            let mut xs = list().to_vec();
            xs.remove(at);
            Val::List(xs)
        }
        Op::Number(NumberOp::MinOfTwo) => args.values[usize::from(args.values[1].order(&args.values[0]).is_lt())].clone(),
        Op::Number(NumberOp::MaxOfTwo) => args.values[usize::from(args.values[1].order(&args.values[0]).is_gt())].clone(),
        Op::Number(NumberOp::MinList) => return Some(best(std::cmp::Ordering::Less)),
        Op::Number(NumberOp::MaxList) => return Some(best(std::cmp::Ordering::Greater)),
        Op::List(ListOp::Enumerate) => {
            let start = args.int_or(1, 0);
            if start.checked_add(list().len() as i64).is_none() {
                return Some(Err(Fault::of(Overflow)));
            }
            Val::List(list().iter().zip(start..).map(|(x, n)| Val::Tuple(vec![Val::Int(n), x.clone()])).collect())
        }
        _ => return None,
    }))
}

fn range(args: &Args<'_>) -> Result<Val, Fault> {
    let (start, end) = if args.values.len() == 1 { (0, args.int(0)) } else { (args.int(0), args.int(1)) };
    let step = i128::from(args.int_or(2, 1));
    if step == 0 {
        return Err(wrong());
    }
    let (mut at, end) = (i128::from(start), i128::from(end));
    let mut numbers = Vec::new();
    while if step > 0 { at < end } else { at > end } {
        numbers.push(Val::Int(at as i64));
        bounded(numbers.len())?;
        at += step;
    }
    Ok(Val::List(numbers))
}

/// Elements in another order, or in other lists.
fn reordered(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let list = || args.list(0);
    let row = |at: usize, lists: usize| Val::Tuple((0..lists).map(|list| args.list(list)[at].clone()).collect());
    let size = || usize::try_from(args.int(1)).ok().filter(|size| *size > 0).ok_or_else(wrong);
    let parts = |parts: Vec<&[Val]>| Val::List(parts.into_iter().map(|part| Val::List(part.to_vec())).collect());
    Some(Ok(match op {
        Op::List(ListOp::Sort) => Val::List(sorted(list().iter().map(|x| (x.clone(), x.clone())).collect(), args.flag(1))),
        Op::Text(TextOp::ReverseList) => Val::List(list().iter().rev().cloned().collect()),
        Op::List(ListOp::Unique) => {
            let mut kept: Vec<Val> = Vec::new();
            for x in list() {
                if !kept.iter().any(|held| held.equals(x)) {
                    kept.push(x.clone());
                }
            }
            Val::List(kept)
        }
        Op::List(ListOp::Zip) => Val::List((0..list().len().min(args.list(1).len())).map(|at| row(at, 2)).collect()),
        Op::List(ListOp::Zip3) => {
            Val::List((0..list().len().min(args.list(1).len()).min(args.list(2).len())).map(|at| row(at, 3)).collect())
        }
        Op::List(ListOp::Flatten) => Val::List(list().iter().flat_map(|inner| inner.list().iter().cloned()).collect()),
        Op::List(ListOp::Chunks) => return Some(size().map(|size| parts(list().chunks(size).collect()))),
        Op::List(ListOp::Windows) => return Some(size().map(|size| parts(list().windows(size).collect()))),
        Op::List(ListOp::Tally) => Val::Map(tally(list().iter().map(|x| x.text().to_owned()))),
        Op::List(ListOp::Transpose) => {
            let length = list().first().map_or(0, |row| row.list().len());
            if list().iter().any(|row| row.list().len() != length) {
                return Some(Err(wrong()));
            }
            Val::List((0..length).map(|at| Val::List(list().iter().map(|row| row.list()[at].clone()).collect())).collect())
        }
        Op::List(ListOp::ToMap) => {
            let pair = |pair: &Val| match pair {
                Val::Tuple(pair) => (pair[0].text().to_owned(), pair[1].clone()),
                other => unreachable!("{other:?} is no pair"),
            };
            Val::Map(list().iter().map(pair).collect())
        }
        _ => return None,
    }))
}

fn tally(keys: impl Iterator<Item = String>) -> BTreeMap<String, Val> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts.into_iter().map(|(key, count)| (key, Val::Int(count))).collect()
}

/// Values in the order of their keys: stable in both directions, with NaN at the end.
fn sorted(mut pairs: Vec<(Val, Val)>, descending: bool) -> Vec<Val> {
    let is_nan = |key: &Val| matches!(key, Val::Float(key) if key.is_nan());
    pairs.sort_by(|(a, _), (b, _)| match descending && !is_nan(a) && !is_nan(b) {
        true => b.order(a),
        false => a.order(b),
    });
    pairs.into_iter().map(|(_, x)| x).collect()
}

impl<'p> Reference<'p> {
    /// A builtin that calls a closure.
    pub(super) fn with_closure(&mut self, whole: &'p Expr, op: Op, args: Args<'p>) -> Ended<Val> {
        let mut made = args.closure.expect("a closure");
        let values = args.values;
        let mut ask = |this: &mut Self, arguments: Vec<Val>| {
            this.burn(1)?;
            this.call_closure(&mut made, arguments)
        };
        if matches!(op, Op::Map(MapOp::MapValues) | Op::List(ListOp::FilterMap)) {
            let mut entries = BTreeMap::new();
            for (key, value) in values[0].map() {
                if op == Op::Map(MapOp::MapValues) {
                    entries.insert(key.clone(), ask(self, vec![value.clone()])?);
                } else if ask(self, vec![Val::Str(key.clone()), value.clone()])?.truth() {
                    entries.insert(key.clone(), value.clone());
                }
            }
            return Ok(Val::Map(entries));
        }
        let list = values[0].list();
        let mut answers = Vec::new();
        match op {
            Op::List(ListOp::Fold | ListOp::Scan) => {
                let mut so_far = values[1].clone();
                for x in list {
                    so_far = ask(self, vec![so_far, x.clone()])?;
                    answers.push(so_far.clone());
                }
                return Ok(if op == Op::List(ListOp::Fold) { so_far } else { Val::List(answers) });
            }
            Op::List(ListOp::AnyBy | ListOp::AllBy) | Op::Text(TextOp::FindBy) => {
                for x in list {
                    let truth = ask(self, vec![x.clone()])?.truth();
                    match op {
                        Op::List(ListOp::AnyBy) if truth => return Ok(Val::Bool(true)),
                        Op::List(ListOp::AllBy) if !truth => return Ok(Val::Bool(false)),
                        Op::Text(TextOp::FindBy) if truth => return Ok(x.clone()),
                        _ => {}
                    }
                }
                return Ok(if op == Op::Text(TextOp::FindBy) { Val::None } else { Val::Bool(op == Op::List(ListOp::AllBy)) });
            }
            Op::List(ListOp::TakeWhile | ListOp::SkipWhile) => {
                let mut kept = 0;
                while kept < list.len() && ask(self, vec![list[kept].clone()])?.truth() {
                    kept += 1;
                }
                return Ok(Val::List(if op == Op::List(ListOp::TakeWhile) { list[..kept].to_vec() } else { list[kept..].to_vec() }));
            }
            _ => {}
        }
        for x in list {
            answers.push(ask(self, vec![x.clone()])?);
        }
        placed(gathered(op, list, answers, values.get(1)), whole.span)
    }
}

/// The result of a builtin from the answers for all elements.
fn gathered(op: Op, list: &[Val], answers: Vec<Val>, more: Option<&Val>) -> Result<Val, Fault> {
    let chosen = |wanted: bool| {
        let kept = list.iter().zip(&answers).filter(|(_, answer)| answer.truth() == wanted);
        Val::List(kept.map(|(x, _)| x.clone()).collect())
    };
    let best = |wanted: std::cmp::Ordering| {
        let mut found: Option<usize> = None;
        for (at, key) in answers.iter().enumerate() {
            if found.is_none_or(|best| key.order(&answers[best]) == wanted) {
                found = Some(at);
            }
        }
        found.map(|at| list[at].clone()).ok_or_else(wrong)
    };
    Ok(match op {
        Op::List(ListOp::Map) => Val::List(answers),
        Op::List(ListOp::FlatMap) => Val::List(answers.iter().flat_map(|inner| inner.list().iter().cloned()).collect()),
        Op::List(ListOp::Filter) => chosen(true),
        Op::List(ListOp::Partition) => Val::Tuple(vec![chosen(true), chosen(false)]),
        Op::Text(TextOp::CountBy) => Val::Int(answers.iter().filter(|answer| answer.truth()).count() as i64),
        Op::List(ListOp::SortBy) => {
            Val::List(sorted(answers.into_iter().zip(list.iter().cloned()).collect(), more.is_some_and(Val::truth)))
        }
        Op::List(ListOp::MinBy) => return best(std::cmp::Ordering::Less),
        Op::List(ListOp::MaxBy) => return best(std::cmp::Ordering::Greater),
        Op::List(ListOp::TallyBy) => Val::Map(tally(answers.iter().map(|key| key.text().to_owned()))),
        Op::List(ListOp::GroupBy) => {
            let mut groups: BTreeMap<String, Vec<Val>> = BTreeMap::new();
            list.iter().zip(&answers).for_each(|(x, key)| groups.entry(key.text().to_owned()).or_default().push(x.clone()));
            Val::Map(groups.into_iter().map(|(key, group)| (key, Val::List(group))).collect())
        }
        _ => unreachable!("{op:?} with a closure"),
    })
}
