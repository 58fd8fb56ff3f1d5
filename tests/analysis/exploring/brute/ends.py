"""How runs end when what was sent is delivered in the end: who stays stuck, says what is past, or never settles."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.model.contracts import ContractSet
from checker.model.systems import Outcome
from tests.analysis.exploring.brute.links import CombinationLink, RowLink
from tests.analysis.exploring.brute.runs import Kind, Runs, State, Step, World

End = frozenset[State]


class Stuck(NamedTuple):
    """`read` has decided the fact, and `reporter`, which hears of it, never shows it."""

    read: str
    reporter: str
    fact: str


class Stale(NamedTuple):
    """A status that goes on saying what is so no longer."""

    system: str
    code: str
    fact: str


class Flap(NamedTuple):
    """A settled reader turns from one status to another on an old one of `read`."""

    read: str
    old: str
    before: str | None
    after: str | None


def fair_ends(runs: Runs, contracts: ContractSet) -> list[End]:
    """
    Where a run stays in which all that was sent is delivered, if silence need not happen, nor the moves out of
    a status that has an outcome.

    A message that a fifo channel passes over is lost, so no step that does so leads there.
    """

    def must(state: State, step: Step) -> bool:
        if step.kind is not Kind.MOVE:
            return step.kind is not Kind.SILENCE
        code = state.shown[runs.systems.index(step.actor)]
        return contracts.systems[step.actor].statuses[str(code)].outcome is Outcome.NONE

    delivering = {
        state: [(step, then) for step, then in out if not step.skips] for state, out in runs.steps.items()
    }
    alive = set(runs.starts)
    waiting = list(alive)
    while waiting:
        for _, then in delivering[waiting.pop()]:
            if then not in alive:
                alive.add(then)
                waiting.append(then)
    musts = {state: [then for step, then in delivering[state] if must(state, step)] for state in alive}
    return list(_ends(musts))


def settled(runs: Runs) -> list[End]:
    """Where a run stays whatever happens."""
    return list(_ends({state: [then for _, then in out] for state, out in runs.steps.items()}))


def stuck(runs: Runs, contracts: ContractSet) -> frozenset[Stuck]:
    """However long the way from the one who has decided: somebody between them may have nothing to say of the fact."""
    world = World(contracts)
    return frozenset(
        Stuck(read, reporter, fact)
        for end in fair_ends(runs, contracts)
        for fact in contracts.facts
        for read, reporter in _hearing(world)
        if world.words.whole(read) != world.words.whole(reporter)
        and _speaks(world, reporter, fact)
        and all(
            _decided(world, state, read, fact) and _is_mute(world, state, reporter, fact) for state in end
        )
    )


def _hearing(world: World) -> set[tuple[str, str]]:
    """Who hears of whom, by what is read, through as many others as it takes."""
    pairs: set[tuple[str, str]] = set()
    for link in world.links:
        if isinstance(link, CombinationLink):
            pairs |= {(source, link.reporter) for source in link.sources}
        elif isinstance(link, RowLink):
            pairs |= {
                (source, each) for source in link.sources for each in (link.reporter, *_reported(world, link))
            }
    while more := {(one, last) for one, between in pairs for also, last in pairs if between == also} - pairs:
        pairs |= more
    return pairs


def _reported(world: World, link: RowLink) -> set[str]:
    """Whose statuses a boundary's rows report, but for rows whose place is taken by the rows above."""
    found = set()
    reporter = world.contracts.systems[link.reporter]
    for rows in link.lists:
        taken: set[tuple[str, str | None]] = set()
        for row in rows:
            if row.during is not None:
                during: set[tuple[str, str | None]] = {(ref.system, ref.code) for ref in row.during}
            else:
                statuses = [
                    None,
                    *(code for code, status in reporter.statuses.items() if not status.is_final),
                ]
                during = {(reporter.name, code) for code in statuses}
            if row.report and during - taken:
                found.add(row.report.system)
            taken |= during
    return found


def past(runs: Runs, contracts: ContractSet) -> frozenset[Stale]:
    """What is said although it is so no longer, in a final status or in some state of a fair end."""
    world = World(contracts)
    fair = (said for end in fair_ends(runs, contracts) for state in end for said in _past(world, state))
    return frozenset(fair) | _finally_past(world, runs)


