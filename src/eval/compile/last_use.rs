//! Moves values at their last use, so that the receiver may be its only owner and change it in place.
//!
//! A backward analysis of the value registers: which of them are read later, on any path? A copy of a register that is not read later becomes a move.

use rustc_hash::FxHashSet;

use crate::eval::code::{Function, Instr, Part, Role, Step};

/// Bits of work beyond which a function stays as it is: it is correct, only slower.
const LIMIT: usize = 1 << 26;

/// Turns copies into moves where the register is not read again.
pub(super) fn apply(function: &mut Function) {
    let blocks = blocks(function);
    let words = (function.values + 1).div_ceil(64);
    if blocks.len().saturating_mul(words).saturating_mul(64) > LIMIT {
        return;
    }
    let live = live_at_end(function, &blocks, words);
    for (block, mut live) in blocks.iter().zip(live) {
        for at in block.clone().rev() {
            shorten(function, at, &live);
            step(function, at, &mut live);
        }
    }
}

type Set = Vec<u64>;

fn contains(set: &Set, register: u16) -> bool {
    set.get(usize::from(register) / 64).is_some_and(|word| word >> (register % 64) & 1 == 1)
}

fn set(set: &mut Set, register: u16, live: bool) {
    if let Some(word) = set.get_mut(usize::from(register) / 64) {
        let bit = 1 << (register % 64);
        if live { *word |= bit } else { *word &= !bit }
    }
}

/// Runs of instructions without a jump into or out of their middle.
fn blocks(function: &mut Function) -> Vec<std::ops::Range<usize>> {
    let mut starts: FxHashSet<usize> = FxHashSet::default();
    for at in 0..function.code.len() {
        if let Some(instr) = function.code.get_mut(at)
            && let Some(target) = instr.target_mut()
        {
            starts.insert(*target as usize);
            starts.insert(at + 1);
        }
    }
    starts.insert(0);
    let mut starts: Vec<usize> = starts.into_iter().filter(|start| *start < function.code.len()).collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([function.code.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Which registers are read after each block.
fn live_at_end(function: &mut Function, blocks: &[std::ops::Range<usize>], words: usize) -> Vec<Set> {
    let mut at_start: Vec<Set> = vec![vec![0; words]; blocks.len()];
    let mut at_end: Vec<Set> = vec![vec![0; words]; blocks.len()];
    let successors: Vec<Vec<usize>> = blocks.iter().map(|block| successors(function, blocks, block)).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for (number, block) in blocks.iter().enumerate().rev() {
            let mut live = vec![0; words];
            for successor in successors.get(number).into_iter().flatten() {
                for (word, other) in live.iter_mut().zip(at_start.get(*successor).into_iter().flatten()) {
                    *word |= other;
                }
            }
            if let Some(end) = at_end.get_mut(number) {
                end.clone_from(&live);
            }
            for at in block.clone().rev() {
                step(function, at, &mut live);
            }
            if let Some(start) = at_start.get_mut(number)
                && *start != live
            {
                *start = live;
                changed = true;
            }
        }
    }
    at_end
}

fn successors(function: &mut Function, blocks: &[std::ops::Range<usize>], block: &std::ops::Range<usize>) -> Vec<usize> {
    let find = |at: usize| blocks.binary_search_by_key(&at, |block| block.start).ok();
    let Some(last) = function.code.get_mut(block.end - 1) else { return Vec::new() };
    let target = last.target_mut().map(|target| *target as usize);
    let ends = matches!(
        last,
        Instr::Jump { .. }
            | Instr::ReturnS { .. }
            | Instr::ReturnV { .. }
            | Instr::ReturnN {}
            | Instr::Fail { .. }
            | Instr::AssertFailed { .. }
            | Instr::Trap { .. }
    );
    let next = (!ends).then_some(block.end);
    target.into_iter().chain(next).filter_map(find).collect()
}

/// Steps backward over an instruction.
fn step(function: &Function, at: usize, live: &mut Set) {
    let Some(instr) = function.code.get(at) else { return };
    // A jump that also writes, `NextV`, writes only if it jumps: its result must not count as written on the other path.
    let keeps = matches!(instr, Instr::NextV { .. });
    operands(function, instr, &mut |role, register| {
        if role == Role::Define && !keeps {
            set(live, register, false);
        }
    });
    operands(function, instr, &mut |role, register| match role {
        Role::Define => {}
        Role::Use | Role::Modify => set(live, register, true),
        // A register that is freed is not read: an earlier copy may still move it.
        Role::Take if matches!(instr, Instr::DropV { .. }) => {}
        Role::Take => set(live, register, true),
    });
}

/// Every value register of an instruction, those in tables too.
fn operands(function: &Function, instr: &Instr, visit: &mut impl FnMut(Role, u16)) {
    instr.values(visit);
    match *instr {
        Instr::Call { v, n, .. } => {
            for offset in 0..n {
                visit(Role::Take, v.saturating_add(offset));
            }
            visit(Role::Define, v);
        }
        Instr::Tuple { base, n, .. } | Instr::Struct { base, n, .. } => {
            for offset in 0..n {
                visit(Role::Take, base.saturating_add(offset));
            }
        }
        Instr::Builtin { args, .. } | Instr::Slice { args, .. } | Instr::JsonKey { args, .. } => {
            for arg in function.args.get(args as usize).into_iter().flatten() {
                visit(arg.role, arg.register);
            }
        }
        Instr::Join { parts, .. } | Instr::JoinOnto { parts, .. } => {
            for part in function.joins.get(parts as usize).into_iter().flatten() {
                if let Part::Value(register) = part {
                    visit(Role::Use, *register);
                }
            }
        }
        Instr::PathS { p, .. }
        | Instr::PathV { p, .. }
        | Instr::SetPathS { p, .. }
        | Instr::SetPathV { p, .. }
        | Instr::TakePathV { p, .. } => {
            for step in function.paths.get(p as usize).into_iter().flatten() {
                if let Step::Key(register) = step {
                    visit(Role::Use, *register);
                }
            }
        }
        _ => {}
    }
}

/// Moves the operands of an instruction that are not read afterwards.
fn shorten(function: &mut Function, at: usize, live: &Set) {
    match function.code.get_mut(at) {
        Some(instr @ Instr::CopyV { .. }) => {
            if let Instr::CopyV { d, a } = *instr
                && !contains(live, a)
                && a != d
            {
                *instr = Instr::TakeV { d, a };
            }
        }
        Some(Instr::Builtin { args, .. } | Instr::Slice { args, .. }) => {
            let args = *args as usize;
            let Some(table) = function.args.get_mut(args) else { return };
            for index in 0..table.len() {
                let Some(arg) = table.get(index).copied() else { return };
                let twice = table.iter().filter(|other| other.register == arg.register).count() > 1;
                if arg.role == Role::Use
                    && !contains(live, arg.register)
                    && !twice
                    && let Some(arg) = table.get_mut(index)
                {
                    arg.role = Role::Take;
                }
            }
        }
        _ => {}
    }
}
