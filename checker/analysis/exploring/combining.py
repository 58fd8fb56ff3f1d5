"""What a system that combines does when it hears one of the others."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.exploring.packing import Effect, Member, Packing, after
from checker.analysis.exploring.steps import Labels
from checker.analysis.meaning.combinations import first_row
from checker.analysis.meaning.readings import Word, absent
from checker.model.systems import CombineRow, Status

_FIRST = -1  # instead of a message: nothing has been heard yet


class Outcome(NamedTuple):
    """What is shown once a row is the first; None where nothing new is."""

    effect: Effect | None
    label: int


class Combining:
    """One `combines`: the last status of each system decides, unless what is shown is final."""

    def __init__(self, packing: Packing, labels: Labels, system: str) -> None:
        self._packing = packing
        self._labels = labels
        self._system = system
        self._members = packing.members[system].each
        self._whole = packing.members[system].whole
        self._shown = packing.shown[system]
        self._rows: dict[int, CombineRow | None] = {}
        self._outcomes: dict[tuple[int, int, int, int, bool], Outcome] = {}

    def steps(self, state: int) -> Iterator[tuple[int, int]]:
        if not state & self._whole:
            yield from self._decided(state, state, 0, _FIRST, skips=False)
        for place, member in enumerate(self._members):
            if member.unread is not None:
                yield from self._next_unread(state, place, member)
            else:
                for number, word in enumerate(member.words, start=1):
                    if state & self._packing.ever[word.system, str(word.code)]:
                        yield from self._hears(state, state, place, number, skips=False)

    def _next_unread(self, state: int, place: int, member: Member) -> Iterator[tuple[int, int]]:
        contents = member.unread
        assert contents is not None
        for message, left, skips in contents.deliveries(contents.field.of(state)):
            emptied = state & ~contents.field.whole | contents.field.at(left)
            yield from self._hears(state, emptied, place, message + 1, skips=skips and self._is_fifo(member))

    def _is_fifo(self, member: Member) -> bool:
        delivery = self._packing.scope.boundary(str(member.boundary)).delivery
        return delivery is not None and delivery.order == "fifo"

    def _hears(
        self, state: int, emptied: int, place: int, number: int, *, skips: bool
    ) -> Iterator[tuple[int, int]]:
        heard = self._members[place].heard
        told = emptied & ~heard.whole | heard.at(number)
        yield from self._decided(state, told, place, number, skips=skips)

    def _decided(
        self, state: int, told: int, place: int, number: int, *, skips: bool
    ) -> Iterator[tuple[int, int]]:
        """The state once the first row that holds has been acted on; none where nothing has changed."""
        key = (told & self._whole, self._shown.of(told), place, number, skips)
        outcome = self._outcomes.get(key)
        if outcome is None:
            outcome = self._outcomes[key] = self._outcome(*key)
        effect = outcome.effect
        if effect is not None:
            if any(told & mask == value for mask, value in effect.impossible):
                return
            told = after(told, effect)
        if told != state:
            yield told, outcome.label

    def _outcome(self, heard: int, shown: int, place: int, number: int, skips: bool) -> Outcome:
        member = self._members[place]
        is_first = number == _FIRST
        word = absent(member.name) if is_first else member.words[number - 1]
        row = self._row(heard)
        status = self._reported(row, shown)
        label = Label(
            cause=Cause.SILENCE if is_first else Cause.COMBINED,
            system=status.system if status else self._system,
            before=self._packing.code(self._system, shown),
            after=status.code if status else None,
            word=word,
            boundary=member.boundary,
            skips=skips,
            place=row.place if row else None,
        )
        effect = self._packing.effects[status.system, status.code] if status else None
        return Outcome(effect, self._labels.number(label))

    def _reported(self, row: CombineRow | None, shown: int) -> Status | None:
        """What comes to be shown: nothing follows a final status."""
        if row is None or row.report is None:
            return None
        if shown and self._packing.words[self._system][shown - 1].is_final:
            return None
        if row.report.code == self._packing.code(self._system, shown):
            return None
        return self._packing.scope.meaning.vocabulary.status(row.report)

    def _row(self, heard: int) -> CombineRow | None:
        if heard not in self._rows:
            words: list[Word] = []
            for member in self._members:
                number = member.heard.of(heard)
                words.append(member.words[number - 1] if number else absent(member.name))
            combines = self._packing.scope.meaning.contracts.systems[self._system].combines
            self._rows[heard] = first_row(combines, words)
        return self._rows[heard]
