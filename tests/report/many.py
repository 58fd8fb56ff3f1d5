"""A report of as many findings as you like, each as rich as a finding gets: for what grows and what is cut."""

from collections.abc import Iterator

from checker.model.coverage import Coverage, Shared, Thing
from checker.model.coverage import Kind as Exercised
from checker.model.findings import (
    Accepted,
    Contrast,
    Evidence,
    Finding,
    Level,
    Related,
    Report,
    Seen,
    Skipped,
    Step,
)
from checker.model.overview import Edge, Kind, Node, Overview, Readable, Subject, Told
from checker.model.places import Place

_LEVELS = (Level.NOTE, Level.WARNING, Level.ERROR)
_RULES = ("overclaim", "contradiction", "transformation-differs", "stuck", "meaning-weakened")
_A_SET = 500  # findings a contract set


def many(findings: int) -> Report:
    """Every set has a file of its own, with a few lines for each finding in it."""
    found = tuple(_finding(number) for number in range(findings))
    sets = range((findings + _A_SET - 1) // _A_SET)
    return Report(
        checked={"sets": len(sets), "boundaries": len(sets), "cases": findings},
        findings=found,
        accepted=tuple(Accepted(finding=one, because="decided", until="2027-01-31") for one in found[::50]),
        skipped=(Skipped(check="drift", why="no --against names a baseline"),),
        proved=tuple(f"posted of set-{number}: no run can show a false claim" for number in sets),
        shown=tuple(f"set-{number}: {_A_SET} cases in 1 recording" for number in sets),
        coverage=tuple(map(_coverage, sets)),
        subjects=tuple(_subjects(found)),
        overviews=tuple(map(_overview, sets)),
        sources={_file(number): _source() for number in sets},
        pages={rule: f"What {rule} is.\n\n## Why\n{'Because of this. ' * 40}\n" for rule in _RULES},
    )


def _file(of: int) -> str:
    return f"contracts/set-{of}/contract.yaml"


def _source() -> str:
    lines = (
        "      S{n}: {{means: What status {n} is about, claims: [posted]}}\n",
        "        S{n}: done\n",
        "\n",
    )
    return "".join(line.format(n=number) for number in range(_A_SET) for line in lines)


def _finding(number: int) -> Finding:
    of, line = number // _A_SET, number % _A_SET * 3 + 1
    place = Place(file=_file(of), line=line + 1, column=9, width=4, pointer=f"/boundaries/b/when/{number}")
    declared = Place(file=_file(of), line=line, column=7, width=4, pointer=f"/systems/a/statuses/{number}")
    recording = f"contracts/set-{of}/recordings/a.jsonl"
    steps = (
        Step(
            step=step,
            system=f"system-{step}",
            shows=f"S{number}",
            says=("posted", f"not shipped-{number}"),
            at=f"2026-03-02T09:15:{step:02}.{number % 1000:03}Z",
            where=place if step % 2 else declared,
        )
        for step in range(1, 7)
    )
    return Finding(
        rule=_RULES[number % 5],
        level=_LEVELS[number % 3],
        set=f"set-{of}",
        subject=f"system/S{number}",
        message=f'system "S{number}" says posted, but all it has is erp "{number * 7919 % 10_007}"',
        place=place,
        label="source of truth of posted: erp",
        related=(
            Related(place=declared, says=f'"S{number}" is declared here'),
            Related(
                place=Place(file=_file(of), line=1, column=3),
                says="posted is declared here; its source is erp",
            ),
        ),
        trace=tuple(steps),
        evidence=tuple(
            Evidence(
                recording=recording,
                line=number % 997 + n + 1,
                case=f"case-{number}",
                event=f"e{n}",
                pointer="/header/qty",
            )
            for n in range(3)
        ),
        notes=(f"so it was in {number % 31} of the cases before", "it meant one thing, and means another"),
        fix=f'report "waiting" here, and take "S{number}" from erp "53"',
        also=("blurred",),
        count=number % 17 + 3,
        contrast=Contrast(
            names=("made", "received"), values=({"quantity": number}, {"quantity": str(number)})
        ),
        seen=Seen(cases=3, of=500, what="row"),
        reproduce=f"seamproof check contracts/set-{of} --only static",
    )


def _subjects(found: tuple[Finding, ...]) -> Iterator[Subject]:
    for one in found:
        assert one.place is not None
        yield Subject(kind=Kind.STATUS, set=one.set, name=one.subject, place=one.place)
        yield Subject(kind=Kind.FACT, set=one.set, name=f"fact of {one.subject}", place=one.place)


def _coverage(of: int) -> Coverage:
    place = Place(file=_file(of), line=1, column=1)
    missing = tuple(
        Thing(kind=Exercised.ROWS, name=(str(n),), what=f"row {n}", place=place) for n in range(20)
    )
    return Coverage(
        set=f"set-{of}", shares={kind: Shared(seen=80, of=100, missing=missing) for kind in Exercised}
    )


def _overview(of: int) -> Overview:
    place = Place(file=_file(of), line=1, column=1)
    told = [
        Told(
            system="portal", code=f"S{n}", means="It is so", says=("posted",), outcome="success", place=place
        )
        for n in range(8)
    ]
    return Overview(
        set=f"set-{of}",
        version="1.0.0",
        place=place,
        nodes=tuple(Node(system=system, place=place) for system in ("portal", "hub", "erp", "wms")),
        edges=tuple(
            Edge(
                boundary=f"{a}-to-{b}",
                sender=a,
                receiver=b,
                reads=b,
                reporter=a,
                messages=("order",),
                place=place,
            )
            for a, b in (("portal", "hub"), ("hub", "erp"), ("erp", "wms"))
        ),
        readable=tuple(Readable(shown=shown, stands_for=tuple(told)) for shown in told),
    )
