//! `map`: one task, one list, one node.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::call::{Arguments, fill, missing, unnamed};
use super::mismatch::Place;
use super::report::{map as report, names::unknown_callee};
use super::{Meaning, Reported, Value, Wiring};
use crate::check::context::Def;
use crate::check::options;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, Type};
use crate::program::{
    Binding, BindingKind, Callee, Const, MapOptions, MapShape, Node, NodeRef, Shape, Signature, SuccessCriterion, TaskId, Variable,
};
use crate::source::{Name, Span};
use crate::syntax::ast::{Arg, ExprKind, MapNode, NodeTail};

/// The longest call that is written out in a help, in bytes.
const LONGEST_CALL: usize = 80;

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
        let around = std::mem::take(&mut self.by_element);
        let mut bindings: Vec<Option<Binding>> = callee.interface.inputs.iter().map(|_| None).collect();
        let mapped: FxHashSet<usize> = each.iter().copied().collect();
        for (arg, input) in map.args.iter().zip(&arguments.inputs) {
            match *input {
                Some(at) if mapped.contains(&at) => {
                    let call = if each.len() == 1 { self.without_map(map) } else { None };
                    bindings[at] = self.bind_each(callee, &callee.interface.inputs[at], arg, call).ok();
                }
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
        let outputs = callee.interface.outputs.iter().map(|output| self.unless_by_element(Type::list(element(output, tolerant)))).collect();
        self.by_element = around;
        let mut positions: Vec<u32> = each.iter().map(|at| *at as u32).collect();
        positions.sort_unstable();
        let shape = Shape::Map(MapShape { task, each: positions, options: settings });
        let inputs = fill(self.cx.program, callee, bindings, span);
        Ok(self.add(Node { name, shape, inputs, outputs, options, after: Vec::new(), span }, tail))
    }

    /// The task that is mapped.
    fn mapped_task(&mut self, map: &MapNode) -> Result<TaskId, Reported> {
        if let Some(launch) = map.launch {
            self.report(not_compiled_yet("map launch", map.keyword.to(launch)));
            return Err(Reported);
        }
        let (name, span) = (&map.callee.name, map.callee.span);
        let Some(entry) = self.cx.lookup(name) else {
            let near = self.cx.nearest(name, |def| matches!(def, Def::Task(_)));
            self.report(unknown_callee("task", name, span, near));
            return Err(Reported);
        };
        self.cx.index.used(span, entry.span, UseKind::Call);
        match entry.def {
            Def::Task(task) => return Ok(task),
            Def::Reported => self.uses_reported = true,
            Def::Workflow(_) | Def::Fn(_) | Def::Struct(_) | Def::Enum(_) | Def::Alias(_) | Def::Const(_) => {
                self.report(report::not_a_task(name, span, entry));
            }
        }
        Err(Reported)
    }

    fn check_outputs(&mut self, callee: Signature<'a>, map: &MapNode) -> Result<(), Reported> {
        if callee.interface.outputs.len() < 2 {
            return Ok(());
        }
        self.report(report::several_outputs(self.cx.program, callee, map.callee.span));
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
            ([_], Some(zip)) => self.report(report::zip_of_one(zip, self.with_blank(zip))),
            ([first, second, ..], None) => {
                let each = |arg: &Arg| arg.each.unwrap_or(arg.span);
                self.report(report::several_each(self.cx.program, callee, each(first), each(second), map.callee.span.head()));
            }
            _ => {}
        }
        (arguments, each)
    }

    /// Maps without `each` where an argument has no name either: one finding for both.
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
        let Some(at) = only else {
            if let Some(missing) = self.named_by_position(callee, map, &positions, &open) {
                self.report_several_lists(callee, map, missing);
                let arguments = Arguments { inputs: Vec::new(), given: vec![None; inputs.len()], meant: Vec::new(), unclear: true };
                return Some((arguments, Vec::new()));
            }
            self.report(report::without_names(callee, head(map), map.zip.is_some()));
            map.args.iter().for_each(|arg| self.look(&arg.value));
            let arguments = Arguments { inputs: Vec::new(), given: vec![None; inputs.len()], meant: Vec::new(), unclear: true };
            return Some((arguments, Vec::new()));
        };
        let found = report::without_name(callee, head(map), &inputs[at].name, arg.span, self.short(arg.span));
        self.report(found);
        positions[place] = Some(at);
        let mut given = vec![None; inputs.len()];
        for (position, arg) in positions.iter().zip(&map.args) {
            if let Some(position) = position {
                given[*position] = Some(arg);
            }
        }
        Some((Arguments { inputs: positions, given, meant: Vec::new(), unclear: false }, vec![at]))
    }

    /// The names and `each` that are missing, if the arguments without a name are for the open inputs in their order.
    fn named_by_position(
        &self,
        callee: Signature<'a>,
        map: &MapNode,
        known: &[Option<usize>],
        open: &[usize],
    ) -> Option<Vec<(Span, String)>> {
        let mut open = open.iter().copied();
        let mut missing = Vec::new();
        for (arg, at) in map.args.iter().zip(known) {
            let input = &callee.interface.inputs[at.or_else(|| open.next())?];
            let each = if self.is_list_for(arg, input) { "each " } else { "" };
            match (&arg.name, each) {
                (Some(_), "") => {}
                (Some(_), each) => missing.push((arg.value.span.head(), each.to_owned())),
                (None, each) => missing.push((arg.span.head(), format!("{}: {each}", input.name))),
            }
        }
        let mapped = missing.iter().any(|(_, text)| text.contains("each "));
        (open.next().is_none() && mapped).then_some(missing)
    }

    /// A word and the space after it.
    fn with_blank(&self, word: Span) -> Span {
        let after = Span { start: word.end, end: word.end + 1, ..word };
        if self.cx.sources.text(after) == " " { word.to(after) } else { word }
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
            None if let Some(written) = self.zipped(callee, map) => {
                self.report(report::zipped(callee, arg.span, &written, map.keyword.to(arg.span)));
                arguments.inputs.clear();
                (arguments, Vec::new())
            }
            None => {
                self.report(report::several_inputs(self.cx.program, callee, arg.span, self.short(arg.span)));
                (arguments, Vec::new())
            }
        }
    }

    /// `map zip f(a: each xs, b: each ys)` for `map f(zip(xs, ys))`
    fn zipped(&self, callee: Signature<'a>, map: &MapNode) -> Option<String> {
        let ExprKind::Call { callee: zip, args } = map.args.first()?.value.kind() else { return None };
        let is_zip = matches!(zip.kind(), ExprKind::Name(name) if name == "zip");
        let inputs = &callee.interface.inputs;
        let each = |(arg, input): (&Arg, &Variable)| format!("{}: each {}", input.name, self.cx.sources.text(arg.value.span));
        let lists: Vec<String> = args.iter().zip(inputs).map(each).collect();
        (is_zip && args.len() == inputs.len()).then(|| format!("map zip {}({}", map.callee.name, lists.join(", ")))
    }

    /// No argument is marked with `each`: reports it, and returns the input that was most likely meant.
    fn without_each(&mut self, callee: Signature<'a>, map: &MapNode, arguments: &Arguments<'a>) -> Vec<usize> {
        let candidates: Vec<(&Arg, usize)> = map.args.iter().zip(&arguments.inputs).filter_map(|(arg, at)| Some((arg, (*at)?))).collect();
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
            let lists: Vec<(&Arg, usize)> =
                candidates.into_iter().filter(|(arg, at)| self.is_list_for(arg, &callee.interface.inputs[*at])).collect();
            if lists.is_empty() {
                self.report(report::without_list(callee, head(map)));
                return Vec::new();
            }
            let each: Vec<(Span, String)> = lists.iter().map(|(arg, _)| (arg.value.span.head(), "each ".to_owned())).collect();
            self.report_several_lists(callee, map, each);
            return lists.into_iter().map(|(_, at)| at).collect();
        };
        let (input, span) = (&callee.interface.inputs[at].name, arg.value.span);
        self.report(report::without_mark(callee, head(map), input, span, self.short(span)));
        vec![at]
    }

    /// Reports a map over several lists, with what is missing before each value.
    fn report_several_lists(&mut self, callee: Signature<'a>, map: &MapNode, missing: Vec<(Span, String)>) {
        let zip = if map.zip.is_none() && missing.iter().filter(|(_, text)| text.contains("each")).count() > 1 { "zip " } else { "" };
        let zip_at = (!zip.is_empty()).then(|| map.callee.span.head());
        let argument = |arg: &Arg| {
            let before = missing.iter().find(|(at, _)| arg.span.contains(*at) || at.start == arg.span.start);
            let text = self.cx.sources.text(arg.span);
            match before {
                Some((at, word)) => {
                    let (name, value) = text.split_at((at.start - arg.span.start) as usize);
                    format!("{name}{word}{value}")
                }
                None => text.to_owned(),
            }
        };
        let arguments: Vec<String> = map.args.iter().map(argument).collect();
        let word = if map.zip.is_some() { "map zip" } else { "map" };
        let written = format!("{word} {zip}{}({})", map.callee.name, arguments.join(", "));
        self.report(report::several_lists(callee, head(map), &written, missing, zip_at));
    }

    /// Whether an argument is known to be a list whose elements an input accepts.
    fn is_list_for(&self, arg: &Arg, input: &Variable) -> bool {
        match arg.value.kind() {
            ExprKind::List(_) => input.ty.element().is_none(),
            ExprKind::Name(name) => match self.locals.get(name).map(|local| &local.meaning) {
                Some(Meaning::Input(at)) => self.interface.inputs[*at as usize].ty == Type::list(input.ty.clone()),
                Some(Meaning::Node(node)) => self.output(*node, 0).ty == Type::list(input.ty.clone()),
                _ => false,
            },
            _ => false,
        }
    }

    /// Binds the list that a map iterates over. `call` is the map as a call, if this is its only list.
    fn bind_each(&mut self, callee: Signature<'a>, input: &'a Variable, arg: &'a Arg, call: Option<String>) -> Result<Binding, Reported> {
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
        let span = arg.each.map_or(arg.value.span, |each| each.to(arg.value.span));
        let text = self.short(arg.value.span);
        let word = if arg.each.is_some() { "each" } else { "map" };
        let diagnostic = report::each_of_no_list(self.cx.program, (input, word), &reference.ty, (span, text), call.as_deref());
        let diagnostic = self.with_origin(diagnostic, reference.source);
        self.report(diagnostic);
        Err(Reported)
    }

    /// A map as a call of its task with the same arguments, if that is short.
    fn without_map(&self, map: &MapNode) -> Option<String> {
        let argument = |arg: &Arg| {
            let value = self.cx.sources.text(arg.value.span);
            arg.name.as_ref().map_or_else(|| value.to_owned(), |name| format!("{}: {value}", name.name))
        };
        let call = format!("{}({})", map.callee.name, map.args.iter().map(argument).collect::<Vec<_>>().join(", "));
        (call.len() <= LONGEST_CALL && !call.contains('\n')).then_some(call)
    }

    /// The value of an argument, unless it is a list that is written here.
    fn peek(&mut self, arg: &'a Arg) -> Result<Option<Value<'a>>, Reported> {
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
        self.report(report::unbound(self.cx.program, callee, &missing, span));
    }

    /// Checks the lists whose lengths are known.
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
            let name = |at: usize| callee.interface.inputs[at].name.as_str();
            self.report(report::unequal_lengths((name(first), length, span), (name(other), other_length, other_span)));
            return;
        }
        if let SuccessCriterion::Count(count) = settings.success
            && u64::from(count) > length as u64
        {
            self.report(report::too_many_successes(count, length, settings.success_span.unwrap_or(span), span));
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

/// Where a map begins: its word and the name of the task.
fn head(map: &MapNode) -> Span {
    map.keyword.to(map.callee.span)
}
