"""The script that completes command lines in bash, from version 3.2 on."""

from collections.abc import Iterator, Sequence

from checker.cli.shells import Command, Value

# What stands before readline's last = is no part of the word that it completes, so nothing is cut off here.
_SCRIPT = """\
# Completes command lines of seamproof. Made by: seamproof completion bash
_seamproof() {{
    local line=${{COMP_LINE:0:COMP_POINT}} typed=() words=() list= files= current flag command=
    read -r -a typed <<<"$line"
    if [[ $line == *[[:space:]] ]]; then typed+=(""); fi
    current=${{typed[${{#typed[@]}}-1]}}
    if ((${{#typed[@]}} > 2)); then command=${{typed[1]}}; fi
    case $current in
        --*=*) flag=${{current%%=*}} current=${{current#*=}} ;;
        *) flag=${{typed[${{#typed[@]}}-2]}} ;;
    esac
    case "$command $flag" in
{of_flags}
        *) case "$command $current" in
{flags}
            *) case "$command" in
{alone}
            esac ;;
        esac ;;
    esac
    if [[ $list ]]; then words=("${{words[@]/#/${{current%"${{current##*,}}"}}}}"); fi
    COMPREPLY=()
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        compgen -W "${{words[*]-}}" -- "$current"
        if [[ $files ]]; then compgen -f -- "$current"; fi
    )
    if [[ $files ]]; then compopt -o filenames 2>/dev/null; fi
    if [[ ${{COMPREPLY[0]-}} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}}
complete -o bashdefault -o default -F _seamproof seamproof
"""


def script(commands: Sequence[Command]) -> str:
    names = " ".join(command.name for command in commands)
    return _SCRIPT.format(
        of_flags="\n".join(_of_flags(commands)),
        flags="\n".join(
            [
                "            ' -'*) words=(-h --help --version) ;;",
                *(f"            '{command.name} -'*) words=({_flags(command)}) ;;" for command in commands),
            ]
        ),
        alone="\n".join([f"                '') words=({names}) ;;", *_alone(commands)]),
    )


def _of_flags(commands: Sequence[Command]) -> Iterator[str]:
    """What follows flags; where several flags take the same, it is said once."""
    places: dict[str, list[str]] = {}
    for command in commands:
        for flag in command.flags:
            if flag.value is not None:
                places.setdefault(_taken(flag.value), []).extend(
                    f"'{command.name} {name}'" for name in flag.names
                )
    for taken, where in places.items():
        yield f"        {'|'.join(where)}) {taken};;"


def _alone(commands: Sequence[Command]) -> Iterator[str]:
    """What stands without a flag: readline itself completes files where no word is known."""
    for command in commands:
        words = [word for value in command.values for word in value.words]
        if words:
            files = any(value.is_file for value in command.values)
            yield f"                {command.name}) words=({' '.join(words)}){' files=1' * files} ;;"


def _taken(value: Value) -> str:
    words = " ".join(f"{word}=" if value.is_pair else word for word in value.words)
    if not words:
        return ""
    more = " list=1" * value.is_list + " files=1" * (value.is_file and not value.is_pair)
    return f"words=({words}){more} "


def _flags(command: Command) -> str:
    return " ".join(name for flag in command.flags for name in flag.names)
