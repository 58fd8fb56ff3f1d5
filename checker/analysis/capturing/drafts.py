"""What was captured, said in the words of the contract, before it belongs to a case."""

from dataclasses import dataclass

from checker.model.captures import Captured, Handle
from checker.model.recordings import Event


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen, as Event; two that say the same are still two
class Draft:
    """
    An event without a case, an id and causes.

    `business` are the texts that name its transaction: by a capture rule, or by the `case` of its message.
    `names` are what others may call it, `follows` what it was caused by, `shares` what its transaction has in
    common. `rank` counts the drafts in the order in which they were captured.
    """

    event: Event
    captured: Captured
    rank: int
    business: tuple[str, ...] = ()
    names: tuple[Handle, ...] = ()
    follows: tuple[Handle, ...] = ()
    shares: tuple[Handle, ...] = ()
