"""One transaction's drafts as a case: each thing once, in order, with what it followed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.analysis.capturing import headers
from checker.analysis.capturing.drafts import Draft
from checker.analysis.capturing.groups import Group, Links, nearest
from checker.analysis.capturing.keys import Keys
from checker.analysis.recorded.timeline import nanoseconds
from checker.analysis.written import written
from checker.model.captures import Handle
from checker.model.json import ABSENT, Json
from checker.model.recordings import Case, Event, Header, Kind

_MESSAGES: Final = (Kind.SENT, Kind.RECEIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A case, and for each event by its id why it is in it."""

    case: Case
    why: Mapping[str, str]


def joined(
    group: Group,
    name: str,
    links: Links,
    keys: Keys,
    header: Header,
    *,
    is_whole: bool,
) -> Joined:
    """The case of a group. `is_whole` says that all of the captures could be read."""
    headers.with_flags(group.drafts)
    drafts = _in_order(_once(group.drafts))
    events: dict[int, Event] = {}
    for number, draft in enumerate(drafts, start=1):
        draft.event.case = name
        draft.event.id = f"e{number}"
        draft.event.ids = {**keys.ids(draft), **draft.event.ids}
        events[draft.rank] = draft.event
    _causes(drafts, links)
    again = _attempts(drafts)
    _answers_once(drafts)
    follows = {**again, **_by_case(drafts)}
    for draft in drafts:
        draft.event.src = _source(draft, group.why[draft.rank], follows.get(draft.rank))
    return Joined(
        case=Case(
            name=name,
            events=tuple(draft.event for draft in drafts),
            recording=drafts[0].captured.place.file,
            header=header,
            is_whole=is_whole,
        ),
        why={draft.event.id: group.why[draft.rank] for draft in drafts},
    )


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """
    Each thing once. What two captures have of one crossing is put together: the call as the browser saw it,
    and the span of it. One whose payload differs stays, since nobody can say which is right.
    """
    found: list[Draft] = []
    by_name: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        first = next((by_name[one] for one in _sames(draft) if one in by_name), None)
        if first is None or not _fits(first.event, draft.event):
            found.append(draft)
            for one in _sames(draft):
                by_name.setdefault(one, draft)
            continue
        _complete(first, draft)
        for one in _sames(first):
            by_name.setdefault(one, first)
    return found


def _sames(draft: Draft) -> Iterable[tuple[object, ...]]:
    """By what one thing would be known if it were captured twice."""
    event = draft.event
    status = event.status.code if event.status else None
    effect = (event.effect.fact, event.effect.key) if event.effect else None
    for name in draft.names:
        yield name, event.kind, event.boundary, event.system, status, effect
    if not draft.names and event.at is not None and event.payload is not ABSENT:  # a session saved twice
        captured = draft.captured
        yield captured.format, event.kind, event.boundary, event.at, event.until, written(event.payload)


def _fits(one: Event, other: Event) -> bool:
    return ABSENT in (one.payload, other.payload) or one.payload == other.payload


def _complete(first: Draft, other: Draft) -> None:
    """What the first lacks and the other has."""
    event, more = first.event, other.event
    if event.payload is ABSENT and (more.payload is not ABSENT or (more.body and more.body.state is None)):
        event.payload, event.body = more.payload, more.body
    event.at, event.until = (event.at, event.until) if event.at else (more.at, more.until)
    event.headers = _headers(first, other)
    if event.reply is None or (
        more.reply is not None and event.reply.payload is ABSENT and event.reply.body is None
    ):
        event.reply = more.reply or event.reply
    event.attributes = {**more.attributes, **event.attributes}
    event.version = event.version or more.version
    event.attempt = event.attempt or more.attempt
    event.key = event.key if event.key is not None else more.key
    first.names = tuple(dict.fromkeys((*first.names, *other.names)))
    first.follows = tuple(dict.fromkeys((*first.follows, *other.follows)))
    first.business = tuple(dict.fromkeys((*first.business, *other.business)))


def _headers(first: Draft, other: Draft) -> tuple[tuple[str, str], ...] | None:
    """Those that were captured, before a trace context that was put together of a span."""
    if headers.is_put_together(first.captured) and not headers.is_put_together(other.captured):
        first, other = other, first
    one, more = first.event.headers, other.event.headers
    return one or (more if more is not None else one)


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """By time; what has none stays behind what was captured before it in the same file."""
    times: dict[int, int] = {}
    last: dict[str, int] = {}
    for draft in sorted(drafts, key=lambda draft: draft.rank):
        file = draft.captured.place.file
        time = nanoseconds(draft.event.at)
        last[file] = times[draft.rank] = time if time is not None else last.get(file, 0)
    return sorted(drafts, key=lambda draft: (times[draft.rank], draft.rank))


