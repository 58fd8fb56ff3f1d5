"""Captures taken in one after the other, and put together to cases at the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from checker.analysis.capturing.cases import Joined, joined
from checker.analysis.capturing.drafts import Draft
from checker.analysis.capturing.groups import Doubt, Group, groups
from checker.analysis.capturing.keys import Keys
from checker.analysis.capturing.recognition import Recogniser
from checker.analysis.recorded.timeline import nanoseconds
from checker.model.captures import Captured, Handle
from checker.model.contracts import CaptureRule, ContractSet
from checker.model.places import Place
from checker.model.recordings import Case, Complete, Header

_KINDS: Final = 1_000  # of unrecognised things that are told apart
_ORDER: Final = (Complete.NONE, Complete.SAMPLED, Complete.STATUS, Complete.FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """
    Things of one kind that were not recognised: how many, where the first stands, and what tells them.

    `doubts` has the messages that they may be, where several `where` hold for them.
    """

    format: str
    tells: tuple[tuple[str, str], ...]
    count: int
    place: Place
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """
    What captures come to together.

    `why` says for each case and event what it was joined by. `doubts` are events left out since they may
    belong to several cases. `samples` counts examples that somebody made up: they are no evidence, and no
    case has them. `unused` are the rows of `captures` for these formats that nothing was recognised by.
    """

    cases: tuple[Case, ...]
    why: Mapping[tuple[str, str], str]
    unknown: tuple[Unknown, ...]
    doubts: tuple[Doubt, ...]
    unused: tuple[CaptureRule, ...]
    recognised: int
    samples: int
    header: Header


class Gathering:
    """
    Takes in what was captured, for one contract set; examples only `with_samples`.

    `keeps_unknown` makes a note of what is not recognised, so that it is in its case all the same.
    """

    def __init__(
        self, contracts: ContractSet, *, with_samples: bool = False, keeps_unknown: bool = False
    ) -> None:
        self._with_samples = with_samples
        self._keeps_unknown = keeps_unknown
        self._contracts = contracts
        self._recogniser = Recogniser(contracts)
        self._drafts: list[Draft] = []
        self._links: dict[Handle, tuple[Handle, ...]] = {}
        self._unknown: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Place, tuple[str, ...]]] = {}
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self._used: set[Place] = set()
        self._complete: dict[str, Complete] = {}
        self._files: dict[str, set[str]] = {}  # with all that a system did, or all that it showed
        self._last: dict[str, tuple[int, str]] = {}  # the last moment that each file tells of
        self._formats: dict[str, None] = {}
        self.samples = 0
        self.recognised = 0

    def take(self, captured: Captured) -> bool:
        """Whether it was recognised. Of what is not, only its number and its causes are kept."""
        self._formats[captured.format] = None
        if captured.is_sample:
            self.samples += 1
            if not self._with_samples:
                return False
        self._note_time(captured)
        if captured.name is not None and captured.follows:
            self._links.setdefault(captured.name, captured.follows)
        found = self._recogniser.recognised(captured)
        if not found.drafts:
            self._note(captured, found.doubts)
            if self._keeps_unknown:
                self._drafts.append(self._recogniser.noted(captured))
            return False
        self.recognised += 1
        self._drafts += found.drafts
        for rule in found.rules:
            self._used.add(rule.place)
            self._note_complete(rule, found.drafts)
        return True

    def gathered(self, header: Header, *, is_whole: bool = True) -> Gathered:
        """
        The cases, in the order of their first events.

        `header` has what is known otherwise; it outranks what rules say. `is_whole` says that all of the
        captures could be read.
        """
        keys = Keys(self._contracts)
        complete = {**self._complete, **header.complete}
        header = Header(
            set=self._contracts.name or None,
            captured=header.captured or self._captured(),
            source=tuple(self._formats),
            complete={name: complete[name] for name in self._contracts.systems if name in complete},
            reference=header.reference,
            clock_skew_ms=header.clock_skew_ms,
        )
        found, doubts = groups(self._drafts, keys.case, keys.declared, self._links)
        unsure = {doubt.draft.rank for doubt in doubts}
        names: Counter[str] = Counter()
        cases: list[Joined] = []
        for group in found:
            group.drafts = [draft for draft in group.drafts if draft.rank not in unsure]
            if not group.drafts:
                continue
            name = _name(group)
            names[name] += 1
            name = name if names[name] == 1 else f"{name} ({names[name]})"
            cases.append(joined(group, name, self._links, keys, header=header, is_whole=is_whole))
        read = self._formats.keys()
        return Gathered(
            cases=tuple(one.case for one in cases),
            why={(one.case.name, event): why for one in cases for event, why in one.why.items()},
            unknown=tuple(
                Unknown(
                    format=key[0],
                    tells=key[1],
                    count=self._counts[key],
                    place=place,
                    doubts=doubts_of,
                )
                for key, (place, doubts_of) in self._unknown.items()
            ),
            doubts=doubts,
            unused=tuple(
                rule
                for rule in self._contracts.captures
                if rule.format in read and rule.place not in self._used
            ),
            recognised=self.recognised,
            samples=self.samples,
            header=header,
        )

    def _note(self, captured: Captured, doubts: tuple[str, ...]) -> None:
        told = tuple((name, text) for name, text in captured.fields.items() if text)[:4]
        key = (captured.format, tuple(pair for pair in told if pair[0] in _TELLING) or told[:2])
        if key not in self._unknown and len(self._unknown) >= _KINDS:
            key = (captured.format, ())
        self._unknown.setdefault(key, (captured.place, doubts))
        self._counts[key] += 1

    def _note_time(self, captured: Captured) -> None:
        time = captured.until or captured.at
        moment = nanoseconds(time)
        if time is not None and moment is not None:
            file = captured.place.file
            self._last[file] = max(self._last.get(file, (moment, time)), (moment, time))

    def _captured(self) -> str | None:
        """
        The moment up to which at least all that was captured in full was: the last thing, of whatever
        transaction, that the files of each system tell of, where that is earliest. None if one has no times.
        """
        ends = [
            max((self._last[file] for file in files if file in self._last), default=None)
            for files in self._files.values()
        ]
        known = [end for end in ends if end is not None]
        return min(known)[1] if known and len(known) == len(ends) else None

    def _note_complete(self, rule: CaptureRule, drafts: tuple[Draft, ...]) -> None:
        """How much such a capture has of the system whose events these are."""
        if rule.complete is None:
            return
        for draft in drafts:
            name = draft.event.system
            if name is not None:
                known = self._complete.get(name, Complete.NONE)
                self._complete[name] = max(known, rule.complete, key=_ORDER.index)
                if rule.complete in (Complete.FULL, Complete.STATUS):
                    self._files.setdefault(name, set()).add(draft.captured.place.file)


# Fields that say what kind of thing it is, and not which one of them.
_TELLING: Final = frozenset({"method", "path", "host", "name", "topic", "queue", "type", "table", "kind"})


def _name(group: Group) -> str:
    """What its transaction is called: by the contract, else by an id, a trace, or where it begins."""
    if group.business:
        return " ".join(group.business)
    for draft in group.drafts:
        for text in draft.event.ids.values():
            return text
    for draft in group.drafts:
        for _, text in draft.shares:
            return text
    place = min(group.drafts, key=lambda draft: draft.rank).captured.place
    return f"{place.file}:{place.line}{place.pointer}"
