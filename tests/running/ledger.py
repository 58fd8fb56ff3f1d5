"""The ledger: books what comes through the queue, and reports what became of it."""

import sqlite3
import threading
from typing import Any, Final

from tests.running.channels import Channels, Delivery
from tests.running.evening import WEATHER, Setting, setting, until_told_to_stop
from tests.running.telemetry import Telemetry

_MOST: Final = 5000  # more needs a signature, and no queue has one
_TABLE: Final = """
create table bookings (
    number integer primary key, reference text not null, message integer not null, status text not null
)"""


class Ledger:
    def __init__(self, setting: Setting, telemetry: Telemetry, channels: Channels) -> None:
        self._telemetry = telemetry
        self._channels = channels
        self._books = sqlite3.connect(setting.folder / "ledger.db", isolation_level=None)
        self._books.execute(_TABLE)
        self._is_repeated = (
            "select number, status from bookings where message = :message"
            if setting.has("booked-twice")
            else "select number, status from bookings where reference = :reference"
        )
        self._forgets = {WEATHER.ledger_forgets}

    def work(self, stop: threading.Event) -> None:
        """Books until it is told to stop."""
        while not stop.is_set():
            delivery = self._channels.take("bookings")
            if delivery is None:
                stop.wait(0.005)
                continue
            with self._telemetry.consuming("bookings", delivery.body, delivery.headers):
                self._book(delivery)
            number = delivery.body["reference"].lstrip("0")
            if number in self._forgets:
                self._forgets.remove(number)
            else:
                self._channels.confirm(delivery)
        self._books.close()

    def _book(self, delivery: Delivery) -> None:
        booking = delivery.body
        asked = {"reference": booking["reference"], "message": delivery.id}
        known = self._books.execute(self._is_repeated, asked).fetchone()
        if known is not None:
            number, status = known
            self._report(booking, status, f"B-{number:04}")
            return
        if not self._books.execute("select 1 from bookings where reference = :reference", asked).fetchone():
            with self._telemetry.status("OPEN", ledger_reference=booking["reference"]):
                pass
        is_too_much = booking["amount"] > _MOST
        status = "REJECTED" if is_too_much else "BOOKED"
        written = self._books.execute(
            "insert into bookings (reference, message, status) values (?, ?, ?)",
            [booking["reference"], delivery.id, status],
        )
        number = f"B-{written.lastrowid:04}"
        if is_too_much:
            reason = {"app_reason": f"more than {_MOST} needs a signature"}
        else:
            reason = {}
            with self._telemetry.work("ledger booked", booking_number=number):
                pass
        with self._telemetry.status(status, ledger_reference=booking["reference"], **reason):
            self._report(booking, status, number)

    def _report(self, booking: Any, status: str, number: str) -> None:
        report = {
            "from": "ledger",
            "reference": booking["reference"],
            "status": status,
            **({"number": number} if status == "BOOKED" else {}),
        }
        headers: dict[str, str] = {}
        with self._telemetry.publishing("reports", report, headers):
            self._channels.publish("reports", report, headers)


def main() -> None:
    given = setting()
    telemetry = Telemetry("ledger", given.folder)
    Ledger(given, telemetry, Channels(given.folder)).work(until_told_to_stop())
    telemetry.close()


if __name__ == "__main__":
    main()
