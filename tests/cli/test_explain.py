"""`seamproof explain`: an incident told from its captures, for those who must mend it and those who ask."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "incidents"
CONTRACTS = "contracts/order-to-cash"
INCIDENT = f"{CONTRACTS}/recordings/2026-03-02-skipped-delivery.jsonl"
CAPTURES = [
    f"{CONTRACTS}/captures/2026-03-02/{name}" for name in ("portal.har", "traces.jsonl", "hub-log.json")
]
HEALTHY = f"{CONTRACTS}/recordings/healthy.jsonl"
Run = Callable[..., Any]  # conftest's: gives code, out and err


@pytest.fixture
def explain(seamproof: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command at 80 columns where the shipped contracts are."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: seamproof("explain", *arguments)


@pytest.mark.parametrize(("form", "file"), [("full", "skipped.txt"), ("markdown", "skipped.md")])
def test_the_shipped_incident_is_told_as_it_was_read_in_review(explain: Run, form: str, file: str) -> None:
    ran = explain(INCIDENT, "--contracts", CONTRACTS, "--output-format", form)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (GOLDEN / file).read_text("utf-8")


SEVEN = {
    "the quantity is as declared": '/lines/0/quantity "3" became /items/0/quantity 3',
    "the enrichment is missing": "Neither the payload nor the transformation, but the enrichment: /plant is null",
    "the rejection was silent": "because plant is null, and nobody passed that on: a rejection in silence.",
    "COMPLETED claims more than is so": 'says shipped: not true, by wms "SKIPPED"',
    "the retry did no damage": 'with the same key (/orderId "4711"), and had one effect (posted "0000012345"): no damage',
    "the trace is lost": "is there from e2 to e9, and lost at e13, by erp",
    "the 202 says little": "it speaks for the transport only: the hub has taken the request",
}


# The job that tells the warehouse began a trace of its own: what was recorded as no header at all.
IN_CAPTURES = {"the trace is lost": "is there from e2 to e8, and changed at e12, by erp"}


@pytest.mark.parametrize("name", SEVEN)
@pytest.mark.parametrize(("files", "said_otherwise"), [([INCIDENT], {}), (CAPTURES, IN_CAPTURES)])
def test_seven_things_are_said_of_the_standing_example_from_its_recording_and_from_three_captures(
    explain: Run, files: list[str], said_otherwise: dict[str, str], name: str
) -> None:
    sentence = said_otherwise.get(name, SEVEN[name])
    ran = explain(*files, "--contracts", CONTRACTS, "--output-format", "json")
    incident = json.loads(ran.out)["incidents"][0]
    said = [answer["answer"] for answer in incident["answers"]]
    said += [remark["says"] for moment in incident["timeline"] for remark in moment["remarks"]]
    said += [aside["says"] for aside in incident["asides"]]
    assert any(sentence in one for one in said), said


def test_the_json_is_as_its_schema_says(explain: Run) -> None:
    ran = explain(INCIDENT, HEALTHY, "--output-format", "json")
    schema = json.loads((ROOT / "checker/report/incident.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(ran.out))


def test_of_many_cases_only_those_with_findings_are_told(explain: Run) -> None:
    ran = explain(HEALTHY, INCIDENT, "--output-format", "concise")
    assert ran.code == 1
    assert ran.out == (
        f'{INCIDENT}:2: Order 4711 was never shipped: wms said "SKIPPED" (the delivery was dropped) at 09:15:32 '
        'because plant is null, which erp had to put in, and nobody passed that on; portal\'s "completed" at '
        "09:15:33 is not true. [enrichment-missing, context-lost, silent-rejection, unexplained-status, "
        "misleading-status]\n5 other cases: everything that was recorded is as declared\n"
    )


def test_cases_without_findings_are_counted_and_the_code_is_0(explain: Run) -> None:
    ran = explain(HEALTHY)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "5 cases: everything that was recorded is as declared"


def test_a_case_that_is_named_is_told_also_where_nothing_is_wrong(explain: Run) -> None:
    ran = explain(HEALTHY, "--case", "4706", "--output-format", "json")
    (incident,) = json.loads(ran.out)["incidents"]
    assert (ran.code, incident["verdict"]) == (
        0,
        'Everything that was recorded is as declared: Order 4706 was never shipped (wms "SKIPPED" at 11:31:01), '
        "and no status says otherwise.",
    )


def test_a_case_that_is_not_there_is_named_with_the_nearest(explain: Run) -> None:
    ran = explain(HEALTHY, "--case", "4707")
    assert (ran.code, ran.out) == (2, "")
    assert 'error: there is no case "4707" in' in ran.err
    assert "did you mean 4706?" in ran.err.replace("\n", " ")


def test_a_report_goes_to_a_file_beside_what_is_printed(explain: Run, tmp_path: Path) -> None:
    ran = explain(INCIDENT, "--output-format", "concise", "--report", f"markdown={tmp_path / 'incident.md'}")
    assert ran.out.count("\n") == 1
    assert (tmp_path / "incident.md").read_text("utf-8") == (GOLDEN / "skipped.md").read_text("utf-8")


def test_a_line_that_cannot_be_read_is_said_and_the_rest_is_told(explain: Run, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_text((ROOT / INCIDENT).read_text("utf-8") + '{"case": "4711", "id": "e17"\n')
    ran = explain(damaged)
    assert ran.code == 2
    assert f"{damaged}:18:" in ran.out
    assert "Order 4711 was never shipped" in ran.out


def test_the_same_input_gives_the_same_bytes(explain: Run) -> None:
    one, other = (explain(INCIDENT, HEALTHY, "--output-format", "json").out for _ in range(2))
    assert one == other


def test_a_set_that_is_not_there_is_said(explain: Run) -> None:
    ran = explain(INCIDENT, "--set", "order-to-cach")
    assert ran.code == 2
    assert 'there is no contract set "order-to-cach"' in ran.err.replace("\n", " ").replace("  ", " ")


HOSTILE = "\x1b[2J::error::<b>|**x** @you `rm`\u202e"


def test_nothing_that_a_payload_says_is_obeyed(explain: Run, tmp_path: Path) -> None:
    lines = (ROOT / INCIDENT).read_text("utf-8").splitlines()
    skipped = json.loads(lines[14])
    skipped["status"]["reason"] = HOSTILE
    skipped["status"]["code"] = f"SKIPPED{HOSTILE}"
    path = tmp_path / "hostile.jsonl"
    path.write_text("\n".join([*lines[:14], json.dumps(skipped), *lines[15:]]) + "\n", "utf-8")
    for form in ("full", "concise", "markdown", "json"):
        ran = explain(path, "--output-format", form, "--contracts", CONTRACTS)
        assert ran.code == 1
        assert not {"\x1b", "\u202e", "\x07"} & set(ran.out)
        assert not any(line.lstrip().startswith("::") for line in ran.out.splitlines())
        if form == "markdown":
            assert "<b>" not in ran.out
            assert "**x**" not in ran.out
            assert all(line.count(" | ") == 4 for line in ran.out.splitlines() if line.startswith("| 0"))


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_of_the_timeline_is_wider_than_the_terminal(columns: int) -> None:
    from checker.analysis.incident import Explanation
    from checker.pipeline import Inquiry
    from checker.pipeline import explain as explained
    from checker.report import incidents, lines

    explanation: Explanation = explained(
        Inquiry(captures=[str(ROOT / INCIDENT)], paths=[str(ROOT / CONTRACTS)])
    )
    text = lines.plain(incidents.full(explanation, width=columns))
    timeline = text[text.index("Timeline of case") : text.index("1. What actually happened?")]
    assert max(map(len, timeline.splitlines()[1:])) <= columns


def test_captures_of_others_are_joined_and_give_the_same_sentence(explain: Run) -> None:
    joined, recorded, without_the_log = (
        json.loads(explain(*files, "--contracts", CONTRACTS, "--output-format", "json").out)["incidents"][0][
            "verdict"
        ]
        for files in (CAPTURES, [INCIDENT], CAPTURES[:2])
    )
    assert joined == recorded
    assert without_the_log == recorded


def test_the_joined_captures_are_told_as_they_were_read_in_review(explain: Run) -> None:
    ran = explain(*CAPTURES, "--contracts", CONTRACTS)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (GOLDEN / "captured.txt").read_text("utf-8")


def test_a_case_in_two_recordings_is_told_as_two_and_that_is_said(explain: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_text((ROOT / INCIDENT).read_text("utf-8"), "utf-8")
    ran = explain(INCIDENT, copy, "--output-format", "concise")
    assert ran.code == 2
    assert f'{copy}:2:1: error the case "4711" stands in {INCIDENT} too' in ran.out


def test_how_much_was_captured_can_be_said_on_the_command_line(explain: Run) -> None:
    ran = explain(INCIDENT, "--complete", "wmz=full")
    assert ran.code == 2
    assert "order-to-cash has no system" in ran.err
    assert "did you mean wms?" in ran.err.replace("\n", " ")


def test_a_kept_incident_is_a_regression_test_and_has_nothing_sensitive_in_it(
    explain: Run, seamproof: Run, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / CONTRACTS, tmp_path / "set")
    shutil.rmtree(tmp_path / "set/recordings")
    (tmp_path / "set/recordings").mkdir()
    kept = tmp_path / "set/recordings/incident.jsonl"
    ran = explain(INCIDENT, HEALTHY, "--contracts", CONTRACTS, "--keep", kept)
    rules = "context-lost, enrichment-missing, misleading-status, silent-rejection, unexplained-status"
    assert ran.code == 1
    assert f"{kept}: 1 case kept, masked; a check of it expects {rules}\n" in ran.err
    text = kept.read_text("utf-8")
    assert not any(value in text for value in ("Ada", "Example", "ada@example.org"))
    assert json.loads(text.splitlines()[0])["expects"] == rules.split(", ")
    checked = seamproof("check", tmp_path / "set")
    assert (checked.code, "Detected, as expected" in checked.out) == (0, True), checked.out


def test_a_healthy_case_that_is_named_can_be_kept_too(explain: Run, tmp_path: Path) -> None:
    kept = tmp_path / "healthy.jsonl"
    ran = explain(HEALTHY, "--case", "4706", "--keep", kept)
    assert (ran.code, "expects" in json.loads(kept.read_text("utf-8").splitlines()[0])) == (0, False)
    assert "a check of it expects nothing" in ran.err


def test_without_findings_nothing_is_kept_and_that_is_said(explain: Run, tmp_path: Path) -> None:
    ran = explain(HEALTHY, "--keep", tmp_path / "nothing.jsonl")
    assert ran.code == 2
    assert "name one with --case" in ran.err
    assert not (tmp_path / "nothing.jsonl").exists()


SENSITIVE = """\
{"recording": 1, "set": "order-to-cash", "complete": {"portal": "full", "hub": "full"}}
{"case": "1", "id": "e1", "kind": "sent", "system": "portal", "boundary": "portal-to-hub", "message": "order", "version": "2.3", "headers": [["Authorization", "Bearer s3cr3t-t0ken-12345"]], "payload": {"orderId": "1", "orderedAt": "2026-03-02T09:15:01Z", "channel": "web", "currency": "EUR", "customer": {"id": "10023", "firstName": "Adalbert", "lastName": "Examplarius", "email": "no address of adalbert", "country": "DE"}, "lines": [{"sku": "LAMP-7", "quantity": "3", "unitPrice": 24.90, "amount": 74.70}]}}
"""


def test_sensitive_values_are_in_no_output_unless_asked_for(explain: Run, tmp_path: Path) -> None:
    path = tmp_path / "sensitive.jsonl"
    path.write_text(SENSITIVE, "utf-8")
    report = tmp_path / "report.md"
    for form in ("full", "concise", "markdown", "json"):
        ran = explain(path, "--case", "1", "--output-format", form, "--report", f"markdown={report}")
        said = f"{ran.out}{ran.err}{report.read_text('utf-8')}"
        assert not any(word in said for word in ("adalbert", "Adalbert", "Examplarius", "s3cr3t"))
        assert "payload-invalid" in said
    ran = explain(path, "--case", "1", "--unmasked", "--report", f"markdown={report}")
    assert "no address of adalbert" in ran.out
    assert "adalbert" not in report.read_text("utf-8")


TIERS = """\
contract: tiers
format: 1
version: 1.0.0
facts: {stored: {owner: erp}}
systems:
  shop: {statuses: {}}
  erp: {statuses: {OK: {outcome: success, phase: final, claims: [stored]}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sensitive: [/tier]
        transform:
          - {to: /tier, from: /tier}
          - {to: /kind, from: /tier, values: {gold: G, iron: I}, otherwise: N}
        requires:
          - {jq: '.tier != "gold"', because: gold goes elsewhere}
    status: {when: {OK: {ignore: nobody asks}}, no_answer: {ignore: nobody asks}}
"""


@pytest.mark.needs("jq")
def test_where_masking_changes_what_is_found_that_is_said_and_the_real_values_count(
    seamproof: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.yaml").write_text(TIERS, "utf-8")
    events = [
        {"recording": 1, "complete": {"shop": "full", "erp": "full"}},
        {"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"tier": "gold"}},
        {"case": "1", "id": "e2", "kind": "received", "of": "e1", "boundary": "shop-to-erp", "payload": {"tier": "gold", "kind": "G"}},
        {"case": "1", "id": "e3", "kind": "status", "of": "e2", "system": "erp", "status": {"code": "OK"}},
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(event)}\n" for event in events), "utf-8")
    ran = seamproof("explain", "a.jsonl", "--contracts", ".", "--output-format", "json")
    told = json.loads(ran.out)
    (incident,) = told["incidents"]
    assert ran.code == 1
    assert incident["rules"] == ["refused-by-rule"]
    assert incident["verdict"] == (
        'Case 1 is stored (erp "OK"), but only the real values show this of shop-to-erp/order, and they are masked '
        "here (e2)."
    )
    assert incident["hides"] == (
        "Masking changes what is found: refused-by-rule of shop-to-erp/order is hidden by it; transformation-differs "
        "of shop-to-erp/order#/kind would be seen only because of it, and left out. What is told of findings, and the "
        "exit code, are those of the real values; add --unmasked to see it."
    )
    assert "gold" not in incident["verdict"] + json.dumps(incident["timeline"]) + json.dumps(
        incident["answers"]
    )
    real = json.loads(
        seamproof("explain", "a.jsonl", "--contracts", ".", "--unmasked", "--output-format", "json").out
    )
    assert (real["incidents"][0]["rules"], real["incidents"][0]["hides"]) == (["refused-by-rule"], None)


def test_what_cannot_be_read_is_not_shown_unless_asked_for(explain: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(
        '{"recording": 1, "set": "order-to-cash"}\n{"case": "1", "id": "e1", "kind": "Adalbert"}\n', "utf-8"
    )
    ran = explain(path, "--contracts", CONTRACTS)
    assert (ran.code, "Adalbert" in ran.out + ran.err) == (2, False)
    assert "Adalbert" in explain(path, "--contracts", CONTRACTS, "--unmasked").out


@pytest.mark.needs("jq")
def test_a_name_of_a_member_that_only_the_real_values_show_is_in_no_output(
    seamproof: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contract.yaml").write_text(TIERS, "utf-8")
    events = [
        {"recording": 1, "complete": {"shop": "full", "erp": "full"}},
        {"case": "1", "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": {"tier": "iron"}},
        {"case": "1", "id": "e2", "kind": "received", "of": "e1", "boundary": "shop-to-erp",
         "payload": {"tier": "iron", "kind": "I", "zelda.quux@example.com": 1}},
        {"case": "1", "id": "e3", "kind": "status", "of": "e2", "system": "erp", "status": {"code": "OK"}},
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(event)}\n" for event in events), "utf-8")
    for form in ("full", "json", "markdown"):
        ran = seamproof("explain", "a.jsonl", "--contracts", ".", "--output-format", form)
        assert "zelda" not in ran.out + ran.err
        assert "only the real values show this of shop-to-erp/order" in " ".join(ran.out.split())


def test_a_file_that_is_not_there_is_said_before_a_set_is_to_be_chosen(explain: Run) -> None:
    ran = explain("nowhere.har", "--contracts", "contracts")
    assert (ran.code, "nowhere.har can't be opened" in ran.err, "--set" in ran.err) == (2, True, False)
