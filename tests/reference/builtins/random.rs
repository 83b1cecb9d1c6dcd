//! Random numbers: xoshiro256**, its state filled by splitmix64, as `docs/builtins.md` says. What is made of its words is taken over
//! from the machine, because no document says it: the test is that both draw at the same moments.

use flightplan::internals::program::builtins::{BuiltinOp as Op, RandomOp};

use super::super::Fault;
use super::super::Kind::Value;
use super::super::value::Val;
use super::Args;

/// The state of a seed.
pub(super) fn seeded(seed: i64) -> [u64; 4] {
    let mut at = seed as u64;
    [(); 4].map(|()| {
        at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (at ^ at >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    })
}

fn word(s: &mut [u64; 4]) -> u64 {
    let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
    let shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = s[3].rotate_left(45);
    result
}

fn below(state: &mut [u64; 4], bound: u64) -> u64 {
    let unfair = bound.wrapping_neg() % bound;
    loop {
        let product = u128::from(word(state)) * u128::from(bound);
        if product as u64 >= unfair {
            return (product >> 64) as u64;
        }
    }
}

fn float(state: &mut [u64; 4]) -> f64 {
    (word(state) >> 11) as f64 / (1u64 << 53) as f64
}

fn normal(state: &mut [u64; 4]) -> f64 {
    loop {
        let (x, y) = (2.0 * float(state) - 1.0, 2.0 * float(state) - 1.0);
        let s = x * x + y * y;
        if s > 0.0 && s < 1.0 {
            return x * (-2.0 * s.ln() / s).sqrt();
        }
    }
}

fn shuffled(state: &mut [u64; 4], list: &[Val], n: usize) -> Vec<Val> {
    let mut xs = list.to_vec();
    for place in 0..n {
        let from = place + below(state, (xs.len() - place) as u64) as usize;
        xs.swap(place, from);
    }
    xs
}

/// What a call draws.
pub(super) fn draw(op: Op, state: &mut [u64; 4], args: &Args<'_>) -> Result<Val, Fault> {
    Ok(match op {
        Op::Random(RandomOp::NextInt) => {
            let (low, high) = (args.int(1), args.int(2));
            if low > high {
                return Err(Fault::of(Value));
            }
            let count = high.wrapping_sub(low) as u64;
            let offset = if count == u64::MAX { word(state) } else { below(state, count + 1) };
            Val::Int(low.wrapping_add(offset as i64))
        }
        Op::Random(RandomOp::NextFloat) => Val::Float(float(state)),
        Op::Random(RandomOp::NextNormal) => {
            let part = |at: usize, otherwise: f64| args.given(at).map_or(otherwise, Val::float);
            Val::Float(part(1, 0.0) + part(2, 1.0) * normal(state))
        }
        Op::Random(RandomOp::Shuffle) => Val::List(shuffled(state, args.list(1), args.list(1).len())),
        Op::Random(RandomOp::Choice) if args.list(1).is_empty() => return Err(Fault::of(Value)),
        Op::Random(RandomOp::Choice) => args.list(1)[below(state, args.list(1).len() as u64) as usize].clone(),
        Op::Random(RandomOp::Sample) => {
            let n = usize::try_from(args.int(2)).ok().filter(|n| *n <= args.list(1).len()).ok_or(Fault::of(Value))?;
            let mut xs = shuffled(state, args.list(1), n);
            xs.truncate(n);
            Val::List(xs)
        }
        _ => unreachable!("{op:?} draws nothing"),
    })
}
