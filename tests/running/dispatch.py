"""The dispatch room: prints tickets, posts them, and reports it."""

import threading
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from typing import Any, Final

from opentelemetry import context
from opentelemetry.context import Context

from tests.running.channels import Channels
from tests.running.evening import Setting, setting, until_told_to_stop
from tests.running.telemetry import Telemetry, following
from tests.running.web import serving

_CARRIERS: Final = {"AT": "Post", "CH": "Bergpost", "DE": "Nordpost"}


class Dispatch:
    def __init__(self, setting: Setting, telemetry: Telemetry, channels: Channels) -> None:
        self._setting = setting
        self._telemetry = telemetry
        self._channels = channels
        self._pile: SimpleQueue[tuple[Any, Context]] = SimpleQueue()
        self._posted = 0

    def take(self, parcel: Any, headers: Mapping[str, str]) -> int:
        """A parcel, to be worked on later."""
        with self._telemetry.status("QUEUED", order_id=parcel["order"]):
            self._pile.put((parcel, context.get_current()))
        return 202

    def work(self, stop: threading.Event) -> None:
        """Works off the pile until it is told to stop."""
        while not stop.is_set():
            try:
                parcel, cause = self._pile.get(timeout=0.02)
            except Empty:
                continue
            with following(cause):
                self._post(parcel)

    def _post(self, parcel: Any) -> None:
        reason = _reason_to_refuse(parcel)
        if reason is not None:
            with self._telemetry.status("REFUSED", order_id=parcel["order"], app_reason=reason):
                if not self._setting.has("rejected-in-silence"):
                    self._report(parcel, "REFUSED")
            return
        with self._telemetry.status("PRINTED", order_id=parcel["order"]):
            self._report(parcel, "PRINTED")
        self._posted += 1
        with self._telemetry.work("tickets posted", parcel_number=f"P-{self._posted:04}"):
            pass
        with self._telemetry.status("POSTED", order_id=parcel["order"]):
            self._report(parcel, "POSTED")

    def _report(self, parcel: Any, status: str) -> None:
        report = {"from": "dispatch", "reference": parcel["order"], "status": status}
        headers: dict[str, str] = {}
        with self._telemetry.publishing("reports", report, headers):
            self._channels.publish("reports", report, headers)


def _reason_to_refuse(parcel: Any) -> str | None:
    if parcel["invoice"] is None:
        return "there is no invoice number to print"
    country = parcel["to"]["country"]
    return None if country in _CARRIERS else f"no carrier goes to {country}"


def main() -> None:
    given = setting()
    telemetry = Telemetry("dispatch", given.folder)
    dispatch = Dispatch(given, telemetry, Channels(given.folder))
    with serving({"/parcels": dispatch.take}, telemetry) as address:
        dispatch.work(until_told_to_stop(address))
    telemetry.close()


if __name__ == "__main__":
    main()
