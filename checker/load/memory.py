"""Files that were never written: schemas that somebody hands over as values."""

from collections.abc import Mapping

from checker.load.files import Entry, unreadable


class Memory:
    """Files by their names, all in one folder, which has the empty path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def content(self, path: str, *, most: int) -> bytes:
        if path not in self._files:
            raise unreadable(path, "No such file or directory")
        return self._files[path][: most + 1]

    def entries(self, folder: str) -> list[Entry]:
        if folder not in ("", "."):
            raise unreadable(folder, "there is no such folder")
        return [Entry(name, name, False, False, True) for name in sorted(self._files)]

    def is_there(self, path: str) -> bool:
        return self.is_file(path) or self.is_folder(path)

    def is_file(self, path: str) -> bool:
        return path in self._files

    def is_folder(self, path: str) -> bool:
        return path in ("", ".")

    def lies_in(self, folder: str, path: str) -> bool:  # noqa: ARG002  # there is one folder
        return not path.startswith(("..", "/"))

    def real(self, path: str) -> str:
        return path
