"""Files at URLs, read through fsspec and with few requests, by the credentials of whoever reads them."""

import errno
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

from checker.errors import MissingExtraError, UsageError
from checker.model.text import plain

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

_LITTLE: Final = 256 * 1024  # bytes that are fetched first, where a first line may be all that is read
_MUCH: Final = 8 * 1024 * 1024  # bytes that are fetched where more is read: a request costs as much as 1 MB
_AT_ONCE: Final = 16  # requests under way, where what they give is small
_SECRET: Final = re.compile(r"://[^/@]*:[^/@]*@|^https?://[^?]*\?")  # a password, a signature
_GLOB: Final = re.compile(r"[*?\[]")


def is_url(path: str) -> bool:
    return "://" in path


def listed(url: str) -> tuple[str, ...]:
    """
    The URLs of the files that are meant, sorted: one, those below a prefix, or those that a pattern fits.

    Raises:
        UsageError: the URL has a secret in it, or can't be listed.
        MissingExtraError: what reads such a URL is not installed.

    """
    if _SECRET.search(url):
        raise UsageError(
            "a URL with a password or a query in it would stand in every report",
            fix="leave it out of the URL, and put it where the library for the store looks for credentials",
        )
    files, path = _files(url)
    try:
        return tuple(sorted(map(files.unstrip_protocol, _asked(lambda: _found(files, path)))))
    except OSError as error:
        fix = "see to the URL, and to the credentials in the environment"
        raise UsageError(f"{url} can't be listed: {error.strerror}", fix=fix) from error


def opened(url: str, fetched: int | None = None) -> BinaryIO:
    """
    A file, open for reading. `fetched` is how much will be read of it from where reading begins, as far as
    that is known: it is fetched in one request, and nothing is asked beside it.

    Raises:
        OSError: it can't be read.
        MissingExtraError: what reads such a URL is not installed.

    """
    return io.BufferedReader(_Fetched(url, fetched))


def state(url: str) -> tuple[int, int]:
    """
    The size of a file, and a number for all that the store says of it, such as its tag and time.

    Raises:
        OSError: it is not there, or nobody says.

    """
    files, path = _files(url)
    files.invalidate_cache()
    about = _asked(lambda: files.info(path))
    word = blake2b(repr(sorted(about.items())).encode(errors="surrogatepass"), digest_size=8).digest()
    return _size(about), int.from_bytes(word, "big")


def ahead(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """`map`, with some of the work that follows under way: it mostly waits for a store."""
    from concurrent.futures import ThreadPoolExecutor

    waiting = iter(items)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        under_way: deque[Future[R]] = deque(pool.submit(work, item) for item in islice(waiting, 2 * _AT_ONCE))
        try:
            while under_way:
                yield under_way.popleft().result()
                under_way.extend(pool.submit(work, item) for item in islice(waiting, 1))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Fetched(io.RawIOBase):
    """A file of which a range is fetched at a time, larger ones once more is read than a little."""

    def __init__(self, url: str, fetched: int | None) -> None:
        self._store, self._path = _files(url)
        self._at = 0
        self._held = b""
        self._held_at = 0
        self._next = fetched
        self._size: int | None = None
        if fetched is None:
            self._end()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at}
        self._at = offset + (base[whence] if whence in base else self._end())
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # whatever has room for bytes
        if not 0 <= self._at - self._held_at < len(self._held):
            self._fetch()
        start = self._at - self._held_at
        piece = self._held[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _fetch(self) -> None:
        size, self._next = self._next, None
        if size is None:
            size = min(_MUCH if self._held or self._at else _LITTLE, max(0, self._end() - self._at))
        self._held_at = self._at
        start, stop = self._at, self._at + size
        self._held = _asked(lambda: self._store.cat_file(self._path, start=start, end=stop)) if size else b""
        if len(self._held) < size:
            self._size = start + len(self._held)
        if len(self._held) > size:
            raise OSError(errno.EOPNOTSUPP, "whoever serves it gives whole files only, and no ranges")

    def _end(self) -> int:
        if self._size is None:
            self._store.invalidate_cache()
            self._size = _size(_asked(lambda: self._store.info(self._path)))
        return self._size


def _files(url: str) -> tuple[Any, str]:
    """What reads the URLs of a store, and what the URL is called there; no types are known of it."""
    try:
        from fsspec.core import url_to_fs
        from fsspec.registry import known_implementations
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{_scheme(url)}:// was asked for, and the extra fsspec is not installed",
            fix="pip install 'seamproof[fsspec]'",
        ) from error
    try:
        files, path = url_to_fs(url)
    except ImportError as error:
        home = str(known_implementations.get(_scheme(url), {}).get("class", "")).partition(".")[0]
        package = home if home and home != "fsspec" else error.name or "what it needs"
        raise MissingExtraError(
            f"what reads {_scheme(url)}:// is not installed: {plain(str(error))}",
            fix=f"pip install {package}",
        ) from error
    except ValueError as error:
        fix = "take one that fsspec knows, such as s3://, gs:// or abfs://"
        raise UsageError(f"{_scheme(url)}:// can't be read: {plain(str(error))}", fix=fix) from error
    return files, path


def _scheme(url: str) -> str:
    return plain(url.partition("://")[0])


def _found(files: Any, path: str) -> Iterable[str]:
    if _GLOB.search(path):
        return [str(one) for one in files.glob(path) if not files.isdir(one)]
    return [str(one) for one in files.find(path)]  # which of a file gives the file


def _size(about: Any) -> int:
    if about.get("type") == "directory":
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    return int(about.get("size") or 0)


def _asked(ask: Callable[[], R]) -> R:
    """What a store answers; whatever it raises becomes an OSError that says why."""
    try:
        return ask()
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "there is no such file") from error
    except OSError as error:
        raise OSError(error.errno or errno.EIO, plain(error.strerror or str(error))) from error
    except Exception as error:  # each store has errors of its own
        raise OSError(errno.EIO, plain(f"{type(error).__name__}: {error}")) from error