def stale(runs: Runs, contracts: ContractSet) -> frozenset[Stale]:
    """The same for ever: in a final status, which is never left, or in all states of a fair end."""
    world = World(contracts)
    found = set(_finally_past(world, runs))
    for end in fair_ends(runs, contracts):
        said = [list(_past(world, state)) for state in end]
        for stale_one in {one for each in said for one in each}:
            if all(any(_alike(stale_one, other) for other in each) for each in said):
                found.add(stale_one)
    return frozenset(found)


def _alike(one: Stale, other: Stale) -> bool:
    return (one.system, one.fact) == (other.system, other.fact)


def _finally_past(world: World, runs: Runs) -> frozenset[Stale]:
    said = (said for state in runs.steps for said in _past(world, state))
    return frozenset(one for one in said if (one.system, one.code) in world.final)


def flapping(runs: Runs) -> frozenset[Flap]:
    """Turned by a status of a system that shows another one, and does so however the run goes on."""
    found = set()
    for end in settled(runs):
        shown = [{state.shown[index] for state in end} for index in range(len(runs.systems))]
        for state in end:
            for step, then in runs.steps[state]:
                if step.kind is not Kind.READ or step.read is None or then.shown == state.shown:
                    continue
                system, old = step.read
                actor = runs.systems.index(step.actor)
                if (
                    len(shown[runs.systems.index(system)]) == 1
                    and state.shown[runs.systems.index(system)] != old
                ):
                    found.add(Flap(system, old, state.shown[actor], then.shown[actor]))
    return frozenset(found)


def _speaks(world: World, system: str, fact: str) -> bool:
    """Whether a system speaks of a fact without knowing it itself."""
    return any(
        fact == about
        for (name, code), said in world.words.said.items()
        if name == system
        for about, _ in said - world.words.makes_true[name, code]
    )


def _decided(world: World, state: State, system: str, fact: str) -> bool:
    """Whether a system claims a fact, or denies it finally."""
    code = world.shown(state, system)
    if code is None:
        return False
    said = world.words.said[system, code]
    return (fact, True) in said or ((fact, False) in said and (system, code) in world.final)


def _is_mute(world: World, state: State, system: str, fact: str) -> bool:
    code = world.shown(state, system)
    if code is None:
        return True
    outcome = world.contracts.systems[system].statuses[code].outcome
    said = {about for about, _ in world.words.said[system, code]}
    return (
        (system, code) not in world.final
        and outcome not in (Outcome.SUCCESS, Outcome.FAILURE, Outcome.PARTIAL)
        and fact not in said
    )


def _past(world: World, state: State) -> Iterator[Stale]:
    """
    What is claimed although it was revoked, and what is denied although it is so.

    Somebody who knows is right by definition. Finally to deny what is so is worse than "not so far".
    """
    for system, code in zip(world.systems, state.shown, strict=True):
        if code is None:
            continue
        for fact, holds in world.words.said[system, code]:
            is_revocable = world.words.is_revocable(fact)
            is_so = fact in (state.now if is_revocable else state.true)
            if (fact, holds) in world.words.makes_true[system, code]:
                continue
            was_revoked = is_revocable and fact in state.true and not is_so
            if (holds and was_revoked) or (not holds and is_so):
                yield Stale(system, code, fact)


def _ends(out: Mapping[State, Sequence[State]]) -> Iterator[End]:
    """The strongly connected components that no step leaves."""
    for component in _components(out):
        if all(then in component for state in component for then in out[state]):
            yield component


def _components(out: Mapping[State, Sequence[State]]) -> Iterator[End]:
    """Kosaraju's way, since it needs no more than two walks: forwards for the order, then backwards."""
    back: dict[State, list[State]] = {state: [] for state in out}
    for state, thens in out.items():
        for then in thens:
            back[then].append(state)
    order = list(_left(out, out.__getitem__))
    seen: set[State] = set()
    for state in reversed(order):
        if state not in seen:
            component = {state}
            waiting = [state]
            while waiting:
                for other in back[waiting.pop()]:
                    if other not in seen and other not in component:
                        component.add(other)
                        waiting.append(other)
            seen |= component
            yield frozenset(component)


def _left(states: Iterable[State], out: Callable[[State], Sequence[State]]) -> Iterator[State]:
    """States in the order in which a walk in depth is done with them."""
    seen: set[State] = set()
    for start in states:
        if start in seen:
            continue
        seen.add(start)
        waiting = [(start, iter(out(start)))]
        while waiting:
            state, further = waiting[-1]
            fresh = next((then for then in further if then not in seen), None)
            if fresh is None:
                waiting.pop()
                yield state
            else:
                seen.add(fresh)
                waiting.append((fresh, iter(out(fresh))))
