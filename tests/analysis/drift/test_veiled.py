"""What is sensitive in a payload gives way to something of its shape."""

from checker.analysis.drift.veiled import veiled
from checker.load.paths import parse
from checker.model.places import Place

PLACE = Place(file="contract.yaml", line=1, column=1)
PAYLOAD = {"name": "Ada Loft", "lines": [{"to": "12-B"}, {"to": None}], "age": 41, "address": {"city": "Ulm"}}


def test_only_what_is_sensitive_is_changed_and_keeps_its_shape() -> None:
    sensitive = [parse(text, PLACE) for text in ("/name", "/lines/*/to", "/age", "/address", "header:x")]
    assert veiled(PAYLOAD, sensitive) == {
        "name": "Aaa Aaaa",
        "lines": [{"to": "11-A"}, {"to": None}],
        "age": 1,
        "address": {"city": "Aaa"},
    }


def test_the_payload_itself_stays_as_it_was() -> None:
    assert veiled(PAYLOAD, []) is PAYLOAD
