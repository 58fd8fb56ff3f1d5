"""
How long captures take to import, and how much memory.

Each capture is made twice, the second ten times as large. What reading takes in memory does not grow with the
capture, since one record is read at a time; what is recognised is kept until it is joined.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.rows import Row
from tests.bench.timing import ROOT, Ended, inside, process, processor, rounds

PART = "captures"
_SET = ROOT / "contracts" / "order-to-cash"
_TIMES = 10


def rows(runs: int) -> Iterator[Row]:
    for name, make, small in (
        ("processing log, rows", _log, 100),
        ("HAR, entries", _har, 300),
    ):
        yield from _of(name, make, small, runs)


def _of(name: str, make: Callable[[int], Iterator[str]], small: int, runs: int) -> Iterator[Row]:
    large = small * _TIMES
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: _written(Path(folder), count, make(count)) for count in (1, small, large)}
        took = rounds(
            {
                "parse": lambda: inside(lambda: json.loads(paths[large].read_bytes())),
                "one": lambda: _imported(paths[1]).spent,
                "small": lambda: _imported(paths[small]).spent,
                "large": lambda: _imported(paths[large]).spent,
            },
            runs,
        )
        peaks = [max(_imported(paths[count], watch=True).peaks, default=None) for count in (small, large)]
        size = paths[large].stat().st_size / 1e6
    seconds = {way: processor(took, way) for way in ("parse", "one", "small", "large")}
    note = f"{size:.1f} MB; what one alone takes is not counted"
    ours = (seconds["large"] - seconds["one"]) / seconds["parse"]
    yield Row(
        part=PART, what=f"{name}: {large:,}", ours=ours, unit="x json.loads", note=note, seconds=seconds
    )
    each = (seconds["large"] - seconds["one"]) / max(seconds["small"] - seconds["one"], 1e-9) / _TIMES
    yield Row(part=PART, what=f"{name}: one of {large:,} against one of {small:,}", ours=each, unit="x")
    before, after = peaks
    grown = after / before if before and after else None
    what = f"{name}: memory of {large:,} against {small:,}"
    yield Row(part=PART, what=what, ours=grown, unit="x", note=f"{after or 0:.0f} MB")


def _written(folder: Path, count: int, lines: Iterator[str]) -> Path:
    path = folder / f"capture-{count}.json"
    with path.open("w") as file:
        file.writelines(lines)
    return path


def _imported(path: Path, *, watch: bool = False) -> Ended:
    """The whole command."""
    command = [sys.executable, "-m", "checker", "import", str(path), "--contracts", str(_SET)]
    command += ["-o", str(path.with_suffix(".recording.jsonl"))]
    ended = process(command, watch=watch)
    assert ended.code in (0, 2), ended.err
    return ended


def _log(count: int) -> Iterator[str]:
    yield '{"d":{"results":['
    for number in range(count):
        row = {
            "MessageGuid": f"AGW{number:025d}",
            "CorrelationId": f"AGW{number // 3 * 3:025d}",
            "ApplicationMessageId": str(4000 + number // 3),
            "ApplicationMessageType": "ORDERS",
            "LogStart": f"/Date({1772442901150 + 1000 * number})/",
            "LogEnd": f"/Date({1772442902150 + 1000 * number})/",
            "Sender": "portal",
            "Receiver": "ERP",
            "IntegrationFlowName": "OrderToERP",
            "Status": "COMPLETED",
            "CustomStatus": "COMPLETED",
            "CustomHeaderProperties": {"__deferred": {"uri": "https://hub.example/x"}},
        }
        yield (",\n" if number else "\n") + json.dumps(row)
    yield f'],"__count":"{count}"}}}}\n'


def _har(count: int) -> Iterator[str]:
    """Mostly what a page loads; every hundredth is an order."""
    order = {"orderId": "", "orderedAt": "2026-03-02T09:15:01Z", "channel": "web", "currency": "EUR"}
    yield '{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":['
    for number in range(count):
        is_order = number % 100 == 50
        url = "https://hub.example/orders" if is_order else f"https://portal.example/assets/{number % 40}.js"
        body = json.dumps({**order, "orderId": str(number)})
        entry = {
            "startedDateTime": "2026-03-02T10:15:01.120+01:00",
            "time": 12.5,
            "request": {
                "method": "POST" if is_order else "GET",
                "url": url,
                "httpVersion": "HTTP/1.1",
                "headers": [{"name": f"X-{one}", "value": "v" * 20} for one in range(12)],
                **({"postData": {"mimeType": "application/json", "text": body}} if is_order else {}),
            },
            "response": {
                "status": 202 if is_order else 200,
                "headers": [{"name": f"X-{one}", "value": "v" * 20} for one in range(12)],
                "content": {"size": 3_000, "mimeType": "text/javascript", "text": 'let a = "1";\n' * 200},
            },
            "timings": {"send": 1, "wait": 10, "receive": 1},
        }
        yield (",\n" if number else "\n") + json.dumps(entry)
    yield "]}}\n"
