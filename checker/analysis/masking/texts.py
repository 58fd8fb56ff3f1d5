"""One text masked in every layer of its encoding, and what a text says once all layers are taken off."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from checker.analysis.masking.detectors import spans
from checker.analysis.masking.needles import Needles
from checker.analysis.masking.packed import packed
from checker.analysis.masking.tokens import Tokens, folded
from checker.analysis.masking.views import (
    Edit,
    View,
    joined,
    resolved,
    spliced,
    with_spaces,
    without_quoting,
)

DEEPEST: Final = 8  # layers of encoding
_CHARACTERS: Final = 2_000_000  # that one text may give, decoded, beside 16 times its own length
_TIMES: Final = 16
_CACHED: Final = 256
_PACKED: Final = 8  # characters; below that a name is base64 of something by chance: "Lin" is that of ".)"

REMOVED: Final = "removed"  # stands for the value of a header that nobody may see


@dataclass(slots=True)
class Seen:
    """What masking met in a case: `made` has its tokens, `kinds` what it masked and how."""

    made: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)


class TooMuchError(Exception):
    """A text has more layers than are looked into, or too much comes out of it."""


class _Budget:
    """How much may still come out of one text."""

    def __init__(self, text: str) -> None:
        self.left = _CHARACTERS + _TIMES * len(text)

    def take(self, text: str) -> None:
        self.left -= len(text)
        if self.left < 0:
            raise TooMuchError


def decodings(text: str) -> Iterator[tuple[str, bool]]:
    """
    A text, and every text that comes out of it by decoding, layer by layer.

    With each stands whether it is a part that is packed and can't be looked into.

    Raises:
        TooMuchError: after what could be decoded.

    """
    budget = _Budget(text)
    waiting = [(text, 0)]
    met = {text}
    while waiting:
        form, depth = waiting.pop()
        yield form, False
        further: list[str] = []
        if (spaced := with_spaces(form)) is not None:  # only read: what is packed in it has no spaces
            budget.take(spaced.inner)
            yield spaced.inner, False
        for view in (resolved(form), without_quoting(form)):
            further += [view.inner] if view else []
        for part in packed(form):
            if part.inner is None:
                yield form[part.start : part.end], True
            else:
                further.append(part.inner)
        further = [inner for inner in dict.fromkeys(further) if inner not in met]
        if further and depth > DEEPEST:
            raise TooMuchError
        for inner in further:
            budget.take(inner)
            met.add(inner)
            waiting.append((inner, depth + 1))


@lru_cache(maxsize=8192)
def _decoded(text: str) -> tuple[tuple[str, bool], ...]:
    return tuple(decodings(text))


def decoded(text: str) -> Iterable[tuple[str, bool]]:
    """The same as `decodings`; of a short text it is remembered."""
    return _decoded(text) if len(text) <= _CACHED else decodings(text)


class TextMask:
    """Masks texts of one case: what is found by its form, and the values of `needles`."""

    def __init__(self, tokens: Tokens, needles: Needles, seen: Seen) -> None:
        self._tokens = tokens
        self._needles = needles
        self._seen = seen

    def whole(self, text: str) -> str:
        """A text of which nothing may stay; its encoding is kept, so that it can be decoded as before."""
        made = self._shape(text, 0)
        self._register(made)
        return made

    def masked(self, text: str, *, is_searched: bool = True, may_withhold: bool = True) -> str:
        """
        The text with everything sensitive in it replaced, in whatever layer of encoding it stands.

        Where `is_searched` is false only what its form gives away is masked. Where `may_withhold` is false
        what can't be looked into stays: an id may look like that.
        """
        if is_searched and (known := self._needles.whole(text)) is not None and resolved(text) is None:
            self._register(known)
            return known
        if len(text) < 3:
            return text
        layers = _Layers(self._tokens, self._needles if is_searched else None, self._seen, may_withhold)
        try:
            return layers.masked(text)
        except TooMuchError:
            self._seen.kinds["binary"] = "withheld"
            made = self._tokens.of(text)
            self._register(made)
            return made

    def _shape(self, text: str, depth: int) -> str:
        if depth < DEEPEST:
            if (view := resolved(text)) is not None:
                inner = self._shape(view.inner, depth + 1)
                return view.back(Edit(0, len(view.inner), inner)).new
            part = next(packed(text), None) if len(text) >= _PACKED else None
            if part is not None and part.inner is not None and (part.start, part.end) == (0, len(text)):
                return part.pack(self._shape(part.inner, depth + 1))
        return self._needles.whole(text) or self._tokens.of(text)

    def _register(self, made: str) -> None:
        """Whatever a scan finds in a text that is ours from end to end."""
        for form, _ in decoded(made):
            self._seen.made.add(folded(form.strip()))
            self._seen.made.update(folded(form[span.start : span.end].strip()) for span in spans(form))
            self._seen.made.update(folded(form[e.start : e.end].strip()) for e in self._needles.edits(form))


class _Layers:
    """One text on its way through its layers."""

    def __init__(self, tokens: Tokens, needles: Needles | None, seen: Seen, may_withhold: bool) -> None:
        self._tokens = tokens
        self._needles = needles
        self._seen = seen
        self._may_withhold = may_withhold
        self._known: dict[str, list[Edit]] = {}
        self._packed: dict[str, list[tuple[int, int]]] = {}  # what was packed again, and where it was masked
        self._budget = _Budget("")

    def masked(self, text: str) -> str:
        self._budget = _Budget(text)
        edits = self._edits(text, 0)
        if not edits:
            return text
        made = spliced(text, edits)
        self._remember(made, list(_placed(edits)), 0)
        return made

    def _remember(self, made: str, placed: list[tuple[int, int]], depth: int) -> None:
        """What a scan will find in a masked text, in any layer, is ours where masking put it there."""
        found = [(span.start, span.end) for span in spans(made)]
        found += [(edit.start, edit.end) for edit in self._needles.edits(made)] if self._needles else []
        ours = self._seen.made
        if (spaced := with_spaces(made)) is not None:
            found += [(span.start, span.end) for span in spans(spaced.inner)]
            found += (
                [(edit.start, edit.end) for edit in self._needles.edits(spaced.inner)]
                if self._needles
                else []
            )
            ours.update(folded(spaced.inner[a:b].strip()) for a, b in found if _covers(placed, made, a, b))
        for part in packed(made):
            whole = made[part.start : part.end]
            if part.inner is None:
                found.append((part.start, part.end))
            elif depth <= DEEPEST and whole in self._packed:
                self._remember(part.inner, self._packed[whole], depth + 1)
            elif depth <= DEEPEST and _covers(placed, made, part.start, part.end):
                self._remember(part.inner, [(0, len(part.inner))], depth + 1)
        ours.update(
            folded(made[start:end].strip()) for start, end in found if _covers(placed, made, start, end)
        )
        for view in (resolved(made), without_quoting(made)) if depth <= DEEPEST else ():
            if view is not None:
                within = [(view.into(start), view.into(end)) for start, end in placed]
                self._remember(view.inner, within, depth + 1)

    def _edits(self, text: str, depth: int) -> list[Edit]:
        known = self._known.get(text)
        if known is None:
            self._budget.take(text)
            if depth > DEEPEST:
                raise TooMuchError
            known = self._known[text] = self._found(text, depth)
        return known

    def _found(self, text: str, depth: int) -> list[Edit]:
        view = resolved(text)
        inner = [self._through(view, depth)] if view else []
        plain = self._plain(text, view)
        parts = list(self._parts(text, depth, plain))
        values = self._values(text, view)
        quoted = without_quoting(text)
        further = [self._through(quoted, depth)] if quoted else []
        if (spaced := with_spaces(text)) is not None:
            found = joined(self._plain(spaced.inner, view), self._values(spaced.inner, view))
            further.append([spaced.back(edit) for edit in found])
        return joined(*inner, parts, plain, values, *further)

    def _through(self, view: View, depth: int) -> list[Edit]:
        return [view.back(edit) for edit in self._edits(view.inner, depth + 1)]

    def _plain(self, text: str, view: View | None) -> list[Edit]:
        """What is found in a text as it stands, but where it would cut an escape."""
        found: list[Edit] = []
        for span in spans(text):
            if view is None or not view.cuts(span.start, span.end):
                new = self._token(text[span.start : span.end])
                found.append(Edit(span.start, span.end, new))
                self._seen.kinds.setdefault(span.kind, "hmac")
        return found

    def _values(self, text: str, view: View | None) -> list[Edit]:
        """The sensitive values that occur in it, in the same way."""
        if self._needles is None:
            return []
        return [
            edit for edit in self._needles.edits(text) if view is None or not view.cuts(edit.start, edit.end)
        ]

    def _token(self, text: str) -> str:
        known = self._needles.whole(text) if self._needles is not None else None
        return known or self._tokens.of(text)

    def _parts(self, text: str, depth: int, plain: list[Edit]) -> Iterator[Edit]:
        """What is packed in parts of a text, packed again; a part that is masked whole already is left."""
        starts = [edit.start for edit in plain]
        for part in packed(text):
            near = bisect_right(starts, part.start) - 1
            if near >= 0 and plain[near].end >= part.end:
                continue
            whole = text[part.start : part.end]
            if part.inner is None:
                if self._may_withhold:
                    self._seen.kinds["binary"] = "withheld"
                    yield Edit(part.start, part.end, self._tokens.of(whole))
                continue
            inner = self._edits(part.inner, depth + 1)
            if inner:
                new = part.pack(spliced(part.inner, inner))
                self._packed[new] = list(_placed(inner))
                yield Edit(part.start, part.end, new)


def _shifts(edits: list[Edit]) -> Iterator[tuple[Edit, int]]:
    shift = 0
    for edit in edits:
        yield edit, shift
        shift += len(edit.new) - (edit.end - edit.start)


def _placed(edits: list[Edit]) -> Iterator[tuple[int, int]]:
    """Where the edits stand in the result."""
    for edit, shift in _shifts(edits):
        yield edit.start + shift, edit.start + shift + len(edit.new)


def _covers(placed: list[tuple[int, int]], text: str, start: int, end: int) -> bool:
    """Whether every letter and digit of a part was put there by an edit."""
    index = bisect_right(placed, (start, len(text) + 1)) - 1
    place = start
    for begin, stop in placed[max(0, index) :]:
        if begin >= end:
            break
        if any(map(str.isalnum, text[place:begin])):
            return False
        place = max(place, stop)
    return place >= end or not any(map(str.isalnum, text[place:end]))
