"""The script that completes command lines in zsh."""

from collections.abc import Sequence

from checker.cli.shells import Command, Flag, Value

_SCRIPT = """\
#compdef seamproof
# Completes command lines of seamproof. Made by: seamproof completion zsh
_seamproof_pair() {{
    if compset -P '*='; then
        [[ $1 == -f ]] && _files
    else
        [[ $1 == -f ]] && shift
        compadd -S = -- "$@"
    fi
}}
_seamproof() {{
    local curcontext=$curcontext
    local -a commands=(
{commands}
    )
    if ((CURRENT == 2)); then
        _arguments '(- *)'{{-h,--help}}'[show help]' '(- *)--version[show the version]' '1:command:->command'
        _describe -t commands command commands
        return
    fi
    shift words
    ((CURRENT--))
    case $words[1] in
{cases}
    esac
}}
if [[ $funcstack[1] == _seamproof ]]; then
    _seamproof "$@"
else
    compdef _seamproof seamproof
fi
"""


def script(commands: Sequence[Command]) -> str:
    return _SCRIPT.format(
        commands="\n".join(f"        {_quoted(f'{each.name}:{_escaped(each.help)}')}" for each in commands),
        cases="\n".join(f"        {each.name}) _arguments -S :{_arguments(each)} ;;" for each in commands),
    )


def _arguments(command: Command) -> str:
    specs = [_flag(flag) for flag in command.flags] + [_alone(value) for value in command.values]
    return "".join(f" \\\n            {spec}" for spec in specs)


def _flag(flag: Flag) -> str:
    """One flag in all its names, each of which excludes the others unless it may stand several times."""
    told = f"[{_escaped(flag.help)}]" + (_taken(flag.value) if flag.value else "")
    before = "*" if flag.repeats else f"({' '.join(flag.names)})"
    return " ".join(
        _quoted(f"{before}{name}{_joint(name) if flag.value else ''}{told}") for name in flag.names
    )


def _joint(name: str) -> str:
    """What may stand between a flag and its value, if anything does."""
    return "=" if name.startswith("--") else "+"


def _alone(value: Value) -> str:
    return _quoted(("*" if value.repeats else "") + _taken(value))


def _taken(value: Value) -> str:
    words = " ".join(value.words)
    if words and value.is_pair:
        action = f" _seamproof_pair{' -f' * value.is_file} {words}"
    elif words and value.is_list:
        action = f"_values -s , {value.name.partition(',')[0]} {words}"
    elif words and value.is_file:
        action = f'{{_alternative "words:{value.name}:({words})" "files:file:_files"}}'
    elif words:
        action = f"({words})"
    else:
        action = "_files" if value.is_file else " "
    return f":{_escaped(value.name)}:{action}"


def _escaped(text: str) -> str:
    """For a place where brackets and colons mean something."""
    for sign in "\\[]:":
        text = text.replace(sign, f"\\{sign}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
