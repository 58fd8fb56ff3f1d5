"""The JSON Schemas that ship; that of the language with the names that an editor offers."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

SCHEMAS: Final = {
    "language": ("load", "language.schema.json"),
    "vocabulary": ("load", "vocabulary.schema.json"),
    "result": ("report", "result.schema.json"),
    "incident": ("report", "incident.schema.json"),
}


def schema(name: str) -> str:
    folder, file = SCHEMAS[name]
    text = files("checker").joinpath(folder, file).read_text("utf-8")
    return _offering(text) if name == "language" else text


def _offering(text: str) -> str:
    """
    The language's schema with what there is to choose from: rules, and the vocabularies that ship.

    These are offers of an editor and not the only values that are right: a vocabulary may be a file.
    """
    from checker.load.shipped import Shipped, vocabulary_files
    from checker.rules import drift, rules

    shipped = Shipped()
    offers = {
        "rule": ((rule.id, rule.title) for rule in rules() if rule.id not in drift.NAMES),
        "driftRule": ((rule.id, rule.title) for rule in rules() if rule.id in drift.NAMES),
        "vocabulary": ((name, shipped.vocabulary(name).title) for name in vocabulary_files()),
    }
    language = json.loads(text)
    for name, offered in offers.items():
        language["definitions"][name]["defaultSnippets"] = _snippets(offered)
    return json.dumps(language, indent=2, ensure_ascii=False) + "\n"


# Any: what JSON holds
def _snippets(offered: Iterable[tuple[str, str | None]]) -> list[dict[str, Any]]:
    return [{"label": name, "description": what or name, "body": name} for name, what in offered]
