//! How the process takes memory from the system.
//!
//! The allocator asks for huge pages, of two megabytes each on most machines. A large job is done in half the time with them, because the
//! system clears and hands over two megabytes at once and not four kilobytes; a small one would hold ten megabytes that it never
//! looks at. So the process begins without, and whoever sees that the work is large says so.

/// Takes memory in ordinary pages from here on.
pub fn expect_little() {
    allow_huge_pages(false);
}

/// Takes memory in huge pages from here on, where the system has them.
pub fn expect_much() {
    allow_huge_pages(true);
}

#[cfg(target_os = "linux")]
fn allow_huge_pages(allow: bool) {
    // A system that knows no such switch goes on as it is: it is about speed alone.
    let _ = rustix::thread::disable_transparent_huge_pages(!allow);
}

#[cfg(not(target_os = "linux"))]
fn allow_huge_pages(_: bool) {}
