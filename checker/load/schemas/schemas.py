"""The schemas that a contract names, each with every document it can reach."""

from dataclasses import replace

from checker.analysis.validity import compiled
from checker.errors import ContractError, Mistake
from checker.load.files import DISK, Files
from checker.load.schemas.library import Library, Node, entered
from checker.load.schemas.reaching import Reach
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.schemas import Draft, Schema
from checker.model.text import plain


class Schemas:
    """
    All schemas of one set. JSON Schema of drafts 7 and 2020-12, OpenAPI 3.1 and 3.2, AsyncAPI 2 and 3, as
    JSON or YAML; nothing outside the folder is read, and nothing is fetched.
    """

    def __init__(self, folder: str, limits: Limits, files: Files = DISK) -> None:
        self._limits = limits
        drafts: tuple[Draft, ...] = ("7", "2020-12")
        self._libraries = {draft: Library(folder, draft, limits, files) for draft in drafts}
        self._found: dict[str, Schema | tuple[Mistake, ...]] = {}

    def find(self, reference: str, place: Place) -> Schema:
        """
        The schema that a contract names at `place`: a path, with `#` and a JSON Pointer or anchor behind.

        Raises:
            ContractError: with all that is wrong in it and in what it reaches.

        """
        if reference not in self._found:
            try:
                self._found[reference] = self._entered(reference, place)
            except ContractError as error:
                self._found[reference] = error.mistakes
        found = self._found[reference]
        if isinstance(found, Schema):
            return replace(found, place=place)
        raise ContractError([wrong if wrong.place else replace(wrong, place=place) for wrong in found])

    def _entered(self, reference: str, place: Place) -> Schema:
        relative, _, fragment = reference.partition("#")
        library = self._libraries["2020-12"]
        document = library.file(relative)
        if isinstance(document, Mistake):
            raise ContractError([document])
        if document.draft == "7":
            library = self._libraries["7"]
            document = library.file(relative)
            if isinstance(document, Mistake):
                raise ContractError([document])
        node = entered(document, fragment)
        if isinstance(node, Mistake):
            raise ContractError([node])
        return _reached(node, reference, Reach(library, self._limits), place)


def _reached(node: Node, reference: str, reach: Reach, place: Place) -> Schema:
    reach.enter(node)
    if reach.mistakes:
        raise ContractError(list(dict.fromkeys(reach.mistakes)))
    schema = Schema(
        name=reference,
        uri=node.document.uri,
        pointer=node.pointer,
        draft=node.document.draft,
        documents={uri: document.content for uri, document in reach.documents.items()},
        place=place,
    )
    try:
        compiled(schema)
    except ValueError as error:  # what our own judging let through; a later run must not fall over it
        said = plain(str(error).partition("\n")[0], longest=200)
        raise ContractError([Mistake(message=f"the validator can't take this schema: {said}")]) from error
    return schema
