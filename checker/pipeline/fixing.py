"""What is wrong in contracts and has exactly one right answer, mended in their files."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from checker.analysis.meaning import meaning
from checker.errors import ContractError, Mistake, UsageError
from checker.load.added import Added
from checker.load.edits import edited, lines_of
from checker.load.files import DISK
from checker.load.sets import contract_sets, set_folders
from checker.model.contracts import ContractSet
from checker.model.limits import Limits
from checker.model.places import Edit, Place
from checker.model.text import scalar
from checker.report.output import refuse_unwritable, rewrite
from checker.rules.status.no_answer_unsaid import unanswered

_ROUNDS: Final = 20  # what one edit mends may have hidden more
_PROPOSED: Final = re.compile(r"\s*#.*\bno_answer\b")


@dataclass(slots=True, kw_only=True)
class Fixed:
    """
    `mended` are edits in the order they were made, with the places of then; `proposed` are comments that were
    put in. `left` are edits that were not made, with the reason.
    """

    mended: list[Edit] = field(default_factory=list)
    proposed: list[Edit] = field(default_factory=list)
    left: dict[Edit, str] = field(default_factory=dict)


def fix(paths: Sequence[str], limits: Limits) -> Fixed:
    """
    Mends slips in names and words, and proposes rows for silence as comments.

    An edit is made only where the contract has no mistake after it that it did not have before. Files are
    written when all is known and none was changed meanwhile, and only what belongs to the sets.

    Raises:
        UsageError: there is no set at a path, or a file was changed meanwhile or can't be written; with what
            was written before it.
        ContractError: a folder or file can't be read.

    """
    work = _Work(paths, limits)
    for _ in range(_ROUNDS):
        if not work.mend():
            break
    if not work.mistakes(work.texts):
        work.propose()
    work.write()
    return work.fixed


class _Work:
    """The files as they would be, until they are written."""

    def __init__(self, paths: Sequence[str], limits: Limits) -> None:
        self.fixed = Fixed()
        self.texts: dict[str, bytes] = {}
        self.originals: dict[str, bytes] = {}
        self._paths = paths
        self._limits = limits
        self._folders = set_folders(paths, limits=limits)

    def mistakes(self, texts: Mapping[str, bytes]) -> tuple[Mistake, ...]:
        try:
            contract_sets(self._paths, limits=self._limits, files=Added(texts))
        except ContractError as error:
            return error.mistakes
        return ()

    def mend(self) -> bool:
        """Makes what edits can be made now; whether there were any."""
        before = self.mistakes(self.texts)
        edits = [edit for edit in self._edits(before) if edit not in self.fixed.left]
        if not edits:
            return False
        if self._try(edits, before):
            return True
        done = [edit for edit in edits if self._try([edit], self.mistakes(self.texts))]
        self.fixed.left |= {edit: "another mistake would come of it" for edit in edits if edit not in done}
        return bool(done)

    def _edits(self, mistakes: Iterable[Mistake]) -> Iterator[Edit]:
        """One for each place; where several are wanted at one, it is not clear which."""
        wanted: dict[Place, set[Edit]] = {}
        for mistake in mistakes:
            if mistake.edit is not None:
                wanted.setdefault(mistake.edit.place, set()).add(mistake.edit)
        for same in wanted.values():
            for edit in same:
                if len(same) > 1:
                    self.fixed.left[edit] = "several things can be meant"
                elif not any(DISK.lies_in(folder, edit.place.file) for folder in self._folders):
                    self.fixed.left[edit] = "the file belongs to no set that is checked"
                else:
                    yield edit

    def _try(self, edits: Sequence[Edit], before: Sequence[Mistake]) -> bool:
        texts = self._with(edits)
        if texts is None or not _kinds(self.mistakes(texts)) < _kinds(before):
            return False
        self.texts = texts
        self.fixed.mended += edits
        return True

    def _with(self, edits: Sequence[Edit]) -> dict[str, bytes] | None:
        """The files with these edits; None where one does not find what it edits."""
        texts = dict(self.texts)
        for path in dict.fromkeys(edit.place.file for edit in edits):
            text = edited(self._text(path), [edit for edit in edits if edit.place.file == path])
            if text is None:
                return None
            texts[path] = text
        return texts

    def _text(self, path: str) -> bytes:
        if path not in self.texts and path not in self.originals:
            self.originals[path] = DISK.content(path, most=self._limits.contract_size)
        return self.texts.get(path, self.originals.get(path, b""))

    def propose(self) -> None:
        """Puts a row for silence there, as a comment, where none is and one status can be reported."""
        for contracts in contract_sets(self._paths, limits=self._limits, files=Added(self.texts)):
            edits = list(self._proposals(contracts))
            texts = self._with(edits)
            if edits and texts is not None and not self.mistakes(texts):
                self.texts = texts
                self.fixed.proposed += edits

    def write(self) -> None:
        """All files, or as many as can be: what one keeps from being written is said with those before it."""
        for path in self.texts:
            refuse_unwritable(path)
        self._refuse_changed()
        written: set[str] = set()
        for path, text in self.texts.items():
            try:
                rewrite(path, self.originals[path], text)
            except UsageError as error:
                raise UsageError([*error.mistakes, *self._made_in(written)]) from error
            written.add(path)

    def _refuse_changed(self) -> None:
        most = self._limits.contract_size
        changed = [path for path in self.texts if DISK.content(path, most=most) != self.originals[path]]
        if changed:
            raise UsageError(
                [
                    Mistake(
                        message=f"{path} was changed meanwhile: nothing is mended", fix="run it once more"
                    )
                    for path in changed
                ]
            )

    def _made_in(self, written: Container[str]) -> Iterator[Mistake]:
        for edit in (*self.fixed.mended, *self.fixed.proposed):
            if edit.place.file in written:
                said = f"{edit.was} -> {edit.now}" if edit.was else edit.now.strip()
                yield Mistake(message=f"this was written before, and stays: {said}", place=edit.place)

    def _proposals(self, contracts: ContractSet) -> Iterator[Edit]:
        for boundary, table, honest in unanswered(meaning(contracts, self._limits)):
            lines = lines_of(self._text(table.place.file))
            first, indent = lines[table.place.line - 1], " " * (table.place.column - 1)
            is_block = first.startswith(indent) and not first[len(indent) :].startswith("{")
            if honest is None or not is_block or _is_proposed(lines, table.place):
                continue
            why = f"what {boundary.reporter} shows when {boundary.read_system} never answers"
            row = f"{indent}# no_answer: {scalar(honest.code)}  # proposed: {why}"
            ending = first[len(first.rstrip("\r\n")) :] or "\n"
            yield Edit(place=replace(table.place, column=1, width=1), was="", now=row + ending)


def _kinds(mistakes: Iterable[Mistake]) -> Counter[tuple[str, int, str]]:
    """What tells mistakes apart while columns move, and how often each is there."""
    return Counter(
        (one.place.file, one.place.line, one.message) if one.place else ("", 0, one.message)
        for one in mistakes
    )


def _is_proposed(lines: Sequence[str], block: Place) -> bool:
    """Whether a comment in or above a block that begins at a place speaks of no_answer already."""
    start = block.line - 1
    while start and _is_quiet(lines[start - 1]):
        start -= 1
    for line in lines[start:]:
        if not _is_quiet(line) and len(line) - len(line.lstrip()) < block.column - 1:
            return False
        if _PROPOSED.match(line):
            return True
    return False


def _is_quiet(line: str) -> bool:
    """Whether a line has a comment at most."""
    return not line.strip() or line.lstrip().startswith("#")
