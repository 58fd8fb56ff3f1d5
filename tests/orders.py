"""A small contract set, and what others make of it: one that lies, and one that says less than it did."""

from pathlib import Path
from typing import Final

GOOD: Final = (Path(__file__).parent / "orders.yaml").read_text("utf-8")
BROKEN: Final = GOOD.replace("SKIPPED: GX", "SKIPPED: GI")
CONTRADICTION: Final = 'erp "GI" says shipped, but wms "SKIPPED" says not shipped'  # in the broken one
WEAKER: Final = GOOD.replace("phase: final, claims: [shipped], means: The", "phase: final, means: The")
