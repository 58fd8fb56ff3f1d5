"""Which systems show their statuses to people."""

from checker.analysis.meaning.whole import Meaning


def people_read(meaning: Meaning, system: str) -> bool:
    """
    Whether what a system shows is for people: no other system reports anything for it, or a flow ends there.
    A message that leaves is read, not the status in which it leaves.
    """
    vocabulary = meaning.vocabulary
    own = vocabulary.system_of(system)
    if any(vocabulary.system_of(flow.reader.name) == own for flow in meaning.contracts.flows.values()):
        return True
    reported = {one.reports.system for one in meaning.readings if one.reports}
    is_read = any(
        vocabulary.system_of(word.system) == own
        for one in meaning.readings
        if one.reports
        for word in one.words
        if word.status
    )
    return system in reported and not is_read
