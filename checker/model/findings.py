"""What a check has to say: rules, findings, and the report they stand in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import blake2b
from typing import Generic, Literal, TypeAlias, TypeVar

from checker.model.coverage import Coverage
from checker.model.json import Absent, Json
from checker.model.overview import Overview, Subject
from checker.model.places import Place


class Level(IntEnum):
    """How bad a finding is; comparable."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that belongs to a finding, and what it says."""

    place: Place
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where in a recording something is seen. `line` counts from 1, `pointer` leads into the payload."""

    recording: str
    line: int
    case: str | None = None
    event: str | None = None
    pointer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a trace and of a timeline alike: what a system shows at a moment, and what that says."""

    step: int
    system: str
    shows: str
    says: tuple[str, ...] = ()
    at: str | None = None
    where: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    In how many recorded cases something is seen, `of` all that were replayed; each case counts once.

    `what` says what is seen there: the blamed "row" is taken, the status that the finding is about ("status")
    is shown, or the "finding" itself holds.
    """

    cases: int
    of: int
    what: Literal["row", "status", "finding"] = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMend:
    """A row, or one status that a row names, is to report this code."""

    row: Place
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMend:
    """
    In the mapping at a place, `keys` are to lead to `value`: what stands there is replaced, else it is added.

    The key "-" stands for one more element of a list.
    """

    to: Place
    keys: tuple[str, ...]
    value: Json


Mend: TypeAlias = RowMend | EntryMend


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """
    Lines that mend a finding: whole lines of `file`, indented as they are to stand there.

    They come in place of as many lines as it `replaces`, from `line` on; before `line` where that is none.
    """

    file: str
    line: int
    replaces: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """
    What a finding about drift says was one thing in the baseline and is another now.

    `was` and `now` are short, as `changes` of a contract writes them; `readers` names the systems that are
    affected. `cause` is the same for all that comes of one change; `accept` is the command that accepts it.
    """

    was: Json
    now: Json
    readers: tuple[str, ...] = ()
    cause: str = field(default="", compare=False)
    accept: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two values that should be one, and what each is called: "made" and "received"."""

    names: tuple[str, str]
    values: tuple[Json | Absent, Json | Absent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One broken promise.

    `subject` names the thing blamed (SYSTEM/STATUS, BOUNDARY, BOUNDARY/MESSAGE#POINTER, FACT), `label` is
    what stands under the blamed line, `notes` are further sentences, `fix` is the remedy as an imperative.
    `count` is how many records or places it stands for; `evidence` has the first three. `also` names rules
    that hold for the same cause. `place` is None where nothing in the contract is to blame. `shift` is only
    of findings about drift; `contrast` is there where two payloads were compared.

    `seen` is None where recordings were not replayed, or have nothing to say of it. `mends` is the remedy as
    what a contract should say, empty where somebody has to decide first, and `paste` the same as lines;
    `reproduce` is a command that shows just this.
    """

    rule: str
    level: Level
    set: str
    subject: str
    message: str
    place: Place | None = None
    label: str = ""
    related: tuple[Related, ...] = ()
    trace: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    fix: str | None = None
    also: tuple[str, ...] = ()
    count: int = 1
    shift: Shift | None = None
    contrast: Contrast | None = None
    seen: Seen | None = None
    mends: tuple[Mend, ...] = ()
    paste: tuple[Paste, ...] = ()
    reproduce: str | None = None

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits of rule, set and subject: the same however lines move and words change."""
        text = "\0".join((self.rule, self.set, self.subject))
        return blake2b(text.encode(errors="surrogatepass"), digest_size=6).hexdigest()

    @property
    def where(self) -> Place | None:
        """The place it is shown at: what it blames, else the first record it is seen in."""
        if self.place is None and self.evidence:
            return Place(file=self.evidence[0].recording, line=self.evidence[0].line, column=1)
        return self.place


S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[S]):
    """A rule: its name, its page (Markdown, with examples), and the function that looks at an S."""

    id: str
    page: str
    check: Callable[[S], Iterable[Finding]]

    @property
    def title(self) -> str:
        """The first sentence of the page."""
        return self.page.strip().split("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that the contract accepts at `place`, with the reason and, as an ISO date, until when."""

    finding: Finding
    because: str
    until: str | None = None
    place: Place | None = field(default=None, compare=False)

    @property
    def reason(self) -> str:
        """Why, and until when: the end of a sentence."""
        return f"{self.because}, until {self.until}" if self.until else self.because


Told: TypeAlias = tuple[Literal["finding", "accepted", "expected"], Finding | Accepted]  # as it was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """
    Something that was not checked, and why. `was_asked` makes the run unchecked (exit 2): somebody asked
    for it, or relied on it. `fix` is the remedy as an imperative.
    """

    check: str
    why: str
    was_asked: bool = False
    place: Place | None = None
    fix: str | None = None
    related: tuple[Related, ...] = ()


Verdict = Literal["kept", "broken", "unchecked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    The whole result of a run. `findings` are sorted by file, line, column, rule.

    `checked` counts what was looked at. `proved` and `shown` are sentences: what follows from the contract
    alone, and what recordings have shown; `compared` says with what each set was held against. `coverage` has
    the sets of which anything was recorded. `subjects` are all things that were looked at, `overviews` the
    sets in one look. `sources` maps file names to texts, for showing lines, `pages` each rule that has found
    something to its page.
    """

    checked: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    expected: tuple[Finding, ...] = ()  # findings that a recording's `expects` asked for
    skipped: tuple[Skipped, ...] = ()
    proved: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    subjects: tuple[Subject, ...] = ()
    overviews: tuple[Overview, ...] = ()
    is_interrupted: bool = False
    fail_on: Level = Level.ERROR
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    pages: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def verdict(self) -> Verdict:
        if self.is_interrupted or any(skipped.was_asked for skipped in self.skipped):
            return "unchecked"
        return "broken" if any(finding.level >= self.fail_on for finding in self.findings) else "kept"
