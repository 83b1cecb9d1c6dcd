//! Modules of other languages: what their functions and constants are here.

use super::{Advice, ENVIRONMENT, Row, Use, because, nothing, row};
use crate::program::builtins;

/// A module, under all of its names.
#[derive(Debug)]
pub(super) struct Module {
    names: &'static [&'static str],
    rows: &'static [Row],
    /// What is said of everything else in it.
    otherwise: &'static str,
}

/// The module of this name.
pub(super) fn find(name: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| module.names.contains(&name))
}

/// What a function or constant of a module is here.
pub(super) fn member(module: &str, path: &str, called: bool, used: &Use) -> Option<Advice> {
    let known = find(module)?;
    let last = path.rsplit('.').next().unwrap_or(path);
    let first = path.split('.').next().unwrap_or(path);
    if called && let Some(advice) = super::format::filled(last, used).or_else(|| super::durations::made(last, used)) {
        return Some(advice);
    }
    let rows = [path, last, first].into_iter().find_map(|name| {
        let named = |row: &&Row| row.theirs.contains('(') == called;
        known.rows.iter().filter(named).find_map(|row| super::find(std::slice::from_ref(row), name, used))
    });
    rows.or_else(|| elsewhere(last, called, used)).or_else(|| otherwise(known))
}

/// All rows of all modules.
#[cfg(test)]
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    MODULES.iter().flat_map(|module| module.rows)
}

/// The function of the same meaning that has no module here: a builtin, or one that is a function of another language, too.
fn elsewhere(name: &str, called: bool, used: &Use) -> Option<Advice> {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let builtin = builtins::all().find(|builtin| plain(builtin.name) == plain(name))?;
    if !called {
        let constant = builtin.overloads.iter().all(|overload| overload.signature.params.is_empty());
        return constant.then(|| super::find(&[row("*", "$@()")], builtin.name, used)).flatten();
    }
    let counts = builtin.overloads.iter().map(|overload| {
        let least = overload.signature.params.iter().filter(|param| !param.optional).count();
        least..=overload.signature.params.len()
    });
    let fits = counts.into_iter().any(|mut count| count.any(|count| count == used.args.len()));
    if !fits || used.args.iter().any(|given| given.name.is_some()) {
        return None;
    }
    match used.args.is_empty() {
        true => super::find(&[row("*", "$@()")], builtin.name, used),
        false => super::find(&[row("*($*)", "$@($*)")], builtin.name, used),
    }
}

fn otherwise(module: &Module) -> Option<Advice> {
    (!module.otherwise.is_empty()).then(|| Advice { why: module.otherwise.to_owned(), ..Advice::default() })
}

const fn module(names: &'static [&'static str], rows: &'static [Row]) -> Module {
    Module { names, rows, otherwise: "" }
}

const fn absent(names: &'static [&'static str], otherwise: &'static str) -> Module {
    Module { names, rows: &[], otherwise }
}

const SEED: &str =
    "random numbers need a seed: `var r = rng(7)`, then `r.next_float()`, `r.next_int(1, 6)`, `r.choice(xs)` or `r.shuffle(xs)`";
const NETWORK: &str = "task code has no network: what a task needs are its inputs";
const NO_BUILTIN: &str = "modules of other languages cannot be imported, and no builtin does this";
const PATTERN_BUILTINS: &str = "the builtins for patterns are `regex_match`, `regex_find`, `regex_find_all`, `regex_groups`, `regex_replace` and `regex_split`; `(?i)` at the start of a pattern ignores case";
const PARALLEL: &str = "tasks that a workflow calls run at the same time unless one needs the other";

