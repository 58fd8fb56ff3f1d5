"""What can be so at once, in some run of a side."""

from checker.analysis.drift.state import State
from checker.analysis.meaning.readings import Word


def may_meet(state: State, reporter: str, shown: tuple[str, str] | None, word: Word) -> bool:
    """
    Whether a reporter may show this (None: nothing yet) while another system shows a word.

    True where nobody knows: there are too many runs, or one of the two depends on what is not explored. A row
    that only counts when a message comes late, or again, is not asked for here: to drop it loses nothing.
    """
    if shown is None and state.meaning.starts.get(reporter):
        return False  # it begins with a status
    runs, system = state.runs, shown[0] if shown else reporter
    involved = {system, word.system}
    if not runs.is_complete or not involved <= set(runs.systems) or involved & runs.unaware:
        return True
    packing = runs.graph.machine.packing
    masks = [packing.showing(system, shown[1] if shown else None)]
    if word.status is not None:
        masks.append(packing.showing(word.system, word.status.code))
    return any(all(each & mask == value for mask, value in masks) for each in runs.graph.states)
