"""How much of each system captures have, and between which moments."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from checker.analysis.capturing.drafts import Draft
from checker.analysis.recorded.timeline import nanoseconds
from checker.model.captures import Captured
from checker.model.contracts import CaptureRule
from checker.model.recordings import Complete, Header

_ORDER: Final = (Complete.NONE, Complete.SAMPLED, Complete.STATUS, Complete.FULL)
_PROVING: Final = (Complete.STATUS, Complete.FULL)  # what is missing proves something


class Extent:
    """Grows while captures are taken in."""

    def __init__(self) -> None:
        self._complete: dict[str, Complete] = {}
        self._files: dict[str, set[str]] = {}  # those that have all that a system did, or showed
        self._first: dict[str, int] = {}  # the first moment that each file tells of
        self._last: dict[str, tuple[int, str]] = {}

    def note(self, captured: Captured) -> None:
        file = captured.place.file
        for time in (captured.at, captured.until):
            moment = nanoseconds(time)
            if time is not None and moment is not None:
                self._first[file] = min(self._first.get(file, moment), moment)
                self._last[file] = max(self._last.get(file, (moment, time)), (moment, time))

    def note_rule(self, rule: CaptureRule, drafts: Iterable[Draft]) -> None:
        """How much such a capture has of the system whose events these are."""
        if rule.complete is None:
            return
        for draft in drafts:
            name = draft.event.system
            if name is not None:
                known = self._complete.get(name, Complete.NONE)
                self._complete[name] = max(known, rule.complete, key=_ORDER.index)
                if rule.complete in _PROVING:
                    self._files.setdefault(name, set()).add(draft.captured.place.file)

    def captured(self) -> str | None:
        """
        The moment up to which at least all that was captured in full was: the last thing, of whatever
        transaction, that the files of each system tell of, where that is earliest. None if one has no times.
        """
        ends = [
            max((self._last[file] for file in files if file in self._last), default=None)
            for files in self._files.values()
        ]
        known = [end for end in ends if end is not None]
        return min(known)[1] if known and len(known) == len(ends) else None

    def complete(
        self, said: Mapping[str, Complete], unsure: Iterable[str], *, is_whole: bool
    ) -> Mapping[str, Complete]:
        """
        How much of each system the cases have; what is `said` outranks what rules say.

        Of the systems in `unsure` something was left out of all cases, and where the captures could not be
        read whole nobody knows of which: then nothing that is missing proves anything.
        """
        known = {**self._complete, **said}
        left = set(known) if not is_whole else set(unsure)
        return {
            name: Complete.SAMPLED if name in left and how in _PROVING else how for name, how in known.items()
        }

    def of_case(self, header: Header, drafts: Iterable[Draft]) -> Header:
        """The header of a case: a system whose captures begin after it was over was not captured."""
        moments = [
            moment
            for draft in drafts
            for time in (draft.event.until, draft.event.at)
            if (moment := nanoseconds(time)) is not None
        ]
        late = {
            name
            for name, files in self._files.items()
            if moments
            and files <= self._first.keys()
            and min(self._first[file] for file in files) > max(moments)
        }
        if not late:
            return header
        return replace(
            header,
            complete={name: how for name, how in header.complete.items() if name not in late},
        )
