"""What the recordings of a set show: every case held against what is declared."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from checker.analysis.coverage import Still
from checker.analysis.expectations import Expectation
from checker.analysis.replay import Replay, SeenCase
from checker.errors import Mistake, RecordingError
from checker.load.recordings import recording
from checker.model.contracts import ContractSet
from checker.model.coverage import Kind
from checker.model.findings import Skipped
from checker.model.places import Place
from checker.model.recordings import Case, Header
from checker.model.text import nearest, plain
from checker.pipeline.judged import Judged
from checker.pipeline.options import Watch
from checker.pipeline.seen import watched
from checker.rules import expectation, replay
from checker.rules import names as rule_names

_OFTEN: Final = 200  # cases between two words to whoever watches
_MANY: Final = 200_000  # containers that may be made before Python looks for cycles again


@contextmanager
def _few_collections() -> Iterator[None]:
    """
    Lets Python look for cycles of garbage seldom. A payload is a few hundred containers and no cycle: at the
    usual threshold a fifth of a replay went into looking at them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_MANY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def judge_recordings(judged: Judged, ready: Replay, progress: Watch) -> None:
    """Replays every recording of the set."""
    contracts = judged.contracts
    if not contracts.recordings:
        judged.skip(Skipped(check=f"replay of {contracts.name}", why="it has no recordings"))
    else:
        judged.inventory = ready.inventory(judged.options.limits)
        judged.tally.still = Still(judged.inventory, watched(judged, judged.inventory))
        for left in judged.inventory.skipped:
            judged.skip(replace(left, was_asked=Kind.FIELDS in judged.options.min_coverage))
    with _few_collections():
        for path in contracts.recordings:
            _judge_recording(judged, ready, path, progress)
    if not judged.mistakes:
        judged.rules.update(rule.id for rule in replay.RULES)


def _judge_recording(judged: Judged, ready: Replay, path: str, progress: Watch) -> None:
    """What can't be read of it is kept as a mistake, and stops nothing else."""
    progress(path)
    judged.begun.append(path)
    try:
        opened = recording(path, limits=judged.options.limits)
    except RecordingError as error:
        judged.mistakes += error.mistakes
        return
    fired: dict[int, tuple[Header, set[str]]] = {}
    number, is_cut = 0, False
    try:
        for number, case in enumerate(opened.cases(), start=1):
            seen = ready.look(case, judged.tally.still)
            judged.tally.add(seen)
            for skipped in seen.skipped:
                judged.skip(skipped)
            rules = fired.setdefault(id(case.header), (case.header, set()))[1]
            if seen.observations:
                rules |= _take(judged, seen, case)
            if judged.shares is not None:
                judged.shares.look(case, seen.skipped)
            if number % _OFTEN == 0:
                progress(f"{path}: {number:,} cases")
    except RecordingError as error:
        is_cut = True
        judged.mistakes += error.mistakes
    finally:  # also when the run is stopped
        judged.mistakes += opened.mistakes
    judged.recordings += number > 0 or not is_cut
    for header in (opened.header, *opened.headers):  # one that no case stands behind expects something too
        if all(header != known for known, _ in fired.values()):
            fired[id(header)] = (header, set())
    for header, names in fired.values():
        judged.mistakes += strangers(header, judged.contracts, path)
        _expected(judged, path, header, names, is_whole=not opened.mistakes)


def _take(judged: Judged, seen: SeenCase, case: Case) -> frozenset[str]:
    """The findings of one case; those of one message have one cause."""
    found = replay.findings(seen)
    order = [rule.id for rule in replay.RULES]
    cause = replay.cause(found, seen)
    return judged.take(found, order=order, cause=cause, expects=case.header.expects, case=case)


def strangers(header: Header, contracts: ContractSet, path: str) -> Iterator[Mistake]:
    """Names in a header that the contract does not know: what it says of them would hold for nobody."""
    place = Place(file=path, line=1, column=1)
    if header.set is not None and header.set != contracts.name:
        message = f'this is a recording of "{plain(header.set)}", and it lies in the set "{contracts.name}"'
        fix = "move it to its own set, or mend the name in its first line"
        yield Mistake(message=message, place=place, fix=fix)
    for key, names in (("complete", header.complete), ("clock_skew_ms", header.clock_skew_ms)):
        for name in sorted(names.keys() - contracts.systems.keys()):
            near = nearest(name, contracts.systems)
            fix = f'write "{near}"' if near else "write the name of a system of the contract"
            message = f'"{key}" speaks of "{plain(name)}", and there is no such system'
            yield Mistake(message=message, place=place, fix=fix)


def _expected(judged: Judged, path: str, header: Header, fired: set[str], *, is_whole: bool) -> None:
    """Holds what a recording expects against what fired; a recording that could not be read may have more."""
    known = rule_names()
    expects = header.expects or ()
    today = judged.options.today.isoformat()
    held = Expectation(
        set=judged.contracts.name,
        recording=path,
        name=os.path.relpath(path, judged.contracts.folder).replace(os.sep, "/"),
        missing=tuple(rule for rule in expects if rule in known and rule not in fired) if is_whole else (),
        unknown=tuple((rule, nearest(rule, known)) for rule in expects if rule not in known),
        expired=header.expires if header.expires is not None and header.expires < today else None,
    )
    judged.standing += [finding for rule in expectation.RULES for finding in rule.check(held)]
