"""The rules about what is to be seen in runs, and what they add to the findings of the other rules."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from checker.analysis.exploring.exploration import Exploration
from checker.model.findings import Finding, Rule
from checker.rules.exploring import double_effect, flapping, stale_claim, stuck, unfounded_claim
from checker.rules.exploring.blame import cause, with_runs

__all__ = ["RULES", "cause", "findings", "with_runs"]


class _Module(Protocol):
    """A module of this folder: its docstring is the rule's page."""

    __name__: str
    __doc__: str | None

    @property
    def check(self) -> Callable[[Exploration], Iterable[Finding]]: ...


def _rule(module: _Module) -> Rule[Exploration]:
    name = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
    return Rule(id=name, page=(module.__doc__ or "").strip(), check=module.check)


# In the order in which one shadows the other; all rules about declarations come before them.
RULES: Final[tuple[Rule[Exploration], ...]] = (
    _rule(unfounded_claim),
    _rule(stale_claim),
    _rule(stuck),
    _rule(flapping),
    _rule(double_effect),
)


def findings(exploration: Exploration) -> tuple[Finding, ...]:
    return tuple(finding for rule in RULES for finding in rule.check(exploration))
