"""Contracts and recordings in, one report out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.errors import ContractError, UsageError
from checker.model.coverage import Kind
from checker.model.findings import Level, Report
from checker.pipeline import Capture, Options, check, replay

Write = Callable[[Mapping[str, str]], Path]

CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
      lost: {outcome: failure, phase: final, denies: [posted], means: The order will not exist}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
      68: {outcome: failure, phase: final, denies: [posted], means: Will not be posted}
    moves: {new: [53, 68]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/document.json
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 4}}
          - {to: /qty, from: /qty, number: true}
    status: {when: {new: sent, 53: done, 68: lost}, no_answer: sent}
"""
FILES = {
    "contract.yaml": CONTRACT,
    "schemas/order.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", '
    '"required": ["id"], "properties": {"id": {"type": "string"}, "qty": {"type": "string"}}}',
    "schemas/document.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
}
FALSE_CLAIM = CONTRACT.replace("{new: sent,", "{new: done,")
TODAY = Options(today=date(2026, 3, 1))


def case(name: str, qty: str = "3", made: str = "3") -> str:
    """Two lines: an order as sent, and as received."""
    common = f'"case":"{name}","boundary":"portal-to-erp","message":"order"'
    return (
        f'{{{common},"id":"a","kind":"sent","payload":{{"id":"{name}","qty":"{qty}"}}}}\n'
        f'{{{common},"id":"b","kind":"received","of":"a","payload":{{"docnum":"000{name}","qty":{made}}}}}\n'
    )


def rules(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.subject) for finding in report.findings]


def asked(report: Report) -> list[str]:
    return [skipped.why for skipped in report.skipped if skipped.was_asked]


def test_a_sound_contract_with_a_healthy_recording_is_kept(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1") + case("2")})

    report = check([str(folder)], TODAY)

    assert (report.verdict, report.findings) == ("kept", ())
    assert report.checked == {
        "sets": 1,
        "boundaries": 1,
        "statuses": 6,
        "rows": 4,
        "states": 8,
        "recordings": 1,
        "cases": 2,
        "replayed": 2,
    }
    assert report.proved == ("orders, posted: no run can show a false claim; each comes from erp",)
    assert report.shown == (
        "orders: 2 messages of 2 cases in 1 recording replayed, 2 compared with what was received",
        "orders: exercised 0 of 6 statuses, 0 of 4 rows of status tables, 0 of 2 moves, 2 of 2 fields, "
        "2 of 2 branches of mappings",
    )


def test_what_nobody_asked_for_is_said_and_changes_nothing(written: Write) -> None:
    report = check([str(written(FILES))], TODAY)

    assert report.verdict == "kept"
    assert {skipped.check for skipped in report.skipped} >= {"drift", "replay of orders"}
    assert asked(report) == []


def test_a_false_claim_breaks_the_check_and_is_not_called_proved(written: Write) -> None:
    report = check([str(written({**FILES, "contract.yaml": FALSE_CLAIM}))], TODAY)

    assert report.verdict == "broken"
    assert "portal/done" in {subject for _, subject in rules(report)}
    assert report.proved == ()


def test_one_altered_value_is_one_finding_with_its_row_and_its_record(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1") + case("2", made="4")})

    (found,) = check([str(folder)], TODAY).findings

    assert (found.rule, found.subject) == ("transformation-differs", "portal-to-erp/order#/qty")
    assert found.place is not None
    assert (
        found.place.line
        == CONTRACT.splitlines().index("          - {to: /qty, from: /qty, number: true}") + 1
    )
    assert [(one.line, one.case, one.event) for one in found.evidence] == [(4, "2", "b")]


@pytest.mark.exhaustive
def test_the_same_fault_in_many_records_is_one_finding_with_its_count(written: Write) -> None:
    lines = "".join(case(str(number), made="4") for number in range(3000))
    folder = written({**FILES, "recordings/a.jsonl": lines})

    report = check([str(folder)], TODAY)

    (found,) = [one for one in report.findings if one.subject == "portal-to-erp/order#/qty"]
    assert (found.count, len(found.evidence)) == (3000, 3)
    assert len(found.related) < 3


def test_findings_are_sorted_and_the_same_input_gives_the_same_report(written: Write) -> None:
    folder = written({**FILES, "contract.yaml": FALSE_CLAIM, "recordings/a.jsonl": case("1", made="4")})

    report = check([str(folder)], TODAY)

    places = [
        (found.where.file, found.where.line, found.where.column) for found in report.findings if found.where
    ]
    assert places == sorted(places)
    assert report == check([str(folder)], TODAY)


# Parts


def test_only_static_leaves_recordings_out_and_says_so(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1", made="4")})

    report = check([str(folder)], replace(TODAY, only=frozenset({"static"})))

    assert (report.verdict, report.findings) == ("kept", ())
    assert "replay" in {skipped.check for skipped in report.skipped}


def test_only_replay_leaves_the_rules_about_contracts_out_and_says_so(written: Write) -> None:
    folder = written({**FILES, "contract.yaml": FALSE_CLAIM, "recordings/a.jsonl": case("1")})

    report = check([str(folder)], replace(TODAY, only=frozenset({"replay"})))

    assert (report.verdict, report.findings, report.proved) == ("kept", (), ())
    assert "static" in {skipped.check for skipped in report.skipped}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options(only=frozenset({"drift"})), "no --against names a baseline"),
        (
            Options(only=frozenset({"static"}), against="main"),
            "a baseline was named, and --only leaves drift out",
        ),
    ],
)
def test_drift_that_is_asked_for_is_never_green(options: Options, says: str, written: Write) -> None:
    report = check([str(written(FILES))], options)

    assert report.verdict == "unchecked"
    assert says in asked(report)


