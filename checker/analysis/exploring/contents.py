"""Channels that keep an order: the statuses not yet read, each at its last showing."""

from typing import NamedTuple

from checker.analysis.exploring.layout import Field
from checker.analysis.meaning.readings import Word


class Delivery(NamedTuple):
    """A message that can be read next, what is left unread then, and whether older ones were passed over."""

    message: int
    left: int
    skips: bool


class Contents:
    """
    The contents that a channel was seen to have, by number; 0 is the empty one.

    Grows while runs are explored. To read a message drops the older ones. `messages` has all that can be
    sent: each the statuses that are one message, since the reader makes the same of them.
    """

    __slots__ = ("_numbers", "_read", "_sent", "field", "lists", "messages")

    def __init__(self, field: Field, messages: tuple[tuple[Word, ...], ...]) -> None:
        self.field = field
        self.messages = messages
        self.lists: list[tuple[int, ...]] = [()]
        self._numbers: dict[tuple[int, ...], int] = {(): 0}
        self._sent: dict[tuple[int, int], int] = {}
        self._read: dict[int, tuple[Delivery, ...]] = {}

    def sent(self, state: int, message: int) -> int:
        """The state once a message has been sent into this channel."""
        content = self.field.of(state)
        key = (content, message)
        after = self._sent.get(key)
        if after is None:
            kept = tuple(other for other in self.lists[content] if other != message)
            after = self._sent[key] = self._number((*kept, message))
        return state & ~self.field.whole | self.field.at(after)

    def deliveries(self, content: int) -> tuple[Delivery, ...]:
        found = self._read.get(content)
        if found is None:
            unread = self.lists[content]
            found = self._read[content] = tuple(
                Delivery(message, self._number(unread[index + 1 :]), skips=index > 0)
                for index, message in enumerate(unread)
            )
        return found

    def _number(self, content: tuple[int, ...]) -> int:
        number = self._numbers.setdefault(content, len(self.lists))
        if number == len(self.lists):
            self.lists.append(content)
        return number
