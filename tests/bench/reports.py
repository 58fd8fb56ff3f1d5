"""
How large the report of each format is, and how long it takes to write: `python -m tests.bench.reports`.

5,000 findings, each with a trace, places, records and a remedy; time is of the processor, the best of three.
"""

import gzip
import sys
from importlib.util import find_spec
from time import process_time

from checker.model.findings import Report
from checker.report import FOR_HOSTS, FORMATS, pieces
from tests.report.many import many

_FINDINGS = 5_000


def main() -> None:
    report = many(int(sys.argv[1]) if len(sys.argv) > 1 else _FINDINGS)
    print(f"{len(report.findings):,} findings     size       packed     time   a finding")
    for form in FORMATS:
        if form in FOR_HOSTS and find_spec(f"checker.report.{form}") is None:
            print(f"{form:<10} is not written yet")
            continue
        took, text = min(_written(report, form) for _ in range(3))
        packed = len(gzip.compress(text.encode(), 6, mtime=0))
        each = 1e6 * took / len(report.findings)
        print(f"{form:<10} {len(text.encode()):>14,} {packed:>12,} {took:>7.2f} s {each:>7,.0f} µs")


def _written(report: Report, form: str) -> tuple[float, str]:
    began = process_time()
    text = "".join(pieces(report, form))
    return process_time() - began, text


if __name__ == "__main__":
    main()
