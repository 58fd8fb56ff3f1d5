"""The process that runs jq programs, talked to without a process."""

import io
import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.analysis.jq import child

pytest.importorskip("jq")


def answers(monkeypatch, *requests):
    monkeypatch.setattr(child, "_limit", lambda: None)  # it would limit the tests
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "argv", ["child.py", str(Path(find_spec("jq").origin).parent)])
    monkeypatch.setattr(
        sys, "stdin", io.StringIO("".join(json.dumps(request) + "\n" for request in requests))
    )
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    child.main()
    return [json.loads(line) for line in sys.stdout.getvalue().splitlines()]


def test_each_request_is_answered_with_a_line(monkeypatch):
    found = answers(
        monkeypatch, [".a", None], [".a", '{"a": [1, "x"]}'], [".a", "5"], ["(", None], ["range(1e6)", "0"]
    )
    assert found[:2] == [{"results": []}, {"results": ['[1, "x"]']}]
    assert found[2]["failed"].startswith("Cannot index number")
    assert found[3]["syntax"].startswith("jq: error: syntax error")
    assert found[4] == {"failed": "it gives more than 10,000 results"}


def test_too_little_memory_is_said():
    class Greedy:
        def input_text(self, given):
            raise MemoryError

    assert child._run(Greedy(), "1") == {"exhausted": "needs more memory than a program may have"}
