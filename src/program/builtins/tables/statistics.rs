//! Sums and statistics of lists.

use super::builtins;

builtins! {
    /// Sums and statistics.
    STATISTICS Statistic(StatisticOp) "Statistics":

    /// The sum of the elements, from left to right; zero for an empty list. Fails if it does not fit in 64 bits.
    "sum" {
        run SumInt { (xs: [int]) -> int }
        run SumFloat { (xs: [float]) -> float }
        run SumDuration { (xs: [duration]) -> duration }
    } [
        "[1, 2, 3].sum()" => "6"
        "sum([0.5, 1.0])" => "1.5"
    ]

    /// The product of the elements, from left to right; one for an empty list. Fails if it does not fit in 64 bits.
    "product" {
        run ProductInt { (xs: [int]) -> int }
        run ProductFloat { (xs: [float]) -> float }
    } ["[2, 3, 4].product()" => "24"]

    /// The arithmetic mean, computed exactly and rounded once. Fails for an empty list.
    "mean" {
        run MeanInt { (xs: [int]) -> float }
        run MeanFloat { (xs: [float]) -> float }
    } ["[1, 2, 4, 5].mean()" => "3.0"]

    /// The middle element in ascending order, or the mean of the two in the middle. Fails for an empty list.
    "median" {
        run MedianInt { (xs: [int]) -> float }
        run MedianFloat { (xs: [float]) -> float }
    } [
        "[5, 1, 3].median()" => "3.0"
        "[1, 2].median()" => "1.5"
    ]

    /// The variance of a sample, which divides by one less than its size; computed exactly and rounded once. Fails for fewer than two
    /// elements and if the result exceeds the range of `float`.
    "variance" {
        run VarianceInt { (xs: [int]) -> float }
        run VarianceFloat { (xs: [float]) -> float }
    } ["[1, 2, 3, 4].variance()" => "1.6666666666666667"]

    /// The standard deviation of a sample, the square root of its exact variance. Fails for fewer than two elements and if the result
    /// exceeds the range of `float`.
    "stddev" {
        run StddevInt { (xs: [int]) -> float }
        run StddevFloat { (xs: [float]) -> float }
    } ["[1, 3].stddev()" => "1.4142135623730951"]

    /// The variance of a whole population, which divides by its size; computed exactly and rounded once. Fails for an empty list and if the
    /// result exceeds the range of `float`.
    "pvariance" {
        run PvarianceInt { (xs: [int]) -> float }
        run PvarianceFloat { (xs: [float]) -> float }
    } ["[1, 2, 3, 4].pvariance()" => "1.25"]

    /// The standard deviation of a whole population, the square root of its exact variance. Fails for an empty list.
    "pstddev" {
        run PstddevInt { (xs: [int]) -> float }
        run PstddevFloat { (xs: [float]) -> float }
    } ["[1, 3].pstddev()" => "1.0"]

    /// The value below which the fraction `q` of the elements falls, with `q` from 0 to 1; between two elements it is interpolated linearly.
    /// Fails for an empty list and for `q` outside 0 to 1.
    "quantile" {
        run QuantileInt { (xs: [int], q: float) -> float }
        run QuantileFloat { (xs: [float], q: float) -> float }
    } ["[1, 2, 3, 4].quantile(0.5)" => "2.5"]
}
