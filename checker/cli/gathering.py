"""What commands that take captures are asked: which contract set, and how much was captured of whom."""

import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.arguments import Parser, reading
from checker.cli.choices import one_of
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.model.contracts import ContractSet
    from checker.model.limits import Limits
    from checker.model.recordings import Header

COMPLETE = ("full", "status", "sampled", "none")


def add_contracts(ask: Parser) -> None:
    """Which contract set captures are held against, and how much of each system they have."""
    add = ask.add_argument
    add(
        "--contracts",
        metavar="PATH",
        action="append",
        default=[],
        help="where the contracts are (default as for check); may be given several times",
    )
    add("--set", metavar="NAME", help="the contract set that was captured, where there are several")
    add(
        "--complete",
        metavar="SYSTEM=HOW,...",
        type=reading(completeness),
        default={},
        help="how much of a system was captured: full, status, sampled or none",
    )


def completeness(text: str) -> Mapping[str, str]:
    """`erp=full,wms=status`."""
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, how = (piece.strip() for piece in part.partition("="))
        if not name or not equals:
            raise UsageError(
                f"{part} does not say how much of a system was captured", fix="write erp=full,wms=status"
            )
        found[name] = one_of(COMPLETE, how)
    return found


def header(given: Namespace, contracts: "ContractSet") -> "Header":
    """
    What the command line says of the captures.

    Raises:
        UsageError: it names a system that the contract does not have.

    """
    from checker.cli.choices import meant
    from checker.model.recordings import Complete, Header

    for name in given.complete:
        if name not in contracts.systems:
            raise UsageError(f"{contracts.name} has no system {name}", fix=meant(name, contracts.systems))
    return Header(complete={name: Complete(how) for name, how in given.complete.items()})


def contract_set(
    given: Namespace, paths: Sequence[str], files: Sequence[str], limits: "Limits"
) -> "ContractSet | None":
    """The set that is meant; None where nobody named any and there is none at the usual place."""
    from checker.load.sets import contract_sets
    from checker.pipeline.gathering import set_for

    where = given.contracts or paths
    if not given.contracts and given.set is None and not any(Path(path).exists() for path in where):
        return None
    return set_for(contract_sets(where, limits=limits), given.set, where, files)


def no_contracts() -> "ContractSet":
    """A set that declares nothing: everything is unknown to it."""
    from checker.model.contracts import ContractSet
    from checker.model.places import Place

    place = Place(file=os.devnull, line=1, column=1)
    return ContractSet(name="", version="", folder="", place=place)
