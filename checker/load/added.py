"""The files on the disk with others in their place or beside them, to see what they would come to."""

import os
from collections.abc import Mapping
from pathlib import Path

from checker.load.files import Disk, Entry


class Added(Disk):
    """What would be on the disk if these texts were written, by their paths."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = {os.path.abspath(path): text for path, text in texts.items()}  # noqa: PTH100 - a link stays
        self._folders = {str(folder) for path in self._texts for folder in Path(path).parents}

    def content(self, path: str, *, most: int) -> bytes:
        text = self._texts.get(os.path.abspath(path))  # noqa: PTH100
        return super().content(path, most=most) if text is None else text[: most + 1]

    def entries(self, folder: str) -> list[Entry]:
        found = {entry.name: entry for entry in super().entries(folder)} if super().is_folder(folder) else {}
        here = os.path.abspath(folder)  # noqa: PTH100
        for path in (*self._texts, *self._folders):
            if str(Path(path).parent) == here and path != here:
                name, is_file = Path(path).name, path in self._texts
                new = Entry(name, str(Path(folder, name)), False, not is_file, is_file)
                found.setdefault(name, new)
        return sorted(found.values())

    def is_there(self, path: str) -> bool:
        return self.is_file(path) or self.is_folder(path) or super().is_there(path)

    def is_file(self, path: str) -> bool:
        return os.path.abspath(path) in self._texts or super().is_file(path)  # noqa: PTH100

    def is_folder(self, path: str) -> bool:
        return os.path.abspath(path) in self._folders or super().is_folder(path)  # noqa: PTH100
