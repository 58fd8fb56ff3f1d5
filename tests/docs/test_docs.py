"""Whatever the documentation shows comes of doing what it says."""

import dataclasses
import re
from pathlib import Path

import pytest

from checker.load.captures import FORMATS
from checker.model.limits import Limits
from tests.docs.pages import ROOT, differences, environment, fences
from tests.docs.reference import pages

PAGES = [ROOT / "README.md", ROOT / "contracts/README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_shows_what_comes_of_doing_what_it_says(page: Path, tmp_path: Path) -> None:
    (home := tmp_path / "home").mkdir()
    (folder := tmp_path / "work").mkdir()
    if any(fence.info == "console" for fence in fences(page)):
        wrong = differences(page, folder, environment(home))
        assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = [
        link
        for link in LINK.findall(
            re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        )
        if "://" not in link and not _leads(page, link)
    ]
    assert lost == []


def _leads(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    heads = re.findall(r"^#{1,6} (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_can_be_reached_from_the_first_one() -> None:
    index = ROOT / "docs/README.md"
    linked = {
        (index.parent / link.partition("#")[0]).resolve() for link in LINK.findall(index.read_text("utf-8"))
    }
    rules = ROOT / "docs/reference/rules"  # has a list of its own
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page != index and rules not in page.parents}
    assert pages - linked == set()


def test_what_is_not_run_says_why() -> None:
    """Only what reaches out of the machine, or waits for a person, is left out."""
    left_out = {fence.not_run for page in PAGES for fence in fences(page) if fence.not_run is not None}
    assert left_out <= {
        "it is what CI begins with",
        "it needs a bucket",
        "it needs a package registry",
        "it needs three machines",
        "it needs a shell of its own",
        "it goes on until somebody stops it",
    }


def test_pages_that_come_from_the_product_are_as_it_is_now() -> None:
    """Else: make docs, and read the difference."""
    made = pages()
    there = {*(ROOT / "docs/reference/rules").glob("*.md"), *(ROOT / name for name in made)}
    stale = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(there)
        if not path.exists() or made.get(path.relative_to(ROOT).as_posix()) != path.read_text("utf-8")
    ]
    assert stale == []


def test_every_limit_is_told() -> None:
    page = (ROOT / "docs/reference/running.md").read_text("utf-8")
    assert [
        name.name for name in dataclasses.fields(Limits) if f"`{name.name.replace('_', '-')}`" not in page
    ] == []


def test_every_format_of_captures_is_told() -> None:
    page = (ROOT / "docs/how-to/captures.md").read_text("utf-8")
    assert [form.name for form in FORMATS if form.name not in page] == []
