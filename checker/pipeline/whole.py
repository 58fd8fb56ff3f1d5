"""A recording that is put together of its shares, and what is to be said of it as a whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from checker.analysis.expectations import Expectation
from checker.errors import Mistake
from checker.load.recordings import YAML, Recording, recording
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import SIZE, Range
from checker.load.recordings.seen import SeenNames
from checker.model.contracts import ContractSet
from checker.model.places import Place
from checker.model.recordings import Header
from checker.model.text import nearest, plain
from checker.pipeline import wire
from checker.pipeline.judged import Judged
from checker.pipeline.shares import Outcome, Share
from checker.rules import expectation
from checker.rules import names as rule_names

LARGE: Final = 1024 * 1024  # bytes of a share from which it pays to judge it in strands, and to keep that


@dataclass(slots=True, kw_only=True)
class Whole:
    """
    A recording whose shares are put together, in their order.

    With `has_strands` large shares are judged in strands of cases: not where somebody is told of each case in
    its order. `below` has each header with the rules that fired below it, None where no case stands there.
    `lines` were read so far.
    """

    opened: Recording
    before: tuple[int, int] | None
    mistakes: Mistakes
    has_strands: bool = True
    names: SeenNames = field(default_factory=SeenNames)
    below: list[tuple[Header, set[str] | None]] = field(default_factory=lambda: [(Header(), None)])
    lines: int = 0
    cases: int = 0
    events: int = 0
    is_cut: bool = False
    is_damaged: bool = False

    @property
    def size(self) -> int:
        """In bytes, as far as that is known."""
        return self.before[0] if self.before else 0

    def ranges(self) -> Iterator[Range]:
        """The ranges that it is judged in, whoever judges them."""
        return self.opened.ranges(SIZE)

    def share(self, within: Range) -> Share:
        """A share of it, as far as is known what stands in front."""
        header = self.opened.header if within.start.offset else Header()
        path = self.opened.path
        size = self.size - within.start.at if within.size is None else within.size
        has_strands = self.has_strands and size >= LARGE and not path.endswith(YAML)
        return Share(path=path, within=within, header=header, has_strands=has_strands)

    def otherwise(self, share: Share, outcome: Outcome) -> Share | None:
        """The share as it is to be judged, if something else stands in front of it than was taken to."""
        header = self.below[-1][0]
        known = self.names.repeated(outcome.names)
        if share.header == header and known == dict(share.known):
            return None
        return replace(share, header=header, known=tuple(sorted(known.items())))

    def add(self, outcome: Outcome, judged: Judged) -> None:
        """The share that comes next; none does behind a damaged one, of which nobody knows the rest."""
        if self.is_damaged:
            return
        judged.merge(outcome.found)
        self.mistakes.merge(outcome.mistakes)
        self.names.extend(outcome.names)
        first, *others = outcome.fired
        if first is not None:
            header, rules = self.below[-1]
            self.below[-1] = (header, first | (rules or set()))
        fired = [*others, *[None] * (len(outcome.headers) - len(others))]
        self.below += zip(outcome.headers, fired, strict=True)
        self.lines += outcome.lines
        self.cases += outcome.cases
        self.events += outcome.events
        self.is_cut = self.is_cut or outcome.is_cut
        self.is_damaged = outcome.is_damaged

    def close(self, judged: Judged) -> None:
        """What is to be said of the whole, once no share is left, or the run was stopped."""
        if not self.is_cut:
            self.opened.close(self.before, self.mistakes, self.events)
        mistakes = self.mistakes.all()
        judged.mistakes += mistakes
        judged.recordings += self.cases > 0 or not self.is_cut
        fired = [(header, rules) for header, rules in self.below if rules is not None]
        known = {wire.written(header) for header, _ in fired}
        for header in (self.opened.header, *(header for header, _ in self.below[1:])):
            words = wire.written(header)
            if words not in known:  # no case stands below it, and it may expect something too
                known.add(words)
                fired.append((header, set()))
        for header, rules in fired:
            judged.mistakes += strangers(header, judged.contracts, self.opened.path)
            _expected(judged, self.opened.path, header, rules, is_whole=not mistakes)


def opened(path: str, judged: Judged) -> Whole:
    """
    A recording of which nothing but its first line is read.

    Raises:
        RecordingError: there is none at this path.

    """
    limits = judged.options.limits
    found = recording(path, limits=limits)
    return Whole(
        opened=found,
        before=found.state(),
        mistakes=Mistakes(limits.errors_per_record),
        has_strands=judged.listener is None,
    )


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
