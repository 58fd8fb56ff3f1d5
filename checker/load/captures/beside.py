"""Bodies that a capture keeps in files of their own, beside it."""

from pathlib import Path

from checker.errors import ContractError
from checker.load.captures.sources import Source
from checker.load.files import content, lies_in
from checker.model.text import plain


def beside(source: Source, folder: Path, name: str) -> bytes | str:
    """
    What stands in a file of this folder, or why nothing of it is read, as a clause.

    Nothing outside of the folder is read, and nothing for a capture that is no file itself.
    """
    if source.content is not None:
        return "it stands in another file, and this came from none"
    if "\0" in name or not lies_in(str(folder), str(folder / name)):
        return f"it should stand outside of {plain(folder.name)}"
    most = source.limits.payload_size
    try:
        data = content(str(folder / name), most=most)
    except ContractError as error:
        return error.mistakes[0].message.partition(": ")[2]
    return data if len(data) <= most else f"it has more than {most:,} bytes, the most that is read"
