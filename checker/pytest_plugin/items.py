"""One thing of a contract set that passes or does not."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.pytest_plugin.telling import aside, properties, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model.findings import Report
    from checker.pipeline.apart import Thing


class NotKeptError(Exception):
    """An item that does not pass, and why."""

    def __init__(self, report: "Report") -> None:
        super().__init__(told(report))
        self.report = report


class Checked(pytest.Item):
    """
    A contract, a part of it, a recording or a recorded case.

    `judged` gives what `check` has to say of a thing, `title` stands above it where it fails, and `where` is
    its file with a line that counts from 1.
    """

    def __init__(
        self,
        *,
        thing: "Thing",
        judged: "Callable[[Thing], Report]",
        title: str,
        where: tuple[Path, int],
        **rest: Any,  # what pytest gives a node
    ) -> None:
        super().__init__(**rest)
        self._thing = thing
        self._judged = judged
        self._title = title
        self._where = where

    def setup(self) -> None:
        """What can't be checked is an error, and not a failure: nobody knows yet what is wrong."""
        report = self._judged(self._thing)
        self.user_properties += [each for each in properties(report) if each not in self.user_properties]
        if said := aside(report):
            self.add_report_section("setup", "seamproof", said)
        if report.verdict == "unchecked":
            raise NotKeptError(report)

    def runtest(self) -> None:
        report = self._judged(self._thing)
        if report.verdict == "broken":
            raise NotKeptError(report)
        if self._thing and report.skipped:  # of the whole contract, what was not looked at is but a part
            pytest.skip("; ".join(skipped.why for skipped in report.skipped))

    def reportinfo(self) -> tuple[Path, int, str]:
        path, line = self._where
        return path, line - 1, self._title