def _causes(drafts: Sequence[Draft], links: Links) -> None:
    """`of`, by the names that captures give to causes; through what is no event of the contract."""
    named: dict[Handle, list[Draft]] = {}
    for draft in drafts:
        for name in draft.names:
            named.setdefault(name, []).append(draft)
    messages = {draft.captured.place: draft for draft in reversed(drafts) if draft.event.kind in _MESSAGES}
    for draft in drafts:
        before: dict[str, None] = {}
        beside = messages.get(draft.captured.place)
        if beside is not None and beside is not draft:  # a message, and the status that the same span shows
            before[beside.event.id] = None
        for handle in () if before else nearest(draft.follows, named, links):
            for one in _chosen(draft, named[handle]):
                if one is not draft:
                    before[one.event.id] = None
        draft.event.of = tuple(before)


def _chosen(draft: Draft, known: Sequence[Draft]) -> Sequence[Draft]:
    """Of several events of one name the other side of this message, else the message, else all."""
    event = draft.event
    if event.kind is Kind.RECEIVED:
        same = [one for one in known if one.event.kind is Kind.SENT and one.event.boundary == event.boundary]
        if same:
            return same
    return [one for one in known if one.event.kind in _MESSAGES] or known


def _attempts(drafts: Sequence[Draft]) -> Mapping[int, str]:
    """
    The same payload sent again over a boundary is another attempt, and follows from the first; what two
    formats have of it may be one. What was received is of the attempt that it follows from.

    Gives the reason for each by its rank.
    """
    reasons: dict[int, str] = {}
    sent_before: dict[tuple[str | None, ...], list[Event]] = {}
    for draft in drafts:
        event = draft.event
        if event.kind is not Kind.SENT or event.payload is ABSENT:
            continue
        same = (event.boundary, event.message, draft.captured.format, written(event.payload))
        before = sent_before.setdefault(same, [])
        if before:
            before[0].attempt = before[0].attempt or 1
            event.attempt = event.attempt or len(before) + 1
            event.of = tuple(dict.fromkeys((before[0].id, *event.of)))
            reasons[draft.rank] = f"the same payload as {before[0].id}, sent again"
        before.append(event)
    sent = {draft.event.id: draft.event for draft in drafts if draft.event.kind is Kind.SENT}
    for draft in drafts:
        event = draft.event
        if event.kind is Kind.RECEIVED and event.attempt is None:
            partner = next((sent[name] for name in event.of if name in sent), None)
            event.attempt = partner.attempt if partner is not None else None
    return reasons


def _answers_once(drafts: Sequence[Draft]) -> None:
    """Of an answer that was seen at both ends only that of the end that was told."""
    answers = {
        draft.event.id: draft.event.reply.code
        for draft in drafts
        if draft.event.kind is Kind.SENT and draft.event.reply is not None
    }
    for draft in drafts:
        reply = draft.event.reply
        if draft.event.kind is Kind.RECEIVED and reply is not None:
            same = any(answers.get(name) == reply.code for name in draft.event.of)
            if same and reply.payload is ABSENT:
                draft.event.reply = None


def _by_case(drafts: Sequence[Draft]) -> Mapping[int, str]:
    """
    What a message followed from where no capture says so: the last message that its sender got in this case.

    Gives the reason for each by its rank.
    """
    reasons: dict[int, str] = {}
    got: dict[str | None, Event] = {}
    for draft in drafts:
        event = draft.event
        if event.kind is Kind.RECEIVED:
            got[event.system] = event
        elif event.kind is Kind.SENT and not event.of and event.system in got:
            event.of = (got[event.system].id,)
            reasons[draft.rank] = f"the last message of this case that {event.system} got before"
    return reasons


def _source(draft: Draft, why: str, follows: str | None) -> Json:
    """Where it was captured, why it is in this case, and what has no place elsewhere."""
    captured = draft.captured
    src: dict[str, Json] = {
        "format": captured.format,
        "file": captured.place.file,
        "line": captured.place.line,
    }
    if captured.place.pointer:
        src["pointer"] = captured.place.pointer
    src["joined"] = why
    if follows is not None:
        src["of"] = follows
    if captured.rest:
        src["rest"] = captured.rest
    return src
