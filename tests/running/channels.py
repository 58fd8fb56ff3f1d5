"""A queue in a table: what is taken and not confirmed in time is delivered again."""

import json
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_HIDDEN: Final = 0.25  # seconds for which a message that was taken is seen by nobody else
_TABLE: Final = """
create table if not exists messages (
    id integer primary key autoincrement, topic text not null, body text not null, headers text not null, seen_from real not null
)"""
_TAKE: Final = """
update messages set seen_from = :now + :hidden where id = (
    select id from messages where topic = :topic and seen_from <= :now order by seen_from, id limit 1
) returning id, body, headers"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message as it was delivered, once more or for the first time."""

    id: int
    body: Any
    headers: Mapping[str, str]


class Channels:
    """The topics that the services share."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "channels.db"
        with closing(self._opened()) as table:
            table.execute("pragma journal_mode = wal")
            table.execute(_TABLE)

    def publish(self, topic: str, body: Any, headers: Mapping[str, str]) -> None:
        row = (topic, json.dumps(body), json.dumps(dict(headers)), time.time())
        with closing(self._opened()) as table:
            table.execute("insert into messages (topic, body, headers, seen_from) values (?, ?, ?, ?)", row)

    def take(self, topic: str) -> Delivery | None:
        with closing(self._opened()) as table:
            asked = {"topic": topic, "now": time.time(), "hidden": _HIDDEN}
            row = next(iter(table.execute(_TAKE, asked).fetchall()), None)
        return row and Delivery(id=row[0], body=json.loads(row[1]), headers=json.loads(row[2]))

    def confirm(self, delivery: Delivery) -> None:
        with closing(self._opened()) as table:
            table.execute("delete from messages where id = ?", [delivery.id])

    def waiting(self) -> int:
        """How many messages nobody has confirmed yet."""
        with closing(self._opened()) as table:
            (count,) = table.execute("select count(*) from messages").fetchone()
        return int(count)

    def _opened(self) -> sqlite3.Connection:
        """A connection that commits each statement by itself; `synchronous` is for machines that lose power."""
        table = sqlite3.connect(self._file, timeout=20, isolation_level=None)
        table.execute("pragma synchronous = off")
        return table
