"""The booking hub: passes orders to the ledger and booked ones to dispatch, and tells the shop how it goes."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from tests.running.channels import Channels
from tests.running.evening import WEATHER, Setting, setting, until_told_to_stop
from tests.running.mapping import Mapper
from tests.running.telemetry import Telemetry
from tests.running.web import Client, serving

_LONGEST: Final = 3.0  # seconds that a request hangs in the hub if it is not repeated

# What the ledger or dispatch shows, what the hub shows then, and while it shows what.
_ROWS: Final = {
    ("ledger", "BOOKED"): ("BOOKED", ["ACCEPTED"]),
    ("ledger", "REJECTED"): ("REFUSED", ["ACCEPTED"]),
    ("dispatch", "PRINTED"): ("PRINTING", ["BOOKED"]),
    ("dispatch", "POSTED"): ("COMPLETED", ["BOOKED", "PRINTING"]),
    ("dispatch", "REFUSED"): ("REFUSED", ["BOOKED", "PRINTING"]),
}


@dataclass(slots=True, kw_only=True, eq=False)
class Order:
    """An order as the hub knows it."""

    content: Any
    news_to: str
    status: str | None = None
    requests: int = 0
    is_repeated: threading.Event = field(default_factory=threading.Event)


class Hub:
    def __init__(self, setting: Setting, telemetry: Telemetry, channels: Channels) -> None:
        self._setting = setting
        self._telemetry = telemetry
        self._channels = channels
        self._mapper = Mapper(setting)
        self._dispatch = Client(setting.urls["dispatch"], telemetry)
        self._orders: dict[str, Order] = {}
        self._one_at_a_time = threading.Lock()

    def take(self, content: Any, headers: Mapping[str, str]) -> int:
        """An order, perhaps again. It is passed on each time: the ledger books an order once."""
        with self._one_at_a_time:
            order = self._orders.setdefault(
                content["order"], Order(content=content, news_to=headers["x-news-to"])
            )
            order.requests += 1
            is_first = order.requests == 1
        if content["order"] == WEATHER.hub_is_slow and is_first:
            order.is_repeated.wait(_LONGEST)
        with self._one_at_a_time:
            if order.status is None:
                self._show(order, "ACCEPTED")
        self._book(content)
        order.is_repeated.set() if not is_first else None
        return 202

    def work(self, stop: threading.Event) -> None:
        """Reads reports until it is told to stop."""
        while not stop.is_set():
            delivery = self._channels.take("reports")
            if delivery is None:
                stop.wait(0.005)
                continue
            report = delivery.body
            order = self._orders[report["reference"].lstrip("0")]
            if self._is_stuck(order, report):
                continue
            with self._telemetry.consuming("reports", report, delivery.headers):
                self._hear(order, report)
            self._channels.confirm(delivery)

    def _hear(self, order: Order, report: Any) -> None:
        """What the ledger or dispatch reports."""
        system = report["from"]
        status, while_shown = _ROWS[system, report["status"]]
        if self._setting.has("statuses-out-of-order") and system == "dispatch":
            while_shown = [order.status]
        if order.status not in while_shown:
            return
        is_booked = status == "BOOKED"
        if is_booked and self._setting.has("reported-too-early"):
            status = "COMPLETED"
        with self._one_at_a_time:
            self._show(order, status)
        if is_booked:
            self._send(order, report)

    def _book(self, content: Any) -> None:
        headers: dict[str, str] = {}
        is_traced = not self._setting.has("trace-lost")
        with self._telemetry.publishing("bookings", content, headers, is_traced=is_traced):
            self._channels.publish("bookings", self._mapper.booking(content), headers)

    def _send(self, order: Order, report: Any) -> None:
        content = order.content
        customer, to = content["customer"], content["sendTo"]
        name = "bookingNumber" if self._setting.has("enrichment-missing") else "number"
        parcel = {
            "order": content["order"],
            "invoice": report.get(name),
            "tickets": len(content["seats"]),
            "to": {"name": f"{customer['firstName']} {customer['lastName']}", **to},
        }
        self._dispatch.post("/parcels", parcel)

    def _show(self, order: Order, status: str) -> None:
        order.status = status
        number = order.content["order"]
        with self._telemetry.status(status, order_id=number), suppress(ConnectionError):
            news = {"order": number, "status": status}
            Client(order.news_to.removesuffix("/news"), self._telemetry).post("/news", news)

    def _is_stuck(self, order: Order, report: Any) -> bool:
        """Whether a report can't be read just now; it comes again."""
        if order.content["order"] != WEATHER.report_is_stuck or report["status"] != "PRINTED":
            return False
        return order.status != "COMPLETED"


def main() -> None:
    given = setting()
    telemetry = Telemetry("hub", given.folder)
    hub = Hub(given, telemetry, Channels(given.folder))
    with serving({"/orders": hub.take}, telemetry) as address:
        hub.work(until_told_to_stop(address))
    telemetry.close()


if __name__ == "__main__":
    main()
