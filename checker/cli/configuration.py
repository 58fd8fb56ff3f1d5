"""What a project and its surroundings say about how it wants to be checked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker.cli.choices import COLORS, LEVELS, PARTS, least_coverage, meant, one_of
from checker.errors import CannotCheckError, ContractError, Mistake, UsageError
from checker.load.files import DISK, Files
from checker.model.findings import Level
from checker.model.limits import DEFAULT
from checker.model.places import Place
from checker.model.releases import Releases
from checker.model.text import nearest, plain, shown
from checker.report import FORMATS

if TYPE_CHECKING:
    from decimal import Decimal

    from checker.model.coverage import Kind
    from checker.pipeline.options import Settings

FILES: Final = ("seamproof.toml", "pyproject.toml")
PREFIX: Final = "SEAMPROOF_"
_NO_SETTINGS: Final = frozenset(
    {"SEAMPROOF_CACHE", "SEAMPROOF_MASK_KEY"}
)  # of whoever runs it, not of a project


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """
    Defaults for what the command line does not give. `only` is None where everything is checked;
    `min_coverage` has the kinds of which any is asked for, and `released` is None where nothing is said of
    what is in production.

    Limits, files to write and what an empty run means are not here: a change under review may bring its
    own configuration, and must not weaken the check it is reviewed by.
    """

    paths: tuple[str, ...] = ("contracts/",)
    only: frozenset[str] | None = None
    fail_on: str = "error"
    color: str = "auto"
    output_format: str = "full"
    min_coverage: "Mapping[Kind, Decimal]" = field(default_factory=dict)
    released: Releases | None = None


def configuration(folder: Path, environment: Mapping[str, str]) -> Configuration:
    """
    What the environment says, else `seamproof.toml` or `[tool.seamproof]` of pyproject.toml in `folder`.

    Raises:
        UsageError: a file can't be read, or a key or value is unknown; all mistakes of it at once.

    """
    there = ((name, str(folder / name)) for name in FILES)
    found = [_read(DISK, path, name) for name, path in there if DISK.is_there(path)]
    return _from_environment(_only_one(found), environment)


def configured(files: Files, folder: str) -> Configuration:
    """
    What the configuration in a folder of these files says, a revision say, without any environment: so that
    a change which asks for less than was asked before can be told.

    Raises:
        UsageError: as `configuration`; places name the file as `files` does.

    """
    if not files.is_folder(folder):
        return Configuration()
    try:
        entries = {entry.name: entry.path for entry in files.entries(folder)}
    except ContractError as error:
        raise UsageError(error.mistakes) from error
    return _only_one([_read(files, entries[name], entries[name]) for name in FILES if name in entries])


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file that may configure us; `table` is None where it does not speak of us."""

    name: str
    text: str
    table: Mapping[str, object] | None


def _only_one(files: Sequence[_File]) -> Configuration:
    ours = [(file, file.table) for file in files if file.table is not None]
    if len(ours) > 1:
        names = " and ".join(file.name for file, _ in ours)
        raise UsageError(f"both {names} configure seamproof", fix="keep one of the two")
    for file, table in ours:
        return _from_table(file, table)
    return Configuration()


def _read(files: Files, path: str, name: str) -> _File:
    """The file at a path, called `name`."""
    most = DEFAULT.contract_size
    try:
        data = files.content(path, most=most)
    except ContractError as error:
        mistakes = [replace(mistake, place=Place(file=name, line=1, column=1)) for mistake in error.mistakes]
        raise UsageError(mistakes) from error
    if len(data) > most:
        raise UsageError(f"{name} has more than {most:,} bytes", fix="take out what is no configuration")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8", fix="save it as UTF-8") from error
    return _File(name=name, text=text, table=_table(name, text, is_ours=path.endswith(FILES[0])))


