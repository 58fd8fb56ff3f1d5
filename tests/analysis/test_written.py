"""Tests of writing JSON values."""

from decimal import Decimal

import pytest

from checker.analysis.written import written, written_bytes


def test_every_digit_is_written() -> None:
    value = {"b": [Decimal("1.10"), Decimal("-0"), 1e-7, 2**70, -(2**70), True], "a": (None, "é")}
    assert written(value) == (
        '{"b":[1.10,-0,1e-7,1180591620717411303424,-1180591620717411303424,true],"a":[null,"é"]}'
    )


def test_it_may_be_indented_and_sorted() -> None:
    assert written({"b": [2**64], "a": Decimal("1.0")}, indent=True, sort_keys=True) == (
        '{\n  "a": 1.0,\n  "b": [\n    18446744073709551616\n  ]\n}'
    )
    assert written_bytes("é") == '"é"'.encode()


def test_what_is_no_json_value_is_not_written() -> None:
    with pytest.raises(TypeError):
        written_bytes({"a": {1, 2}})  # type: ignore[dict-item]
