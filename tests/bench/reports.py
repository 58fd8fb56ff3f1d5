"""How large the report of each format is, and how long it takes to write."""

import gzip
from collections.abc import Iterator
from functools import partial

from checker.model.findings import Report
from checker.report import FORMATS, pieces
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, rounds
from tests.report.many import many

PART = "reports"
_FINDINGS = 1_000  # each with a trace, places, records and a remedy


def rows(runs: int) -> Iterator[Row]:
    report = many(_FINDINGS)
    ways = {form: partial(lambda form: inside(lambda: _written(report, form)), form) for form in FORMATS}
    took = rounds(ways, runs)
    for form in FORMATS:
        text = _written(report, form)
        packed = len(gzip.compress(text, 6, mtime=0))
        note = f"{len(text) / _FINDINGS:,.0f} bytes a finding, {packed / _FINDINGS:,.0f} packed"
        each = 1e6 * processor(took, form) / _FINDINGS
        yield Row(part=PART, what=f"{_FINDINGS:,} findings as {form}", ours=each, unit="µs each", note=note)


def _written(report: Report, form: str) -> bytes:
    return "".join(pieces(report, form)).encode()
