"""What happens to what comes twice, before and now: retries, idempotency, how often messages arrive."""

from collections.abc import Iterator, Mapping
from typing import Final

from checker.analysis.drift.lessened import Lessened, Promise
from checker.model.boundaries import Boundary, Retry
from checker.model.contracts import ContractSet
from checker.model.places import Place
from checker.model.systems import SILENT, Fact, StatusRef

_TWICE: Final = "at-least-once"
_LOST: Final = "at-most-once"


def facts_repeated(old: ContractSet, new: ContractSet, names: Mapping[str, str]) -> Iterator[Lessened]:
    """Facts that may come about twice now; `names` has the ids that are called otherwise."""
    for fact in new.facts.values():
        before = old.facts.get(fact.name)
        if before is None or before.once_per is None:
            continue
        known = before.once_per.name, names.get(before.once_per.name, before.once_per.name)
        if fact.once_per is None or fact.once_per.name not in known:
            yield _fact(before, fact, new)


def _fact(before: Fact, fact: Fact, new: ContractSet) -> Lessened:
    claiming = {
        system.name: None
        for system in new.systems.values()
        for status in system.statuses.values()
        if any(ref.name == fact.name for ref in status.claims)
    }
    now = f"once per {fact.once_per}" if fact.once_per else "as often as it likes"
    return Lessened(
        promise=Promise.IDEMPOTENT,
        subject=fact.name,
        boundary=None,
        readers=tuple({fact.owner.name: None, **claiming}),
        what=f"{fact.owner} was to let {fact.name} come about once per {before.once_per}, and now {now}",
        was=before.once_per.name if before.once_per else None,
        now=fact.once_per.name if fact.once_per else None,
        breaks=True,
        place=fact.place,
        related=before.place,
    )


def repeated_more(old: Boundary, new: Boundary) -> Iterator[Lessened]:
    """What comes twice over a boundary and was one, or comes twice more easily."""
    before, after = old.retry, new.retry
    if before is not None and after is None:
        if before.idempotent and _times(new) == _TWICE:
            what = f"{new.receiver} may take twice what arrives twice over {new.name}: it was taken as one"
            yield _idempotent(new, what, True, None, new.place, before.place)
    elif before is not None and after is not None:
        yield from _known_less(new, before, after)
        yield from _tried_more(new, before, after)
    elif after is not None and not after.idempotent:
        what = f"{new.receiver} may get a message over {new.name} again, which was never tried twice before"
        yield _retried(new, after, what, None, _told(after), None)
    yield from _arriving(old, new)


def _known_less(new: Boundary, before: Retry, after: Retry) -> Iterator[Lessened]:
    """What made one of two attempts, and does no more."""
    receiver = new.receiver.name
    if before.idempotent and not after.idempotent:
        what = f"{receiver} may take twice what is tried again over {new.name}: it was taken as one"
        yield _idempotent(new, what, True, False, after.place, before.place)
    elif before.key is not None and before.key != after.key:
        now = f"by {after.key}" if after.key else "by nothing"
        yield _idempotent(
            new,
            f"{receiver} knew attempts over {new.name} by {before.key}, and now {now}",
            str(before.key),
            str(after.key) if after.key else None,
            after.place,
            before.place,
            breaks=after.key is None and not after.idempotent,
        )


def _tried_more(new: Boundary, before: Retry, after: Retry) -> Iterator[Lessened]:
    """More attempts, which are nothing to fear where two are one."""
    if after.idempotent:
        return
    tried = set(map(_name, before.after))
    more = [name for name in map(_name, after.after) if name not in tried]
    is_longer = before.attempts is not None and (after.attempts is None or after.attempts > before.attempts)
    if more or is_longer:
        tries = f"it was tried {_told(before)}, and is {_told(after)}"
        what = f"{new.receiver} may get a message over {new.name} again more often: {tries}"
        yield _retried(new, after, what, _told(before), _told(after), before.place)


def _arriving(old: Boundary, new: Boundary) -> Iterator[Lessened]:
    before, now = _times(old), _times(new)
    if before is None or now in (before, "exactly-once"):
        return
    if now == _TWICE and new.retry is not None and new.retry.idempotent:
        return  # what comes twice is one
    may = {_TWICE: "get a message twice", _LOST: "miss a message"}.get(
        now or "", "get a message twice or not at all"
    )
    said = (
        f"it arrived {before}, and now {now}"
        if now
        else f"it arrived {before}, and now nothing says how often"
    )
    yield Lessened(
        promise=Promise.DELIVERED,
        subject=new.name,
        boundary=new.name,
        readers=(new.receiver.name,),
        what=f"{new.receiver} may {may} over {new.name}: {said}",
        was=before,
        now=now,
        place=new.delivery.place if new.delivery else new.place,
        related=old.delivery.place if old.delivery else None,
    )


def _times(boundary: Boundary) -> str | None:
    return boundary.delivery.times if boundary.delivery else None


def _idempotent(
    new: Boundary,
    what: str,
    was: str | bool,
    now: str | bool | None,
    place: Place,
    related: Place,
    *,
    breaks: bool = True,
) -> Lessened:
    return Lessened(
        promise=Promise.IDEMPOTENT,
        subject=new.name,
        boundary=new.name,
        readers=(new.receiver.name,),
        what=what,
        was=was,
        now=now,
        breaks=breaks,
        place=place,
        related=related,
    )


def _retried(
    new: Boundary, retry: Retry, what: str, was: str | None, now: str, related: Place | None
) -> Lessened:
    return Lessened(
        promise=Promise.RETRIED,
        subject=new.name,
        boundary=new.name,
        readers=(new.receiver.name,),
        what=what,
        was=was,
        now=now,
        place=retry.place,
        related=related,
    )


def _told(retry: Retry) -> str:
    often = "without end" if retry.attempts is None else f"{retry.attempts} times"
    return f"after {', '.join(sorted(map(_name, retry.after)))}, {often}"


def _name(ref: StatusRef) -> str:
    """A status as the contract writes it; that nothing was answered is the same of every system."""
    return ref.code if ref.code in SILENT else str(ref)