def test_recordings_that_are_asked_for_alone_and_not_there_are_not_green(written: Write) -> None:
    folder = written(FILES)
    options = replace(TODAY, only=frozenset({"replay"}))

    assert check([str(folder)], options).verdict == "unchecked"
    assert check([str(folder)], replace(options, allow_empty=True)).verdict == "kept"


def test_a_contract_without_boundaries_is_nothing_to_check(written: Write) -> None:
    folder = written({"contract.yaml": "contract: empty\nformat: 1\nversion: 1.0.0\n"})

    report = check([str(folder)], TODAY)

    assert report.verdict == "unchecked"
    assert asked(report)[0].startswith("there is nothing to check in ")
    assert check([str(folder)], replace(TODAY, allow_empty=True)).verdict == "kept"


def test_an_empty_folder_is_permitted_only_where_that_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        check([str(tmp_path)], TODAY)

    assert check([str(tmp_path)], replace(TODAY, allow_empty=True)).verdict == "kept"


def test_a_path_that_is_not_there_is_never_permitted(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        check([str(tmp_path / "contarcts")], replace(TODAY, allow_empty=True))


def test_the_level_that_breaks_is_chosen_by_whoever_asks(written: Write) -> None:
    folder = written({**FILES, "contract.yaml": CONTRACT.replace(", no_answer: sent}", "}")})

    assert rules(check([str(folder)], TODAY)) == [("no-answer-unsaid", "portal-to-erp")]
    assert check([str(folder)], TODAY).verdict == "kept"
    assert check([str(folder)], replace(TODAY, fail_on=Level.WARNING)).verdict == "broken"


# What can't be read


def test_a_contract_with_mistakes_is_not_checked_at_all(written: Write) -> None:
    folder = written({**FILES, "contract.yaml": CONTRACT.replace("owner: erp", "owner: epr")})

    with pytest.raises(ContractError):
        check([str(folder)], TODAY)


def test_an_unreadable_line_stops_no_other_and_is_not_green(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1") + '{"case":\n' + case("2", made="4")})

    report = check([str(folder)], TODAY)

    assert report.verdict == "unchecked"
    assert rules(report) == [("transformation-differs", "portal-to-erp/order#/qty")]
    assert [skipped.place.line for skipped in report.skipped if skipped.was_asked and skipped.place] == [3]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ('"set":"order"', ['this is a recording of "order", and it lies in the set "orders"']),
        ('"complete":{"epr":"full"}', ['"complete" speaks of "epr", and there is no such system']),
        ('"clock_skew_ms":{"x":5}', ['"clock_skew_ms" speaks of "x", and there is no such system']),
        ('"set":"orders","complete":{"erp":"full"},"clock_skew_ms":{"portal":5}', []),
    ],
)
def test_a_header_that_speaks_of_strangers_is_not_green(header: str, says: list[str], written: Write) -> None:
    head = f'{{"recording":1,{header}}}\n'
    folder = written({**FILES, "recordings/a.jsonl": head + case("1")})

    report = check([str(folder)], TODAY)

    assert report.verdict == ("unchecked" if says else "kept")
    assert [why for why in asked(report) if any(one in why for one in says)] == asked(report)
    assert len(asked(report)) == len(says)


