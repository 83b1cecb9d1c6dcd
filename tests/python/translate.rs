//! Typed task code as Python source. Every expression becomes statements and a name for its value, so that what comes before it is
//! evaluated before it, and a jump out of the middle of an expression is a statement of Python's.

use flightplan::internals::program::builtins::{BuiltinOp, ConversionOp, RunOp};
use flightplan::internals::program::{
    Arm, ArmTest, BinaryOperands as On, Block, Body, Clause, Closure, Comprehension, Const, Expr, ExprKind, FnId, IterKind, LocalId,
    LocalPattern, Place, PlaceStep, SequenceKind, Stmt, StmtKind, UnaryOperand,
};
use flightplan::internals::syntax::ast::BinaryOp as Op;
use flightplan::project::{Program, TaskId, Type};

/// The builtins that Python has, too, are functions of this text.
const PRELUDE: &str = include_str!("prelude.py");

/// A part that Python has in no form that can be compared.
pub(crate) struct Foreign;

type Made<T> = Result<T, Foreign>;

/// The source of a task, whose function is `main`; nothing if there is something in it that Python has not.
pub(crate) fn task(program: &Program, task: TaskId) -> Option<String> {
    let mut source = String::new();
    let mut done: Vec<FnId> = Vec::new();
    let definition = program.task(task);
    let mut wanted = Vec::new();
    source += &function(definition.body.as_ref()?, definition.interface.inputs.len(), "main", &mut wanted)?;
    while let Some(id) = wanted.pop() {
        if !done.contains(&id) {
            done.push(id);
            let definition = program.fn_(id);
            source += &function(definition.body.as_ref()?, definition.params.len(), &format!("f{}", id.0), &mut wanted)?;
        }
    }
    Some(source)
}

fn function(body: &Body, parameters: usize, name: &str, wanted: &mut Vec<FnId>) -> Option<String> {
    let parameters: Vec<String> = (0..parameters).map(|at| format!("v{at}")).collect();
    let mut writer = Writer { lines: vec![format!("def {name}({}):", parameters.join(", "))], depth: 1, names: 0, gathering: 0, wanted };
    let value = writer.block(&body.block).ok()?;
    writer.line(format!("return {value}"));
    Some(writer.lines.join("\n") + "\n")
}

struct Writer<'w> {
    lines: Vec<String>,
    depth: usize,
    names: usize,
    /// How many comprehensions are around the place, within the innermost loop: no `break` of Python's leaves those.
    gathering: usize,
    wanted: &'w mut Vec<FnId>,
}

