"""A finding as a result of SARIF 2.1.0."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from checker.model.findings import Accepted, Evidence, Finding, Level, Paste, Related, Step
from checker.model.places import Place
from checker.model.text import lines_of
from checker.report.lines import escaped
from checker.report.machine import Document
from checker.report.sarif_places import artifact, linked, location, message, named, plain

# What more than that makes code scanning of GitHub refuse the whole file: "SARIF results exceed one or more
# limits" in its documentation. One location is left for the finding's own.
_PLACES: Final = 999
_STEPS: Final = 10_000
_LINKS: Final = 20  # places that a message leads to: code scanning shows a related place only by a link


def result(found: Finding, *, index: int, sources: Mapping[str, str], home: Place) -> dict[str, object]:
    """
    The finding; `index` is that of its rule, `home` is where one is shown that has no place at all.

    There is no `baselineState`: that is about the results of a former run, and drift is about contracts.
    """
    related = (*found.related, *_seen(found))
    where = found.where or home
    told: dict[str, object] = {
        "ruleId": escaped(found.rule),
        "ruleIndex": index,
        "level": str(found.level),
        "message": message(*_paragraphs(found, related)),
        "locations": [_own(found, where, sources)],
        "partialFingerprints": {"seamproof/v1": found.fingerprint},
    }
    if found.count > 1:
        told["occurrenceCount"] = found.count
    if related:
        places = enumerate(related[:_PLACES], 1)
        told["relatedLocations"] = [
            location(one.place, says=one.says, number=number) for number, one in places
        ]
    if found.trace:
        told["codeFlows"] = [{"threadFlows": [{"locations": list(_flow(found.trace[:_STEPS], where))}]}]
    if found.paste and all(_is_plain(paste) and paste.file in sources for paste in found.paste):
        told["fixes"] = [_fix(found, sources)]
    if properties := _properties(found):
        told["properties"] = properties
    return told


def suppressed(
    accepted: Accepted, *, index: int, sources: Mapping[str, str], home: Place
) -> dict[str, object]:
    """
    What the contract accepts: it stands there, so in the source, with its reason.

    Code scanning of GitHub takes no notice of that and shows it like any other. As a note it keeps no pull
    request from being merged; its own level is among its properties.
    """
    found = accepted.finding
    told = result(found, index=index, sources=sources, home=home)
    suppression: dict[str, object] = {
        "kind": "inSource",
        "status": "accepted",
        "justification": escaped(accepted.reason),
    }
    if accepted.place:
        suppression["location"] = location(accepted.place)
    told["level"] = str(Level.NOTE)
    told["suppressions"] = [suppression]
    told["properties"] = {**_properties(found), "level": str(found.level)}
    return told


def _own(found: Finding, where: Place, sources: Mapping[str, str]) -> Document:
    says = found.label if found.place else ""
    return {
        **location(where, says=says, sources=sources),
        "logicalLocations": [named(found.set, found.subject)],
    }


def _seen(found: Finding) -> Iterator[Related]:
    """Where it is seen in recordings, each as a place of its own."""
    for evidence in found.evidence:
        place = Place(file=evidence.recording, line=evidence.line, column=1)
        yield Related(place=place, says=f"seen{_of_what(evidence)}")


def _of_what(evidence: Evidence) -> str:
    case = f" in case {evidence.case}" if evidence.case is not None else " here"
    event = f", event {evidence.event}" if evidence.event is not None else ""
    return f"{case}{event}" + (f", at {evidence.pointer}" if evidence.pointer else "")


def _paragraphs(found: Finding, related: Sequence[Related]) -> Iterator[str]:
    """The sentence, which is all that a narrow list shows; why it is so, what to do, and the other places."""
    yield plain(found.message or found.rule)
    yield from map(plain, found.notes)
    if found.fix:
        yield plain(f"Help: {found.fix}")
    if found.reproduce:
        yield plain(f"Reproduce: {found.reproduce}")
    if found.shift is not None and found.shift.accept is not None:
        yield plain(f"Accept: {found.shift.accept}")
    for number, one in enumerate(related[:_LINKS], 1):
        yield linked(one.says or str(one.place), number)
    for many, most, what in ((related, _PLACES, "places"), (found.trace, _STEPS, "steps")):
        if len(many) > most:
            yield f"{len(many) - most:,} more {what} are left out here"


def _flow(steps: Sequence[Step], where: Place) -> Iterator[Document]:
    """A step a location; one that has no place stands where the finding does."""
    for step in steps:
        at = f"{step.at}: " if step.at is not None else ""
        says = f"says {', '.join(step.says)}" if step.says else "says nothing"
        sentence = f'{at}{step.system} "{step.shows}" {says}'
        yield {"location": location(step.where or where, says=sentence)}


def _is_plain(paste: Paste) -> bool:
    """Whether the lines can be given as they are, so that what somebody applies is what is meant."""
    return all(escaped(line) == line for line in paste.text.split("\n"))


def _fix(found: Finding, sources: Mapping[str, str]) -> Document:
    changes = [
        {
            "artifactLocation": artifact(file),
            "replacements": [_replacement(paste, sources[file]) for paste in pastes],
        }
        for file, pastes in groupby(sorted(found.paste, key=_file), key=_file)
    ]
    described = {"description": message(plain(found.fix))} if found.fix else {}
    return {**described, "artifactChanges": changes}


def _file(paste: Paste) -> str:
    return paste.file


def _replacement(paste: Paste, source: str) -> Document:
    """
    Lines in place of others leave the end of the last one as it is. New ones come above a line with an end of
    their own, as the file ends its lines; behind the last line, with an end before them.
    """
    lines = lines_of(source, paste.file)
    end = "\r\n" if "\r\n" in source else "\n"
    text = end.join(paste.text.split("\n"))
    last = len(lines) if lines[-1] or len(lines) == 1 else len(lines) - 1
    if paste.replaces:
        to = paste.line + paste.replaces - 1
        return _inserted(text, (paste.line, 1), (to, len(lines[to - 1]) + 1))
    if paste.line > last:
        behind = (last, len(lines[last - 1]) + 1)
        return _inserted(end + text, behind, behind)
    return _inserted(text + end, (paste.line, 1), (paste.line, 1))


def _inserted(text: str, start: tuple[int, int], end: tuple[int, int]) -> Document:
    """In place of what stands between two spots, each a line and a column."""
    region = {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}
    return {"deletedRegion": region, "insertedContent": {"text": text}}


def _properties(found: Finding) -> Mapping[str, object]:
    told: dict[str, object] = {}
    if found.also:
        told["also"] = [escaped(rule) for rule in found.also]
    if found.seen is not None:
        told["seen"] = {"cases": found.seen.cases, "of": found.seen.of, "what": found.seen.what}
    if found.shift is not None and found.shift.readers:
        told["readers"] = [escaped(reader) for reader in found.shift.readers]
    return told
