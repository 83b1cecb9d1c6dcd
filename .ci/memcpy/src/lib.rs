//! `memcpy`, `memmove` and `memcmp` of the static binary: the only `unsafe` code of this repository, of no use elsewhere.
//!
//! musl's versions for x86-64 begin with a string instruction whatever the length, which needs about thirty cycles to start, and what a compiler and an
//! evaluator copy has a few bytes: names, numbers as text, nodes of trees. With musl's, building strings is twice as slow and counting words takes one and
//! a half times. Its comparison goes byte by byte. The linker chooses these instead, because they come before libc.a.
//!
//! Short copies read all of their bytes, in pieces that overlap, before they write any: so they also hold where the two places overlap.
//!
//! None of them is inlined: link-time optimisation would copy the comparison into every sort, which makes the binary 130 kB larger.
//!
//! On other systems than musl and x86-64 this crate only has its tests.

#![cfg(all(target_arch = "x86_64", any(target_env = "musl", test)))]

use std::arch::x86_64::{__m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_storeu_si128};

/// From this length on the string instruction is faster than a loop, on processors that have it fast (ERMS: all since 2013; measured on an EPYC).
const LONG: usize = 2048;

/// The bytes in a register.
const WIDE: usize = size_of::<__m128i>();

/// The `memcpy` of C.
///
/// # Safety
/// Reads `length` bytes at `from` and writes them at `to`; the two do not overlap.
#[cfg(target_env = "musl")]
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, length: usize) -> *mut u8 {
    unsafe { copy(to, from, length) }
    to
}

/// The `memmove` of C.
///
/// # Safety
/// Reads `length` bytes at `from` and writes them at `to`, which may overlap.
#[cfg(target_env = "musl")]
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, length: usize) -> *mut u8 {
    unsafe { shift(to, from, length) }
    to
}

/// The `memcmp` of C.
///
/// # Safety
/// Reads `length` bytes at `a` and at `b`.
#[cfg(target_env = "musl")]
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, length: usize) -> i32 {
    unsafe { compare(a, b, length) }
}

/// The `bcmp` of C, which only tells equal from different.
///
/// # Safety
/// Reads `length` bytes at `a` and at `b`.
#[cfg(target_env = "musl")]
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, length: usize) -> i32 {
    i32::from(unsafe { compare(a, b, length) } != 0)
}

/// Less than, equal to or greater than 0, as the first byte that differs.
///
/// # Safety
/// As [`memcmp`].
#[inline(always)]
unsafe fn compare(a: *const u8, b: *const u8, length: usize) -> i32 {
    unsafe {
        let mut at = 0;
        while length - at >= WIDE {
            let equal = _mm_movemask_epi8(_mm_cmpeq_epi8(load(a.add(at)), load(b.add(at)))) as u32;
            if equal != 0xFFFF {
                let different = at + equal.trailing_ones() as usize;
                return i32::from(a.add(different).read()) - i32::from(b.add(different).read());
            }
            at += WIDE;
        }
        if length - at >= 8 {
            let (x, y) = (word(a.add(at)), word(b.add(at)));
            if x != y {
                return if x < y { -1 } else { 1 };
            }
            at += 8;
        }
        // At most seven are left: where there are eight in all, the last eight tell as much as they do.
        if at < length && length >= 8 {
            let (x, y) = (word(a.add(length - 8)), word(b.add(length - 8)));
            return if x == y { 0 } else { (x > y) as i32 * 2 - 1 };
        }
        while at < length {
            let (x, y) = (a.add(at).read(), b.add(at).read());
            if x != y {
                return i32::from(x) - i32::from(y);
            }
            at += 1;
        }
        0
    }
}

/// Eight bytes as a number whose order is theirs.
///
/// # Safety
/// Eight bytes can be read at `from`.
#[inline(always)]
unsafe fn word(from: *const u8) -> u64 {
    unsafe { u64::from_be(from.cast::<u64>().read_unaligned()) }
}

/// Copies to a place that does not overlap, or begins before `from`.
///
/// # Safety
/// As [`memcpy`], or the places overlap and `to` is before `from`.
#[inline(always)]
unsafe fn copy(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        if length <= 8 * WIDE {
            short(to, from, length);
        } else if length < LONG {
            forwards(to, from, length);
        } else {
            std::arch::asm!(
                "rep movsb",
                inout("rcx") length => _, inout("rdi") to => _, inout("rsi") from => _,
                options(nostack, preserves_flags)
            );
        }
    }
}

/// Copies, however the two places overlap.
///
/// # Safety
/// As [`memmove`].
#[inline(always)]
unsafe fn shift(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        if length <= 8 * WIDE {
            short(to, from, length);
        } else if to.addr().wrapping_sub(from.addr()) >= length {
            // The string instruction is slow where the two are near each other.
            if length < LONG || from.addr().wrapping_sub(to.addr()) < LONG { forwards(to, from, length) } else { copy(to, from, length) }
        } else {
            backwards(to, from, length);
        }
    }
}

/// Up to 128 bytes, at places that may overlap.
///
/// # Safety
/// `length` bytes can be read at `from` and written at `to`; it is at most 128.
#[inline(always)]
unsafe fn short(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        match length {
            0 => {}
            1..4 => {
                let (first, middle, last) = (from.read(), from.add(length / 2).read(), from.add(length - 1).read());
                to.write(first);
                to.add(length / 2).write(middle);
                to.add(length - 1).write(last);
            }
            4..8 => ends::<u32>(to, from, length),
            8..WIDE => ends::<u64>(to, from, length),
            WIDE..=32 => ends::<__m128i>(to, from, length),
            33..=64 => {
                let rest = length - 2 * WIDE;
                let pieces = [load(from), load(from.add(WIDE)), load(from.add(rest)), load(from.add(rest + WIDE))];
                store(to, pieces[0]);
                store(to.add(WIDE), pieces[1]);
                store(to.add(rest), pieces[2]);
                store(to.add(rest + WIDE), pieces[3]);
            }
            _ => {
                let rest = length - 4 * WIDE;
                let (front, back) = (quad(from), quad(from.add(rest)));
                store_quad(to, front);
                store_quad(to.add(rest), back);
            }
        }
    }
}

