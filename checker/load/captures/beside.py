"""Bodies that a capture keeps in files of their own, beside it."""

from pathlib import Path
from typing import Final, NamedTuple

from checker.errors import ContractError
from checker.load.captures.sources import Source
from checker.load.files import DISK
from checker.model.text import plain

HELD: Final = "\0base64 of the file"  # the key under which it is put into its record: no key of anybody's


class Missing(NamedTuple):
    """Why nothing of a file is read, as a clause, and what to do."""

    why: str
    fix: str


def beside(source: Source, folder: Path, name: str) -> bytes | Missing:
    """
    What stands in a file of this folder.

    Nothing outside of the folder is read, and nothing for a capture that is no file itself.
    """
    if source.content is not None:
        return Missing("it stands in another file, and this came from none", "name the file of the capture")
    where = plain(folder.name)
    if "\0" in name:
        return Missing("this is no name of a file", "see who made it")
    if not DISK.lies_in(str(folder), str(folder / name)):
        return Missing(f"it lies outside of {where}", f"put it into {where}, and name it so")
    most = source.limits.payload_size
    try:
        data = DISK.content(str(folder / name), most=most)
    except ContractError as error:
        return Missing(error.mistakes[0].message.partition(": ")[2], f"put it into {where}")
    if len(data) > most:
        return Missing(
            f"it has more than {most:,} bytes, the most that is read",
            f"raise the limit with --limit payload_size={2 * most}",
        )
    return data
