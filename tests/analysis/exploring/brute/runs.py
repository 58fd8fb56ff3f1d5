"""
Every run of a contract set, by brute force: the second opinion on the explorer.

Each link between two systems is a channel with messages in flight. Whatever a system shows is sent into every
channel that carries it; somebody may read a message, now, later or never. All interleavings are walked.

There are two kinds of channels, and one walk over both:

- `bounded(K)`: the channel as it is. At most K messages are in flight; a message is sent and lost where there is
  no room, is dropped on its way, is delivered and gone, or is delivered and still there (a duplicate). Without
  an order, any of them is next. In `fifo` only the oldest is, and it comes once; in `versioned` any, and what is
  older than what was read is thrown away on arrival.
- `kept`: the channel that loses nothing and keeps what it has delivered. Never to deliver a message is to lose
  it, to deliver it twice is to duplicate it, and an order is a choice of what to deliver. In an ordered channel
  reading takes the message and all older ones away, and a status that is shown again stands at its last showing.

Why `kept` is exact where there is no order: a run with any channels at all, however many messages they hold, is a
run with `kept` ones, since what is delivered was sent before and so is still there; and it is a run with
`bounded(K)` ones, where K is the number of different statuses a channel can carry, since a channel can hold one
of each from its first showing on and deliver duplicates of it. So bounded(1) ⊆ bounded(2) ⊆ … = kept.

In an ordered channel `kept` follows the text: "each at its last showing". A status that is shown a second time
before its first showing was read then has no first showing; where nothing can be shown twice, bounded(K) is the
same. Reading the first showing when it is sent is a run of its own, so what is lost are runs in which the reader
had to wait for news that came after the second showing.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeVar

from checker.model.boundaries import Row
from checker.model.contracts import ContractSet
from tests.analysis.exploring.brute.links import (
    CombinationLink,
    LeavingLink,
    Link,
    Order,
    RowLink,
    Shown,
    links,
    row_of,
    starts_in,
)
from tests.analysis.exploring.brute.says import Words

Content = tuple[Shown, ...]


class TooManyError(Exception):
    """There are more states than asked for."""


class Kind(Enum):
    MOVE = "move"
    LEAVING = "leaving"
    READ = "read"
    SILENCE = "silence"
    CHANNEL = "channel"  # a message is lost


@dataclass(frozen=True, kw_only=True)
class Channels:
    """How many messages are in flight in each channel at most; None: `kept`."""

    room: int | None

    def sent(self, order: Order, content: Content, message: Shown) -> Content:
        if self.room is None:
            rest = tuple(other for other in content if other != message)
            return tuple(sorted({*rest, message})) if order is Order.ANY else (*rest, message)
        if len(content) >= self.room:
            return content
        return tuple(sorted((*content, message))) if order is Order.ANY else (*content, message)

    def delivered(self, order: Order, content: Content) -> Iterator[tuple[Shown, Content]]:
        """Each message that can be next, with what is then in the channel."""
        for index, message in enumerate(content):
            newer = content[index + 1 :]
            if order is not Order.ANY:
                if self.room is None or order is Order.VERSIONED or index == 0:
                    yield message, newer
            elif index == 0 or content[index - 1] != message:
                yield message, content
                if self.room is not None:
                    yield message, content[:index] + newer

    def lossy(self, content: Content) -> Iterator[Content]:
        if self.room is not None:
            for index in range(len(content)):
                yield content[:index] + content[index + 1 :]


KEPT = Channels(room=None)


def bounded(room: int) -> Channels:
    return Channels(room=room)


class State(NamedTuple):
    """
    `shown` in the order of the systems, `content` and `heard` in that of the links.

    `heard` is the last status read of a link; for rows any, just to know that there was an answer. `true` are
    the facts that were ever so, `now` those that are, as far as the one who knows has said.
    """

    shown: tuple[str | None, ...]
    content: tuple[Content, ...]
    heard: tuple[Shown | None, ...]
    true: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()


class Step(NamedTuple):
    """
    `read` is what was delivered, `row` what made the reader act on it.

    `skips`: older messages of a fifo channel were passed over, and so are lost.
    """

    kind: Kind
    actor: str
    read: Shown | None = None
    row: Row | None = None
    link: str = ""
    skips: bool = False


@dataclass(frozen=True, kw_only=True)
class Runs:
    """All states, each with the steps out of it; and the claims that were made before they were true."""

    systems: tuple[str, ...]
    starts: tuple[State, ...]
    steps: dict[State, list[tuple[Step, State]]]
    unfounded: frozenset[tuple[str, str, str]]

    @property
    def together(self) -> frozenset[tuple[str | None, ...]]:
        return frozenset(state.shown for state in self.steps)


T = TypeVar("T")


def _put(values: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*values[:index], value, *values[index + 1 :])


@dataclass(frozen=True)
class World:
    contracts: ContractSet
    channels: Channels = KEPT

    @cached_property
    def words(self) -> Words:
        return Words(self.contracts)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return links(self.contracts, self.words)

    @cached_property
    def systems(self) -> tuple[str, ...]:
        return tuple(self.contracts.systems)

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each system stands in `shown`."""
        return {name: index for index, name in enumerate(self.systems)}

    @cached_property
    def carrying(self) -> dict[Shown, frozenset[int]]:
        """The links that carry a status."""
        return {
            message: frozenset(index for index, link in enumerate(self.links) if link.carries(message))
            for message in self.words.said
        }

    @cached_property
    def combined(self) -> dict[str, list[int]]:
        """For each system that combines, its links."""
        found: dict[str, list[int]] = {}
        for index, link in enumerate(self.links):
            if isinstance(link, CombinationLink):
                found.setdefault(link.reporter, []).append(index)
        return found

    @cached_property
    def final(self) -> frozenset[Shown]:
        systems = self.contracts.systems.values()
        return frozenset(
            (system.name, code)
            for system in systems
            for code in system.statuses
            if system.statuses[code].is_final
        )

    @cached_property
    def impossible(self) -> list[tuple[Shown, Shown]]:
        """Statuses of one system and its faces that contradict each other on a stable fact."""
        said = list(self.words.said)
        return [
            (one, other)
            for one in said
            for other in said
            if one[0] < other[0]
            and self.words.whole(one[0]) == self.words.whole(other[0])
            and self.words.contradict(one, other)
        ]

    def starts(self) -> Iterator[State]:
        nothing = State(
            shown=(None,) * len(self.systems),
            content=((),) * len(self.links),
            heard=(None,) * len(self.links),
        )
        for codes in product(*(starts_in(self.contracts, name) for name in self.systems)):
            state = nothing
            for name, code in zip(self.systems, codes, strict=True):
                state = self._shows(state, name, code) if code is not None else state
            if self._is_possible(state):
                yield state

    def next(self, state: State) -> Iterator[tuple[Step, State]]:
        for step, then in (*self._moves(state), *self._delivered(state), *self._silence(state)):
            if then != state and self._is_possible(then):
                yield step, then

    def shown(self, state: State, name: str) -> str | None:
        return state.shown[self.place[name]]

    def _is_possible(self, state: State) -> bool:
        return not any(
            self.shown(state, one[0]) == one[1] and self.shown(state, other[0]) == other[1]
            for one, other in self.impossible
        )

    def _shows(self, state: State, name: str, code: str) -> State:
        """A system goes into a status, sends it to whom it concerns, and what it knows is so."""
        if self.shown(state, name) == code:
            return state
        message = (name, code)
        content = list(state.content)
        for index in self.carrying[message]:
            content[index] = self.channels.sent(self.links[index].order, content[index], message)
        known = self.words.makes_true[message]
        claimed = {fact for fact, holds in known if holds}
        denied = {fact for fact, holds in known if not holds}
        return State(
            shown=_put(state.shown, self.place[name], code),
            content=tuple(content),
            heard=state.heard,
            true=state.true | claimed,
            now=(state.now | claimed) - denied,
        )

    def _moves(self, state: State) -> Iterator[tuple[Step, State]]:
        for name in self.systems:
            for move in self.contracts.systems[name].moves:
                if self.shown(state, name) == move.source:
                    yield Step(Kind.MOVE, name), self._shows(state, name, move.target)

    def _delivered(self, state: State) -> Iterator[tuple[Step, State]]:
        for index, link in enumerate(self.links):
            content = state.content[index]
            for message, rest in self.channels.delivered(link.order, content):
                after = state._replace(content=_put(state.content, index, rest))
                skips = link.order is Order.FIFO and message != content[0]
                for step, then in self._read(index, link, message, after):
                    yield step._replace(skips=skips), then
            for rest in self.channels.lossy(content):
                yield Step(Kind.CHANNEL, ""), state._replace(content=_put(state.content, index, rest))

    def _read(self, index: int, link: Link, message: Shown, after: State) -> Iterator[tuple[Step, State]]:
        match link:
            case LeavingLink():
                yield from self._entered(link, message, after)
            case RowLink():
                # Of rows it counts only that there was an answer, and only where silence is read too.
                heard = ("", "") if link.reads_silence else None
                after = after._replace(heard=_put(after.heard, index, heard))
                yield self._reported(Kind.READ, link, link.rows_for(message), after, message)
            case CombinationLink():
                after = after._replace(heard=_put(after.heard, index, message))
                yield self._combined(Kind.READ, link.reporter, after, message)

    def _entered(self, link: LeavingLink, message: Shown, after: State) -> Iterator[tuple[Step, State]]:
        if self.shown(after, link.receiver) is None:
            for code in link.enters:
                step = Step(Kind.LEAVING, link.receiver, message, None, link.name)
                yield step, self._shows(after, link.receiver, code)

    def _reported(
        self, kind: Kind, link: RowLink, rows: Sequence[Row], state: State, message: Shown | None
    ) -> tuple[Step, State]:
        """The first of the rows whose `while` holds."""
        row = next((row for row in rows if self._counts(row, link.reporter, state)), None)
        step = Step(kind, row.report.system if row and row.report else link.reporter, message, row, link.name)
        if row is None or row.report is None:
            return step, state
        return step, self._shows(state, row.report.system, row.report.code)

    def _counts(self, row: Row, reporter: str, state: State) -> bool:
        if row.during is not None:
            return any(self.shown(state, ref.system) == ref.code for ref in row.during)
        return not self._is_final(reporter, state)

    def _is_final(self, name: str, state: State) -> bool:
        return (name, self.shown(state, name)) in self.final

    def _silence(self, state: State) -> Iterator[tuple[Step, State]]:
        """Before the first answer nothing may come: no answer, or a report that does not mention it."""
        for index, link in enumerate(self.links):
            if isinstance(link, RowLink) and link.reads_silence and state.heard[index] is None:
                for rows in link.silences:
                    yield self._reported(Kind.SILENCE, link, rows, state, None)
        for name, heard in self.combined.items():
            if all(state.heard[index] is None for index in heard):
                yield self._combined(Kind.SILENCE, name, state, None)

    def _combined(self, kind: Kind, name: str, state: State, message: Shown | None) -> tuple[Step, State]:
        heard = {}
        for index in self.combined[name]:
            link = self.links[index]
            assert isinstance(link, CombinationLink)
            heard[link.member] = state.heard[index]
        row = row_of(self.contracts.systems[name].combines, heard)
        step = Step(kind, name, message, None, f"{name} combines")
        if row is None or row.report is None or self._is_final(name, state):
            return step, state
        return step, self._shows(state, row.report.system, row.report.code)


def every_run(contracts: ContractSet, channels: Channels = KEPT, *, most: int = 100_000) -> Runs:
    """
    Walk all runs.

    Raises:
        TooManyError: there are more than `most` states.

    """
    world = World(contracts, channels)
    steps: dict[State, list[tuple[Step, State]]] = {}
    unfounded: set[tuple[str, str, str]] = set()
    starts = tuple(dict.fromkeys(world.starts()))
    waiting = deque(starts)
    seen = set(starts)
    while waiting:
        state = waiting.popleft()
        for name, code in zip(world.systems, state.shown, strict=True):
            for fact, holds in world.words.said[name, code] if code is not None else ():
                if holds and fact not in state.true:
                    unfounded.add((name, str(code), fact))
        steps[state] = list(world.next(state))
        for _, then in steps[state]:
            if then not in seen:
                if len(seen) >= most:
                    raise TooManyError
                seen.add(then)
                waiting.append(then)
    return Runs(systems=world.systems, starts=starts, steps=steps, unfounded=frozenset(unfounded))
