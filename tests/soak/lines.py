"""
Lines of recordings, read by our readers and by the grammar alone: `python -m tests.soak.lines [COUNT]`.

Ends with an error at the first line of which a reader makes anything else. The same seed gives the same run.
"""

import sys
from collections import Counter
from random import Random
from time import process_time

from tests.load.exact_lines import line, wrongly_read

DEFAULT = 1_000_000
_OFTEN = 100_000  # lines between two words


def main(arguments: list[str]) -> None:
    wanted = int(arguments[0]) if arguments else DEFAULT
    source, count, start = Random("lines"), Counter[str](), process_time()
    for begun in range(0, wanted, _OFTEN):
        lines = (line(source) for _ in range(min(_OFTEN, wanted - begun)))
        for wrong in wrongly_read(lines, count):
            sys.exit(wrong)
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(count.items()))
        print(f"{sum(count.values()):>9,} lines {process_time() - start:7.0f} s: {kinds}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
