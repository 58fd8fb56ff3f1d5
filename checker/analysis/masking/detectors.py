"""What gives itself away as personal or secret by its form, wherever it stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from checker.analysis.masking.checks import is_card, is_iban
from checker.analysis.masking.names import looks_secret

_CACHED: Final = 256  # characters of a text whose spans are remembered


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, and what it is."""

    start: int
    end: int
    kind: str


def spans(text: str) -> tuple[Span, ...]:
    """
    Everything that gives itself away in a text, in order and without overlaps; the time is linear.

    Of two that overlap, the first keeps what both have: a token that contains an address is a token.
    """
    return _cached(text) if len(text) <= _CACHED else _found(text)


def _found(text: str) -> tuple[Span, ...]:
    if len(text) < 5:
        return ()
    found = sorted(
        (span for find in _DETECTORS for span in find(text)), key=lambda span: (span.start, -span.end)
    )
    kept: list[Span] = []
    end = 0
    for span in found:
        if span.start >= end:
            kept.append(span)
        elif span.end > end:
            kept.append(Span(end, span.end, span.kind))
        end = max(end, span.end)
    return tuple(kept)


_cached = lru_cache(maxsize=8192)(_found)


_KEY_BLOCK: Final = re.compile(
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----))*(?:-----END [A-Z ]{0,40}-----)?"
)
_JWT: Final = re.compile(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){1,4}")
_KEYS: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[0-9A-Z]{16}"
    r"|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
    r"|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{8,}|whsec_[A-Za-z0-9+/=]{16,}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{8,}|AIza[0-9A-Za-z_-]{30,}|ya29\.[0-9A-Za-z_-]{16,}"
    r"|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{16,}"
    r"|sk-[A-Za-z0-9_-]{20,}|dop_v1_[a-f0-9]{32,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,}"
    r"|hooks\.slack\.com/services/[A-Za-z0-9/]{16,})"
)
_BEARER: Final = re.compile(r"\b[Bb][Ee][Aa][Rr][Ee][Rr][\s:]{1,4}([A-Za-z0-9._~+/=-]{8,})")
_BASIC: Final = re.compile(r"\b[Bb][Aa][Ss][Ii][Cc]\s{1,4}([A-Za-z0-9+/_-]{4,}={0,2})")
_USER: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://([^\s/@:\"'<>\\]{0,256}:[^\s/@\"'<>\\]{0,256})@")
_BETWEEN: Final = (  # a name and its value
    r"""["'\\]{0,4}\s{0,3}(?:[=:]|>)\s{0,3}\\{0,3}"""
    r"""(?:"([^"\\]{1,4096})|'([^'\\]{1,4096})|([^\s"'&;,<>(){}\[\]\\]{1,4096}))"""
)
_SURE: Final = re.compile(
    r"(?i:passwor[dt]|passwd|passphrase|pwd|secret|api[_.-]?key|secret[_.-]?key|private[_.-]?key|access[_.-]?key"
    rf"|account[_.-]?key|cvv2?|cvc|security[_.-]?code){_BETWEEN}"
)
_LIKELY: Final = re.compile(
    r"(?i:token|authorization|credentials?|cookie|session[_.-]?id|jwt|assertion|signature|subscription[_.-]?key)"
    rf"{_BETWEEN}"
)
_QUERY: Final = re.compile(r"[?&;](?i:key|sig|auth|code|x-amz-credential|hmac|sid)=([^\s\"'&;#<>\\]{8,4096})")
_DIGITS: Final = re.compile(r"(?<!\d)\d{12,40}(?!\d)", re.ASCII)
_GROUPED: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})"
    r"(?![0-9A-Za-z])",
    re.ASCII,
)
_IBAN: Final = re.compile(
    r"(?<![0-9A-Za-z])[A-Za-z]{2}\d\d"
    r"(?:[A-Za-z0-9]{11,30}|(?:[ -][A-Za-z0-9]{4}){2,7}(?:[ -][A-Za-z0-9]{1,3})?)"
    r"(?![0-9A-Za-z])",
    re.ASCII,
)
_HEX: Final = re.compile(r"[0-9a-fA-F]+")
_DOMAIN: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_LOCAL: Final = re.compile(r"[\w.+'!#$*{|}~-]{1,128}$")
_PHONE: Final = re.compile(r"(?<![\w+.])\+[1-9]\d{0,2}(?:[ ()./-]{0,2}\d{2,9}){2,5}(?![\d:])", re.ASCII)
_HASHES: Final = {32, 40, 56, 64, 96, 128}  # lengths of ids and digests in hexadecimal digits


