"""Text that is packed into a part of another: base64 and hexadecimal digits, with or without compression."""

import gzip
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_PACKED: Final = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_SHORT: Final = re.compile(r"[A-Za-z0-9+/_-]{3,7}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9a-f]{2}){4,}|(?:[0-9A-F]{2}){4,}")
_PIECES: Final = re.compile(r"[A-Za-z0-9_-]{8,}={0,2}|[A-Za-z0-9]{8,}={0,2}")
_WORDS: Final = re.compile(r"[A-Za-z0-9]{8,}={0,2}")
_RANDOM: Final = re.compile(r"[A-Za-z0-9+/]{32,}")  # a name has separators before that
_URL_TO_PLAIN: Final = {ord("-"): "+", ord("_"): "/"}
_PLAIN_TO_URL: Final = {ord("+"): "-", ord("/"): "_"}
_UNPACKED: Final = 16_000_000  # bytes
_RATIO: Final = 200
_COUNTS_FROM: Final = 1_000_000
_CACHED: Final = 512


@dataclass(frozen=True, slots=True)
class Packed:
    """
    A part of a text that holds another text, `inner`, which `pack` makes into such a part again.

    `inner` is None where the part holds what nobody can look into, so that it must not pass.
    """

    start: int
    end: int
    inner: str | None
    pack: Callable[[str], str]


def packed(text: str) -> Iterator[Packed]:
    """Every part that can be unpacked, or seems to be packed and can't be."""
    if _SHORT.fullmatch(text):
        yield from _unpacked(text, 0)
    for found in _PACKED.finditer(text):
        yield from _unpacked(found[0], found.start())


def _unpacked(part: str, start: int) -> Iterator[Packed]:
    whole = _looked_into(part) if len(part) <= _CACHED else _look_into(part)
    if whole is not None and whole.inner is not None:
        yield Packed(start, start + len(part), whole.inner, whole.pack)
        return
    held_length = 0  # of random bytes a few small pieces look like text by chance
    pieces = _PIECES if "/" in part or "+" in part else _WORDS
    for piece in pieces.finditer(part) if len(part) > 8 else ():
        if piece[0] == part:
            continue
        held = _looked_into(piece[0]) if len(piece[0]) <= _CACHED else _look_into(piece[0])
        if held is not None and held.inner is not None:
            held_length += len(piece[0])
            yield Packed(start + piece.start(), start + piece.end(), held.inner, held.pack)
    if whole is not None and 2 * held_length < len(part):
        yield Packed(start, start + len(part), None, whole.pack)


def unpacked(content: bytes) -> tuple[str, Callable[[str], bytes]] | None:
    """The text that bytes are, compressed or not, and what makes such bytes of a text; None for others."""
    if content[:2] == b"\x1f\x8b":
        plain = _inflated(content, 31)
        again: Callable[[bytes], bytes] = _gzipped
    elif content[:1] == b"\x78" and len(content) > 8 and int.from_bytes(content[:2], "big") % 31 == 0:
        plain, again = _inflated(content, 15), zlib.compress
    else:
        text = _text(content)
        if text is not None or len(content) < 8:
            return None if text is None else (text[0], text[1])
        plain, again = _inflated(content, -15), _deflated
    text = None if plain is None else _text(plain)
    if text is None:
        return None
    inner, encode = text
    return inner, lambda new: again(encode(new))


def is_packed(content: bytes) -> bool:
    """Whether bytes begin as compressed ones do."""
    return content[:2] == b"\x1f\x8b"


def _look_into(part: str) -> Packed | None:
    """The part as packed text; None where it is none."""
    if _HEX.fullmatch(part):
        held = unpacked(bytes.fromhex(part))
        if held is not None:
            inner, encode = held
            is_upper = part.upper() == part

            def as_hex(new: str) -> str:
                digits = encode(new).hex()
                return digits.upper() if is_upper else digits

            return Packed(0, len(part), inner, as_hex)
        if len(part) in {8, 16, 32, 40, 56, 64, 96, 128}:  # an id or a digest
            return None
    bare = part.rstrip("=")
    if len(bare) % 4 == 1:
        return None
    is_url = "-" in bare or "_" in bare
    if is_url and ("+" in bare or "/" in bare):
        return None
    try:
        content = b64decode(bare.translate(_URL_TO_PLAIN) + "=" * (-len(bare) % 4), validate=True)
    except ValueError:
        return None
    held = unpacked(content)
    is_padded = bare != part or len(bare) % 4 == 0

    def as_base64(content: bytes) -> str:
        made = b64encode(content).decode()
        made = made.translate(_PLAIN_TO_URL) if is_url else made
        return made if is_padded else made.rstrip("=")

    if held is None:
        return Packed(0, len(part), None, str) if is_packed(content) or _is_random(bare) else None
    inner, encode = held
    return Packed(0, len(part), inner, lambda new: as_base64(encode(new)))


_looked_into = lru_cache(maxsize=4096)(_look_into)


def _is_random(part: str) -> bool:
    """Whether the part is no name or number but what bytes look like in base64."""
    for run in _RANDOM.findall(part):
        kinds = (any(map(str.isupper, run)), any(map(str.islower, run)), any(map(str.isdigit, run)))
        if all(kinds) and not _HEX.fullmatch(run):
            return True
    return False


def _text(content: bytes) -> tuple[str, Callable[[str], bytes]] | None:
    """Bytes as text, where every character of it can be seen."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if not text or not (text.isprintable() or all(c.isprintable() or c.isspace() for c in text)):
        return None
    return text, lambda new: new.encode(encoding)


def _inflated(content: bytes, bits: int) -> bytes | None:
    """Unpacked within the bounds of size and ratio; None where it can't be, or is no whole stream."""
    unpacker = zlib.decompressobj(bits)
    try:
        plain = unpacker.decompress(content, min(_UNPACKED, max(_COUNTS_FROM, _RATIO * len(content))))
    except zlib.error:
        return None
    return plain if unpacker.eof and not unpacker.unused_data else None


def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()
