"""A state of a run as one whole number, and what becomes of it when a system shows a status."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.analysis.exploring.contents import Contents
from checker.analysis.exploring.layout import Field, Layout
from checker.analysis.exploring.scope import ROWS, SILENCES, Scope
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.ownership import system_of
from checker.analysis.meaning.readings import Reading, Word

NOTHING_YET = 0  # the number of "shows nothing yet"; statuses count from 1 in the order they were declared
_CONTENTS = (1 << 32) - 1  # more contents than a channel can come to have
_APART = 7  # statuses that a channel with an order keeps apart: of eight there are 109,601 lists


class Effect(NamedTuple):
    """
    What a system's showing a status does: bits that stay, bits that are set, states that can't be, and into
    which ordered channels it is sent, as which message.
    """

    keep: int
    gain: int
    impossible: tuple[tuple[int, int], ...]  # such that state & first == second
    sends: tuple[tuple[Contents, int], ...]


class Packing:
    """
    Which bits of a state say what.

    For each system the number of the status it shows; for each status that somebody hears whether it was
    ever shown; for each fact that somebody else speaks of whether it ever came about, and for a revocable one
    whether it holds; for each boundary that reads silence whether there was an answer; and what is
    unread, and what was heard last, where that counts.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.layout = Layout()
        statuses = {name: scope.meaning.vocabulary.shown_by(name) for name in scope.systems}
        self.words: Mapping[str, tuple[Word, ...]] = statuses
        self.shown: Mapping[str, Field] = {
            name: self.layout.field(len(words)) for name, words in statuses.items()
        }
        self.numbers: Mapping[tuple[str, str], int] = {
            (word.system, str(word.code)): number
            for words in statuses.values()
            for number, word in enumerate(words, start=1)
        }
        self.came: dict[str, int] = {}
        self.holds: dict[str, int] = {}
        self._give_bits_to_facts()
        self.answered = {
            name: self.layout.bit()
            for name, readings in scope.rows.items()
            if any(reading.kind in SILENCES and reading.reports for reading in readings)
        }
        self.ever = {(word.system, str(word.code)): self.layout.bit() for word in self._heard()}
        self.unread = {
            name: Contents(self.layout.field(_CONTENTS), _messages(scope, name))
            for name in scope.rows
            if scope.is_ordered(name)
        }
        self.members = {name: Members(self, name) for name in scope.combining}
        self._sources = self._sent_into()
        self.effects = {
            (word.system, str(word.code)): self._effect(word) for words in statuses.values() for word in words
        }

    def code(self, system: str, number: int) -> str | None:
        return self.words[system][number - 1].code if number else None

    def codes(self, state: int) -> tuple[str | None, ...]:
        """What each system shows."""
        return tuple(self.code(name, field.of(state)) for name, field in self.shown.items())

    def showing(self, system: str, code: str | None) -> tuple[int, int]:
        """The bits in which a state says what a system shows, and what they are where it shows this."""
        field = self.shown[system]
        return field.whole, field.at(self.numbers[system, code] if code is not None else NOTHING_YET)

    def begun(self, statuses: Mapping[str, str | None]) -> int | None:
        """The state in which all systems show these; None where that can't be."""
        state = 0
        for system, code in statuses.items():
            if code is not None:
                effect = self.effects[system, code]
                if any(state & mask == value for mask, value in effect.impossible):
                    return None
                state = after(state, effect)
        return state

    def _give_bits_to_facts(self) -> None:
        spoken_of = {
            literal.fact
            for words in self.words.values()
            for word in words
            for literal in word.says - self.scope.known(word)
        }
        for name, fact in self.scope.meaning.contracts.facts.items():
            if name in spoken_of:
                self.came[name] = self.layout.bit()
                self.holds[name] = self.layout.bit() if fact.revocable else self.came[name]

    def _heard(self) -> Iterable[Word]:
        """The statuses that count whenever they were shown: something reads them, in whatever order."""
        found: dict[Word, None] = {}
        for name, readings in self.scope.rows.items():
            if not self.scope.is_ordered(name):
                counts = [each for each in readings if each.reports or name in self.answered]
                found.update((word, None) for each in counts for word in each.words if word.status)
        found.update((word, None) for leaving in self.scope.leavings for word in leaving.words)
        for name in self.scope.combining:
            for member in members_of(self.scope, name):
                if not self.scope.is_ordered(member.boundary):
                    found.update((word, None) for source in member.sources for word in self.words[source])
        return found

    def _sent_into(self) -> Mapping[Word, list[tuple[Contents, int]]]:
        """For each status the ordered channels that carry it, and as which message."""
        found: dict[Word, list[tuple[Contents, int]]] = {}
        kept = [member.unread for each in self.members.values() for member in each.each if member.unread]
        for contents in (*self.unread.values(), *kept):
            for number, words in enumerate(contents.messages):
                for word in words:
                    found.setdefault(word, []).append((contents, number))
        return found

    def _effect(self, word: Word) -> Effect:
        """What it does that a system comes to show a status."""
        field = self.shown[word.system]
        known = self.scope.known(word)
        gain = field.at(self.numbers[word.system, str(word.code)])
        gain |= self.ever.get((word.system, str(word.code)), 0)
        lost = 0
        for literal in known:
            if literal.holds:
                gain |= self.came.get(literal.fact, 0) | self.holds.get(literal.fact, 0)
            elif self._is_revocable(literal.fact):
                lost |= self.holds.get(literal.fact, 0)
        return Effect(
            keep=self.layout.all & ~(field.whole | lost),
            gain=gain,
            impossible=tuple(self._contradicting(word)),
            sends=tuple(self._sources.get(word, ())),
        )

    def _contradicting(self, word: Word) -> Iterable[tuple[int, int]]:
        """What other faces of the system can't show at the same time: they agree on stable facts."""
        systems = self.scope.meaning.contracts.systems
        for name, words in self.words.items():
            if name != word.system and system_of(systems, name) == system_of(systems, word.system):
                for other in words:
                    if any(self._is_denied(literal, other) for literal in word.says):
                        yield self.showing(name, other.code)

    def _is_denied(self, literal: Literal, by: Word) -> bool:
        return not self._is_revocable(literal.fact) and literal.negated in by.says

    def _is_revocable(self, fact: str) -> bool:
        return self.scope.meaning.vocabulary.is_revocable(fact)


