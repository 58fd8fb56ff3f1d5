"""The hooks of a run that is asked for contract sets."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.pytest_plugin.asking import CONTRACT, Asked
from checker.pytest_plugin.items import Checked, NotKeptError
from checker.pytest_plugin.sets import ContractFile, Run
from checker.pytest_plugin.telling import BELOW, Told

if TYPE_CHECKING:
    from checker.pipeline import Options


class Collecting:
    """Is registered once it is known what is asked for."""

    def __init__(self, asked: Asked, config: pytest.Config) -> None:
        """
        Raises:
            pytest.UsageError: the settings of seamproof can't be read.

        """
        self._asked = asked
        self._run = Run(options=_options(config))

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ContractFile | None:
        """A contract.yaml that the command line names; items of it may be named behind it."""
        return self._file(file_path, parent) if file_path in self._asked.files else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """
        Adds the sets that are asked for as a whole, before anybody selects among the items.

        They don't come of pytest's walk through folders: it leaves out those called build or dist, and of a
        contract that somebody named no part may be left out in silence.
        """
        for folder in self._asked.folders:
            items += session.genitems(self._file(folder / CONTRACT, session))
        ours = {item.nodeid: item for item in items if isinstance(item, Checked)}
        items[:] = [item for item in items if ours.get(item.nodeid, item) is item]  # what was named twice

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport | None:
        """What was found is told in our words, in whichever phase; what is skipped, by its own place."""
        if call.excinfo is None or not isinstance(item, Checked):
            return None
        report = pytest.TestReport.from_item_and_call(item, call)
        if isinstance(call.excinfo.value, NotKeptError):
            report.longrepr = Told(call.excinfo.value.report)  # type: ignore[assignment]  # see there
        elif isinstance(report.longrepr, tuple):
            path, line, _ = item.reportinfo()
            report.longrepr = (str(path), line + 1, report.longrepr[2])
        return report

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter") -> None:
        """What a green run does not say of itself."""
        if terminalreporter.config.option.collectonly:
            return
        below = sum(
            name.startswith(BELOW)
            for report in terminalreporter.getreports("passed")
            for name, _ in report.user_properties
        )
        if below:
            noun = "finding" if below == 1 else "findings"
            terminalreporter.write_line(f"seamproof: {below:,} {noun} below fail-on, shown by -rP")
        terminalreporter.write_line("seamproof: drift is not judged here, but by seamproof check --against")

    def _file(self, path: Path, parent: pytest.Collector) -> ContractFile:
        file: ContractFile = ContractFile.from_parent(parent, path=path, run=self._run)
        return file


def _options(config: pytest.Config) -> "Options":
    """As `seamproof check` has them in the root folder, but for what is given there as a flag."""
    from checker.cli.configuration import configuration
    from checker.errors import CannotCheckError
    from checker.model.findings import Level
    from checker.pipeline import Options

    try:
        settings = configuration(config.rootpath, os.environ)
    except CannotCheckError as error:
        raise pytest.UsageError(*map(str, error.mistakes)) from error
    return Options(
        only=settings.only, fail_on=Level[settings.fail_on.upper()], min_coverage=settings.min_coverage
    )
