"""The files that a contract names: schemas, tables, vocabularies, programs. All lie inside its folder."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.errors import ContractError, Mistake
from checker.load import reference
from checker.load.contract_files import ContractFiles
from checker.load.language.reading import Reading
from checker.load.schemas import Schemas
from checker.load.schemas.documents import confined
from checker.load.tree import Node, place
from checker.model.contracts import Reference
from checker.model.schemas import Schema
from checker.model.text import plain

if TYPE_CHECKING:
    from checker.model.vocabularies import Vocabulary


class Neighbours:
    """The files of one set beside its contract; what is wrong with them is noted in `reading`."""

    def __init__(self, folder: str, files: ContractFiles, reading: Reading) -> None:
        self.sources: dict[str, str] = {}
        self._folder = folder
        self._files = files
        self._reading = reading
        self._schemas = Schemas(folder, reading.limits, files.files)
        self._told: set[Mistake] = set()
        self._flaws: set[Mistake] = set()

    def tree(self, file: str) -> Node | None:
        return self._tree(file, self._files)

    def _tree(self, file: str, files: ContractFiles) -> Node | None:
        opened = files.open(file)
        self._reading.mistakes.extend(opened.mistakes)
        self._flaws.update(opened.mistakes)
        self.sources[file] = opened.text
        return opened.tree

    def without_echoes(self) -> list[Mistake]:
        """
        All mistakes; where a node could not be read as YAML, without what was then found wrong with it.
        """
        flawed = {mistake.place for mistake in self._flaws}
        return [
            mistake
            for mistake in self._reading.mistakes
            if mistake in self._flaws or mistake.place not in flawed
        ]

    def path(self, node: Node) -> str | None:
        """The path of the file that a contract names."""
        text = self._reading.full_text(node, "a file")
        if text is None:
            return None
        found = confined(self._folder, text, self._files.files)
        if isinstance(found, Mistake):
            self._reading.mistakes.append(replace(found, place=place(node)))
            return None
        return os.path.normpath(found)

    def text(self, node: Node) -> str | None:
        """The text of the file that a contract names; another text is another program."""
        path = self.path(node)
        if path is None:
            return None
        most = self._reading.limits.contract_size
        try:
            data = self._files.files.content(path, most=most)
        except ContractError as error:
            self._reading.mistakes.extend(error.mistakes)
            return None
        if len(data) > most:
            self._reading.wrong(f"{path} has more than {most:,} bytes", node, "name a smaller file")
            return None
        return data.decode(errors="replace")

    def schema(self, node: Node) -> Schema | None:
        text = self._reading.full_text(node, "a schema")
        if text is None:
            return None
        try:
            return self._schemas.find(text, place(node))
        except ContractError as error:
            # a schema that several messages name is wrong once
            fresh = [mistake for mistake in error.mistakes if mistake not in self._told]
            self._told.update(fresh)
            self._reading.mistakes.extend(fresh)
            return None

    def rows(self, table: Reference, node: Node, columns: Mapping[str, Node]) -> Reference | None:
        """The table with the rows of its file; `columns` are the nodes that name its columns."""
        path = self.path(node)
        if path is None:
            return None
        try:
            data = self._files.files.content(path, most=self._reading.limits.contract_size)
        except ContractError as error:
            self._reading.mistakes.extend(error.mistakes)
            return None
        places = {name: place(each) for name, each in columns.items()}
        wanted = reference.Columns(table.key, table.value, places)
        rows, mistakes = reference.table(data, path, wanted, self._reading.limits)
        self._reading.mistakes.extend(mistakes)
        self.sources[path] = data.decode(errors="replace")
        return replace(table, file=path, rows=rows)

    def vocabulary(self, node: Node) -> "Vocabulary | None":
        """The vocabulary that `use` names: a file of the set, or the name of one that ships."""
        text = self._reading.full_text(node, "use")
        if text is None:
            return None
        if _is_path(text):
            path, files = self.path(node), self._files
        else:
            path, files = self._shipped(text, node), ContractFiles(self._reading.limits)
        tree = None if path is None else self._tree(path, files)
        if path is None or tree is None or files.open(path).mistakes:
            return None
        from checker.load.language.vocabularies import vocabulary

        return vocabulary(tree, self._reading)

    def _shipped(self, name: str, node: Node) -> str | None:
        from checker.load import shipped

        known = shipped.vocabulary_files()
        if name in known:
            return known[name]
        self._reading.unknown(f'no vocabulary "{plain(name)}" ships', node, name, known)
        return None


def _is_path(text: str) -> bool:
    return "/" in text or text.endswith((".yaml", ".yml"))
