"""In which order messages arrive, before and now."""

from collections.abc import Iterator

from checker.analysis.drift.lessened import Lessened, Promise
from checker.model.boundaries import Boundary, Delivery
from checker.model.paths import Start


def ordered_less(old: Boundary, new: Boundary) -> Iterator[Lessened]:
    """Nothing where no order was promised before."""
    before, after = old.delivery, new.delivery
    if before is None or not _is_less(before, after):
        return
    said = f"they came {_told(before)}, and now {_told(after)}"
    yield Lessened(
        promise=Promise.ORDERED,
        subject=new.name,
        boundary=new.name,
        readers=(new.receiver.name,),
        what=f"{new.receiver} may get messages over {new.name} in another order: {said}",
        was=_told(before),
        now=_told(after),
        place=after.place if after else new.place,
        related=before.place,
    )


def _is_less(before: Delivery, after: Delivery | None) -> bool:
    match before.order, after.order if after else None:
        case ("fifo", "fifo"):
            return after is not None and after.per is not None and after.per != before.per
        case ("versioned", "versioned"):
            return after is not None and after.by != before.by
        case ("versioned", "fifo"):
            return False  # in order, nothing older comes behind
        case ("fifo" | "versioned", _):
            return True
        case _:
            return False


def _told(delivery: Delivery | None) -> str:
    match delivery:
        case Delivery(order="fifo", per=per):
            if per is None:
                return "in order"
            return "in order for each record key" if per.start is Start.KEY else f"in order for each {per}"
        case Delivery(order="versioned", by=by):
            return f"with a version at {by}" if by else "with a version"
        case Delivery(order="any"):
            return "in any order"
        case _:
            return "in an order that nothing says"
