"""What a row says: the status to report, or why nobody need report one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Table
from checker.model.systems import StatusRef

Status = Callable[[Node], StatusRef | None]


class Report(NamedTuple):
    """Exactly one of the two is given."""

    report: StatusRef | None
    ignore: str | None


def reported(keys: Mapping[str, Entry], node: Node, status: Status, reading: Reading) -> Report | None:
    """What `report` or `ignore` of a row says; None where it is not right."""
    if "report" in keys and "ignore" in keys:
        reading.wrong("the row both reports and ignores", keys["ignore"].key, "keep one of them")
        return None
    if "report" in keys:
        ref = status(keys["report"].value)
        return None if ref is None else Report(ref, None)
    if "ignore" in keys:
        why = reading.full_text(keys["ignore"].value, "ignore")
        return None if why is None else Report(None, why)
    if isinstance(node, Table):
        reading.wrong(
            'the row has neither "report" nor "ignore"', node, "add report: and the status it leads to"
        )
    return None