/// The first and the last bytes, which may overlap.
///
/// # Safety
/// `length` bytes can be read at `from` and written at `to`: as many as a `T` has, and at most twice as many.
#[inline(always)]
unsafe fn ends<T: Copy>(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        let rest = length - size_of::<T>();
        let (first, last) = (from.cast::<T>().read_unaligned(), from.add(rest).cast::<T>().read_unaligned());
        to.cast::<T>().write_unaligned(first);
        to.add(rest).cast::<T>().write_unaligned(last);
    }
}

/// More than 64 bytes from the first to the last, to a place that does not begin within them.
///
/// # Safety
/// `length` bytes, at least 64, can be read at `from` and written at `to`, which does not begin within them.
#[inline(always)]
unsafe fn forwards(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        // The last ones are read before they can be written over.
        let last = quad(from.add(length - 4 * WIDE));
        let mut at = 0;
        while at < length - 4 * WIDE {
            let piece = quad(from.add(at));
            store_quad(to.add(at), piece);
            at += 4 * WIDE;
        }
        store_quad(to.add(length - 4 * WIDE), last);
    }
}

/// More than 64 bytes from the last to the first, to a place that does not end within them.
///
/// # Safety
/// `length` bytes, at least 64, can be read at `from` and written at `to`.
#[inline(always)]
unsafe fn backwards(to: *mut u8, from: *const u8, length: usize) {
    unsafe {
        let first = quad(from);
        let mut end = length;
        while end > 4 * WIDE {
            end -= 4 * WIDE;
            let piece = quad(from.add(end));
            store_quad(to.add(end), piece);
        }
        store_quad(to, first);
    }
}

#[inline(always)]
unsafe fn load(from: *const u8) -> __m128i {
    unsafe { _mm_loadu_si128(from.cast()) }
}

#[inline(always)]
unsafe fn store(to: *mut u8, piece: __m128i) {
    unsafe { _mm_storeu_si128(to.cast(), piece) }
}

#[inline(always)]
unsafe fn quad(from: *const u8) -> [__m128i; 4] {
    unsafe { [load(from), load(from.add(WIDE)), load(from.add(2 * WIDE)), load(from.add(3 * WIDE))] }
}

#[inline(always)]
unsafe fn store_quad(to: *mut u8, pieces: [__m128i; 4]) {
    unsafe {
        store(to, pieces[0]);
        store(to.add(WIDE), pieces[1]);
        store(to.add(2 * WIDE), pieces[2]);
        store(to.add(3 * WIDE), pieces[3]);
    }
}

#[cfg(test)]
mod tests {
    /// Bytes that differ from their neighbours and repeat late.
    fn bytes(count: usize) -> Vec<u8> {
        (0..count).map(|at| (at * 7 + at / 256) as u8).collect()
    }

    /// Every short length, and those around the bounds of the longer ways.
    fn lengths() -> impl Iterator<Item = usize> {
        (0..300).chain([511, 512, 513, 2047, 2048, 2049, 5000])
    }

    #[test]
    fn a_copy_is_the_same_bytes_and_nothing_beside_them() {
        for length in lengths() {
            for (from, to) in [(0, 0), (1, 0), (0, 3), (5, 7)] {
                let source = bytes(length + 16);
                let mut copied = vec![0xEE; length + 16];
                unsafe { super::copy(copied.as_mut_ptr().add(to), source.as_ptr().add(from), length) };
                assert_eq!(copied[to..to + length], source[from..from + length], "{length} bytes");
                assert!(copied[..to].iter().chain(&copied[to + length..]).all(|byte| *byte == 0xEE), "{length} bytes");
            }
        }
    }

    #[test]
    fn bytes_are_shifted_over_themselves() {
        for length in lengths() {
            for distance in [0, 1, 3, 8, 15, 16, 17, 63, 64, 65, 100, 200, 3000] {
                for (from, to) in [(0, distance), (distance, 0)] {
                    let mut shifted = bytes(length + distance);
                    let mut expected = shifted.clone();
                    expected.copy_within(from..from + length, to);
                    unsafe {
                        let start = shifted.as_mut_ptr();
                        super::shift(start.add(to), start.add(from), length);
                    }
                    assert_eq!(shifted, expected, "{length} bytes from {from} to {to}");
                }
            }
        }
    }

    #[test]
    fn bytes_compare_by_the_first_that_differs() {
        for length in (0..70).chain([127, 128, 129, 1000]) {
            let a = bytes(length);
            let order = |b: &[u8]| unsafe { super::compare(a.as_ptr(), b.as_ptr(), length) }.cmp(&0);
            assert_eq!(order(&a), std::cmp::Ordering::Equal, "{length} bytes");
            for at in 0..length {
                for other in [0, 255, a[at].wrapping_add(1), a[at].wrapping_sub(1)] {
                    let mut b = a.clone();
                    b[at] = other;
                    // What follows the difference does not count.
                    b[at + 1..].fill(128);
                    assert_eq!(order(&b), a.cmp(&b), "{length} bytes, {other} at {at}");
                }
            }
        }
    }
}