def after(state: int, effect: Effect) -> int:
    """The state once a system has come to show a status."""
    state = state & effect.keep | effect.gain
    for contents, message in effect.sends:
        state = contents.sent(state, message)
    return state


def rows_of(scope: Scope, boundary: str) -> Mapping[Word, list[Reading]]:
    """For each status that is read at a boundary its rows in order."""
    found: dict[Word, list[Reading]] = {}
    for reading in scope.rows[boundary]:
        if reading.kind in ROWS and reading.words[0].status:
            found.setdefault(reading.words[0], []).append(reading)
    return found


def _messages(scope: Scope, boundary: str) -> tuple[tuple[Word, ...], ...]:
    """
    What a channel with an order carries. Where that is much, statuses that say the same and have the same
    rows are one message: its last showing is then the last showing of any of them.
    """
    carried = rows_of(scope, boundary)
    if len(carried) <= _APART:
        return tuple((word,) for word in carried)
    found: dict[object, list[Word]] = {}
    for word, readings in carried.items():
        rows = tuple((reading.reports, reading.during) for reading in readings)
        found.setdefault((word.says, rows), []).append(word)
    return tuple(map(tuple, found.values()))


class Source(NamedTuple):
    """One of the systems that are combined, with the faces that rows name, and where it is heard."""

    name: str
    sources: tuple[str, ...]
    boundary: str | None


class Member(NamedTuple):
    """`heard`: which of `words` (from 1; 0: none) was heard last; `unread`: None where no order is kept."""

    name: str
    boundary: str | None
    words: tuple[Word, ...]
    heard: Field
    unread: Contents | None


class Members:
    """What a system that combines has heard: the last status of each, side by side in the bits of a state."""

    def __init__(self, packing: Packing, system: str) -> None:
        layout, scope = packing.layout, packing.scope
        start = layout.width
        heard = [
            (source, tuple(word for name in source.sources for word in packing.words[name]))
            for source in members_of(scope, system)
        ]
        fields = [layout.field(len(words)) for _, words in heard]
        self.whole = layout.all & ~((1 << start) - 1)
        self.each = tuple(
            Member(
                name=source.name,
                boundary=source.boundary,
                words=words,
                heard=field,
                unread=Contents(layout.field(_CONTENTS), tuple((word,) for word in words))
                if scope.is_ordered(source.boundary)
                else None,
            )
            for (source, words), field in zip(heard, fields, strict=True)
        )


def members_of(scope: Scope, system: str) -> tuple[Source, ...]:
    """The systems that one combines, as far as they are explored."""
    contracts = scope.meaning.contracts
    found: dict[str, dict[str, None]] = {}
    for row in contracts.systems[system].combines:
        for name, refs in row.shown.items():
            found.setdefault(name, {name: None}).update({ref.system: None for ref in refs})
    return tuple(
        Source(name, tuple(each for each in sources if each in scope.systems), _between(scope, system, name))
        for name, sources in found.items()
    )


def _between(scope: Scope, reporter: str, member: str) -> str | None:
    """The boundary at which a system hears another one that it combines."""
    whole = scope.meaning.vocabulary.system_of(member)
    return next(
        (
            boundary.name
            for boundary in scope.meaning.contracts.boundaries.values()
            if boundary.status and boundary.reporter == reporter and boundary.read_system == whole
        ),
        None,
    )
