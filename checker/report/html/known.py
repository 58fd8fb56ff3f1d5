"""What a run says besides its findings: what is known, how well, and what is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.findings import Accepted, Finding, Report, Skipped
from checker.model.places import Place

_FEW: Final = 4  # sentences that need not be folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences of one kind; `hint` says what they are worth."""

    title: str
    hint: str
    items: Sequence[Item]
    is_open: bool


def known(report: Report) -> tuple[Group, ...]:
    """What was proved, shown and not checked even where that is nothing; of the rest, what there is."""
    told = (
        (
            "Proved from the contract alone",
            "Follows from what is declared, for every run there can be.",
            _said(report.proved),
        ),
        ("Shown by recordings", "Held for what was captured, and no more.", _said(report.shown)),
        ("Compared", "Held against what was before.", _said(report.compared)),
        (
            "Not checked",
            "So nothing here says that it is well.",
            tuple(_skipped(report.skipped)),
        ),
        (
            "Accepted",
            "Found, and let pass by the contract with a reason.",
            tuple(map(_accepted, report.accepted)),
        ),
        ("Detected, as expected", "Kept incidents ask for these.", tuple(map(_expected, report.expected))),
    )
    return tuple(
        Group(title=title, hint=hint, items=items, is_open=len(items) <= _FEW or title == "Not checked")
        for title, hint, items in told
        if items or title in {"Proved from the contract alone", "Shown by recordings", "Not checked"}
    )


def _said(sentences: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(text=sentence) for sentence in sentences)


def _skipped(skipped: Iterable[Skipped]) -> Iterator[Item]:
    return (Item(text=f"{one.check}: {one.why}", place=one.place) for one in skipped)


def _accepted(one: Accepted) -> Item:
    found = one.finding
    text = f"{found.level}[{found.rule}] of {found.subject}: {found.message}; because {one.reason}"
    return Item(text=text, place=found.where)


def _expected(found: Finding) -> Item:
    return Item(text=f"{found.rule} of {found.subject}: {found.message}", place=found.where)
