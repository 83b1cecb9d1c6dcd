//! Random numbers, failures, and what comes from outside.

use super::builtins;

builtins! {
    /// Seeded generators: the same seed gives the same numbers on every machine, forever.
    RANDOM Random(RandomOp) "Random numbers":

    /// A generator of random numbers: xoshiro256**, seeded by splitmix64. It is a value: a copy continues independently.
    "rng" {
        run Rng { (seed: int) -> rng }
    } ["var r = rng(7)\nvar s = r\nr.next_int(1, 1000) == s.next_int(1, 1000)" => "true"]

    /// The next number from `low` to `high`, both inclusive, all equally likely. Fails if `low` is greater than `high`.
    "next_int" {
        run NextInt { (r: var rng, low: int, high: int) -> int }
    } ["var r = rng(7)\nlet x = r.next_int(1, 6)\n1 <= x and x <= 6" => "true"]

    /// The next number from 0 up to but not including 1, a multiple of 2 to the power of -53.
    "next_float" {
        run NextFloat { (r: var rng) -> float }
    } ["var r = rng(7)\nlet x = r.next_float()\n0 <= x and x < 1" => "true"]

    /// The next number of a normal distribution, by default with mean 0 and standard deviation 1.
    "next_normal" {
        run NextNormal { (r: var rng, mean?: float, stddev?: float) -> float }
    } ["var r = rng(7)\nvar s = rng(7)\nr.next_normal(5, 0) == 5.0 and is_finite(s.next_normal())" => "true"]

    /// The elements in a random order.
    "shuffle" {
        run Shuffle { (r: var rng, xs: [T]) -> [T] }
    } ["var r = rng(7)\nr.shuffle([3, 1, 2]).sort()" => "[1, 2, 3]"]

    /// A random element. Fails for an empty list.
    "choice" {
        run Choice { (r: var rng, xs: [T]) -> T }
    } ["var r = rng(7)\n[1, 2].contains(r.choice([1, 2]))" => "true"]

    /// `n` elements from different positions, in a random order. Fails if there are fewer.
    "sample" {
        run Sample { (r: var rng, xs: [T], n: int) -> [T] }
    } ["var r = rng(7)\nr.sample(range(10), 3).unique().len()" => "3"]
}

builtins! {
    /// Failing, logging, and what the task's options let in.
    RUN Run(RunOp) "The run":

    /// Ends the task with this message. Flyte does not retry it.
    "fail" {
        run Fail { (message: str) -> never }
    } [r#"[1].first() ?? fail("no element")"# => "1"]

    /// Ends the task with this message. Flyte retries it as often as `retries` says.
    "fail_retryable" {
        run FailRetryable { (message: str) -> never }
    } [r#"[1].first() ?? fail_retryable("no element yet")"# => "1"]

    /// Writes a line to the task's log: a string as it is, any other value as `str` formats it.
    "log" {
        run Log { (message: T) }
    } ["log(\"half done\")\n1" => "1"]

    /// The secret `group/key`, which the task's option `secrets` must list; its value is masked in logs and errors. Fails if the platform
    /// did not provide it.
    "secret" {
        run Secret { (name: str) -> str }
    } [r#"if false { secret("db/password") } else { "" }"# => r#""""#]

    /// The environment variable, which the task's option `env` must set. Fails if it is not set.
    "env" {
        run Env { (name: str) -> str }
    } [r#"if false { env("REGION") } else { "" }"# => r#""""#]

    /// The current time, from the clock of the machine that runs the task, so it differs in every attempt. A cached task should take it as
    /// an input.
    "now" {
        run Now { () -> datetime }
    } [r#"now() > datetime("2020-01-01T00:00:00Z")"# => "true"]

    /// The message of the error.
    "message" {
        run ErrorMessage { (e: error) -> str }
    } ["let e: error? = none\nif is_none(e) { \"fine\" } else { \"\" }" => r#""fine""#]

    /// The id of the node that failed.
    "failed_node" {
        run ErrorNode { (e: error) -> str }
    } ["let e: error? = none\nif is_none(e) { \"fine\" } else { \"\" }" => r#""fine""#]
}
