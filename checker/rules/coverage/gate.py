"""What the rules about coverage look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from checker.model.coverage import Coverage, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the recordings of one set exercise, and the least percentages that were asked for."""

    coverage: Coverage
    asked: Mapping[Kind, Decimal]
