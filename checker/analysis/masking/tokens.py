"""Values replaced by keyed tokens of the same shape."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from checker.analysis.masking.checks import is_card, is_iban

_ROUNDS: Final = 6
_LONG: Final = 64  # characters; above that no two values come together by chance
_KEPT: Final = 20_000  # tokens remembered
_DIGITS: Final = "0123456789"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_NUMBER: Final = re.compile(r"(0*)([1-9]\d*(?:\.\d+)?)", re.ASCII)
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = re.compile(r"[^\W_].*[^\W_]|[^\W_]", re.DOTALL)
_GROUPS: Final = re.compile(r"[0-9A-Za-z]{2,}(?:[ -][0-9A-Za-z]+)+")
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)([Tt ].*)?", re.ASCII)
_DAY_FORMS: Final = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d%m%Y")
_FIRST_DAY: Final = date(1930, 1, 1).toordinal()
_DAYS: Final = date(2030, 1, 1).toordinal() - _FIRST_DAY


def folded(text: str) -> str:
    """In lower case, character by character, so that every place stays where it was."""
    low = text.lower().replace("ς", "σ")
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Tokens:
    """
    Tokens under one key: letters for letters, digits for digits, everything else kept, the same length.

    Equal values get equal tokens whatever their case, with zeros in front or not. Up to 64 characters
    of ASCII different values get different tokens: the token is a permutation of all values of the shape (a
    Feistel network whose rounds are HMAC-SHA256). Words are replaced one by one, so that a joined name is
    the join of its tokens.
    """

    def __init__(self, key: bytes) -> None:
        if not key:
            raise ValueError("the key of a mask is not empty")
        self._key = key
        self._words: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The token of a value, in the case in which the value is written."""
        return cased(self.of_folded(folded(text)), text)

    def of_folded(self, text: str) -> str:
        """The same for a value in lower case."""
        if day := _ISO.fullmatch(text):
            masked = self._date(day[1])
            if masked is not None:
                return masked + _time(day[2] or "", self._mac(b"time", text))
        if _GROUPS.fullmatch(text):
            compact = text.replace(" ", "").replace("-", "")
            if is_iban(compact) or is_card(compact):
                return _spread(self._word(compact), text)
        return _WORD.sub(lambda word: self._inside(word[0]), text)

    def days(self, text: str) -> Iterator[tuple[str, str]]:
        """A date in the forms in which integrations write dates, each with its token; of no date nothing."""
        day = _ISO.fullmatch(text)
        masked = self._date(day[1]) if day else None
        if day and masked:
            old, new = date.fromisoformat(day[1]), date.fromisoformat(masked)
            for form in _DAY_FORMS:
                yield old.strftime(form), new.strftime(form)

    def _inside(self, word: str) -> str:
        """A word without the brackets, commas or signs around it."""
        core = _EDGES.search(word)
        if core is None:
            return word
        return word[: core.start()] + self._word(core[0]) + word[core.end() :]

    def _word(self, word: str) -> str:
        known = self._words.get(word)
        if known is None:
            known = self._made(word)
            if len(self._words) >= _KEPT:
                self._words.clear()
            if len(word) <= _LONG:
                self._words[word] = known
        return known

    def _made(self, word: str) -> str:
        number = _NUMBER.fullmatch(word)
        if number and number[1]:
            return number[1] + self._word(number[2])
        made = word
        for _ in range(100):  # a digit alone comes back to itself one time in ten
            made = self._long(made) if len(made) > _LONG else self._permuted(made, is_number=bool(number))
            if made != word and not is_card(made) and not is_iban(made):
                break
        return made

    def _permuted(self, word: str, *, is_number: bool) -> str:
        shape = "".join("9" if c in _DIGITS else "a" if c in _LETTERS else c for c in word)
        places = [at for at, c in enumerate(word) if c.isalnum()]
        values: list[int] = []
        radices: list[int] = []
        for at in places:
            c = word[at]
            if c in _DIGITS:
                low = 1 if is_number and at == 0 else 0
                values.append(int(c) - low)
                radices.append(10 - low)
            else:
                values.append(ord(c) - 97 if c in _LETTERS else 0)
                radices.append(10 if c.isdigit() else 26)
        tweak = f"shape{is_number:d}{shape}\0".encode("utf-8", "surrogatepass")
        halves = (range(0, len(values), 2), range(1, len(values), 2))
        for number in range(_ROUNDS):
            changed, other = halves[number % 2], halves[1 - number % 2]
            text = bytes([number, *(values[at] for at in other)])
            for at, drawn in zip(changed, hmac.digest(self._key, tweak + text, "sha256"), strict=False):
                values[at] = (values[at] + drawn) % radices[at]  # 32 bytes are enough for half of 64 places
        made = list(word)
        for at, value, radix in zip(places, values, radices, strict=True):
            made[at] = _LETTERS[value] if radix == 26 else _DIGITS[value + 10 - radix]
        return "".join(made)

    def _long(self, word: str) -> str:
        stream = self._stream(b"long" + word.encode("utf-8", "surrogatepass"), 2 * len(word))
        drawn = zip(word, stream[::2], stream[1::2], strict=True)
        return "".join(
            _DIGITS[(256 * high + low) % 10]
            if c.isdigit()
            else _LETTERS[(256 * high + low) % 26]
            if c.isalpha()
            else _LETTERS[low % 26]
            if c.isalnum()
            else c
            for c, high, low in drawn
        )

    def _date(self, text: str) -> str | None:
        try:
            date.fromisoformat(text)
        except ValueError:
            return None
        number = int.from_bytes(self._mac(b"date", text)[:8], "big") % _DAYS
        return date.fromordinal(_FIRST_DAY + number).isoformat()

    def _mac(self, what: bytes, text: str) -> bytes:
        return hmac.digest(self._key, what + b"\0" + text.encode("utf-8", "surrogatepass"), "sha256")

    def _stream(self, text: bytes, size: int) -> bytes:
        seed = hmac.digest(self._key, text, "sha256")
        return seed[:size] if size <= len(seed) else hashlib.shake_256(seed).digest(size)


def cased(token: str, pattern: str) -> str:
    """A token with capitals where the value has them."""
    if not any(map(str.isupper, pattern)):
        return token
    return "".join(t.upper() if p.isupper() else t for t, p in zip(token, pattern, strict=True))


def _spread(compact: str, text: str) -> str:
    rest = iter(compact)
    return "".join(next(rest) if c.isalnum() else c for c in text)


def _time(text: str, drawn: bytes) -> str:
    """The time of day behind a date, its zone kept."""
    parts = re.fullmatch(r"([Tt ])(\d\d)(:?)(\d\d)(?:(:?)(\d\d)(?:\.(\d+))?)?(.*)", text, re.ASCII)
    if parts is None:
        return re.sub(r"\d", lambda digit: _DIGITS[(int(digit[0]) + drawn[0]) % 10], text)
    made = f"{parts[1]}{drawn[0] % 24:02}{parts[3]}{drawn[1] % 60:02}"
    if parts[6] is not None:
        made += f"{parts[5]}{drawn[2] % 60:02}"
    if parts[7] is not None:
        made += "." + "".join(_DIGITS[byte % 10] for byte in drawn[3:12])[: len(parts[7])].ljust(
            len(parts[7]), "0"
        )
    return made + parts[8]
