"""JSON values as this project holds them: numbers keep the digits they were written with."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias, Union

# A float comes only from a reader that has proved that the float's repr is the text that stood in the
# file; whatever would lose a digit as a float is a Decimal or an int.
Json: TypeAlias = Union[bool, int, float, Decimal, str, "Sequence[Json]", "Mapping[str, Json]", None]


class Absent(Enum):
    """The type of ABSENT: nothing stands there, which is not the same as null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
