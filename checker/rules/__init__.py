"""Every rule there is, family by family; inside a family in the order in which one shadows the other."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from checker.errors import UsageError
from checker.model.findings import Rule
from checker.rules import acceptance, contract, coverage, drift, expectation, exploring, replay, status

# Any: what a rule looks at differs from family to family; here they are only listed and named.
_EVERY: tuple[Rule[Any], ...] = (
    *status.RULES,
    *exploring.RULES,
    *replay.RULES,
    *drift.RULES,
    *contract.RULES,
    *acceptance.RULES,
    *expectation.RULES,
    *coverage.RULES,
)

# A rule that looks at contracts and at recordings is one rule with one page, listed where it stands first.
RULES: tuple[Rule[Any], ...] = tuple(
    known for number, known in enumerate(_EVERY) if known.id not in {other.id for other in _EVERY[:number]}
)


def rule(name: str) -> Rule[Any]:
    """
    The rule of this name.

    Raises:
        UsageError: there is none; the nearest known name is offered.

    """
    for known in RULES:
        if known.id == name:
            return known
    near = get_close_matches(name, [known.id for known in RULES], n=1)
    offer = f'write "{near[0]}"' if near else "list the rules with: seamproof rule"
    raise UsageError(f'there is no rule "{name}"', fix=offer)


def pages() -> Mapping[str, str]:
    """The page of every rule, by its name, in the order of the rules."""
    return {known.id: known.page.strip() for known in RULES}
