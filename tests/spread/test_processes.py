"""Recordings judged by processes: the same as by one, whoever dies meanwhile."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import zstandard

from checker.model.coverage import Kind
from checker.model.findings import Report
from checker.pipeline import Options, check, engines, outcomes, recordings, spreading, whole, wire
from checker.pipeline.answering import Work
from checker.report import rendered
from checker.spread import Engine, EngineLostError, in_order, processes
from tests.spread import dying
from tests.spread.corpus import POISON, everything, exchange, line, write

ENGINES = ("in-place", "processes:1", "processes:2", "processes:8")


@pytest.fixture(autouse=True)
def _small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "SIZE", 20_000)
    monkeypatch.setattr(spreading, "SIZE", 20_000)


def judged(folder: Path, engine: str) -> Report:
    return check([str(folder)], Options(engine=engine))


def told(report: Report) -> str:
    return rendered(report, "json")


def errors(report: Report) -> list[tuple[int, str]]:
    return [(one.place.line, one.why) for one in report.skipped if one.was_asked and one.place]


def test_a_report_is_the_same_whoever_judges(tmp_path: Path) -> None:
    many = "".join(everything(2_000))
    good = "".join(exchange(f"d{number}", number) for number in range(300))
    folder = write(
        tmp_path, {"a.jsonl": many, "b.jsonl": good, "c.jsonl": "", "d.jsonl": good.replace("d", "e", 1)}
    )
    (folder / "recordings/bb.jsonl").write_text('{"recording": 2}\n')
    packed = [
        zstandard.ZstdCompressor().compress(good[at : at + 3_000].encode())
        for at in range(0, len(good), 3_000)
    ]
    (folder / "recordings/e.jsonl.zst").write_bytes(b"".join(packed))
    reports = [judged(folder, engine) for engine in ENGINES]
    assert {told(report) for report in reports} == {told(reports[0])}
    counts = {finding.rule: finding.count for finding in reports[0].findings}
    assert reports[0].checked["cases"] == 2_000 + 3 * 300
    assert counts["transformation-differs"] == 21
    assert reports[0].verdict == "unchecked"


def test_it_is_the_same_as_that_of_one_range_but_for_the_order_of_what_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(everything(2_000))})
    parted = judged(folder, "in-place")
    monkeypatch.setattr(whole, "SIZE", 10**9)
    one = judged(folder, "in-place")

    def counted(report: Report) -> list[object]:
        found = [(f.fingerprint, f.count, f.evidence, f.seen) for f in (*report.findings, *report.expected)]
        return [found, report.skipped, report.checked, report.shown, report.coverage, report.verdict]

    assert counted(parted) == counted(one)


def test_all_findings_are_the_same_whoever_judges(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(everything(1_000))})
    lists: list[list[object]] = []
    for engine in ENGINES[:3]:
        every: list[object] = []
        check([str(folder)], Options(engine=engine, all_findings=True), every=every)  # type: ignore[arg-type]
        lists.append(every)
    assert lists[0] == lists[1] == lists[2]
    kinds = [kind for kind, _ in lists[0]]  # type: ignore[misc]
    assert {kind: kinds.count(kind) for kind in kinds} == {"finding": 23, "accepted": 6, "expected": 6}


def test_when_a_worker_dies_its_share_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(everything(1_000))})
    expected = told(judged(folder, "in-place"))
    marker = tmp_path / "died"
    monkeypatch.setattr(spreading, "answers", partial(dying.once, str(marker)))
    assert told(judged(folder, "processes:2")) == expected
    assert marker.exists()


def test_a_line_of_which_workers_die_is_named_and_all_others_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [exchange(f"c{number:06}", number) for number in range(600)]
    lines[0] = lines[123] = exchange(POISON, 1)
    lines[124] = exchange(f"{POISON} too", 1)
    lines[599] = exchange("the last", 1).replace('"3"', f'"{POISON}"')
    lines[500] = exchange("c000500", 500, made=4)
    folder = write(tmp_path, {"a.jsonl": "".join(lines)})
    monkeypatch.setattr(spreading, "answers", dying.of_poison)
    report = judged(folder, "processes:2")
    why = "the process that judges this line dies of it, so nobody did"
    assert errors(report) == [(1, why), (124, why), (125, why), (600, why)]
    assert report.checked["cases"] == 596
    (found,) = report.findings
    assert (found.rule, found.count, found.evidence[0].line) == ("transformation-differs", 1, 501)
    assert report.verdict == "unchecked"


def test_small_recordings_that_are_given_out_together_are_told_apart_where_one_kills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recordings = {f"{number}.jsonl": exchange("c", number) for number in range(9)}
    folder = write(tmp_path, {**recordings, "4.jsonl": exchange("a", 4) + exchange(POISON, 4)})
    monkeypatch.setattr(spreading, "answers", dying.of_poison)
    report = judged(folder, "processes:2")
    assert [(place, line) for place, line in _named(report)] == [("4.jsonl", 2)]
    assert report.checked["cases"] == 9


def _named(report: Report) -> list[tuple[str, int]]:
    return [
        (Path(one.place.file).name, one.place.line) for one in report.skipped if one.was_asked and one.place
    ]


def test_where_workers_die_of_everything_nothing_is_said_to_be_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(exchange(f"c{n}", n) for n in range(10))})
    monkeypatch.setattr(spreading, "answers", dying.of_anything)
    report = judged(folder, "processes:2")
    why = "the process that judges the 10 lines from here on dies of them, so nobody did"
    assert errors(report) == [(1, why)]
    assert (report.verdict, report.checked["cases"]) == ("unchecked", 0)


def test_a_mapping_in_yaml_of_which_workers_die_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"case: {POISON}\nevents: [{{id: e1, kind: note}}]\n"
    folder = write(tmp_path, {"a.yaml": text, "b.jsonl": exchange("c", 1)})
    monkeypatch.setattr(spreading, "answers", dying.of_anything)
    assert _named(judged(folder, "processes:2")) == [("a.yaml", 1), ("b.jsonl", 1)]


def test_a_recording_that_others_interrupt_is_said_to_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(exchange(f"c{n:03}", n) for n in range(600))})
    path = folder / "recordings/a.jsonl"
    merge, cut = whole.Whole.add, []

    def cutting(self: whole.Whole, *given: object) -> None:
        if not cut:
            cut.append(path.write_bytes(path.read_bytes()[:50_000]))
        merge(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(whole.Whole, "add", cutting)
    report = judged(folder, "in-place")
    assert "this file changed while it was read" in [why for _, why in errors(report)]
    assert report.verdict == "unchecked"


def test_a_machine_without_processes_judges_in_place_unless_somebody_asked_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    folder = write(tmp_path, {"all.jsonl": "".join(everything(300))})
    monkeypatch.setattr(processes, "_Processes", nothing)
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(engines, "_MANY", 1)
    assert told(judged(folder, "auto")) == told(judged(folder, "in-place"))
    report = judged(folder, "processes:2")
    assert report.verdict == "unchecked"
    why = "the workers were lost after 0 cases: no worker can be started: Function not implemented"
    assert why in [one.why for one in report.skipped]


def test_where_only_some_workers_can_be_started_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import active_children

    starts = iter(range(1))
    submit = processes.ProcessPoolExecutor.submit

    def limited(self: processes.ProcessPoolExecutor, *given: object) -> object:
        for _ in starts:
            return submit(self, *given)  # type: ignore[arg-type]
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(processes.ProcessPoolExecutor, "submit", limited)
    before = {*active_children()}
    with pytest.raises(EngineLostError, match="Resource temporarily unavailable"):
        processes.processes(2, preloaded="json").submitted(abs, 1).result()
    for process in {*active_children()} - before:
        process.join(10)
        assert process.exitcode is not None


def test_what_travels_to_workers_has_nothing_of_the_environment(tmp_path: Path) -> None:
    from checker.analysis.replay import compiled
    from checker.load.sets import contract_sets
    from checker.pipeline.answering import packed
    from checker.pipeline.shares import standard_of

    (contracts,) = contract_sets([str(write(tmp_path, {}))])
    options = Options(environment={"TOKEN": "secret-of-ci"}, settings=lambda _files, _folder: None)  # type: ignore[arg-type,return-value]
    assert b"secret-of-ci" not in packed(standard_of(compiled(contracts), options, (), ()))


def test_a_worker_of_another_version_says_so() -> None:
    from checker.errors import CannotCheckError
    from checker.pipeline.answering import Work, answers

    with pytest.raises(CannotCheckError, match=r"the work comes from 0\.0\.1"):
        answers(Work(version="0.0.1", parcel=b"", shares=()))


def test_several_workers_have_something_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(everything(1_000))})
    works: list[Work] = []
    take = spreading._Spreading.take

    def noted(self: spreading._Spreading, work: Work, done: object) -> None:
        works.append(work)
        take(self, work, done)  # type: ignore[arg-type]

    monkeypatch.setattr(spreading._Spreading, "take", noted)
    judged(folder, "processes:2")
    assert len(works) > 3


def test_a_line_that_kills_does_so_in_no_process_but_a_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a header in the middle, and beside a name that stands in two places: both are judged again."""
    lines = [exchange(f"c{number:06}", number) for number in range(300)]
    lines.insert(100, line({"recording": 1, "set": "orders", "expects": ["transformation-differs"]}))
    lines[200] = exchange(POISON, 1)
    lines[250] = exchange("c000003", 3)
    lines[260] = exchange("c000999", 3, made=4)
    folder = write(tmp_path, {"a.jsonl": "".join(lines)})
    monkeypatch.setattr(spreading, "answers", dying.of_poison)

    def nobody_here(*_: object, **__: object) -> None:
        raise AssertionError("the process that gives out work judges a share")

    monkeypatch.setattr(outcomes, "judge", nobody_here)
    report = judged(folder, "processes:2")
    assert errors(report) == [
        (201, "the process that judges this line dies of it, so nobody did"),
        (251, 'the case "c000003" stands in two places; the second is not read'),
    ]
    assert report.checked["cases"] == 298
    assert [(found.rule, found.count) for found in report.expected] == [("transformation-differs", 1)]


