"""One capture taken over one boundary, each of its messages told step by step."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from checker.analysis.follow import Sources
from checker.analysis.masking import Masker
from checker.analysis.replay import Replay
from checker.analysis.replay import compiled as ready_for_replay
from checker.analysis.replay.messages import JOINED, not_json
from checker.analysis.replay.notes import Notes
from checker.analysis.replay.pairs import Pair, pairs
from checker.analysis.replay.walk import Walk
from checker.analysis.sides import Side, received_side, sent_side
from checker.errors import Mistake, RecordingError, UsageError
from checker.load.captures import form_of, is_recording
from checker.load.captures.sources import Source
from checker.load.json import parse
from checker.load.recordings import ENDINGS, Recording, recording
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Evidence, Skipped
from checker.model.json import ABSENT, Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Case, Event, Kind
from checker.model.text import nearest, plain, shown
from checker.pipeline.discretion import discreet, discreetly
from checker.pipeline.gathering import Incident, gathered
from checker.report.unchecked import broken

Told = tuple[Evidence | None, Walk]  # where it was recorded, None for a payload alone; what became of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What to replay: a file, or a payload that was read from elsewhere and its name."""

    name: str
    content: bytes | None = None

    @property
    def is_recording(self) -> bool:
        return self.content is None and self.name.endswith(ENDINGS)


def replay(
    capture: Capture,
    *,
    boundary: str,
    message: str | None = None,
    paths: Sequence[str],
    limits: Limits = DEFAULT,
    mask_key: bytes | None = None,
) -> Iterator[Told | Skipped]:
    """
    Each message of the capture over this boundary with its whole way, or why it has none.

    `boundary` is a name, or SET:NAME. `message` narrows a recording, and says what a payload is that its
    `where` does not tell. With `mask_key` everything is masked under it before anything is looked at.

    Raises:
        CannotCheckError: there is no such boundary or message, or the contract or the payload can't be read.
        MaskingError: something sensitive can't be masked.

    """
    contracts, name = _found(contract_sets(paths, limits=limits), boundary, paths)
    messages = contracts.boundaries[name].messages
    if message is not None and message not in messages:
        raise UsageError(f"{name} has no message {shown(message)}", fix=_meant(message, messages))
    ready = ready_for_replay(contracts, limits=limits)
    masker = None if mask_key is None else Masker(mask_key, contracts)
    with nullcontext() if masker is None else discreet(capture.name):
        found = _cases(capture, contracts, limits)
        payload = None if found is not None else _payload(capture, limits)
    if found is not None:
        return _recorded(found if masker is None else _masked_cases(found, masker), ready, name, message)
    which = message or _recognised(ready, name, Sources(payload))
    if masker is not None:
        payload = _masked(payload, name, which, masker)
    return iter([(None, ready.walk(name, which, Sources(payload)))])


def _masked(payload: Json, boundary: str, message: str, masker: Masker) -> Json:
    """A payload by itself, masked as what was sent."""
    event = Event(case="-", id="-", kind=Kind.SENT, boundary=boundary, message=message, payload=payload)
    made = masker.masked(Case(name="-", events=(event,), recording="the payload")).case.events[0].payload
    return None if made is ABSENT else made


def _found(sets: Sequence[ContractSet], boundary: str, paths: Sequence[str]) -> tuple[ContractSet, str]:
    """The set that has the boundary, and its name there."""
    wanted, colon, name = boundary.partition(":")
    having = [
        (contracts, known)
        for contracts in sets
        for known in contracts.boundaries
        if boundary in {known, f"{contracts.name}:{known}"}
    ]
    if len(having) == 1:
        return having[0]
    names = [f"{contracts.name}:{known}" for contracts, known in having]
    if names:
        raise UsageError(f"{len(names)} sets have a boundary {boundary}", fix=f"write {' or '.join(names)}")
    where = " and ".join(paths)
    known_names = [
        known for contracts in sets if not colon or contracts.name == wanted for known in contracts.boundaries
    ]
    fix = _meant(name if colon else boundary, known_names)
    raise UsageError(f"there is no boundary {shown(boundary)} in {where}", fix=fix)