const MODULES: &[Module] = &[
    Module { names: &["Math"], rows: JS_MATH, otherwise: NO_BUILTIN },
    Module { names: &["math", "cmath", "np", "numpy", "statistics", "jnp", "stats"], rows: MATH, otherwise: NO_BUILTIN },
    Module { names: &["random", "rand", "secrets"], rows: RANDOM, otherwise: SEED },
    Module { names: &["re", "regex", "regexp", "RegExp"], rows: PATTERNS, otherwise: PATTERN_BUILTINS },
    module(&["json", "JSON", "simplejson", "orjson", "serde_json", "ujson"], JSON),
    module(&["datetime", "date", "time", "Date", "DateTime", "Instant", "dt", "chrono", "arrow", "pendulum", "moment"], TIME),
    Module {
        names: &["collections", "itertools", "functools", "operator", "copy", "heapq", "bisect", "slices", "maps", "sort"],
        rows: COLLECTIONS,
        otherwise: NO_BUILTIN,
    },
    module(&["str", "string", "strings", "String", "strconv", "Number", "int", "float", "Int", "Float", "textwrap"], TEXT),
    module(&["Object", "Array", "dict", "list", "Vec", "HashMap", "Set", "Map"], OBJECTS),
    Module {
        names: &["os", "sys", "process", "platform", "env"],
        rows: SYSTEM,
        otherwise: "task code has no files and no operating system: what a task needs are its inputs",
    },
    module(&["logging", "logger", "log", "console", "fmt", "slog", "tracing", "warnings", "io"], LOGGING),
    module(&["hashlib", "base64", "binascii", "zlib", "crypto", "uuid", "Buffer"], BYTES),
    module(&["errors", "traceback"], &[row("New|Errorf($1)", "fail($1)")]),
    absent(
        &["pathlib", "Path", "shutil", "glob", "fs", "path", "ioutil", "bufio", "csv", "pickle", "yaml", "toml", "tempfile", "zipfile"],
        super::methods::READ,
    ),
    absent(
        &[
            "requests", "urllib", "httpx", "http", "aiohttp", "socket", "axios", "net", "boto3", "s3", "s3fs", "gcsfs", "sqlite3",
            "psycopg2",
        ],
        NETWORK,
    ),
    absent(&["subprocess", "child_process", "exec"], "a task runs no other programs"),
    absent(
        &["asyncio", "threading", "multiprocessing", "concurrent", "Promise", "tokio", "rayon", "sync", "joblib", "dask", "ray"],
        PARALLEL,
    ),
    absent(
        &["pd", "pandas", "pl", "polars", "pa", "pyarrow", "spark", "duckdb"],
        "there are no data frames in task code: rows are a list of structs, `[Row]`, and columns a map of lists, `{str: [float]}`",
    ),
    absent(
        &[
            "torch",
            "tf",
            "tensorflow",
            "sklearn",
            "scipy",
            "keras",
            "xgboost",
            "plt",
            "matplotlib",
            "sns",
            "jax",
            "cv2",
            "nltk",
            "transformers",
        ],
        "libraries cannot be imported: task code has its builtins, and what modules of the project declare",
    ),
    Module {
        names: &["dataclasses"],
        rows: &[
            nothing(
                "replace($1, ...)",
                "a struct is changed in a copy: `var changed = $1`, `changed.field = …` for each field, and `changed` is the new value",
            ),
            row("asdict($1)", "json($1)"),
        ],
        otherwise: NO_BUILTIN,
    },
    absent(
        &["flytekit", "current_context", "typing", "enum", "pydantic", "abc", "contextlib"],
        "nothing has to be imported for this: types, structs and options are part of the language",
    ),
];

/// What is another function in JavaScript.
const JS_MATH: &[Row] = &[
    row("round($1:float)", "floor($1 + 0.5)"),
    row("round($1)", "round($1)"),
    row("log($1)", "ln($1)"),
    row("PI", "pi()"),
    row("E", "e()"),
    row("max|min($1:num, $2)", "$@($1, $2)"),
    row("max|min($1:num, $*)", "[$1, $*].$@()"),
    nothing("random()", SEED),
    row("fround($1)", "float($1)"),
];

