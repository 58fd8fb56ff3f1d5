"""What an earlier run came to is used again exactly where nothing has changed that it follows from."""

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from checker.analysis.replay import Replay, compiled
from checker.load.recordings import Recording, recording
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.limits import DEFAULT
from checker.model.recordings import Case
from checker.pipeline import Options, check, digests, recordings, strands, whole, wire
from tests.conftest import Ran

pytestmark = pytest.mark.exhaustive

CONTRACT = """\
contract: trade
format: 1
version: 1.0.0
facts:
  stored: {owner: erp}
systems:
  shop: {statuses: {placed: {phase: open}}}
  erp: {statuses: {STORED: {phase: final, outcome: success, claims: [stored]}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        where: {/kind: order}
        sends: schemas/order.json
        transform:
          - {to: /number, from: /id}
          - {to: /plant, from: /country, lookup: plants}
      invoice:
        where: {/kind: invoice}
        sends: schemas/invoice.json
        transform:
          - {to: /reference, from: /id}
          - {to: /sum, from: /total}
reference:
  plants: {file: reference/plants.csv, key: country, value: plant}
accept:
  - {rule: transformation-differs, at: "*#/sum", because: known for long, until: 2030-01-01}
"""

FILES = {
    "contract.yaml": CONTRACT,
    "reference/plants.csv": "country,plant\nDE,1000\nFR,1100\n",
    "schemas/order.json": '{"type": "object", "properties": {"country": {"enum": ["DE", "FR"]}}}',
    "schemas/invoice.json": '{"type": "object", "properties": {"total": {"type": "number"}}}',
}
SETTLED = 1_700_000_000
ORDERS, INVOICES, STATUSES = 80, 80, 40


def lines(first: int = 0, last: int = 200) -> Iterator[str]:
    """Of five cases two are orders, two invoices, and one is only heard of; some are not as declared."""
    for number in range(first, last):
        case, kind = f"case-{number:05}", ("order", "invoice", "order", "invoice", "")[number % 5]
        if not kind:
            event: dict[str, Json] = {"kind": "status", "system": "erp", "status": {"code": "STORED"}}
        elif kind == "order":
            plant = "9999" if number % 50 == 0 else "1000"
            event = _exchange(
                kind, {"kind": kind, "id": case, "country": "DE"}, {"number": case, "plant": plant}
            )
        else:
            total = 8 if number % 50 == 1 else 7
            event = _exchange(kind, {"kind": kind, "id": case, "total": 7}, {"reference": case, "sum": total})
        yield json.dumps({"case": case, "id": "1", "at": "2026-01-01T00:00:00Z", **event}) + "\n"


def _exchange(message: str, sent: Json, received: Json) -> dict[str, Json]:
    event: dict[str, Json] = {
        "kind": "exchange",
        "boundary": "shop-to-erp",
        "sent": sent,
        "received": received,
    }
    return event if message == "invoice" and sent["id"].endswith("3") else {**event, "message": message}  # type: ignore[call-overload,index]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares of some kilobytes, all of them large enough to be kept."""
    ranges = Recording.ranges
    monkeypatch.setattr(Recording, "ranges", lambda self, _: ranges(self, 16_000))
    monkeypatch.setattr(whole, "LARGE", 1)
    monkeypatch.setattr(recordings, "LARGE", 1)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cases that were judged, by the messages that they name."""
    seen: list[str] = []
    look = Replay.look

    def counted(self: Replay, case: Case, *others: object) -> object:
        seen.append(case.events[0].message or ("any" if case.events[0].boundary else "status"))
        return look(self, case, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Replay, "look", counted)
    return seen


class Set:
    """A contract set on the disk, and the folder in which results are kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "trade"
        self.cache = folder / "cache"
        for name, text in FILES.items():
            self.write(name, text)
        self.record(lines())

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def record(self, text: Iterator[str] | Sequence[str]) -> None:
        self.write("recordings/all.jsonl", "".join(text))
        os.utime(self.folder / "recordings/all.jsonl", (SETTLED, SETTLED))

    def edit(self, before: str, now: str) -> None:
        path = self.folder / "contract.yaml"
        assert before in path.read_text("utf-8")
        self.write("contract.yaml", path.read_text("utf-8").replace(before, now))

    def report(self, *, is_kept: bool = True, engine: str = "in-place", **others: object) -> str:
        options = Options(engine=engine, cache=str(self.cache) if is_kept else None)
        return repr(check([str(self.folder)], replace(options, **others)))  # type: ignore[arg-type]

    @property
    def entries(self) -> list[Path]:
        return sorted(path for path in self.cache.rglob("*") if path.is_file())