def _table(name: str, text: str, *, is_ours: bool) -> Mapping[str, object] | None:
    """What a file says to us; None where it does not speak of us."""
    import tomllib

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(file=name, line=int(where[1]), column=int(where[2])) if where else None
        message = f"this is not TOML: {str(error).partition(' (at')[0]}"
        raise UsageError([Mistake(message=message, place=place, fix="mend the line")]) from error
    if is_ours:
        return content
    tool = content.get("tool", {})
    table = tool.get("seamproof") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) or table is None else {"tool.seamproof": table}


def _from_table(file: _File, table: Mapping[str, object]) -> Configuration:
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


def _released(settings: Configuration, value: object) -> Configuration:
    fix = 'write released = {tag = "v*"}, or released = {systems = {erp = "erp-prod"}}'
    table = value if isinstance(value, dict) else {}
    for key in table:
        if key not in _RELEASED:
            raise UsageError(f"released has no key {shown(key)}", fix=meant(key, _RELEASED))
    systems = table.get("systems", {})
    if not isinstance(systems, dict) or not (systems or "tag" in table):
        raise UsageError("the setting released takes a table of what is in production", fix=fix)
    revisions = {"tag": table["tag"]} if "tag" in table else {}
    revisions |= {f"systems.{plain(name)}": revision for name, revision in systems.items()}
    for key, revision in revisions.items():
        text = _text(f"released.{key}", revision)
        if text.startswith("-") or not text.strip():  # git would take it for an option
            wrong = f"{shown(text)} at released.{key} is no revision"
            raise UsageError(wrong, fix="name a branch, a tag, or a pattern of tags")
    return replace(settings, released=Releases(tag=table.get("tag"), systems=systems))


_RELEASED: Final = ("tag", "systems")
_READERS: Final[Mapping[str, Callable[[Configuration, object], Configuration]]] = {
    "paths": _paths,
    "only": _only,
    "fail-on": _fail_on,
    "color": _color,
    "output-format": _output_format,
    "min-coverage": _min_coverage,
    "released": _released,
}


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"the setting {key} takes a text", fix=f'write {key} = "…"')
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise UsageError(f"the setting {key} takes a list of texts", fix=f'write {key} = ["…"]')
    return tuple(value)


def _place(file: _File, key: str) -> Place:
    """The first line that looks like this key, or like the head of its table."""
    name = rf'"?{re.escape(key)}"?\s*'
    pattern = re.compile(rf"\s*(?:(?:tool\.)?{name}[=.]|\[\s*(?:tool\s*\.\s*seamproof\s*\.\s*)?{name}[.\]])")
    for number, row in enumerate(file.text.splitlines(), start=1):
        if found := pattern.match(row):
            column = len(row) - len(row.lstrip()) + 1
            return Place(file=file.name, line=number, column=column, width=len(found[0].strip(" \t=.")))
    return Place(file=file.name, line=1, column=1)


def _from_environment(settings: Configuration, environment: Mapping[str, str]) -> Configuration:
    """SEAMPROOF_FAIL_ON=warning and the like; lists have commas. Other tools may have names beside ours."""
    known = {key.upper().replace("-", "_"): key for key in _READERS}
    for variable, value in sorted(environment.items()):
        if not variable.startswith(PREFIX) or variable in _NO_SETTINGS:
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


def asked(files: Files, folder: str) -> "Settings":
    """What the configuration in a folder of these files asks of a check; raises as `configured`."""
    from checker.pipeline.options import Settings

    settings = configured(files, folder)
    only = None if settings.only is None else ", ".join(sorted(settings.only))
    least = {f"min-coverage {kind.value}": percent for kind, percent in settings.min_coverage.items()}
    paths = ", ".join(settings.paths)
    released = None if settings.released is None else str(settings.released)
    return Settings(
        asks={"paths": paths, "fail-on": settings.fail_on, "only": only, "released": released, **least},
        released=settings.released,
        paths=settings.paths,
        only=settings.only,
        fail_on=Level[settings.fail_on.upper()],
        min_coverage=settings.min_coverage,
    )
