"""Reading a regular expression of ECMA-262 into the texts it is found in."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from checker.analysis.containment.expressions.characters import (
    ALL,
    DIGITS,
    LINE_ENDS,
    SPACES,
    WORD,
    Ranges,
    union,
    without,
)

_CLASSES: Final = {"d": DIGITS, "w": WORD, "s": SPACES}
_CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_SPECIAL: Final = frozenset("^$\\.*+?()[]{}|/-")
_DEEPEST: Final = 40
_MOST: Final = 1_000  # repetitions, also of what is repeated itself


class NotUnderstoodError(Exception):
    """The expression is none that is understood here."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One of these."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    part: "Tree"
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """The start of the text, or its end."""

    is_start: bool


Tree: TypeAlias = Characters | Sequence | Choice | Repeated | Edge
ANY: Final = Repeated(Characters(ALL), 0, None)


def texts(pattern: str) -> Tree:
    """
    The whole texts in which a pattern is found, without edges.

    Raises:
        NotUnderstoodError: it looks around, back, or at edges in its midst, or is written in a rare way.

    """
    reader = _Reader(pattern)
    tree = reader.choice(0)
    if not reader.is_at_end:
        raise NotUnderstoodError
    return _found(tree)


def _found(tree: Tree) -> Tree:
    if isinstance(tree, Choice):
        return Choice(tuple(map(_found, tree.parts)))
    parts = list(tree.parts) if isinstance(tree, Sequence) else [tree]
    if len(parts) == 1 and isinstance(parts[0], Choice | Sequence):
        return _found(parts[0])
    start = parts[:1] == [Edge(True)]
    end = parts[-1:] == [Edge(False)]
    inner = parts[int(start) : len(parts) - int(end)]
    if any(map(_has_edge, inner)):
        raise NotUnderstoodError
    return Sequence((*(() if start else (ANY,)), *inner, *(() if end else (ANY,))))


def _has_edge(tree: Tree) -> bool:
    match tree:
        case Edge():
            return True
        case Sequence(parts) | Choice(parts):
            return any(map(_has_edge, parts))
        case Repeated(part):
            return _has_edge(part)
        case Characters():
            return False


def _repetitions(tree: Tree) -> int:
    """How often a part of it may be counted."""
    match tree:
        case Sequence(parts) | Choice(parts):
            return max(map(_repetitions, parts), default=1)
        case Repeated(part, least, most):
            return _repetitions(part) * max(most or 1, least, 1)
        case Edge() | Characters():
            return 1


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._text)

    def choice(self, depth: int) -> Tree:
        if depth > _DEEPEST:
            raise NotUnderstoodError
        parts = [self._sequence(depth)]
        while self._take("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while not self.is_at_end and self._next not in "|)":
            parts.append(self._repeated(self._one(depth)))
        return Sequence(tuple(parts))

    def _one(self, depth: int) -> Tree:
        if self._take("("):
            if self._take("?") and not self._take(":"):
                raise NotUnderstoodError
            inner = self.choice(depth + 1)
            self._need(")")
            return inner
        if self._take("["):
            return Characters(self._class())
        character = self._pop()
        match character:
            case "^" | "$":
                return Edge(character == "^")
            case ".":
                return Characters(without(LINE_ENDS))
            case "\\":
                return Characters(self._escaped())
            case "*" | "+" | "?" | "{" | "}" | "]":
                raise NotUnderstoodError
        return Characters(_only(ord(character)))

    def _repeated(self, one: Tree) -> Tree:
        least, most = 1, None
        if self._take("*"):
            least = 0
        elif self._take("?"):
            least, most = 0, 1
        elif self._take("{"):
            least = self._number()
            most = least
            if self._take(","):
                most = None if not self.is_at_end and self._next == "}" else self._number()
            self._need("}")
        elif not self._take("+"):
            return one
        self._take("?")  # whether it takes much or little first, it matches the same
        if (
            (not self.is_at_end and self._next in "*+?{")
            or _has_edge(one)
            or (most is not None and most < least)
        ):
            raise NotUnderstoodError
        if _repetitions(one) * max(most or 1, least, 1) > _MOST:
            raise NotUnderstoodError
        return Repeated(one, least, most)

    def _class(self) -> Ranges:
        is_negated = self._take("^")
        found: list[tuple[int, int]] = []
        while not self._take("]"):
            first = self._member()
            if self._take("-"):
                if not self.is_at_end and self._next == "]":
                    found += [*first, *_only(ord("-"))]
                    continue
                last = self._member()
                if (
                    len(first) != 1
                    or len(last) != 1
                    or first[0][0] != first[0][1]
                    or last[0][0] != last[0][1]
                ):
                    raise NotUnderstoodError
                found.append((first[0][0], last[0][0]))
            else:
                found += first
        if not found:
            raise NotUnderstoodError  # flavours differ in what an empty class is
        ranges = union(found)
        return without(ranges) if is_negated else ranges

    def _member(self) -> Ranges:
        character = self._pop()
        if character in "[&~":  # other flavours read more into these
            raise NotUnderstoodError
        return self._escaped() if character == "\\" else _only(ord(character))

    def _escaped(self) -> Ranges:
        name = self._pop()
        if name.lower() in _CLASSES:
            ranges = _CLASSES[name.lower()]
            return ranges if name.islower() else without(ranges)
        if name == "0" and not self.is_at_end and self._next.isdigit():
            raise NotUnderstoodError
        if name in _CONTROLS:
            return _only(_CONTROLS[name])
        if name in "xu":
            digits = "".join(self._pop() for _ in range(2 if name == "x" else 4))
            try:
                code = int(digits, 16)
            except ValueError:
                raise NotUnderstoodError from None
            if not digits.isalnum() or 0xD800 <= code <= 0xDFFF:
                raise NotUnderstoodError
            return _only(code)
        if name in _SPECIAL:
            return _only(ord(name))
        raise NotUnderstoodError

    def _number(self) -> int:
        start = self._at
        while not self.is_at_end and self._next.isascii() and self._next.isdigit():
            self._at += 1
        digits = self._text[start : self._at]
        if not digits or len(digits) > 5 or int(digits) > _MOST:
            raise NotUnderstoodError
        return int(digits)

    @property
    def _next(self) -> str:
        return self._text[self._at]

    def _pop(self) -> str:
        if self.is_at_end:
            raise NotUnderstoodError
        self._at += 1
        return self._text[self._at - 1]

    def _take(self, character: str) -> bool:
        if self.is_at_end or self._next != character:
            return False
        self._at += 1
        return True

    def _need(self, character: str) -> None:
        if not self._take(character):
            raise NotUnderstoodError


def _only(code: int) -> Ranges:
    return ((code, code),)
