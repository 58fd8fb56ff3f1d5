"""Recordings and captures of others, read and put together to cases."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.analysis.capturing import Gathered, Gathering
from checker.errors import Mistake, UsageError
from checker.load.captures import capture, is_recording
from checker.load.captures.formats import Format
from checker.load.captures.sources import Source
from checker.load.files import DISK
from checker.load.recordings import recording
from checker.load.recordings.opened import opened
from checker.model.captures import Taken
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Case, Header
from checker.model.text import nearest, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """
    What several files have of the cases of a contract set.

    `gathered` is None where all of them are recordings. `mistakes` are what could not be read or used.
    """

    contracts: ContractSet
    cases: tuple[Case, ...]
    taken: tuple[Taken, ...]
    gathered: Gathered | None = None
    mistakes: tuple[Mistake, ...] = field(default=())


def gathered(
    files: Sequence[str],
    contracts: ContractSet,
    *,
    header: Header | None = None,
    form: Format | None = None,
    with_samples: bool = False,
    keeps_unknown: bool = False,
    content: bytes | None = None,
    limits: Limits = DEFAULT,
) -> Incident:
    """
    The cases in these files: those of recordings as they are, those of captures joined over all of them.

    `header` is what is known of the captures otherwise, `form` their format where it should not be found by
    looking, `content` what came on standard input in place of the one file. `with_samples` takes in examples
    that somebody made up, `keeps_unknown` makes a note of what is not recognised.

    Raises:
        RecordingError: a file can't be opened, or is of no known format.
        MissingExtraError: what unpacks one is not installed.

    """
    _refuse_twice(files)
    cases: list[Case] = []
    taken: list[Taken] = []
    mistakes: list[Mistake] = []
    gathering = Gathering(contracts, with_samples=with_samples, keeps_unknown=keeps_unknown)
    for file in files:
        if form is None and is_recording(Source(file, content, limits)):
            cases += _recorded(file, taken, mistakes, limits)
            continue
        opened = capture(file, content=content, form=form, limits=limits)
        recognised = sum(gathering.take(one) for one in opened.read())
        mistakes += opened.mistakes
        taken.append(Taken(file=file, form=opened.form.name, records=opened.records, recognised=recognised))
    if all(one.form == RECORDING for one in taken):
        return Incident(contracts=contracts, cases=tuple(cases), taken=tuple(taken), mistakes=tuple(mistakes))
    found = gathering.gathered(header or Header(), is_whole=not mistakes)
    mistakes += _in_both(cases, found.cases)
    return Incident(
        contracts=contracts,
        cases=(*cases, *found.cases),
        taken=tuple(taken),
        gathered=found,
        mistakes=tuple(mistakes),
    )


def _refuse_twice(files: Sequence[str]) -> None:
    """A file that is named twice would tell everything twice."""
    seen: dict[str, str] = {}
    for file in files:
        first = seen.setdefault(os.path.realpath(file), file)
        if first is not file:
            raise UsageError(f"{file} is named twice", fix="name it once")


RECORDING = "recording"


def _recorded(file: str, taken: list[Taken], mistakes: list[Mistake], limits: Limits) -> Iterator[Case]:
    opened = recording(file, limits=limits)
    count = 0
    for case in opened.cases():
        count += len(case.events)
        yield case
    mistakes += opened.mistakes
    taken.append(Taken(file=file, form=RECORDING, records=count, recognised=count))


def _in_both(recorded: Sequence[Case], captured: Sequence[Case]) -> Iterator[Mistake]:
    """A case that stands in a recording and in captures: nobody can say which of its events are the same."""
    names = {case.name: case for case in recorded}
    for case in captured:
        if case.name in names:
            known = names[case.name]
            yield Mistake(
                message=f"the case {shown(case.name)} stands in a recording and in captures",
                place=Place(file=known.recording, line=known.events[0].line, column=1),
                fix="explain the recording, or the captures it was made from",
                related=((case.place(case.events[0]), "it stands here too"),),
            )


def set_for(
    sets: Sequence[ContractSet], name: str | None, where: Sequence[str], files: Sequence[str] = ()
) -> ContractSet:
    """
    The contract set that captures are held against: the one of this name, or the only one; of several the one
    in whose folder all `files` lie, or that alone says how captures are recognised.

    Raises:
        UsageError: there is none, or there are several to choose from.
        RecordingError: there are several, and one of the files is not there.

    """
    places = " and ".join(where)
    names = sorted(one.name for one in sets)
    if name is not None:
        chosen = [one for one in sets if one.name == name]
        if chosen:
            return chosen[0]
        near = nearest(name, names)
        fix = f"did you mean {near}?" if near else f"known are {', '.join(names)}"
        raise UsageError(f"there is no contract set {shown(name)} in {places}", fix=fix)
    if len(sets) == 1:
        return sets[0]
    if not sets:
        raise UsageError(f"there is no contract set in {places}", fix="name its folder with --contracts")
    holding = [one for one in sets if files and all(DISK.lies_in(one.folder, file) for file in files)]
    if len(holding) == 1:
        return holding[0]
    with_rules = [one for one in sets if one.captures]
    if len(with_rules) == 1:
        return with_rules[0]
    for file in files:
        if file != "-" and not DISK.is_there(file):
            opened(file)  # which says that: whoever mistyped it has no set to choose
    raise UsageError(
        f"there are {len(sets)} contract sets in {places}, and nothing says which of them was captured",
        fix=f"say --set NAME, one of {', '.join(names)}",
    )
