"""The remedies of findings as lines to paste, written as the contract is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.findings import Finding, Mend, Paste, RowMend

if TYPE_CHECKING:
    from checker.load.mending import Mending


@dataclass(frozen=True, slots=True)
class Pasting:
    """`sources` are the texts of the contract, each read only where something is to be mended in it."""

    sources: Mapping[str, str]
    _read: "dict[str, Mending]" = field(default_factory=dict)

    def pastes(self, finding: Finding) -> tuple[Paste, ...]:
        """For all that mends it together; none where one of them can't be written."""
        files: dict[str, list[Mend]] = {}
        for mend in finding.mends:
            files.setdefault((mend.row if isinstance(mend, RowMend) else mend.to).file, []).append(mend)
        found = [self._mending(file).pastes(mends) for file, mends in files.items() if file in self.sources]
        if len(found) < len(files) or not all(found):
            return ()
        return tuple(paste for pastes in found for paste in pastes)

    def _mending(self, file: str) -> "Mending":
        if file not in self._read:
            from checker.load.mending import Mending

            self._read[file] = Mending(self.sources[file], file)
        return self._read[file]
