//! The signature of a callee: the only place where it is derived from the definition.

use super::{Callee, Header, Interface, Program, TaskDef, WorkflowDef};

/// A callee as its callers see it, whatever kind it is.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'p> {
    /// The noun used in messages: `task` or `workflow`.
    pub noun: &'static str,
    pub header: &'p Header,
    pub interface: &'p Interface,
    /// The name that its option `name` states.
    pub stated_name: Option<&'p str>,
}

impl Signature<'_> {
    /// The name under which it is registered.
    pub fn registered_name(&self) -> String {
        self.stated_name.map_or_else(|| self.header.qualified(), str::to_owned)
    }

    /// The last part of that name, which is all that Flyte's console shows of it.
    pub fn short_name(&self) -> &str {
        let name = self.stated_name.unwrap_or(&self.header.name);
        name.rsplit('.').next().unwrap_or(name)
    }
}

impl Program {
    /// The signature of a node's callee.
    pub fn signature(&self, callee: Callee) -> Signature<'_> {
        match callee {
            Callee::Task(id) => self.task(id).signature(),
            Callee::Workflow(id) => self.workflow(id).signature(),
        }
    }
}

impl TaskDef {
    /// The signature that callers see.
    pub fn signature(&self) -> Signature<'_> {
        Signature { noun: "task", header: &self.header, interface: &self.interface, stated_name: self.options.name.as_deref() }
    }

    /// The name under which it is registered.
    pub fn registered_name(&self) -> String {
        self.signature().registered_name()
    }
}

impl WorkflowDef {
    /// The signature that callers see.
    pub fn signature(&self) -> Signature<'_> {
        Signature { noun: "workflow", header: &self.header, interface: &self.interface, stated_name: self.options.name.as_deref() }
    }

    /// The name under which it is registered.
    pub fn registered_name(&self) -> String {
        self.signature().registered_name()
    }
}
