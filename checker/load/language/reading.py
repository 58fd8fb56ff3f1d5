"""The words that every chapter of the language is made of: texts, names, numbers, tables, lists."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, TypeVar

from checker.errors import Mistake
from checker.load.tree import Entry, Node, Scalar, Series, Table, items, place, written
from checker.load.values import NUMBER, json_value
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Edit, Place, Ref
from checker.model.slips import slip_of
from checker.model.text import nearest, plain, shown

E = TypeVar("E", bound=Enum)
Related = Sequence[tuple[Place, str]]

NAME: Final = re.compile(r"[A-Za-z0-9_.-]+")
_DURATION: Final = re.compile(r"([0-9]{1,9})([smhd])")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_LISTED: Final = 20
_COMPARISONS: Final = 20_000  # names looked at for near misses in one set, so that a hostile one ends in time


class Reading:
    """
    Reads nodes as what a place wants, and gathers what is wrong with them.

    Everything here returns None, or nothing, for a node that is not what was wanted, after it has noted
    the mistake: so reading goes on, and all mistakes are said in one go.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.mistakes: list[Mistake] = []
        self._comparisons = _COMPARISONS

    def wrong(
        self,
        message: str,
        at: Node | Place,
        fix: str | None = None,
        related: Related = (),
        edit: Edit | None = None,
    ) -> None:
        where = at if isinstance(at, Place) else place(at)
        self.mistakes.append(
            Mistake(message=message, place=where, fix=fix, related=tuple(related), edit=edit)
        )

    def unknown(
        self,
        message: str,
        at: Node | Place,
        name: str,
        known: Iterable[str],
        *,
        is_word: bool = False,
        taken: Container[str] = (),
    ) -> str | None:
        """
        A name that nobody declared: gives the nearest that somebody did, which is then the remedy.

        Reading goes on with that one, so that what is wrong behind it is told as well, and a name with
        one wrong letter does not make everything that needs it wrong too. `is_word`: it is one of the words
        of the language. What is `taken` can't stand here a second time.
        """
        names = tuple(known)
        near = self.near(name, names)
        edit = None if near in taken else self.slip(at, name, near, names, is_word=is_word)
        self.wrong(message, at, _offer(near, names), edit=edit)
        return near

    def slip(
        self, at: Node | Place, name: str, near: str | None, known: Sequence[str], *, is_word: bool
    ) -> Edit | None:
        """The edit that mends a name which can have been meant in one way only."""
        if near is None or slip_of(name, known, is_word=is_word) != near:
            return None
        return written(at if isinstance(at, Place) else place(at), name, near)

    def near(self, name: str, known: Sequence[str]) -> str | None:
        self._comparisons -= len(known)
        return nearest(name, known) if self._comparisons >= 0 else None

    def table(
        self, node: Node, known: Sequence[str], what: str, *, required: Sequence[str] = ()
    ) -> Mapping[str, Entry]:
        """The entries of a mapping whose keys the language knows."""
        if not isinstance(node, Table):
            self.wrong(f"{what} is a mapping, not {_kind(node)}", node, f"write it as {_form(known)}")
            return {}
        entries = node.entries
        for name, entry in node.entries.items():
            if name not in known:
                message = f'{what} has no key "{plain(name)}"'
                near = self.unknown(message, entry.key, name, known, is_word=True, taken=entries)
                if near is not None and near not in entries:
                    entries = {**entries, near: entry}
        for name in required:
            if name not in entries:
                self.wrong(f'{what} has no "{name}"', node, f"add {name}:")
        return entries

    def names(self, node: Node, what: str) -> Iterator[Entry]:
        """The entries of a mapping whose keys people choose."""
        if not isinstance(node, Table):
            self.wrong(
                f"{what} is a mapping, not {_kind(node)}",
                node,
                "write {NAME: ...}, or {} if it is meant to be empty",
            )
            return
        yield from node.entries.values()

    def is_name(self, node: Scalar, what: str) -> bool:
        """Whether a name has only the signs a name may have."""
        if NAME.fullmatch(node.text):
            return True
        fix = "use letters, digits, _, - and ."
        self.wrong(f"{shown(node.text)} can't be the name of {what}", node, fix)
        return False

    def text(self, node: Node, what: str) -> str | None:
        if not isinstance(node, Scalar):
            self.wrong(
                f"{what} is a text, not {_kind(node)}", node, "write it in one line, in quotes if need be"
            )
            return None
        if not node.text and node.is_plain:
            self.wrong(f"{what} has no value", node, 'write one, or leave the key out ("" is an empty text)')
            return None
        return node.text

    def full_text(self, node: Node, what: str) -> str | None:
        """A text that must say something."""
        text = self.text(node, what)
        if text is not None and not text.strip():
            self.wrong(f"{what} is empty", node, "say it in a few words")
            return None
        return text

    def ref(self, node: Node, what: str) -> Ref | None:
        text = self.full_text(node, what)
        return None if text is None else Ref(name=text, place=place(node))

    def known(self, node: Node, names: Iterable[str], what: str) -> Ref | None:
        """A name that somebody must have declared; `what` says what kind of thing it names."""
        ref = self.ref(node, what)
        if ref is None or ref.name in names:
            return ref
        near = self.unknown(f'there is no {what} "{plain(ref.name)}"', node, ref.name, names)
        return None if near is None else Ref(name=near, place=ref.place)

    def listed(self, node: Node, what: str, *, bare: bool = True) -> Sequence[Node]:
        """The elements of a list; where `bare`, one element may stand there without its brackets."""
        if not isinstance(node, Series) and not (bare and isinstance(node, Scalar)):
            self.wrong(f"{what} is a list, not {_kind(node)}", node, "write it as [...]")
            return ()
        if isinstance(node, Scalar) and self.text(node, what) is None:
            return ()
        return tuple(items(node))

    def rows(self, node: Node, what: str) -> Sequence[Node]:
        return self.listed(node, what, bare=False)

    def flag(self, node: Node, what: str) -> bool | None:
        if isinstance(node, Scalar) and node.is_plain and node.text in ("true", "false"):
            return node.text == "true"
        self.wrong(f"{what} is true or false, not {_said(node)}", node, "write true or false, without quotes")
        return None

    def only_true(self, node: Node, what: str) -> bool:
        if isinstance(node, Scalar) and node.is_plain and node.text == "true":
            return True
        self.wrong(f"{what} takes no value but true, not {_said(node)}", node, "write true, or leave it out")
        return False

    def count(self, node: Node, what: str, *, least: int = 0) -> int | None:
        number = int(node.text) if _is_integer(node) and isinstance(node, Scalar) else None
        if number is None or number < least:
            self.wrong(
                f"{what} is a whole number from {least}, not {_said(node)}", node, "write it without quotes"
            )
            return None
        return number

    def whole(self, node: Node, what: str) -> int | None:
        if _is_integer(node) and isinstance(node, Scalar):
            return int(node.text)
        self.wrong(f"{what} is a whole number, not {_said(node)}", node, "write it without quotes")
        return None

    def number(self, node: Node, what: str) -> Decimal | None:
        if isinstance(node, Scalar) and node.is_plain and NUMBER.fullmatch(node.text):
            value = self.json(node)
            if isinstance(value, int | Decimal):
                return Decimal(value)
            return None
        self.wrong(f"{what} is a number, not {_said(node)}", node, "write it without quotes")
        return None

    def word(self, node: Node, words: Sequence[str], what: str) -> str | None:
        """One of the words that the language has for a place."""
        text = self.text(node, what)
        if text is None or text in words:
            return text
        near = self.near(text, words)
        allowed = words[0] if len(words) == 1 else f"one of {', '.join(words)}"
        edit = self.slip(node, text, near, words, is_word=True)
        self.wrong(f"{what} is {allowed}, not {shown(text)}", node, _offer(near, words), edit=edit)
        return None

    def one_of(self, node: Node, words: type[E], what: str) -> E | None:
        word = self.word(node, [str(member.value) for member in words], what)
        return None if word is None else words(word)

    def seconds(self, node: Node, what: str) -> float | None:
        """A duration like 90s, 15m, 4h, 5d."""
        text = self.text(node, what)
        if text is None:
            return None
        if match := _DURATION.fullmatch(text):
            return float(int(match.group(1)) * _SECONDS[match.group(2)])
        near = f"{text}s, {text}m" if text.isdigit() and len(text) < 6 else "90s, 15m, 4h, 5d"
        self.wrong(f"{what} is a duration, not {shown(text)}", node, f"write it like {near}")
        return None

    def day(self, node: Node, what: str) -> date | None:
        text = self.text(node, what)
        if text is None:
            return None
        try:
            if _DAY.fullmatch(text):  # Python takes weeks too
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(f"{what} is a date, not {shown(text)}", node, "write it like 2027-01-31")
        return None

    def json(self, node: Node) -> Json:
        return json_value(node, self.mistakes, self.limits)

    def twice(self, what: str, again: Node, first: Place) -> None:
        """The same name declared a second time."""
        self.wrong(f"{what} is declared twice", again, "keep one of them", ((first, "the first one"),))

    def without_repeats(self, refs: Iterable[Ref], what: str) -> tuple[Ref, ...]:
        seen: dict[str, Ref] = {}
        for ref in refs:
            if ref.name in seen:
                related = ((seen[ref.name].place, "the first one"),)
                self.wrong(f'{what} names "{plain(ref.name)}" twice', ref.place, "name it once", related)
            else:
                seen[ref.name] = ref
        return tuple(seen.values())


def _offer(near: str | None, known: Sequence[str]) -> str:
    if near is not None:
        return f'did you mean "{plain(near)}"?'
    if not known:
        return "declare one first"
    if len(known) == 1:
        return f"write {plain(known[0])}"
    listed = ", ".join(plain(name) for name in known[:_LISTED])
    return f"use one of {listed}" + (f", or of {len(known) - _LISTED} more" if len(known) > _LISTED else "")


def _is_integer(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_plain and _INTEGER.fullmatch(node.text) is not None


def _kind(node: Node) -> str:
    if isinstance(node, Table):
        return "a mapping"
    if isinstance(node, Series):
        return "a list"
    return "nothing" if node.is_plain and not node.text else "a text"


def _said(node: Node) -> str:
    return shown(node.text) if isinstance(node, Scalar) and node.text else _kind(node)


def _form(known: Sequence[str]) -> str:
    return f"{{{known[0]}: ...}}" if known else "{...}"
