"""A contract set as a collector of pytest: the parts of the contract, its recordings, and their cases."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from checker.pytest_plugin.items import Checked
from checker.pytest_plugin.node_ids import node_id
from checker.pytest_plugin.telling import Told

if TYPE_CHECKING:
    from checker.errors import CannotCheckError
    from checker.model.contracts import ContractSet
    from checker.model.findings import Report
    from checker.pipeline import Options
    from checker.pipeline.apart import Thing

MOST_CASES: Final = 1_000  # of one recording that are items; a longer one is an item as a whole
CONTRACT: Final = "contract"  # the item of whatever belongs to no other of the set
RECORDING: Final = "recording"  # the item of whatever belongs to no case of a recording


@dataclass(slots=True, kw_only=True)
class Run:
    """What the sets of a run have in common."""

    options: "Options"
    sets: "list[ContractSet]" = field(default_factory=list)  # that were read


class ContractFile(pytest.File):
    """
    A contract set, by its contract.yaml.

    Everything in it is found out, also where pytest is going to run but one item: what that stands for must
    not depend on which others there are. The set is checked once in a process, before its first item.
    """

    def __init__(self, *, run: Run, **rest: Any) -> None:  # Any: what pytest gives every node
        super().__init__(**rest)
        self._run = run
        self._home = self.config.invocation_params.dir
        self._title = ""
        self._things: Sequence[Thing] = ()
        self._reports: Mapping[Thing, Report] = {}

    def collect(self) -> "Iterator[pytest.Item | pytest.Collector]":
        """
        Raises:
            CannotCheckError: nothing of it can be checked, which is said once and not by each item.

        """
        from checker.pipeline.apart import WHOLE, things

        with self._at_home():
            contracts = self._read()
            self._things = things(contracts, self._run.options, most_cases=MOST_CASES)
        self._title = node_id(contracts.name)
        self.extra_keyword_matches.add(contracts.name)
        yield self.item(self, CONTRACT, WHOLE, self.path, contracts.place.line)
        with_cases: dict[Thing, list[Thing]] = {}
        for thing in self._things:
            with_cases.setdefault(thing[:2], []).append(thing)
        for thing, those in with_cases.items():
            match thing:
                case ("recordings", path):
                    name = os.path.relpath(path, contracts.folder).replace(os.sep, "/")
                    yield RecordingFile.from_parent(self, name=node_id(name), those=those)
                case (kind, name):
                    line = getattr(contracts, kind)[name].place.line
                    yield self.item(self, f"{kind}/{node_id(name)}", thing, self.path, line)

    def item(self, parent: pytest.Collector, name: str, thing: "Thing", file: Path, line: int) -> Checked:
        """The item of a thing of this set, below `parent`."""
        title = f"{self._title}: {name}" if parent is self else f"{self._title}: {parent.name} {name}"
        item: Checked = Checked.from_parent(
            parent, name=name, thing=thing, judged=self._report, title=title, where=(file, line)
        )
        return item

    def setup(self) -> None:
        """Checks the set, before the first of its items that is run."""
        from checker.errors import CannotCheckError
        from checker.pipeline.apart import WHOLE, apart

        if self._reports:
            return
        with self._at_home():
            try:
                self._reports = apart(os.path.relpath(self.path), self._things, self._run.options)
            except CannotCheckError as error:  # somebody changed it since it was collected
                self._reports = dict.fromkeys((WHOLE, *self._things), _refusal(error))

    def repr_failure(  # type: ignore[override]  # no style; see Told for what it gives
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> object:
        """The mistakes of a contract, as `seamproof check` tells them."""
        from checker.errors import CannotCheckError

        if not isinstance(excinfo.value, CannotCheckError):
            return super().repr_failure(excinfo)
        with self._at_home():
            return Told(_refusal(excinfo.value))

    def _report(self, thing: "Thing") -> "Report":
        return self._reports[thing]

    def _at_home(self) -> "chdir[Path]":
        """Where pytest was started: places are told from there, whichever folder a test went to."""
        return chdir(self._home)

    def _read(self) -> "ContractSet":
        """The set, if nothing is wrong with it, and none that was read has its name."""
        from checker.errors import ContractError
        from checker.load.sets import contract_sets, of_one_name

        (contracts,) = contract_sets([os.path.relpath(self.path)], limits=self._run.options.limits)
        others = [one for one in self._run.sets if one.folder != contracts.folder]
        if mistakes := of_one_name([*others, contracts]):
            raise ContractError(mistakes)
        self._run.sets = [*others, contracts]
        return contracts


def _refusal(error: "CannotCheckError") -> "Report":
    """All that is wrong, each with its line."""
    from checker.load.lines import blamed_lines
    from checker.report.unchecked import unchecked

    return unchecked(error, blamed_lines(error.mistakes))


class RecordingFile(pytest.Collector):
    """A recording of a set: the item of what belongs to no case, and an item of each case."""

    def __init__(self, *, those: "Sequence[Thing]", **rest: Any) -> None:
        super().__init__(**rest)
        self._recording, *self._cases = those

    def collect(self) -> Iterator[pytest.Item]:
        of = self.parent
        assert isinstance(of, ContractFile), "nothing else has recordings"
        file = self.config.invocation_params.dir / self._recording[1]
        yield of.item(self, RECORDING, self._recording, file, 1)
        for case in self._cases:
            yield of.item(self, node_id(case[2], taken={RECORDING}), case, file, 1)
