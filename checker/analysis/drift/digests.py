"""What a row of a contract says, as a few characters that no other row has: the same wherever it stands."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from typing import Any


# Any: it goes through every kind of value of a contract.
def digest(value: Any) -> str:
    """Eight hex digits of all that counts in `==`, whatever the order of mappings."""
    return blake2b(_written(value).encode(errors="surrogatepass"), digest_size=4).hexdigest()


def _written(value: Any) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        said = (_written(getattr(value, one.name)) for one in fields(value) if one.compare)
        return f"{type(value).__name__}({','.join(said)})"
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{name!r}:{_written(one)}' for name, one in value.items()))}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    return repr(value)
