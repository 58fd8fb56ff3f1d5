"""The YAML files of contracts, each read once."""

from typing import NamedTuple

from checker.errors import ContractError, Mistake
from checker.load import yaml
from checker.load.files import DISK, Files
from checker.load.tree import Node
from checker.model.limits import Limits


class Opened(NamedTuple):
    """A file's text and tree, as far as it could be read, and what is wrong with it as YAML."""

    text: str
    tree: Node | None
    mistakes: tuple[Mistake, ...]


class ContractFiles:
    """Opens files of one place; one that was opened before is not read again."""

    def __init__(self, limits: Limits, files: Files = DISK) -> None:
        self.limits = limits
        self.files = files
        self._opened: dict[str, Opened] = {}

    def open(self, path: str) -> Opened:
        if path not in self._opened:
            self._opened[path] = self._read(path)
        return self._opened[path]

    def _read(self, path: str) -> Opened:
        try:
            data = self.files.content(path, most=self.limits.contract_size)
        except ContractError as error:
            return Opened("", None, error.mistakes)
        tree, mistakes = yaml.tree_of(data, file=path, limits=self.limits)
        if tree is None and not mistakes:
            mistakes = [yaml.nothing_in(path)]
        return Opened(data.decode(errors="replace"), tree, tuple(mistakes))