def _meant(name: str, known: Iterable[str]) -> str:
    names = sorted(set(known))
    near = nearest(name, names)
    if near:
        return f"did you mean {near}?"
    return f"known are {', '.join(names)}" if names else "declare one"


def _payload(capture: Capture, limits: Limits) -> Json:
    """A bare JSON document; a recording by another name is recognised, not taken for a payload."""
    content = capture.content if capture.content is not None else _content(capture.name, limits)
    payload = _first_line(content, capture.name, limits)
    if isinstance(payload, dict) and ("recording" in payload or {"case", "id", "kind"} <= payload.keys()):
        raise UsageError(
            f"{capture.name} is a recording", fix=f"give it as a file whose name ends in {', '.join(ENDINGS)}"
        )
    return parse(content, file=capture.name, limits=limits)


def _first_line(content: bytes, name: str, limits: Limits) -> Json:
    """The first line, where it is a JSON document by itself; else None."""
    first, _, _ = content.lstrip().partition(b"\n")
    try:
        return parse(first, file=name, limits=limits)
    except RecordingError:
        return None


def _refuse_no_file(capture: Capture) -> None:
    file = Path(capture.name)
    if capture.content is None and file.exists() and not file.is_file():
        place = Place(file=capture.name, line=1, column=1)
        fix = "name a file, or - for standard input"
        raise RecordingError([Mistake(message="this is no file", place=place, fix=fix)])


def _content(name: str, limits: Limits) -> bytes:
    try:
        with Path(name).open("rb") as opened:
            return opened.read(limits.payload_size + 1)  # one more, so that the reader can refuse it
    except OSError as error:
        message = f"{name} can't be read: {error.strerror}"
        raise RecordingError(
            [Mistake(message=message, fix="name a file, or - for standard input")]
        ) from error


