"""Tests of what gives itself away."""

import pytest

from checker.analysis.masking.detectors import spans
from tests.clock import growth


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to ada.l+x@sub.example.co.uk, now", [("ada.l+x@sub.example.co.uk", "e-mail")]),
        ("card 4111 1111 1111 1111", [("4111 1111 1111 1111", "card")]),
        ("0004111111111111111", [("4111111111111111", "card")]),
        ("IBAN DE89 3704 0044 0532 0130 00 is", [("DE89 3704 0044 0532 0130 00", "iban")]),
        ("gb29nwbk60161331926819", [("gb29nwbk60161331926819", "iban")]),
        (
            '{"password":"two words","token":"abcD1234efgh"}',
            [("two words", "secret"), ("abcD1234efgh", "secret")],
        ),
        ("client_secret=s3cr3t&x=1", [("s3cr3t", "secret")]),
        ("<password>hunter2</password>", [("hunter2", "secret")]),
        ("Authorization: Bearer abcdefgh12345678", [("abcdefgh12345678", "token")]),
        ("Basic YWRhOmh1bnRlcjI=", [("YWRhOmh1bnRlcjI=", "token")]),
        ("https://ada:pw@host/x?key=Zq81kLm0", [("ada:pw", "password"), ("Zq81kLm0", "secret")]),
        ("AKIAIOSFODNN7EXAMPLE", [("AKIAIOSFODNN7EXAMPLE", "api-key")]),
        ("call +49 30 1234567 now", [("+49 30 1234567", "phone")]),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY-----",
            [("-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY-----", "private-key")],
        ),
    ],
)
def test_it_is_found_by_its_form(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "0000004711",
        "4111111111111112",  # fails the check digit
        "4006381333931",  # an EAN
        "20260302091501120",
        "2026-03-02T09:15:01.120+01:00",
        "1772442901120",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "50a50557-3bd0-476a-a58e-bb3263f96f71",
        "token: PENDING",
        "basic information",
        "DE89370400440532013001",
        "user@host",
        "pkg@1.2.3",
        "+0012345678.90",
        "x@",
    ],
)
def test_an_order_number_a_time_or_an_id_is_not_sensitive(text: str) -> None:
    assert spans(text) == ()


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "text",
    [
        "@",
        "a",
        "a@",
        "a.b@c.",
        "1",
        "password=",
        "eyJ",
        "eyJaaaaaaaa.",
        "%25",
        "+1 ",
        "DE12 ",
        "a.",
        "https://",
        "bearer ",
        "-----BEGIN PRIVATE KEY-----",
        "ab12 ",
    ],
)
def test_the_time_is_linear_in_the_text(text: str) -> None:
    assert growth(lambda size: spans(text * (size // len(text))), 10_000, 160_000) < 1.5
