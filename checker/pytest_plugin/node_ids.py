"""Names out of contracts and recordings as parts of node ids: the same everywhere, and each its own."""

import re
from collections.abc import Collection
from hashlib import blake2b
from typing import Final

_LONGEST: Final = 100
_MADE: Final = re.compile(r"~[0-9a-f]{12}$")


def node_id(name: str, *, taken: Collection[str] = ()) -> str:
    """
    The name itself where it can be written on a command line and is not `taken`.

    Else what of it can be shown, and a digest of it, which no name has that stands for itself.
    """
    is_fit = name.isprintable() and name == name.strip() and 0 < len(name) <= _LONGEST
    if is_fit and "::" not in name and name not in taken and not _MADE.search(name):
        return name
    from checker.model.text import plain

    digest = blake2b(name.encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return f"{plain(name).replace('::', ':').strip()}~{digest}"
