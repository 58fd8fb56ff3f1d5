"""Members whose names nothing is said of: those which only patterns, or the lack of a name, tell of."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Final

from checker.analysis.containment.solving.facts import Demand, Matching, Open, SomeMember

if TYPE_CHECKING:
    from checker.analysis.containment.solving.objects import Objects
    from checker.analysis.containment.solving.solver import Solver

_MOST: Final = 5  # patterns of which every combination is tried


def others(about: "Objects", one: SomeMember, solver: "Solver") -> Iterator[tuple[str, Open]]:
    """
    A member under a name that is not known: for each combination of the patterns that the name may match,
    what may stand there. Nothing where there can be no such member.
    """
    told = dict.fromkeys(
        pattern
        for rule in about.rules
        for pattern in ((rule.pattern,) if isinstance(rule, Matching) else rule.patterns)
    )
    free = [pattern for pattern in told if pattern not in one.matched and pattern not in one.unmatched]
    tried, left = free[:_MOST], set(free[_MOST:])
    none_of = solver.none_of(about.known | one.excluded)
    for chosen in product((False, True), repeat=len(tried)):
        matched = {*one.matched, *(pattern for pattern, is_in in zip(tried, chosen, strict=True) if is_in)}
        unmatched = {*one.unmatched, *tried} - matched
        if matched & set(one.unmatched):
            return
        wanted = [*about.names, *none_of]
        if one.name is not None:
            wanted.append(one.name)
        wanted += [solver.text(pattern, True) for pattern in sorted(matched)]
        wanted += [solver.text(pattern, False) for pattern in sorted(unmatched)]
        name = solver.outcome((solver.any_text, *wanted))
        if name is None:
            continue
        demands = () if one.demand is None else (one.demand,)
        outcome = solver.outcome(demands + tuple(_demanded(about, matched, left)))
        if outcome is None:
            continue
        if not name.values or not isinstance(name.values[0], str):
            yield "", Open(reason=name.reason or "no name was found")
            continue
        found = name.values[0]
        sure = outcome.is_sure and name.is_sure and not left
        reason = outcome.reason or ("" if sure else "its names are not known for sure")
        yield found, outcome._replace(is_sure=sure, reason=reason).under(found)


def _demanded(about: "Objects", matched: set[str], left: set[str]) -> Iterator[Demand]:
    """What is surely said of such a member: that of patterns left out of account is not."""
    for rule in about.rules:
        if isinstance(rule, Matching):
            if rule.pattern in matched:
                yield rule.demand
        elif matched.isdisjoint(rule.patterns) and left.isdisjoint(rule.patterns):
            yield rule.demand
