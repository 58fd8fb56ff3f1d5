"""
Rules about drift: what changed since a baseline, and whom it breaks. They are loaded when drift is judged, or
a page is asked for.
"""

from collections.abc import Hashable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from checker.model.findings import Finding, Rule

if TYPE_CHECKING:
    from checker.analysis.drift import Drift

# Of what comes of one change the first of the worst is shown, and names the others: what tells most of whom
# it breaks stands first.
NAMES: Final = (
    "schema-gap",
    "schema-refuses-old",
    "schema-refused-by-old",
    "schema-undecided",
    "schema-undeclared-only",
    "schema-format-changed",
    "schema-default-changed",
    "reference-changed",
    "output-refused",
    "constant-from-data",
    "field-lost",
    "output-changed",
    "now-fails",
    "now-succeeds",
    "untested-mapping",
    "owner-moved",
    "status-removed",
    "status-reused",
    "status-added",
    "status-renamed",
    "meaning-weakened",
    "meaning-strengthened",
    "owner-removed",
    "outcome-changed",
    "final-left",
    "phase-changed",
    "told-earlier",
    "rejection-path-removed",
    "propagation-stopped",
    "rows-merged",
    "row-retargeted",
    "composed-meaning-changed",
    "words-only",
    "move-added",
    "move-removed",
    "end-unreachable",
    "context-dropped",
    "context-reminted",
    "idempotency-removed",
    "retry-widened",
    "delivery-weakened",
    "order-weakened",
    "weakened-check",
)


@cache
def rules() -> "tuple[Rule[Drift], ...]":
    """The rules, each from the module of its name, in the order of NAMES."""
    modules = ((name, import_module(f"{__name__}.{name.replace('-', '_')}")) for name in NAMES)
    return tuple(Rule(id=name, page=module.__doc__ or "", check=module.check) for name, module in modules)


def findings(drift: "Drift") -> Iterator[Finding]:
    """All that the rules have to say, each thing once a rule."""
    for rule in rules():
        yield from rule.check(drift)


def cause(found: Finding) -> Hashable:
    """What comes of one change."""
    return (found.set, found.shift.cause if found.shift else found.subject)