@pytest.fixture
def trade(tmp_path: Path) -> Set:
    return Set(tmp_path)


def test_a_second_run_judges_no_case_and_says_the_same(trade: Set, looked: list[str]) -> None:
    cold = trade.report()
    assert len(looked) == 200
    assert cold.count("transformation-differs") >= 2
    looked.clear()
    assert trade.report() == cold
    assert looked == []
    assert trade.report(is_kept=False) == cold
    assert len(looked) == 200


def test_whatever_engine_filled_it_every_engine_says_the_same(trade: Set) -> None:
    plain = trade.report(is_kept=False)
    for engine in ("processes:2", "in-place", "processes:2"):
        assert trade.report(engine=engine) == plain
        assert trade.report(engine=engine, is_kept=False) == plain
    trade.edit("from: /total", "from: /total, default: 1")
    changed = trade.report(is_kept=False)
    assert trade.report(engine="processes:2") == changed
    assert trade.report() == changed


@pytest.mark.parametrize("engine", ["in-place", "processes:2"])
def test_a_run_of_which_all_is_kept_starts_no_process(
    trade: Set, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = trade.report(engine=engine)
    monkeypatch.setattr("checker.spread.processes._started", dict)  # which takes no number
    assert trade.report(engine=engine) == cold


@pytest.mark.parametrize(
    ("before", "now", "judged"),
    [
        pytest.param("from: /total", "from: /total, default: 1", {"invoice", "any"}, id="a row"),
        pytest.param("/id}\n          - {to: /plant", "/id}\n\n          - {to: /plant", {"order", "invoice"}, id="lines move, of which findings speak"),
        pytest.param("plants: {", "plants: {max_age: 1d, ", {"order", "invoice", "any", "status"}, id="a table"),
        pytest.param("until: 2030-01-01", "until: 2031-01-01", {"order", "invoice", "any", "status"}, id="a waiver"),
        pytest.param("version: 1.0.0", "version: 1.0.1", set(), id="the version"),
        pytest.param("{placed: {phase: open}}", "{placed: {phase: final}}", {"order", "invoice", "any", "status"}, id="a status"),
    ],
)  # fmt: skip
def test_a_change_replays_what_it_touches(
    trade: Set, looked: list[str], before: str, now: str, judged: set[str]
) -> None:
    trade.report()
    trade.edit(before, now)
    looked.clear()
    warm = trade.report()
    assert set(looked) == judged
    assert warm == trade.report(is_kept=False)


def test_of_a_changed_row_only_the_cases_of_its_message_are_judged(trade: Set, looked: list[str]) -> None:
    trade.record(line for number, line in enumerate(lines(0, 2000)) if number % 50 > 1)  # all as declared
    trade.report()
    trade.edit("{to: /number, from: /id}", "{to: /number, from: /id}\n          - {to: /more, from: /more}")
    looked.clear()
    warm = trade.report()
    assert set(looked) == {"order", "any"}, "one that names no message may be an order"
    assert looked.count("order") == sum('"message": "order"' in line for line in _recorded(trade))
    assert warm == trade.report(is_kept=False)


def _recorded(trade: Set) -> list[str]:
    return (trade.folder / "recordings/all.jsonl").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reference/plants.csv", "country,plant\nDE,1001\nFR,1100\n"),
        ("schemas/order.json", '{"type": "object", "properties": {"country": {"enum": ["FR"]}}}'),
    ],
)
def test_a_changed_table_or_schema_is_seen(trade: Set, looked: list[str], name: str, text: str) -> None:
    trade.report()
    trade.write(name, text)
    looked.clear()
    warm = trade.report()
    assert "order" in looked
    assert ("status" in looked) is name.startswith("reference")
    assert warm == trade.report(is_kept=False)


