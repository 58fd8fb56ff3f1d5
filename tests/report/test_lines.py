"""Lines are broken as the standard library breaks them, though much faster."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from checker.report.lines import Span, paragraph


@given(
    st.sampled_from(["", "  - ", "error[overclaim]: "]),
    st.text(alphabet="abc -", max_size=60).map(lambda text: text.lstrip(" ")),
    st.integers(min_value=1, max_value=30),
    st.sampled_from(["", "  ", "      "]),
)
def test_a_paragraph_is_wrapped_at_blanks_and_no_word_is_cut(
    head: str, text: str, width: int, indent: str
) -> None:
    by_library = textwrap.wrap(
        text,
        width,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines = paragraph(Span(head), text, width=width, indent=indent)
    assert ["".join(span.text for span in line).rstrip() for line in lines] == [
        line.rstrip() for line in by_library or [head]
    ]
