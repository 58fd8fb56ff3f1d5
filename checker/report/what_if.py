"""What follows from a status, told to a person and to a program."""

from collections.abc import Iterator

from checker.analysis.composed.news import Hop, News
from checker.analysis.meaning.readings import Kind, Reading
from checker.model.places import Place
from checker.model.systems import Status
from checker.report import answers
from checker.report.answers import item, listed, named, shows, title
from checker.report.lines import Line, Span, Style, paragraph
from checker.report.machine import Document


def full(news: News, *, width: int = 80) -> Iterator[Line]:
    """Hop by hop what is reported and while what, then where the news gets lost."""
    yield from answers.head(news.word, width=width)
    says = named(news.says) if news.says else "no fact and denies none"
    yield from paragraph(Span("  the news: "), f"it says {says}", width=width, indent="    ")
    yield from title("What every system then shows")
    if not news.hops:
        yield from item(f"nobody reads {news.word}", width=width)
    for hop in news.hops:
        yield from _hop(hop, width)
    for system in news.unaware:
        yield from item(f"{system} never hears of it, and shows what it showed", width=width)
    yield from title("Where the news gets lost")
    yield from _doubts(news, width)
    losses = list(_losses(news))
    for text, place in losses:
        yield from item(text, place, width=width)
    if not losses:
        yield from item(_nowhere(news), width=width)


def _nowhere(news: News) -> str:
    is_known = news.runs.is_shown and not news.runs.open
    where = f" in the {news.runs.states:,} states explored" if is_known else ""
    return f"nowhere{where}: whoever reads it shows it"


def _doubts(news: News, width: int) -> Iterator[Line]:
    """Why some of what is listed may be shown at once in no run."""
    if news.runs.open:
        yield from item(
            f"not every run is known, so some of this may never be: {news.runs.open}", width=width
        )
    elif not news.runs.is_shown:
        text = f"explored {news.runs.states:,} states, and none shows it: this is what the rows would do"
        yield from item(text, width=width)


def _hop(hop: Hop, width: int) -> Iterator[Line]:
    where = f"over {hop.boundary}" if hop.boundary else "in what it combines"
    yield from paragraph(
        Span(f"  {hop.depth}. ", Style.STRONG), f"{hop.word}, {where}", width=width, indent="     "
    )
    for reading in hop.readings:
        yield from item(_told(hop, reading), reading.place, width=width, depth=2)
    if not hop.readings:
        yield from item(f"{hop.reporter} has no row for it", width=width, depth=2)


def _told(hop: Hop, reading: Reading) -> str:
    """What a row makes of the status."""
    if reading.kind is Kind.LEAVING:
        return f"a message leaves, and {hop.reporter} enters {shows([reading.reports])}"
    beside = [word for word in reading.words if word != hop.word]
    with_others = f" with {listed(map(str, beside))}" if beside else ""
    during = answers.while_shown(reading, hop.reporter)
    if reading.reports is None:
        return f"{hop.reporter} ignores it{with_others}{during}: {reading.ignore}"
    status = reading.reports
    return f"{hop.reporter} shows {shows([status])}{with_others}{during}: {_says(status)}"


def _says(status: Status) -> str:
    claims = [ref.name for ref in status.claims] + [f"not {ref.name}" for ref in status.denies]
    return f"says {listed(claims)}" if claims else "says nothing"


def _losses(news: News) -> Iterator[tuple[str, Place | None]]:
    """Every place at which what was shown is not passed on, or is passed on as less or as something else."""
    for hop in news.hops:
        where = f"over {hop.boundary}" if hop.boundary else f"in what {hop.reporter} combines"
        if hop.nobody_reads is not None:
            yield f"{where} nobody reads {hop.word}: {hop.nobody_reads}", None
        elif not hop.is_mapped:
            yield f"{where} {hop.reporter} has no row for {hop.word}", None
        for reading in hop.readings:
            if reading.kind is not Kind.LEAVING and (text := _lost(news, hop, reading)):
                yield f"{where} {text}", reading.place
        if hop.deaf:
            stays = shows(hop.deaf)
            text = f"while {hop.reporter} shows {stays}, no row of {hop.word} counts, and it stays so"
            yield f"{where} {text}", hop.readings[0].place
    if not news.hops:
        yield f"at {news.word.system}: no row, message or combination reads {news.word}", None


def _lost(news: News, hop: Hop, reading: Reading) -> str | None:
    if reading.reports is None:
        return f"{hop.reporter} ignores {hop.word}: {reading.ignore}"
    told = {ref.name: True for ref in reading.reports.claims} | {
        ref.name: False for ref in reading.reports.denies
    }
    turned = [literal for literal in news.says if told.get(literal.fact) is (not literal.holds)]
    name = f'{reading.reports.system} "{reading.reports.code}"'
    if turned:
        return f"{name} says the opposite of {named(turned)}"
    if news.says and not told:
        return f"{name} says nothing of {named(news.says)}"
    return None


def document(news: News) -> Document:
    """The same for programs."""
    return {
        "status": answers.status(news.word),
        "hops": [
            {
                "depth": hop.depth,
                "shown": {"system": hop.word.system, "code": hop.word.code},
                "boundary": hop.boundary,
                "reporter": hop.reporter,
                "rows": [answers.row(reading) for reading in hop.readings],
                "stays": [status.code if status else None for status in hop.deaf],
                "mapped": hop.is_mapped,
                "nobody_reads": hop.nobody_reads,
            }
            for hop in news.hops
        ],
        "unaware": list(news.unaware),
        "runs": {
            "states": news.runs.states,
            "not_known": news.runs.open or None,
            "is_shown": news.runs.is_shown,
        },
        "lost": [{"where": text, "at": answers.place(place)} for text, place in _losses(news)],
    }