@pytest.mark.parametrize(
    "others",
    [
        {"limits": replace(DEFAULT, errors_per_record=3)},
        {"limits": replace(DEFAULT, payload_size=40)},
        {"today": date(2040, 1, 1)},
    ],
)
def test_another_limit_or_a_passed_date_is_seen(
    trade: Set, looked: list[str], others: dict[str, object]
) -> None:
    trade.report()
    looked.clear()
    warm = trade.report(**others)
    assert warm == trade.report(is_kept=False, **others)
    looked.clear()
    assert trade.report(**others) == warm
    assert looked == []


def test_another_day_on_which_no_date_passes_changes_nothing(trade: Set, looked: list[str]) -> None:
    trade.report(today=date(2026, 1, 1))
    looked.clear()
    trade.report(today=date(2026, 1, 2))
    assert looked == []


HEADERS = (
    '{"recording": 1, "set": "trade"}\n',
    '{"recording": 1, "set": "trade", "clock_skew_ms": {"erp": 1500}}\n',
    '{"recording": 1, "set": "trade", "expects": ["transformation-differs"]}\n',
    '{"recording": 1, "set": "trade", "complete": {"erp": "full"}}\n',
    '{"recording": 2}\n',
    '{"recording": 1, "wrong": 2}\n',
)


def test_another_header_is_seen_by_every_share(trade: Set, looked: list[str]) -> None:
    for header in HEADERS:
        trade.record([header, *lines()])
        looked.clear()
        warm = trade.report()
        assert len(looked) == (0 if '"recording": 2' in header else 200)
        assert warm == trade.report(is_kept=False)
        assert warm == trade.report()


def test_a_row_that_changes_below_a_header_replays_what_it_touches(trade: Set, looked: list[str]) -> None:
    trade.record([HEADERS[2], *lines()])
    trade.report()
    trade.edit("{to: /sum, from: /total}", "{to: /sum, from: /totals}")
    looked.clear()
    warm = trade.report()
    assert set(looked) == {"invoice", "any"}
    assert warm == trade.report(is_kept=False)


def test_what_is_appended_replays_the_last_share(trade: Set, looked: list[str]) -> None:
    trade.record(lines(0, 1000))
    trade.report()
    trade.record(lines(0, 1010))
    looked.clear()
    warm = trade.report()
    assert 10 <= len(looked) < 100
    assert warm == trade.report(is_kept=False)


def test_the_same_shares_at_another_line_speak_of_their_line(trade: Set, looked: list[str]) -> None:
    trade.record(lines())
    trade.report()
    front = list(lines(0, 200))
    trade.record([*(line.replace("case-", "able-") for line in front), *front])
    assert trade.report() == trade.report(is_kept=False)


def test_mistakes_and_names_that_stand_twice_are_the_same(trade: Set, looked: list[str]) -> None:
    good = list(lines())
    again = [*good[:90], "{no json\n", *good[90:], HEADERS[2], *good[3:9], "[]\n", *lines(300, 310)]
    for text in (again, [*again, '{"cut'], again[::-1]):
        trade.record(text)
        plain = trade.report(is_kept=False)
        for engine in ("in-place", "in-place", "processes:2", "in-place"):
            looked.clear()
            assert trade.report(engine=engine) == plain
        assert looked == []
        trade.edit("from: /total", "from: /total, default: 1")
        assert trade.report() == trade.report(is_kept=False)
        trade.edit(", default: 1", "")


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_packed_recordings_are_known_by_their_bytes(trade: Set, looked: list[str], ending: str) -> None:
    (trade.folder / "recordings/all.jsonl").unlink()
    _packed(trade, list(lines()), ending)
    cold = trade.report()
    looked.clear()
    assert trade.report() == cold
    assert looked == []
    _packed(trade, [line.replace('"DE"', '"FR"') for line in lines()], ending)
    warm = trade.report()
    assert looked
    assert warm == trade.report(is_kept=False) != cold


