"""What a change takes away from the checking of messages: schemas, demands, exactness, masking."""

from collections.abc import Iterator, Sequence

from checker.analysis.drift.checks import Weakened
from checker.analysis.drift.spots import Declared
from checker.model.boundaries import Boundary, Compare, Message
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.paths import Every, Path, Start
from checker.model.places import Place
from checker.model.schemas import Schema


def weakened_messages(old: ContractSet, new: ContractSet) -> tuple[Weakened, ...]:
    """Every weakening in messages that are on both sides, in the order of the contract."""
    return tuple(
        found
        for boundary in new.boundaries.values()
        if (before := old.boundaries.get(boundary.name)) is not None
        for name, message in boundary.messages.items()
        if name in before.messages
        for found in _message(boundary, before.messages[name], message)
    )


def _message(boundary: Boundary, old: Message, new: Message) -> Iterator[Weakened]:
    name = f"{boundary.name}/{new.name}"

    def weaker(what: str, was: Json, now: Json = None, at: str = "", place: Place | None = None) -> Weakened:
        return Weakened(
            subject=f"{name}#{at}" if at else name,
            what=what,
            was=was,
            now=now,
            place=place or new.place,
            boundary=boundary.name,
        )

    if old.has_payload and not new.has_payload:
        yield weaker(f"{name} has no payload any more", "a payload", "none")
    else:
        for word, before, after in (("sends", old.sends, new.sends), ("accepts", old.accepts, new.accepts)):
            if before is not None and after is None:
                yield weaker(f"{name} has no schema for what it {word} any more", before.name)
    if old.implementation is not None and new.implementation is None:
        yield weaker(f"the implementation of {name} is no longer replayed beside its table", "implementation")
    if old.version is not None and new.version is None:
        yield weaker(f"{name} has no version any more", old.version)
    demanded = {_words(one.jq) for one in new.requires}
    for requirement in old.requires:
        if _words(requirement.jq) not in demanded:
            yield weaker(f"{name} no longer has to hold this: {requirement.because}", requirement.jq)
    enriched = {one.path for one in new.enriches}
    for enrich in old.enriches:
        if enrich.path not in enriched:
            what = f"{enrich.path} of {name} need no longer come from {enrich.source}"
            yield weaker(what, str(enrich.source), at=str(enrich.path))
    for path in old.sensitive:
        if not any(_leads_to(one, path) for one in new.sensitive) and not _has_gone(
            path, old.sends, new.sends
        ):
            yield weaker(f"{path} of {name} is no longer masked", "masked", at=str(path))
    for row, was in _looser(old, new):
        what = f"{row.at} of {name} is compared as {_tolerated(row)}; it was {was}"
        yield weaker(what, was, _tolerated(row), at=str(row.at), place=row.place)


def _words(jq: str) -> str:
    """A program without its white space."""
    return "".join(jq.split())


def _looser(old: Message, new: Message) -> Iterator[tuple[Compare, str]]:
    """Rows that let pass what was not let pass before, with what was said there."""
    for row in new.compare:
        before = [one for one in old.compare if _is_at(one.at, row.at)]
        if any(_is_tighter(row, one) for one in before):
            continue
        if not before and (_has_gone(row.at, new.accepts, old.accepts) or row.at in _new_targets(old, new)):
            continue  # the field is new: it was not compared at all
        yield row, _tolerated(before[0]) if before else "exact"


def _new_targets(old: Message, new: Message) -> Sequence[Path]:
    """What the transformation makes now, and did not before."""
    if old.transform is None or new.transform is None:
        return ()
    known = {str(row.to) for row in old.transform.rows}
    return [row.to for row in new.transform.rows if row.to is not None and str(row.to) not in known]


def _is_at(wide: Path, narrow: Path) -> bool:
    """Whether one path leads to all places where another does."""
    if (wide.start, wide.name, len(wide.steps)) != (narrow.start, narrow.name, len(narrow.steps)):
        return False
    return all(
        one == other or isinstance(one, Every) for one, other in zip(wide.steps, narrow.steps, strict=True)
    )


def _leads_to(wide: Path, narrow: Path) -> bool:
    """Whether one path leads to all places where another does, or to what these are in."""
    if (wide.start, wide.name) != (narrow.start, narrow.name) or len(wide.steps) > len(narrow.steps):
        return False
    steps = zip(wide.steps, narrow.steps, strict=False)  # the narrow one may lead further
    return all(one == other or isinstance(one, Every) for one, other in steps)


def _has_gone(path: Path, before: Schema | None, after: Schema | None) -> bool:
    """Whether one schema declares the place where a path leads, and the other does not."""
    return _declares(before, path) and after is not None and not _declares(after, path)


def _declares(schema: Schema | None, path: Path) -> bool:
    if schema is None or path.start is not Start.PAYLOAD:
        return False
    declared = Declared(schema)
    return bool(declared.at(path.steps, declared.whole)[0].parts)


def _is_tighter(row: Compare, than: Compare) -> bool:
    if row.tolerance is not than.tolerance or row.of != than.of or row.key != than.key:
        return False
    is_within = than.within is None or (row.within is not None and row.within <= than.within)
    is_scaled = than.scale is None or (row.scale is not None and row.scale >= than.scale)
    return is_within and is_scaled


def _tolerated(row: Compare) -> str:
    """As the contract writes it, in short."""
    more = [f"within {row.within:g}s"] if row.within is not None else []
    more += [f"scale {row.scale}"] if row.scale is not None else []
    more += [f"of {row.of}"] if row.of is not None else []
    more += [f"key {', '.join(row.key)}"] if row.key else []
    return ", ".join([row.tolerance.value, *more])
