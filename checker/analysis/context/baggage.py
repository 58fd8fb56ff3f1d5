"""
W3C baggage over one hop: https://www.w3.org/TR/baggage/.

Whoever passes it on may add members. All that came go on, as long as all together keep to the limits; beyond
them whole members may be dropped, and never is one cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from checker.analysis.context.broken import Broken, Cause
from checker.analysis.sides import Side
from checker.model.boundaries import Carry
from checker.model.json import ABSENT

_MOST_MEMBERS = 64
_MOST_BYTES = 8192
_BLANK = " \t"


@dataclass(frozen=True, slots=True)
class Member:
    """A member as it was written (`text`), its key, and its decoded value with its properties."""

    text: str
    key: str
    value: str


def had(cause: Cause) -> bool:
    return bool(_read(cause.side.headers or ())[0])


def crossed(carry: Carry, sent: Side, received: Side) -> Broken | None:
    return followed(carry, Cause(side=sent), received)


def followed(carry: Carry, cause: Cause, consequence: Side) -> Broken | None:
    """What became of the members; of several that are broken the changed ones come first."""
    if consequence.headers is None:
        return None
    before, _ = _read(cause.side.headers or ())
    after, scraps = _read(consequence.headers)
    changed = next(_changed(before, after), None)
    if changed is not None:
        was, now = changed
        if any(one.value == was.value for one in after if one.key == was.key):
            return _broken(carry, was.text, now.text, f"has those of {was.key} in another order")
        cut = " cut" if was.text.startswith(now.text) else ""
        return _broken(carry, was.text, now.text, f"has it{cut} as {now.text}")
    gone = [member for member in before if member not in _kept(before, after)]
    for member in gone:
        scrap = next((one for one in scraps if member.text.startswith(one)), None)
        if scrap is not None:
            return _broken(carry, member.text, scrap, f"has it cut as {scrap}")
    if not gone or not _must_all_go_on(before, after):
        return None
    texts = [member.text for member in gone]
    what = "has no baggage" if not after else "has baggage without it"
    return _broken(carry, texts[0] if len(texts) == 1 else ",".join(texts), None, what)


def _changed(before: Sequence[Member], after: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """
    Each member with what became of it, where its key is there and its value is not.

    Of a key that is there several times, the values must come in their order; others may stand between.
    """
    for key in dict.fromkeys(member.key for member in before):
        was = [member for member in before if member.key == key]
        now = [member for member in after if member.key == key]
        if len(now) < len(was):
            continue  # one of them is gone
        rest = iter(now)
        for member in was:
            if not any(other.value == member.value for other in rest):
                yield member, next((one for one in now if all(one.value != o.value for o in was)), now[-1])
                break


def _kept(before: Sequence[Member], after: Sequence[Member]) -> list[Member]:
    """The members that are there again, as often as they were."""
    left = [(member.key, member.value) for member in after]
    kept: list[Member] = []
    for member in before:
        if (member.key, member.value) in left:
            left.remove((member.key, member.value))
            kept.append(member)
    return kept


def _must_all_go_on(before: Sequence[Member], after: Sequence[Member]) -> bool:
    """Whether all that came and all that was added keep to the limits together."""
    came = {(member.key, member.value) for member in before}
    whole = [*before, *(member for member in after if (member.key, member.value) not in came)]
    size = sum(len(member.text.encode()) for member in whole) + len(whole) - 1
    return len(whole) <= _MOST_MEMBERS and size <= _MOST_BYTES


def _read(headers: Sequence[tuple[str, str]]) -> tuple[list[Member], list[str]]:
    """The members of all headers in order, and what is no member."""
    members: list[Member] = []
    scraps: list[str] = []
    for name, text in headers:
        if name.lower() != "baggage":
            continue
        for piece in text.split(","):
            written = piece.strip(_BLANK)
            key, equals, value = written.partition("=")
            if equals and key.strip(_BLANK):
                parts = (part.strip(_BLANK) for part in value.split(";"))
                # Properties are held against each other with their value: some libraries escape the `;`.
                members.append(Member(written, key.strip(_BLANK), unquote(";".join(parts))))
            elif written:
                scraps.append(written)
    return members, scraps


def _broken(carry: Carry, before: str, after: str | None, why: str) -> Broken:
    return Broken(
        what="the baggage",
        place=carry.place,
        before=before,
        after=ABSENT if after is None else after,
        pointer="header:baggage",
        why=why,
    )