impl Writer<'_> {
    fn line(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("{}{}", " ".repeat(self.depth), text.as_ref()));
    }

    fn fresh(&mut self) -> String {
        self.names += 1;
        format!("t{}", self.names)
    }

    /// A name for a value.
    fn named(&mut self, value: String) -> String {
        let name = self.fresh();
        self.line(format!("{name} = {value}"));
        name
    }

    fn indented<T>(&mut self, write: impl FnOnce(&mut Self) -> Made<T>) -> Made<T> {
        self.depth += 1;
        self.line("pass");
        let written = write(self);
        self.depth -= 1;
        written
    }

    fn block(&mut self, block: &Block) -> Made<String> {
        for stmt in &block.stmts {
            self.stmt(stmt)?;
        }
        block.value.as_ref().map_or(Ok("None".to_owned()), |value| self.expr(value))
    }

    /// A block whose value is kept under a name.
    fn block_into(&mut self, name: &str, block: &Block) -> Made<()> {
        self.indented(|this| {
            let value = this.block(block)?;
            this.line(format!("{name} = {value}"));
            Ok(())
        })
    }

    fn expr_into(&mut self, name: &str, expr: &Expr) -> Made<()> {
        self.indented(|this| {
            let value = this.expr(expr)?;
            this.line(format!("{name} = {value}"));
            Ok(())
        })
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Made<Vec<String>> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn expr(&mut self, expr: &Expr) -> Made<String> {
        let value = match &expr.kind {
            ExprKind::Const(constant) => return self::constant(constant),
            ExprKind::Local(id) => format!("v{}", id.0),
            ExprKind::Join(parts) => format!("\"\".join([{}])", self.exprs(parts)?.join(", ")),
            ExprKind::List(parts) | ExprKind::Struct(_, parts) => format!("[{}]", self.exprs(parts)?.join(", ")),
            ExprKind::Tuple(parts) => format!("({},)", self.exprs(parts)?.join(", ")),
            ExprKind::Map(entries) => {
                let mut texts = Vec::new();
                for (key, value) in entries {
                    texts.push(format!("{}: {}", self.expr(key)?, self.expr(value)?));
                }
                format!("{{{}}}", texts.join(", "))
            }
            ExprKind::Comprehension(of) => return self.comprehension(of),
            ExprKind::Field(of, at) | ExprKind::Member(of, at) => format!("{}[{at}]", self.expr(of)?),
            ExprKind::Index(of, at, SequenceKind::List | SequenceKind::Str | SequenceKind::Map) => {
                format!("index({}, {})", self.expr(of)?, self.expr(at)?)
            }
            ExprKind::Slice(of, start, end, SequenceKind::List | SequenceKind::Str) => {
                let of = self.expr(of)?;
                let mut bound = |bound: &Option<Box<Expr>>| bound.as_ref().map_or(Ok(String::new()), |bound| self.expr(bound));
                format!("{of}[{}:{}]", bound(start)?, bound(end)?)
            }
            ExprKind::CallFn(id, arguments) => {
                self.wanted.push(*id);
                format!("f{}({})", id.0, self.exprs(arguments)?.join(", "))
            }
            ExprKind::Builtin(op, arguments) => self.builtin(*op, arguments)?,
            ExprKind::Closure(closure) => return self.closure(closure),
            ExprKind::Unary(UnaryOperand::NegInt, of) => format!("whole(-{})", self.expr(of)?),
            ExprKind::Unary(UnaryOperand::NegFloat, of) => format!("-{}", self.expr(of)?),
            ExprKind::Unary(UnaryOperand::Not, of) => format!("not {}", self.expr(of)?),
            ExprKind::Binary(op, operands, a, b) => return self.binary(*op, *operands, a, b),
            ExprKind::Widen(of) => format!("float({})", self.expr(of)?),
            ExprKind::If(condition, then, otherwise) => {
                let condition = self.expr(condition)?;
                let name = self.named("None".to_owned());
                self.line(format!("if {condition}:"));
                self.block_into(&name, then)?;
                if let Some(otherwise) = otherwise {
                    self.line("else:");
                    self.block_into(&name, otherwise)?;
                }
                return Ok(name);
            }
            ExprKind::Match(subject, arms) => return self.arms(subject, arms),
            ExprKind::Block(block) => return self.block(block),
            _ => return Err(Foreign),
        };
        Ok(self.named(value))
    }

    fn binary(&mut self, op: Op, operands: On, a: &Expr, b: &Expr) -> Made<String> {
        let left = self.expr(a)?;
        let condition = match op {
            Op::And => left.clone(),
            Op::Or => format!("not {left}"),
            Op::Coalesce => format!("{left} is None"),
            _ => {
                let right = self.expr(b)?;
                return operation(op, operands, &left, &right).map(|value| self.named(value));
            }
        };
        let name = self.named(left);
        self.line(format!("if {condition}:"));
        self.expr_into(&name, b)?;
        Ok(name)
    }

    fn builtin(&mut self, op: BuiltinOp, arguments: &[Expr]) -> Made<String> {
        let texts = self.exprs(arguments)?.join(", ");
        match op {
            BuiltinOp::Run(RunOp::Fail) => self.line(format!("raise Failed(\"User\", {texts})")),
            BuiltinOp::Run(RunOp::FailRetryable) => self.line(format!("raise Failed(\"Retryable\", {texts})")),
            // A struct is a list of its fields, without a name.
            BuiltinOp::Conversion(ConversionOp::ToStr) | BuiltinOp::Run(RunOp::Log)
                if arguments.iter().any(|argument| has_struct(&argument.ty)) =>
            {
                return Err(Foreign);
            }
            BuiltinOp::Run(RunOp::Log) => return Ok(format!("log({texts})")),
            _ if PRELUDE.contains(&format!("b_{op:?} =")) || PRELUDE.contains(&format!("def b_{op:?}(")) => {
                return Ok(format!("b_{op:?}({texts})"));
            }
            _ => return Err(Foreign),
        }
        Ok("None".to_owned())
    }

    fn closure(&mut self, closure: &Closure) -> Made<String> {
        let name = self.fresh();
        let parameters: Vec<String> = closure.params.iter().map(|_| self.fresh()).collect();
        self.line(format!("def {name}({}):", parameters.join(", ")));
        let gathering = std::mem::replace(&mut self.gathering, 0);
        self.indented(|this| {
            for (pattern, parameter) in closure.params.iter().zip(&parameters) {
                this.line(format!("{} = {parameter}", target(pattern)));
            }
            let value = this.block(&closure.body)?;
            this.line(format!("return {value}"));
            Ok(())
        })?;
        self.gathering = gathering;
        Ok(name)
    }

    /// A flag says whether an arm has run.
    fn arms(&mut self, subject: &Expr, arms: &[Arm]) -> Made<String> {
        let subject = self.expr(subject)?;
        let (name, open) = (self.named("None".to_owned()), self.named("True".to_owned()));
        for arm in arms {
            let tests = arm.tests.iter().map(|test| self::test(test, &subject)).collect::<Made<Vec<_>>>()?;
            self.line(format!("if {open} and ({}):", tests.join(" or ")));
            self.indented(|this| {
                if let Some(LocalId(local)) = arm.binding {
                    this.line(format!("v{local} = {subject}"));
                }
                let holds = arm.guard.as_ref().map_or(Ok("True".to_owned()), |guard| this.expr(guard))?;
                this.line(format!("if {holds}:"));
                this.indented(|this| {
                    this.line(format!("{open} = False"));
                    let value = this.block(&arm.body)?;
                    this.line(format!("{name} = {value}"));
                    Ok(())
                })
            })?;
        }
        Ok(name)
    }

    fn comprehension(&mut self, of: &Comprehension) -> Made<String> {
        let name = self.named(if of.key.is_some() { "{}" } else { "[]" }.to_owned());
        self.gathering += 1;
        self.clauses(of, &of.clauses, &name)?;
        self.gathering -= 1;
        Ok(name)
    }

    fn clauses(&mut self, of: &Comprehension, clauses: &[Clause], name: &str) -> Made<()> {
        let Some((first, rest)) = clauses.split_first() else {
            let key = of.key.as_ref().map(|key| self.expr(key)).transpose()?;
            let value = self.expr(&of.value)?;
            self.line(key.map_or_else(|| format!("{name}.append({value})"), |key| format!("{name}[{key}] = {value}")));
            return Ok(());
        };
        match first {
            Clause::If(condition) => {
                let condition = self.expr(condition)?;
                self.line(format!("if {condition}:"));
            }
            Clause::For(pattern, iterable, kind) => {
                let iterable = self.expr(iterable)?;
                self.line(rounds(pattern, &iterable, *kind));
            }
        }
        self.indented(|this| this.clauses(of, rest, name))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Made<()> {
        match &stmt.kind {
            StmtKind::Let(pattern, value) => {
                let value = self.expr(value)?;
                self.line(format!("{} = {value}", target(pattern)));
            }
            StmtKind::Assign { place, op, value } => self.assign(place, *op, value)?,
            StmtKind::Expr(expr) => drop(self.expr(expr)?),
            StmtKind::Return(value) => {
                let value = value.as_ref().map_or(Ok("None".to_owned()), |value| self.expr(value))?;
                self.line(format!("return {value}"));
            }
            StmtKind::While(condition, body) => {
                // A jump within the condition leaves another loop than Python's would.
                let mut jumps = false;
                condition.walk(&mut |inner| jumps |= matches!(&inner.kind, ExprKind::If(..) | ExprKind::Match(..) | ExprKind::Block(_)));
                if jumps {
                    return Err(Foreign);
                }
                self.line("while True:");
                self.looped(|this| {
                    let condition = this.expr(condition)?;
                    this.line(format!("if not {condition}: break"));
                    this.block(body)
                })?;
            }
            StmtKind::For { pattern, iterable, kind, body } => {
                let iterable = self.expr(iterable)?;
                self.line(rounds(pattern, &iterable, *kind));
                self.looped(|this| this.block(body))?;
            }
            StmtKind::Break | StmtKind::Continue if self.gathering > 0 => return Err(Foreign),
            StmtKind::Break => self.line("break"),
            StmtKind::Continue => self.line("continue"),
            StmtKind::Assert(condition, message, written) => {
                let condition = self.expr(condition)?;
                self.line(format!("if not {condition}:"));
                self.indented(|this| {
                    let text = match message {
                        Some(message) => format!("{} + {:?}", this.expr(message)?, format!(" (`assert {written}`)")),
                        None => format!("{:?}", format!("assertion failed: `{written}`")),
                    };
                    this.line(format!("raise Failed(\"Assertion\", {text})"));
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    fn looped(&mut self, write: impl FnOnce(&mut Self) -> Made<String>) -> Made<()> {
        let gathering = std::mem::replace(&mut self.gathering, 0);
        self.indented(write)?;
        self.gathering = gathering;
        Ok(())
    }

    fn assign(&mut self, place: &Place, op: Option<(Op, On)>, value: &Expr) -> Made<()> {
        let mut steps = Vec::new();
        for step in &place.steps {
            steps.push(match step {
                PlaceStep::Field(at) => at.to_string(),
                PlaceStep::Index(index) => self.expr(index)?,
                PlaceStep::Key(key) => self.expr(key)?,
            });
        }
        let root = format!("v{}", place.local.0);
        let steps = format!("[{}]", steps.join(", "));
        let value = match op {
            None => self.expr(value)?,
            Some((op, operands)) => {
                let held = self.named(format!("reach({root}, {steps})"));
                let more = self.expr(value)?;
                let value = operation(op, operands, &held, &more)?;
                self.named(value)
            }
        };
        self.line(format!("{root} = put({root}, {steps}, {value})"));
        Ok(())
    }
}

fn has_struct(ty: &Type) -> bool {
    match ty {
        Type::Struct(_) | Type::Enum(_) => true,
        Type::List(item) | Type::Map(item) => has_struct(item),
        Type::Union(parts) | Type::Tuple(parts) => parts.iter().any(has_struct),
        _ => false,
    }
}

fn operation(op: Op, operands: On, a: &str, b: &str) -> Made<String> {
    if !matches!(
        operands,
        On::Int
            | On::Float
            | On::Bool
            | On::Str
            | On::List
            | On::StrInt
            | On::IntStr
            | On::ListInt
            | On::IntList
            | On::InList
            | On::InMap
            | On::InStr
            | On::Any
    ) {
        return Err(Foreign);
    }
    let sign = match op {
        Op::Eq => return Ok(format!("eq({a}, {b})")),
        Op::Ne => return Ok(format!("not eq({a}, {b})")),
        Op::In => return Ok(format!("contains({a}, {b})")),
        Op::NotIn => return Ok(format!("not contains({a}, {b})")),
        Op::Pow => return Ok(format!("power({a}, {b})")),
        Op::Lt => "<",
        Op::Le => "<=",
        Op::Gt => ">",
        Op::Ge => ">=",
        Op::Add => "+",
        Op::Sub => "-",
        Op::Mul => "*",
        Op::Div => "/",
        Op::FloorDiv => "//",
        Op::Mod => "%",
        _ => return Err(Foreign),
    };
    Ok(match (operands, op) {
        (On::StrInt | On::ListInt, Op::Mul) => format!("times({a}, {b})"),
        (On::IntStr | On::IntList, Op::Mul) => format!("times({b}, {a})"),
        (On::Str | On::List, Op::Add) => format!("plus({a}, {b})"),
        (On::Int, Op::Add | Op::Sub | Op::Mul | Op::FloorDiv | Op::Mod) => format!("whole({a} {sign} {b})"),
        _ => format!("{a} {sign} {b}"),
    })
}

fn test(test: &ArmTest, subject: &str) -> Made<String> {
    Ok(match test {
        ArmTest::Always => "True".to_owned(),
        ArmTest::Equals(constant) => format!("eq({subject}, {})", self::constant(constant)?),
        ArmTest::Is(Type::None) => format!("{subject} is None"),
        ArmTest::Is(ty) => {
            let name = match ty {
                Type::Int => "int",
                Type::Float => "float",
                Type::Str => "str",
                Type::Bool => "bool",
                Type::List(_) | Type::Struct(_) => "list",
                Type::Map(_) => "dict",
                _ => return Err(Foreign),
            };
            format!("type({subject}) is {name}")
        }
    })
}

/// The binding of a value.
fn target(pattern: &LocalPattern) -> String {
    match pattern {
        LocalPattern::Ignore => "_".to_owned(),
        LocalPattern::Local(LocalId(local)) => format!("v{local}"),
        LocalPattern::Tuple(parts) => format!("({},)", parts.iter().map(target).collect::<Vec<_>>().join(", ")),
    }
}

fn rounds(pattern: &LocalPattern, iterable: &str, kind: IterKind) -> String {
    match kind {
        IterKind::List => format!("for {} in {iterable}:", target(pattern)),
        IterKind::Map => format!("for {} in b_Items({iterable}):", target(pattern)),
    }
}

fn constant(constant: &Const) -> Made<String> {
    let all = |parts: &[Const]| parts.iter().map(self::constant).collect::<Made<Vec<_>>>();
    Ok(match constant {
        Const::None => "None".to_owned(),
        Const::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
        Const::Int(number) => format!("({number})"),
        Const::Float(number) => format!("float(\"{number:e}\")"),
        Const::Str(text) => quoted(text),
        Const::List(parts) | Const::Struct(_, parts) => format!("[{}]", all(parts)?.join(", ")),
        Const::Tuple(parts) => format!("({},)", all(parts)?.join(", ")),
        Const::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| Ok(format!("{}: {}", quoted(key), self::constant(value)?)));
            format!("{{{}}}", entries.collect::<Made<Vec<_>>>()?.join(", "))
        }
        Const::Enum(id, variant) => format!("(\"enum\", {}, {variant})", id.0),
        _ => return Err(Foreign),
    })
}

/// Text in Python's notation, which for this JSON's is, too.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
