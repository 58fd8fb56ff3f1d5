"""What is said to whoever waits."""

import pytest

from checker.load.recordings.ranges import WHOLE, Cut, Range
from checker.pipeline.pace import Pace


def test_a_rate_is_said_after_a_second_and_the_time_left_once_something_is_done() -> None:
    now = [0.0]
    said: list[str] = []
    pace = Pace(said.append, 10_000_000, lambda: now[0])
    pace.say("a.jsonl", 0)
    now[0] = 0.5
    pace.say("a.jsonl", 20_000)
    now[0] = 2.0
    pace.say("a.jsonl", 61_000)
    pace.done("a.jsonl", Range(stop=Cut(2_000_000, 2_000_000)), 9_000_000, 62_000)
    pace.done("a.jsonl", Range(start=Cut(2_000_000, 2_000_000)), 9_000_000, 200_000)
    pace.done("b.jsonl", WHOLE, 1_000_000, 1)
    assert said == [
        "a.jsonl",
        "a.jsonl: 20,000 cases so far",
        "a.jsonl: 61,000 cases so far, 30,500/s",
        "a.jsonl: 62,000 cases so far, 31,000/s, 8 s left",
        "a.jsonl: 262,000 cases so far, 131,000/s, 0 s left",
        "b.jsonl: 262,001 cases so far, 131,000/s",
    ]


@pytest.mark.parametrize(("spent", "left"), [(1.8, "3 min"), (60.0, "1 h 39 min")])
def test_a_long_time_is_said_as_people_say_it(spent: float, left: str) -> None:
    now = [0.0]
    said: list[str] = []
    pace = Pace(said.append, 100, lambda: now[0])
    pace.say("a", 0)
    now[0] = spent
    pace.done("a", Range(stop=Cut(1, 1)), 100, 1)
    assert said[-1].endswith(f", {left} left")
