"""
The process in which jsonschema-rs compares canonical forms; started by path, alone, with no environment.

There are schemas for which it needs far too much time and memory, and it calls this interface experimental.
Reads a request a line and answers each with a line, both JSON. A request is {"draft", "old", "new"}; a side
is {"documents": [[uri, content], …], "entry": uri with a pointer}. An answer is {"covers": "yes" | "no" |
"unknown"} or {"failed": why}.
"""

import json
import sys
from decimal import Decimal
from typing import Any

MOST_MEMORY = 1_000_000_000  # bytes of address space
SOME: tuple[tuple[Any, Any, bool], ...] = (  # old, new, and whether the new one covers it
    ({"type": "integer"}, {"type": "number"}, True),
    ({"type": "number"}, {"type": "integer"}, False),
    ({"type": "string"}, {"type": "string", "format": "date"}, False),
    ({"required": ["a", "b"]}, {"required": ["a"]}, True),
    ({"required": ["a"]}, {"required": ["a", "b"]}, False),
    ({"enum": [1, "a"]}, {"enum": [1, True, "a"]}, True),
    ({"enum": [1]}, {"enum": [True]}, False),
    ({"minimum": 1}, {"exclusiveMinimum": 1}, False),
    ({"not": {"type": "null"}}, {}, True),
    ({"$ref": "#/$defs/a", "minimum": 5, "$defs": {"a": {"minimum": 1}}}, {"minimum": 2}, True),
    ({"minimum": 2}, {"$ref": "#/$defs/a", "minimum": 5, "$defs": {"a": {"minimum": 1}}}, False),
    ({"const": {"$ref": "#/$defs/a"}, "$defs": {"a": 1}}, {"const": 1}, False),
)


def main() -> None:
    sys.path.insert(0, sys.argv[1])  # where jsonschema-rs is installed: this process has no other packages
    import jsonschema_rs as rs

    _limit()
    drafts = {"7": rs.Draft7, "2020-12": rs.Draft202012}
    why = _failing(rs, drafts["2020-12"])
    for line in sys.stdin:
        if why is None:
            request = json.loads(line, parse_float=Decimal)
            answer = _answer(rs, drafts[request["draft"]], request["old"], request["new"])
        else:
            answer = {"failed": why}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(rs: Any, draft: int, old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    try:
        return {"covers": str(_form(rs, draft, **new).covers(_form(rs, draft, **old)))}
    except Exception as error:  # whatever it is, there is no proof
        return {"failed": f"{type(error).__name__}: {error}"}


def _form(rs: Any, draft: int, documents: list[list[Any]], entry: str) -> Any:
    def nothing(_: str) -> bool:
        """What no judged schema can reach refuses everything, as it does where payloads are judged."""
        return False

    registry = rs.Registry([tuple(one) for one in documents], draft=draft, retriever=nothing)
    # not `dereference`, which lets what a reference leads to take the place of what stands beside it
    return rs.canonicalize(
        {"$ref": entry},
        draft=draft,
        registry=registry,
        offline=True,
        validate_formats=True,
        pattern_options=rs.RegexOptions(),
    )


def _failing(rs: Any, draft: int) -> str | None:
    """Why it is not to be trusted; None where it proves what is so, and nothing that is not."""
    for old, new, covers in SOME:
        given = _answer(rs, draft, _side("https://old.invalid/", old), _side("https://new.invalid/", new))
        if (given.get("covers") == "yes") is not covers:
            return f"of {json.dumps(old)} and {json.dumps(new)} it says {json.dumps(given)}"
    return None


def _side(address: str, schema: Any) -> dict[str, Any]:
    return {"documents": [[address, schema]], "entry": address}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the time is limited all the same
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