def _packed(trade: Set, text: Sequence[str], ending: str) -> None:
    path = trade.folder / f"recordings/all.jsonl{ending}"
    if ending == ".gz":
        import gzip

        path.write_bytes(gzip.compress("".join(text).encode(), mtime=0))
    else:
        zstandard = pytest.importorskip("zstandard")
        halves = ("".join(text[:101]).encode(), "".join(text[101:]).encode())
        path.write_bytes(b"".join(map(zstandard.ZstdCompressor().compress, halves)))
    os.utime(path, (SETTLED, SETTLED))


def test_a_file_that_somebody_is_writing_is_not_kept(trade: Set, looked: list[str]) -> None:
    os.utime(trade.folder / "recordings/all.jsonl")
    trade.report()
    assert trade.entries == []


def test_a_file_that_changes_while_it_is_judged_is_not_kept(
    trade: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Replay.look

    def touching(self: Replay, case: Case, *others: object) -> object:
        os.utime(trade.folder / "recordings/all.jsonl")
        return look(self, case, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Replay, "look", touching)
    assert "this file changed while it was read" in trade.report()
    assert trade.entries == []


def test_a_run_that_is_stopped_keeps_what_was_done_and_places_its_lines(
    trade: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, cases = Replay.look, iter(range(150))

    def stopping(self: Replay, case: Case, *others: object) -> object:
        if next(cases, None) is None:
            raise KeyboardInterrupt
        return look(self, case, *others)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Replay, "look", stopping)
        stopped = trade.report()
        cases = iter(range(150))
        assert stopped == trade.report(is_kept=False)
    assert "is_interrupted=True" in stopped
    assert trade.report() == trade.report(is_kept=False)


def test_every_damage_of_an_entry_is_a_miss(trade: Set) -> None:
    trade.record(lines(0, 12))
    cold = trade.report()
    kept = {path: path.read_bytes() for path in trade.entries}
    assert len(kept) > 2
    for path, data in kept.items():
        for number in range(0, len(data), max(1, len(data) // 12)):
            path.write_bytes(data[:number] + bytes([data[number] ^ 1]) + data[number + 1 :])
            assert trade.report() == cold
            path.write_bytes(data[:number])
            assert trade.report() == cold
        path.write_bytes(data + b" ")
        assert trade.report() == cold
        assert path.read_bytes() == data, "it is kept again"


@pytest.mark.parametrize(
    "poison",
    [
        b"",
        b"\n",
        b"\n\n",
        b'["tuple"]\n["tuple"]\n',
        b"[[]]",
        b"null",
        b"plain\n[\"set\"]\n[\"tuple\",null,null,null,null,null]",
        b'["dict",["list"],1]',
        pickle.dumps(os.system),
        b"[" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", ["in-place", "processes:2"])
def test_what_somebody_else_put_there_is_a_miss(trade: Set, engine: str, poison: bytes) -> None:
    from checker.spread.kept import Kept

    trade.record(lines(0, 12))
    cold = trade.report()
    kept = Kept(str(trade.cache))
    for path in trade.entries:
        kept.put(bytes.fromhex(path.name), poison)
        assert trade.report(engine=engine) == cold


def _runs(*lines: int) -> str:
    return array("I", lines).tobytes().hex()


@pytest.mark.parametrize(
    "change",
    [
        lambda parted, first, names, runs: (1, first, names, runs),
        lambda parted, first, names, runs: (parted, "0", names, runs),
        lambda parted, first, names, runs: (parted, -1, names, runs),
        lambda parted, first, names, runs: (parted, 10**12, names, runs),
        lambda parted, first, names, runs: (parted, first, list(names), runs),
        lambda parted, first, names, runs: (parted, first, (*names, *names), (*runs, *runs)),
        lambda parted, first, names, runs: (parted, first, (*names, (("a", "b"),)), (*runs, "")),
        lambda parted, first, names, runs: (parted, first, ([1], *names[1:]), runs),
        lambda parted, first, names, runs: (parted, first, ("order", *names[1:]), runs),
        lambda parted, first, names, runs: (parted, first, (("order",), *names[1:]), runs),
        lambda parted, first, names, runs: (parted, first, names, ()),
        lambda parted, first, names, runs: (parted, first, names, ["00"] * len(runs)),
        *(
            lambda parted, first, names, runs, odd=odd: (parted, first, names, (_runs(*odd),) * len(runs))
            for odd in ((1,), (3, 2), (2, 3, 1, 4), (0, 2**32 - 1), (0, 1, 1, 2))
        ),
    ],
)
def test_a_head_of_other_types_or_beyond_its_share_is_a_miss(
    trade: Set, change: Callable[..., object]
) -> None:
    from checker.spread.kept import Kept

    trade.record(lines(0, 40))
    trade.report()
    kept = Kept(str(trade.cache))
    for path in trade.entries:
        key = bytes.fromhex(path.name)
        first, *others = (kept.get(key) or b"").split(b"\n", 1)
        if not first.startswith((b"plain", b"placed")):
            kept.put(key, b"\n".join((wire.written(change(*wire.read(first))), *others)))
    trade.edit("to: /number, from: /id", "to: /number, from: /country")  # so that some strands are missing
    assert trade.report() == trade.report(is_kept=False)


def test_nothing_that_runs_code_is_near_what_is_kept() -> None:
    for module in (
        "spread/kept",
        "pipeline/remembered",
        "pipeline/outcomes",
        "pipeline/wire",
        "pipeline/digests",
    ):
        text = (Path(whole.__file__).parents[1] / f"{module}.py").read_text("utf-8")
        assert not re.search(r"import (pickle|marshal|shelve|dill)|\b(eval|exec|__import__)\(", text)


@pytest.mark.parametrize("engine", ["in-place", "processes:2"])
def test_runs_at_once_share_what_is_kept(trade: Set, engine: str) -> None:
    trade.record(lines(0, 6000))
    command = [sys.executable, "-m", "checker", "check", str(trade.folder), "--engine", engine]
    environment = {**os.environ, "SEAMPROOF_CACHE": str(trade.cache)}
    plain = subprocess.run([*command, "--no-cache"], capture_output=True, env=environment, check=False).stdout
    assert b"transformation-differs" in plain
    assert trade.entries == []
    for _ in range(2):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(3)]
        assert [one.communicate()[0] for one in running] == [plain] * 3
        assert trade.entries
        shutil.rmtree(trade.cache)


def test_the_command_keeps_where_it_is_told_and_nothing_if_it_is_told(
    trade: Set, seamproof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEAMPROOF_CACHE", str(trade.cache))
    before = sorted(trade.folder.rglob("*"))
    plain = seamproof("check", trade.folder, "--no-cache")
    assert not trade.cache.exists()
    assert seamproof("check", trade.folder) == plain
    assert trade.entries
    assert sorted(trade.folder.rglob("*")) == before


def test_nothing_is_kept_where_nobody_says_where(trade: Set) -> None:
    before = sorted(trade.folder.parent.rglob("*"))
    trade.report(is_kept=False)
    assert sorted(trade.folder.parent.rglob("*")) == before


def test_small_recordings_are_not_kept(trade: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGE", 1024 * 1024)
    monkeypatch.setattr(recordings, "LARGE", 1024 * 1024)
    trade.report()
    assert not trade.cache.exists()


def test_more_kinds_of_cases_than_groups_are_told_apart_where_that_pays(trade: Set) -> None:
    named = [
        line.replace('"message": "order"', f'"message": "order{number % 20}"')
        for number, line in enumerate(lines())
    ]
    trade.record(named)
    cold = trade.report()
    assert cold == trade.report() == trade.report(is_kept=False)


STORIES = sorted(path.parent for path in Path(__file__).parents[1].glob("contracts/*/contract.yaml"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_a_case_depends_on_no_message_but_those_of_its_strand(story: Path) -> None:
    (contracts,) = contract_sets([str(story)])
    everything = compiled(contracts)
    for path in contracts.recordings:
        for case in recording(path).cases():
            found = strands.Strands((), has_strands=True)
            name = found.names[found.number(case)]
            wanted = set(strands.messages(name, contracts))
            narrowed = _without_the_others(contracts, wanted)
            assert compiled(narrowed).look(case) == everything.look(case)


def _without_the_others(contracts: ContractSet, wanted: set[tuple[str, str]]) -> ContractSet:
    """The set with messages of the same names that say nothing, but for those that are wanted."""
    boundaries = {
        name: replace(
            boundary,
            messages={
                one: message
                if (name, one) in wanted
                else replace(
                    message, sends=None, accepts=None, transform=None, compare=(), requires=(), enriches=(),
                    version=None, version_at=None, implementation=None, where=(), key=None, case=None,
                )
                for one, message in boundary.messages.items()
            },
        )
        for name, boundary in contracts.boundaries.items()
    }  # fmt: skip
    return replace(contracts, boundaries=boundaries)


def test_whatever_a_contract_gets_in_future_counts_unless_somebody_says_no() -> None:
    left_out = {"boundaries", "captures", "changes", "recordings", "sources", "title", "version"}
    assert left_out == digests._NOT_REPLAYED <= {one.name for one in fields(ContractSet)}


@pytest.mark.parametrize(
    ("name", "now", "counts"),
    [
        ("seamproof-1.dist-info/RECORD", "checker/rules.py,sha256=other,4\n", True),
        (
            "seamproof-1.dist-info/RECORD",
            "checker/rules.py,sha256=one,4\n../../bin/seamproof,sha256=other,9\n",
            False,
        ),
        ("checker/rules.py", "3 + 3", True),
        ("checker/vocabularies/erp.yaml", "long: d", True),
        ("checker/__pycache__/rules.pyc", "other", False),
    ],
)
def test_what_judges_is_known_by_its_files_and_not_by_when_they_were_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, now: str, counts: bool
) -> None:
    keys = []
    unchanged: dict[str, str] = {}
    for number, changes in enumerate((unchanged, {name: now})):
        folder = tmp_path / str(number) / "site-packages"
        files = {
            "checker/__init__.py": "",
            "checker/rules.py": "1+1",
            "checker/vocabularies/erp.yaml": "a: b",
            "checker/__pycache__/rules.pyc": "one",
            "seamproof-1.dist-info/RECORD": "checker/rules.py,sha256=one,4\n../../bin/seamproof,sha256=a,9\n",
        }
        for path, text in (files | changes).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
            os.utime(folder / path, (SETTLED + number, SETTLED + number))
        monkeypatch.setattr("checker.__file__", str(folder / "checker/__init__.py"))
        digests.tool.cache_clear()
        keys.append(digests.tool())
    digests.tool.cache_clear()
    assert (keys[0] != keys[1]) == counts


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_file_that_was_edited_in_its_place_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    for name in ("checker/__init__.py", "checker/schema.json", "seamproof-1.dist-info/RECORD")[
        : 2 + is_installed
    ]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
        os.utime(tmp_path / name, (SETTLED, SETTLED))
    monkeypatch.setattr("checker.__file__", str(tmp_path / "checker/__init__.py"))
    digests.tool.cache_clear()
    before = digests.tool()
    (tmp_path / "checker/schema.json").write_text("2")
    digests.tool.cache_clear()
    assert digests.tool() != before
    digests.tool.cache_clear()


def test_a_digest_tells_apart_what_is_not_the_same() -> None:
    values: list[object] = [
        None, True, False, 0, 1, 1.0, "1", "", (), [], {}, set(), [1], (1,), {"a": 1}, {"a": 1.0}, {"a": True},
        {"a": [1]}, {"a": (1,)}, {("a",): 1}, {("a", "b"): 1}, date(2026, 1, 1), "2026-01-01", b"1", "\udcff",
        {"a": 2**70}, {"a": "1"}, {1}, {"1"}, DEFAULT, ["a", ["b"]], [["a"], "b"], ["a", "b"],
    ]  # fmt: skip
    digested = [digests.digest(value, with_places=True) for value in values]
    # what JSON writes alike of a table stands in a field that takes one of the two alone
    assert len(set(digested)) == len(values) - 1
