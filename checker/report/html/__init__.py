"""The report as one page for a browser: a single file that loads nothing and works without its script."""

from collections.abc import Iterator

from checker.model.findings import Report


def html(report: Report) -> Iterator[str]:
    """The page, piece by piece; the same for the same report."""
    from checker.report.html.page import page

    return page(report)
