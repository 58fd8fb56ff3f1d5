"""The calls of a client as an HTTP archive; one that got no answer has the status 0, as browsers write it."""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harfile import HarFile, PostData, Record, Request, Response, Timings

_VERSION = "HTTP/1.1"


class Recorder:
    def __init__(self, file: Path) -> None:
        self._archive = HarFile.open(file)
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        self._archive.close()

    def call(self, url: str, headers: Mapping[str, str], body: Any, started: datetime, code: int) -> None:
        """A call that has just ended."""
        took = round((datetime.now(UTC) - started).total_seconds() * 1000, 3)
        request = Request(
            method="POST",
            url=url,
            httpVersion=_VERSION,
            headers=[Record(name=name, value=text) for name, text in headers.items()],
            postData=PostData(mimeType="application/json", text=json.dumps(body)),
        )
        with self._one_at_a_time:
            self._archive.add_entry(
                startedDateTime=started,
                time=took,
                request=request,
                response=Response(status=code, statusText="", httpVersion=_VERSION),
                timings=Timings(send=0, wait=took, receive=0),
            )
