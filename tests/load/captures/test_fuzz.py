"""The archive of calls with anything anywhere in it: the reader says so, and fails nowhere else."""

from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import har
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign, written

ARCHIVE = {
    "log": {
        "version": "1.2",
        "entries": [
            {
                "startedDateTime": "2026-03-02T09:15:01.120+01:00",
                "time": 60,
                "request": {
                    "method": "POST",
                    "url": "https://hub.example.org/orders?draft=false",
                    "headers": [{"name": "Content-Type", "value": "application/json"}],
                    "bodySize": 15,
                    "postData": {"mimeType": "application/json", "text": '{"qty":"3"}'},
                },
                "response": {
                    "status": 202,
                    "headers": [["X-Request-Id", "r1"]],
                    "content": {
                        "size": 2,
                        "mimeType": "application/json",
                        "text": "e30=",
                        "encoding": "base64",
                    },
                },
            },
            {"request": {"method": "GET", "url": "/", "postData": {"params": [{"name": "a", "value": "b"}]}}},
        ],
    }
}


@fuzz
@given(mutations(ARCHIVE))
def test_whatever_stands_in_an_entry_nothing_foreign_comes_of_it(archive: Any) -> None:
    nothing_foreign(har.FORMAT, written(archive))


@fuzz
@given(damaged(written(ARCHIVE)))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(har.FORMAT, data)


@pytest.mark.exhaustive
def test_an_archive_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(har.FORMAT, written(ARCHIVE))