def _recognised(ready: Replay, boundary: str, sources: Sources) -> str:
    """Which message a payload is."""
    names = ready.recognise(boundary, sources)
    if len(names) == 1:
        return names[0]
    known = sorted(ready.contracts.boundaries[boundary].messages)
    if not known:
        raise UsageError(f"{boundary} declares no messages", fix="declare what crosses it under messages")
    says = f"any of {', '.join(names)}" if names else "none of its messages"
    raise UsageError(
        f"by its `where` this payload is {says}", fix=f"say which with --message: {', '.join(known)}"
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The cases of a capture; once they are out, `left` tells what could not be read or recognised."""

    cases: Iterable[Case]
    left: Callable[[Masker | None], Iterable[Skipped]]


def _cases(capture: Capture, contracts: ContractSet, limits: Limits) -> _Found | None:
    """The cases of a recording, or of a capture in the format of another tool; None for a bare payload."""
    _refuse_no_file(capture)
    source = Source(capture.name, capture.content, limits)
    is_there = capture.content is not None or Path(capture.name).is_file()
    if is_there and not is_recording(source) and form_of(source, but=("json",)) is not None:
        incident = gathered(
            [capture.name], contracts, with_samples=True, content=capture.content, limits=limits
        )
        return _Found(incident.cases, partial(_left, incident))
    if not capture.is_recording:
        return None
    opened = recording(capture.name, limits=limits)
    return _Found(opened.cases(), partial(_unreadable, opened))


def _unreadable(opened: Recording, masker: Masker | None) -> Iterator[Skipped]:
    for mistake in opened.mistakes:
        yield broken(mistake if masker is None else discreetly(mistake))


def _left(incident: Incident, masker: Masker | None) -> Iterator[Skipped]:
    """What could not be read of a capture, what nobody recognised in it, and what is in no case."""
    for mistake in incident.mistakes:
        yield broken(mistake if masker is None else discreetly(mistake))
    if incident.gathered is None:
        return
    for unknown in incident.gathered.unknown:
        told = " ".join(plain(text) for _, text in unknown.tells)
        told = told if masker is None else masker.text(told)
        why = f"{unknown.count:,} of {unknown.format} ({told}) can't be recognised"
        fix = "write a row of captures that says which message it is"
        if unknown.doubts:
            why += f": by `where` it may be {' or '.join(unknown.doubts)}"
        yield Skipped(check="replay", why=why, was_asked=bool(unknown.doubts), place=unknown.place, fix=fix)
    for doubt in incident.gathered.doubts:
        why = f"this may belong to any of {len(doubt.cases)} cases, and is in none"
        place = doubt.draft.captured.place
        yield Skipped(check="replay", why=why, was_asked=True, place=place, fix="say with `case` to which")


def _masked_cases(found: _Found, masker: Masker) -> _Found:
    return _Found((masker.masked(case).case for case in found.cases), lambda _: found.left(masker))


def _recorded(found: _Found, ready: Replay, boundary: str, message: str | None) -> Iterator[Told | Skipped]:
    """Every captured message of the boundary, then what could not be read."""
    for case in found.cases:
        for pair in pairs(case.events):
            if pair.event.boundary == boundary:
                yield from _told(case, pair, ready, boundary, message)
    yield from found.left(None)


def _told(
    case: Case, pair: Pair, ready: Replay, boundary: str, wanted: str | None
) -> Iterator[Told | Skipped]:
    event = pair.event
    place = case.place(event)
    sent = sent_side(pair.sent) if pair.sent else None
    received = received_side(pair.received) if pair.received else None
    name = _name(pair, sent or received, ready, boundary, wanted)
    if name is None:
        why = f"which message of {boundary} event {event.id} of case {case.name} is can't be told"
        yield Skipped(check="replay", why=why, was_asked=True, place=place, fix="say which with --message")
        return
    if wanted is not None and name != wanted:
        return
    if pair.doubts:
        why = f"what was received over {boundary} may be any of several sent events"
        fix = "name the one that was received in `of`"
        yield Skipped(check="replay", why=why, was_asked=True, place=place, fix=fix)
        return
    if pair.joined:
        why = f"what was received over {boundary} joins {len(pair.joined)} messages"
        yield Skipped(check="replay", why=why, was_asked=True, place=place, fix=JOINED)
        return
    passage = ready.passages[boundary, name]
    unread = tuple(_unread(case, pair, passage.name)) if passage.message.has_payload else ()
    yield from unread
    if sent is None and passage.program is None:
        sent = received  # nothing changes it on its way: it was sent as it was received
    if sent is None or sent.payload is ABSENT:
        why = f"what was sent over {boundary} is not recorded (case {case.name}, event {event.id})"
        yield from () if unread else (Skipped(check="replay", why=why, place=place),)
        return
    seen = Evidence(recording=event.file or case.recording, line=event.line, case=case.name, event=event.id)
    arrived = received.payload if received else ABSENT
    sent_at = pair.sent.at if pair.sent else None
    yield seen, ready.walk(boundary, name, sent.sources, arrived, sent_at=sent_at)


def _unread(case: Case, pair: Pair, name: str) -> Iterator[Skipped]:
    """The sides of a message that nobody has looked at: captured not as JSON, or with nothing in them."""
    for event, what in ((pair.sent, "sent"), (pair.received, "received")):
        if event is None or event.kind is Kind.EXCHANGE or event.payload is not ABSENT:
            continue
        body, fix, is_asked = event.body, None, True
        if body is None:
            why, fix = "has neither payload nor body", 'write "body": {"state": "not-recorded"}'
            is_asked = Notes(case).is_captured(event.system, unless_said=True)
        else:
            why, is_asked = not_json(body), body.state is None
        if is_asked:
            place = case.place(event)
            says = f"what was {what} as {name} {why}"
            yield Skipped(check="replay", why=says, was_asked=True, place=place, fix=fix)


def _name(pair: Pair, side: Side | None, ready: Replay, boundary: str, wanted: str | None) -> str | None:
    """Which message it is: what the recording says, else what `where` says, else what was asked for."""
    known = ready.contracts.boundaries[boundary].messages
    name = pair.event.message or (pair.sent.message if pair.sent else None)
    if name is None:
        names = ready.recognise(boundary, side.sources) if side else ()
        name = names[0] if len(names) == 1 else wanted
    return name if name in known else None