def _whole(pattern: re.Pattern[str], kind: str) -> Callable[[str], Iterator[Span]]:
    def find(text: str) -> Iterator[Span]:
        return (Span(found.start(), found.end(), kind) for found in pattern.finditer(text))

    return find


def _inside(
    pattern: re.Pattern[str], kind: str, is_one: Callable[[str], bool] = bool
) -> Callable[[str], Iterator[Span]]:
    """The group of the pattern that took part."""

    def find(text: str) -> Iterator[Span]:
        for found in pattern.finditer(text):
            group = found.lastindex or 0
            if is_one(found[group]):
                yield Span(*found.span(group), kind)

    return find


def _is_bearer(value: str) -> bool:
    return looks_secret(value) or len(value) >= 20


def _is_basic(value: str) -> bool:
    """Whether this is a user and a password, and no word behind "basic"."""
    from base64 import b64decode

    try:
        decoded = b64decode(value.translate({45: 43, 95: 47}) + "=" * (-len(value) % 4))
    except ValueError:
        return False
    return b":" in decoded


def _addresses(text: str) -> Iterator[Span]:
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        local = _LOCAL.search(text, max(0, at - 128), at) if domain else None
        if domain and local:
            start = local.start() + len(local[0]) - len(local[0].lstrip(".-'!#$*{|}~"))
            if start < at:
                yield Span(start, domain.end(), "e-mail")
        at = text.find("@", at + 1)


def _cards(text: str) -> Iterator[Span]:
    for found in _DIGITS.finditer(text):
        digits = found[0].lstrip("0")
        if is_card(digits) and not _is_in_hash(text, found.start(), found.end()):
            yield Span(found.end() - len(digits), found.end(), "card")
    for found in _GROUPED.finditer(text):
        if is_card(found[0].replace(" ", "").replace("-", "")):
            yield Span(found.start(), found.end(), "card")


def _is_in_hash(text: str, start: int, end: int) -> bool:
    """Whether digits stand in a longer id in hexadecimal digits, such as that of a trace."""
    before = text[max(0, start - 128) : start]
    left = len(before)
    while left and before[left - 1] in "0123456789abcdefABCDEF":
        left -= 1
    after = _HEX.match(text, end, end + 128)
    length = len(before) - left + (end - start) + (len(after[0]) if after else 0)
    return length > end - start and length in _HASHES


def _accounts(text: str) -> Iterator[Span]:
    at = 0
    while found := _IBAN.search(text, at):
        at = found.start() + 4
        # a word behind a grouped one may look like its last group
        for candidate in (found[0], found[0].rpartition(" ")[0], found[0].rpartition("-")[0]):
            if is_iban(candidate.replace(" ", "").replace("-", "")):
                at = found.start() + len(candidate)
                yield Span(found.start(), at, "iban")
                break


def _phones(text: str) -> Iterator[Span]:
    for found in _PHONE.finditer(text):
        if 8 <= sum(map(str.isdigit, found[0])) <= 15:
            yield Span(found.start(), found.end(), "phone")


_DETECTORS: Final[tuple[Callable[[str], Iterator[Span]], ...]] = (
    _whole(_KEY_BLOCK, "private-key"),
    _whole(_JWT, "token"),
    _whole(_KEYS, "api-key"),
    _inside(_BEARER, "token", _is_bearer),
    _inside(_BASIC, "token", _is_basic),
    _inside(_USER, "password"),
    _inside(_SURE, "secret"),
    _inside(_LIKELY, "secret", looks_secret),
    _inside(_QUERY, "secret", looks_secret),
    _addresses,
    _cards,
    _accounts,
    _phones,
)
