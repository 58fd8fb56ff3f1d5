"""One language server for all tests here, and the schemas as they are printed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from checker.pipeline.schemas import schema
from tests.downloads import npm_installed
from tests.editor.language_server import LanguageServer, running

VERSION = "2.0.0"


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    package = npm_installed("yaml-language-server", VERSION)
    folder = tmp_path_factory.mktemp("editor")
    for name, file in (("language", "language"), ("vocabulary", "vocabulary"), ("language", ".seamproof")):
        (folder / f"{file}.schema.json").write_text(schema(name), "utf-8")
    with running(package, folder) as server:
        yield server
        assert server.end() == "", "nothing may be fetched"


@pytest.fixture(scope="session")
def language() -> Any:
    return json.loads(schema("language"))