@pytest.mark.parametrize("engine", ["in-place", "processes:2"])
def test_what_is_exercised_does_not_depend_on_what_is_judged_again(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def status(case: str, system: str, code: str, number: int) -> str:
        event = {
            "case": case,
            "id": f"e{number}",
            "kind": "status",
            "system": system,
            "status": {"code": code},
        }
        return line(event)

    lines = [exchange(f"c{number:06}", number) for number in range(200)]
    lines[120] = line({"recording": 1, "set": "orders"})
    lines[150] = "".join(
        (exchange("c000150", 150), status("c000150", "erp", "new", 2), status("c000150", "erp", "68", 3))
    )
    folder = write(tmp_path, {"a.jsonl": "".join(lines)})
    parted = judged(folder, engine)
    monkeypatch.setattr(whole, "SIZE", 10**9)
    assert parted.coverage == judged(folder, "in-place").coverage
    (coverage,) = parted.coverage
    assert coverage.shares[Kind.MOVES].seen == 1


def test_where_workers_get_lost_no_waiver_is_said_to_be_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [exchange(f"c{number:06}", number) for number in range(400)]
    lines[390] = exchange("c000390", 390, qty=3)
    folder = write(tmp_path, {"a.jsonl": "".join(lines)})
    assert judged(folder, "processes:1").findings == ()

    def lost(engine: Engine, *given: object) -> Iterator[object]:
        done = in_order(engine, *given)  # type: ignore[arg-type]
        yield next(done)
        raise EngineLostError("they went home")

    monkeypatch.setattr(spreading, "in_order", lost)
    report = judged(folder, "processes:1")
    assert (report.findings, report.verdict) == ((), "unchecked")
    (why,) = [one.why for one in report.skipped if one.was_asked]
    assert why == f"the workers were lost after {report.checked['cases']:,} cases: they went home"
    assert 0 < report.checked["cases"] < 400


def test_a_payload_that_speaks_of_lines_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [exchange(f"c{number:06}", number) for number in range(400)]
    told = f"s/recordings/a.jsonl:{wire.UNPLACED + 900}"
    lines[390] = exchange("c000390", 390).replace('"qty":3', f'"qty":"{told}"')
    folder = write(Path("s"), {"a.jsonl": "".join(lines)})
    one, two = (judged(folder, engine) for engine in ENGINES[::2])
    assert rendered(one, "json") == rendered(two, "json")
    assert str(wire.UNPLACED + 900) in rendered(one, "json")


def test_a_report_is_the_same_where_every_finding_is_listed_beside_it(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.jsonl": "".join(everything(2_000))})
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(whole, "LARGE", 10_000)
    try:
        every: list[object] = []
        listed = check([str(folder)], Options(engine="in-place", all_findings=True), every=every)  # type: ignore[arg-type]
        assert told(listed) == told(judged(folder, "in-place"))
    finally:
        monkeypatch.undo()
    lines = [one.evidence[0].line for kind, one in every if kind == "finding"]  # type: ignore[misc,attr-defined]
    assert lines == sorted(lines)


def test_a_run_that_is_stopped_before_anything_was_judged_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path, {"a.jsonl": exchange("c", 1)})

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recordings, "judge", stopped)
    report = judged(folder, "in-place")
    assert (report.is_interrupted, report.checked["cases"]) == (True, 0)


@pytest.mark.parametrize("engine", ENGINES[:3])
def test_behind_a_damaged_spot_nothing_is_judged_however_it_is_parted(tmp_path: Path, engine: str) -> None:
    lines = [exchange(f"c{number:06}", number) for number in range(800)]
    lines[790] = exchange("c000790", 790, made=4)
    packed = [
        zstandard.ZstdCompressor().compress("".join(lines[n : n + 40]).encode()) for n in range(0, 800, 40)
    ]
    packed[9] = packed[9][:60] + bytes(10) + packed[9][70:]
    folder = write(tmp_path, {})
    (folder / "recordings").mkdir()
    (folder / "recordings/a.jsonl.zst").write_bytes(b"".join(packed))
    report = judged(folder, engine)
    ((number, why),) = errors(report)
    assert "the Zstandard data is damaged" in why
    assert (report.findings, report.checked["cases"], number) == ((), 360, 361)
