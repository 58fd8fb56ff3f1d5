"""From what a rule says of a reading to a finding about its row, with the places that belong to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.meaning.chain import chain, sources
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.meanings import other_meaning
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.remedies import fits_the_row, honest_status, waits_for_ever
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Mend, Related, RowMend
from checker.rules.wording import facts, listed, quoted, shown, status_name

ALIKE_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """
    What a rule has to say of one reading.

    `literal` is the fact it is about; `also` names rules that hold here, but are never shown alone.
    """

    level: Level
    message: str
    label: str
    fix: str
    literal: Literal | None = None
    related: tuple[Related, ...] = ()
    also: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()


def by_row(
    rule: str,
    meaning: Meaning,
    judge: Callable[[Reading], Charge | None],
    readings: Iterable[Reading] | None = None,
) -> Iterator[Finding]:
    """
    One finding for each row that is charged, by the worst of what it is charged with.

    A row is read for several statuses where it is an `otherwise`, and for several sets of parts or
    combinations; the others that are charged alike stand in a note.
    """
    charged: dict[tuple[object, str], list[tuple[Reading, Charge]]] = {}
    for reading in meaning.readings if readings is None else readings:
        before = charged.get((reading.place, subject(reading)), [])
        if len(before) > ALIKE_SHOWN and before[0][1].level is Level.ERROR:
            continue  # of thousands of combinations of one row a few are enough
        if charge := judge(reading):
            charged.setdefault((reading.place, subject(reading)), []).append((reading, charge))
    for found in charged.values():
        reading, charge = max(found, key=lambda pair: pair[1].level)
        yield finding(rule, meaning, reading, charge, [other for other, _ in found if other != reading])


def subject(reading: Reading) -> str:
    """The status reported; of a row that ignores, the status that nobody passed on."""
    if reading.reports:
        return str(reading.reports)
    word = reading.words[0]
    return f"{word.system}/{word.code}" if word.code else word.system


def finding(
    rule: str, meaning: Meaning, reading: Reading, charge: Charge, alike: Sequence[Reading] = ()
) -> Finding:
    """The finding about a reading's row, with the whole way from the source of truth to the reader."""
    return Finding(
        rule=rule,
        level=charge.level,
        set=meaning.contracts.name,
        subject=subject(reading),
        message=charge.message,
        place=reading.place,
        label=charge.label,
        related=(*charge.related, *declarations(meaning, reading, charge.literal)),
        trace=chain(meaning, reading, charge.literal),
        notes=_alike(alike),
        fix=charge.fix,
        also=charge.also,
        mends=charge.mends,
    )


def declarations(meaning: Meaning, reading: Reading, literal: Literal | None = None) -> tuple[Related, ...]:
    """Where what was read, what is reported and the fact in question are declared."""
    statuses = [word.status for word in reading.words if word.status]
    if reading.reports:
        statuses.append(reading.reports)
    related = [
        Related(place=status.place, says=f"{status_name(status)} is declared here")
        for status in dict.fromkeys(statuses)
    ]
    if literal:
        fact = meaning.contracts.facts[literal.fact]
        says = f"{fact.name} is declared here; its source of truth is {fact.owner}"
        related.append(Related(place=fact.place, says=says))
    return tuple(related)


def instead(meaning: Meaning, reading: Reading) -> str:
    """What to report in this row, as an imperative: the nearest status that says no more than is known."""
    honest = honest_status(meaning, reading)
    if honest:
        return f"report {quoted(honest)} here"
    return f"declare {_new_status(meaning, reading)}, and report it here"


def mends(meaning: Meaning, reading: Reading) -> tuple[Mend, ...]:
    """
    The same for whoever writes it into the contract: nothing where somebody has to find a name first.

    Nor where that is true, and its reader would wait for ever.
    """
    honest = honest_status(meaning, reading)
    if honest is None or waits_for_ever(reading, honest) or not fits_the_row(meaning, reading, honest):
        return ()
    return (RowMend(row=reading.place, report=honest.code),)


def _new_status(meaning: Meaning, reading: Reading) -> str:
    """What a status that fits a reading would have to be, where the reporter has none."""
    known = frozenset(literal for literal in reading.evidence if literal.holds)
    says = f"says no more than {facts(known)}" if known else "claims nothing"
    if reading.partial:
        return f"a status of {reading.reporter} with outcome: partial that {says}"
    if reading.is_rejection:
        return f"a status of {reading.reporter} with outcome: failure"
    can_change = reading.is_mute or any(meaning.vocabulary.later(word) for word in reading.words)
    return f"{'an open' if can_change else 'a'} status of {reading.reporter} that {says}"


def from_source(meaning: Meaning, reading: Reading, literal: Literal) -> str:
    """Where to take the reported status from: a status of the source of truth that says so."""
    owner = meaning.contracts.facts[literal.fact].owner
    reported = quoted(reading.reports) if reading.reports else "it"
    for source in sources(meaning, literal):
        if source not in reading.words:
            return f"take {reported} from {source}"
    return f"declare a status of {owner} that says {literal}, and take {reported} from it"


def two_meanings(meaning: Meaning, reading: Reading, literals: Iterable[Literal]) -> tuple[str, ...]:
    """The name of the rule about statuses with several meanings, where another row does establish these."""
    return ("two-meanings",) if other_meaning(meaning, reading, literals) else ()


def _alike(readings: Sequence[Reading]) -> tuple[str, ...]:
    """A note on what else the row is charged with; two of them are named."""
    names = list(dict.fromkeys(shown(reading) for reading in readings))
    if not names:
        return ()
    named = names[: ALIKE_SHOWN - 1] + (["others"] if len(names) >= ALIKE_SHOWN else [])
    return (f"the same holds for {listed(named)}",)
