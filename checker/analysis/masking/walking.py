"""One event taken apart and put together again, every text of it through somebody's hands."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol, TypeVar

from checker.analysis.masking.names import is_secret, is_secret_header, looks_secret, may_be_secret
from checker.analysis.masking.packed import unpacked
from checker.model.json import ABSENT, Absent, Json
from checker.model.pointers import escaped
from checker.model.recordings import Body, Effect, Event, Kind, Reply, Shown

NOT_RECORDED = "not-recorded"
_NAMED = (("name", "value"), ("key", "value"), ("Name", "Value"), ("Key", "Value"))


T = TypeVar("T", str, Json)


class Hands(Protocol):
    """What becomes of each text. What is returned stands in the new event."""

    def word(self, text: str) -> str:
        """A word of the contract or of the format: a system, a status."""
        ...

    def id(self, text: str) -> str:
        """What joins events: a case, a key."""
        ...

    def text(self, text: str) -> str: ...

    def name(self, text: str) -> str:
        """The name of a member."""
        ...

    def whole(self, text: str) -> str:
        """A text that is sensitive from end to end."""
        ...

    def credential(self, header: str, text: str, /) -> str:
        """The value of a header that carries credentials."""
        ...

    def may_pass(self, packed: str, /) -> bool:
        """Whether a body that was packed again may stand in the event."""
        ...

    def met(self, what: str, how: str) -> None:
        """Something was masked that no contract and no form of a value tells of."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """
    Pointers to what is sensitive, by where they lead into.

    Those into the payloads are JSON Pointers; `around` has `header:x`, `attribute:x` and `key:`.
    """

    sent: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


_NOTHING: frozenset[str] = frozenset()


def remade(event: Event, hands: Hands, marked: Marked) -> Event:
    """The event with every text as the hands return it. Times, counts and kinds stay."""
    is_received = event.kind is Kind.RECEIVED
    around = marked.around
    in_payload = marked.received if is_received else marked.sent
    return replace(
        event,
        case=hands.id(event.case),
        id=hands.id(event.id),
        system=_maybe(event.system, hands.word),
        boundary=_maybe(event.boundary, hands.word),
        message=_maybe(event.message, hands.word),
        version=_maybe(event.version, hands.word),
        of=tuple(hands.id(cause) for cause in event.of),
        ids=_ids(event.ids, hands),
        headers=_headers(event.headers, hands, around),
        received_headers=_headers(event.received_headers, hands, around),
        payload=_content(event.payload, hands, in_payload),
        sent=_content(event.sent, hands, marked.sent),
        received=_content(event.received, hands, marked.received),
        body=_body(event.body, hands),
        status=_shown(event.status, hands),
        reply=_reply(event.reply, hands),
        effect=_effect(event.effect, hands),
        key=None
        if event.key is None
        else hands.whole(event.key)
        if "key:" in around
        else hands.id(event.key),
        attributes=_attributes(event.attributes, hands, around),
        src=_json(event.src, hands, "", _NOTHING),
        extra={hands.name(name): _json(value, hands, "", _NOTHING) for name, value in event.extra.items()},
    )


def _maybe(text: str | None, hand: Callable[[str], str]) -> str | None:
    return None if text is None else hand(text)


def _ids(ids: Mapping[str, str], hands: Hands) -> Mapping[str, str]:
    return {
        hands.name(name): _secret(text, hands) if _is_secret(name, text) else hands.id(text)
        for name, text in ids.items()
    }


def _headers(
    headers: tuple[tuple[str, str], ...] | None, hands: Hands, around: frozenset[str]
) -> tuple[tuple[str, str], ...] | None:
    if headers is None:
        return None
    return tuple((hands.name(name), _header(name, text, hands, around)) for name, text in headers)


def _header(name: str, text: str, hands: Hands, around: frozenset[str]) -> str:
    if is_secret_header(name):
        return hands.credential(name, text)
    if f"header:{name}" in around:
        return hands.whole(text)
    return hands.text(text)


def _attributes(values: Mapping[str, Json], hands: Hands, around: frozenset[str]) -> Mapping[str, Json]:
    return {
        hands.name(name): _credentials(name, value, hands)
        if is_secret_header(name)
        else _all(value, hands)
        if any(place == f"attribute:{name}" or place.startswith(f"attribute:{name}/") for place in around)
        else _member(name, value, hands, "", _NOTHING)
        for name, value in values.items()
    }


def _credentials(name: str, value: Json, hands: Hands) -> Json:
    """An attribute with the value or the values of a header; what is no text is a text afterwards."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return [_credentials(name, element, hands) for element in value]
    return hands.credential(name, value if isinstance(value, str) else str(value))


def _content(value: Json | Absent, hands: Hands, marked: frozenset[str]) -> Json | Absent:
    return value if value is ABSENT else _json(value, hands, "", marked)


