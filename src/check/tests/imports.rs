//! Imports.

use super::{check, marked};
use crate::program::Type;
use crate::testing::check_each_labelled;

const PRICING: (&str, &str) =
    ("shared.pricing", "struct Row { a: int }\ntype Rows = [Row]\nfn discount(a: float) -> float { a }\nfn _hidden(a: int) -> int { a }\n");

/// Checks modules, separated by empty lines, that can import `shared.pricing`.
#[track_caller]
fn marked_beside_pricing(modules: &str) {
    check_each_labelled(modules, str::to_owned, |text| check(&[("m", text), PRICING]).findings);
}

#[test]
fn imported_types_and_aliases_mean_what_they_mean_at_home() {
    let text = "import shared.pricing.{Rows as R, Row}\ntask t(a: R, b: Row?) -> R { a }\n";
    let checked = check(&[("m", text), PRICING]);
    assert_eq!(checked.labelled(), [""; 0]);
    let inputs = &checked.program.tasks[0].interface.inputs;
    let row = Type::Struct(crate::program::ty::StructId(0));
    assert_eq!(inputs[0].ty, Type::list(row.clone()));
    assert_eq!(inputs[1].ty, Type::optional(row));
}

#[test]
fn unknown_modules_are_reported_with_the_nearest() {
    let checked = check(&[("m", "import shared.pricig.{Row}\ntask t(a: Row) -> Row { a }\n"), PRICING]);
    marked_beside_pricing(
        "
        import shared.pricig.{Row}
               ^^^^^^^^^^^^^ N002 there is no module `shared.pricig`
        task t(a: Row) -> Row { a }
        ",
    );
    assert_eq!(checked.helps(), ["N002 did you mean `shared.pricing`?"]);
}

#[test]
fn modules_are_named_from_the_root_also_between_neighbours() {
    let checked = check(&[("shared.orders", "import pricing.{Row}\n"), PRICING]);
    assert_eq!(checked.helps(), ["N002 modules are named from the project's root: `shared.pricing`"]);
}

#[test]
fn unknown_and_private_names_are_reported_and_their_uses_are_silent() {
    let text = "import shared.pricing.{discont, _hidden}\ntask t(a: float) -> float { discont(a) + _hidden(1) }\n";
    let checked = check(&[("m", text), PRICING]);
    assert_eq!(checked.labelled(), ["N003 discont", "N004 _hidden | _hidden"]);
    assert_eq!(checked.helps()[0], "N003 did you mean `discount`?");
}

#[test]
fn a_module_gives_away_only_what_it_declares() {
    let middle = ("middle", "import shared.pricing.{discount as less}\nfn f(a: float) -> float { less(a) }\n");
    let checked = check(&[("m", "import middle.{less}\nfn g(a: float) -> float { less(a) }\n"), middle, PRICING]);
    assert_eq!(checked.labelled(), ["N003 less | discount"]);
    assert_eq!(checked.helps(), ["N003 import it from where it is declared: `import shared.pricing.{discount}`"]);
}

#[test]
fn names_that_are_taken_are_reported() {
    marked_beside_pricing(
        "
        import shared.pricing.{Row, Row, discount}
                               ~~~ N005 first imported here
                                    ^^^ N005 `Row` is imported twice
                                         ^^^^^^^^ N005 the import `discount` has the name of an item of this module
        fn discount(a: Row) -> Row { a }
           ~~~~~~~~ N005 declared here
        ",
    );
}

#[test]
fn a_cycle_of_imports_is_reported_once_with_every_import() {
    let checked = check(&[
        ("a", "import b.{fb}\nfn fa() -> int { fb() }\n"),
        ("b", "import c.{fc}\nfn fb() -> int { fc() }\n"),
        ("c", "import a.{fa}\nfn fc() -> int { 1 }\n"),
        ("d", "import a.{fa}\nfn fd() -> int { fa() }\n"),
    ]);
    assert_eq!(checked.labelled(), ["N006 b | c | a"]);
    assert_eq!(checked.findings[0].notes, ["the cycle: a → b → c → a"]);
}

#[test]
fn a_module_that_imports_itself_is_a_cycle() {
    marked(
        "
        import m.{f}
               ^ N006 the module `m` imports itself
        fn f() -> int { 1 }
        ",
    );
}
