"""Captures taken in one after the other, and put together to cases at the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from checker.analysis.capturing.cases import Joined, joined
from checker.analysis.capturing.drafts import Draft
from checker.analysis.capturing.extent import Extent
from checker.analysis.capturing.groups import Doubt, Group, groups
from checker.analysis.capturing.keys import Keys
from checker.analysis.capturing.recognition import Recogniser
from checker.model.captures import Captured, Handle, What
from checker.model.contracts import CaptureRule, ContractSet
from checker.model.places import Place
from checker.model.recordings import Case, Header

_KINDS: Final = 1_000  # of unrecognised things that are told apart
_EVENT: Final = "cloudevent"  # its source and its id
_EVENT_ID: Final = "cloudevent-id"
_SAME_ID: Final = 10  # events of one id that are worth following


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
    case has them. `unused` are the rows of `captures` for these formats that nothing was recognised by,
    `missed` those whose spot of this name nothing ever stood at, or nothing that can be read.
    """

    cases: tuple[Case, ...]
    why: Mapping[tuple[str, str], str]
    unknown: tuple[Unknown, ...]
    doubts: tuple[Doubt, ...]
    unused: tuple[CaptureRule, ...]
    missed: tuple[tuple[CaptureRule, str], ...]
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
        self._extent = Extent()
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
        self._extent.note(captured)
        if captured.name is not None and captured.follows:
            self._links.setdefault(captured.name, captured.follows)
        self._note_event(captured)
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
            self._extent.note_rule(rule, found.drafts)
        return True

    def gathered(self, header: Header, *, is_whole: bool = True) -> Gathered:
        """
        The cases, in the order of their first events.

        `header` has what is known otherwise; it outranks what rules say. `is_whole` says that all of the
        captures could be read.
        """
        keys = Keys(self._contracts)
        found, doubts = groups(self._drafts, keys.declared, self._links)
        unsure = {doubt.draft.rank for doubt in doubts}
        left = {doubt.draft.event.system for doubt in doubts} - {None}
        complete = self._extent.complete(
            header.complete, (name for name in left if name is not None), is_whole=is_whole
        )
        header = Header(
            set=self._contracts.name or None,
            captured=header.captured or self._extent.captured(),
            source=tuple(self._formats),
            complete={name: complete[name] for name in self._contracts.systems if name in complete},
            reference=header.reference,
            clock_skew_ms=header.clock_skew_ms,
        )
        names: Counter[str] = Counter()
        cases: list[Joined] = []
        for group in found:
            group.drafts = [draft for draft in group.drafts if draft.rank not in unsure]
            if not group.drafts:
                continue
            name = _name(group, keys)
            names[name] += 1
            name = name if names[name] == 1 else f"{name} ({names[name]})"
            of_case = self._extent.of_case(header, group.drafts)
            cases.append(joined(group, name, self._links, keys, header=of_case, is_whole=is_whole))
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
            missed=self._recogniser.missed(),
            recognised=self.recognised,
            samples=self.samples,
            header=header,
        )

    def _note(self, captured: Captured, doubts: tuple[str, ...]) -> None:
        key = (captured.format, _tells(captured))
        if key not in self._unknown and len(self._unknown) >= _KINDS:
            key = (captured.format, ())
        self._unknown.setdefault(key, (captured.place, doubts))
        self._counts[key] += 1

    def _note_event(self, captured: Captured) -> None:
        """
        A causationid names an event by its id alone (CloudEvents, extensions/correlation.md), so that leads
        to whatever carries an event of this id; to all of them, where two sources gave the same.
        """
        if captured.name is None:
            return
        for kind, text in (captured.name, *captured.shares):
            if kind == _EVENT:
                alone = (_EVENT_ID, text.partition(" ")[2])
                known = self._links.get(alone, ())
                if captured.name not in known and len(known) < _SAME_ID:
                    self._links[alone] = (*known, captured.name)


# Fields that say what kind of thing it is, and not which one of them.
MEMBERS: Final = "members"
_NAMED: Final = 6  # members of a document that are named
_TELLING: Final = frozenset({"method", "path", "host", "name", "topic", "queue", "type", "table", "kind"})


def _tells(captured: Captured) -> tuple[tuple[str, str], ...]:
    """What says of which kind it is: of a document the names of its members, since nothing says more."""
    if captured.what is What.DOCUMENT:
        return ((MEMBERS, ", ".join(list(captured.fields)[:_NAMED])),) if captured.fields else ()
    told = tuple((name, text) for name, text in captured.fields.items() if text)[:4]
    return tuple(pair for pair in told if pair[0] in _TELLING) or told[:2]


def _name(group: Group, keys: Keys) -> str:
    """What its transaction is called: by the contract, else by an id, a trace, or where it begins."""
    if group.business:
        return " ".join(group.business)
    for draft in group.drafts:
        for text in keys.ids(draft).values():
            return text
    for draft in group.drafts:
        for _, text in draft.shares:
            return text
    place = min(group.drafts, key=lambda draft: draft.rank).captured.place
    return f"{place.file}:{place.line}{place.pointer}"
