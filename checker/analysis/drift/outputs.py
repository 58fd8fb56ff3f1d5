"""What both sides' transformations make of the same recorded messages."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from checker.analysis.drift.declared import declared
from checker.analysis.drift.output_changes import OutputChange, Untested, What
from checker.analysis.drift.probes import probes
from checker.analysis.drift.renaming import Renames
from checker.analysis.drift.same import same
from checker.analysis.drift.veiled import veiled
from checker.analysis.drift.watching import Watched
from checker.analysis.drift.way import way
from checker.analysis.follow import Sources
from checker.analysis.replay import recognition
from checker.analysis.replay.pairs import Pair, pairs
from checker.analysis.replay.recognition import Recognition
from checker.analysis.sides import received_side, sent_side
from checker.analysis.written import written_bytes
from checker.model.boundaries import Boundary, Message
from checker.model.contracts import ContractSet
from checker.model.findings import Evidence, Skipped
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import DEFAULT, Limits
from checker.model.recordings import Case, Event

_SHOWN: Final = 3  # records that stand for all
_PAYLOADS: Final = 200  # of a message that are kept for what asks for examples


class Outputs:
    """
    Grows with every case that it looks at; cases are those of both sides' recordings.

    `names` has what is called otherwise now: recordings of before name boundaries and messages as they were.

    Raises:
        ContractError: a program of either side can't be used.
        MissingExtraError: one is in jq, which is not installed.

    """

    def __init__(
        self, old: ContractSet, new: ContractSet, limits: Limits = DEFAULT, names: Renames | None = None
    ) -> None:
        self._new = new
        self._names = names or Renames()
        self._recognitions: dict[str, tuple[Recognition, Recognition]] = {}
        self._watched: dict[tuple[str, str], Watched] = {}
        self._found: dict[tuple[What, str, str, str], OutputChange] = {}
        self._sent: dict[tuple[str, str], list[Json]] = {}
        self._seen: set[bytes] = set()
        for boundary in new.boundaries.values():
            before = old.boundaries.get(boundary.name)
            if before is None:
                continue
            self._recognitions[boundary.name] = recognition.compiled(boundary), recognition.compiled(before)
            for message in boundary.messages.values():
                earlier = before.messages.get(message.name)
                if earlier is not None and _is_other(earlier, message, old, new):
                    one = way(boundary, earlier, message, old, new, limits)
                    found = probes(one, (old.reference, new.reference))
                    self._watched[boundary.name, message.name] = Watched(one, found)

    @property
    def is_needed(self) -> bool:
        """Whether anything that becomes of a message, or of which it is judged, is another than before."""
        return bool(self._watched)

    def look(self, case: Case, *, remember: bool = False) -> None:
        """
        Takes every recorded message of a case through both transformations.

        With `remember`, a message that was seen with it before is passed over: the recordings of before have
        most of those of now.
        """
        sent: set[str] = set()
        for pair in pairs(case.events):
            event = pair.sent or pair.received
            if event is None or event.id in sent:
                continue  # what arrives twice was sent once
            sent.add(event.id)
            watched = self._watched_of(pair)
            if watched is None or pair.joined:
                continue  # the contract does not say what becomes of several
            if remember and self._is_known(case, event, pair):
                continue
            self._see(watched, pair, case)

    def sent(self, boundary: str, message: str) -> list[Json]:
        """Payloads that were recorded as they were sent, the first of them, without what is sensitive."""
        return self._sent.get((boundary, message), [])

    @property
    def changes(self) -> tuple[OutputChange, ...]:
        """Everything that differs, message by message, in the order of the contract."""
        found = dict(self._found)
        for watched in self._watched.values():
            for change in declared(watched.way):
                found.setdefault(_key(change), change)
        order = {name: number for number, name in enumerate(self._watched)}
        return tuple(sorted(found.values(), key=lambda one: (order[one.boundary, one.message], one.pointer)))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Messages of which nobody sees here what becomes of them."""
        return tuple(found for one in self._watched.values() if (found := one.skipped) is not None)

    @property
    def untested(self) -> tuple[Untested, ...]:
        """Transformations that changed where no recording shows it; what their rows alone tell is no part."""
        told: dict[tuple[str, str], set[str]] = {}
        for change in self.changes:
            places = (change.pointer, *change.others)
            told.setdefault((change.boundary, change.message), set()).update(places)
        found = (one.untested(frozenset(told.get(name, ()))) for name, one in self._watched.items())
        return tuple(one for one in found if one is not None)

    def _watched_of(self, pair: Pair) -> Watched | None:
        event = pair.event
        named = event.boundary or ""
        boundary = self._new.boundaries.get(self._names.boundaries.get(named, named))
        if boundary is None or boundary.name not in self._recognitions:
            return None
        name = event.message or (pair.sent.message if pair.sent else None)
        if name is None:
            name = self._recognised(boundary, sent_side(pair.sent or event).sources)
        return self._watched.get((boundary.name, self._names.messages.get((named, name or ""), name or "")))

    def _recognised(self, boundary: Boundary, sources: Sources) -> str | None:
        """The message that a payload is now, or else was; of a single one nothing else can be meant."""
        if len(boundary.messages) == 1:
            return next(iter(boundary.messages))
        found = (one.names(sources) for one in self._recognitions[boundary.name])
        return next((names[0] for names in found if len(names) == 1), None)

    def _is_known(self, case: Case, event: Event, pair: Pair) -> bool:
        side = sent_side(event)
        there: Json = [
            case.name,
            event.id,
            event.boundary,
            pair.event.message,
            None if isinstance(side.payload, Absent) else side.payload,
            [list(header) for header in side.headers or ()],
            side.key,
            side.attributes,
        ]
        digest = blake2b(written_bytes(there, sort_keys=True), digest_size=16).digest()
        if digest in self._seen:
            return True
        self._seen.add(digest)
        return False

    def _see(self, watched: Watched, pair: Pair, case: Case) -> None:
        one = watched.way
        event = pair.sent or pair.event
        sources = None if pair.sent is None else sent_side(pair.sent).sources
        if pair.sent is not None and sent_side(pair.sent).payload is ABSENT:
            sources = None
        received = received_side(pair.received).payload if pair.received is not None else ABSENT
        if sources is not None:
            kept = self._sent.setdefault((one.boundary.name, one.new.message.name), [])
            if len(kept) < _PAYLOADS:
                kept.append(veiled(sources.payload, one.sensitive))
        evidence = Evidence(
            recording=event.file or case.recording,
            line=max(event.line, 1),
            case=case.name,
            event=event.id,
        )
        for change in watched.look(sources, received):
            self._note(change, evidence)

    def _note(self, change: OutputChange, evidence: Evidence) -> None:
        before = self._found.get(_key(change), change)
        seen = (*before.evidence, evidence)[:_SHOWN]
        self._found[_key(change)] = replace(before, count=before.count + 1, evidence=seen)


def _key(change: OutputChange) -> tuple[What, str, str, str]:
    return (change.what, change.boundary, change.message, change.pointer)


def _is_other(old: Message, new: Message, before: ContractSet, after: ContractSet) -> bool:
    """Whether anything is another that a result comes of or is judged by, or that says what is sent."""
    parts = [(one.transform, one.sends, one.accepts, one.requires, one.implementation) for one in (old, new)]
    return not same(*parts) or (new.transform is not None and not same(_rows(before), _rows(after)))


def _rows(contracts: ContractSet) -> Mapping[str, object]:
    return {name: table.rows for name, table in contracts.reference.items()}
