"""What stands behind a status, told to a person and to a program."""

from collections.abc import Iterator

from checker.analysis.composed.support import Gap, Support
from checker.analysis.composed.why import Why
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.starts import Start
from checker.model.places import Place
from checker.model.systems import Move
from checker.report import answers
from checker.report.answers import item, listed, named, title
from checker.report.lines import Line, Span, Style, line, paragraph
from checker.report.machine import Document
from checker.report.steps import table

_MOST = 3  # ways to a source that are told step by step; the others are counted


def full(why: Why, *, width: int = 80) -> Iterator[Line]:
    """What it says and who knows that, what would make it false, what it stands for, how it is reached."""
    yield from answers.head(why.word, width=width)
    yield from title("What it says, and how that is known")
    if not why.supports:
        yield from item("nothing: it claims no fact and denies none", width=width)
    for support in why.supports:
        yield from _support(why, support, width)
    if why.following:
        declared = named(support.literal for support in why.supports)
        yield from item(f"{named(why.following)}: known with {declared}", width=width)
    if why.silent_on:
        silent = listed((fact.name for fact in why.silent_on), "or")
        yield from item(f"it says nothing about {silent}", width=width)
    yield from _dropped(why, width)
    if why.supports:
        yield from title("What would make it false")
        for sentence in dict.fromkeys(_falsifiers(why)):
            yield from item(sentence, width=width)
    yield from title("What every run shows")
    yield from _runs(why, width)
    yield from _standing(why, width)
    yield from title("How it is reached")
    for text, place in _ways(why):
        yield from item(text, place, width=width)


def _support(why: Why, support: Support, width: int) -> Iterator[Line]:
    literal = support.literal
    fact = why.meaning.contracts.facts[literal.fact]
    means = f" ({fact.means})" if fact.means else ""
    default = ", taken from success_claims" if _is_default(why, support) else ""
    yield from item(f"{literal}{means}: {_verdict(why, support)}{default}", width=width)
    for number, (source, steps) in enumerate(support.sources, start=1):
        if number > _MOST:
            more = len(support.sources) - _MOST
            rest = listed(_codes(support)[_MOST:])
            yield from paragraph(Span("    "), f"and {more} more, from {rest}", width=width, indent="    ")
            break
        if source == why.word:
            continue
        yield from table(steps, "    ")
    for gap in support.gaps:
        missing = Span("    not proved: ", Style.ERROR)
        yield from paragraph(missing, _gap(gap, support), width=width, indent="      ")
        yield line("      ", Span(str(gap.place), Style.QUIET))
        if len(gap.steps) > 1:
            yield from table(gap.steps, "    ")


def _is_default(why: Why, support: Support) -> bool:
    return bool(why.word.status and why.word.status.claims_by_default and support.literal.holds)


def _verdict(why: Why, support: Support) -> str:
    owner = support.owner
    if support.needs_none:
        return f"not so far; {owner} is the source of truth, and what is open needs no proof"
    if support.gaps:
        return f"NOT PROVED; {owner} is the source of truth"
    if any(source == why.word for source, _ in support.sources):
        if support.trusted:
            return f"{why.word.system} is external, and its word is taken"
        return f"{why.word.system} knows it by itself"
    if not support.sources:
        return f"never shown: no row, move or message leads to it; {owner} is the source of truth"
    proved = "" if support.later else "proved, "
    revocable = "; but it can be revoked" if support.later else ""
    if all(source.system in support.trusted for source, _ in support.sources):
        unheard = f"{owner}, the source of truth, is not heard"
        return f"on the word of {listed(support.trusted)}, external; {unheard}{revocable}"
    trusted = f" or from {listed(support.trusted)}, external" if support.trusted else ""
    return f"{proved}every way here comes from {owner}, the source of truth{trusted}{revocable}"


def _codes(support: Support) -> list[str]:
    return [str(source) for source, _ in support.sources]


def _gap(gap: Gap, support: Support) -> str:
    """Which way in lets it be said without knowing it."""
    literal, status = support.literal, gap.status
    match gap.cause:
        case Reading() as reading:
            return f"{status} is reported on {answers.read_for(reading)}, which does not say {literal}"
        case Move(source=source):
            return f'{status.system} goes from "{source}" to "{status.code}" by itself, and does not know it'
        case Start():
            return f"{status} is where {status.system} begins"


def _falsifiers(why: Why) -> Iterator[str]:
    for support in why.supports:
        if support.needs_none:
            continue
        literal = support.literal
        for gap in support.gaps:
            yield f"{_gap(gap, support)} ({gap.place})"
        if support.later:
            after = listed(_codes(support), "or")
            later = listed(map(str, support.later), "or")
            yield f"{literal.fact} can be revoked: {after} may be followed by {later}"
        own = [source for source, _ in support.sources if source.system not in support.trusted]
        if own:
            yield f"{literal}: {listed(map(str, own), 'or')} shown while it is not so; nobody else can tell"
        if support.trusted:
            yield f"{literal}: a wrong word of {listed(support.trusted, 'or')}, which is external and trusted"
    for boundary in why.trusted:
        rows = f"the read rows of {boundary.name} are trusted ({boundary.place})"
        yield f"a reply or message read wrongly: {rows}"


