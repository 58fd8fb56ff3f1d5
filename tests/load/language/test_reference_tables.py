"""Reference tables as the contract declares them."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "§{file: reference/currencies.csv, key: iso}",
        'the table "currencies" has no "value"',
        "add value:",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: §reference/currency.csv, key: iso, value: sap}",
        "the set has no file reference/currency.csv",
        "write reference/currencies.csv, or add the file",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: §/etc/passwd, key: iso, value: sap}",
        "/etc/passwd is no path inside the set",
        "write it relative, with slashes",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: §reference, key: iso, value: sap}",
        "reference is a folder, not a schema file",
        "write reference, or add the file",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: reference/currencies.csv, key: §[iso, iso], value: sap}",
        "a column stands twice in key",
        "name each once",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: reference/currencies.csv, key: iso, value: §spa}",
        'the table set/reference/currencies.csv has no column "spa"',
        'did you mean "sap"?',
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: §a month}",
        'max_age is a duration, not "a month"',
        "write it like 90s, 15m, 4h, 5d",
    ),
    (
        "{2026-02: reference/plants-2026-02.csv}",
        "{2026-02: §reference/plants-2026-2.csv}",
        "the set has no file reference/plants-2026-2.csv",
        "write reference/plants-2026-02.csv, or add the file",
    ),
    (
        "{2026-02: reference/plants-2026-02.csv}",
        "§[2026-02]",
        "versions is a mapping, not a list",
        "write {NAME: ...}, or {} if it is meant to be empty",
    ),
    (
        "{file: reference/currencies.csv, key: iso, value: sap, max_age: 30d}",
        "{file: §, key: iso, value: sap}",
        "file has no value",
        'write one, or leave the key out ("" is an empty text)',
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_reference_tables_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
