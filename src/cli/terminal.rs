//! What the terminal can show, and what the user wants of it.

use std::ffi::OsString;
use std::io::IsTerminal;

use clap::ValueEnum;

/// `--color`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWish {
    /// Only on a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The value of `--color`, which is read before the arguments are parsed because their own errors and help are coloured too.
pub(super) fn color_wish(arguments: &[OsString]) -> ColorWish {
    let mut texts = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or(""));
    let mut wish = ColorWish::Auto;
    while let Some(text) = texts.next() {
        let value = match text {
            "--" => break,
            "--color" => texts.next(),
            _ => text.strip_prefix("--color="),
        };
        if let Some(said) = value.and_then(|value| ColorWish::from_str(value, false).ok()) {
            wish = said;
        }
    }
    wish
}

/// The environment variables that concern colour.
#[derive(Clone, Debug, Default)]
struct Environment {
    no_color: Option<OsString>,
    force: Option<OsString>,
    clicolor: Option<OsString>,
    term: Option<OsString>,
}

impl Environment {
    #[expect(clippy::disallowed_methods, reason = "the environment says whether to use colours")]
    fn read() -> Self {
        Self {
            no_color: std::env::var_os("NO_COLOR"),
            force: std::env::var_os("CLICOLOR_FORCE"),
            clicolor: std::env::var_os("CLICOLOR"),
            term: std::env::var_os("TERM"),
        }
    }
}

/// Whether to use colours on a stream.
fn colors(wish: ColorWish, environment: &Environment, is_terminal: bool) -> bool {
    let said = |variable: &Option<OsString>| variable.as_ref().is_some_and(|value| !value.is_empty() && value != "0");
    match wish {
        ColorWish::Always => true,
        ColorWish::Never => false,
        ColorWish::Auto if environment.no_color.as_ref().is_some_and(|value| !value.is_empty()) => false,
        ColorWish::Auto if said(&environment.force) => true,
        ColorWish::Auto => {
            let dumb = environment.term.as_ref().is_some_and(|term| term == "dumb");
            let off = environment.clicolor.as_ref().is_some_and(|value| value == "0");
            is_terminal && !dumb && !off
        }
    }
}

/// One of the two output streams.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Whether to use colours on it.
    pub(super) color: bool,
    /// Whether it is a terminal.
    pub(super) interactive: bool,
    /// How many columns to fill.
    pub(super) width: usize,
}

impl Terminal {
    /// Standard output.
    pub(super) fn stdout(wish: ColorWish) -> Self {
        let stream = std::io::stdout();
        Self::new(wish, stream.is_terminal(), || terminal_size::terminal_size_of(&stream))
    }

    /// Standard error.
    pub(super) fn stderr(wish: ColorWish) -> Self {
        let stream = std::io::stderr();
        Self::new(wish, stream.is_terminal(), || terminal_size::terminal_size_of(&stream))
    }

    fn new(wish: ColorWish, interactive: bool, size: impl Fn() -> Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        let environment = Environment::read();
        let measured = if interactive { size().map(|(width, _)| usize::from(width.0)) } else { None };
        Self { color: colors(wish, &environment, interactive), interactive, width: measured.unwrap_or(100).clamp(40, 120) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        let get = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        Environment { no_color: get("NO_COLOR"), force: get("CLICOLOR_FORCE"), clicolor: get("CLICOLOR"), term: get("TERM") }
    }

    #[test]
    fn the_flag_wins_then_no_color_then_force_then_the_terminal() {
        let all = environment(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]);
        assert!(colors(ColorWish::Always, &all, false));
        assert!(!colors(ColorWish::Never, &environment(&[("CLICOLOR_FORCE", "1")]), true));
        assert!(!colors(ColorWish::Auto, &all, true));
        assert!(colors(ColorWish::Auto, &environment(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), false));
        assert!(!colors(ColorWish::Auto, &environment(&[("CLICOLOR_FORCE", "0")]), false));
        assert!(colors(ColorWish::Auto, &environment(&[("TERM", "xterm")]), true));
        assert!(!colors(ColorWish::Auto, &environment(&[("TERM", "dumb")]), true));
        assert!(!colors(ColorWish::Auto, &environment(&[("CLICOLOR", "0")]), true));
    }

    #[test]
    fn the_wish_is_found_before_the_arguments_are_parsed() {
        let wish = |arguments: &[&str]| color_wish(&arguments.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(wish(&["flightplan", "lint", "--color", "never"]), ColorWish::Never);
        assert_eq!(wish(&["flightplan", "--color=always", "lint"]), ColorWish::Always);
        assert_eq!(wish(&["flightplan", "lint", "--", "--color=always"]), ColorWish::Auto);
    }
}
