"""JSON over HTTP on the loopback interface, with the trace context in the headers."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from opentelemetry.trace import StatusCode

from tests.running.har import Recorder
from tests.running.telemetry import Telemetry

Answer = Callable[[Any, Mapping[str, str]], int]


class Client:
    """Posts to one service; what it did goes into an archive, if there is one."""

    def __init__(self, url: str, telemetry: Telemetry, archive: Recorder | None = None) -> None:
        self._url = url
        self._telemetry = telemetry
        self._archive = archive

    def post(self, path: str, body: Any, *, timeout: float = 20, **more: str) -> int | None:
        """The code of the answer; None where none came in time. `more` are further headers."""
        headers = {"content-type": "application/json", **{k.replace("_", "-"): v for k, v in more.items()}}
        started = datetime.now(UTC)
        with self._telemetry.calling(f"POST {path}", body, headers) as span:
            connection = http.client.HTTPConnection(urlsplit(self._url).netloc, timeout=timeout)
            try:
                connection.request("POST", path, json.dumps(body), headers)
                code = connection.getresponse().status
            except TimeoutError as error:
                span.set_status(StatusCode.ERROR, "no answer in time")
                span.record_exception(error)
                code = None
            finally:
                connection.close()
        if self._archive is not None:
            self._archive.call(f"{self._url}{path}", headers, body, started, code or 0)
        return code


@contextmanager
def serving(answers: Mapping[str, Answer], telemetry: Telemetry) -> Iterator[str]:
    """Answers requests by their path, each in a thread, on a port that the system chooses, until left. Gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): text for name, text in self.headers.items()}
            if self.path not in answers:
                self.send_error(404)
                return
            with telemetry.called(f"POST {self.path}", body, headers):
                code = answers[self.path](body, headers)
            try:
                self.send_response(code)
                self.send_header("content-length", "0")
                self.end_headers()
            except BrokenPipeError:
                pass  # whoever asked has given up waiting

        def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - its name in the library
            pass  # the spans tell

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # what was begun is ended before the spans are closed
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
