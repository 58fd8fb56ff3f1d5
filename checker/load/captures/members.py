"""Members of foreign records, taken with a word where they are not what the format says."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker.analysis.written import written
from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.text import shown


class UnusableError(Exception):
    """A record, or a part of it, that its reader can't use; `pointer` leads to it from the record."""

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer


def an_object(value: Json, pointer: str = "") -> Mapping[str, Json]:
    """
    The value as an object.

    Raises:
        UnusableError: it is none.

    """
    if isinstance(value, dict):
        return value
    raise UnusableError(f"an object should stand here, not {shown(value)}", pointer)


def an_object_or_none(value: Json, pointer: str) -> Mapping[str, Json] | None:
    """
    The value as an object; None where there is none, or null.

    Raises:
        UnusableError: something else stands there.

    """
    return None if value is None else an_object(value, pointer)


def member(value: Json, *names: str) -> Json:
    """What stands below these names; None where there is nothing, or null."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def items(value: Json, *names: str) -> Sequence[Json]:
    """The elements of a list below these names; none where there is no list."""
    found = member(value, *names)
    return found if isinstance(found, list) else ()


def text(value: Json, *names: str) -> str | None:
    """A text below these names; a number as it stands; None where there is neither."""
    found = member(value, *names)
    if isinstance(found, str):
        return found
    if isinstance(found, int | float | Decimal) and not isinstance(found, bool):
        return written(found) if isinstance(found, float) else str(found)
    return None


def a_text(value: Json, *names: str, pointer: str = "") -> str | None:
    """
    A text or number below these names; None where there is nothing, or null.

    Raises:
        UnusableError: something else stands there; `pointer` leads to `value`.

    """
    found = member(value, *names)
    written = text(found)
    if written is None and found is not None:
        place = pointer + "".join(f"/{name}" for name in names)
        raise UnusableError(f"a text should stand here, not {shown(found)}", place)
    return written


def texts(value: Json) -> Mapping[str, str]:
    """The members of an object that are texts, numbers, true or false, each as a text."""
    if not isinstance(value, dict):
        return {}
    found: dict[str, str] = {}
    for name, content in value.items():
        if (written := _scalar(content)) is not None:
            found[name] = written
    return found


def named_values(value: Json, name: str = "name", content: str = "value") -> Iterator[tuple[str, str]]:
    """
    Headers and the like: a list of objects with a name and a value, a list of pairs, or an object whose
    members are values or lists of values. What is none of these is passed over.
    """
    if isinstance(value, dict):
        for key, one in value.items():
            for each in one if isinstance(one, list) else (one,):
                if (written := text(each)) is not None:
                    yield key, written
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            key, written = text(one, name), text(one, content)
        elif isinstance(one, list) and len(one) == 2:
            key, written = text(one[0]), text(one[1])
        else:
            continue
        if key is not None:
            yield key, written or ""


def led_by(fields: Mapping[str, str], *names: str) -> dict[str, str]:
    """The fields, first those that tell what kind of thing it is: what is not recognised is shown by them."""
    return {name: fields[name] for name in names if name in fields} | dict(fields)


def headers(
    value: Json, pointer: str, name: str = "name", content: str = "value"
) -> tuple[tuple[str, str], ...]:
    """
    Headers in any of the forms of `named_values`, of which none is passed over. A null has no text.

    Raises:
        UnusableError: one of them, or all of it, is something else.

    """
    if value is None:
        return ()
    if not isinstance(value, list | dict):
        raise UnusableError(f"headers should stand here, not {shown(value)}", pointer)
    found: list[tuple[str, str]] = []
    for step, key, one in _pairs(value, name, content):
        written = "" if one is None else _scalar(one)
        if not isinstance(key, str) or written is None:
            raise UnusableError("this is no header", f"{pointer}/{escaped(str(step))}")
        found.append((key, written))
    return tuple(found)


def _pairs(value: Json, name: str, content: str) -> Iterator[tuple[str | int, Json, Json]]:
    """Where each header stands, its name, and its value."""
    if isinstance(value, dict):
        for key, one in value.items():
            for each in one if isinstance(one, list) else (one,):
                yield key, key, each
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            yield index, one.get(name), one.get(content)
        elif isinstance(one, list) and len(one) == 2:
            yield index, one[0], one[1]
        else:
            yield index, None, None


def _scalar(value: Json) -> str | None:
    if isinstance(value, str):
        return value
    return ("true" if value else "false") if isinstance(value, bool) else text(value)


def beyond(value: Json, *names: str) -> dict[str, Json]:
    """The members that are none of these and not null."""
    return {name: content for name, content in without(value, *names).items() if content is not None}


def without(value: Json, *names: str) -> dict[str, Json]:
    """The members that are none of these: what a reader did not use and a recording should keep."""
    if not isinstance(value, dict):
        return {}
    return {name: content for name, content in value.items() if name not in names}
