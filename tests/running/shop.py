"""The web shop: sends the evening's orders to the hub, and shows its customers what it hears."""

import threading
import time
from collections.abc import Mapping
from typing import Any, Final

from tests.running.evening import WEATHER, Setting, orders, setting
from tests.running.har import Recorder
from tests.running.telemetry import Telemetry
from tests.running.web import Client, serving

# Seconds that an answer may take: many, so that a busy machine makes no weather of its own, and few where the
# hub is sure to hold the order back for longer.
_PATIENCE: Final = 20.0
_HURRY: Final = 0.5
_ATTEMPTS: Final = 3
_SILENCE: Final = 5.0  # seconds without any news after which the evening is over; ten times the longest pause
_SHOWN: Final = {
    "ACCEPTED": "in_progress",
    "BOOKED": "in_progress",
    "PRINTING": "in_progress",
    "COMPLETED": "completed",
    "REFUSED": "failed",
}
_FINAL: Final = ("completed", "failed")


class Shop:
    def __init__(self, setting: Setting, telemetry: Telemetry) -> None:
        self._setting = setting
        self._telemetry = telemetry
        self._shown: dict[str, str] = {}
        self._is_settled: set[str] = set()  # those of which the hub has told the end
        self._news = threading.Condition()

    def place(self, order: dict[str, Any], hub: Client, news_to: str) -> None:
        """Sends an order until the hub has taken it."""
        number = order["order"]
        with self._telemetry.work("place order", order_id=number):
            self._show(number, "ordered")
            for attempt in range(_ATTEMPTS):
                patience = _HURRY if (number, attempt) == (WEATHER.hub_is_slow, 0) else _PATIENCE
                if hub.post("/orders", order, timeout=patience, x_news_to=news_to) == 202:
                    return
                if self._setting.has("timeout-as-failure"):
                    self._show(number, "failed")
                    return
                self._show(number, "in_progress")

    def hear(self, news: Any, headers: Mapping[str, str]) -> int:
        """News of the hub."""
        self._show(news["order"], _SHOWN[news["status"]])
        with self._news:
            if _SHOWN[news["status"]] in _FINAL:
                self._is_settled.add(news["order"])
            self._news.notify()
        return 204

    def wait(self, count: int) -> None:
        """Until the end of so many orders is known, or nothing more is heard."""
        with self._news:
            while len(self._is_settled) < count and self._news.wait(_SILENCE):
                pass

    def _show(self, number: str, status: str) -> None:
        """What is final stays, and what is shown already is not shown again."""
        with self._news:
            if self._shown.get(number) not in (status, *_FINAL):
                self._shown[number] = status
                with self._telemetry.status(status, order_id=number):
                    pass


def main() -> None:
    given = setting()
    telemetry, archive = Telemetry("shop", given.folder), Recorder(given.folder / "shop.har")
    shop = Shop(given, telemetry)
    with serving({"/news": shop.hear}, telemetry) as address:
        hub = Client(given.urls["hub"], telemetry, archive)
        evening = orders()
        for order in evening:
            shop.place(order, hub, f"{address}/news")
            time.sleep(0.01)
        shop.wait(len(evening))
    archive.close()
    telemetry.close()


if __name__ == "__main__":
    main()
