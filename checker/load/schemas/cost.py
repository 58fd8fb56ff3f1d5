"""What a schema costs: how many schemas judge one place of a payload, and that they ever come to an end."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Key: TypeAlias = tuple[str, str]


def costs(inside: Mapping[Key, Sequence[Key]]) -> tuple[dict[Key, int], tuple[tuple[Key, Key], ...]]:
    """
    For each schema how many are applied at its place of the payload, itself included; and the circles.

    `inside` maps each schema to those that it applies at the same place. A circle is given as its last
    step, from where to where; its cost counts one round.
    """
    done: dict[Key, int] = {}
    circles: list[tuple[Key, Key]] = []
    for start in inside:
        stack: list[tuple[Key, int]] = [(start, 0)]
        open_ones = {start}
        while stack:
            key, index = stack.pop()
            if key in done:
                continue
            following = inside.get(key, ())
            while index < len(following) and (following[index] in done or following[index] in open_ones):
                if following[index] in open_ones:
                    circles.append((key, following[index]))
                index += 1
            if index < len(following):
                stack.append((key, index + 1))
                stack.append((following[index], 0))
                open_ones.add(following[index])
            else:
                done[key] = 1 + sum(done.get(other, 0) for other in following)
                open_ones.discard(key)
    return done, tuple(circles)
