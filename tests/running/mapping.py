"""What the hub makes of an order for the ledger, as its programmers wrote it down by hand."""

import csv
import uuid
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.running.evening import REFERENCE, Setting

_TARIFFS: Final = {"full": "F", "reduced": "R"}


class Mapper:
    def __init__(self, setting: Setting) -> None:
        name = "currencies-2025-12.csv" if setting.has("stale-table") else "currencies.csv"
        with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
            self._accounts = {row["iso"]: row["account"] for row in csv.DictReader(file)}
        self._zone = UTC if setting.has("mapping-bug") else ZoneInfo("Europe/Vienna")

    def booking(self, order: Any) -> dict[str, Any]:
        customer = order["customer"]
        placed = datetime.fromisoformat(order["placedAt"]).astimezone(self._zone)
        return {
            "reference": order["order"].zfill(10),
            "entry": str(uuid.uuid4()),
            "bookedFor": f"{placed:%Y%m%d}",
            "account": self._accounts[order["currency"]],
            "currency": order["currency"],
            "debtor": f"{customer['lastName']}, {customer['firstName']}"[:35],
            "concert": order["concert"].upper(),
            "amount": sum(seat["price"] for seat in order["seats"]) / 100,
            "items": [
                {
                    "line": f"{10 * position:04}",
                    "seat": f"{seat['row']}/{seat['number']}",
                    "tariff": _TARIFFS[seat["tariff"]],
                    "amount": seat["price"] / 100,
                }
                for position, seat in enumerate(order["seats"], start=1)
            ],
        }
