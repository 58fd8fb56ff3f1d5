"""Whether payloads keep their JSON Schema, and if not, where and how they break it."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from checker.analysis.violations import Explainer, Violation, in_other_words, is_large, stated
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.schemas import Schema

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["Validator", "Violation", "compiled"]

# A payload with more nodes than this is not explained in full: the first violation stands for all.
NODES = 50_000

# What jsonschema says of the same places in the same way; it may look into `anyOf` and others like it.
_PLAIN: Final = frozenset({"type", "enum", "const"})


class Validator:
    """
    A schema, compiled. Verdicts are those of jsonschema-rs: exact for int, Decimal and proven floats, with
    linear regular expressions and formats asserted. Payloads nest no deeper than the limits allow.
    """

    def __init__(self, schema: Schema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._fast = _fast(schema)
        self.is_valid = self._fast.is_valid  # the method itself: a wrapper would cost a tenth

    def violations(self, payload: Json) -> tuple[Violation, ...]:
        """
        What is wrong with a payload, in the order of the schema; empty if and only if it is valid.

        At most `limits.errors_per_record`. A payload of more than 50,000 nodes, or one that takes too long
        to explain, gives what was found until then, and at least one violation.
        """
        if self.is_valid(payload):
            return ()
        found: tuple[Violation, ...] = ()
        if not is_large(payload, NODES):
            most = self._limits.errors_per_record
            found = tuple(islice(_unlike(islice(self._all(payload), 10 * most)), most))
        return found or (self._first(payload),)

    def amiss(self, payload: Json) -> frozenset[str] | None:
        """
        The pointers of what is missing or of the wrong type, where nothing else is wrong with a payload.

        None where something else is, or too much: then only `violations` tell, which take a hundred times as
        long, and much to load at the first time.
        """
        found: set[str] = set()
        for count, error in enumerate(self._fast.iter_errors(payload)):
            if count == self._limits.errors_per_record:
                return None
            name = error.kind.name
            if name == "required" and error.schema_path[-1] == name:  # not one of `dependentRequired`
                found.add(stated([*error.instance_path, error.kind.value]))
            elif name in _PLAIN:
                found.add(stated(error.instance_path))
            else:
                return None
        return frozenset(found)

    def is_agreed(self, payload: Json) -> bool:
        """Whether jsonschema, asked beside, gives the same verdict, as far as it can judge the schema."""
        is_refused = any(True for _ in self._explainer.violations(payload))
        return is_refused is not self.is_valid(payload) or self._explainer.skips_unevaluated

    def _all(self, payload: Json) -> Iterator[Violation]:
        yield from self._explainer.violations(payload)
        if self._explainer.skips_unevaluated:
            yield from (
                in_other_words(error)
                for error in self._fast.iter_errors(payload)
                if error.kind.name.startswith("unevaluated")
            )

    def _first(self, payload: Json) -> Violation:
        """The verdict's own reason: it stands in where the explanation finds none or would take too long."""
        import jsonschema_rs

        try:
            self._fast.validate(payload)
        except jsonschema_rs.ValidationError as error:
            return in_other_words(error)
        raise AssertionError("a payload was refused without a reason")

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self._schema)


def compiled(schema: Schema, limits: Limits = DEFAULT) -> Validator:
    """The schema as a validator. It must have been judged by the loader: nothing is checked again here."""
    return Validator(schema, limits)


def _unlike(violations: Iterator[Violation]) -> Iterator[Violation]:
    """Each once: a schema that is applied twice to one place finds the same twice."""
    seen = set()
    for violation in violations:
        if violation not in seen:
            seen.add(violation)
            yield violation


def _fast(schema: Schema) -> "jsonschema_rs.Validator":
    import jsonschema_rs as rs

    def nothing(_: str) -> bool:
        """
        What no judged schema can reach, such as a remote `$ref` in an unused definition: refuses everything.
        """
        return False

    is_7 = schema.draft == "7"
    documents: Any = schema.documents.items()  # jsonschema-rs asks for dict and list; ours are
    registry = rs.Registry(
        documents,
        draft=rs.Draft7 if is_7 else rs.Draft202012,
        retriever=nothing,
    )
    validator = rs.Draft7Validator if is_7 else rs.Draft202012Validator
    return validator(
        {"$ref": f"{schema.uri}#{quote(schema.pointer, safe='/~')}"},
        registry=registry,
        offline=True,
        validate_formats=True,
        ignore_unknown_formats=False,
        pattern_options=rs.RegexOptions(),
        mask="the value",
    )
