"""What of the contract a captured thing is: by the rows of `captures`, else by the `where` of messages."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from checker.analysis import conditions, moments
from checker.analysis.capturing import headers, spots
from checker.analysis.capturing.drafts import Draft
from checker.analysis.follow import Sources, values
from checker.analysis.mapping.parsing import parsed
from checker.analysis.mapping.refusals import UnfitError
from checker.analysis.replay.recognition import compiled as of_boundary
from checker.model.boundaries import Boundary, Message
from checker.model.captures import Captured, What
from checker.model.conditions import Matches, OneOf
from checker.model.contracts import CaptureRule, ContractSet
from checker.model.json import ABSENT, Json
from checker.model.places import Place
from checker.model.recordings import Body, Effect, Event, Kind, Shown

_DONE: Final = ("op", "eventName")  # what Debezium and DynamoDB call what was done to a row
_DRAFT: Final = "draft"  # the case and id of an event that has none yet
_NAMED: Final = "id"  # the kind of the handles that a rule's `id` and `of` give
_EVENT: Final = "event"  # the name of what was logged within a span
_SYSTEM_OF_SERVICE: Final = (What.SPAN, What.LOG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """
    What a captured thing is: events, none where nobody can say.

    `rules` are the rows that it was recognised by. `doubts` has the messages it may be where several `where`
    hold for it.
    """

    drafts: tuple[Draft, ...] = ()
    rules: tuple[CaptureRule, ...] = ()
    doubts: tuple[str, ...] = ()


class Recogniser:
    """Recognises for one contract set; counts what it has recognised, so that drafts have an order."""

    def __init__(self, contracts: ContractSet) -> None:
        self._contracts = contracts
        self._rules: dict[str, list[CaptureRule]] = {}
        for rule in contracts.captures:
            self._rules.setdefault(rule.format, []).append(rule)
        self._messages = tuple(_told_apart(contracts))
        self._apart = {name: of_boundary(one) for name, one in contracts.boundaries.items()}
        self._count = 0
        self._uses: Counter[Place] = Counter()
        self._found: Counter[tuple[Place, str]] = Counter()

    def missed(self) -> tuple[tuple[CaptureRule, str], ...]:
        """Each row that recognised something, with the names of its spots that nothing ever stood at."""
        return tuple(
            (rule, name)
            for rules in self._rules.values()
            for rule in rules
            if self._uses[rule.place]
            for name in (*rule.fields, *(f"face {face}" for face in rule.face))
            if not self._found[rule.place, name]
        )

    def recognised(self, captured: Captured) -> Recognised:
        """Every row that holds counts; of several that name a boundary the first."""
        drafts: list[Draft] = []
        used: list[CaptureRule] = []
        message: Draft | None = None
        for rule in self._rules.get(captured.format, ()):
            if not _speaks_of(rule, captured) or not spots.holds(rule.where, captured):
                continue
            if rule.boundary is not None and message is not None:
                continue
            found = list(self._by(rule, captured))
            if not found:
                continue
            used.append(rule)
            drafts += found
            if rule.boundary is not None:
                message = found[0]
        if drafts:
            return Recognised(drafts=tuple(drafts), rules=tuple(used))
        return self._guessed(captured)

    def noted(self, captured: Captured) -> Draft:
        """What nobody recognises, as a note of all that was captured of it."""
        event = _event(Kind.NOTE, captured, None)
        event.payload, event.body = captured.payload, captured.body
        event.headers, event.reply = captured.headers, captured.reply
        return self._draft(event, captured, None)

    def _by(self, rule: CaptureRule, captured: Captured) -> Iterator[Draft]:
        """The events that one row makes of it: its message, its status and those of faces, its effect."""
        seen = _with_payload(rule, captured)
        self._note(rule, seen)
        if rule.boundary is not None:
            boundary = self._contracts.boundaries[rule.boundary.name]
            name = rule.message.name if rule.message is not None else None
            yield self._message(boundary, name, seen, rule)
        if rule.effect is not None:
            yield self._effect(rule, seen)
        system = self._system(rule, seen)
        if system is not None and "status" in rule.fields:
            yield from self._status(rule, seen, system, self._code(rule, seen, system))
        for face, spot in rule.face.items():
            yield from self._status(rule, seen, face, spots.text(spot, seen))
        is_more = rule.boundary or rule.effect or rule.face or "status" in rule.fields
        if not is_more and system is not None:
            yield self._draft(_event(Kind.STEP, seen, rule, system=system), seen, rule)

    def _message(
        self, boundary: Boundary, name: str | None, captured: Captured, rule: CaptureRule | None = None
    ) -> Draft:
        """A message over a boundary; without a name it is the only one, or the one whose `where` holds."""
        side = (rule.side if rule is not None else None) or captured.side or "sent"
        if name is None and len(boundary.messages) == 1:
            name = next(iter(boundary.messages))
        elif name is None and side == "sent":
            names = self._apart[boundary.name].names(spots.sources(captured))
            name = names[0] if len(names) == 1 else None
        event = _event(Kind.SENT if side == "sent" else Kind.RECEIVED, captured, rule)
        event.system = boundary.sender.name if side == "sent" else boundary.receiver.name
        event.boundary = boundary.name
        event.message = name
        event.reply = captured.reply
        event.headers = headers.of_message(captured, side)
        message = boundary.messages.get(name or "")
        return self._draft(event, captured, rule, message if side == "sent" else _unchanged(message))

    def _status(
        self, rule: CaptureRule, captured: Captured, system: str, code: str | None
    ) -> Iterator[Draft]:
        """A status that was shown; nothing where none was."""
        if code is None or not code.strip():
            return
        reason = spots.text(rule.fields["reason"], captured) if "reason" in rule.fields else None
        event = _at_its_end(_event(Kind.STATUS, captured, rule, system=system))
        event.status = Shown(code=code.strip(), reason=reason or None)
        yield self._draft(event, captured, rule)

    def _effect(self, rule: CaptureRule, captured: Captured) -> Draft:
        """
        A fact that came about, or ended. A row of a table that a snapshot read, or that was there before and
        is there still, brought nothing about, unless the rule looks at what was done.
        """
        fact = self._contracts.facts[rule.effect.name if rule.effect is not None else ""]
        system = self._system(rule, captured) or fact.owner.name
        if _is_no_news(captured) and all(spot.text not in _DONE for spot, _ in rule.where):
            return self._draft(_event(Kind.STEP, captured, rule, system=system), captured, rule)
        event = _at_its_end(_event(Kind.EFFECT, captured, rule, system=system))
        key, event.key = event.key, None
        event.effect = Effect(fact=fact.name, key=key, before=captured.before, after=captured.after)
        return self._draft(event, captured, rule)

    def _note(self, rule: CaptureRule, captured: Captured) -> None:
        """Which spots of a row something stood at."""
        self._uses[rule.place] += 1
        spots_of = {**rule.fields, **{f"face {face}": spot for face, spot in rule.face.items()}}
        for name, spot in spots_of.items():
            found = spots.found(spot, captured)
            is_found = bool(found) and (name != "time" or moments.any_form(found[0]) is not None)
            is_word = name == "status" and not found and spot.path is None
            if is_found or (is_word and self._is_status(rule, captured, spot.text)):
                self._found[rule.place, name] += 1

    def _is_status(self, rule: CaptureRule, captured: Captured, code: str) -> bool:
        system = self._system(rule, captured)
        return system is not None and code in self._contracts.systems[system].statuses

    def _code(self, rule: CaptureRule, captured: Captured, system: str) -> str | None:
        """The status at its spot, or the one that the row itself names."""
        spot = rule.fields["status"]
        code = spots.text(spot, captured)
        if code is None and spot.path is None and spot.text in self._contracts.systems[system].statuses:
            return spot.text
        return code

    def _system(self, rule: CaptureRule, captured: Captured) -> str | None:
        if rule.system is not None:
            return rule.system.name
        if captured.what in _SYSTEM_OF_SERVICE and captured.system in self._contracts.systems:
            return captured.system
        return None

    def _draft(
        self, event: Event, captured: Captured, rule: CaptureRule | None, message: Message | None = None
    ) -> Draft:
        self._count += 1
        business = _texts("case", rule, captured)
        if not business and message is not None and message.case is not None:
            found = spots.sources(captured)
            business = tuple(
                spots.as_text(value)
                for _, value in values(message.case, found)
                if value is not None and not isinstance(value, dict | list)
            )
        return Draft(
            event=event,
            captured=captured,
            rank=self._count,
            business=tuple(dict.fromkeys(business)),
            names=(
                *((captured.name,) if captured.name is not None else ()),
                *((_NAMED, name) for name in _texts("id", rule, captured)),
            ),
            follows=(*captured.follows, *((_NAMED, name) for name in _texts("of", rule, captured))),
            shares=captured.shares,
        )

    def _guessed(self, captured: Captured) -> Recognised:
        """By the `where` of messages alone, if it holds for one only."""
        if captured.what in (What.SPAN, What.LOG, What.CHANGE):
            return Recognised()
        into = spots.sources(captured)
        found = [(boundary, message) for boundary, message, is_so in self._messages if is_so(into)]
        if len(found) != 1:
            return Recognised(doubts=tuple(f"{boundary.name}/{message.name}" for boundary, message in found))
        boundary, message = found[0]
        return Recognised(drafts=(self._message(boundary, message.name, captured),))


def _is_no_news(captured: Captured) -> bool:
    """Whether a changed row was there before, and is there now: then its fact held before."""
    if captured.what is not What.CHANGE:
        return False
    was, now = (value not in (ABSENT, None) for value in (captured.before, captured.after))
    return (was and now) or captured.fields.get("op") == "r"


def _speaks_of(rule: CaptureRule, captured: Captured) -> bool:
    """
    What was logged within a span has the fields of the span too, and is another thing: an exception in the
    span of a request is no second request. A row that looks at `event` speaks of it, any other of the span.
    """
    is_within = captured.what is What.LOG and bool(captured.fields.get(_EVENT))
    return not is_within or any(spot.text == _EVENT for spot, _ in rule.where)


def _event(kind: Kind, captured: Captured, rule: CaptureRule | None, system: str | None = None) -> Event:
    """What all events of a captured thing have in common."""
    at = (
        moments.any_form(_first("time", rule, captured))
        if rule is not None and "time" in rule.fields
        else None
    )
    key = _first("key", rule, captured)
    attempt = _text("attempt", rule, captured)
    is_content = kind in (Kind.SENT, Kind.RECEIVED)
    return Event(
        case=_DRAFT,
        id=_DRAFT,
        kind=kind,
        at=at or captured.at,
        until=None if at else captured.until,
        system=system,
        version=_text("version", rule, captured),
        attempt=int(attempt) if attempt is not None and attempt.isdecimal() and int(attempt) > 0 else None,
        payload=captured.payload if is_content else ABSENT,
        body=(captured.body or _unseen(captured)) if is_content else None,
        key=spots.as_text(key) if key is not None else captured.key,
        attributes=captured.attributes,
        line=captured.place.line,
        file=captured.place.file,
    )


def _at_its_end(event: Event) -> Event:
    """What a span, a call or a log entry says of its work, or brought about, is so once it is over."""
    event.at, event.until = event.until or event.at, None
    return event


def _unseen(captured: Captured) -> Body | None:
    """A tracer does not record payloads: that there is none says nothing."""
    is_unseen = captured.payload is ABSENT and captured.what in (What.SPAN, What.LOG)
    return Body(state="not-recorded") if is_unseen else None


def _with_payload(rule: CaptureRule, captured: Captured) -> Captured:
    """With the payload that stands at a spot of its own; a text that is JSON is read."""
    if "payload" not in rule.fields:
        return captured
    found = spots.found(rule.fields["payload"], captured)
    seen = replace(captured, whole=captured.payload)
    if not found:
        return replace(seen, payload=ABSENT, body=Body(state="not-recorded"))
    value = found[0]
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return replace(seen, payload=value, body=None)
    try:
        return replace(seen, payload=parsed(value), body=None)
    except UnfitError:
        return replace(seen, payload=ABSENT, body=Body(text=value))


def _first(name: str, rule: CaptureRule | None, captured: Captured) -> Json:
    if rule is None or name not in rule.fields:
        return None
    return next(iter(spots.found(rule.fields[name], captured)), None)


def _text(name: str, rule: CaptureRule | None, captured: Captured) -> str | None:
    value = _first(name, rule, captured)
    return spots.as_text(value) if isinstance(value, str | int | float | Decimal) else None


def _texts(name: str, rule: CaptureRule | None, captured: Captured) -> tuple[str, ...]:
    if rule is None or name not in rule.fields:
        return ()
    return tuple(spots.as_text(value) for value in spots.found(rule.fields[name], captured) if value != "")


def _unchanged(message: Message | None) -> Message | None:
    """A message whose paths lead into what was received as well: nothing changes it on its way."""
    return message if message is not None and message.transform is None else None


def _told_apart(contracts: ContractSet) -> Iterator[tuple[Boundary, Message, Callable[[Sources], bool]]]:
    """The messages whose `where` says what they are, and not only what they are not."""
    for boundary in contracts.boundaries.values():
        for message in boundary.messages.values():
            if any(isinstance(one.test, OneOf | Matches) for one in message.where):
                yield boundary, message, conditions.compiled(message.where)
