"""What a worker does: it judges shares of a set that it gets with the work, and answers with data."""

import pickle
from dataclasses import dataclass
from functools import lru_cache

from checker import __version__
from checker.analysis.replay import compiled
from checker.errors import CannotCheckError
from checker.pipeline.options import Options
from checker.pipeline.shares import Share, Standard, answer, standard_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Shares of one contract set, with the set: whoever does it needs nothing else but the recordings."""

    version: str
    parcel: bytes
    shares: tuple[Share, ...]


def packed(standard: Standard) -> bytes:
    """What shares are held against, for workers, who compile it again, once each."""
    given = standard.options  # has the environment too, which is nobody's business
    options = Options(limits=given.limits, today=given.today, all_findings=given.all_findings)
    return pickle.dumps((standard.ready.contracts, options, standard.blamed, standard.subjects))


def answers(work: Work) -> list[bytes]:
    """The outcome of each share, as data."""
    if work.version != __version__:
        raise CannotCheckError(
            f"a worker has seamproof {__version__}, and the work comes from {work.version}",
            fix=f"install seamproof {work.version} where the workers are",
        )
    standard = _unpacked(work.parcel)
    still = standard.still()
    return [answer(share, standard, still) for share in work.shares]


@lru_cache(maxsize=4)
def _unpacked(parcel: bytes) -> Standard:
    contracts, options, blamed, subjects = pickle.loads(parcel)  # whoever gives out work may run anything
    return standard_of(compiled(contracts, limits=options.limits), options, blamed, subjects)
