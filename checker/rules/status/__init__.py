"""The rules about what statuses mean, as far as they follow from the contract alone."""

from collections.abc import Callable, Iterable
from typing import Protocol

from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Rule
from checker.rules.status import (
    blurred,
    contradiction,
    default_success,
    empty_success,
    fact_conflict,
    false_denial,
    hearsay,
    hidden_partial,
    masked_failure,
    no_answer_unsaid,
    overclaim,
    premature_final,
    revocation_lost,
    silent_rejection,
    timeout_as_verdict,
    two_meanings,
    unmapped_status,
    unreachable_row,
    unused_status,
)


class _Module(Protocol):
    """A module of this folder: its docstring is the rule's page."""

    __name__: str
    __doc__: str | None

    @property
    def check(self) -> Callable[[Meaning], Iterable[Finding]]: ...


def _rule(module: _Module) -> Rule[Meaning]:
    name = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
    return Rule(id=name, page=(module.__doc__ or "").strip(), check=module.check)


# In the order in which one shadows the other where both hold for one row.
RULES: tuple[Rule[Meaning], ...] = (
    _rule(unmapped_status),
    _rule(default_success),
    _rule(contradiction),
    _rule(masked_failure),
    _rule(timeout_as_verdict),
    _rule(hidden_partial),
    _rule(premature_final),
    _rule(overclaim),
    _rule(false_denial),
    _rule(silent_rejection),
    _rule(revocation_lost),
    _rule(empty_success),
    _rule(hearsay),
    _rule(two_meanings),
    _rule(no_answer_unsaid),
    _rule(fact_conflict),
    _rule(unreachable_row),
    _rule(blurred),
    _rule(unused_status),
)
