"""The sensitive values of a case, found wherever they occur."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from checker.analysis.masking.packed import held_in
from checker.analysis.masking.tokens import Tokens, cased, folded
from checker.analysis.masking.views import Edit, resolved, spliced

_SHORTEST: Final = 3  # characters that can be searched for
_WHOLE: Final = 6  # characters from which a value is found inside of words and numbers too
_LONGEST: Final = 64  # characters that are compared at once
_MANY: Final = 16
_CUT: Final = 4  # characters of a value that is cut off at the end of a text
_HEAD: Final = 5  # characters at the end of one text that may be the first half of a value
_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]{2,}")
_WORDS_OF_A_NAME: Final = 4


class Needles:
    """
    Values to be found, whatever their case, and what takes their place.

    A value of three to five characters is found where it stands as a word or number of its own, zeros in
    front or not; a shorter one only where it is a whole text. The time of a search is linear in the text,
    whatever the number of values.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._whole: dict[str, str] = {}  # every value in lower case, with its token
        self._lengths: dict[str, list[int]] = {}  # by the first three characters, the longest first
        self._searched: dict[str, str] = {}  # what is searched for; of long values the first characters
        self._long: dict[str, list[str]] = {}  # by those characters, the whole values
        self._starts: dict[str, list[str]] = {}  # by the first three characters, values that may be cut off

    def add(self, value: str) -> None:
        """A value that must not pass, with the forms that it may take."""
        low = folded(value.strip())
        if not any(map(str.isalnum, low)) or low in self._whole:
            return
        self._add(low, self._tokens.of_folded(low))
        for old, new in self._tokens.days(low):
            self._add(old, new)
        bare = low.lstrip("0")
        if bare != low and bare.isdigit():
            self._add(bare, self._tokens.of_folded(bare))
        words = value.split()
        if 1 < len(words) <= _WORDS_OF_A_NAME:
            for word in words:
                name = _NAME.search(word)
                if name and word[name.start()].isupper():
                    self._add(folded(name[0]), self._tokens.of_folded(folded(name[0])))
        form = low
        for _ in range(3):  # as it is found once a text is decoded
            view = resolved(form)
            if view is None:
                break
            form = view.inner
            self._add(form, self._tokens.of_folded(form))
        if (held := held_in(value.strip())) is not None:
            self.add(held)

    def _add(self, low: str, token: str) -> None:
        if low in self._whole:
            return
        self._whole[low] = token
        if len(low) < _SHORTEST:
            return
        starts = self._starts.setdefault(low[:_SHORTEST], [])
        if _CUT < len(low) <= 2 * _LONGEST and len(starts) < _MANY:
            starts.append(low)
        head = low[:_LONGEST]
        if len(low) > _LONGEST:
            self._long.setdefault(head, []).append(low)
        self._searched.setdefault(head, token[:_LONGEST])
        lengths = self._lengths.setdefault(low[:_SHORTEST], [])
        if len(head) not in lengths:
            lengths.append(len(head))
            lengths.sort(reverse=True)

    def add_halves(self, texts: Iterable[str]) -> None:
        """Both halves of a value, where one text ends with the first and another begins with the rest."""
        lows = [(text, folded(text.strip())) for text in texts]
        halves: dict[str, str] = {}  # the rest that is looked for, and the half before it
        for text, low in lows:
            for at in range(max(0, len(low) - 2 * _LONGEST), len(low) - _HEAD + 1):
                for value in self._starts.get(low[at : at + _SHORTEST], ()):
                    head = low[at:]
                    rest = value[len(head) :]
                    if (
                        len(rest) >= _SHORTEST
                        and value.startswith(head)
                        and _begins(low, text.strip(), at, 0)
                    ):
                        halves[rest] = head
        if not halves:
            return
        lengths = sorted({len(rest) for rest in halves})
        for _, low in lows:
            for length in lengths:
                rest = low[:length]
                if rest in halves and (len(low) == length or length >= _HEAD):
                    for half in (halves[rest], rest):
                        if not self.cover(half):
                            self._add(half, self._tokens.of_folded(half))

    def cover(self, text: str) -> bool:
        """Whether every letter and digit of a text belongs to a value that is known."""
        return self.made_of(text) is not None

    def made_of(self, text: str) -> str | None:
        """What takes the place of a text that values make up; None where there is more to it."""
        edits = self.edits(text)
        place = 0
        for edit in edits:
            if any(map(str.isalnum, text[place : edit.start])):
                return None
            place = edit.end
        return None if not edits or any(map(str.isalnum, text[place:])) else spliced(text, edits)

    def whole(self, text: str) -> str | None:
        """What takes the place of a text that is one of the values; None for others."""
        token = self._whole.get(folded(text.strip())) if self._whole else None
        if token is None:
            return None
        start = len(text) - len(text.lstrip())
        return text[:start] + cased(token, text.strip()) + text[start + len(token) :]

    def edits(self, text: str) -> list[Edit]:
        """Every occurrence, in order and apart; the leftmost, and of those the longest."""
        if not self._lengths or len(text) < _SHORTEST:
            return []
        return [Edit(start, end, cased(token, text[start:end])) for start, end, token in self._found(text)]

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        low = folded(text)
        lengths, size = self._lengths, len(text)
        place = 0
        free = 0  # where the last value ended: no word goes on there
        for at in range(size - _SHORTEST + 1):
            if at < place:
                continue
            known = lengths.get(low[at : at + _SHORTEST])
            if known is None:
                continue
            for length in known:
                head = low[at : at + length]
                token = self._searched.get(head)
                if token is None or len(head) < length:
                    continue
                if length < _WHOLE and not _stands_alone(low, text, at, at + length, free):
                    continue
                if length == _LONGEST and head in self._long:
                    head, token = self._longest(low, at, head, token)
                place = free = at + len(head)
                yield at, place, token
                break
            else:
                if size - at < _LONGEST and (cut := self._cut(low, text, at, free)) is not None:
                    yield at, size, cut
                    return

    def _longest(self, low: str, at: int, head: str, token: str) -> tuple[str, str]:
        """The longest of the values that begin alike, or what is left of the text where they are too many."""
        values = self._long[head]
        if len(values) > _MANY:
            rest = low[at:]
            return rest, self._tokens.of_folded(rest)
        fitting = [value for value in values if low.startswith(value, at)]
        if head in self._whole:
            fitting.append(head)
        if not fitting:  # cut off, or another text that begins like it: the beginning is masked
            return head, token
        value = max(fitting, key=len)
        return value, self._whole[value]

    def _cut(self, low: str, text: str, at: int, free: int) -> str | None:
        """The token of what the text ends in the middle of, at least half of a value."""
        rest = low[at:]
        if len(rest) < _CUT or not _begins(low, text, at, free):
            return None
        for value in self._starts.get(rest[:_SHORTEST], ()):
            if value.startswith(rest) and 2 * len(rest) >= len(value):
                return self._whole[value][: len(rest)]
        return None


def _begins(low: str, text: str, at: int, free: int) -> bool:
    """Whether a word or number begins here."""
    if at in (0, free):
        return True
    before, first = low[at - 1], low[at]
    if first.isdigit():
        if before == "0":
            while at and low[at - 1] == "0":
                at -= 1
            return not at or not low[at - 1].isdigit()
        return not before.isdigit()
    return not first.isalpha() or not before.isalpha() or (text[at].isupper() and text[at - 1].islower())


def _stands_alone(low: str, text: str, at: int, end: int, free: int) -> bool:
    """Whether no word or number goes on before or behind a part of a text."""
    if not _begins(low, text, at, free):
        return False
    if end == len(low):
        return True
    last, after = low[end - 1], low[end]
    if last.isdigit():
        return not after.isdigit()
    return not last.isalpha() or not after.isalpha() or (text[end].isupper() and text[end - 1].islower())
