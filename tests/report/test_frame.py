"""The line that a frame shows is the one that is blamed."""

import pytest
import yaml

from checker.model.places import Place
from checker.report.frame import code_at


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_a_line_of_yaml_is_counted_as_its_parser_counts_it(end: str) -> None:
    text = f"a: 1{end}# b{end}c: 3{end}d: 4"
    node = yaml.compose(text, Loader=yaml.CSafeLoader).value[1][0]
    place = Place(file="a.yaml", line=node.start_mark.line + 1, column=1)

    assert (node.value, code_at(place, {"a.yaml": text})) == ("c", "c: 3")


def test_a_recording_ends_its_lines_at_newlines_alone() -> None:
    sources = {"a.jsonl": '{"a": "\u2028\x85"}\r\n{"b": 1}\n'}

    assert [code_at(Place(file="a.jsonl", line=line, column=1), sources) for line in (1, 2, 3, 4)] == [
        '{"a": "\u2028\x85"}',
        '{"b": 1}',
        "",
        None,
    ]
