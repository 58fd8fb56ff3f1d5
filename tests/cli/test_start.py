"""How quickly help is there."""

import subprocess
import sys
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median


def _seconds(*arguments: str) -> float:
    """Of processor time, so that other work on the machine does not count."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_help_takes_at_most_four_times_a_bare_start_of_python() -> None:
    """It takes about twice. Interleaved, so that a slower minute falls on both alike."""
    pairs = [(_seconds("-c", "pass"), _seconds("-m", "checker", "--help")) for _ in range(7)]
    bare, shown = (median(times) for times in zip(*pairs, strict=True))

    assert shown <= 4 * bare


def test_a_public_name_is_loaded_when_it_is_used() -> None:
    code = "import sys, checker; assert 'checker.pipeline' not in sys.modules; checker.check; print('ok')"

    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ran.stdout == "ok\n"


def test_every_public_name_is_there() -> None:
    import checker

    assert all(hasattr(checker, name) for name in checker.__all__)
    assert not hasattr(checker, "nothing")
