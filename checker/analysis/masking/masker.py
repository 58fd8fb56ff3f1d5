"""A case without what is personal or secret in it: collected, masked, looked through again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from checker.analysis.masking.detectors import spans
from checker.analysis.masking.names import looks_secret
from checker.analysis.masking.needles import Needles
from checker.analysis.masking.places import Places, found, scalars
from checker.analysis.masking.scan import leaks
from checker.analysis.masking.texts import REMOVED, Seen, TextMask, TooMuchError, decoded
from checker.analysis.masking.tokens import Tokens
from checker.analysis.masking.views import resolved
from checker.analysis.masking.vocabulary import member_names
from checker.analysis.masking.walking import Marked, remade
from checker.analysis.sides import received_side, sent_side
from checker.errors import MaskingError, Mistake
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.recordings import Case, Event, Header, Kind
from checker.model.text import plain

_SECRETS: Final = frozenset({"token", "api-key", "private-key", "secret", "password"})
_PARTS: Final = re.compile(r"[^\s;,=:\"'&\\{}\[\]]{6,}")
_COOKIE: Final = re.compile(r"=([^;,\s]{6,})")
_ATTRIBUTES: Final = re.compile(r"(?i);\s*(?:path|domain|expires|max-age|samesite)=[^;]*")
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked case, and what was masked in it by which means, as the header of a recording says it."""

    case: Case
    what: Mapping[str, str]


class Masker:
    """
    Masks cases under one key. `contracts` says what is sensitive; without it only forms give it away.

    Equal values get equal tokens in every case and every run with the same key.
    """

    def __init__(self, key: bytes, contracts: ContractSet | None) -> None:
        self._tokens = Tokens(key)
        self._places = Places(contracts)
        self._names = member_names(contracts) if contracts else frozenset()

    def masked(self, case: Case) -> Masked:
        """
        The case with every sensitive value replaced, wherever and in whatever encoding it occurs in it.

        Raises:
            MaskingError: something sensitive would still be there; the place is named, the value is not.

        """
        seen = Seen()
        needles = Needles(self._tokens)
        marks = [self._marked(event, needles, seen) for event in case.events]
        collecting = _Collecting(needles)
        for event, marked in zip(case.events, marks, strict=True):
            remade(event, collecting, marked)
        hands = _Masking(TextMask(self._tokens, needles, seen), seen, self._is_known)
        events = tuple(remade(event, hands, marked) for event, marked in zip(case.events, marks, strict=True))
        made = replace(case, name=hands.id(case.name), events=events)
        self._refuse_leaks(made, needles, seen)
        self._refuse_doubles(case, made)
        return Masked(made, seen.kinds)

    def header(self, header: Header, what: Mapping[str, str]) -> Header:
        """What a recording says of itself, with what was masked in it."""
        mask = TextMask(self._tokens, Needles(self._tokens), Seen())
        return replace(
            header,
            source=tuple(mask.masked(name) for name in header.source),
            reference={name: mask.masked(version) for name, version in header.reference.items()},
            masked={**header.masked, **dict(sorted(what.items()))},
        )

    def text(self, text: str) -> str:
        """A text by itself, such as a name of a file: without what its form gives away."""
        return TextMask(self._tokens, Needles(self._tokens), Seen()).masked(text)

    def _is_known(self, name: str) -> bool:
        """Whether a name of a member is one of the contract, or too short to be a value."""
        return len(name) < 3 or name in self._names

    def _marked(self, event: Event, needles: Needles, seen: Seen) -> Marked:
        """The sensitive places of an event; the values there are to be found everywhere in the case."""
        sent, received, around = set[str](), set[str](), set[str]()
        if event.kind in (Kind.SENT, Kind.EXCHANGE):
            side = sent_side(event)
            for path, pointer, value in found(self._places.sent(event), side.payload, event, side.headers):
                (sent if pointer[:1] in {"/", ""} else around).add(pointer)
                self._take(event, path, value, needles, seen)
        if event.kind in (Kind.RECEIVED, Kind.EXCHANGE):
            side = received_side(event)
            for path, pointer, value in found(
                self._places.received(event), side.payload, event, side.headers
            ):
                (received if pointer[:1] in {"/", ""} else around).add(pointer)
                self._take(event, path, value, needles, seen)
        return Marked(frozenset(sent), frozenset(received), frozenset(around))

    def _take(self, event: Event, path: str, value: Json, needles: Needles, seen: Seen) -> None:
        message = f"/{event.message}" if event.message else ""
        seen.kinds[f"{event.boundary}{message}#{path}"] = "hmac"
        for scalar in scalars(value):
            if not isinstance(scalar, bool):
                needles.add(str(scalar))

    def _refuse_leaks(self, case: Case, needles: Needles, seen: Seen) -> None:
        mistakes = [
            Mistake(
                message=f"something sensitive would be left in `{field}` of line {event.line} "
                f"of {plain(case.recording)}",
                fix="take that line out, or declare the field under `sensitive`; nothing was written",
            )
            for event, field in leaks(case, needles, seen.made, self._is_known)
        ]
        if mistakes:
            raise MaskingError(mistakes)

    def _refuse_doubles(self, case: Case, made: Case) -> None:
        """Two ids that became one would change what the recording says."""
        before, after = {event.id for event in case.events}, {event.id for event in made.events}
        if len(before) != len(after):
            line = case.events[0].line if case.events else 1
            raise MaskingError(
                f"two events of the case at line {line} of {plain(case.recording)} would get one id",
                fix="mask with another key",
            )


