"""What may stand on the command line, as the parsers of the commands have it: what shells complete."""

from argparse import Action, ArgumentTypeError
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Final

from checker.cli.main import COMMANDS, MODULES

_FILES: Final = ("CAPTURE", "DIR", "FILE", "PATH", "REF")  # what stands for a file in help, or may be one


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """
    What may follow a flag, or stand alone: one of `words` as far as they are known, or a file.

    `is_list`: several words with commas between them; `is_pair`: a word, `=`, and what is said of it, which
    may be a file; `repeats`: what stands alone may stand there any number of times.
    """

    name: str
    words: tuple[str, ...] = ()
    is_list: bool = False
    is_pair: bool = False
    is_file: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """`value` is None of one that stands alone."""

    names: tuple[str, ...]
    help: str
    value: Value | None
    repeats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`values` are what stands without a flag, in its order."""

    name: str
    help: str
    flags: tuple[Flag, ...]
    values: tuple[Value, ...]


def commands() -> tuple[Command, ...]:
    return tuple(_command(name, what) for name, what in COMMANDS.items())


def _command(name: str, what: str) -> Command:
    module = import_module(f"checker.cli.{MODULES.get(name, name.replace('-', '_'))}")
    actions: Sequence[Action] = module.parser()._actions  # argparse has no public way to them
    return Command(
        name=name,
        help=what,
        flags=tuple(_flag(name, action) for action in actions if action.option_strings),
        values=tuple(_value(name, action) for action in actions if not action.option_strings),
    )


def _flag(command: str, action: Action) -> Flag:
    return Flag(
        names=tuple(action.option_strings),
        help=action.help or "",
        value=None if action.nargs == 0 else _value(command, action),
        repeats=type(action).__name__ == "_AppendAction",
    )


def _value(command: str, action: Action) -> Value:
    name = str(action.metavar or action.dest.upper())
    return Value(
        name=name,
        words=(*_words(action), *_looked_up(f"{command} {action.dest}", name)),
        is_list=name.endswith(",..."),
        is_pair="=" in name,
        is_file=name.rpartition("=")[2] in _FILES,
        repeats=action.nargs in ("*", "+"),
    )


def _words(action: Action) -> Iterator[str]:
    """What the reader of the value knows: asked with what nobody can mean, he says it when he refuses."""
    if not callable(action.type):
        return
    try:
        action.type("\0")
    except ArgumentTypeError as refused:
        yield from getattr(refused.__cause__, "known", ())


def _looked_up(place: str, name: str) -> Sequence[str]:
    """What is known of a value only once the command runs."""
    return _OF_PLACES.get(place, _OF_NAMES.get(name, tuple))()


def _rules() -> Sequence[str]:
    from checker.rules import names

    return sorted(names())


def _vocabularies() -> Sequence[str]:
    from checker.load.shipped import mapping_files, vocabulary_files

    return (*vocabulary_files(), *mapping_files())


def _formats() -> Sequence[str]:
    from checker.model.capture_formats import FORMAT_NAMES

    return FORMAT_NAMES


def _limits() -> Sequence[str]:
    from checker.model.limits import Limits

    return [field.name.replace("_", "-") for field in fields(Limits)]


_OF_PLACES: Final[Mapping[str, Callable[[], Sequence[str]]]] = {
    "rule id": _rules,
    "vocabularies name": _vocabularies,
    "import files": _formats,
}
_OF_NAMES: Final[Mapping[str, Callable[[], Sequence[str]]]] = {
    "NAME=VALUE": _limits,
    "REF": lambda: ("auto",),
}
