"""A masked case looked through once more, by other means than those that masked it."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

from checker.analysis.masking.detectors import spans
from checker.analysis.masking.names import is_secret_header
from checker.analysis.masking.needles import Needles
from checker.analysis.masking.texts import REMOVED, TooMuchError, decoded
from checker.analysis.masking.tokens import folded
from checker.analysis.masking.views import resolved
from checker.model.recordings import Case, Event

# Fields with words of the contract or the format: a sensitive value may be such a word by chance.
_WORDS: Final = frozenset(
    {
        "system",
        "boundary",
        "message",
        "version",
        "media",
        "charset",
        "decoded",
        "code",
        "to",
        "layer",
        "field",
        "fact",
    }
)
_TIMES: Final = frozenset({"at", "until", "line", "attempt", "state"})
_IDS: Final = frozenset({"case", "id", "of", "ids", "key"})
_HEADERS: Final = frozenset({"headers", "received_headers"})


def leaks(
    case: Case, needles: Needles, made: set[str], is_known: Callable[[str], bool]
) -> Iterator[tuple[Event, str]]:
    """The event and the field of everything sensitive that is still there, in whatever encoding."""
    scan = _Scan(needles, made, is_known)
    for event in case.events:
        for field in dataclasses.fields(event):
            if field.name not in _TIMES and not scan.is_clean(getattr(event, field.name), field.name):
                yield event, field.name


class _Scan:
    def __init__(self, needles: Needles, made: set[str], is_known: Callable[[str], bool]) -> None:
        self._needles = needles
        self._made = made
        self._is_known = is_known
        self._clean: set[tuple[str, bool, bool]] = set()

    def is_clean(self, value: object, field: str) -> bool:
        match value:
            case None | bool() | Enum():
                return True
            case str():
                return self._is_clean(
                    value, is_searched=field not in _WORDS, may_be_opaque=field in _WORDS | _IDS
                )
            case int() | float() | Decimal():
                return self._is_clean(str(value), is_searched=True, may_be_opaque=True)
            case Mapping():
                return all(self._is_member(name, member, field) for name, member in value.items())
            case list() | tuple() if field in _HEADERS:
                return all(self._is_header(name, text) for name, text in value)
            case list() | tuple():
                return all(self.is_clean(element, field) for element in value)
            case _ if dataclasses.is_dataclass(value):
                return all(
                    self.is_clean(getattr(value, part.name), f"{part.name}")
                    for part in dataclasses.fields(value)
                    if part.name not in _TIMES
                )
            case _:
                return False

    def _is_member(self, name: str, value: object, field: str) -> bool:
        if field == "attributes" and is_secret_header(name) and not _is_removed(value):
            return False
        inner = "ids" if field == "ids" else "payload"
        return self._is_name(name) and self.is_clean(value, inner)

    def _is_header(self, name: str, text: str) -> bool:
        if is_secret_header(name) and text != REMOVED:
            return False
        return self._is_name(name) and self.is_clean(text, "payload")

    def _is_name(self, name: str) -> bool:
        return self._is_clean(name, is_searched=not self._is_known(name), may_be_opaque=True)

    def _is_clean(self, text: str, *, is_searched: bool, may_be_opaque: bool) -> bool:
        key = (text, is_searched, may_be_opaque)
        if key in self._clean:
            return True
        try:
            for form, is_opaque in decoded(text):
                if is_opaque:
                    if not may_be_opaque and not self._is_ours(form):
                        return False
                elif not self._is_form_clean(form, is_searched=is_searched):
                    return False
        except TooMuchError:
            return self._is_ours(text)
        self._clean.add(key)
        return True

    def _is_form_clean(self, form: str, *, is_searched: bool) -> bool:
        found = [(span.start, span.end) for span in spans(form)]
        if is_searched:
            found += [(edit.start, edit.end) for edit in self._needles.edits(form)]
        strange = [(start, end) for start, end in found if not self._is_ours(form[start:end])]
        if not strange:
            return True
        view = resolved(form)  # what seems to stand across an escape is judged where the escape is resolved
        return view is not None and all(view.cuts(start, end) for start, end in strange)

    def _is_ours(self, text: str) -> bool:
        return folded(text.strip()) in self._made


def _is_removed(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_is_removed, value))
    return value is None or isinstance(value, bool) or value == REMOVED
