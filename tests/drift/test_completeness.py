"""Tables held against each other: a difference is found just where something comes out otherwise."""

import random
import re
from collections.abc import Callable, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.pipeline import Options, check

STATUSES = ["new", "picked", "shipped", "lost", "refused"]
SHOWN = ["open", "done", "failed"]
ROWS = {"row-retargeted", "told-earlier", "rejection-path-removed", "rows-merged", "propagation-stopped"}
SYSTEM = """
    statuses:
      new: {}
      picked: {}
      shipped: {outcome: success, phase: final, claims: [FACT]}
      lost: {outcome: failure, denies: [FACT]}
      refused: {outcome: failure, phase: final, denies: [FACT]}
"""
CONTRACT = f"""
contract: example
format: 1
version: 1.0.0
facts: {{left: {{owner: wms}}, paid: {{owner: bank}}}}
systems:
  shop:
    statuses:
      open: {{}}
      done: {{outcome: success, phase: final, claims: [left]}}
      failed: {{outcome: failure, phase: final, denies: [left]}}
    initial: open
    TABLE
  wms:{SYSTEM.replace("FACT", "left")}
  bank:{SYSTEM.replace("FACT", "paid")}
boundaries:
  till-to-shop: {{from: bank, to: shop}}
  shop-to-wms: {{from: shop, to: wms, status: STATUS}}
  shop-to-bank: {{from: shop, to: bank, status: {{no_answer: open}}}}
"""

Row = dict[str, Any]  # a row of a table as YAML has it


def contract(table: str = "", status: str = "{no_answer: open}") -> str:
    return CONTRACT.replace("TABLE", table).replace("STATUS", status)


def flow(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=9_999).strip()


def drifted(folder: Path, before: str, after: str) -> bool:
    for side, text in (("before", before), ("after", after)):
        (folder / side).mkdir()
        (folder / side / "contract.yaml").write_text(text, "utf-8")
    report = check(
        [str(folder / "after")], Options(against=str(folder / "before"), only=frozenset({"drift"}))
    )
    return any(ROWS & {found.rule, *found.also} for found in report.findings)


def changed(
    made: random.Random, table: Callable[[], list[Row]], change: Callable[[Row], None]
) -> list[list[Row]]:
    """Two tables: another one altogether, or the same but for one row, which may make no difference."""
    old = table()
    if made.random() < 0.4:
        return [old, table()]
    new = [dict(row) for row in old]
    if made.random() < 0.5:
        change(made.choice(new[:-1]))
    else:
        made.shuffle(new)
        new.sort(key=lambda row: "otherwise" in row)
    return [old, new]


def of_parts(rows: Sequence[Row], shown: set[str]) -> object:
    for row in rows:
        some, every = set(row.get("any", ())), set(row.get("all", ()))
        if some & shown or shown <= every or "otherwise" in row:
            return row.get("report", row.get("otherwise"))
    return None


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(30))
def test_parts_have_drifted_where_some_set_is_reported_otherwise(seed: int, tmp_path: Path) -> None:
    made = random.Random(seed)

    def table() -> list[Row]:
        rows = [
            {
                made.choice(["any", "all"]): made.sample(STATUSES, made.randint(1, 4)),
                "report": made.choice(SHOWN),
            }
            for _ in range(made.randint(1, 3))
        ]
        return [*rows, {"otherwise": "open"}]

    both = changed(made, table, lambda row: row.update(report=made.choice(SHOWN)))
    sets = [set(some) for size in range(1, len(STATUSES) + 1) for some in combinations(STATUSES, size)]
    differs = any(len({of_parts(rows, each) for rows in both}) > 1 for each in sets)
    texts = [contract(status=flow({"parts": {"rows": rows, "expected": "complete"}})) for rows in both]
    assert drifted(tmp_path, *texts) is differs


def of_systems(rows: Sequence[Row], shown: dict[str, str]) -> object:
    for row in rows:
        some = (shown[system] in codes for system, codes in row.get("any", {}).items())
        every = [shown[system] in codes for system, codes in row.get("all", {}).items()]
        if any(some) or (every and all(every)) or "otherwise" in row:
            return row.get("report", row.get("otherwise"))
    return None


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(30))
def test_a_combination_has_drifted_where_some_is_reported_otherwise(seed: int, tmp_path: Path) -> None:
    made = random.Random(seed)

    def table() -> list[Row]:
        rows = [
            {
                made.choice(["any", "all"]): {
                    system: made.sample([*STATUSES, "absent"], made.randint(1, 3))
                    for system in made.sample(["wms", "bank"], made.randint(1, 2))
                },
                "report": made.choice(SHOWN),
            }
            for _ in range(made.randint(1, 3))
        ]
        return [*rows, {"otherwise": "open"}]

    both = changed(made, table, lambda row: row.update(report=made.choice(SHOWN)))
    every = product([*STATUSES, "absent"], repeat=2)
    differs = any(
        len({of_systems(rows, {"wms": wms, "bank": bank}) for rows in both}) > 1 for wms, bank in every
    )
    assert drifted(tmp_path, *(contract(f"combines: {flow(rows)}") for rows in both)) is differs


def holds(wanted: object, value: object) -> bool:
    match wanted:
        case {"not": other}:
            return not holds(other, value)
        case {"absent": True}:
            return value == "-"
        case {"matches": regex}:
            return value not in ("-", None) and re.search(str(regex), str(value)) is not None
        case list():
            return value in wanted
        case _:
            return value == wanted


def of_payload(rows: Sequence[Row], payload: dict[str, object]) -> object:
    for row in rows:
        if all(holds(wanted, payload[path]) for path, wanted in row.get("where", {}).items()):
            return frozenset(row.get("then", row.get("otherwise")))
    return None


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_a_decision_has_drifted_where_some_message_goes_elsewhere(seed: int, tmp_path: Path) -> None:
    made = random.Random(seed)
    tests: list[object] = ["A", "BA", ["A", "B"], {"not": "A"}, {"matches": "^A"}, {"matches": "A"}]
    tests += [{"absent": True}, {"not": {"matches": "B$"}}, None]
    ways = [["shop-to-wms"], ["shop-to-bank"], ["shop-to-wms", "shop-to-bank"]]

    def row() -> Row:
        where = {path: made.choice(tests) for path in made.sample(["/a", "/b"], made.randint(1, 2))}
        return {"boundary": "till-to-shop", "where": where, "then": made.choice(ways)}

    def table() -> list[Row]:
        return [
            *(row() for _ in range(made.randint(1, 4))),
            {"boundary": "till-to-shop", "otherwise": ways[0]},
        ]

    both = changed(made, table, lambda each: each.update(row()))
    values = ["-", None, *map("".join, (text for size in (1, 2, 3) for text in product("ABC", repeat=size)))]
    payloads = [{"/a": first, "/b": second} for first, second in product(values, repeat=2)]
    differs = any(len({of_payload(rows, each) for rows in both}) > 1 for each in payloads)
    assert drifted(tmp_path, *(contract(f"decides: {flow(rows)}") for rows in both)) is differs
