"""What is sold on one evening, what goes wrong then on any evening, and which bugs the services have."""

import argparse
import json
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
REFERENCE: Final = HERE.parents[1] / "contracts" / "concert-tickets" / "reference"

FAULTS: Final = {
    "enrichment-missing": "the hub looks for the invoice under a name that the ledger no longer writes",
    "mapping-bug": "the hub books on the day in UTC, not in Vienna",
    "rejected-in-silence": "the dispatch room reports only what it has posted",
    "reported-too-early": "the hub takes the booking for the end of the matter",
    "booked-twice": "the ledger knows a repetition by the id of the message, not by the order",
    "trace-lost": "the hub leaves out the trace context of what it puts into the queue",
    "stale-table": "the hub was never given this year's accounts",
    "statuses-out-of-order": "the hub believes whatever report comes last",
    "timeout-as-failure": "the shop takes a time-out for a no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """
    What happens on any evening, by the order that it happens to; a healthy integration survives it.

    `hub_is_slow`: the first request is answered too late, and sent again. `ledger_forgets`: what was booked is
    not confirmed, and comes again. `report_is_stuck`: that the tickets are printed is heard only after they
    are posted.
    """

    hub_is_slow: str = "70313"
    ledger_forgets: str = "70317"
    report_is_stuck: str = "70316"


WEATHER: Final = Weather()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a service writes, which bug it has, and where those are that it calls."""

    folder: Path
    fault: str | None
    urls: Mapping[str, str]

    def has(self, fault: str) -> bool:
        assert fault in FAULTS
        return self.fault == fault


def orders() -> list[dict[str, Any]]:
    return json.loads((HERE / "orders.json").read_text("utf-8"))  # type: ignore[no-any-return]


def setting() -> Setting:
    """From the command line of a service."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fault", choices=sorted(FAULTS))
    parser.add_argument("--url", action="append", default=[], metavar="SERVICE=URL")
    given = parser.parse_args()
    return Setting(
        folder=given.folder, fault=given.fault, urls=dict(text.split("=", 1) for text in given.url)
    )


def until_told_to_stop(url: str = "") -> threading.Event:
    """
    Tells whoever started this process that it is ready, and where it listens.

    Set when its standard input ends: whoever started it closes it, or is no longer there.
    """
    stop = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=wait, daemon=True).start()
    print(f"ready {url}", flush=True)
    return stop