def _runs(why: Why, width: int) -> Iterator[Line]:
    """A run in which it is false, or that there is none, or why that is not known."""
    runs = why.runs
    if runs.open:
        yield from item(f"not known: {runs.open}", width=width)
    for one in runs.falsified:
        never = f"says {one.literal}, and that was never so"
        over = f"goes on saying {one.literal} when it is no longer so"
        yield from item(f"FALSE: it {never if one.was_never else over}", width=width)
        yield from table(one.trace, "    ")
    if not runs.open and not runs.is_shown:
        yield from item(f"explored {runs.states:,} states, and none shows it", width=width)
    elif not runs.open and not runs.falsified:
        yield from item(f"explored {runs.states:,} states: {_kept(why)}", width=width)


def _kept(why: Why) -> str:
    claims = [support.literal for support in why.supports if support.literal.holds]
    if not why.supports:
        return "some run shows it"
    if not claims:
        return "no run stays with it once what it denies has become so"
    facts = why.meaning.contracts.facts
    never = f"it is never shown before {named(claims)} came about"
    if any(facts[claim.fact].revocable for claim in claims):
        return f"{never}, and no run stays with it once that is over"
    return never


def _standing(why: Why, width: int) -> Iterator[Line]:
    standing = why.standing
    if not standing.behind:
        return
    yield from title("What it can stand for")
    owners = {support.owner for support in why.supports}
    longest = max(map(len, standing.behind))
    for system, sources in standing.behind.items():
        codes = ", ".join(_code(word) for word in sources)
        truth = "  (source of truth)" if system in owners else ""
        yield from paragraph(
            Span(f"  {system:<{longest}}  "), f"{codes}{truth}", width=width, indent=" " * (longest + 4)
        )
    for counted in standing.counted:
        what = "sets of statuses of parts" if counted.kind is Kind.PARTS else "combinations of statuses"
        first = answers.read_for(counted.first)
        text = f"{counted.count:,} of {counted.sets:,} {what}, the first of them {first}"
        yield from item(text, counted.place, width=width)


def _code(word: Word) -> str:
    if word.is_silence:
        return str(word.code).replace("_", " ")
    return f'"{word.code}"' if word.status else "a code that nobody has declared"


def _ways(why: Why) -> Iterator[tuple[str, Place | None]]:
    system = why.word.system
    for start in why.starts:
        yield f"{system} begins there", start.place
    for move in why.moves:
        yield f'{system} goes there from "{move.source}" by itself', move.place
    for reading in why.readings:
        read = answers.read_for(reading)
        if reading.kind is Kind.LEAVING:
            yield f"by a message over {reading.boundary}, once {read} was shown", reading.place
        else:
            over = f" over {reading.boundary}" if reading.boundary else ""
            yield f"on {read}{over}{answers.while_shown(reading, system)}", reading.place
    if not (why.starts or why.moves or why.readings):
        yield "nothing that is declared leads to it", None


def _dropped(why: Why, width: int) -> Iterator[Line]:
    """What a vocabulary would say with facts that no fact of the contract stands for."""
    use = why.meaning.contracts.systems[why.word.system].use
    if use is not None and use.dropped:
        facts = listed(use.dropped)
        text = f"{facts} of the vocabulary {use.name}: no fact here stands for it, so it is left out"
        yield from item(text, use.place, width=width)


def document(why: Why) -> Document:
    """The same for programs."""
    use = why.meaning.contracts.systems[why.word.system].use
    return {
        "set": why.meaning.contracts.name,
        "status": answers.status(why.word),
        "says": [_supported(why, support) for support in why.supports],
        "following": [str(literal) for literal in why.following],
        "silent_on": [fact.name for fact in why.silent_on],
        "dropped": list(use.dropped) if use else [],
        "stands_for": {
            system: [
                {"code": word.code, "chain": [answers.row(reading) for reading in chain]}
                for word, chain in sources.items()
            ]
            for system, sources in why.standing.behind.items()
        },
        "counted": [
            {"at": answers.place(one.place), "kind": one.kind.value, "count": one.count, "of": one.sets}
            for one in why.standing.counted
        ],
        "starts": [answers.place(start.place) for start in why.starts],
        "moves": [{"from": move.source, "at": answers.place(move.place)} for move in why.moves],
        "rows": [answers.row(reading) for reading in why.readings],
        "trusted_reads": [boundary.name for boundary in why.trusted],
        "runs": {
            "states": why.runs.states,
            "not_known": why.runs.open or None,
            "is_shown": why.runs.is_shown,
            "false": [
                {
                    "literal": str(one.literal),
                    "was_never": one.was_never,
                    "steps": answers.steps(one.trace),
                }
                for one in why.runs.falsified
            ],
        },
    }


def _supported(why: Why, support: Support) -> Document:
    return {
        "literal": str(support.literal),
        "fact": support.literal.fact,
        "holds": support.literal.holds,
        "owner": support.owner,
        "proved": not support.gaps,
        "needs_proof": not support.needs_none,
        "by_default": _is_default(why, support),
        "trusts": list(support.trusted),
        "revoked_by": [str(word) for word in support.later],
        "ways": [answers.steps(steps) for _, steps in support.sources],
        "gaps": [
            {"because": _gap(gap, support), "at": answers.place(gap.place), "steps": answers.steps(gap.steps)}
            for gap in support.gaps
        ],
    }
