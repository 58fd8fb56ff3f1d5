"""
Programs in jq, which only compute: no environment, files, modules, clock, and no end of time or memory.

They run in a child process, since the jq library can't be interrupted. The child has an empty environment
and a limit on its memory, and is killed when a program takes too long. Before that, words that would reach
out of the program are refused when the contract is prepared, so that nobody finds them to be silently empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from checker.analysis import numbers
from checker.analysis.follow import Found
from checker.analysis.jq import engine
from checker.analysis.jq.engine import FailedError, Run, SyntaxRefusedError
from checker.analysis.jq.words import refused
from checker.analysis.written import written
from checker.errors import CannotCheckError, ContractError, MissingExtraError, Mistake
from checker.model.json import Json
from checker.model.places import Place
from checker.model.pointers import escaped
from checker.model.text import plain, shown

__all__ = ["FailedError", "Program", "inexact", "program"]

_DIGITS = 15  # as many as a double always keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A jq program that has been compiled; a call gives its results for one payload, in order."""

    text: str
    place: Place | None = field(default=None, compare=False)
    run: Run = field(compare=False, repr=False)

    def __call__(self, payload: Json) -> tuple[Json, ...]:
        """
        Every result of the program.

        Raises:
            FailedError: the program fails on this payload, or gives too many results.
            CannotCheckError: it needs more time or memory than a program may have.

        """
        try:
            return self.run(self.text, written(payload))
        except engine.ExhaustedError as error:
            raise CannotCheckError([_mistake(self.text, str(error), self.place)]) from error

    def each(self, payloads: Sequence[Json]) -> tuple[tuple[Json, ...] | None, ...]:
        """
        Every result for each of several payloads, in one go; None for one on which the program fails.

        Raises:
            CannotCheckError: together they need more time or memory than a program may have.

        """
        # Two newlines: the first may belong to a comment.
        several = f"[.[] | try [({self.text}\n\n)] catch null]"
        try:
            (found,) = self.run(several, written(list(payloads)))
        except engine.ExhaustedError as error:
            raise CannotCheckError([_mistake(self.text, str(error), self.place)]) from error
        assert isinstance(found, list)
        return tuple(None if results is None else tuple(results) for results in found)


def program(text: str, place: Place | None = None) -> Program:
    """
    Compiles a program; `place` is where it stands in the contract.

    Raises:
        ContractError: it is not jq, or reaches out of what it is given.
        MissingExtraError: the jq package is not installed.

    """
    found = refused(text)
    if found is not None:
        word, why = found
        mistake = Mistake(
            message=f"a jq program here can't use {word}, {why}",
            place=place,
            fix="compute from the payload alone",
        )
        raise ContractError([mistake])
    try:
        run = engine.prepared(text)
    except ModuleNotFoundError as error:
        missing = Mistake(
            message="a jq program can't be run without the jq package",
            place=place,
            fix="run pip install 'seamproof[jq]'",
        )
        raise MissingExtraError([missing]) from error
    except SyntaxRefusedError as error:
        message = f"jq can't compile this program: {plain(str(error), longest=200)}"
        raise ContractError([Mistake(message=message, place=place, fix="mend the program")]) from error
    except engine.ExhaustedError as error:
        raise ContractError([_mistake(text, str(error), place)]) from error
    return Program(text=text, place=place, run=run)


def inexact(payload: Json) -> tuple[Found, ...]:
    """The numbers of a payload with more than 15 digits, with their pointers: jq computes in doubles."""
    return tuple(found for found in _numbers(payload) if _digits(found[1]) > _DIGITS)


def _numbers(payload: Json) -> Iterator[Found]:
    waiting: list[Found] = [("", payload)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            members = [(f"{pointer}/{escaped(name)}", member) for name, member in value.items()]
            waiting.extend(reversed(members))
        elif isinstance(value, list):
            elements = [(f"{pointer}/{index}", element) for index, element in enumerate(value)]
            waiting.extend(reversed(elements))
        elif numbers.is_number(value):
            yield pointer, value


def _digits(number: Json) -> int:
    """Significant digits: zeros at either end do not count."""
    if not isinstance(number, int | float | Decimal):
        return 0
    return len("".join(map(str, numbers.exact(number).as_tuple().digits)).strip("0"))


def _mistake(text: str, message: str, place: Place | None) -> Mistake:
    return Mistake(
        message=f"the jq program {shown(text)} {message}",
        place=place,
        fix="write it so that it ends soon, or map the field with a table",
    )
