"""Whatever a payload says, Markdown shows it as the text that it is."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # rich needs it, so it is there

from checker.report.lines import escaped
from checker.report.markdown_text import markdown

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
HOSTILE = [
    "<script>alert(1)</script>",
    "a | b",
    "**bold** _it_ ~~gone~~ `code`",
    "![x](https://evil.example/x.png) [y](javascript:alert(1))",
    "# heading",
    "- item",
    "1. item",
    "---",
    "> quoted",
    "&lt;b&gt; &amp;",
    "\x1b[31mred\x07\u202e",
    "line one\nline two",
    "\\| \\<b>",
    "<!-- hidden -->",
    "$x$ $$y$$",
    "a\\",
    "==x== ^y^",
]


class Seen(HTMLParser):
    """The tags of a document, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> tuple[list[str], str]:
    found = Seen(html)
    return found.tags, found.text.replace("\u200b", "").strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_text_in_a_paragraph_an_item_and_a_cell(text: str) -> None:
    shown = escaped(text).strip()
    assert seen(RENDER(markdown(text))) == (["p"], shown)
    assert seen(RENDER(f"- {markdown(text)}")) == (["ul", "li"], shown)
    tags, cells = seen(RENDER(f"| a | b |\n|---|---|\n| {markdown(text)} | end |"))
    assert tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert [cell.strip() for cell in cells.split("\n") if cell.strip()] == ["a", "b", shown, "end"]


@given(
    st.text(alphabet=st.sampled_from("ab1 *_`<>&|[]()#!-+.~\\$:@=^{}\"'/\n\t"), max_size=30).filter(str.strip)
)
def test_any_text_is_seen_as_it_is(text: str) -> None:
    tags, told = seen(RENDER(f"It said: {markdown(text)}"))
    assert (tags, told.split()) == (["p"], f"It said: {escaped(text)}".split())


@pytest.mark.parametrize(
    "text", ["@somebody", "mail a@b.example", "see #12", "GH-12", "https://evil.example", "www.evil.example"]
)
def test_nobody_is_called_and_nothing_opened(text: str) -> None:
    assert "&#8203;" in markdown(text)
    assert seen(RENDER(markdown(text)))[1] == text


def test_ordinary_text_stays_as_it_reads() -> None:
    told = 'Order 4711 was never shipped: wms said "SKIPPED" at 09:15:32.767 (2026-03-02), /plant is null; it\'s so.'
    assert markdown(told) == told
