"""A client of the YAML language server: the process that completes, explains and checks YAML in editors."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

# Which schema files have that do not name one: what docs/how-to/editor.md sets.
SCHEMAS = {"./.seamproof.schema.json": ["contracts/**/contract.yaml", "contracts/**/*.contract.yaml"]}
SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "hoverSchemaSource": False,
        "schemas": SCHEMAS,
    },
}
# Runs in the server before it: whatever it wants of a network is said and refused.
NO_NETWORK = """\
const refuse = (what) => () => { process.stderr.write(`asked the network: ${what}\\n`); throw new Error(what); };
require("net").Socket.prototype.connect = refuse("connect");
require("dns").lookup = refuse("lookup");
"""
PATIENCE = 120  # seconds of silence after which a test fails instead of waiting


class LanguageServer:
    """One running server."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        self._process = process
        self._folder = folder
        self._asked = 0
        self._opened = 0
        self._messages: Queue[Any] = Queue()
        self._answers: dict[int, Any] = {}
        self._diagnostics: dict[str, list[Any]] = {}
        self._notified: set[str] = set()

    def begin(self) -> None:
        """Shakes hands, and waits until the server has taken the settings."""
        formats = ["markdown", "plaintext"]
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": self._folder.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {
                            "completionItem": {"snippetSupport": True, "documentationFormat": formats}
                        },
                        "hover": {"contentFormat": formats},
                    },
                },
            },
        )
        self._tell("yaml/supportSchemaSelection", {})  # then it says when it has its settings
        self._tell("initialized", {})
        while "yaml/schema/store/initialized" not in self._notified:
            self._take()

    def opens(self, text: str, schema: str = "language") -> "Document":
        """A document with this text behind the line that names its schema."""
        self._opened += 1
        line = f"# yaml-language-server: $schema={schema}.schema.json\n"
        return self.opens_at(f"{self._opened}.yaml", line + text)

    def opens_at(self, path: str, text: str) -> "Document":
        """A document at this path of the folder, with nothing but this text."""
        uri = (self._folder / path).as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        return Document(self, uri)

    def diagnostics(self, uri: str) -> Any:
        while uri not in self._diagnostics:
            self._take()
        return self._diagnostics[uri]

    def asked(self, what: str, uri: str, line: int, column: int) -> Any:
        at = {"line": line, "character": column - 1}
        return self._ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": at})

    def end(self) -> str:
        """What the server wrote beside its answers, once it has ended."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.wait()
        assert self._process.stderr is not None
        return self._process.stderr.read().decode()

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while number not in self._answers:
            self._take()
        return self._answers.pop(number)

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> None:
        """Takes one message of the server, whatever it is."""
        try:
            message = self._messages.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"the language server has said nothing for {PATIENCE} s") from None
        match message:
            case {"method": "workspace/configuration", "id": number, "params": {"items": wanted}}:
                self._send({"id": number, "result": [SETTINGS.get(item["section"]) for item in wanted]})
            case {"method": method, "id": number}:
                self._send({"id": number, "result": None})
            case {"method": "textDocument/publishDiagnostics", "params": found}:
                self._diagnostics[found["uri"]] = found["diagnostics"]
            case {"method": method}:
                self._notified.add(method)
            case {"id": number, "error": error}:
                raise AssertionError(error)
            case {"id": number, "result": result}:
                self._answers[number] = result

    def listen(self) -> None:
        """Reads what the server says until it ends, so that it never waits for somebody to hear it."""
        assert self._process.stdout is not None
        while header := self._process.stdout.readline():
            while (line := self._process.stdout.readline()).strip():
                header += line
            length = next(line for line in header.lower().splitlines() if line.startswith(b"content-length:"))
            self._messages.put(json.loads(self._process.stdout.read(int(length.partition(b":")[2]))))
        self._messages.put({"error": "the language server has ended", "id": None})


@dataclass(frozen=True, slots=True)
class Document:
    """An open document. Lines are those of the text that was given, and lines and columns count from 1."""

    server: LanguageServer
    uri: str

    def says(self) -> list[tuple[int, str]]:
        """What is said against it, each with its line."""
        found = self.server.diagnostics(self.uri)
        return sorted((each["range"]["start"]["line"], each["message"]) for each in found)

    def offers(self, line: int, column: int) -> list[Any]:
        found: list[Any] = self.server.asked("completion", self.uri, line, column)["items"]
        return found

    def explains(self, line: int, column: int) -> str:
        found = self.server.asked("hover", self.uri, line, column)
        return str(found["contents"]["value"]) if found else ""


@contextmanager
def running(package: Path, folder: Path) -> Iterator[LanguageServer]:
    """The server of an installed package, whose documents are in `folder`."""
    guard = folder / "no_network.cjs"
    guard.write_text(NO_NETWORK, "utf-8")
    command = ["node", "--require", str(guard), str(package / "bin" / "yaml-language-server"), "--stdio"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            server = LanguageServer(process, folder)
            Thread(target=server.listen, daemon=True).start()
            server.begin()
            yield server
        finally:
            process.kill()
