//! `map`: one task, one list, one node.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::call::{Arguments, fill, listed, missing, unnamed};
use super::mismatch::Place;
use super::{Reported, Value, Wiring};
use crate::check::context::Def;
use crate::check::options;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::diagnostics::codes::map::{
    EACH_VALUE, MAP_CALLEE, MAP_OUTPUTS, NO_EACH, SEVERAL_EACH, SUCCESS_CRITERION, UNBOUND_INPUT, UNEQUAL_ZIP, ZIP_OF_ONE,
};
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, Type};
use crate::program::{
    Binding, BindingKind, Callee, Const, MapOptions, MapShape, Node, NodeRef, Shape, Signature, SuccessCriterion, TaskId, Variable,
};
use crate::source::{Name, Span};
use crate::syntax::ast::{Arg, MapNode, NodeTail};

impl<'a> Wiring<'a, '_> {
    /// Makes the node of a `map`.
    pub(super) fn map(
        &mut self,
        map: &'a MapNode,
        span: Span,
        tail: Option<&'a NodeTail>,
        name: Option<(Name, Span)>,
    ) -> Result<NodeRef, Reported> {
        let task = self.mapped_task(map)?;
        let callee = self.cx.program.signature(Callee::Task(task));
        if !self.has_room(callee, map.args.len()) {
            return Err(Reported);
        }
        self.check_outputs(callee, map)?;
        let record = tail.and_then(|tail| tail.options.as_ref());
        let (options, settings) = options::map_options(self.cx, record, self.out);
        let options = options.map_or_else(|| Arc::clone(&self.no_options), Arc::new);

        let (arguments, each) = self.each_of(callee, map);
        let mut bindings: Vec<Option<Binding>> = callee.interface.inputs.iter().map(|_| None).collect();
        let mapped: FxHashSet<usize> = each.iter().copied().collect();
        for (arg, input) in map.args.iter().zip(&arguments.inputs) {
            match *input {
                Some(at) if mapped.contains(&at) => bindings[at] = self.bind_each(callee, &callee.interface.inputs[at], arg).ok(),
                Some(at) => {
                    let input = &callee.interface.inputs[at];
                    bindings[at] = self.bind(&arg.value, &input.ty, &Place::Bound(callee, input)).ok();
                }
                None => self.look(&arg.value),
            }
        }
        self.report_unbound(callee, &arguments, span);
        self.check_lengths(callee, &each, &bindings, &settings);

        let tolerant = settings.success.is_tolerant();
        let outputs = callee.interface.outputs.iter().map(|output| Type::list(element(output, tolerant))).collect();
        let mut positions: Vec<u32> = each.iter().map(|at| *at as u32).collect();
        positions.sort_unstable();
        let shape = Shape::Map(MapShape { each: positions, options: settings });
        let inputs = fill(self.cx.program, callee, bindings, span);
        Ok(self.add(Node { name, callee: Callee::Task(task), shape, inputs, outputs, options, after: Vec::new(), span }, tail))
    }

    /// The task that is mapped.
    fn mapped_task(&mut self, map: &MapNode) -> Result<TaskId, Reported> {
        if let Some(launch) = map.launch {
            self.report(not_compiled_yet("map launch", map.keyword.to(launch)));
            return Err(Reported);
        }
        let (name, span) = (&map.callee.name, map.callee.span);
        let Some(entry) = self.cx.lookup(name) else {
            let diagnostic = Diagnostic::new(&UNKNOWN_NAME, format!("there is no task `{name}`")).at(span, "not declared or imported here");
            let near = self.cx.nearest(name, |def| matches!(def, Def::Task(_)));
            self.report(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("declare it: `task {name}(…) {{ … }}`, or import it from the module that declares it")),
            });
            return Err(Reported);
        };
        self.cx.index.used(span, entry.span, UseKind::Call);
        let kind = entry.def.kind();
        let diagnostic = Diagnostic::new(&MAP_CALLEE, format!("`map` runs tasks, and `{name}` is {kind}"))
            .at(span, format!("{kind} cannot be mapped"))
            .at(entry.span, format!("`{name}` is {kind} here"));
        let diagnostic = match entry.def {
            Def::Task(task) => return Ok(task),
            Def::Reported => {
                self.uses_reported = true;
                return Err(Reported);
            }
            Def::Workflow(_) => diagnostic
                .help("map the tasks of the workflow one after the other, each over the list of the one before")
                .help("or do the work of the workflow in one task, and map that")
                .note("Flyte's array node keeps no state for the nodes of a workflow: it would start and never end"),
            Def::Fn(_) => diagnostic
                .help(format!("make `{name}` a task: write `task` for `fn` where it is declared, and say its output behind `->`"))
                .help(format!("or do it in the code of one task: `xs.map(|x| {name}(x))`")),
            Def::Struct(_) | Def::Enum(_) | Def::Alias(_) | Def::Const(_) => diagnostic.help("name a task"),
        };
        self.report(diagnostic);
        Err(Reported)
    }

    fn check_outputs(&mut self, callee: Signature<'a>, map: &MapNode) -> Result<(), Reported> {
        let outputs = &callee.interface.outputs;
        if outputs.len() < 2 {
            return Ok(());
        }
        let fields: Vec<String> = outputs.iter().map(|output| format!("{}: {}", output.name, self.show(&output.ty))).collect();
        self.report(
            Diagnostic::new(&MAP_OUTPUTS, format!("a mapped task has one output, and `{}` has {}", callee.header.name, outputs.len()))
                .at(map.callee.span, "mapped here")
                .at(callee.header.span, format!("gives {}", self.outputs_text(callee.interface)))
                .help(format!("give them back as one struct: `struct {}Result {{ {} }}`", camel(&callee.header.name), fields.join(", "))),
        );
        Err(Reported)
    }

    /// The arguments, and the positions of the inputs that are mapped.
    fn each_of(&mut self, callee: Signature<'a>, map: &'a MapNode) -> (Arguments<'a>, Vec<usize>) {
        if let [Arg { name: None, each: None, .. }] = map.args.as_slice()
            && map.zip.is_none()
        {
            return self.short_form(callee, map);
        }
        let marked: Vec<&Arg> = map.args.iter().filter(|arg| arg.each.is_some()).collect();
        if marked.is_empty()
            && let Some(found) = self.unmarked(callee, map)
        {
            return found;
        }
        let mut arguments = self.sort_out(callee, &map.args);
        let mut each: Vec<usize> =
            map.args.iter().zip(&arguments.inputs).filter(|(arg, _)| arg.each.is_some()).filter_map(|(_, at)| *at).collect();
        match (marked.as_slice(), map.zip) {
            ([], _) => {
                each = self.without_each(callee, map, &arguments);
                arguments.unclear |= each.is_empty();
            }
            ([_], Some(zip)) => self.zip_of_one(zip),
            ([first, second, ..], None) => self.several_each(callee, map, first, second),
            _ => {}
        }
        (arguments, each)
    }

    /// Maps without `each` some of whose arguments have no name either: one finding for both.
    fn unmarked(&mut self, callee: Signature<'a>, map: &'a MapNode) -> Option<(Arguments<'a>, Vec<usize>)> {
        let inputs = &callee.interface.inputs;
        let by_name = callee.interface.positions();
        let named = |arg: &Arg| arg.name.as_ref().and_then(|name| by_name.get(&name.name).copied()).or_else(|| unnamed(&by_name, arg));
        let mut positions: Vec<Option<usize>> = map.args.iter().map(named).collect();
        let mut unclear = map.args.iter().enumerate().filter(|(at, arg)| arg.name.is_none() && positions[*at].is_none());
        let (place, arg) = unclear.next()?;
        let alone = unclear.next().is_none() && map.zip.is_none();
        let needed = |at: &usize| inputs[*at].default.is_none() && !inputs[*at].ty.accepts_none() && !positions.contains(&Some(*at));
        let open: Vec<usize> = (0..inputs.len()).filter(needed).collect();
        let only = open.first().copied().filter(|_| alone && open.len() == 1);
        let diagnostic = self.no_each(callee, map);
        let Some(at) = only else {
            let written: Vec<String> = inputs.iter().map(|input| format!("{}: each …", input.name)).collect();
            let zip = if map.zip.is_some() { "zip " } else { "" };
            let shown = if map.zip.is_some() { written.join(", ") } else { written.first().cloned().unwrap_or_default() };
            self.report(
                diagnostic.help(format!("name the arguments, and write `each` before a list: `map {zip}{}({shown})`", callee.header.name)),
            );
            map.args.iter().for_each(|arg| self.look(&arg.value));
            let arguments = Arguments { inputs: Vec::new(), given: vec![None; inputs.len()], meant: Vec::new(), unclear: true };
            return Some((arguments, Vec::new()));
        };
        let text = format!("{}: each ", inputs[at].name);
        self.report(diagnostic.at(arg.span, "this one?").help(format!("write `{text}{}`", self.short(arg.span))).fix(
            "name the argument and write `each`",
            Applicability::Unsafe,
            vec![Edit { span: arg.span.head(), text }],
        ));
        positions[place] = Some(at);
        let mut given = vec![None; inputs.len()];
        for (position, arg) in positions.iter().zip(&map.args) {
            if let Some(position) = position {
                given[*position] = Some(arg);
            }
        }
        Some((Arguments { inputs: positions, given, meant: Vec::new(), unclear: false }, vec![at]))
    }

    fn no_each(&self, callee: Signature<'_>, map: &MapNode) -> Diagnostic {
        Diagnostic::new(&NO_EACH, format!("this map of `{}` does not say which list it goes over", callee.header.name))
            .at(map.keyword.to(map.callee.span), "runs once for each element of one list")
    }

    fn zip_of_one(&mut self, zip: Span) {
        self.report(
            Diagnostic::new(&ZIP_OF_ONE, "`map zip` of a single list")
                .at(zip, "`zip` takes lists element by element")
                .help("leave `zip` out, or mark another list with `each`")
                .fix("leave `zip` out", Applicability::Safe, vec![Edit { span: self.with_blank(zip), text: String::new() }]),
        );
    }

    /// A word and the blank behind it.
    fn with_blank(&self, word: Span) -> Span {
        let behind = Span { start: word.end, end: word.end + 1, ..word };
        if self.cx.sources.text(behind) == " " { word.to(behind) } else { word }
    }

    /// `map f(xs)`
    fn short_form(&mut self, callee: Signature<'a>, map: &'a MapNode) -> (Arguments<'a>, Vec<usize>) {
        let inputs = &callee.interface.inputs;
        let arg = &map.args[0];
        let mut required = inputs.iter().enumerate().filter(|(_, input)| input.default.is_none() && !input.ty.accepts_none());
        let only = match (required.next(), required.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        };
        let at = unnamed(&callee.interface.positions(), arg).or(only);
        let mut arguments = Arguments { inputs: vec![at], given: vec![None; inputs.len()], meant: Vec::new(), unclear: at.is_none() };
        match at {
            Some(at) => {
                arguments.given[at] = Some(arg);
                (arguments, vec![at])
            }
            None if inputs.is_empty() => (self.sort_out(callee, &map.args), Vec::new()),
            None => {
                self.several_inputs(callee, arg);
                (arguments, Vec::new())
            }
        }
    }

    /// `map f(xs)` where `f` has several inputs: the two ways out.
    fn several_inputs(&mut self, callee: Signature<'a>, arg: &Arg) {
        let inputs = &callee.interface.inputs;
        let (first, rest) = (&inputs[0].name, inputs.get(1..).unwrap_or_default());
        let bound: Vec<String> = rest.iter().map(|input| format!("{}: …", input.name)).collect();
        let diagnostic =
            Diagnostic::new(&UNBOUND_INPUT, format!("`{}` has {} inputs, and a map goes over one list", callee.header.name, inputs.len()))
                .at(arg.span, "for which input?")
                .at(callee.header.span, format!("takes {}", listed(inputs.iter().map(|input| &input.name))))
                .help(format!(
                    "bind the others, the same for every element: `map {}({first}: each …, {})`",
                    callee.header.name,
                    bound.join(", ")
                ))
                .help(self.packed(callee));
        self.report(diagnostic);
    }

    /// The way out of packing the inputs in a struct.
    fn packed(&self, callee: Signature<'_>) -> String {
        let fields: Vec<String> = callee.interface.inputs.iter().map(|input| format!("{}: {}", input.name, self.show(&input.ty))).collect();
        format!(
            "or pack what belongs together in `struct {n}Input {{ {f} }}`, take one as the input, and map over a list of them",
            n = camel(&callee.header.name),
            f = fields.join(", ")
        )
    }

    /// No argument says `each`: reports it, and gives the input that it was most likely meant for.
    fn without_each(&mut self, callee: Signature<'a>, map: &MapNode, arguments: &Arguments<'a>) -> Vec<usize> {
        let candidates: Vec<(&Arg, usize)> = map.args.iter().zip(&arguments.inputs).filter_map(|(arg, at)| Some((arg, (*at)?))).collect();
        let diagnostic = self.no_each(callee, map);
        let meant = match candidates.as_slice() {
            [only] if map.args.len() == 1 => Some(*only),
            several => {
                let mut lists = several.iter().filter(|(arg, at)| self.is_list_for(arg, &callee.interface.inputs[*at]));
                match (lists.next(), lists.next()) {
                    (Some(only), None) => Some(*only),
                    _ => None,
                }
            }
        };
        let Some((arg, at)) = meant else {
            let input = callee.interface.inputs.first().map_or("x", |input| input.name.as_str());
            self.report(
                diagnostic.help(format!("write `each` before the value that is a list: `map {}({input}: each …)`", callee.header.name)),
            );
            return Vec::new();
        };
        let input = &callee.interface.inputs[at].name;
        self.report(diagnostic.at(arg.value.span, "this one?").help(format!("write `{input}: each …`")).fix(
            "write `each`",
            Applicability::Unsafe,
            vec![Edit { span: arg.value.span.head(), text: "each ".into() }],
        ));
        vec![at]
    }

    /// Whether an argument is known to be a list of what an input takes.
    fn is_list_for(&self, arg: &Arg, input: &Variable) -> bool {
        use crate::syntax::ast::ExprKind;
        match arg.value.kind() {
            ExprKind::List(_) => input.ty.element().is_none(),
            ExprKind::Name(name) => match self.locals.get(name).map(|local| &local.meaning) {
                Some(super::Meaning::Input(at)) => self.interface.inputs[*at as usize].ty == Type::list(input.ty.clone()),
                Some(super::Meaning::Node(node)) => self.output(*node, 0).ty == Type::list(input.ty.clone()),
                _ => false,
            },
            _ => false,
        }
    }

    fn several_each(&mut self, callee: Signature<'a>, map: &MapNode, first: &Arg, second: &Arg) {
        let insert = Edit { span: map.callee.span.head(), text: "zip ".into() };
        let diagnostic = Diagnostic::new(&SEVERAL_EACH, "a map goes over one list, and here are several `each`")
            .at(second.each.unwrap_or(second.span), "the second list")
            .at(first.each.unwrap_or(first.span), "the first list")
            .help(format!("to take lists of equal length element by element, write `map zip {}(…)`", callee.header.name))
            .help("to give every element the same value, leave `each` out for that argument")
            .help(self.packed(callee))
            .fix("write `map zip`", Applicability::Unsafe, vec![insert]);
        self.report(diagnostic);
    }

    /// Binds the list that a map goes over.
    fn bind_each(&mut self, callee: Signature<'a>, input: &'a Variable, arg: &'a Arg) -> Result<Binding, Reported> {
        let list = Type::list(input.ty.clone());
        let place = Place::Each(callee, input);
        if self.constant(&arg.value) {
            return self.bind(&arg.value, &list, &place);
        }
        let Some(known) = self.peek(arg)? else {
            return self.bind(&arg.value, &list, &place);
        };
        let reference = self.single(known, arg.value.span)?;
        if reference.ty.is_invalid() || reference.ty.element().is_some() {
            return self.fit(reference, &list, arg.value.span, &place);
        }
        let shown = self.show(&reference.ty);
        let span = arg.each.map_or(arg.value.span, |each| each.to(arg.value.span));
        let diagnostic = Diagnostic::new(&EACH_VALUE, format!("`each` goes over a list, and this is `{shown}`"))
            .at(span, format!("`{shown}` has no elements"))
            .at(input.span, format!("each element would be one `{}`", self.show(&input.ty)));
        let diagnostic = self.with_origin(diagnostic, reference.source);
        let diagnostic = match &reference.ty {
            Type::Map(_) => diagnostic.help("make a list of it in a task: `m.values()`, or `m.items()`"),
            ty if ty.accepts_none() && ty.without_none().element().is_some() => diagnostic
                .help("unwrap it in a task: `xs ?? []`")
                .note("to Flyte an optional list is one value, not a list: it would be passed whole to every element"),
            ty if crate::program::ty::castable(ty, &input.ty) => {
                diagnostic.help(format!("to give every element this value, leave `each` out: `{}: …`", input.name))
            }
            _ => diagnostic.help(format!("give a value of type `{}`", self.show(&list))),
        };
        self.report(diagnostic);
        Err(Reported)
    }

    /// The value of an argument, unless it is a list that is written here.
    fn peek(&mut self, arg: &'a Arg) -> Result<Option<Value<'a>>, Reported> {
        use crate::syntax::ast::ExprKind;
        match arg.value.kind() {
            ExprKind::List(_) | ExprKind::Map(_) | ExprKind::Struct { .. } | ExprKind::Tuple(_) | ExprKind::NamedTuple(_) => Ok(None),
            _ => match self.value(&arg.value)? {
                Value::Literal(..) => Ok(None),
                known => Ok(Some(known)),
            },
        }
    }

    fn report_unbound(&mut self, callee: Signature<'a>, arguments: &Arguments<'_>, span: Span) {
        let missing = missing(callee, arguments);
        if missing.is_empty() || arguments.unclear {
            return;
        }
        let names = listed(missing.iter().map(|input| &input.name));
        let mut diagnostic = Diagnostic::new(&UNBOUND_INPUT, format!("the map of `{}` leaves out {names}", callee.header.name))
            .at(span, format!("needs {names}"));
        for input in &missing {
            diagnostic = diagnostic.at(input.span, format!("`{}: {}` has no default", input.name, self.show(&input.ty)));
        }
        let bound: Vec<String> = missing.iter().map(|input| format!("{}: …", input.name)).collect();
        let diagnostic = diagnostic.help(format!("bind it, the same for every element: `{}`", bound.join(", "))).help(self.packed(callee));
        self.report(diagnostic);
    }

    /// Checks what is known of the lengths of the lists.
    fn check_lengths(&mut self, callee: Signature<'a>, each: &[usize], bindings: &[Option<Binding>], settings: &MapOptions) {
        let lengths: Vec<(usize, usize, Span)> = each
            .iter()
            .filter_map(|at| {
                let binding = bindings[*at].as_ref()?;
                let length = match &binding.kind {
                    BindingKind::Const(Const::List(elements)) => elements.len(),
                    BindingKind::List(elements) => elements.len(),
                    _ => return None,
                };
                Some((*at, length, binding.span))
            })
            .collect();
        let Some((first, length, span)) = lengths.first().copied() else { return };
        if let Some((other, other_length, other_span)) = lengths.iter().copied().find(|(_, other, _)| *other != length) {
            let name = |at: usize| &callee.interface.inputs[at].name;
            self.report(
                Diagnostic::new(&UNEQUAL_ZIP, format!("the lists of this `map zip` have different lengths: {length} and {other_length}"))
                    .at(other_span, format!("`{}`: {}", name(other), elements(other_length)))
                    .at(span, format!("`{}`: {}", name(first), elements(length)))
                    .help("make them equally long")
                    .note("the node would fail when it starts (`InvalidArrayLength`)"),
            );
            return;
        }
        if let SuccessCriterion::Count(count) = settings.success
            && u64::from(count) > length as u64
        {
            let at = settings.success_span.unwrap_or(span);
            self.report(
                Diagnostic::new(&SUCCESS_CRITERION, format!("{count} elements shall succeed, and there are only {length}"))
                    .at(at, format!("needs {count} successes"))
                    .at(span, elements(length))
                    .help("lower it to at most the number of elements, or write `min_success_ratio`")
                    .note("the map would fail whatever its elements do"),
            );
        }
    }
}

/// The type of an element of a map's result.
fn element(output: &Variable, tolerant: bool) -> Type {
    match (tolerant, &output.ty) {
        (_, Type::Hole(Invalid)) => Type::Hole(Invalid),
        (true, ty) => Type::optional(ty.clone()),
        (false, ty) => ty.clone(),
    }
}

fn elements(count: usize) -> String {
    match count {
        1 => "1 element".to_owned(),
        several => format!("{several} elements"),
    }
}

/// `mappable_task` as the beginning of a struct's name: `MappableTask`.
fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}
