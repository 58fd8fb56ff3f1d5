"""Tests of IDocs as XML: control records, segments, statuses, and what is refused."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given

from checker.load.captures import Capture, capture, idoc
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign

FILE = Path(__file__).parent / "files" / "idoc.xml"
CONTROL = "<EDI_DC40><DOCNUM>1</DOCNUM></EDI_DC40>"


def read(text: str | bytes, limits: Limits = DEFAULT) -> tuple[list[Captured], list[str]]:
    data = text.encode() if isinstance(text, str) else text
    found = Capture(Source("idoc.xml", data, limits), idoc.FORMAT)
    return list(found.read()), [str(mistake) for mistake in found.mistakes]


def test_idocs_and_the_statuses_in_them_are_read() -> None:
    found = capture(str(FILE))
    order, second, audit, posted, refused = found.read()
    assert order == Captured(
        format="idoc",
        what=What.MESSAGE,
        place=Place(file=str(FILE), line=3, column=3),
        fields={
            "TABNAM": "EDI_DC40",
            "DOCNUM": "0000000000004711",
            "EDI_DC40-STATUS": "30",
            "DIRECT": "1",
            "IDOCTYP": "ORDERS05",
            "CIMTYP": "",
            "MESTYP": "ORDERS",
            "SNDPRN": "PORTAL",
            "RCVPRN": "ERP",
            "CREDAT": "20260302",
            "CRETIM": "091531",
            "root": "ORDERS05",
        },
        payload={
            "@BEGIN": "1",
            "EDI_DC40": {
                "@SEGMENT": "1",
                "TABNAM": "EDI_DC40",
                "DOCNUM": "0000000000004711",
                "STATUS": "30",
                "DIRECT": "1",
                "IDOCTYP": "ORDERS05",
                "CIMTYP": "",
                "MESTYP": "ORDERS",
                "SNDPRN": "PORTAL",
                "RCVPRN": "ERP",
                "CREDAT": "20260302",
                "CRETIM": "091531",
            },
            "E1EDK01": {"@SEGMENT": "1", "BELNR": " 4711 ", "NTGEW": "01.50"},
            "E1EDK14": [
                {"@SEGMENT": "1", "QUALF": "006", "ORGID": "00"},
                {"@SEGMENT": "1", "QUALF": "007", "ORGID": "<10> & ä"},
            ],
            "E1EDP01": {"@SEGMENT": "1", "POSEX": "000010", "E1EDP20": {"@SEGMENT": "1"}},
        },
        name=("idoc", "PORTAL/0000000000004711"),
    )
    assert (second.fields, second.name, second.place.line) == (
        {"DOCNUM": "0000000000004712", "DIRECT": "2", "MESTYP": "ORDERS", "root": "ORDERS05"},
        None,  # inbound: whose number this is nobody can tell
        14,
    )
    assert (audit.what, audit.name) == (What.MESSAGE, ("idoc", "ERP/0000000000000099"))
    assert posted == Captured(
        format="idoc",
        what=What.LOG,
        place=Place(file=str(FILE), line=20, column=3, pointer="/E1ADHDR/E1STATE/0"),
        system="ERP",
        fields={
            "DOCNUM": "4711",
            "STATUS": "53",
            "record": "E1STATE",
            "E1ADHDR-MESTYP": "ORDERS",
            "EDI_DC40-DOCNUM": "0000000000000099",
            "EDI_DC40-DIRECT": "1",
            "EDI_DC40-MESTYP": "ALEAUD",
            "EDI_DC40-SNDPRN": "ERP",
            "EDI_DC40-RCVPRN": "PORTAL",
        },
        payload={
            "@SEGMENT": "1",
            "DOCNUM": "4711",
            "STATUS": "53",
            "E1PRTOB": {"@SEGMENT": "1", "OBJKEY": "0000012345"},
        },
        follows=(("idoc", "PORTAL/0000000000004711"),),
    )
    assert (refused.fields["STATUS"], refused.fields["STATXT"], refused.follows) == (
        "51",
        "Plant is missing",
        (("idoc", "PORTAL/0000000000004712"),),
    )
    assert found.mistakes == ()


def test_no_time_is_taken_from_an_idoc_since_none_has_a_zone() -> None:
    found, _ = read(FILE.read_bytes())
    assert {(one.at, one.until) for one in found} == {(None, None)}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (
            f"<A><IDOC>{CONTROL}<E1STATS><DOCNUM>7</DOCNUM><STATUS>12</STATUS></E1STATS></IDOC></A>",
            [("E1STATS", "7", "12")],
        ),
        ("<EDIDS><DOCNUM>7</DOCNUM><STATUS>51</STATUS></EDIDS>", [("EDIDS", "7", "51")]),
        (
            "<x><EDIDS><item><DOCNUM>7</DOCNUM><STATUS>50</STATUS></item><item><DOCNUM>7</DOCNUM><STATUS>53</STATUS></item></EDIDS></x>",
            [("EDIDS", "7", "50"), ("EDIDS", "7", "53")],
        ),
        (
            f"<IDOC>{CONTROL}<EDI_DS40><STATUS>01</STATUS></EDI_DS40><EDI_DS40><STATUS>03</STATUS></EDI_DS40></IDOC>",
            [("EDI_DS40", None, "01"), ("EDI_DS40", None, "03")],
        ),
    ],
)
def test_statuses_are_found_in_every_kind_of_record(
    text: str, statuses: list[tuple[str, str | None, str]]
) -> None:
    assert idoc.FORMAT.looks(Source("idoc.xml", text.encode()))
    found, mistakes = read(text)
    logs = [one.fields for one in found if one.what is What.LOG]
    assert [(one["record"], one.get("DOCNUM"), one["STATUS"]) for one in logs] == statuses
    assert mistakes == []


def test_a_status_without_its_code_is_said_and_stops_no_other() -> None:
    found, mistakes = read(
        "<x><EDIDS><item><DOCNUM>7</DOCNUM></item><item><STATUS>53</STATUS></item></EDIDS></x>"
    )
    assert [one.fields["STATUS"] for one in found] == ["53"]
    assert mistakes == [
        "idoc.xml:1:4: this is no record of SAP IDocs and their statuses (XML) at /item/0:"
        " this status record has no STATUS (mend it, or leave it out)"
    ]


DECLARED = '<?xml version="1.0" encoding="{}"?>'


@pytest.mark.parametrize(
    ("codec", "before", "after"),
    [
        ("utf-16", DECLARED.format("UTF-16"), ""),
        ("utf-16-be", DECLARED.format("UTF-16"), "\n"),
        ("utf-16-le", DECLARED.format("UTF-16"), " \n"),
        ("latin-1", DECLARED.format("ISO-8859-1"), ""),
        ("cp1252", DECLARED.format("windows-1252"), ""),
        ("utf-8", "\ufeff", ""),
        ("utf-8", " \n", "<!-- the end -->\n"),
        ("utf-8", '<s:Envelope xmlns:s="urn:s"><s:Body>', "</s:Body></s:Envelope>"),
    ],
)
def test_encodings_and_envelopes_change_nothing(codec: str, before: str, after: str) -> None:
    text = f"<ORDERS05><IDOC>{CONTROL}<E1EDK01><NAME>Kölner Straße</NAME></E1EDK01></IDOC></ORDERS05>"
    data = f"{before}{text}{after}".encode(codec)
    assert idoc.FORMAT.looks(Source("idoc.xml", data))
    found, mistakes = read(data)
    assert [one.payload for one in found] == [
        {"EDI_DC40": {"DOCNUM": "1"}, "E1EDK01": {"NAME": "Kölner Straße"}}
    ]
    assert mistakes == []


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (
            f'<!DOCTYPE l [<!ENTITY l0 "lol">{LAUGHS}]><IDOC>{CONTROL}<T>&l9;</T></IDOC>',
            "idoc.xml:1:13: this XML has a document type, and none is read (take <!DOCTYPE …> out of it)",
        ),
        (
            f'<!DOCTYPE l SYSTEM "file:///etc/passwd"><IDOC>{CONTROL}</IDOC>',
            "idoc.xml:1:40: this XML has a document type, and none is read (take <!DOCTYPE …> out of it)",
        ),
        (
            f"<IDOC>{CONTROL}<T>&other;</T></IDOC>",
            "idoc.xml:1:49: this is no well-formed XML: undefined entity (get it again; nothing behind this was read)",
        ),
        (
            f"<IDOC>{CONTROL}\n<T></IDOC>",
            "idoc.xml:2:6: this is no well-formed XML: mismatched tag (get it again; nothing behind this was read)",
        ),
        (
            '<?xml version="1.0" encoding="klingon"?><IDOC/>',
            "idoc.xml:1:31: this XML is in an encoding that can't be read: unknown encoding: klingon (save it as UTF-8)",
        ),
        (
            "<a>" * 100,
            "idoc.xml:1:193: this element opens level 65, and 64 are the most that is read (raise the limit with --limit payload_depth=128)",
        ),
        (
            "<IDOC/>",
            "idoc.xml:1:1: this is no record of SAP IDocs and their statuses (XML): this IDOC holds no segment (mend it, or leave it out)",
        ),
        (
            f"<IDOC>{CONTROL * 2}</IDOC>",
            "idoc.xml:1:1: this is no record of SAP IDocs and their statuses (XML) at /EDI_DC40:"
            " this IDOC has more than one control record (mend it, or leave it out)",
        ),
        ("<a>\n</a>", "idoc.xml:1:1: this capture holds no record (capture something, or leave it out)"),
    ],
)
def test_what_is_no_idoc_is_refused_at_its_line_and_column(text: str, mistake: str) -> None:
    assert read(text) == ([], [mistake])


@pytest.mark.parametrize(
    ("inside", "what", "column"),
    [
        ("x" * 2_000, "this element", 1),
        ("<a/>" * 500, "this element", 1),
        ("<!--" + "x" * 2_000 + "-->", "this element", 1),
    ],
)
def test_an_idoc_beyond_the_limits_is_said(inside: str, what: str, column: int) -> None:
    small = Limits(payload_size=1_000)
    text = f"<IDOC>{CONTROL}</IDOC>\n<IDOC>{CONTROL}<T>{inside}</T></IDOC>"
    found, mistakes = read(f"<r>{text}</r>", small)
    assert [one.fields["DOCNUM"] for one in found] == ["1"]
    assert mistakes == [
        f"idoc.xml:2:{column}: {what} has more than 1,000 bytes, the most that is read"
        " (raise the limit with --limit payload_size=4000)"
    ]


def test_a_tag_beyond_the_limits_is_said() -> None:
    _, mistakes = read(f"<r {'x' * 9_000}", Limits(payload_size=1_000))
    assert [mistake.partition(": ")[2].partition(",")[0] for mistake in mistakes] == [
        "a tag or comment here has more than 1"
    ]


@pytest.mark.exhaustive
def test_idocs_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(idoc.FORMAT, FILE.read_bytes(), is_lines=True)


TREE = {
    "@BEGIN": "1",
    "EDI_DC40": {
        "DOCNUM": "0000000000004711",
        "DIRECT": "1",
        "SNDPRN": "PORTAL",
        "RCVPRN": "ERP",
        "STATUS": "30",
    },
    "E1EDK14": [{"@SEGMENT": "1", "QUALF": "006"}, {"QUALF": "007", "ORGID": "10"}],
    "E1ADHDR": {"MESTYP": "ORDERS", "E1STATE": [{"DOCNUM": "4711", "STATUS": "53"}, {"STATUS": "51"}]},
    "E1STATS": {"DOCNUM": "1", "STATUS": "12"},
    "EDI_DS40": [{"STATUS": "03"}],
    "EDIDS": {"item": [{"STATUS": "50"}, {"STATUS": "53"}]},
}


def xml(name: str, value: Any) -> str:
    """Any JSON as XML, well-formed or not."""
    if isinstance(value, list):
        return "".join(xml(name, one) for one in value)
    if not isinstance(value, dict):
        return f"<{name}>{escape('' if value is None else str(value))}</{name}>"
    attributes = "".join(f" {key[1:]}={quoteattr(str(one))}" for key, one in value.items() if key[:1] == "@")
    inner = "".join(xml(key, one) for key, one in value.items() if key[:1] != "@")
    return f"<{name}{attributes}>{inner}</{name}>"


@fuzz
@given(mutations(TREE))
def test_whatever_stands_in_an_idoc_nothing_foreign_comes_of_it(tree: Any) -> None:
    nothing_foreign(idoc.FORMAT, xml("ORDERS05", {"IDOC": tree}).encode("utf-8", "surrogatepass"))


@fuzz
@given(damaged(FILE.read_bytes()))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(idoc.FORMAT, data)
