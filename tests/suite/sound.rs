//! Where a type may be unknown: nowhere in a program without errors, nor in a body that is sound.

use std::path::{Path, PathBuf};

use flightplan::internals::program::visit::{Visit, parts};
use flightplan::internals::program::{Body, Expr, ExprKind};
use flightplan::project::{Checked, Disk, Memory, Program, Session, Type};

use crate::generator;

/// How many programs the generator makes for this.
const GENERATED: u32 = 50;

/// Whether a body has something of which nothing is known.
fn has_holes(body: &Body) -> bool {
    struct Holes(bool);

    impl<'a> Visit<'a> for Holes {
        fn expr(&mut self, expr: &'a Expr) {
            self.0 |= matches!(expr.kind, ExprKind::Invalid);
            parts::expr(self, expr);
        }

        fn ty(&mut self, ty: &'a Type) {
            self.0 |= ty.is_invalid();
        }
    }

    let mut holes = Holes(body.locals.iter().any(|local| local.ty.is_invalid()));
    holes.block(&body.block);
    holes.0
}

fn bodies(program: &Program) -> impl Iterator<Item = (&str, &Body)> {
    let fns = program.fns.iter().filter_map(|def| Some((def.header.name.as_str(), def.body.as_ref()?)));
    let tasks = program.tasks.iter().filter_map(|def| Some((def.header.name.as_str(), def.body.as_ref()?)));
    fns.chain(tasks)
}

/// Every type of the declarations and workflows of a program.
fn types(program: &Program) -> impl Iterator<Item = &Type> {
    let fields = program.structs.iter().flat_map(|def| &def.fields).map(|field| &field.ty);
    let consts = program.consts.iter().map(|def| &def.ty);
    let fns = program.fns.iter().flat_map(|def| def.params.iter().map(|param| &param.ty).chain([&def.result]));
    let tasks = program.tasks.iter().map(|def| &def.interface);
    let interfaces = tasks.chain(program.workflows.iter().map(|def| &def.interface));
    let variables = interfaces.flat_map(|interface| interface.inputs.iter().chain(&interface.outputs)).map(|variable| &variable.ty);
    let nodes = program.workflows.iter().flat_map(|def| &def.nodes);
    let inputs = nodes.clone().flat_map(|node| &node.inputs).chain(program.workflows.iter().flat_map(|def| &def.outputs));
    let outputs = nodes.flat_map(|node| &node.outputs);
    fields.chain(consts).chain(fns).chain(variables).chain(inputs.map(|binding| &binding.ty)).chain(outputs)
}

/// Asserts what must hold of a checked workspace; the number of its sound bodies.
fn check(workspace: &Checked, of: &Path) -> usize {
    let program = workspace.program();
    if !workspace.has_errors() {
        assert!(!types(program).any(Type::is_invalid), "{}: a type is unknown, and nothing was reported", of.display());
        assert!(bodies(program).all(|(_, body)| body.sound().is_some()), "{}: a body is invalid, and nothing was reported", of.display());
    }
    let sound = bodies(program).filter(|(_, body)| body.sound().is_some());
    sound.inspect(|(name, body)| assert!(!has_holes(body), "{}: `{name}` is sound, but has holes", of.display())).count()
}

fn sources_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "fpl") {
            found.push(path);
        }
    }
}

#[test]
fn sound_bodies_and_correct_programs_have_no_unknown_types() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["examples", "tests/ground-truth", "tests/corpus", "tests/suite", "benches"] {
        sources_below(&root.join(folder), &mut files);
    }
    let (mut sound, mut correct, mut broken) = (0, 0, 0);
    for file in &files {
        for loaded in Session::open(&Disk, std::slice::from_ref(file), &|_| {}, &()).workspaces {
            let workspace = loaded.lint(&());
            sound += check(&workspace, file);
            *(if workspace.has_errors() { &mut broken } else { &mut correct }) += 1;
        }
    }
    assert!(sound > 100 && correct > 30 && broken > 100, "{sound} sound bodies, {correct} programs without errors, {broken} with errors");
}

#[test]
fn generated_programs_have_no_unknown_types() {
    for at in 0..GENERATED {
        let made = generator::numbered(1, at, GENERATED);
        let files = Memory::new().with("a.fpl", made.source);
        for loaded in Session::open(&files, &[PathBuf::from("a.fpl")], &|_| {}, &()).workspaces {
            check(&loaded.lint(&()), Path::new("a.fpl"));
        }
    }
}

#[test]
fn a_body_that_uses_something_broken_is_not_sound() {
    let source = "fn broken() -> Nowhere { fail(\"\") }\nfn user() { broken() }\nfn list() -> [Nowhere] { [] }\nfn apart() -> int { 1 }\n";
    let files = Memory::new().with("a.fpl", source);
    let mut session = Session::open(&files, &[PathBuf::from("a.fpl")], &|_| {}, &());
    let workspace = session.workspaces.remove(0).lint(&());
    assert!(workspace.has_errors());
    let sound: Vec<&str> = bodies(workspace.program()).filter(|(_, body)| body.sound().is_some()).map(|(name, _)| name).collect();
    assert_eq!(sound, ["apart"]);
}
