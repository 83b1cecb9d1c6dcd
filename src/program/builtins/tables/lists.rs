//! Lists.

use super::builtins;

builtins! {
    /// Lists, which share nothing: every builtin gives a new one.
    LISTS "Lists":

    "range" "The numbers from `start` (0) up to but without `end`, each `step` (1) after the one before. Fails for a `step` of 0 and for more than 100 million numbers, except in the head of a `for`." {
        Range "(end: int) -> [int]"
        Range "(start: int, end: int, step?: int) -> [int]"
    } ["range(3)" => "[0, 1, 2]" "range(10, 0, -4)" => "[10, 6, 2]"]

    "map" "What the closure makes of each element." { Map "(xs: [T], f: |T| -> U) -> [U]" } ["[1, 2].map(|x| x * 10)" => "[10, 20]"]

    "filter" "The elements, or the entries of a map, that the closure takes." {
        Filter "(xs: [T], f: |T| -> bool) -> [T]"
        FilterMap "(m: {str: T}, f: |str, T| -> bool) -> {str: T}"
    } ["[1, 2, 3].filter(|x| x % 2 == 1)" => "[1, 3]" "{\"a\": 1, \"b\": 2}.filter(|k, v| v > 1)" => "{\"b\": 2}"]

    "flat_map" "All elements of the lists that the closure makes of the elements." { FlatMap "(xs: [T], f: |T| -> [U]) -> [U]" } ["[1, 2].flat_map(|x| [x, -x])" => "[1, -1, 2, -2]"]

    "fold" "The elements taken together from the left: the closure makes of the result so far, first `start`, and an element the next result." { Fold "(xs: [T], start: U, f: |U, T| -> U) -> U" } ["[1, 2, 3].fold(10, |sum, x| sum + x)" => "16"]

    "scan" "The results of `fold` after each element." { Scan "(xs: [T], start: U, f: |U, T| -> U) -> [U]" } ["[1, 2, 3].scan(0, |sum, x| sum + x)" => "[1, 3, 6]"]

    "any" "Whether the closure takes an element, or an element is `true`. Stops at the first one." {
        AnyBy "(xs: [T], f: |T| -> bool) -> bool"
        Any "(xs: [bool]) -> bool"
    } ["[1, 5].any(|x| x > 3)" => "true" "any([false])" => "false"]

    "all" "Whether the closure takes every element, or every element is `true`. Stops at the first that is not." {
        AllBy "(xs: [T], f: |T| -> bool) -> bool"
        All "(xs: [bool]) -> bool"
    } ["[1, 5].all(|x| x > 3)" => "false" "all([true, true])" => "true"]

    "sort" "The elements in ascending order, or in descending order; equal ones keep theirs. NaN comes last in both." { Sort "(xs: [T], descending?: bool) -> [T] where T: ordered" } ["[3, 1, 2].sort()" => "[1, 2, 3]" "[\"b\", \"a\"].sort(descending: true)" => "[\"b\", \"a\"]"]

    "sort_by" "The elements in the order of their keys; those with equal keys keep theirs. NaN comes last." { SortBy "(xs: [T], key: |T| -> K, descending?: bool) -> [T] where K: ordered" } ["[\"ccc\", \"a\", \"bb\"].sort_by(|s| s.len())" => "[\"a\", \"bb\", \"ccc\"]"]

    "unique" "The elements without those that equal an earlier one, in the order in which they first appear." { Unique "(xs: [T]) -> [T]" } ["[2, 1, 2].unique()" => "[2, 1]"]

    "zip" "Tuples of the elements at the same places, as many as the shortest list has." {
        Zip "(a: [A], b: [B]) -> [(A, B)]"
        Zip3 "(a: [A], b: [B], c: [C]) -> [(A, B, C)]"
    } ["zip([1, 2, 3], [\"a\", \"b\"])" => "[(1, \"a\"), (2, \"b\")]"]

    "enumerate" "Tuples of number and element, counted from `start` (0)." { Enumerate "(xs: [T], start?: int) -> [(int, T)]" } ["[\"a\", \"b\"].enumerate()" => "[(0, \"a\"), (1, \"b\")]"]

    "flatten" "The elements of all lists of a list." { Flatten "(xs: [[T]]) -> [T]" } ["[[1], [2, 3]].flatten()" => "[1, 2, 3]"]

    "chunks" "The elements in lists of `size`; the last may be shorter. Fails unless `size` is positive." { Chunks "(xs: [T], size: int) -> [[T]]" } ["range(5).chunks(2)" => "[[0, 1], [2, 3], [4]]"]

    "windows" "All runs of `size` neighbours. Fails unless `size` is positive." { Windows "(xs: [T], size: int) -> [[T]]" } ["[1, 2, 3].windows(2)" => "[[1, 2], [2, 3]]"]

    "first" "The first element; `none` if there is none." { First "(xs: [T]) -> T?" } ["[7, 8].first()" => "7"]

    "last" "The last element; `none` if there is none." { Last "(xs: [T]) -> T?" } ["[7, 8].last()" => "8"]

    "take" "The first `n` elements, or all if there are fewer." { Take "(xs: [T], n: int) -> [T]" } ["[1, 2, 3].take(2)" => "[1, 2]"]

    "skip" "The elements behind the first `n`." { Skip "(xs: [T], n: int) -> [T]" } ["[1, 2, 3].skip(2)" => "[3]"]

    "take_while" "The elements before the first that the closure does not take." { TakeWhile "(xs: [T], f: |T| -> bool) -> [T]" } ["[1, 5, 2].take_while(|x| x < 3)" => "[1]"]

    "skip_while" "The elements from the first that the closure does not take." { SkipWhile "(xs: [T], f: |T| -> bool) -> [T]" } ["[1, 5, 2].skip_while(|x| x < 3)" => "[5, 2]"]

    "insert" "The list with `x` before the element at `index`; an index out of range is the nearest end." { InsertAt "(xs: [T], index: int, x: T) -> [T]" } ["[1, 3].insert(1, 2)" => "[1, 2, 3]"]

    "remove" "The list without the element at `index`, or the map without the entry of `key`. An index out of range fails; a key need not be there." {
        RemoveAt "(xs: [T], index: int) -> [T]"
        RemoveKey "(m: {str: T}, key: str) -> {str: T}"
    } ["[1, 2, 3].remove(1)" => "[1, 3]" "{\"a\": 1, \"b\": 2}.remove(\"a\")" => "{\"b\": 2}"]

    "index_of" "The index of the first element that equals `x`; `none` if there is none." { IndexOf "(xs: [T], x: T) -> int?" } ["[\"a\", \"b\"].index_of(\"b\")" => "1"]

    "min_by" "The first element with the least key. Fails for an empty list." { MinBy "(xs: [T], key: |T| -> K) -> T where K: ordered" } ["[-3, 2].min_by(|x| abs(x))" => "2"]

    "max_by" "The first element with the greatest key. Fails for an empty list." { MaxBy "(xs: [T], key: |T| -> K) -> T where K: ordered" } ["[-3, 2].max_by(|x| abs(x))" => "-3"]

    "group_by" "The elements by their keys, in their order." { GroupBy "(xs: [T], key: |T| -> str) -> {str: [T]}" } ["[\"ab\", \"c\", \"ad\"].group_by(|s| s[0])" => "{\"a\": [\"ab\", \"ad\"], \"c\": [\"c\"]}"]

    "tally" "How many elements there are by key, or how often each text stands in the list." {
        TallyBy "(xs: [T], key: |T| -> str) -> {str: int}"
        Tally "(xs: [str]) -> {str: int}"
    } ["[\"b\", \"a\", \"b\"].tally()" => "{\"a\": 1, \"b\": 2}" "[1, 2, 3].tally(|x| str(x % 2))" => "{\"0\": 1, \"1\": 2}"]

    "partition" "The elements that the closure takes, and the others." { Partition "(xs: [T], f: |T| -> bool) -> ([T], [T])" } ["[1, 2, 3].partition(|x| x > 1)" => "([2, 3], [1])"]

    "transpose" "Rows as columns. Fails if the rows differ in length." { Transpose "(rows: [[T]]) -> [[T]]" } ["transpose([[1, 2], [3, 4]])" => "[[1, 3], [2, 4]]"]

    "to_map" "A map of tuples of key and value; the last one with a key counts." { ToMap "(pairs: [(str, T)]) -> {str: T}" } ["[(\"b\", 2), (\"a\", 1)].to_map()" => "{\"a\": 1, \"b\": 2}"]
}
