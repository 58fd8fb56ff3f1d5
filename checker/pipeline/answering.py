"""What a worker does: it judges shares of a set that it gets with the work, and answers with data."""

import pickle
from dataclasses import dataclass, replace
from functools import lru_cache

from checker import __version__
from checker.analysis.coverage import Still
from checker.analysis.replay import compiled
from checker.errors import CannotCheckError
from checker.load.memory import Memory
from checker.pipeline.options import Options
from checker.pipeline.outcomes import Answer, answer
from checker.pipeline.shares import Share, Standard, standard_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """
    Shares of one contract set, with the set: whoever does it needs nothing else but the recordings.

    For whoever can't read those either, `contents` has, share by share, the bytes of the file that it is read
    from; None of a file at a URL, and nothing at all where everybody sees the disk.
    """

    version: str
    parcel: bytes
    shares: tuple[Share, ...]
    contents: tuple[bytes | None, ...] = ()


def packed(standard: Standard) -> bytes:
    """What shares are held against, for workers, who compile it again, once each."""
    given = standard.options  # has the environment too, which is nobody's business
    options = Options(limits=given.limits, today=given.today, all_findings=given.all_findings)
    return pickle.dumps((standard.ready.contracts, options, standard.blamed, standard.subjects))


def answers(work: Work) -> list[Answer]:
    """The outcome of each share, as data."""
    if work.version != __version__:
        raise CannotCheckError(
            f"a worker has seamproof {__version__}, and the work comes from {work.version}",
            fix=f"install seamproof {work.version} where the workers are",
        )
    standard = _unpacked(work.parcel)
    still = standard.still() if any(share.within.is_whole for share in work.shares) else None
    contents = work.contents or (None,) * len(work.shares)
    return [
        _answer(share, content, standard, still) for share, content in zip(work.shares, contents, strict=True)
    ]


def _answer(share: Share, content: bytes | None, standard: Standard, whole: Still | None) -> Answer:
    """
    The outcome of one share, read from what was sent, if anything was.

    All that are whole recordings together exercise what is left of `whole`. Another one may be judged again,
    so it has to tell of everything.
    """
    still = whole if share.within.is_whole else None if share.has_strands else standard.still()
    if content is None:
        return answer(share, standard, still)
    start = share.within.start._replace(at=0)
    sent = replace(share, within=replace(share.within, start=start))
    return answer(sent, standard, still, files=Memory({share.path: content}))


@lru_cache(maxsize=4)
def _unpacked(parcel: bytes) -> Standard:
    contracts, options, blamed, subjects = pickle.loads(parcel)  # whoever gives out work may run anything
    return standard_of(compiled(contracts, limits=options.limits), options, blamed, subjects)
