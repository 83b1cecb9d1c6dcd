//! Lists.

use super::builtins;

builtins! {
    /// Lists, which share nothing: every builtin gives a new one.
    LISTS List(ListOp) "Lists":

    /// The numbers from `start` (default 0) up to but not including `end`, in steps of `step` (default 1). Fails for a `step` of 0 and for
    /// more than 100 million numbers, except in the head of a `for`.
    "range" {
        run Range { (end: int) -> [int] } { (start: int, end: int, step?: int) -> [int] }
    } [
        "range(3)" => "[0, 1, 2]"
        "range(10, 0, -4)" => "[10, 6, 2]"
    ]

    /// Applies the closure to each element and returns the results.
    "map" {
        looped Map { (xs: [T], f: |T| -> U) -> [U] }
    } ["[1, 2].map(|x| x * 10)" => "[10, 20]"]

    /// The elements, or the entries of a map, for which the closure returns `true`.
    "filter" {
        looped Filter { (xs: [T], f: |T| -> bool) -> [T] }
        looped FilterMap { (m: {str: T}, f: |str, T| -> bool) -> {str: T} }
    } [
        "[1, 2, 3].filter(|x| x % 2 == 1)" => "[1, 3]"
        r#"{"a": 1, "b": 2}.filter(|k, v| v > 1)"# => r#"{"b": 2}"#
    ]

    /// Applies the closure to each element and joins the lists that it returns.
    "flat_map" {
        looped FlatMap { (xs: [T], f: |T| -> [U]) -> [U] }
    } ["[1, 2].flat_map(|x| [x, -x])" => "[1, -1, 2, -2]"]

    /// Combines the elements from left to right: the closure receives the result so far, which is `start` at first, and an element, and
    /// returns the next result.
    "fold" {
        looped Fold { (xs: [T], start: U, f: |U, T| -> U) -> U }
    } ["[1, 2, 3].fold(10, |sum, x| sum + x)" => "16"]

    /// Like `fold`, but returns the list of the results after each element.
    "scan" {
        looped Scan { (xs: [T], start: U, f: |U, T| -> U) -> [U] }
    } ["[1, 2, 3].scan(0, |sum, x| sum + x)" => "[1, 3, 6]"]

    /// Whether the closure returns `true` for any element, or any element is `true`. Stops at the first one.
    "any" {
        looped AnyBy { (xs: [T], f: |T| -> bool) -> bool }
        run Any { (xs: [bool]) -> bool }
    } [
        "[1, 5].any(|x| x > 3)" => "true"
        "any([false])" => "false"
    ]

    /// Whether the closure returns `true` for every element, or every element is `true`. Stops at the first one that is not.
    "all" {
        looped AllBy { (xs: [T], f: |T| -> bool) -> bool }
        run All { (xs: [bool]) -> bool }
    } [
        "[1, 5].all(|x| x > 3)" => "false"
        "all([true, true])" => "true"
    ]

    /// The elements in ascending order, or in descending order. Equal elements keep their order. NaN comes last in both cases.
    "sort" {
        run Sort { (xs: [T], descending?: bool) -> [T] where T: ordered }
    } [
        "[3, 1, 2].sort()" => "[1, 2, 3]"
        r#"["b", "a"].sort(descending: true)"# => r#"["b", "a"]"#
    ]

    /// The elements in the order of their keys. Elements with equal keys keep their order. NaN comes last.
    "sort_by" {
        looped SortBy { (xs: [T], key: |T| -> K, descending?: bool) -> [T] where K: ordered }
    } [r#"["ccc", "a", "bb"].sort_by(|s| s.len())"# => r#"["a", "bb", "ccc"]"#]

    /// The elements without those that equal an earlier one, in the order in which they first appear.
    "unique" {
        run Unique { (xs: [T]) -> [T] }
    } ["[2, 1, 2].unique()" => "[2, 1]"]

    /// Tuples of the elements at the same positions, as many as the shortest list has.
    "zip" {
        run Zip { (a: [A], b: [B]) -> [(A, B)] }
        run Zip3 { (a: [A], b: [B], c: [C]) -> [(A, B, C)] }
    } [r#"zip([1, 2, 3], ["a", "b"])"# => r#"[(1, "a"), (2, "b")]"#]

    /// Tuples of a number and an element, counting from `start` (default 0).
    "enumerate" {
        run Enumerate { (xs: [T], start?: int) -> [(int, T)] }
    } [r#"["a", "b"].enumerate()"# => r#"[(0, "a"), (1, "b")]"#]

    /// Joins a list of lists into one list.
    "flatten" {
        run Flatten { (xs: [[T]]) -> [T] }
    } ["[[1], [2, 3]].flatten()" => "[1, 2, 3]"]

    /// Splits the list into lists of `size` elements; the last one may be shorter. Fails unless `size` is positive.
    "chunks" {
        run Chunks { (xs: [T], size: int) -> [[T]] }
    } ["range(5).chunks(2)" => "[[0, 1], [2, 3], [4]]"]

    /// All runs of `size` consecutive elements. Fails unless `size` is positive.
    "windows" {
        run Windows { (xs: [T], size: int) -> [[T]] }
    } ["[1, 2, 3].windows(2)" => "[[1, 2], [2, 3]]"]

    /// The first element; `none` if the list is empty.
    "first" {
        run First { (xs: [T]) -> T? }
    } ["[7, 8].first()" => "7"]

    /// The last element; `none` if the list is empty.
    "last" {
        run Last { (xs: [T]) -> T? }
    } ["[7, 8].last()" => "8"]

    /// The first `n` elements, or all of them if there are fewer.
    "take" {
        run Take { (xs: [T], n: int) -> [T] }
    } ["[1, 2, 3].take(2)" => "[1, 2]"]

    /// The elements after the first `n`.
    "skip" {
        run Skip { (xs: [T], n: int) -> [T] }
    } ["[1, 2, 3].skip(2)" => "[3]"]

    /// The elements before the first one for which the closure returns `false`.
    "take_while" {
        looped TakeWhile { (xs: [T], f: |T| -> bool) -> [T] }
    } ["[1, 5, 2].take_while(|x| x < 3)" => "[1]"]

    /// The elements starting with the first one for which the closure returns `false`.
    "skip_while" {
        looped SkipWhile { (xs: [T], f: |T| -> bool) -> [T] }
    } ["[1, 5, 2].skip_while(|x| x < 3)" => "[5, 2]"]

    /// The list with `x` inserted before the element at `index`. An index out of range inserts at the nearer end.
    "insert" {
        run InsertAt { (xs: [T], index: int, x: T) -> [T] }
    } ["[1, 3].insert(1, 2)" => "[1, 2, 3]"]

    /// The list without the element at `index`, or the map without the entry for `key`. Fails for an index out of range; a missing key is
    /// ignored.
    "remove" {
        run RemoveAt { (xs: [T], index: int) -> [T] }
        run RemoveKey { (m: {str: T}, key: str) -> {str: T} }
    } [
        "[1, 2, 3].remove(1)" => "[1, 3]"
        r#"{"a": 1, "b": 2}.remove("a")"# => r#"{"b": 2}"#
    ]

    /// The index of the first element that equals `x`; `none` if there is no such element.
    "index_of" {
        run IndexOf { (xs: [T], x: T) -> int? }
    } [r#"["a", "b"].index_of("b")"# => "1"]

    /// The first element with the smallest key. Fails for an empty list.
    "min_by" {
        looped MinBy { (xs: [T], key: |T| -> K) -> T where K: ordered }
    } ["[-3, 2].min_by(|x| abs(x))" => "2"]

    /// The first element with the largest key. Fails for an empty list.
    "max_by" {
        looped MaxBy { (xs: [T], key: |T| -> K) -> T where K: ordered }
    } ["[-3, 2].max_by(|x| abs(x))" => "-3"]

    /// The elements grouped by key, each group in the order of the list.
    "group_by" {
        looped GroupBy { (xs: [T], key: |T| -> str) -> {str: [T]} }
    } [r#"["ab", "c", "ad"].group_by(|s| s[0])"# => r#"{"a": ["ab", "ad"], "c": ["c"]}"#]

    /// Counts the elements by key, or how often each string occurs in the list.
    "tally" {
        looped TallyBy { (xs: [T], key: |T| -> str) -> {str: int} }
        run Tally { (xs: [str]) -> {str: int} }
    } [
        r#"["b", "a", "b"].tally()"# => r#"{"a": 1, "b": 2}"#
        "[1, 2, 3].tally(|x| str(x % 2))" => r#"{"0": 1, "1": 2}"#
    ]

    /// The elements for which the closure returns `true`, and the others.
    "partition" {
        looped Partition { (xs: [T], f: |T| -> bool) -> ([T], [T]) }
    } ["[1, 2, 3].partition(|x| x > 1)" => "([2, 3], [1])"]

    /// Turns rows into columns. Fails if the rows differ in length.
    "transpose" {
        run Transpose { (rows: [[T]]) -> [[T]] }
    } ["transpose([[1, 2], [3, 4]])" => "[[1, 3], [2, 4]]"]

    /// Makes a map from tuples of key and value. If a key occurs more than once, the last value wins.
    "to_map" {
        run ToMap { (pairs: [(str, T)]) -> {str: T} }
    } [r#"[("b", 2), ("a", 1)].to_map()"# => r#"{"a": 1, "b": 2}"#]
}
