"""Statuses that no row and no rule can tell apart: one stands for all of them in what must be enumerated."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from checker.analysis.meaning.readings import Word
from checker.analysis.meaning.vocabulary import Vocabulary


def groups(
    vocabulary: Vocabulary, words: Iterable[Word], rows_of: Callable[[Word], Hashable]
) -> Mapping[Word, tuple[Word, ...]]:
    """
    The first word of each group that is alike, in order, with the whole group.

    Alike are words of one system that stand in the same rows (`rows_of`), say the same with the same outcome
    and phase, and can still go to statuses that are alike in the same way.
    """

    def looks(word: Word) -> Hashable:
        return (
            word.system,
            rows_of(word),
            word.says,
            word.outcome,
            word.is_final,
            word.is_silence,
            word.status is None,
        )

    found: dict[Hashable, list[Word]] = {}
    for word in words:
        further = frozenset(looks(later) for later in vocabulary.later(word))
        found.setdefault((looks(word), further), []).append(word)
    return {group[0]: tuple(group) for group in found.values()}
