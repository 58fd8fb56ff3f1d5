"""
The pages of reference that come from the product itself: rules, commands, keys of the contract language.

`python -m tests.docs.reference` (in `make docs`) writes them again; a test holds them to what it would write.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from checker.cli.main import COMMANDS, HELP, MODULES
from checker.rules import acceptance, contract, coverage, drift, expectation, exploring, replay, rules, status

ROOT: Final = Path(__file__).parents[2]
MADE: Final = "<!-- Written by `make docs`; what is mended here is lost. -->"
_FAMILIES: Final[Mapping[str, Callable[[], Any]]] = {
    "Statuses, from the contract alone": lambda: status.RULES,
    "Runs, by exploring": lambda: exploring.RULES,
    "Recordings": lambda: replay.RULES,
    "Drift against a baseline": drift.rules,
    "What is written in a contract": lambda: contract.RULES,
    "Acceptances, and what recordings expect": lambda: (*acceptance.RULES, *expectation.RULES),
    "Coverage": lambda: coverage.RULES,
}


def pages() -> dict[str, str]:
    """Each page by its path in the repository."""
    made = {f"docs/reference/rules/{one.id}.md": _rule(one.id, one.page) for one in rules()}
    made["docs/reference/rules/README.md"] = _lines(_rules())
    made["docs/reference/commands.md"] = _lines(_commands())
    made["docs/reference/keys.md"] = _lines(_keys())
    return made


def _rule(name: str, page: str) -> str:
    return f"{MADE}\n\n# {name}\n\n{page.strip()}\n"


def _rules() -> Iterator[str]:
    yield from (MADE, "", "# Rules", "", "`seamproof rule ID` prints the same pages.", "")
    listed: set[str] = set()
    for family, of in _FAMILIES.items():
        yield from (f"## {family}", "", "| rule | what it finds |", "|---|---|")
        for one in of():
            if one.id not in listed:
                listed.add(one.id)
                title = one.title.replace("|", "\\|")
                yield f"| [{one.id}]({one.id}.md) | {title} |"
        yield ""


def _commands() -> Iterator[str]:
    yield from (MADE, "", "# Commands", "", "```text", HELP.rstrip(), "```", "")
    for name in COMMANDS:
        module = import_module(f"checker.cli.{MODULES.get(name, name.replace('-', '_'))}")
        yield from (f"## {name}", "", "```text", module.parser().format_help().rstrip(), "```", "")


def _keys() -> Iterator[str]:
    """Every object of the language with its keys, as the schema for editors describes them."""
    schema = json.loads(files("checker").joinpath("load", "language.schema.json").read_text("utf-8"))
    yield from (MADE, "", "# Keys of a contract", "")
    yield from (
        "What each key means, as your editor shows it. How they work together is told in",
        "[the language on one page](../../contracts/README.md).",
        "",
    )
    objects = {"contract.yaml": schema, **schema["definitions"]}
    for name, one in objects.items():
        keys = one.get("properties")
        if not keys:
            continue
        yield from (f"## {name}", "")
        if told := one.get("description"):
            yield from (told, "")
        yield from ("| key | |", "|---|---|")
        required = one.get("required", ())
        for key, value in keys.items():
            must = " Required." if key in required else ""
            yield f"| `{key}` | {_cell(value.get('description', ''))}{must} |"
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _lines(rows: Iterator[str]) -> str:
    return "\n".join(rows).rstrip() + "\n"


def main() -> None:
    """Writes every page, and takes away those of rules that are gone."""
    made = pages()
    for old in (ROOT / "docs/reference/rules").glob("*.md"):
        if old.relative_to(ROOT).as_posix() not in made:
            old.unlink()
    for name, text in made.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
