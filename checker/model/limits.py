"""How much a run may take in. Raised only by the person who runs the tool, never by a contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes are in bytes, depths in levels of nesting, times in seconds."""

    contract_size: int = 2_000_000
    contract_nodes: int = 200_000
    contract_depth: int = 64
    payload_size: int = 16_000_000
    payload_depth: int = 64
    number_digits: int = 400
    decompressed_size: int = 1_000_000_000
    decompressed_ratio: int = 200
    schema_depth: int = 64
    reference_cost: int = 10_000
    errors_per_record: int = 100
    fields: int = 20_000  # that a schema declares, for saying which of them were recorded
    states: int = 200_000


DEFAULT = Limits()
