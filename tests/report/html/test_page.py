"""The page as a file: well-formed, complete, alone, and safe."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from checker.model.findings import Report
from checker.report import pieces
from checker.report.html import telling
from checker.report.lines import escaped
from tests.conftest import Ran
from tests.report.html.markup import Element, read
from tests.report.html.samples import (
    CONTRADICTION,
    EMPTY,
    EVERYTHING,
    HOSTILE,
    KEPT,
    UNCHECKED,
    hostile,
    many,
)

ROOT = Path(__file__).parents[3]
REPORTS = {
    "everything": EVERYTHING,
    "unchecked": UNCHECKED,
    "kept": KEPT,
    "empty": EMPTY,
    "hostile": hostile(),
}
each_report = pytest.mark.parametrize("name", REPORTS)


def page(report: Report) -> str:
    return "".join(pieces(report, "html"))


def text(element: Element) -> str:
    return " ".join(element.text.split())


def pieces_of(element: Element) -> list[str]:
    """Its texts, each by itself."""
    return [
        found
        for piece in element.pieces
        for found in ([piece] if isinstance(piece, str) else pieces_of(piece))
    ]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: page(report) for name, report in REPORTS.items()}


@pytest.fixture(scope="module")
def roots(pages: dict[str, str]) -> dict[str, Element]:
    return {name: read(html) for name, html in pages.items()}


@each_report
def test_a_page_is_well_formed_and_each_id_is_there_once(name: str, roots: dict[str, Element]) -> None:
    ids = Counter(one.attributes["id"] for one in roots[name].all() if "id" in one.attributes)
    assert [found for found, times in ids.items() if times > 1] == []


@each_report
def test_whatever_a_page_refers_to_is_on_it(name: str, roots: dict[str, Element]) -> None:
    elements = list(roots[name].all())
    ids = {one.attributes.get("id") for one in elements}
    links = [one.attributes["href"] or "" for one in elements if "href" in one.attributes]
    named = [
        target
        for one in elements
        for attribute in ("aria-labelledby", "aria-describedby", "for")
        for target in (one.attributes.get(attribute) or "").split()
    ]
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} | set(named) <= ids


@each_report
def test_every_control_and_picture_has_a_name(name: str, roots: dict[str, Element]) -> None:
    root = roots[name]
    labelled = {one.attributes.get("for") for one in root.all("label")}
    wrapped = {id(one) for label in root.all("label") for one in label.all("input")}
    controls = [*root.all("input"), *root.all("select")]
    assert all(one.attributes.get("id") in labelled or id(one) in wrapped for one in controls)
    assert all(
        "aria-labelledby" in one.attributes or one.attributes.get("aria-hidden") == "true"
        for one in root.all("svg")
    )


@each_report
def test_headings_go_down_by_one_level_at_a_time(name: str, roots: dict[str, Element]) -> None:
    levels = [int(one.name[1]) for one in roots[name].all() if re.fullmatch("h[1-6]", one.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each_report
def test_a_page_loads_nothing_and_only_its_own_script_and_style_count(
    name: str, roots: dict[str, Element]
) -> None:
    root = roots[name]
    (policy,) = (one.attributes["content"] for one in root.all("meta") if "http-equiv" in one.attributes)
    hashes = {
        kind: [f"'sha256-{b64encode(sha256(one.text.encode()).digest()).decode()}'" for one in root.all(kind)]
        for kind in ("style", "script")
    }
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert all(f"{kind}-src {found}" in policy for kind, every in hashes.items() for found in every)
    assert (len(hashes["style"]), len(hashes["script"])) == (1, 1 if REPORTS[name].findings else 0)
    loading = {"src", "srcset", "data", "action", "formaction", "poster", "background", "style", "xlink:href"}
    assert [one.name for one in root.all() if loading & set(one.attributes)] == []
    assert [one.name for one in root.all() if any(key.startswith("on") for key in one.attributes)] == []
    assert "url(" not in next(root.all("style")).text


@each_report
def test_no_control_character_of_a_payload_reaches_the_page(name: str, pages: dict[str, str]) -> None:
    assert set(re.findall(r"[^\x20-\x7e\n]", pages[name])) <= set("…≠·“”😀﷽Ａ日本語عربى")


@each_report
def test_the_same_report_gives_the_same_page(name: str, pages: dict[str, str]) -> None:
    assert page(REPORTS[name]) == pages[name]


def test_hostile_text_stays_text(roots: dict[str, Element]) -> None:
    root = roots["hostile"]
    seen = [text(one).removeprefix("error ") for one in root.all("h3") if "finding" not in one.attributes]
    for hostile_text in HOSTILE:
        assert " ".join(escaped(hostile_text).split()) in seen
    own = {one.name for name in ("everything", "unchecked") for one in roots[name].all()}
    assert {one.name for one in root.all()} <= own


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (EVERYTHING, "Broken These systems break 1 promise that they make each other."),
        (KEPT, "Kept As far as it was checked, these systems keep what they promise each other."),
        (
            UNCHECKED,
            "Not checked Nobody can say yet whether these systems keep what they promise each other: 1 thing "
            "could not be checked. Of what was checked, 1 promise is broken.",
        ),
        (EMPTY, "Nothing to check So nothing is known of any system."),
    ],
    ids=["broken", "kept", "unchecked", "empty"],
)
def test_the_verdict_is_one_plain_sentence(report: Report, verdict: str) -> None:
    (heading,) = read(page(report)).all("h1")
    assert text(heading) == verdict


def test_what_kept_it_from_being_checked_stands_before_everything_else(roots: dict[str, Element]) -> None:
    sections = [one.attributes.get("id") for one in roots["unchecked"].all("section")]
    main = [
        found for found in sections if found in {"errors", "known", "flow", "findings", "readers", "coverage"}
    ]
    assert main == ["errors", "known", "flow", "findings", "readers", "coverage"]


def test_all_that_is_known_of_a_finding_is_shown(roots: dict[str, Element]) -> None:
    details = next(
        one for one in roots["everything"].all("details") if one.attributes.get("data-level") == "error"
    )
    shown = " ".join(" ".join(one for one in pieces_of(details)).split())
    for told in (
        CONTRADICTION.message,
        "contracts/orders/contract.yaml:6:9",
        "6 SKIPPED: GI",
        "known here: not shipped",
        'wms "SKIPPED" is declared here',
        "nobody was told of it",
        "seen: this row is taken in 2 of 6 recorded cases",
        'Report "GX" here.',
        "In place of line 6 of contracts/orders/contract.yaml + SKIPPED: GX",
        "See it again seamproof replay one.jsonl",
        "Read on seamproof rule contradiction",
        "Also broken overclaim",
        f"Fingerprint {CONTRADICTION.fingerprint}",
        '2 09:15:33.001 erp "GI" blamed posted, shipped',
    ):
        assert told in shown, (told, shown)


def test_findings_of_one_fingerprint_have_anchors_of_their_own(roots: dict[str, Element]) -> None:
    ids = [one.attributes.get("id") for one in roots["everything"].all("div")]
    weakened = REPORTS["everything"].findings[0].fingerprint
    assert {CONTRADICTION.fingerprint, weakened, f"{weakened}-2"} <= set(ids)


def test_what_a_reader_sees_and_what_denies_it_is_told(roots: dict[str, Element]) -> None:
    (table,) = (
        one for one in roots["everything"].all("table") if one.attributes.get("class") == "prose readers"
    )
    rows = [" ".join(" ".join(pieces_of(one)).split()) for one in table.all("tr")]
    assert rows == [
        "Shows Says Can stand for",
        '"completed" it is so success posted, shipped erp "GI" it is so wms "SKIPPED" it is so says not shipped',
    ]


def test_a_long_page_tells_the_rest_as_a_terminal_does_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "DETAILED", 2)
    root = read(page(many(5)))
    (note,) = (one for one in root.all("p") if one.attributes.get("class") == "left-out")
    findings = [one for one in root.all("details") if one.attributes.get("class") == "finding"]
    plain = [
        one
        for one in findings
        if any(True for pre in one.all("pre") if pre.attributes.get("class") == "body")
    ]
    assert (len(findings), len(plain)) == (5, 3)
    assert "the first 2 findings have pictures and tables, and 3 more are told as a terminal does" in text(
        note
    )
    assert "posted means less" in plain[-1].text


def test_a_page_that_would_be_too_large_says_how_many_findings_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "_LARGEST", 1)
    root = read(page(EVERYTHING))
    (note,) = (one for one in root.all("p") if one.attributes.get("class") == "left-out")
    assert text(note).startswith("3 findings are left out, since the page would be too large")
    assert len([one for one in root.all("details") if one.attributes.get("class") == "finding"]) == 1


@pytest.mark.parametrize("story", ["overtaken", "order-to-cash"])
def test_a_story_has_a_page_with_its_flow_and_what_people_read(
    story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seamproof: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "report.html"
    assert seamproof("check", f"contracts/{story}", "--report", f"html={path}").code == 0
    root = read(path.read_text("utf-8"))
    sections = [one.attributes.get("id") for one in root.all("section") if "id" in one.attributes]
    assert sections == ["known", "flow", "findings", "readers", "coverage"]
    assert len([one for one in root.all("svg") if one.attributes.get("class", "").startswith("flow")]) == 2
