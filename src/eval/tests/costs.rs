//! Amortised cost: what is written to in place is not copied, however long it is.

use super::Module;
use crate::eval::machine::access::copies::COPIES;
use crate::eval::{Machine, NoHost, Value};

/// Loops whose body would be a copy of everything so far if it were not done in place.
const GROWING: &str = "
    struct Row { xs: [int]\nn: int }
    fn pushed(xs: [int], x: int) -> [int] { xs + [x] }
    task append(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs += [i] }\nlen(xs) }
    task append_by_sum(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs = xs + [i] }\nlen(xs) }
    task append_by_call(n: int) -> int { var xs: [int] = []\nfor i in range(n) { xs = pushed(xs, i) }\nlen(xs) }
    task append_in_struct(n: int) -> int { var r = Row { xs: [], n: 0 }\nfor i in range(n) { r.xs += [i]\nr.n += 1 }\nlen(r.xs) }
    task append_in_map(n: int) -> int { var m: {str: [int]} = {\"k\": []}\nfor i in range(n) { m[\"k\"] += [i] }\nlen(m[\"k\"]) }
    task append_in_fold(n: int) -> int { range(n).fold([0], |xs, i| xs + [i]).len() }
    task text(n: int) -> int { var s = \"\"\nfor i in range(n) { s += \"ab\" }\nlen(s) }
    task set_index(n: int) -> int { var xs = [0] * n\nfor i in range(n) { xs[i] = i }\nxs[-1] }
    task set_nested(n: int) -> int { var g = [[0] * n, [0] * n]\nfor i in range(n) { g[1][i] = i }\ng[1][n - 1] }
    task set_key(n: int) -> int { var m: {str: int} = {}\nfor i in range(n) { m[str(i)] = i }\nlen(m) }
    task add_index(n: int) -> int { var xs = [0] * n\nfor i in range(n) { xs[i] += i }\nxs[-1] }
    task read_while_writing(n: int) -> int { var xs = [1] * n\nfor i in range(1, n) { xs[i] = xs[i - 1] + len(xs) % 2 }\nxs[0] }
    task pass_rows(n: int) -> int { var rows: [[int]] = []\nfor i in range(n) { var row = [i]\nrow += [i]\nrows += [row] }\nlen(rows) }
";

/// Copies that a task's writes make in `n` rounds.
fn copies(machine: &mut Machine<'_>, module: &Module, task: &str, n: i64) -> usize {
    COPIES.set(0);
    machine.run(module.task(task), &[Value::Int(n)]).unwrap();
    COPIES.get()
}

#[test]
fn growing_and_writing_copy_nothing_per_round() {
    let module = Module::new(GROWING);
    let code = module.code();
    let mut machine = Machine::new(&code, &NoHost);
    for task in &module.program.tasks {
        let name = task.header.name.as_str();
        let (few, many) = (copies(&mut machine, &module, name, 10), copies(&mut machine, &module, name, 5_000));
        assert!(few == many && few < 4, "{name}: {few} copies in 10 rounds, {many} in 5,000");
    }
}

#[test]
fn a_value_that_somebody_else_holds_is_copied_once() {
    let module = Module::new("task t(n: int) -> int { var a = [0] * n\nlet b = a\nfor i in range(n) { a[i] = i }\nlen(b) }");
    let code = module.code();
    assert_eq!(copies(&mut Machine::new(&code, &NoHost), &module, "t", 100), 1);
}
