"""Bodies of HTTP messages, unpacked as their headers say."""

import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from checker.load.captures import contents
from checker.load.captures.contents import Content
from checker.load.captures.http import header
from checker.load.captures.members import UnusableError
from checker.model.limits import Limits

_ZLIB: Final = 15  # window bits, as zlib.decompressobj takes them
_GZIP: Final = 31
_RAW: Final = -15
_MOST_CODINGS: Final = 3  # nobody packs more often
_ALWAYS: Final = 1_000_000  # bytes; below that no ratio does harm
_PIECE: Final = 16 * 1024  # bytes unpacked at a time: what follows a member is copied for each of them


def of_bytes(data: bytes, headers: tuple[tuple[str, str], ...], limits: Limits) -> Content:
    """
    The body of a message with these headers, unpacked as its Content-Encoding says.

    What is not packed as it says was unpacked before it was captured; that, what is damaged, and what is
    packed in another way than gzip or deflate stays as it stood.

    Raises:
        UnusableError: it unpacks to more than the limits allow.

    """
    undone: list[str] = []
    for coding in _codings(headers):
        plain = _undone(data, coding, limits)
        if plain is None:
            break
        data = plain
        undone.append(coding)
    content = contents.of_bytes(data, header(headers, "content-type"), limits)
    if not undone or content.body is None:
        return content
    return Content(body=replace(content.body, decoded=tuple(undone)))


def _codings(headers: Iterable[tuple[str, str]]) -> list[str]:
    """What was done to a body, last first."""
    listed = ",".join(text for name, text in headers if name.lower() == "content-encoding")
    named = [coding.strip().lower() for coding in listed.split(",")]
    found = [coding for coding in reversed(named) if coding not in ("", "identity")]
    return found if len(found) <= _MOST_CODINGS else []


def _undone(data: bytes, coding: str, limits: Limits) -> bytes | None:
    match coding:
        case "gzip" | "x-gzip":
            return _inflated(data, _GZIP, limits)
        case "deflate":  # RFC 9110, section 8.4.1.2: some senders leave the wrapper of zlib out
            plain = _inflated(data, _ZLIB, limits)
            return _inflated(data, _RAW, limits) if plain is None else plain
    return None


def _inflated(data: bytes, window: int, limits: Limits) -> bytes | None:
    """
    The bytes unpacked; None where they are not packed so, or are damaged, or something else follows them.

    Of gzip several members may follow one another (RFC 1952, section 2.2).
    """
    most = min(limits.payload_size, max(_ALWAYS, len(data) * limits.decompressed_ratio))
    plain = bytearray()
    unpacker = zlib.decompressobj(window)
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        while piece:
            if unpacker.eof:
                if window != _GZIP:
                    return None
                unpacker = zlib.decompressobj(window)
            try:
                plain += unpacker.decompress(piece, most - len(plain) + 1)
            except zlib.error:
                return None
            if len(plain) > most:
                raise UnusableError(
                    f"its body unpacks to more than {most:,} bytes, the most that is read of it"
                )
            piece = unpacker.unused_data
    return bytes(plain) if unpacker.eof else None
