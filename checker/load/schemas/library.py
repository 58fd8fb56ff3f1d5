"""The registry of a set: which document a URI names. Only files of the set are in it; nothing is fetched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote, urldefrag, urlsplit

from checker.errors import ContractError, Mistake
from checker.load.files import Files
from checker.load.schemas import documents
from checker.load.schemas.documents import Document
from checker.load.schemas.identifiers import joined
from checker.load.schemas.kinds import METASCHEMAS
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.pointers import escaped, unescaped
from checker.model.schemas import SET, Draft
from checker.model.text import nearest, plain

_URI: Final = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")  # RFC 3986, without [ and ]
_LOOKED_AT: Final = 1000  # names among which a near miss is sought


@dataclass(frozen=True, slots=True)
class Node:
    """What stands at a pointer of a document; hopefully a schema."""

    document: Document
    pointer: str
    content: Json

    @property
    def key(self) -> tuple[str, str]:
        return self.document.address, self.pointer


class Library:
    """All documents read so far, under one draft for those that name none."""

    def __init__(self, folder: str, heir_of: Draft, limits: Limits, files: Files) -> None:
        self._folder = folder
        self._files = files
        self._heir_of = heir_of
        self._limits = limits
        self._documents: dict[str, Document | ContractError] = {}
        self._resources: dict[str, tuple[Document, str]] = {}
        self._scanned: dict[str, str] | None = None

    def file(self, relative: str) -> Document | Mistake:
        """
        The document in a file of the set.

        Raises:
            ContractError: it is there and can't be read.

        """
        address = documents.file_uri(normpath(relative))
        if address not in self._documents:
            path = documents.confined(self._folder, relative, self._files)
            if isinstance(path, Mistake):
                return path
            try:
                document = documents.read(path, address, self._heir_of, self._limits, self._files)
            except ContractError as error:
                self._documents[address] = error
            else:
                self._documents[address] = document
                self._name(document)
        found = self._documents[address]
        if isinstance(found, ContractError):
            raise found
        return found

    def target(self, node: Node, reference: str) -> Node | Mistake | None:
        """
        What a `$ref` in a node leads to; None for a metaschema. The mistake has no place.

        Raises:
            ContractError: the file it leads to can't be read.

        """
        base = node.document.names.base_of(node.pointer)
        if not _is_uri(reference):
            return Mistake(
                message=f"{_plain(reference)} is no URI reference",
                fix="write signs that a URI can't hold as % and two hex digits each, a blank as %20",
            )
        address, fragment = urldefrag(joined(base, reference))
        if address in METASCHEMAS:
            return None
        found = self._resources.get(address) or self._opened(address, base, reference)
        if isinstance(found, Mistake):
            return found
        return _inside(found[0], found[1], address, unquote(fragment))

    def _opened(self, address: str, base: str, reference: str) -> tuple[Document, str] | Mistake:
        if base.startswith(SET) and not urlsplit(reference).scheme:
            path = unquote(urlsplit(reference).path)
            folder = dirname(documents.relative_path(base))
            # Joining URIs stops at the top: ../../x would silently be x.
            if path.startswith("/") or normpath(f"./{folder}/{path}").startswith(".."):
                return Mistake(
                    message=f"{_plain(reference)} leads out of the set, and nothing outside is read",
                    fix="copy the file into the set and refer to it by a relative path",
                )
        if address.startswith(SET):
            document = self.file(documents.relative_path(address))
            return document if isinstance(document, Mistake) else (document, "")
        named = self._files_by_id().get(address)
        if named is not None:
            document = self.file(named)
            return document if isinstance(document, Mistake) else (document, "")
        return _foreign(address, reference, self._files_by_id())

    def _name(self, document: Document) -> None:
        self._resources[document.address] = (document, "")
        for uri, pointer in document.names.resources.items():
            other, there = self._resources.setdefault(uri, (document, pointer))
            if (other, there) != (document, pointer):
                place = document.where(f"{pointer}/$id")
                mistake = Mistake(
                    message=f"two schemas of the set have the $id {_plain(uri)}",
                    place=place,
                    fix="give one of them another $id",
                    related=((other.where(f"{there}/$id"), "the other stands here"),),
                )
                self._documents[document.address] = ContractError([mistake])

    def _files_by_id(self) -> dict[str, str]:
        """Which file has which absolute `$id` at its root; looked up only once a `$ref` asks for one."""
        if self._scanned is None:
            self._scanned = {}
            for relative in documents.schema_files(self._folder, self._files):
                uri = documents.root_id(self._folder, relative, self._limits, self._files)
                if uri is not None:
                    self._scanned.setdefault(joined(documents.file_uri(relative), uri), relative)
        return self._scanned


def entered(document: Document, fragment: str) -> Node | Mistake:
    """The node that `file#fragment` of a contract means."""
    return _inside(document, "", document.uri, fragment)


def _inside(document: Document, root: str, uri: str, fragment: str) -> Node | Mistake:
    """Follows a fragment: a JSON Pointer from the root of a resource, or the name of an anchor."""
    start = _at(document, "", root)
    if isinstance(start, Mistake) or not fragment:
        return start
    if fragment.startswith("/"):
        return _at(document, root, fragment)
    base = document.uri if uri == document.address else uri
    pointer = document.names.anchors.get((base, fragment))
    if pointer is None:
        anchors = [name for address, name in document.names.anchors if address == base]
        near = nearest(fragment, anchors[:_LOOKED_AT])
        return Mistake(
            message=f"{document.file} has no anchor {_plain(fragment)}",
            fix=f"write #{near}" if near else "write a JSON Pointer such as #/$defs/order",
        )
    return _at(document, "", pointer)


def _at(document: Document, root: str, pointer: str) -> Node | Mistake:
    walked = ""
    content = document.content
    for token in (root + pointer).split("/")[1:]:
        name = unescaped(token)
        if isinstance(content, dict) and name in content:
            content = content[name]
        elif isinstance(content, list) and name.isdecimal() and name.isascii() and int(name) < len(content):
            content = content[int(name)]
        else:
            return _nowhere(document, walked, content, name)
        walked += f"/{escaped(name)}"
    return Node(document, walked, content)


def _nowhere(document: Document, walked: str, content: Json, name: str) -> Mistake:
    spot = f"#{_plain(walked)}" if walked else "its root"
    near = nearest(name, islice(content, _LOOKED_AT)) if isinstance(content, dict) else None
    if near:
        fix = f"write #{walked}/{escaped(plain(near))}"
    elif isinstance(content, dict) and content:
        fix = "name one of its members: " + ", ".join(map(_plain, list(content)[:5]))
    else:
        fix = "name something that is there"
    return Mistake(message=f"{document.file} has nothing named {_plain(name)} at {spot}", fix=fix)


def _is_uri(reference: str) -> bool:
    try:
        urlsplit(reference)
    except ValueError:
        return False
    return _URI.fullmatch(reference) is not None


def _foreign(address: str, reference: str, known: Iterable[str]) -> Mistake:
    scheme = urlsplit(address).scheme
    if scheme == "file":
        return Mistake(
            message=f"{_plain(reference)} is a file outside the set, and nothing outside is read",
            fix="copy the file into the set and refer to it by a relative path",
        )
    near = nearest(address, islice(known, _LOOKED_AT))
    fix = "copy that schema into the set, with this $id, or refer to a file by a relative path"
    return Mistake(
        message=f"no file of the set has the $id {_plain(address)}, and nothing is ever fetched",
        fix=f"write {_plain(near)}, if that is meant; else {fix}" if near else fix,
    )


def _plain(text: str) -> str:
    return plain(text, longest=100)
