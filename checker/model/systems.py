"""What can be true, and what each system can show of it: facts, systems, statuses, moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from checker.model.conditions import Condition
from checker.model.places import Place, Ref
from checker.model.traps import Trap

NO_ANSWER = "no_answer"
ABSENT_STATUS = "absent"
SILENT = (NO_ANSWER, ABSENT_STATUS)  # statuses that claim nothing; no system may declare them


class Phase(Enum):
    """Whether more may follow a status."""

    OPEN = "open"
    FINAL = "final"


class Outcome(Enum):
    """How a status says that it went."""

    SUCCESS = "success"
    FAILURE = "failure"
    PARTIAL = "partial"
    UNKNOWN = "unknown"
    NONE = "none"


class Layer(Enum):
    """At which layer a status speaks."""

    TRANSPORT = "transport"
    STEP = "step"
    FLOW = "flow"
    APPLICATION = "application"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true or false about the business. `owner` is the system that knows: its source of truth."""

    name: str
    owner: Ref
    means: str | None = None
    implies: tuple[Ref, ...] = ()
    revocable: bool = False
    once_per: Ref | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """A status that should no longer be used. `until` is an ISO 8601 date."""

    because: str | None = None
    instead: Ref | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """
    A code that a system shows, with the facts it claims and denies; it is silent about all others.

    `claims` are those in force: a success without `claims` has its system's `success_claims`, and then
    `claims_by_default` is true. `silent_on` and `source` come from a vocabulary: facts that readers tend to
    conclude and that it does not claim, and where the status is written.
    """

    system: str
    code: str
    means: str | None = None
    phase: Phase = Phase.OPEN
    outcome: Outcome = Outcome.NONE
    claims: tuple[Ref, ...] = ()
    denies: tuple[Ref, ...] = ()
    claims_by_default: bool = False
    layer: Layer | None = None
    deprecated: Deprecated | None = None
    silent_on: tuple[Ref, ...] = ()
    source: str | None = None
    place: Place = field(compare=False)

    @property
    def is_final(self) -> bool:
        return self.phase is Phase.FINAL

    def __str__(self) -> str:
        return f"{self.system}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRef:
    """A status as a row names it. `code` may be one of SILENT, which every system has."""

    system: str
    code: str
    place: Place = field(compare=False)

    def __str__(self) -> str:
        return f"{self.system}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step that a system takes by itself."""

    source: str
    target: str
    place: Place = field(compare=False)


class Quantifier(Enum):
    """How a row over several parts or systems holds."""

    ANY = "any"
    ALL = "all"
    NONE = "none"  # there are no parts at all
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class CombineRow:
    """
    A row of `combines`: `shown` maps a system to the codes of it for which the row holds.

    ANY holds when one of the systems shows one of its codes, ALL when every one of them does. A system
    that was not heard yet shows "absent".
    """

    quantifier: Quantifier
    shown: Mapping[str, tuple[StatusRef, ...]]
    report: StatusRef | None
    ignore: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRow:
    """A row of `decides`: where messages that came over `boundary` go. An empty `where` always holds."""

    boundary: Ref
    where: tuple[Condition, ...]
    is_otherwise: bool
    then: tuple[Ref, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """
    A vocabulary that a system takes its statuses from; `facts` maps the vocabulary's facts to ours.

    `title`, `sources` and `traps` are the vocabulary's.
    """

    name: str
    title: str | None = None
    sources: tuple[str, ...] = ()
    facts: Mapping[str, Ref]
    dropped: tuple[str, ...] = ()  # facts of the vocabulary that no fact of ours stands for
    traps: tuple[Trap, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """
    One system and all that it can show. `statuses` stand in the order they were declared.

    `initial` is what was written, empty where nothing was; what a system then starts in is worked out by
    the analysis. `part_of` names the system whose face this one is.
    """

    name: str
    title: str | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    initial: tuple[Ref, ...] = ()
    success_claims: tuple[Ref, ...] = ()
    part_of: Ref | None = None
    is_external: bool = False
    retired: tuple[Ref, ...] = ()
    use: Use | None = None
    combines: tuple[CombineRow, ...] = ()
    decides: tuple[DecideRow, ...] = ()
    place: Place = field(compare=False)
