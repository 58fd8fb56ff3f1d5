"""Tests of masking a case: what is replaced, how, and what stays."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.masking import Masker
from checker.analysis.masking.tokens import Tokens
from checker.load.sets import contract_sets
from checker.model.recordings import Body, Case, Event, Header, Kind
from tests.analysis.masking.planted import SENT

KEY = b"a key for tests"
TOKENS = Tokens(KEY)
CONTRACT = """\
contract: shop
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        sensitive: [/id, /name, /first, /last, /born, /vip, /country, /lines/*/price]
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 10}}
          - {to: /who, from: [/first, /last], then: [{join: " "}, upper, {truncate: 12}]}
          - {to: /parts, from: /name, split: ";"}
          - {to: /born, from: /born, date: {from: iso, to: "%d.%m.%Y"}}
          - {to: /count, from: "/lines/*/price", count: true}
          - to: /items
            each: /lines
            rows:
              - {to: cost, from: price, number: true}
"""
PAYLOAD = {
    "id": "4711",
    "name": "Xaver;Yolanda",
    "first": "Ada",
    "last": "Quillfeather",
    "born": "1980-12-24",
    "vip": True,
    "country": "DE",
    "lines": [{"price": "105.50"}, {"price": "7"}],
}


@pytest.fixture(scope="module")
def masker(tmp_path_factory: pytest.TempPathFactory) -> Masker:
    folder: Path = tmp_path_factory.mktemp("shop")
    folder.joinpath("contract.yaml").write_text(CONTRACT)
    return Masker(KEY, contract_sets([str(folder)])[0])


def masked(masker: Masker, *events: Event) -> tuple[Event, ...]:
    case = events[0].case
    return masker.masked(Case(name=case, events=events, recording="r.jsonl")).case.events


def test_what_is_made_of_sensitive_values_is_made_of_their_tokens(masker: Masker) -> None:
    received = {
        "docnum": "0000004711",
        "who": "ADA QUILLFEA",
        "parts": ["Xaver", "Yolanda"],
        "born": "24.12.1980",
        "count": 2,
        "items": [{"cost": Decimal("105.50")}, {"cost": 7}],
    }
    sent, came = masked(
        masker,
        replace(SENT, id="e1", payload=PAYLOAD),
        replace(SENT, id="e2", kind=Kind.RECEIVED, of=("e1",), payload=received),
    )
    made = sent.payload
    assert made["id"] != "4711"
    assert made["vip"] is False
    assert came.payload == {
        "docnum": made["id"].rjust(10, "0"),
        "who": f"{made['first']} {made['last']}".upper()[:12],
        "parts": made["name"].split(";"),
        "born": ".".join(reversed(made["born"].split("-"))),
        "count": 2,
        "items": [{"cost": Decimal(made["lines"][0]["price"])}, {"cost": int(made["lines"][1]["price"])}],
    }


def test_ids_are_masked_only_where_the_contract_says_so_and_then_everywhere(masker: Masker) -> None:
    event = replace(
        SENT, payload=PAYLOAD, case="4711", id="m-4711", ids={"order": "4711", "other": "8822"}, key="0004711"
    )
    (made,) = masked(masker, event)
    token = TOKENS.of("4711")
    assert (made.case, made.id, made.ids, made.key) == (
        token,
        f"m-{token}",
        {"order": token, "other": "8822"},
        f"000{token}",
    )


def test_words_of_the_contract_names_of_members_and_short_values_elsewhere_stay(masker: Masker) -> None:
    event = replace(
        SENT, payload={**PAYLOAD, "first": "portal", "note": "VIDEO", "code": "DE", "name": "order"}
    )
    (made,) = masked(masker, event)
    assert (made.system, made.boundary, made.message) == ("portal", "portal-to-erp", "order")
    assert list(made.payload) == list(event.payload)
    assert made.payload["note"] == "VIDEO"
    assert made.payload["code"] == made.payload["country"] != "DE"


def test_numbers_stay_numbers_of_as_many_digits(masker: Masker) -> None:
    payload = {"lines": [{"price": 105.5}, {"price": Decimal("24.90")}, {"price": 7}, {"price": 10**20}]}
    (made,) = masked(masker, replace(SENT, payload=payload))
    prices = [line["price"] for line in made.payload["lines"]]
    assert [len(str(price)) for price in prices] == [5, 5, 1, 21]
    assert all(isinstance(price, int | float | Decimal) for price in prices)
    assert all(price != line["price"] for price, line in zip(prices, payload["lines"], strict=True))


def test_what_cannot_be_looked_into_is_withheld() -> None:
    masker = Masker(KEY, None)
    blob = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wE"
    case = Case(
        name="1",
        events=(
            replace(SENT, case="1", payload={"scan": blob}),
            replace(SENT, case="1", id="e3", body=Body(base64="/4D/gA==", media="image/png")),
            replace(SENT, case="1", id="e4", body=Body(file="scan.png")),
        ),
        recording="r.jsonl",
    )
    found = masker.masked(case)
    first, second, third = found.case.events
    assert first.payload["scan"] != blob
    assert len(first.payload["scan"]) == len(blob)
    assert second.body == Body(media="image/png", state="not-recorded")
    assert third.body == Body(state="not-recorded")
    assert found.what == {"binary": "withheld", "body": "withheld"}


def test_the_header_says_what_was_masked_and_keeps_what_it_said() -> None:
    header = Header(set="shop", source=("har of ada@example.org",), masked={"card": "hmac"})
    made = Masker(KEY, None).header(header, {"e-mail": "hmac"})
    assert made.masked == {"card": "hmac", "e-mail": "hmac"}
    assert made.source == (f"har of {TOKENS.of('ada@example.org')}",)
    assert made.set == "shop"


TEXTS = st.lists(
    st.sampled_from(
        [
            "ada@example.org",
            "4111111111111111",
            "password=hunter2x",
            "order 4711",
            "%41%20",
            "\\n",
            '{"a":"b"}',
            "ü",
            "+",
            "&amp;",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def form(text: str) -> str:
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in text)


@given(TEXTS)
def test_masking_what_is_masked_keeps_the_shape(text: str) -> None:
    masker = Masker(KEY, None)
    event = Event(case="1", id="1", kind=Kind.NOTE, payload=text)
    (once,) = masked(masker, event)
    (twice,) = masked(masker, once)
    assert form(twice.payload) == form(once.payload) == form(text)
    assert masked(Masker(KEY, None), event) == (once,)
    if "@" in text:
        assert masked(Masker(b"another key", None), event) != (once,)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "text",
    [
        "%" + "25" * 20_000,
        "%25" * 20_000,
        "\\" * 20_000,
        "[" * 40_000,
        "a@b.co " * 5_000,
        "YWRhQGV4YW1wbGUub3Jn " * 3_000,
        "=41" * 20_000,
    ],
)
def test_hostile_texts_are_masked_in_time(text: str) -> None:
    (made,) = masked(Masker(KEY, None), Event(case="1", id="1", kind=Kind.NOTE, payload=[text, {text: 1}]))
    assert len(str(made.payload[0])) == len(text)


def test_a_bomb_is_withheld() -> None:
    import base64
    import zlib

    bomb = base64.b64encode(zlib.compress(b"a" * 100_000_000)).decode()
    (made,) = masked(Masker(KEY, None), Event(case="1", id="1", kind=Kind.NOTE, payload=bomb))
    assert made.payload != bomb


@pytest.mark.exhaustive
def test_many_sensitive_values_are_searched_at_once(masker: Masker) -> None:
    lines = [{"price": f"value{number:06}"} for number in range(3_000)]
    note = " ".join(line["price"] for line in lines)
    (made,) = masked(masker, replace(SENT, payload={"lines": lines, "note": note}))
    assert made.payload["note"] == " ".join(line["price"] for line in made.payload["lines"])


def test_a_value_that_is_split_over_two_fields_is_masked_in_both(masker):
    payload = {
        **PAYLOAD,
        "name": "zelda.quux@secretcorp.example",
        "a": "to zelda.quux@secr",
        "b": "etcorp.example",
    }
    event = Event(
        case="1", id="e1", kind=Kind.SENT, line=2, boundary="portal-to-erp", message="order", payload=payload
    )
    (made,) = masker.masked(
        Case(name="1", recording="r.jsonl", header=Header(set="shop"), events=(event,))
    ).case.events
    assert not any(half in str(made.payload) for half in ("zelda", "secr", "etcorp", "example"))
    other = replace(event, payload={**payload, "a": "something else"})
    (made,) = masker.masked(
        Case(name="1", recording="r.jsonl", header=Header(set="shop"), events=(other,))
    ).case.events
    assert made.payload["b"] == "etcorp.example"
