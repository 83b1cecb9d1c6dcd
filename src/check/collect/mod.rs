//! The declarations of all modules: one table per kind, ids in the order of modules and items, and each module's own names.

mod names;

use crate::check::context::{Def, ModuleScope};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::program::ty::{EnumId, Invalid, StructId, Type};
use crate::program::{
    ConstDef, ConstId, EnumDef, FnDef, FnId, Header, Interface, ModuleInfo, OutputStyle, Program, StructDef, TaskDef, TaskId, TaskOptions,
    WorkflowDef, WorkflowId, WorkflowOptions,
};
use crate::source::SourceMap;
use crate::syntax::ast::{self, Ident, Item, ItemKind, Module, TaskBody};

/// Where a definition of the program is in the syntax trees.
pub(super) struct Origin<'a, T> {
    /// The position of its module.
    pub module: usize,
    /// Its item.
    pub ast: &'a T,
}

// Derived, these would need `T: Clone`.
impl<T> Clone for Origin<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Origin<'_, T> {}

/// What was declared. Each list of origins has the order of the program's table.
pub(super) struct Declared<'a> {
    /// Every definition, so far only with its header.
    pub program: Program,
    /// Each module's own names.
    pub scopes: Vec<ModuleScope>,
    pub structs: Vec<Origin<'a, ast::StructItem>>,
    pub enums: Vec<Origin<'a, ast::EnumItem>>,
    pub consts: Vec<Origin<'a, ast::ConstItem>>,
    pub aliases: Vec<Origin<'a, ast::TypeItem>>,
    pub fns: Vec<Origin<'a, ast::FnItem>>,
    pub tasks: Vec<Origin<'a, ast::TaskItem>>,
    pub workflows: Vec<Origin<'a, ast::WorkflowItem>>,
}

/// Collects the declarations; reports names that are taken, and what this version does not compile.
pub(super) fn declare<'a>(sources: &SourceMap, modules: &[&'a Module], diagnostics: &mut Vec<Diagnostic>) -> Declared<'a> {
    let mut declared = Declared {
        program: Program::default(),
        scopes: Vec::new(),
        structs: Vec::new(),
        enums: Vec::new(),
        consts: Vec::new(),
        aliases: Vec::new(),
        fns: Vec::new(),
        tasks: Vec::new(),
        workflows: Vec::new(),
    };
    for (at, module) in modules.iter().enumerate() {
        let info = ModuleInfo {
            file: module.file,
            name: sources.file(module.file).module.clone(),
            doc: module.doc.as_ref().map(|doc| doc.text.clone()),
            line_ends: module.line_ends.clone(),
        };
        let mut scope = ModuleScope::default();
        for item in &module.items {
            let def = declared.add(at, &info, item, diagnostics);
            if let (Some(name), false) = (item.kind.name(), matches!(item.kind, ItemKind::Error(_))) {
                names::enter(&mut scope, name, def, diagnostics);
            }
        }
        for item in &module.items {
            if let ItemKind::Error(error) = &item.kind {
                error.names.iter().for_each(|name| names::enter_reported(&mut scope, name));
            }
        }
        declared.program.modules.push(info);
        declared.scopes.push(scope);
    }
    declared
}

impl<'a> Declared<'a> {
    /// Adds an item to its table.
    fn add(&mut self, module: usize, info: &ModuleInfo, item: &'a Item, diagnostics: &mut Vec<Diagnostic>) -> Def {
        let header = |name: &Ident| Header {
            name: name.name.clone(),
            module: info.name.clone(),
            span: name.span,
            item: item.span,
            doc: item.doc.as_ref().map(|doc| doc.text.clone()),
        };
        match &item.kind {
            ItemKind::Const(ast) => {
                self.consts.push(Origin { module, ast });
                self.program.consts.push(ConstDef { header: header(&ast.name), ty: Type::Hole(Invalid), value: None });
                Def::Const(ConstId(last(&self.consts)))
            }
            ItemKind::Type(ast) => {
                names::check_type_name(&ast.name, diagnostics);
                self.aliases.push(Origin { module, ast });
                Def::Alias(Type::Hole(Invalid))
            }
            ItemKind::Struct(ast) => {
                names::check_type_name(&ast.name, diagnostics);
                self.structs.push(Origin { module, ast });
                self.program.structs.push(StructDef { header: header(&ast.name), fields: Vec::new() });
                Def::Struct(StructId(last(&self.structs)))
            }
            ItemKind::Enum(ast) => {
                names::check_type_name(&ast.name, diagnostics);
                self.enums.push(Origin { module, ast });
                self.program.enums.push(EnumDef { header: header(&ast.name), variants: Vec::new() });
                Def::Enum(EnumId(last(&self.enums)))
            }
            ItemKind::Fn(ast) => {
                self.fns.push(Origin { module, ast });
                let def = FnDef { header: header(&ast.name), params: Vec::new(), result: Type::Hole(Invalid), body: None };
                self.program.fns.push(def);
                Def::Fn(FnId(last(&self.fns)))
            }
            ItemKind::Task(ast) => self.add_task(module, header(&ast.name), ast, diagnostics),
            ItemKind::Workflow(ast) => self.add_workflow(module, header(&ast.name), ast, diagnostics),
            ItemKind::Later(ast) => {
                diagnostics.push(not_compiled_yet(&ast.keyword.name, ast.keyword.span));
                Def::Reported
            }
            ItemKind::Error(_) => Def::Reported,
        }
    }

    fn add_task(&mut self, module: usize, header: Header, ast: &'a ast::TaskItem, diagnostics: &mut Vec<Diagnostic>) -> Def {
        if let TaskBody::Later { keyword, .. } = &ast.body {
            diagnostics.push(not_compiled_yet(&keyword.name, keyword.span));
        }
        self.tasks.push(Origin { module, ast });
        self.program.tasks.push(TaskDef { header, interface: no_interface(), options: TaskOptions::default(), body: None });
        Def::Task(TaskId(last(&self.tasks)))
    }

    fn add_workflow(&mut self, module: usize, header: Header, ast: &'a ast::WorkflowItem, diagnostics: &mut Vec<Diagnostic>) -> Def {
        if let Some(keyword) = &ast.later {
            diagnostics.push(not_compiled_yet(&keyword.name, keyword.span));
        }
        self.workflows.push(Origin { module, ast });
        self.program.workflows.push(WorkflowDef {
            header,
            interface: no_interface(),
            options: WorkflowOptions::default(),
            nodes: Vec::new(),
            outputs: Vec::new(),
            broken: true,
        });
        Def::Workflow(WorkflowId(last(&self.workflows)))
    }
}

/// The id of the entry that was added last.
fn last<T>(table: &[T]) -> u32 {
    (table.len() - 1) as u32
}

fn no_interface() -> Interface {
    Interface { inputs: Vec::new(), outputs: Vec::new(), style: OutputStyle::None }
}
