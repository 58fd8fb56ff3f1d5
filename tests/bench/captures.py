"""
How long captures take to import, and how much memory: `python -m tests.bench.captures`.

Each capture is made twice, the second ten times as large. What reading takes in memory does not grow with the
capture, since one record is read at a time; what is recognised is kept until it is joined.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SET = ROOT / "contracts" / "order-to-cash"
_RUNS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, make, small, large in (
            ("processing log, rows", _log, 100, 1_000),
            ("HAR, entries", _har, 600, 6_000),
        ):
            nothing = _measured(_written(folder, make(1)))
            for count in (small, large):
                path = _written(folder, make(count))
                took, peak = _measured(path)
                size = path.stat().st_size / 1e6
                parse = _parsed(path)
                print(
                    f"{name} {count:>6,} ({size:5.1f} MB): {took:5.2f} s, {peak:4.0f} MB; one alone "
                    f"{nothing[0]:4.2f} s, {nothing[1]:3.0f} MB; {(took - nothing[0]) / parse:4.1f} x json.load"
                )


def _written(folder: str, lines: Iterator[str]) -> Path:
    path = Path(folder) / "capture.json"
    with path.open("w") as file:
        file.writelines(lines)
    return path


def _measured(path: Path) -> tuple[float, float]:
    """Seconds and megabytes of a whole command, the median of some runs."""
    command = [
        sys.executable,
        "-m",
        "checker",
        "import",
        str(path),
        "-o",
        str(path.with_suffix(".recording.jsonl")),
    ]
    command += ["--contracts", str(_SET)]
    taken = sorted(_once(command) for _ in range(_RUNS))
    return taken[_RUNS // 2]


def _once(command: list[str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status in (0, 2 << 8), status
    return time.perf_counter() - start, used.ru_maxrss / 1024


def _parsed(path: Path) -> float:
    start = time.perf_counter()
    json.loads(path.read_bytes())
    return time.perf_counter() - start


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


if __name__ == "__main__":
    main()
