"""The report of a run: what was found in all sets, in order, and what was not checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.analysis import waivers
from checker.analysis.overview import overview
from checker.model.findings import Finding, Report, Skipped
from checker.model.text import nearest
from checker.pipeline.counts import compared, counted, shown
from checker.pipeline.found import joined
from checker.pipeline.judged import Judged
from checker.pipeline.options import Options
from checker.pipeline.pasting import Pasting
from checker.pipeline.reproducing import reproduce
from checker.pipeline.seen import seen
from checker.pipeline.subjects import subjects
from checker.report.unchecked import broken
from checker.rules import acceptance, causes, names, pages


def summary(
    sets: Sequence[Judged], options: Options, paths: Sequence[str], *, is_interrupted: bool = False
) -> Report:
    """One report of all sets; the same for the same input, whatever the order of the work."""
    checked: Counter[str] = Counter()
    for judged in sets:
        checked.update(counted(judged))
    skipped = [one for judged in sets for one in judged.skipped]
    skipped += _not_judged(options)
    if not is_interrupted:
        skipped += _not_covered(sets, options)
        skipped += _nothing(checked, options, paths)
    mistakes = [mistake for judged in sets for mistake in judged.mistakes]
    standing = [
        finding
        for judged in sets
        for finding in completed((*_standing(judged), *_of_waivers(judged)), judged, paths)
    ]
    expected = [finding for judged in sets for finding in completed(judged.records.expected, judged, paths)]
    accepted = [one for judged in sets for one in joined((*judged.accepted, *judged.records.all_accepted()))]
    covered = [(judged, judged.coverage) for judged in sets]
    fired = {found.rule for found in (*standing, *expected, *(one.finding for one in accepted))}
    return Report(
        checked=checked,
        findings=tuple(sorted(standing, key=position)),
        accepted=tuple(sorted(accepted, key=lambda one: position(one.finding))),
        expected=tuple(sorted(expected, key=_seen_at)),
        skipped=(*(broken(mistake) for mistake in mistakes), *skipped),
        proved=tuple(sentence for judged in sets for sentence in judged.proved),
        shown=tuple(sentence for judged, coverage in covered for sentence in shown(judged, coverage)),
        compared=tuple(sentence for judged in sets for sentence in compared(judged)),
        subjects=tuple(subject for judged in sets for subject in subjects(judged)),
        overviews=tuple(judged.overview or overview(judged.contracts) for judged in sets),
        coverage=tuple(coverage for _, coverage in covered if coverage is not None),
        is_interrupted=is_interrupted,
        fail_on=options.fail_on,
        sources={
            file: text
            for judged in sets
            for file, text in (*judged.earlier.items(), *judged.contracts.sources.items())
        },
        pages=pages(fired) if fired else {},
    )


def _standing(judged: Judged) -> tuple[Finding, ...]:
    return causes.merged((*judged.standing, *judged.records.standing))


def completed(findings: Iterable[Finding], judged: Judged, paths: Sequence[str]) -> Iterator[Finding]:
    """With what only the whole run knows of them."""
    pasting = Pasting(judged.contracts.sources)
    for finding in findings:
        yield replace(
            finding,
            seen=seen(finding, judged),
            paste=pasting.pastes(finding),
            reproduce=reproduce(finding, judged, paths),
        )


def _of_waivers(judged: Judged) -> Sequence[Finding]:
    """What is to be said of `accept`; it is waived by nothing."""
    known = names()
    unknown = {accept.rule for accept in judged.contracts.accept} - known
    looked_at = waivers.waivers(
        judged.contracts,
        judged.made,
        recorded=[(one.matched, one.others) for one in judged.records.named],
        today=judged.options.today,
        judged=frozenset(judged.rules),
        near={rule: nearest(rule, known) for rule in unknown},
    )
    return [finding for rule in acceptance.RULES for waiver in looked_at for finding in rule.check(waiver)]


def _not_judged(options: Options) -> Iterable[Skipped]:
    """The parts that this run leaves out."""
    if options.against is None:
        was_asked = options.only is not None and "drift" in options.only
        fix = "name it: --against auto, --against origin/main, or a folder" if was_asked else None
        yield Skipped(check="drift", why="no --against names a baseline", was_asked=was_asked, fix=fix)
    elif not options.wants("drift"):
        fix = "add drift to --only, or leave --against out"
        why = "a baseline was named, and --only leaves drift out"
        yield Skipped(check="drift", why=why, was_asked=True, fix=fix)
    for part, what in (("static", "the rules about contracts"), ("replay", "recordings")):
        if not options.wants(part):
            yield Skipped(check=part, why=f"{what} were left out by what was asked for")


def _nothing(checked: Counter[str], options: Options, paths: Sequence[str]) -> Iterable[Skipped]:
    """A run that looked at nothing has shown nothing."""
    if options.allow_empty:
        return
    where = " and ".join(paths)
    if not checked["boundaries"] and not checked["replayed"]:
        why = f"there is nothing to check in {where}: no boundary of a contract, and no recorded message"
        fix = "name a folder that has contract sets, or permit it with --allow-empty"
        yield Skipped(check="contracts", why=why, was_asked=True, fix=fix)
    elif options.only == frozenset({"replay"}) and not checked["cases"]:
        why = f"recordings alone were asked for, and there are none in {where}"
        fix = "record something, or permit it with --allow-empty"
        yield Skipped(check="replay", why=why, was_asked=True, fix=fix)


def _not_covered(sets: Sequence[Judged], options: Options) -> Iterable[Skipped]:
    """What recordings exercise was asked for, and nothing was recorded, or nobody looked."""
    if not options.min_coverage:
        return
    for judged in sets:
        if not judged.tally.cases:
            why = f"a coverage was asked for, and no case of {judged.contracts.name} is recorded"
            fix = f"record cases in {judged.contracts.folder}/recordings, or leave out --min-coverage"
            if not options.wants("replay"):
                why = f"a coverage was asked for, and the recordings of {judged.contracts.name} were left out"
                fix = "leave out --only, or ask for no coverage with --min-coverage 0"
            yield Skipped(check="coverage", why=why, was_asked=True, fix=fix)
    if not sets:
        why = "a coverage was asked for, and there is no contract set to measure it on"
        yield Skipped(check="coverage", why=why, was_asked=True, fix="leave out --min-coverage")


def position(found: Finding) -> tuple[object, ...]:
    """By what findings are sorted."""
    place = found.where
    where = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (*where, found.rule, found.set, found.subject, found.message)


def _seen_at(found: Finding) -> tuple[object, ...]:
    evidence = found.evidence[0] if found.evidence else None
    return (evidence.recording if evidence else "", evidence.line if evidence else 0, *position(found))
