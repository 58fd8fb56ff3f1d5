"""Flows: through which system the business looks."""

from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.tree import Entry, place
from checker.model.contracts import Flow
from checker.model.text import plain


def flow(entry: Entry, names: Names, reading: Reading) -> Flow | None:
    key, value = entry
    keys = reading.table(
        value, ("reader", "boundaries"), f'the flow "{plain(key.text)}"', required=("reader",)
    )
    reader = reading.known(keys["reader"].value, names.systems, "system") if "reader" in keys else None
    listed = reading.listed(keys["boundaries"].value, "boundaries") if "boundaries" in keys else ()
    refs = [ref for node in listed if (ref := reading.known(node, names.boundaries, "boundary")) is not None]
    boundaries = reading.without_repeats(refs, "boundaries")
    if reader is None:
        return None
    return Flow(name=key.text, reader=reader, boundaries=boundaries, place=place(key))
