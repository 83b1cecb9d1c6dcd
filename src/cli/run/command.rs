//! The command line of one workflow or task: a flag for each input.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches as _};

use super::{Options, Target, types};
use crate::cli::report;
use crate::eval::Value;
use crate::literal::print;
use crate::program::Program;
use crate::program::Variable;
use crate::program::ty::Type;
use crate::source::Name;

/// What is called, and how the call is written.
pub(super) struct Call<'a> {
    /// The program.
    pub(super) program: &'a Program,
    /// What is called.
    pub(super) target: Target<'a>,
    /// The file as it was given.
    pub(super) file: &'a str,
}

/// The inputs that were given as flags, by name, as they were written.
pub(super) type Given = Vec<(Name, String)>;

impl Call<'_> {
    /// Reads what comes after FILE and NAME.
    ///
    /// # Errors
    /// If clap refuses the arguments, because of an unknown flag or a missing value, or has been asked for help.
    pub(super) fn parse(&self, rest: &[OsString], help: bool) -> Result<(Options, Given), clap::Error> {
        let words = std::iter::once(OsString::from("flightplan")).chain(rest.iter().cloned()).chain(help.then(|| "--help".into()));
        let matches = self.command().try_get_matches_from(words)?;
        let options = Options::from_arg_matches(&matches)?;
        Ok((options, self.given(&matches)))
    }

    fn given(&self, matches: &ArgMatches) -> Given {
        let inputs = self.target.interface.inputs.iter().filter(|input| !is_option(&input.name));
        let text = |input: &Variable| matches.get_one::<String>(&input.name).map(|text| (input.name.clone(), text.clone()));
        inputs.filter_map(text).collect()
    }

    fn command(&self) -> Command {
        let name = format!("flightplan run {} {}", self.file, self.target.header.name);
        let inputs = &self.target.interface.inputs;
        let flags = inputs.iter().filter(|input| !is_option(&input.name)).map(|input| self.flag(input));
        // `--color` was read from the whole command line already.
        let color = Arg::new("color").long("color").value_name("WHEN").hide(true);
        let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).help("Print this help");
        let command = Command::new("run").bin_name(name).max_term_width(100).disable_help_flag(true);
        let command = command.next_help_heading("Inputs").args(flags);
        let mut command = Options::augment_args(command.next_help_heading("Options")).arg(color).arg(help);
        command = match &self.target.header.doc {
            Some(doc) => command.about(doc.lines().next().unwrap_or_default().to_owned()).long_about(doc.clone()),
            None => command.about(None).long_about(None),
        };
        let hidden: Vec<String> = inputs.iter().filter(|input| is_option(&input.name)).map(|input| self.hidden(input)).collect();
        match report::more_help(&hidden, &types::described(self.program, inputs)) {
            more if more.is_empty() => command,
            more => command.after_help(more),
        }
    }

    /// A line for an input that no flag can set.
    fn hidden(&self, input: &Variable) -> String {
        format!("  {} <{}>  {}", input.name, input.ty.display(self.program), self.help(input))
    }

    fn flag(&self, input: &Variable) -> Arg {
        let dashed = dashed(&input.name);
        let mut arg = Arg::new(input.name.to_string())
            .long(dashed.clone())
            .value_name(input.ty.display(self.program).to_string())
            .help(self.help(input))
            .action(ArgAction::Set)
            .allow_hyphen_values(true);
        if dashed != input.name {
            arg = arg.alias(input.name.to_string());
        }
        if input.ty == Type::Bool {
            arg = arg.num_args(0..=1).default_missing_value("true").allow_hyphen_values(false);
        }
        arg
    }

    fn help(&self, input: &Variable) -> String {
        let form = types::form(self.program, &input.ty).map(|form| format!("[{form}]"));
        let doc = input.doc.iter().cloned().chain(form).collect::<Vec<_>>().join(" ");
        let space = if doc.is_empty() { "" } else { " " };
        match &input.default {
            Some(default) => {
                let text = print::json(self.program, &Value::from_const(default));
                format!("{doc}{space}[default: {text}]")
            }
            None if input.ty.accepts_none() => format!("{doc}{space}[default: null]"),
            None => format!("{doc}{space}[required]"),
        }
    }
}

/// The flag of an input: its name with dashes for underscores, except for those at the start, where a dash would begin another flag.
pub(super) fn dashed(name: &str) -> String {
    let rest = name.trim_start_matches('_');
    format!("{}{}", &name[..name.len() - rest.len()], rest.replace('_', "-"))
}

/// Whether an input of that name would hide an option of the command.
pub(super) fn is_option(name: &str) -> bool {
    matches!(name.replace('_', "-").as_str(), "inputs" | "output" | "jobs" | "timeout" | "memory" | "timings" | "help" | "color")
}

/// The help of `flightplan run` itself, which clap returns as an error.
pub(super) fn own_help() -> Option<clap::Error> {
    let command = super::Args::augment_args(Command::new("run")).bin_name("flightplan run").max_term_width(100);
    command.mut_arg("help", |help| help.action(ArgAction::Help)).try_get_matches_from(["flightplan", "--help"]).err()
}