const MATH: &[Row] = &[
    row("log($1)", "ln($1)"),
    row("log($1, 2)", "log2($1)"),
    row("log($1, $2)", "ln($1) / ln($2)"),
    row("PI|pi|Pi", "pi()"),
    row("E|e", "e()"),
    row("inf|Infinity|Inf|INFINITY|infty", "inf()"),
    row("nan|NaN|NAN", "nan()"),
    row("tau", "2.0 * pi()"),
    nothing("random.random|random.rand()", SEED),
    nothing("random(...)", SEED),
    nothing("random.rand|random.randn|random.randint|random.uniform|random.choice|random.normal|random.seed(...)", SEED),
    row("round($1, $2)", "round($1, $2)"),
    row("max|min($1:num, $2)", "$@($1, $2)"),
    row("max|min($1:num, $*)", "[$1, $*].$@()"),
    row("sqrt|exp|abs|sin|cos|tan|floor|ceil|round|log2|log10($1:list)", "$1.map(|x| $@(x))"),
    row("log($1:list)", "$1.map(|x| ln(x))"),
    row("std|nanstd($1)", "pstddev($1)"),
    row("stdev($1)", "stddev($1)"),
    row("pstdev($1)", "pstddev($1)"),
    row("pvariance($1)", "pvariance($1)"),
    row("array|asarray|list($1:list)", "$1"),
    row("where($1:bool, $2, $3)", "if $1 { $2 } else { $3 }"),
    nothing("where(...)", "choose for each element: `xs.map(|x| if x > 0 { x } else { 0 })`"),
    row("var|nanvar($1)", "pvariance($1)"),
    row("average|nanmean($1)", "mean($1)"),
    row("trunc($1)", "trunc($1)"),
    row("isqrt($1)", "isqrt($1)"),
    row("median_low($1)", "$1.sort()[(len($1) - 1) // 2]"),
    row("median_high($1)", "$1.sort()[len($1) // 2]"),
    row("prod($1)", "$1.product()"),
    row("fsum|nansum($1)", "sum($1)"),
    row("fabs|absolute($1)", "abs($1)"),
    row("factorial($1)", "range(1, $1 + 1).product()"),
    row("isnan($1)", "is_nan($1)"),
    row("isinf($1)", "is_inf($1)"),
    row("isfinite($1)", "is_finite($1)"),
    because("fmod($1, $2)", "$1 - $2 * trunc($1 / $2)", "`%` has the sign of the divisor"),
    row("mod($1, $2)", "$1 % $2"),
    nothing("remainder($1, $2)", "`$1 % $2` has the sign of `$2`, as in NumPy, and `$1 - $2 * round($1 / $2)` is the one nearest to zero"),
    row("rint($1)", "round($1)"),
    row("fix($1)", "trunc($1)"),
    row("comb($1, $2)", "range($2).fold(1, |product, i| product * ($1 - i) // (i + 1))"),
    row("perm($1, $2)", "range($1 - $2 + 1, $1 + 1).product()"),
    row("dist($1, $2)", "sqrt(zip($1, $2).map(|(a, b)| (a - b) ** 2).sum())"),
    row("power($1, $2)", "$1 ** $2"),
    row("amax($1)", "max($1)"),
    row("amin($1)", "min($1)"),
    row("maximum($1, $2)", "max($1, $2)"),
    row("minimum($1, $2)", "min($1, $2)"),
    row("arange($1:int)", "range($1)"),
    row("arange($1:int, $2:int)", "range($1, $2)"),
    row("arange($1:int, $2:int, $3:int)", "range($1, $2, $3)"),
    nothing("arange(...)", "`range` counts in whole numbers; for others, compute them: `range(10).map(|i| i * 0.1)`"),
    row("zeros($1)", "[0.0] * $1"),
    row("ones($1)", "[1.0] * $1"),
    row("full($1, $2)", "[$2] * $1"),
    row("linspace($1, $2, $3)", "range($3).map(|i| $1 + ($2 - $1) * i / ($3 - 1))"),
    row("cumsum($1:floats)", "$1.scan(0.0, |sum, x| sum + x)"),
    row("cumsum($1)", "$1.scan(0, |sum, x| sum + x)"),
    row("dot($1, $2)", "zip($1, $2).map(|(a, b)| a * b).sum()"),
    row("clip($1:list, $2, $3)", "$1.map(|x| clamp(x, $2, $3))"),
    row("clip($1, $2, $3)", "clamp($1, $2, $3)"),
    row("diff($1)", "$1.windows(2).map(|pair| pair[1] - pair[0])"),
    row("argmax($1)", "range(len($1)).max_by(|i| $1[i])"),
    row("argmin($1)", "range(len($1)).min_by(|i| $1[i])"),
    row("percentile($1, $2)", "quantile($1, $2 / 100.0)"),
    row("concatenate($1)", "$1.flatten()"),
    row("mode($1)", "$1.max_by(|x| $1.count(x))"),
    row("isclose($1, $2)", "abs($1 - $2) <= 1e-9 * max(abs($1), abs($2))"),
    row("isclose($1, $2, abs_tol|atol: $3)", "abs($1 - $2) <= $3"),
    nothing("isclose|allclose(...)", "compare the difference with a tolerance: `abs(a - b) < 1e-9`"),
];

