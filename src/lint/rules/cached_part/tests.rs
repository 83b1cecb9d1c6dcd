//! Parts of values that are given to cached tasks.

use super::CachedPart;
use crate::lint::rules::testing::marked_each;

const ITEMS: &str = "
struct Model { depth: int, kind: str }
struct Plan {
    model: Model
    models: [Model]
    maybe: Model?
    weights: {str: int}
    by_name: {str: Model}
    rows: [{str: int}]
    config: json
    source: table
    layers: [int]
    name: str
    rate: float?
    at: datetime
}
task plan(n: int) -> Plan { fail(\"no plan\") }
task plans(n: int) -> [Plan] { [] }
task named(n: int) -> {str: Model} { {} }
task nested(n: int) -> [{str: Model}] { [] }
task lists(n: int) -> [[Model]] { [] }
task optional(n: int) -> [Model?] { [] }
task tables(n: int) -> [table] { [] }
task configs(n: int) -> [json] { [] }
task keep(model: Model) -> Model { model }
task fit(model: Model) -> str with { cache: \"1\" } { model.kind }
task fit_named(model: Model, name: str) -> str with { cache: \"1\", cache_ignore: [model] } { name }
task fit_uncached(model: Model) -> str { model.kind }
task fit_all(models: [Model]) -> str with { cache: \"1\" } { \"\" }
task fit_map(models: {str: Model}) -> str with { cache: \"1\" } { \"\" }
task fit_maybe(model: Model?) -> str with { cache: \"1\" } { \"\" }
task weigh(weights: {str: int}) -> str with { cache: \"1\" } { \"\" }
task rows(rows: [{str: int}]) -> str with { cache: \"1\" } { \"\" }
task read(config: json) -> str with { cache: \"1\" } { \"\" }
task load(source: table) -> str with { cache: \"1\" } { \"\" }
task size(layers: [int], name: str, rate: float?, at: datetime) -> str with { cache: \"1\" } { name }
task whole(p: Plan) -> str with { cache: \"1\" } { p.name }
workflow handed(m: Model) -> str { fit(model: m) }
workflow handed_on(m: Model) -> str { handed(m) }
workflow ignored(m: Model) -> str { fit_named(model: m, name: \"x\") }
workflow take(p: Plan) -> Model {
    keep(model: p.model)
    p.model
}
workflow first(ms: [Model]) -> Model {
    keep(model: ms[0])
    ms[0]
}
workflow rows_of(p: Plan) -> [Model] {
    keep(model: p.model)
    p.models
}
workflow same(m: Model) -> Model {
    keep(model: m)
    m
}
";

/// Checks items, separated by empty lines and each after `ITEMS`, that are marked with their findings.
#[track_caller]
fn marked_after_items(texts: &str) {
    marked_each(&CachedPart, texts, |text| format!("{ITEMS}{text}\n"));
}

/// The same for statements of a workflow that has made a plan.
#[track_caller]
fn marked_in_body(statements: &str) {
    let head = "workflow w(n: int) -> str {\n    let p = plan(n)";
    marked_each(&CachedPart, statements, |text| format!("{ITEMS}{head}\n{text}\n}}\n"));
}

#[test]
fn parts_with_keys_are_found() {
    marked_in_body(
        r#"
        fit(model: p.model)
                   ^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        fit(model: p.models[0])
                   ^^^^^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        fit(model: p.by_name["k"])
                   ^^^^^^^^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        fit_all(models: p.models)
                        ^^^^^^^^ Q109 the cached task `fit_all` is given a part of a struct, which Flyte encodes again in every run

        fit_all(models: [p.model])
                         ^^^^^^^ Q109 the cached task `fit_all` is given a part of a struct, which Flyte encodes again in every run

        fit_map(models: {"k": p.model})
                              ^^^^^^^ Q109 the cached task `fit_map` is given a part of a struct, which Flyte encodes again in every run

        fit_map(models: p.by_name)
                        ^^^^^^^^^ Q109 the cached task `fit_map` is given a part of a struct, which Flyte encodes again in every run

        fit_maybe(model: p.maybe)
                         ^^^^^^^ Q109 the cached task `fit_maybe` is given a part of a struct, which Flyte encodes again in every run

        fit_maybe(model: p.model)
                         ^^^^^^^ Q109 the cached task `fit_maybe` is given a part of a struct, which Flyte encodes again in every run

        weigh(weights: p.weights)
                       ^^^^^^^^^ Q109 the cached task `weigh` is given a part of a struct, which Flyte encodes again in every run

        rows(rows: p.rows)
                   ^^^^^^ Q109 the cached task `rows` is given a part of a struct, which Flyte encodes again in every run

        read(config: p.config)
                     ^^^^^^^^ Q109 the cached task `read` is given a part of a struct, which Flyte encodes again in every run

        load(source: p.source)
                     ^^^^^^^^ Q109 the cached task `load` is given a part of a struct, which Flyte encodes again in every run

        let q = plans(n)
        fit(model: q[0].model)
                   ^^^^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        let m = p.model
        fit(model: m)
                   ^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        let q = plans(n)
        whole(p: q[0])
                 ^^^^ Q109 the cached task `whole` is given an element of a list, which Flyte encodes again in every run

        let q = named(n)
        fit(model: q["k"])
                   ^^^^^^ Q109 the cached task `fit` is given an entry of a map, which Flyte encodes again in every run

        let q = named(n)
        fit_maybe(model: q["k"])
                         ^^^^^^ Q109 the cached task `fit_maybe` is given an entry of a map, which Flyte encodes again in every run

        let q = named(n)
        fit_map(models: {"l": q["k"]})
                              ^^^^^^ Q109 the cached task `fit_map` is given an entry of a map, which Flyte encodes again in every run

        let q = nested(n)
        fit(model: q[0]["k"])
                   ^^^^^^^^^ Q109 the cached task `fit` is given an entry of a map, which Flyte encodes again in every run

        let q = configs(n)
        read(config: q[0])
                     ^^^^ Q109 the cached task `read` is given an element of a list, which Flyte encodes again in every run

        fit(model: p.model)
                   ^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run
        fit_all(models: [p.models[0], p.models[1]])
                         ^^^^^^^^^^^ Q109 the cached task `fit_all` is given a part of a struct, which Flyte encodes again in every run
                                      ^^^^^^^^^^^ Q109 the cached task `fit_all` is given a part of a struct, which Flyte encodes again in every run
        "#,
    );
}

#[test]
fn what_has_one_encoding_is_not() {
    marked_in_body(
        r#"
        whole(p)

        size(layers: p.layers, name: p.name, rate: p.rate, at: p.at)

        fit_uncached(model: p.model)

        fit_named(model: p.model, name: p.name)

        let q = nested(n)
        fit_map(models: q[0])

        let q = lists(n)
        fit_all(models: q[0])

        let q = optional(n)
        fit_maybe(model: q[0])

        let q = tables(n)
        load(source: q[0])

        let q = named(n)
        fit_map(models: q)

        fit(model: keep(model: p.model))

        fit(model: Model { depth: 1, kind: "x" })
        "#,
    );
}

#[test]
fn maps_and_sub_workflows_are_gone_through() {
    marked_in_body(
        "
        handed(m: p.model)
                  ^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        handed_on(m: p.model)
                     ^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        ignored(m: p.model)

        fit(model: take(p))
                   ^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        let m = take(p)
        handed_on(m)
                  ^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        fit(model: same(m: p.model))
                   ^^^^^^^^^^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run

        fit(model: same(m: keep(model: p.model)))

        fit(model: first(ms: [keep(model: p.model)]))
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Q109 the cached task `fit` is given an element of a list, which Flyte encodes again in every run

        fit_all(models: rows_of(p))
                        ^^^^^^^^^^ Q109 the cached task `fit_all` is given a part of a struct, which Flyte encodes again in every run
        ",
    );
    marked_after_items(
        r#"
        workflow w(n: int) -> [str] {
            let p = plan(n)
            map fit(p.models)
                    ^^^^^^^^ Q109 the cached task `fit` is given a part of a struct, which Flyte encodes again in every run
        }

        workflow w(n: int) -> [str] {
            let p = plans(n)
            map whole(p)
        }

        workflow w(ms: [Model]) -> str { fit(model: ms[0]) }
                                                    ^^^^^ Q109 the cached task `fit` is given an element of a list, which Flyte encodes again in every run

        task both(x: int, model: Model) -> str with { cache: "1" } { model.kind }
        workflow w(n: int) -> [str] {
            let p = plan(n)
            map both(x: each p.layers, model: p.model)
                                              ^^^^^^^ Q109 the cached task `both` is given a part of a struct, which Flyte encodes again in every run
        }
        "#,
    );
}

#[test]
fn the_way_out_has_no_finding() {
    marked_after_items(
        "
        task model_of(whole: Plan) -> Model { whole.model }
        workflow w(n: int) -> str {
            let p = plan(n)
            fit(model: model_of(p))
        }
        ",
    );
}
