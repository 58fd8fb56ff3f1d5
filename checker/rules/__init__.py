"""Every rule there is, family by family; inside a family in the order in which one shadows the other."""

from collections.abc import Iterable, Mapping, Set
from functools import cache
from typing import Any

from checker.errors import UsageError
from checker.model.findings import Rule
from checker.rules import acceptance, contract, coverage, drift, expectation, exploring, replay, status

_FAMILIES = (status, exploring, replay, contract, acceptance, expectation, coverage)


def names() -> frozenset[str]:
    """The names of all rules; none that is about drift is loaded for it."""
    return frozenset(one.id for family in _FAMILIES for one in family.RULES) | frozenset(drift.NAMES)


# Any: what a rule looks at differs from family to family; here they are only listed and named.
@cache
def rules() -> tuple[Rule[Any], ...]:
    """One that looks at contracts and at recordings is one rule with one page, listed where it is first."""
    every: list[Rule[Any]] = [*status.RULES, *exploring.RULES, *replay.RULES, *drift.rules()]
    every += [*contract.RULES, *acceptance.RULES, *expectation.RULES, *coverage.RULES]
    return _first(every)


def _first(every: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
    first: dict[str, Rule[Any]] = {}
    for one in every:
        first.setdefault(one.id, one)
    return tuple(first.values())


def rule(name: str) -> Rule[Any]:
    """
    The rule of this name.

    Raises:
        UsageError: there is none; the nearest known name is offered.

    """
    for known in rules():
        if known.id == name:
            return known
    from difflib import get_close_matches

    near = get_close_matches(name, [known.id for known in rules()], n=1)
    offer = f'write "{near[0]}"' if near else "list the rules with: seamproof rule"
    raise UsageError(f'there is no rule "{name}"', fix=offer)


def pages(wanted: Set[str] | None = None) -> Mapping[str, str]:
    """The page of every rule, or of those that are wanted, by its name, in the order of the rules."""
    if wanted is None or not wanted.isdisjoint(drift.NAMES):
        known = rules()
    else:  # those about drift need not be loaded
        known = _first(one for family in _FAMILIES for one in family.RULES)
    return {one.id: one.page.strip() for one in known if wanted is None or one.id in wanted}
