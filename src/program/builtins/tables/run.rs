//! Random numbers, failures, and what comes from outside.

use super::builtins;

builtins! {
    /// Seeded generators: the same seed gives the same numbers on every machine, for ever.
    RANDOM "Random numbers":

    "rng" "A generator of random numbers: xoshiro256**, seeded by splitmix64. It is a value: a copy continues independently." { Rng "(seed: int) -> rng" } ["var r = rng(7)\nvar s = r\nr.next_int(1, 1000) == s.next_int(1, 1000)" => "true"]

    "next_int" "The next number from `low` to `high`, both inclusive, all equally likely. Fails if `low` is greater than `high`." { NextInt "(r: var rng, low: int, high: int) -> int" } ["var r = rng(7)\nlet x = r.next_int(1, 6)\n1 <= x and x <= 6" => "true"]

    "next_float" "The next number from 0 up to but not including 1, a multiple of 2 to the power of -53." { NextFloat "(r: var rng) -> float" } ["var r = rng(7)\nlet x = r.next_float()\n0 <= x and x < 1" => "true"]

    "next_normal" "The next number of a normal distribution, by default with mean 0 and standard deviation 1." { NextNormal "(r: var rng, mean?: float, stddev?: float) -> float" } ["var r = rng(7)\nvar s = rng(7)\nr.next_normal(5, 0) == 5.0 and is_finite(s.next_normal())" => "true"]

    "shuffle" "The elements in a random order." { Shuffle "(r: var rng, xs: [T]) -> [T]" } ["var r = rng(7)\nr.shuffle([3, 1, 2]).sort()" => "[1, 2, 3]"]

    "choice" "A random element. Fails for an empty list." { Choice "(r: var rng, xs: [T]) -> T" } ["var r = rng(7)\n[1, 2].contains(r.choice([1, 2]))" => "true"]

    "sample" "`n` elements from different positions, in a random order. Fails if there are fewer." { Sample "(r: var rng, xs: [T], n: int) -> [T]" } ["var r = rng(7)\nr.sample(range(10), 3).unique().len()" => "3"]
}

builtins! {
    /// Failing, logging, and what the task's options let in.
    RUN "The run":

    "fail" "Ends the task with this message. Flyte does not retry it." { Fail "(message: str) -> never" } ["[1].first() ?? fail(\"no element\")" => "1"]

    "fail_retryable" "Ends the task with this message. Flyte retries it as often as `retries` says." { FailRetryable "(message: str) -> never" } ["[1].first() ?? fail_retryable(\"no element yet\")" => "1"]

    "log" "Writes a line to the task's log: a string as it is, any other value as `str` formats it." { Log "(message: T)" } ["log(\"half done\")\n1" => "1"]

    "secret" "The secret `group/key`, which the task's option `secrets` must list; its value is masked in logs and errors. Fails if the platform did not provide it." { Secret "(name: str) -> str" } ["if false { secret(\"db/password\") } else { \"\" }" => "\"\""]

    "env" "The environment variable, which the task's option `env` must set. Fails if it is not set." { Env "(name: str) -> str" } ["if false { env(\"REGION\") } else { \"\" }" => "\"\""]

    "now" "The current time, from the clock of the machine that runs the task, so it differs in every attempt. A cached task should take it as an input." { Now "() -> datetime" } ["now() > datetime(\"2020-01-01T00:00:00Z\")" => "true"]

    "message" "The message of the error." { ErrorMessage "(e: error) -> str" } ["let e: error? = none\nif is_none(e) { \"fine\" } else { \"\" }" => "\"fine\""]

    "failed_node" "The id of the node that failed." { ErrorNode "(e: error) -> str" } ["let e: error? = none\nif is_none(e) { \"fine\" } else { \"\" }" => "\"fine\""]
}
