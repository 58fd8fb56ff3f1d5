"""
The prover of jsonschema-rs, which compares canonical forms.

Held at a distance, since it calls its interface experimental: in a child with limits of time and memory that
tests it before it is believed, and only its proofs are taken: of a `no` it has no payload to show. Formats
are asserted, as they are where payloads are judged.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

from checker.analysis.child_process import ChildProcess, DiedError, LateError
from checker.analysis.written import written
from checker.model.json import Json
from checker.model.schemas import Schema

SECONDS: Final = 0.25  # what one pair may take
_CHILD: Final = Path(__file__).with_name("canonical_child.py")
_ADDRESSES: Final = ("$id", "$ref", "$dynamicRef")
_VALUES: Final = ("const", "enum", "default", "examples")
_DRAFTS: Final = ("http://json-schema.org/", "https://json-schema.org/")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


@dataclass(frozen=True, slots=True)
class Proof:
    """
    Whether the new schema was proved to cover the old one, and a clause that says by what, or why not.

    `is_denied`: it is said not to; of that no payload is given.
    """

    holds: bool
    reason: str
    is_denied: bool = False


def proof(old: Schema, new: Schema) -> Proof:
    from importlib.metadata import version

    name = f"jsonschema-rs {version('jsonschema-rs')}"
    if old.draft != new.draft:
        return Proof(False, f"one schema is of draft {old.draft}, and the other of draft {new.draft}")
    request = f'{{"draft": "{old.draft}", "old": {_side(old, "old")}, "new": {_side(new, "new")}}}'
    try:
        answer = json.loads(_child(os.getpid()).ask(request))
    except LateError:
        return Proof(False, f"{name} takes longer than {SECONDS:g} s")
    except DiedError:
        return Proof(False, f"{name} needs more memory than it may have")
    if why := answer.get("failed"):
        return Proof(False, f"{name} can't say: {why}")
    if answer["covers"] == "yes":
        return Proof(True, f"{name} proves it by their canonical forms")
    is_denied = answer["covers"] == "no"
    return Proof(False, f"{name} finds no proof in their canonical forms", is_denied)


def _side(schema: Schema, host: str) -> str:
    """
    One side of a request. The addresses of the two must differ, since one address stands for one document; so
    every host gets a name before it.
    """
    entry = f"{_moved(schema.uri, host)}#{quote(schema.pointer, safe='/~')}"
    documents = [[_moved(uri, host), _renamed(content, host)] for uri, content in schema.documents.items()]
    return written({"documents": documents, "entry": entry})


def _renamed(node: Json, host: str) -> Json:
    """A schema whose absolute addresses are moved; what is a value and no schema stays."""
    if isinstance(node, Mapping):
        return {
            name: _moved(inner, host)
            if name in _ADDRESSES and isinstance(inner, str)
            else inner
            if name in _VALUES
            else _renamed(inner, host)
            for name, inner in node.items()
        }
    return [_renamed(inner, host) for inner in node] if isinstance(node, list) else node


def _moved(address: str, host: str) -> str:
    """`https://a.example.org/x` at `old.a.example.org`; relative ones and those of drafts stay."""
    scheme, separator, rest = address.partition(":")
    if not separator or not _SCHEME.fullmatch(scheme) or address.startswith(_DRAFTS):
        return address
    slashes = "//" if rest.startswith("//") else ""
    return f"{scheme}:{slashes}{host}.{rest.removeprefix('//')}"


@lru_cache(maxsize=2)
def _child(process: int) -> ChildProcess:  # noqa: ARG001  # a child is not shared with a fork
    found = find_spec("jsonschema_rs")
    assert found is not None  # we depend on it
    assert found.origin is not None
    return ChildProcess(_CHILD, [str(Path(found.origin).parents[1])], SECONDS)
