"""What a project says of the state that is in production."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """
    Which revision is deployed. `systems` has those that are deployed on their own, each with a tag pattern
    (`wms/v*`) or a revision (`erp-prod`); `tag` is the pattern of all others, None where nothing is known of
    them.
    """

    tag: str | None = None
    systems: Mapping[str, str] = field(default_factory=dict)