def _json(value: Json, hands: Hands, pointer: str, marked: frozenset[str]) -> Json:
    """A JSON value; what stands at a marked pointer goes through the hands whole."""
    if marked and pointer in marked:
        return _all(value, hands)
    match value:
        case None | bool():
            return value
        case str():
            return hands.text(value)
        case int() | float() | Decimal():
            return number(value, hands.text)
        case Mapping():
            return _members(value, hands, pointer, marked)
        case _:
            return [
                _json(element, hands, f"{pointer}/{index}" if marked else "", marked)
                for index, element in enumerate(value)
            ]


def _members(value: Mapping[str, Json], hands: Hands, pointer: str, marked: frozenset[str]) -> Json:
    secret = next(
        (
            under
            for name, under in _NAMED
            if isinstance(said := value.get(name), str) and (is_secret_header(said) or is_secret(said))
        ),
        None,
    )
    return {
        hands.name(name): _secret(member, hands)
        if name == secret
        else _member(name, member, hands, f"{pointer}/{escaped(name)}" if marked else "", marked)
        for name, member in value.items()
    }


def _member(name: str, value: Json, hands: Hands, pointer: str, marked: frozenset[str]) -> Json:
    if is_secret(name) or (
        (may_be_secret(name) or is_secret_header(name)) and isinstance(value, str) and looks_secret(value)
    ):
        return _secret(value, hands)
    return _json(value, hands, pointer, marked)


def _secret(value: T, hands: Hands) -> T:
    hands.met("secret", "hmac")
    return _all(value, hands)  # type: ignore[return-value]  # of one type as before


def _all(value: Json, hands: Hands) -> Json:
    """Every text and number in a value as sensitive as the value; of true and false, false."""
    match value:
        case None:
            return None
        case bool():
            return False
        case str():
            return hands.whole(value)
        case int() | float() | Decimal():
            return number(value, hands.whole)
        case Mapping():
            return {hands.name(name): _all(member, hands) for name, member in value.items()}
        case _:
            return [_all(element, hands) for element in value]


def number(value: int | float | Decimal, hand: Callable[[str], str]) -> int | float | Decimal:
    """A number whose digits go through somebody's hands; it stays a number of as many digits."""
    digits, e, exponent = str(value).lower().partition("e")
    made = hand(digits)
    if made == digits:
        return value
    text = made + e + exponent
    if isinstance(value, int):
        return int(text)
    exact = Decimal(text)
    return (
        float(text)
        if isinstance(value, float) and Decimal(str(float(text))) == exact and repr(float(text)) == text
        else exact
    )


def _is_secret(name: str, text: str) -> bool:
    return is_secret(name) or (may_be_secret(name) and looks_secret(text))


def _body(body: Body | None, hands: Hands) -> Body | None:
    if body is None:
        return None
    made = replace(
        body,
        media=_maybe(body.media, hands.word),
        charset=_maybe(body.charset, hands.word),
        decoded=tuple(hands.word(name) for name in body.decoded),
    )
    if body.text is not None:
        return replace(made, text=hands.text(body.text))
    if body.base64 is not None:
        packed = _repacked(body.base64, body.charset, hands)
        if packed is not None and hands.may_pass(packed):
            return replace(made, base64=packed)
    if body.base64 is not None or body.file is not None:
        hands.met(
            "body", "withheld"
        )  # of a file only the name is here, and it leads to what nobody has masked
        return replace(made, base64=None, file=None, state=NOT_RECORDED)
    return made


def _repacked(text: str, charset: str | None, hands: Hands) -> str | None:
    """Bytes that are text, compressed or not, through the hands; None for others."""
    try:
        content = b64decode(text, validate=True)
    except ValueError:
        return None
    if not content:
        return text
    held = unpacked(content)
    if held is None and charset is not None:
        try:
            decoded = content.decode(charset)
            if not all(c.isprintable() or c.isspace() for c in decoded):
                return None
        except (UnicodeDecodeError, LookupError):
            return None
        made = hands.text(decoded)
        return text if made == decoded else b64encode(made.encode(charset, "replace")).decode()
    if held is None:
        return None
    inner, pack = held
    made = hands.text(inner)
    return text if made == inner else b64encode(pack(made)).decode()


def _shown(status: Shown | None, hands: Hands) -> Shown | None:
    if status is None:
        return None
    return replace(
        status,
        code=hands.word(status.code),
        to=_maybe(status.to, hands.word),
        reason=_maybe(status.reason, hands.text),
        field=_maybe(status.field, hands.word),
    )


def _reply(reply: Reply | None, hands: Hands) -> Reply | None:
    if reply is None:
        return None
    return replace(
        reply,
        code=_maybe(reply.code, hands.word),
        headers=_headers(reply.headers, hands, _NOTHING) or (),
        payload=_content(reply.payload, hands, _NOTHING),
        body=_body(reply.body, hands),
    )


def _effect(effect: Effect | None, hands: Hands) -> Effect | None:
    if effect is None:
        return None
    return replace(
        effect,
        fact=hands.word(effect.fact),
        key=_maybe(effect.key, hands.id),
        before=_content(effect.before, hands, _NOTHING),
        after=_content(effect.after, hands, _NOTHING),
    )
