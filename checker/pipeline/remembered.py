"""
What shares came to in earlier runs: only what has changed since is judged again.

Nobody has to believe it: an outcome is found by the digest of all that it follows from, and one that can't be
read is none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from operator import le, lt
from typing import Final, Protocol

from checker.errors import RecordingError
from checker.load.recordings import State, digest, number_of_lines, state
from checker.load.recordings.ranges import Range
from checker.pipeline import wire
from checker.pipeline.digests import Digests, tool
from checker.pipeline.outcomes import Answer, Head, head, is_placed
from checker.pipeline.shares import Share, Standard
from checker.pipeline.strands import MOST, StrandName

_WAYS: Final = (False, True)  # first without the places of the contract, which most outcomes don't speak of


class Store(Protocol):
    """Where bytes are kept between runs, or not."""

    def get(self, key: bytes) -> bytes | None: ...

    def put(self, key: bytes, data: bytes) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """
    A share of which some is remembered: `answer` has None for each piece that is not, and is empty where
    nothing is. `names` are those of its strands.

    `left` is what is to be judged, None where that is nothing. `key` stands for the share, and `before` is
    the state of its file at that time.
    """

    share: Share
    key: bytes
    before: State
    answer: tuple[bytes | None, ...] = ()
    names: tuple[StrandName, ...] = ()
    left: Share | None = None

    @property
    def known(self) -> Answer | None:
        """The whole answer, where all of it is remembered."""
        return [one for one in self.answer if one is not None] if self.left is None else None


def answered(share: Share, remembered: "Remembered | None", judge: Callable[[Share], Answer]) -> Answer:
    """What a share came to: what is remembered of it, and what `judge` makes of the rest."""
    recalled = remembered.recall(share) if remembered is not None and not share.within.deadly else None
    if recalled is None or remembered is None:
        return judge(share)
    known = recalled.known
    return remembered.completed(recalled, judge(recalled.left), judge) if recalled.left else known or []


class Remembered:
    """The outcomes of earlier runs of all that is held against one contract set."""

    def __init__(self, store: Store, standard: Standard) -> None:
        self._store = store
        self._limits = standard.options.limits
        self._digests = Digests(standard)
        self._contents: dict[tuple[str, Range], tuple[bytes, State] | None] = {}

    def recall(self, share: Share) -> Recalled | None:
        """What is remembered of a share; None where nothing will be: it is too small, or being written."""
        found = self._content(share) if share.has_strands else None
        if found is None:
            return None
        content, before = found
        under = wire.written((share.path, share.first_line, share.header, share.known))
        key = sha256(content + self._under + under).digest()
        read = self._store.get(key)
        recalled = None if read is None else self._recalled(share, key, before, read)
        return recalled or Recalled(share=share, key=key, before=before, left=share)

    def completed(self, recalled: Recalled, came: Answer, judge: Callable[[Share], Answer]) -> Answer:
        """The answer of a share of which `came` is what was left. What is new is kept."""
        answer, old = came, recalled.answer
        if old:
            whole = self._filled(recalled, came)
            if whole is None:
                answer, old = judge(recalled.share), ()
            else:
                answer = whole
        if state(recalled.share.path) == recalled.before:
            self._keep(recalled.key, answer, old)
        return answer

    def _content(self, share: Share) -> tuple[bytes, State] | None:
        """What stands for its bytes, which are read once, also where it has to be judged again."""
        what = (share.path, share.within)
        if what not in self._contents:
            self._contents[what] = digest(*what, limits=self._limits)
        return self._contents[what]

    @cached_property
    def _under(self) -> bytes:
        return sha256(repr((self._limits, tool())).encode()).digest()

    def _recalled(self, share: Share, key: bytes, before: State, read: bytes) -> Recalled | None:
        known = _known(read)
        if known is None:
            return None
        strands = tuple(self._strand(key, name) for name in known.names)
        left: Share | None = None
        if None in strands:
            only = self._lines(share, known, strands)
            if only is None:
                return None
            left = replace(share, strands=known.names, within=replace(share.within, only=only))
        answer = (read, *strands)
        return Recalled(share=share, key=key, before=before, answer=answer, names=known.names, left=left)

    def _lines(self, share: Share, known: Head, strands: Sequence[bytes | None]) -> frozenset[int] | None:
        """The lines of the strands that are missing, and those in front; None where all are to be judged."""
        missing = [lines for lines, one in zip(known.lines, strands, strict=True) if one is None]
        if not known.can_be_parted or len(missing) == len(strands):
            return None
        try:
            most = number_of_lines(share.path, share.within, limits=self._limits)
        except (OSError, RecordingError):  # whoever judges it says so
            return None
        if known.first > most or not all(_are_in_order(lines.runs, most) for lines in missing):
            return None
        return frozenset((*range(known.first), *(line for lines in missing for line in lines)))

    def _strand(self, key: bytes, name: StrandName) -> bytes | None:
        for with_places in _WAYS:
            data = self._store.get(self._key(key, name, with_places=with_places))
            if data is not None:
                return data
        return None

    def _filled(self, recalled: Recalled, came: Answer) -> Answer | None:
        """What is remembered, with what was left in its places; None where it does not fit."""
        found = head(came[0])
        if found.names != recalled.names or not found.can_be_parted:
            return None
        return [new if old is None else old for old, new in zip(recalled.answer, came, strict=True)]

    def _keep(self, key: bytes, answer: Answer, old: Sequence[bytes | None]) -> None:
        old = old or (None,) * len(answer)
        read, *strands = answer
        for name, data, known in zip(head(read).names, strands, old[1:], strict=True):
            if known is None:
                self._store.put(self._key(key, name, with_places=is_placed(data)), data)
        if old[0] is None:
            self._store.put(key, read)

    def _key(self, key: bytes, name: StrandName, *, with_places: bool) -> bytes:
        under = self._digests.of(name, with_places=with_places)
        return sha256(key + wire.written(name) + under).digest()


def _known(read: bytes) -> Head | None:
    """What stands in front of an answer; None where that was not written here."""
    try:
        known = head(read)
    except ValueError:
        return None
    is_right = (
        type(known.can_be_parted) is bool
        and type(known.first) is int
        and known.first >= 0
        and type(known.names) is tuple
        and len(known.names) == len(known.lines) <= MOST
        and all(map(_is_name, known.names))
        and len({*known.names}) == len(known.names)
    )
    return known if is_right else None


def _is_name(name: object) -> bool:
    return name is None or (
        type(name) is tuple
        and all(type(one) is tuple and [type(word) for word in one] == [str, str] for one in name)
    )


def _are_in_order(runs: Sequence[int], most: int) -> bool:
    """Whether these are the first and last lines of runs among so many lines."""
    return (
        len(runs) % 2 == 0
        and all(map(le, runs[::2], runs[1::2]))
        and all(map(lt, runs[1::2], runs[2::2]))
        and (not runs or runs[-1] < most)
    )