const RANDOM: &[Row] = &[
    nothing("random()", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.next_float()`"),
    nothing("randint($1, $2)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.next_int($1, $2)`"),
    nothing("randrange($1)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.next_int(0, $1 - 1)`"),
    nothing("randrange($1, $2)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.next_int($1, $2 - 1)`"),
    nothing("uniform($1, $2)", "random numbers need a seed: declare `var r = rng(7)` first, then write `$1 + ($2 - $1) * r.next_float()`"),
    nothing("choice|shuffle($1)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.$@($1)`"),
    nothing("sample($1, $2)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.sample($1, $2)`"),
    nothing("sample($1, k: $2)", "random numbers need a seed: declare `var r = rng(7)` first, then write `r.sample($1, $2)`"),
    nothing(
        "choices($1, k: $2)",
        "random numbers need a seed: declare `var r = rng(7)` first, then write `[r.choice($1) for _ in range($2)]`",
    ),
    nothing("choices($1)", "random numbers need a seed: declare `var r = rng(7)` first, then write `[r.choice($1)]`"),
    nothing(
        "gauss|normalvariate|normal($1, $2)",
        "random numbers need a seed: declare `var r = rng(7)` first, then write `r.next_normal($1, $2)`",
    ),
    nothing("seed($1)", "the source of random numbers is a value: `var r = rng($1)`, then `r.next_float()`"),
];

/// What a call that finds something is for, besides the condition that it is written for here.
const FOUND: &str = "this is a `bool`; `regex_find` returns the part that matches, and `regex_groups` its groups";

const PATTERNS: &[Row] = &[
    because("search($1, $2)", "$2.regex_match($1)", FOUND),
    because("match($1, $2)", "$2.regex_match($<1)", FOUND),
    row("test|MatchString($1, $2)", "$2.regex_match($1)"),
    row("fullmatch($1, $2)", "$2.regex_match($~1)"),
    row("findall|finditer($1, $2)", "$2.regex_find_all($1)"),
    row("find($1, $2)", "$2.regex_find($1)"),
    because("sub|replace($1, $2, $3)", "$3.regex_replace($1, $2)", "in the replacement, a group is written `$$1`"),
    row("split($1, $2)", "$2.regex_split($1)"),
    because("compile|MustCompile($1)", "$1", "a pattern is a string: `text.regex_match(pattern)`"),
];

const JSON: &[Row] = &[
    row("loads|parse|from_str($1)", "json_parse($1)"),
    row("dumps|stringify|to_string($1)", "json_dump($1)"),
    row("dumps($1, indent: $2, ...)", "json_dump($1, $2)"),
    row("dumps($1, ...)", "json_dump($1)"),
    row("stringify($1, $2, $3)", "json_dump($1, $3)"),
    row("Marshal($1)", "json_dump($1)"),
    row("Unmarshal($1, ...)", "json_parse($1)"),
    nothing("load|dump(...)", super::methods::READ),
];

const TIME: &[Row] = &[
    row("now|utcnow|datetime.now|datetime.utcnow|Now|current(...)", "now()"),
    row("today|date.today|datetime.today()", "now().truncate(\"day\")"),
    row("time|perf_counter|monotonic()", "now().timestamp()"),
    row("Since($1)", "now() - $1"),
    row("Until($1)", "$1 - now()"),
    nothing("time_ns()", "`now().timestamp()` is the time in seconds"),
    row("strptime|datetime.strptime|parse($1, $2)", "parse_datetime($1, $2)"),
    row("strftime($1, $2)", "$2.format($1)"),
    row("fromisoformat|datetime.fromisoformat|parse|get($1)", "datetime($1)"),
    row("fromtimestamp|utcfromtimestamp|datetime.fromtimestamp|Unix($1, ...)", "from_timestamp($1)"),
    row("datetime|date|UTC($1, $2, $3)", "datetime($1, $2, $3)"),
    row("datetime|date($1, $2, $3, $*)", "datetime($1, $2, $3, $*)"),
    row("Second", "1s"),
    row("Minute", "1m"),
    row("Hour", "1h"),
    row("Millisecond", "1ms"),
    row("Microsecond", "1us"),
    nothing("sleep|Sleep(...)", "code cannot wait: in a workflow, `after` orders nodes"),
    nothing("combine($1, ...)", "a `datetime` holds the day and the time"),
];

const COLLECTIONS: &[Row] = &[
    row("chain($1, $2)", "$1 + $2"),
    row("chain($1, $2, $3)", "$1 + $2 + $3"),
    row("chain.from_iterable($1)", "$1.flatten()"),
    row("reduce($1:code, $2, $3)", "$2.fold($3, $^1)"),
    row("reduce($1:code, $2)", "$2[1:].fold($2[0], $^1)"),
    row("accumulate($1:floats)", "$1.scan(0.0, |sum, x| sum + x)"),
    row("accumulate($1:strs)", "$1.scan(\"\", |sum, x| sum + x)"),
    row("accumulate($1)", "$1.scan(0, |sum, x| sum + x)"),
    row("accumulate($1, initial: $2)", "[$2] + $1.scan($2, |sum, x| sum + x)"),
    row("accumulate($1, $2:code2)", "$1.take(1) + $1[1:].scan($1[0], $^2)"),
    row("accumulate($1, $2:code2, initial: $3)", "[$3] + $1.scan($3, $^2)"),
    row("combinations($1, 2)", "[($1[i], $1[j]) for i in range(len($1)) for j in range(i + 1, len($1))]"),
    row("Counter($1:str)", "$1.chars().tally()"),
    row("Counter($1:strs)", "$1.tally()"),
    because("Counter($1)", "$1.tally(|x| str(x))", "the keys of a map are strings"),
    because("defaultdict|OrderedDict|Counter()", "{}", "`m.get(key, default)` gives the value of a key that may be missing"),
    because("defaultdict($1)", "{}", "`m.get(key, default)` gives the value of a key that may be missing"),
    row("deque($1)", "$1"),
    row("deque()", "[]"),
    because("copy|deepcopy($1)", "$1", "values are never shared, so there is nothing to copy"),
    row("islice($1, $2)", "$1.take($2)"),
    row("islice($1, $2, $3)", "$1[$2:$3]"),
    row("takewhile($1:code, $2)", "$2.take_while($1)"),
    row("dropwhile($1:code, $2)", "$2.skip_while($1)"),
    row("starmap($1:code2, $2)", "$2.map($(1)"),
    because("groupby($1, $2:code)", "$1.group_by($2)", "it collects all elements with the same key, not only neighbours"),
    because("groupby($1, key: $2)", "$1.group_by($2)", "it collects all elements with the same key, not only neighbours"),
    row("product($1, $2)", "[(a, b) for a in $1 for b in $2]"),
    row("pairwise($1)", "$1.windows(2)"),
    row("batched($1, $2)", "$1.chunks($2)"),
    row("repeat($1, $2)", "[$1] * $2"),
    row("nlargest($1, $2)", "$2.sort(descending: true).take($1)"),
    row("nsmallest($1, $2)", "$2.sort().take($1)"),
    row("Ints|Strings|Float64s|Sort($1)", "$1 = $1.sort()"),
    row("Ints|Strings|Float64s|Sort|Sorted($1)", "$1.sort()"),
    row("Contains($1, $2)", "$1.contains($2)"),
    row("Keys($1)", "$1.keys()"),
    row("Values($1)", "$1.values()"),
    row("add|concat($1, $2)", "$1 + $2"),
    row("sub($1, $2)", "$1 - $2"),
    row("mul($1, $2)", "$1 * $2"),
    row("truediv($1, $2)", "$1 / $2"),
    row("floordiv($1, $2)", "$1 // $2"),
    row("mod($1, $2)", "$1 % $2"),
    row("eq($1, $2)", "$1 == $2"),
    row("lt($1, $2)", "$1 < $2"),
    row("gt($1, $2)", "$1 > $2"),
    nothing("itemgetter|attrgetter(...)", "a closure takes the part out: `|x| x.field`"),
    nothing(
        "partial|lru_cache|wraps|cache(...)",
        "a closure takes what it needs from around it; results of tasks are kept with the option `cache`",
    ),
];

const TEXT: &[Row] = &[
    row("join|Join($1:str, $2)", "$2.join($1)"),
    row("join|Join($1, $2)", "$1.join($2)"),
    row("Split|split($1, $2)", "$1.split($2)"),
    row("Fields($1)", "$1.split()"),
    row("Contains($1, $2)", "$1.contains($2)"),
    row("HasPrefix($1, $2)", "$1.starts_with($2)"),
    row("HasSuffix($1, $2)", "$1.ends_with($2)"),
    row("TrimSpace|Trim|strip($1)", "$1.trim()"),
    row("Trim($1, $2)", "$1.trim($2)"),
    row("TrimPrefix($1, $2)", "$1.remove_prefix($2)"),
    row("TrimSuffix($1, $2)", "$1.remove_suffix($2)"),
    row("ReplaceAll($1, $2, $3)", "$1.replace($2, $3)"),
    row("Replace($1, $2, $3, $4)", "$1.replace($2, $3, $4)"),
    row("ToUpper|toUpperCase($1)", "$1.upper()"),
    row("ToLower|toLowerCase($1)", "$1.lower()"),
    row("Repeat($1, $2)", "$1.repeat($2)"),
    row("Index|IndexOf($1:str, $2)", "$1.find($2) ?? -1"),
    row("LastIndex($1:str, $2)", "$1.rfind($2) ?? -1"),
    row("Index($1:list, $2)", "$1.index_of($2) ?? -1"),
    row("Count($1, $2)", "$1.count($2)"),
    row("Itoa|FormatInt|FormatFloat|from($1, ...)", "str($1)"),
    row("Atoi|ParseInt|parseInt|parse($1, ...)", "int($1)"),
    row("ParseFloat|parseFloat($1, ...)", "float($1)"),
    row("ParseBool($1)", "bool($1)"),
    row("isInteger|isNaN($1)", "is_nan($1)"),
    row("isFinite($1)", "is_finite($1)"),
    row("fromCharCode($1)", "chr($1)"),
    row("new|default()", "\"\""),
    row("MAX_SAFE_INTEGER|MAX|MaxInt|MaxInt64", "9223372036854775807"),
    row("ascii_lowercase", "\"abcdefghijklmnopqrstuvwxyz\""),
    row("digits", "\"0123456789\""),
];

const OBJECTS: &[Row] = &[
    row("keys($1)", "$1.keys()"),
    row("values($1)", "$1.values()"),
    row("entries|items($1)", "$1.items()"),
    row("fromEntries($1)", "$1.to_map()"),
    row("assign($1, $2)", "$1.merge($2)"),
    row("fromkeys($1, $2)", "{k: $2 for k in $1}"),
    because("from($1:list)", "$1", "it is a list already"),
    row("from($1:str)", "$1.chars()"),
    row("of($*)", "[$*]"),
    row("new|with_capacity(...)", "[]"),
    because("freeze($1)", "$1", "a value that is not in a `var` never changes"),
    nothing("isArray($1)", "every type is known before the task runs"),
];

const SYSTEM: &[Row] = &[
    nothing("getenv|environ.get|Getenv|env.get|LookupEnv($1, ...)", ENVIRONMENT),
    nothing("environ|env", ENVIRONMENT),
    row("path.join($1, $2)", "f\"{$1}/{$2}\""),
    row("path.join($1, $2, $3)", "f\"{$1}/{$2}/{$3}\""),
    row("path.join($1, $2, $3, $4)", "f\"{$1}/{$2}/{$3}/{$4}\""),
    row("path.dirname($1)", "$1.split(\"/\")[:-1].join(\"/\")"),
    nothing("path.splitext($1)", "`$1.split(\".\")[-1]` is the extension, and `$1.rfind(\".\")` where it begins, or `none`"),
    row("path.basename($1)", "$1.split(\"/\")[-1]"),
    row("exit($1:str)", "fail($1)"),
    nothing("exit|_exit|abort(...)", "`fail(\"…\")` ends the task with an error, and `return` without one"),
    nothing("argv|args|stdin|stdin.read|stdin.readline", "what a task is given are its parameters: declare them in its header"),
    row("stdout.write|stderr.write($1)", "log($1)"),
    row("maxsize", "9223372036854775807"),
];

const LOGGING: &[Row] = &[
    row("info|debug|warning|warn|error|critical|exception|log|trace|Println|Print|print|Info|Error|Debug($1)", "log($1)"),
    row("info|debug|warning|warn|error|critical|log|trace|Println|Print|table($*)", "log(f\"$=\")"),
    row("Sprint($1)", "str($1)"),
    row("Errorf($1)", "fail($1)"),
    nothing("getLogger|basicConfig|setLevel|get_logger(...)", "`log(…)` writes to the task's log, and there is nothing to set up"),
];

const BYTES: &[Row] = &[
    row("sha256|md5($1)", "$@($1)"),
    row("crc32($1)", "crc32($1)"),
    row("b64encode|encodeToString($1:str)", "$1.encode().base64()"),
    row("b64encode($1)", "base64($1)"),
    row("b64decode|atob($1)", "from_base64($1)"),
    row("hexlify($1)", "hex($1)"),
    row("unhexlify($1)", "from_hex($1)"),
    row("from($1:str, ...)", "$1.encode()"),
    nothing(
        "uuid4|uuid1|randomUUID|v4|new_v4(...)",
        "a task gives the same result every time: take an id as an input, or draw numbers from `rng(seed)`",
    ),
];
