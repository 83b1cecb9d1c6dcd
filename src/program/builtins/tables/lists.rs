//! Lists.

use super::builtins;

builtins! {
    /// Lists, which share nothing: every builtin gives a new one.
    LISTS "Lists":

    "range" "The numbers from `start` (default 0) up to but not including `end`, in steps of `step` (default 1). Fails for a `step` of 0 and for more than 100 million numbers, except in the head of a `for`." {
        Range "(end: int) -> [int]"
        Range "(start: int, end: int, step?: int) -> [int]"
    } ["range(3)" => "[0, 1, 2]" "range(10, 0, -4)" => "[10, 6, 2]"]

    "map" "Applies the closure to each element and returns the results." { Map "(xs: [T], f: |T| -> U) -> [U]" } ["[1, 2].map(|x| x * 10)" => "[10, 20]"]

    "filter" "The elements, or the entries of a map, for which the closure returns `true`." {
        Filter "(xs: [T], f: |T| -> bool) -> [T]"
        FilterMap "(m: {str: T}, f: |str, T| -> bool) -> {str: T}"
    } ["[1, 2, 3].filter(|x| x % 2 == 1)" => "[1, 3]" "{\"a\": 1, \"b\": 2}.filter(|k, v| v > 1)" => "{\"b\": 2}"]

    "flat_map" "Applies the closure to each element and joins the lists that it returns." { FlatMap "(xs: [T], f: |T| -> [U]) -> [U]" } ["[1, 2].flat_map(|x| [x, -x])" => "[1, -1, 2, -2]"]

    "fold" "Combines the elements from left to right: the closure receives the result so far, which is `start` at first, and an element, and returns the next result." { Fold "(xs: [T], start: U, f: |U, T| -> U) -> U" } ["[1, 2, 3].fold(10, |sum, x| sum + x)" => "16"]

    "scan" "Like `fold`, but returns the list of the results after each element." { Scan "(xs: [T], start: U, f: |U, T| -> U) -> [U]" } ["[1, 2, 3].scan(0, |sum, x| sum + x)" => "[1, 3, 6]"]

    "any" "Whether the closure returns `true` for any element, or any element is `true`. Stops at the first one." {
        AnyBy "(xs: [T], f: |T| -> bool) -> bool"
        Any "(xs: [bool]) -> bool"
    } ["[1, 5].any(|x| x > 3)" => "true" "any([false])" => "false"]

    "all" "Whether the closure returns `true` for every element, or every element is `true`. Stops at the first one that is not." {
        AllBy "(xs: [T], f: |T| -> bool) -> bool"
        All "(xs: [bool]) -> bool"
    } ["[1, 5].all(|x| x > 3)" => "false" "all([true, true])" => "true"]

    "sort" "The elements in ascending order, or in descending order. Equal elements keep their order. NaN comes last in both cases." { Sort "(xs: [T], descending?: bool) -> [T] where T: ordered" } ["[3, 1, 2].sort()" => "[1, 2, 3]" "[\"b\", \"a\"].sort(descending: true)" => "[\"b\", \"a\"]"]

    "sort_by" "The elements in the order of their keys. Elements with equal keys keep their order. NaN comes last." { SortBy "(xs: [T], key: |T| -> K, descending?: bool) -> [T] where K: ordered" } ["[\"ccc\", \"a\", \"bb\"].sort_by(|s| s.len())" => "[\"a\", \"bb\", \"ccc\"]"]

    "unique" "The elements without those that equal an earlier one, in the order in which they first appear." { Unique "(xs: [T]) -> [T]" } ["[2, 1, 2].unique()" => "[2, 1]"]

    "zip" "Tuples of the elements at the same positions, as many as the shortest list has." {
        Zip "(a: [A], b: [B]) -> [(A, B)]"
        Zip3 "(a: [A], b: [B], c: [C]) -> [(A, B, C)]"
    } ["zip([1, 2, 3], [\"a\", \"b\"])" => "[(1, \"a\"), (2, \"b\")]"]

    "enumerate" "Tuples of a number and an element, counting from `start` (default 0)." { Enumerate "(xs: [T], start?: int) -> [(int, T)]" } ["[\"a\", \"b\"].enumerate()" => "[(0, \"a\"), (1, \"b\")]"]

    "flatten" "Joins a list of lists into one list." { Flatten "(xs: [[T]]) -> [T]" } ["[[1], [2, 3]].flatten()" => "[1, 2, 3]"]

    "chunks" "Splits the list into lists of `size` elements; the last one may be shorter. Fails unless `size` is positive." { Chunks "(xs: [T], size: int) -> [[T]]" } ["range(5).chunks(2)" => "[[0, 1], [2, 3], [4]]"]

    "windows" "All runs of `size` consecutive elements. Fails unless `size` is positive." { Windows "(xs: [T], size: int) -> [[T]]" } ["[1, 2, 3].windows(2)" => "[[1, 2], [2, 3]]"]

    "first" "The first element; `none` if the list is empty." { First "(xs: [T]) -> T?" } ["[7, 8].first()" => "7"]

    "last" "The last element; `none` if the list is empty." { Last "(xs: [T]) -> T?" } ["[7, 8].last()" => "8"]

    "take" "The first `n` elements, or all of them if there are fewer." { Take "(xs: [T], n: int) -> [T]" } ["[1, 2, 3].take(2)" => "[1, 2]"]

    "skip" "The elements after the first `n`." { Skip "(xs: [T], n: int) -> [T]" } ["[1, 2, 3].skip(2)" => "[3]"]

    "take_while" "The elements before the first one for which the closure returns `false`." { TakeWhile "(xs: [T], f: |T| -> bool) -> [T]" } ["[1, 5, 2].take_while(|x| x < 3)" => "[1]"]

    "skip_while" "The elements starting with the first one for which the closure returns `false`." { SkipWhile "(xs: [T], f: |T| -> bool) -> [T]" } ["[1, 5, 2].skip_while(|x| x < 3)" => "[5, 2]"]

    "insert" "The list with `x` inserted before the element at `index`. An index out of range inserts at the nearer end." { InsertAt "(xs: [T], index: int, x: T) -> [T]" } ["[1, 3].insert(1, 2)" => "[1, 2, 3]"]

    "remove" "The list without the element at `index`, or the map without the entry for `key`. Fails for an index out of range; a missing key is ignored." {
        RemoveAt "(xs: [T], index: int) -> [T]"
        RemoveKey "(m: {str: T}, key: str) -> {str: T}"
    } ["[1, 2, 3].remove(1)" => "[1, 3]" "{\"a\": 1, \"b\": 2}.remove(\"a\")" => "{\"b\": 2}"]

    "index_of" "The index of the first element that equals `x`; `none` if there is no such element." { IndexOf "(xs: [T], x: T) -> int?" } ["[\"a\", \"b\"].index_of(\"b\")" => "1"]

    "min_by" "The first element with the smallest key. Fails for an empty list." { MinBy "(xs: [T], key: |T| -> K) -> T where K: ordered" } ["[-3, 2].min_by(|x| abs(x))" => "2"]

    "max_by" "The first element with the largest key. Fails for an empty list." { MaxBy "(xs: [T], key: |T| -> K) -> T where K: ordered" } ["[-3, 2].max_by(|x| abs(x))" => "-3"]

    "group_by" "The elements grouped by key, each group in the order of the list." { GroupBy "(xs: [T], key: |T| -> str) -> {str: [T]}" } ["[\"ab\", \"c\", \"ad\"].group_by(|s| s[0])" => "{\"a\": [\"ab\", \"ad\"], \"c\": [\"c\"]}"]

    "tally" "Counts the elements by key, or how often each string occurs in the list." {
        TallyBy "(xs: [T], key: |T| -> str) -> {str: int}"
        Tally "(xs: [str]) -> {str: int}"
    } ["[\"b\", \"a\", \"b\"].tally()" => "{\"a\": 1, \"b\": 2}" "[1, 2, 3].tally(|x| str(x % 2))" => "{\"0\": 1, \"1\": 2}"]

    "partition" "The elements for which the closure returns `true`, and the others." { Partition "(xs: [T], f: |T| -> bool) -> ([T], [T])" } ["[1, 2, 3].partition(|x| x > 1)" => "([2, 3], [1])"]

    "transpose" "Turns rows into columns. Fails if the rows differ in length." { Transpose "(rows: [[T]]) -> [[T]]" } ["transpose([[1, 2], [3, 4]])" => "[[1, 3], [2, 4]]"]

    "to_map" "Makes a map from tuples of key and value. If a key occurs more than once, the last value wins." { ToMap "(pairs: [(str, T)]) -> {str: T}" } ["[(\"b\", 2), (\"a\", 1)].to_map()" => "{\"a\": 1, \"b\": 2}"]
}
