"""The script that completes command lines in fish."""

from collections.abc import Iterator, Sequence

from checker.cli.shells import Command, Value

_SCRIPT = """\
# Completes command lines of seamproof. Made by: seamproof completion fish
function __seamproof_is
    set -l typed (commandline -opc)
    test "$typed[2]" = "$argv[1]"
end
complete -c seamproof -f
complete -c seamproof -n '__seamproof_is ""' -s h -l help -d 'show help'
complete -c seamproof -n '__seamproof_is ""' -l version -d 'show the version'
"""


def script(commands: Sequence[Command]) -> str:
    return _SCRIPT + "".join(f"complete -c seamproof {line}\n" for each in commands for line in _lines(each))


def _lines(command: Command) -> Iterator[str]:
    yield f"-n '__seamproof_is \"\"' -a {command.name} -d {_quoted(command.help)}"
    here = f"-n '__seamproof_is {command.name}'"
    for value in command.values:
        if value.words or value.is_file:
            yield f"{here}{_taken(value)}"
    for flag in command.flags:
        names = "".join(
            f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in flag.names
        )
        yield f"{here}{names}{_required(flag.value) if flag.value else ''} -d {_quoted(flag.help)}"


def _required(value: Value) -> str:
    return f" {'-r' if value.is_file else '-x'}{_taken(value)}"


def _taken(value: Value) -> str:
    files = " -F" if value.is_file else ""
    if not value.words:
        return files
    words = " ".join(f"{word}=" if value.is_pair else word for word in value.words)
    return f"{files} -a {_quoted(f'(__fish_append , {words})' if value.is_list else words)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
