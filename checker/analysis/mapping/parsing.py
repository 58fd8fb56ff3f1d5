"""JSON that stands in a text of a payload, read as strictly as payloads are."""

import json
from collections.abc import Sequence
from typing import NoReturn

from checker.analysis import numbers
from checker.analysis.mapping.refusals import UnfitError
from checker.model.json import Json
from checker.model.limits import DEFAULT


def parsed(text: str) -> Json:
    """
    The JSON document in a text, with every digit.

    Raises:
        UnfitError: it is no JSON, repeats a key, or is nested too deeply; a clause that follows the text.

    """
    too_deep = UnfitError(f"which is nested more than {DEFAULT.payload_depth} deep", "mend the payload")
    try:
        value: Json = json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_refused,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise UnfitError("which is not JSON", "mend the payload, or delete `parse`") from error
    except RecursionError as error:
        raise too_deep from error
    if not _is_shallow(value):
        raise too_deep
    return value


def _number(text: str) -> Json:
    if len(text) > DEFAULT.number_digits or not numbers.GRAMMAR.fullmatch(text):
        raise UnfitError("in which a number is too long", "mend the payload")
    return numbers.read(text)


def _refused(constant: str) -> NoReturn:
    raise UnfitError(f"in which {constant} stands, which is not JSON", "mend the payload")


def _object(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise UnfitError("in which an object repeats a key", "mend the payload")
    return members


def _is_shallow(value: Json) -> bool:
    level = [value]
    for _ in range(DEFAULT.payload_depth):
        level = [
            element
            for outer in level
            if isinstance(outer, dict | list)
            for element in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return not any(isinstance(value, dict | list) for value in level)
