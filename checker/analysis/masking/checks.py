"""Numbers that prove themselves by a check digit: payment cards and bank accounts."""

import re
from typing import Final

_CARD: Final = re.compile(  # what the networks issue; the obsolete Visa of 13 digits is every second EAN
    r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11}|3(?:52[89]|5[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}",
    re.ASCII,
)
_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_IBAN: Final = re.compile(r"[a-z]{2}\d\d[a-z0-9]{11,30}", re.ASCII | re.IGNORECASE)
_IBAN_LENGTHS: Final = {  # of the SWIFT registry
    country: int(length)
    for row in (
        "15 NO",
        "16 BE",
        "18 DK FI FO GL NL SD",
        "19 MK SI",
        "20 AT BA EE KZ LT LU XK",
        "21 CH HR LI LV",
        "22 BG BH CR DE GB GE IE ME RS VA",
        "23 AE GI IL IQ OM SO TL",
        "24 AD CZ ES MD PK RO SA SE SK TN VG",
        "25 LY PT ST",
        "26 IS TR",
        "27 BI DJ FR GR IT MC MR SM",
        "28 AL AZ BY CY DO GT HU LB NI PL SV",
        "29 BR EG PS QA UA",
        "30 JO KW MU MN",
        "31 MT SC",
        "32 LC",
        "33 RU",
    )
    for length, *countries in (row.split(),)
    for country in countries
}


def is_card(digits: str) -> bool:
    """Whether these digits are a number of a payment card: a known beginning, and Luhn's check digit."""
    if not _CARD.fullmatch(digits):
        return False
    total = sum(map(int, digits[-1::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """Whether this is an IBAN written without spaces: the length of its country, and 1 modulo 97."""
    if not _IBAN.fullmatch(text) or _IBAN_LENGTHS.get(text[:2].upper()) != len(text):
        return False
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 == 1
