"""Outcomes compared: the same documents, and of failures the same verdict.

The text of an error is each language's own, and so is its code.
"""

import pytest

import literals

#: What we say of a result that its type cannot hold.
OVERFLOW = "NON_RECOVERABLE USER"


def compare(expected, found):
    """How two outcomes differ, or nothing. The text of an error is each language's own."""
    if expected.status != 0 and expected.error is None:
        # An integer that does not fit in 64 bits: flytekit dies before it writes a word. We know it for what it is.
        return "" if found.verdict == OVERFLOW else f"flytekit died, flightplan: {found.verdict}\n{expected.text}"
    if expected.verdict != found.verdict:
        verdicts = f"flytekit: {expected.verdict}; flightplan: {found.verdict} (exit status {found.status})"
        return f"{verdicts}\n{found.text}{message(expected)}{message(found)}"
    if expected.status != found.status:
        return f"exit status {expected.status} and {found.status}"
    return literals.difference(expected.outputs, found.outputs)


def message(outcome):
    return f"\n{outcome.error.code}: {outcome.error.message[-400:]}" if outcome.error is not None else ""


def require_equal(expected, found, where=""):
    if differing := compare(expected, found):
        pytest.fail(f"{where}\n{differing}", pytrace=False)


def require_none(differences, runs):
    """Fails with the first few differences."""
    if differences:
        pytest.fail(f"{len(differences)} of {runs} differ\n" + "\n\n".join(differences[:8]), pytrace=False)