class _Collecting:
    """Finds the secrets that only their surroundings give away, so that they are found elsewhere too."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._known: set[str] = set()

    def text(self, text: str) -> str:
        if text not in self._known:
            self._known.add(text)
            self._look_into(text)
        return text

    word = id = name = text

    def whole(self, text: str) -> str:
        if len(text) >= 6 and looks_secret(text.ljust(8)):
            self._needles.add(text)
        return text

    def credential(self, header: str, text: str) -> str:
        bare = _ATTRIBUTES.sub("", text)
        pattern = _COOKIE if "cookie" in header.lower() else _PARTS
        for form in _forms(bare):
            for part in pattern.findall(form) if resolved(form) is None else ():
                self.whole(part)
        return text

    def met(self, what: str, how: str) -> None:
        pass

    def _look_into(self, text: str) -> None:
        for form in _forms(text):
            for span in spans(form):
                if span.kind in _SECRETS:
                    value = form[span.start : span.end]
                    self.whole(value.rpartition(":")[2] if span.kind == "password" else value)


class _Masking:
    """Replaces what is sensitive. What was met before in the case is not worked out again."""

    def __init__(self, mask: TextMask, seen: Seen, is_known: Callable[[str], bool]) -> None:
        self._mask = mask
        self._seen = seen
        self._is_known = is_known
        self._texts: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def word(self, text: str) -> str:
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._mask.masked(text, is_searched=False, may_withhold=False)
        return known

    def id(self, text: str) -> str:
        known = self._ids.get(text)
        if known is None:
            known = self._ids[text] = self._mask.masked(text, may_withhold=False)
        return known

    def text(self, text: str) -> str:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._mask.masked(text)
        return known

    def name(self, text: str) -> str:
        return self.word(text) if self._is_known(text) else self.id(text)

    def whole(self, text: str) -> str:
        if text == REMOVED:
            return text
        return self._mask.whole(text)

    def credential(self, header: str, _text: str) -> str:
        name = header.strip().lower()
        self._seen.kinds[f"header:{name}" if _HEADER_NAME.fullmatch(name) else "header"] = "removed"
        return REMOVED

    def met(self, what: str, how: str) -> None:
        self._seen.kinds[what] = how


def _forms(text: str) -> Iterator[str]:
    try:
        for form, is_opaque in decoded(text):
            if not is_opaque:
                yield form
    except TooMuchError:
        return
