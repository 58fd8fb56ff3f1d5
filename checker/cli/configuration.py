"""What a project and its surroundings say about how it wants to be checked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker.cli.choices import COLORS, FORMATS, LEVELS, PARTS, least_coverage, meant, one_of
from checker.errors import CannotCheckError, Mistake, UsageError
from checker.model.places import Place
from checker.model.text import nearest, shown

if TYPE_CHECKING:
    from decimal import Decimal

    from checker.model.coverage import Kind

FILES: Final = ("seamproof.toml", "pyproject.toml")
PREFIX: Final = "SEAMPROOF_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """
    Defaults for what the command line does not give. `only` is None where everything is checked;
    `min_coverage` has the kinds of which any is asked for.

    Limits, files to write and what an empty run means are not here: a change under review may bring its
    own configuration, and must not weaken the check it is reviewed by.
    """

    paths: tuple[str, ...] = ("contracts/",)
    only: frozenset[str] | None = None
    fail_on: str = "error"
    color: str = "auto"
    output_format: str = "full"
    min_coverage: "Mapping[Kind, Decimal]" = field(default_factory=dict)


def configuration(folder: Path, environment: Mapping[str, str]) -> Configuration:
    """
    What the environment says, else `seamproof.toml` or `[tool.seamproof]` of pyproject.toml in `folder`.

    Raises:
        UsageError: a file can't be read, or a key or value is unknown; all mistakes of it at once.

    """
    return _from_environment(_from_file(folder), environment)


def _from_file(folder: Path) -> Configuration:
    tables = {name: table for name in FILES if (table := _table(folder / name)) is not None}
    if len(tables) > 1:
        raise UsageError(
            "both seamproof.toml and pyproject.toml configure seamproof", fix="keep one of the two"
        )
    for name, table in tables.items():
        return _configured(folder / name, table)
    return Configuration()


def _table(file: Path) -> Mapping[str, object] | None:
    """What a file says to us; None where it is not there or does not speak of us."""
    import tomllib

    name = file.name
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{name} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8", fix="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(file=name, line=int(where[1]), column=int(where[2])) if where else None
        message = f"this is not TOML: {str(error).partition(' (at')[0]}"
        raise UsageError([Mistake(message=message, place=place, fix="mend the line")]) from error
    if name == "seamproof.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("seamproof") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) or table is None else {"tool.seamproof": table}


def _configured(file: Path, table: Mapping[str, object]) -> Configuration:
    settings = Configuration()
    mistakes: list[Mistake] = []
    for key, value in table.items():
        try:
            settings = _with(settings, key, value)
        except CannotCheckError as error:
            place = _place(file, key)
            mistakes += [replace(mistake, place=place) for mistake in error.mistakes]
    if mistakes:
        raise UsageError(mistakes)
    return settings


def _with(settings: Configuration, key: str, value: object) -> Configuration:
    if key not in _READERS:
        raise UsageError(f"there is no setting {shown(key)}", fix=meant(key, _READERS))
    return _READERS[key](settings, value)


def _paths(settings: Configuration, value: object) -> Configuration:
    return replace(settings, paths=_texts("paths", value))


def _only(settings: Configuration, value: object) -> Configuration:
    return replace(settings, only=frozenset(one_of(PARTS, name) for name in _texts("only", value)))


def _fail_on(settings: Configuration, value: object) -> Configuration:
    return replace(settings, fail_on=one_of(LEVELS, _text("fail-on", value)))


def _color(settings: Configuration, value: object) -> Configuration:
    return replace(settings, color=one_of(COLORS, _text("color", value)))


def _output_format(settings: Configuration, value: object) -> Configuration:
    return replace(settings, output_format=one_of(FORMATS, _text("output-format", value)))


def _min_coverage(settings: Configuration, value: object) -> Configuration:
    """A number, or a table of kinds; in the environment either is a text."""
    fix = "write min-coverage = 80, or min-coverage = {statuses = 90, fields = 80}"
    shares = value if isinstance(value, dict) else {"": value}
    if not shares or any(
        isinstance(one, bool) or not isinstance(one, int | float | str) for one in shares.values()
    ):
        raise UsageError("the setting min-coverage takes a percentage, or one for each kind", fix=fix)
    text = ",".join(f"{kind}={one}" if kind else str(one) for kind, one in shares.items())
    return replace(settings, min_coverage=least_coverage(text))


_READERS: Final[Mapping[str, Callable[[Configuration, object], Configuration]]] = {
    "paths": _paths,
    "only": _only,
    "fail-on": _fail_on,
    "color": _color,
    "output-format": _output_format,
    "min-coverage": _min_coverage,
}


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"the setting {key} takes a text", fix=f'write {key} = "…"')
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise UsageError(f"the setting {key} takes a list of texts", fix=f'write {key} = ["…"]')
    return tuple(value)


def _place(file: Path, key: str) -> Place:
    """The first line that looks like this key."""
    pattern = re.compile(rf'\s*(?:tool\.)?"?{re.escape(key)}"?\s*=')
    for number, row in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if found := pattern.match(row):
            column = len(row) - len(row.lstrip()) + 1
            return Place(file=file.name, line=number, column=column, width=found.end() - column)
    return Place(file=file.name, line=1, column=1)


def _from_environment(settings: Configuration, environment: Mapping[str, str]) -> Configuration:
    """SEAMPROOF_FAIL_ON=warning and the like; lists have commas. Other tools may have names beside ours."""
    known = {key.upper().replace("-", "_"): key for key in _READERS}
    for variable, value in sorted(environment.items()):
        if not variable.startswith(PREFIX):
            continue
        key = known.get(variable.removeprefix(PREFIX))
        if key is None:
            if near := nearest(variable.removeprefix(PREFIX), known):
                fix = f"did you mean {PREFIX}{near}?"
                raise UsageError(f"there is no variable {shown(variable)}", fix=fix)
            continue
        given: object = value.split(",") if key in {"paths", "only"} else value
        try:
            settings = _with(settings, key, given)
        except CannotCheckError as error:
            raise UsageError(
                [replace(m, message=f"{variable}: {m.message}") for m in error.mistakes]
            ) from error
    return settings
