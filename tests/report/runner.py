"""
Lines of a log as GitHub's runner reads them.

After `TryParseV2` and `TryParse` of `src/Runner.Common/ActionCommand.cs`, `TryProcessCommand` and
`ValidateLinesAndColumns` of `src/Runner.Worker/ActionCommandManager.cs`, and the limits of
`src/Runner.Worker/ExecutionContext.cs`, all in github.com/actions/runner.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

COMMANDS: Final = frozenset(
    [
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "error",
        "group",
        "notice",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
        "warning",
    ]
)
ISSUES: Final = ("error", "warning", "notice")
OF_A_KIND: Final = 10
LONGEST: Final = 4096

_DATA: Final = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY: Final = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
_OLD: Final = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%"))


@dataclass(frozen=True, slots=True)
class Command:
    """What the runner does: an annotation for an error, a warning and a notice."""

    name: str
    given: Mapping[str, str]
    says: str


@dataclass(frozen=True, slots=True)
class Log:
    """What a step has printed: commands, annotations as they are shown, and lines that are no command."""

    commands: Sequence[Command]
    shown: Sequence[Command]
    lines: Sequence[str]


def read(text: str) -> Log:
    commands: list[Command] = []
    lines: list[str] = []
    for line in text.split("\n"):
        command = _new(line) or _old(line)
        if command is None:
            lines.append(line)
        else:
            commands.append(command)
    taken: Counter[str] = Counter()
    shown = []
    for command in commands:
        taken[command.name] += 1
        if command.name in ISSUES and taken[command.name] <= OF_A_KIND:
            shown.append(Command(command.name, _valid(command.given), command.says[:LONGEST]))
    return Log(commands, shown, lines)


def _new(line: str) -> Command | None:
    """`::name key=value,key=value::data` at the beginning of a line, whatever blanks stand before it."""
    message = line.lstrip()
    if not message.startswith("::"):
        return None
    end = message.find("::", 2)
    return None if end < 0 else _command(message[2:end], ",", _PROPERTY, message[end + 2 :], _DATA)


def _old(line: str) -> Command | None:
    """`##[name key=value;key=value]data` anywhere in a line."""
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return _command(line[start + 3 : end], ";", _OLD, line[end + 1 :], _OLD)


def _command(
    head: str,
    separator: str,
    of_values: Sequence[tuple[str, str]],
    data: str,
    of_data: Sequence[tuple[str, str]],
) -> Command | None:
    name, _, properties = head.partition(" ")
    if name.lower() not in COMMANDS:
        return None
    pairs = (piece.split("=", 1) for piece in properties.strip().split(separator) if piece)
    given = {pair[0]: _unescaped(pair[1], of_values) for pair in pairs if len(pair) == 2 and all(pair)}
    return Command(name.lower(), given, _unescaped(data, of_data))


def _unescaped(text: str, mappings: Sequence[tuple[str, str]]) -> str:
    for escape, character in mappings:
        text = text.replace(escape, character)
    return text


def _valid(given: Mapping[str, str]) -> Mapping[str, str]:
    """Columns stand for nothing without a line, nor where they end before they begin."""
    dropped = set()
    if ("line" not in given and given.keys() & {"col", "endColumn"}) or (
        "endColumn" in given and int(given["endColumn"]) < int(given.get("col", "0"))
    ):
        dropped = {"col", "endColumn"}
    return {name: value for name, value in given.items() if name not in dropped}