def test_an_unreadable_recording_stops_no_other(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl.gz": "no gzip", "recordings/b.jsonl": case("2", made="4")})

    report = check([str(folder)], TODAY)

    assert report.verdict == "unchecked"
    assert rules(report) == [("transformation-differs", "portal-to-erp/order#/qty")]


def test_a_run_that_is_stopped_reports_what_it_found_until_then(written: Write) -> None:
    folder = written(
        {
            **FILES,
            "contract.yaml": FALSE_CLAIM,
            "recordings/a.jsonl": case("1", made="4"),
            "recordings/b.jsonl": case("2"),
        }
    )

    def stop(what: str) -> None:
        if "b.jsonl" in what:
            raise KeyboardInterrupt

    report = check([str(folder)], TODAY, progress=stop)

    assert (report.is_interrupted, report.verdict, report.checked["cases"]) == (True, "unchecked", 1)
    assert ("transformation-differs", "portal-to-erp/order#/qty") in rules(report)


def test_a_run_that_is_stopped_at_its_start_has_found_nothing(written: Write) -> None:
    def stop(_what: str) -> None:
        raise KeyboardInterrupt

    report = check([str(written(FILES))], TODAY, progress=stop)

    assert (report.is_interrupted, dict(report.checked), report.findings) == (True, {}, ())


def test_a_report_has_the_pages_of_the_rules_that_have_found_something(written: Write) -> None:
    report = check([str(written({**FILES, "contract.yaml": FALSE_CLAIM}))], TODAY)

    assert set(report.pages) == {rule for rule, _ in rules(report)}
    assert all("## Why" in page for page in report.pages.values())
    assert len(report.pages) > 0


# Waivers


def accepted(*entries: str) -> dict[str, str]:
    rows = "".join(f"  - {entry}\n" for entry in entries)
    return {**FILES, "contract.yaml": f"{FALSE_CLAIM}accept:\n{rows}"}


def test_a_waiver_lets_pass_what_it_names_and_nothing_behind_it(written: Write) -> None:
    folder = written(accepted("{rule: overclaim, at: portal/*, because: decided}"))

    report = check([str(folder)], TODAY)

    assert [(one.finding.rule, one.because) for one in report.accepted] == [("overclaim", "decided")]
    assert [one.place and one.place.line for one in report.accepted] == [FALSE_CLAIM.count("\n") + 2]
    assert "overclaim" not in {rule for rule, _ in rules(report)}
    assert "premature-final" in {rule for rule, _ in rules(report)}
    assert report.proved == ()


def test_a_waiver_counts_on_its_last_day_and_not_after(written: Write) -> None:
    folder = written(accepted("{rule: overclaim, at: portal/done, because: decided, until: 2026-03-31}"))

    def found(day: date) -> set[str]:
        report = check([str(folder)], replace(TODAY, today=day))
        return {found.rule for found in report.findings} | {n for f in report.findings for n in f.also}

    assert "acceptance-ended" not in found(date(2026, 3, 31))
    assert "overclaim" not in found(date(2026, 3, 31))
    assert found(date(2026, 4, 1)) >= {"acceptance-ended", "overclaim"}


def test_a_waiver_that_matches_nothing_is_a_finding(written: Write) -> None:
    folder = written(accepted("{rule: overclaim, at: portal/lost, because: decided}"))

    (found,) = [one for one in check([str(folder)], TODAY).findings if one.rule == "acceptance-unused"]

    assert (found.level, found.subject) == (Level.WARNING, "portal/lost#overclaim")
    assert found.message == 'overclaim is accepted at "portal/lost", and no such finding is made'
    assert found.fix == "remove the entry, or correct its subject"


def test_a_waiver_with_a_subject_like_one_that_is_found_is_answered_with_that(written: Write) -> None:
    folder = written(accepted("{rule: overclaim, at: portal/dones, because: decided}"))

    (found,) = [one for one in check([str(folder)], TODAY).findings if one.rule == "acceptance-unused"]

    assert found.fix == "remove the entry, or write at: portal/done, if that is meant"


def test_a_waiver_of_a_rule_that_is_not_there_is_answered_with_the_nearest(written: Write) -> None:
    folder = written(accepted("{rule: over-claim, at: portal/done, because: decided}"))

    (found,) = [one for one in check([str(folder)], TODAY).findings if one.rule == "acceptance-unused"]

    assert found.fix == "write overclaim"


def test_a_waiver_of_a_rule_that_did_not_run_is_not_called_unused(written: Write) -> None:
    folder = written(accepted("{rule: transformation-differs, at: portal-to-erp/*, because: decided}"))

    def unused(options: Options) -> bool:
        return "acceptance-unused" in {found.rule for found in check([str(folder)], options).findings}

    assert unused(TODAY)
    assert not unused(replace(TODAY, only=frozenset({"static"})))


# Recorded incidents


def expecting(*names: str, made: str = "4", expires: str = "2027-01-01") -> dict[str, str]:
    expects = ",".join(f'"{name}"' for name in names)
    header = f'{{"recording":1,"set":"orders","expects":[{expects}],"expires":"{expires}"}}\n'
    return {**FILES, "recordings/incident.jsonl": header + case("1", made=made)}


def test_an_incident_that_is_detected_as_expected_breaks_nothing(written: Write) -> None:
    report = check([str(written(expecting("transformation-differs")))], TODAY)

    assert (report.verdict, report.findings) == ("kept", ())
    assert [found.rule for found in report.expected] == ["transformation-differs"]


def test_a_header_behind_the_last_case_expects_something_too(written: Write) -> None:
    header, _, cases = expecting("transformation-differs")["recordings/incident.jsonl"].partition("\n")
    joined = cases.replace('"4"', '"3"') + header + "\n"
    report = check([str(written({**FILES, "recordings/incident.jsonl": joined}))], TODAY)

    assert ("expected-missing", "recordings/incident.jsonl#transformation-differs") in rules(report)
    assert report.verdict == "broken"


def test_an_incident_that_is_no_longer_detected_breaks_the_check(written: Write) -> None:
    report = check([str(written(expecting("transformation-differs", made="3")))], TODAY)

    assert rules(report) == [("expected-missing", "recordings/incident.jsonl#transformation-differs")]
    assert report.verdict == "broken"


def test_what_an_incident_does_not_expect_is_reported_as_usual(written: Write) -> None:
    report = check([str(written(expecting("context-lost")))], TODAY)

    assert set(rules(report)) == {
        ("expected-missing", "recordings/incident.jsonl#context-lost"),
        ("transformation-differs", "portal-to-erp/order#/qty"),
    }


def test_an_expected_rule_that_is_not_there_is_answered_with_the_nearest(written: Write) -> None:
    report = check([str(written(expecting("transformation-difers")))], TODAY)

    (found,) = [one for one in report.findings if one.rule == "expected-missing"]
    assert found.fix == "write transformation-differs"


def test_a_recording_that_is_kept_too_long_is_said(written: Write) -> None:
    folder = written(expecting("transformation-differs", expires="2026-02-28"))

    assert rules(check([str(folder)], TODAY)) == [("recording-expired", "recordings/incident.jsonl")]
    assert check([str(folder)], replace(TODAY, today=date(2026, 2, 28))).findings == ()


# One capture


def told(folder: Path, capture: Capture, **more: str) -> list[object]:
    return list(replay(capture, **{"boundary": "portal-to-erp", **more}, paths=[str(folder)]))  # type: ignore[arg-type]


def test_a_payload_is_taken_the_whole_way(written: Write) -> None:
    folder = written(FILES)

    ((seen, walk),) = told(folder, Capture(name="-", content=b'{"id": "7", "qty": "3"}'))  # type: ignore[misc]

    assert (seen, walk.is_clean, walk.result) == (None, True, {"docnum": "0007", "qty": 3})


def test_every_message_of_a_recording_is_told_and_what_can_not_be_read_after_it(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1") + "{\n" + case("2", made="4")})

    first, second, mistake = told(folder, Capture(name=str(folder / "recordings/a.jsonl")))

    assert [walk.is_clean for _, walk in (first, second)] == [True, False]  # type: ignore[misc]
    assert mistake.was_asked  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("boundary", "message", "says"),
    [
        ("portal-to-epr", None, "did you mean portal-to-erp?"),
        ("orders:portal-to-epr", None, "did you mean portal-to-erp?"),
        ("portal-to-erp", "ordr", "did you mean order?"),
    ],
)
def test_a_name_that_is_not_declared_is_answered_with_the_nearest(
    boundary: str, message: str | None, says: str, written: Write
) -> None:
    folder = written(FILES)

    with pytest.raises(UsageError, match=says.replace("?", r"\?")):
        replay(Capture(name="-", content=b"{}"), boundary=boundary, message=message, paths=[str(folder)])


def test_a_boundary_may_be_named_with_its_set_and_must_where_two_sets_have_it(written: Write) -> None:
    two = {f"{name}/{file}": text for name in ("a", "b") for file, text in FILES.items()}
    two["b/contract.yaml"] = CONTRACT.replace("contract: orders", "contract: others")
    folder = written(two)
    capture = Capture(name="-", content=b'{"id": "7"}')

    assert len(told(folder, capture, boundary="others:portal-to-erp")) == 1
    with pytest.raises(UsageError, match="orders:portal-to-erp or others:portal-to-erp"):
        told(folder, capture)


def test_a_recording_under_another_name_is_not_taken_for_a_payload(written: Write) -> None:
    with pytest.raises(UsageError, match="is a recording"):
        told(written(FILES), Capture(name="a.json", content=case("1").encode()))


SEVERAL = """\
contract: news
format: 1
version: 1.0.0
systems:
  a: {statuses: {sent: {means: The news left}}}
  b: {statuses: {got: {means: The news arrived}}}
boundaries:
  silent: {from: a, to: b}
  news:
    from: a
    to: b
    messages:
      good: {where: {/kind: good}, payload: schemas/news.json}
      bad: {where: {/kind: bad}, payload: schemas/news.json}
"""
NEWS = {"contract.yaml": SEVERAL, "schemas/news.json": FILES["schemas/document.json"]}


def event(identity: str, kind: str, payload: str, **more: str) -> str:
    rest = "".join(f',"{name}":"{value}"' for name, value in more.items())
    return f'{{"case":"1","id":"{identity}","kind":"{kind}","boundary":"news","payload":{payload}{rest}}}\n'


def test_a_payload_is_recognised_by_its_where(written: Write) -> None:
    folder = written(NEWS)

    ((_, walk),) = told(folder, Capture(name="-", content=b'{"kind": "bad"}'), boundary="news")  # type: ignore[misc]

    assert walk.message.name == "bad"


@pytest.mark.parametrize(
    ("boundary", "says"),
    [
        ("news", "by its `where` this payload is none of its messages"),
        ("silent", "silent declares no messages"),
    ],
)
def test_a_payload_that_nobody_recognises_is_said(boundary: str, says: str, written: Write) -> None:
    folder = written(NEWS)

    with pytest.raises(UsageError, match=says):
        told(folder, Capture(name="-", content=b'{"kind": "other"}'), boundary=boundary)


def test_messages_of_a_recording_are_recognised_and_may_be_narrowed(written: Write) -> None:
    lines = event("a", "received", '{"kind":"good"}') + event("b", "received", '{"kind":"bad"}')
    folder = written({**NEWS, "recordings/a.jsonl": lines + event("c", "received", '{"kind":"other"}')})
    capture = Capture(name=str(folder / "recordings/a.jsonl"))

    every = told(folder, capture, boundary="news")
    narrowed = told(folder, capture, boundary="news", message="bad")

    def names(found: list[object]) -> list[object]:
        return [one[1].message.name if isinstance(one, tuple) else one.why for one in found]  # type: ignore[attr-defined]

    unknown = "which message of news event c of case 1 is can't be told"
    assert sorted(map(str, names(every))) == ["bad", "good", unknown]
    assert sorted(map(str, names(narrowed))) == ["bad", "bad"]


def covering(percent: int, *kinds: Kind, **options: object) -> Options:
    least = dict.fromkeys(kinds or Kind, Decimal(percent))
    return replace(TODAY, min_coverage=least, **options)  # type: ignore[arg-type]  # of whatever is named


def test_recordings_that_exercise_less_than_is_asked_for_break_the_check(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1")})

    report = check([str(folder)], covering(50))

    assert report.verdict == "broken"
    assert rules(report) == [
        ("coverage-low", "statuses"),
        ("coverage-low", "moves"),
        ("coverage-low", "rows"),
    ]
    lines = [finding.place.line for finding in report.findings if finding.place]
    assert lines == [9, 18, 30]
    assert check([str(folder)], covering(100, Kind.FIELDS, Kind.BRANCHES)).verdict == "kept"


def test_a_gate_may_be_accepted_for_one_kind_with_a_reason(written: Write) -> None:
    accept = "accept: [{rule: coverage-low, at: KIND, because: the ERP is not captured yet}]\n"
    waived = {**FILES, "recordings/a.jsonl": case("1")}

    report = check(
        [str(written({**waived, "contract.yaml": CONTRACT + accept.replace("KIND", "rows")}))], covering(50)
    )
    assert rules(report) == [("coverage-low", "statuses"), ("coverage-low", "moves")]
    assert [one.finding.subject for one in report.accepted] == ["rows"]

    unused = written({**waived, "contract.yaml": CONTRACT + accept.replace("KIND", "fields")})
    assert "acceptance-unused" in {rule for rule, _ in rules(check([str(unused)], covering(50)))}
    assert "acceptance-unused" not in {rule for rule, _ in rules(check([str(unused)], TODAY))}


@pytest.mark.parametrize(
    ("files", "options", "why"),
    [
        ({}, {}, "a coverage was asked for, and no case of orders is recorded"),
        (
            {"recordings/a.jsonl": case("1")},
            {"only": frozenset({"static"})},
            "a coverage was asked for, and the recordings of orders were left out",
        ),
        ({}, {"allow_empty": True}, "a coverage was asked for, and no case of orders is recorded"),
    ],
)
def test_a_gate_without_recordings_is_never_passed(
    files: dict[str, str], options: dict[str, object], why: str, written: Write
) -> None:
    report = check([str(written({**FILES, **files}))], covering(1, Kind.FIELDS, **options))

    assert (report.verdict, asked(report), report.coverage) == ("unchecked", [why], ())


def test_a_gate_on_an_empty_folder_is_never_passed(tmp_path: Path) -> None:
    report = check([str(tmp_path)], covering(1, allow_empty=True))

    assert report.verdict == "unchecked"
    assert asked(report) == ["a coverage was asked for, and there is no contract set to measure it on"]


def test_a_recording_that_can_not_be_read_is_not_held_against_a_gate(written: Write) -> None:
    folder = written({**FILES, "recordings/a.jsonl": case("1") + "{\n"})

    report = check([str(folder)], covering(100))

    assert (report.verdict, rules(report)) == ("unchecked", [])
