"""A case without what is personal or secret in it: collected, masked, looked through again."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from checker.analysis.masking.detectors import spans
from checker.analysis.masking.names import looks_secret
from checker.analysis.masking.needles import Needles
from checker.analysis.masking.places import Places, Side, found, scalars
from checker.analysis.masking.scan import leaks
from checker.analysis.masking.texts import REMOVED, Seen, TextMask, TooMuchError, decoded
from checker.analysis.masking.tokens import Tokens
from checker.analysis.masking.views import resolved
from checker.analysis.masking.vocabulary import member_names
from checker.analysis.masking.walking import Marked, remade
from checker.analysis.sides import received_side, sent_side
from checker.errors import MaskingError, Mistake
from checker.model.contracts import ContractSet
from checker.model.recordings import Case, Event, Header, Kind
from checker.model.text import plain

_SECRETS: Final = frozenset({"token", "api-key", "private-key", "secret", "password"})
_PARTS: Final = re.compile(r"[^\s;,=:\"'&\\{}\[\]]{6,}")
_ATTEMPTS: Final = 3  # a text in which something is left is withheld in the next one
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
        marks = self._marked(case, needles, seen)
        collecting = _Collecting(needles)
        together: list[Iterable[str]] = []
        for event, marked in zip(case.events, marks, strict=True):
            remade(event, collecting, marked)
            together.append(collecting.taken())
        for texts in together:
            needles.add_halves(texts)
        withheld: frozenset[str] = frozenset()
        for _ in range(_ATTEMPTS):
            hands = _Masking(TextMask(self._tokens, needles, seen), seen, self._is_known, withheld)
            events = tuple(
                remade(event, hands, marked) for event, marked in zip(case.events, marks, strict=True)
            )
            made = replace(case, name=hands.id(case.name), events=events)
            left = list(leaks(made, needles, seen.made, self._is_known))
            if not left:
                _refuse_doubles(case, made)
                return Masked(made, seen.kinds)
            withheld |= frozenset(text for leak in left for text in leak.texts)
        raise MaskingError(
            [
                Mistake(
                    message=f"something sensitive would be left in `{leak.field}` of line {leak.event.line} "
                    f"of {plain(case.recording)}",
                    fix="take that line out, or declare the field under `sensitive`; nothing was written",
                )
                for leak in left
            ]
        )

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

    def _marked(self, case: Case, needles: Needles, seen: Seen) -> list[Marked]:
        """The sensitive places of each event; the values there are to be found everywhere in the case."""
        sent = [self._on(Side.SENT, event, needles, seen) for event in case.events]
        received = [self._on(Side.RECEIVED, event, needles, seen) for event in case.events]
        return [
            Marked(
                sent=frozenset(filter(_is_in_payload, sides[0])),
                received=frozenset(filter(_is_in_payload, sides[1])),
                around=frozenset(place for side in sides for place in side if not _is_in_payload(place)),
            )
            for sides in zip(sent, received, strict=True)
        ]

    def _on(self, side: Side, event: Event, needles: Needles, seen: Seen) -> set[str]:
        """
        Pointers to what is sensitive on one side of a message.

        What was made of values that are known, such as a joined name that was cut, is no value of its own:
        else its token would not be made of theirs.
        """
        if event.kind not in (side.kind, Kind.EXCHANGE):
            return set()
        message = sent_side(event) if side is Side.SENT else received_side(event)
        what = f"{event.boundary}/{event.message}" if event.message else f"{event.boundary}"
        pointers: set[str] = set()
        for path, pointer, value in found(
            self._places.of(side, event), message.payload, event, message.headers
        ):
            pointers.add(pointer)
            seen.kinds[f"{what}#{path}"] = "hmac"
            for scalar in scalars(value):
                if not isinstance(scalar, bool) and not needles.cover(str(scalar)):
                    needles.add(str(scalar))
        return pointers


def _is_in_payload(pointer: str) -> bool:
    return not pointer or pointer.startswith("/")


def _refuse_doubles(case: Case, made: Case) -> None:
    """Two ids that became one would change what the recording says."""
    if len({event.id for event in case.events}) != len({event.id for event in made.events}):
        line = case.events[0].line
        raise MaskingError(
            f"two events of the case at line {line} of {plain(case.recording)} would get one id",
            fix="mask with another key",
        )


class _Collecting:
    """Finds the secrets that only their surroundings give away, so that they are found elsewhere too."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._known: set[str] = set()
        self._texts: dict[str, None] = {}  # of one event

    def taken(self) -> Iterable[str]:
        """The texts since the last time."""
        texts, self._texts = self._texts, {}
        return texts

    def text(self, text: str) -> str:
        self._texts[text] = None
        return self.word(text)

    def word(self, text: str) -> str:
        if text not in self._known:
            self._known.add(text)
            self._look_into(text)
        return text

    id = name = word

    def whole(self, text: str) -> str:
        if len(text) >= 6 and looks_secret(text.ljust(8)) and not self._needles.cover(text):
            self._needles.add(text)
        return text

    def credential(self, header: str, text: str) -> str:
        bare = _ATTRIBUTES.sub("", text)
        pattern = _COOKIE if "cookie" in header.lower() else _PARTS
        for form in _forms(bare):
            for part in pattern.findall(form) if resolved(form) is None else ():
                self.whole(part)
        return text

    def may_pass(self, _packed: str) -> bool:
        return True

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

    def __init__(
        self, mask: TextMask, seen: Seen, is_known: Callable[[str], bool], withheld: frozenset[str]
    ) -> None:
        self._mask = mask
        self._seen = seen
        self._is_known = is_known
        self._withheld = withheld
        self._met: dict[tuple[str, bool, bool], str] = {}

    def word(self, text: str) -> str:
        return self._masked(text, is_searched=False, may_withhold=False)

    def id(self, text: str) -> str:
        return self._masked(text, is_searched=True, may_withhold=False)

    def text(self, text: str) -> str:
        return self._masked(text, is_searched=True, may_withhold=True)

    def _masked(self, text: str, *, is_searched: bool, may_withhold: bool) -> str:
        key = (text, is_searched, may_withhold)
        made = self._met.get(key)
        if made is None:
            made = self._mask.masked(text, is_searched=is_searched, may_withhold=may_withhold)
            if made in self._withheld:
                self._seen.kinds["text"] = "withheld"
                made = self._mask.withheld(text)
            self._met[key] = made
        return made

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

    def may_pass(self, packed: str) -> bool:
        return packed not in self._withheld

    def met(self, what: str, how: str) -> None:
        self._seen.kinds[what] = how


def _forms(text: str) -> Iterator[str]:
    try:
        for form, is_opaque in decoded(text):
            if not is_opaque:
                yield form
    except TooMuchError:
        return
