"""The vocabularies and published mappings that ship with the package."""

from collections.abc import Mapping
from pathlib import Path

from checker.errors import ContractError
from checker.load.contract_files import ContractFiles
from checker.load.language.published import mapping
from checker.load.language.reading import Reading
from checker.load.language.vocabularies import vocabulary
from checker.load.tree import Node
from checker.model.limits import DEFAULT
from checker.model.vocabularies import PublishedMapping, Vocabulary

_FOLDER = Path(__file__).parent.parent / "vocabularies"


def vocabulary_files() -> Mapping[str, str]:
    """The file of each vocabulary, by the name that `use` takes."""
    return _files(_FOLDER)


def mapping_files() -> Mapping[str, str]:
    return _files(_FOLDER / "mappings")


class Shipped:
    """
    What ships, each file read when it is asked for, and once.

    Asking for a name that nothing has is a KeyError: ask the files which there are. A mistake in a file
    is a ContractError, as it would be in a file of a contract.
    """

    def __init__(self) -> None:
        self._files = ContractFiles(DEFAULT)
        self._read: dict[str, Vocabulary] = {}

    def vocabulary(self, name: str) -> Vocabulary:
        if name not in self._read:
            reading = Reading(DEFAULT)
            read = vocabulary(self._tree(vocabulary_files()[name]), reading)
            _refuse(reading)
            self._read[name] = read
        return self._read[name]

    def mapping(self, name: str) -> PublishedMapping:
        reading = Reading(DEFAULT)
        read = mapping(self._tree(mapping_files()[name]), vocabulary_files(), self.vocabulary, reading)
        _refuse(reading)
        assert read is not None  # without a mistake it is whole
        return read

    def _tree(self, path: str) -> Node:
        opened = self._files.open(path)
        if opened.tree is None or opened.mistakes:
            raise ContractError(opened.mistakes)
        return opened.tree


def _files(folder: Path) -> Mapping[str, str]:
    return dict(sorted((path.stem, str(path)) for path in folder.glob("*.yaml")))


def _refuse(reading: Reading) -> None:
    if reading.mistakes:
        raise ContractError(reading.mistakes)
