//! The rules, one file each.

mod cached_part;
mod clock_in_cached_task;
mod comparison_with_minus_one;
mod comparison_with_nan;
mod deprecated_task;
mod shadowed_builtin;
mod task_in_task;
#[cfg(test)]
mod testing;
mod unsafe_cached_output;
mod unused_import;
mod unused_private;
mod unused_variable;

use super::Rule;

/// Every rule, in the order of their codes.
pub(super) static ALL: &[&dyn Rule] = &[
    &task_in_task::TaskInTask,
    &shadowed_builtin::ShadowedBuiltin,
    &unused_import::UnusedImport,
    &unused_private::UnusedPrivate,
    &unused_variable::UnusedVariable,
    &deprecated_task::DeprecatedTask,
    &clock_in_cached_task::ClockInCachedTask,
    &unsafe_cached_output::UnsafeCachedOutput,
    &cached_part::CachedPart,
    &comparison_with_nan::ComparisonWithNan,
    &comparison_with_minus_one::ComparisonWithMinusOne,
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::diagnostics::{Severity, codes};

    #[test]
    fn every_lint_has_its_rule_in_the_order_of_the_codes() {
        let of_rules: Vec<_> = ALL.iter().map(|rule| rule.code()).collect();
        assert_eq!(of_rules, codes::lints::ALL);
    }

    #[test]
    fn rules_report_no_errors() {
        for code in codes::lints::ALL {
            assert!(code.level < Severity::Error, "{code:?}: compile stages report errors, lints warn or note");
        }
    }
}
