"""What the rules about recordings say, and what they say once."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from checker.analysis.replay import compiled
from checker.load.recordings import recording
from checker.load.sets import contract_sets
from checker.model.findings import Finding, Level
from checker.rules import replay
from checker.rules.causes import one_per_cause

CONTRACT = """\
contract: example
format: 1
version: 1.0.0
systems:
  desk: {statuses: {}}
  bus: {statuses: {taken: {}}}
  books: {statuses: {}}
boundaries:
  desk-to-bus:
    from: desk
    to: bus
    carries:
      ticket: {sent: /no, received: /ref}
    messages:
      ticket:
        sends: schemas/ticket.json
        accepts: schemas/document.json
        transform:
          - {to: /ref, from: /no}
          - {to: /pieces, from: /pieces, number: {scale: 0}}
          - {to: /name, from: [/first, /last], join: " "}
    status:
      read: [{code: 200, status: taken}]
      no_answer: {ignore: it is only counted}
"""
SCHEMAS = {
    "schemas/ticket.json": {"properties": {"no": {"type": "string"}, "pieces": {"type": "string"}}},
    "schemas/document.json": {"properties": {"name": {"maxLength": 10}, "pieces": {"maximum": 99}}},
}
SENT = {"no": "88", "pieces": "2", "first": "Ada", "last": "Berg"}
RECEIVED = {"ref": "88", "pieces": 2, "name": "Ada Berg"}


@pytest.fixture
def found(tmp_path: Path):
    """The findings of one recorded exchange, as rules give them and as they are shown."""

    def findings(
        sent: object = SENT,
        received: object = RECEIVED,
        *,
        contract: str = CONTRACT,
        files: Mapping[str, object] | None = None,
        header: object = None,
        following: Sequence[object] = (),
        **rest: object,
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        _write(tmp_path, {"contract.yaml": contract, **SCHEMAS, **(files or {})})
        event = {"case": "1", "id": "x", "kind": "exchange", "boundary": "desk-to-bus", "message": "ticket"}
        one = {**event, "sent": sent, "received": received, **rest}
        lines = [*([header] if header is not None else []), one, *following]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        _write(tmp_path, {"recordings/one.jsonl": text})
        (contracts,) = contract_sets([str(tmp_path)])
        (case,) = recording(contracts.recordings[0]).cases()
        seen = compiled(contracts).look(case)
        every = replay.findings(seen)
        order = [rule.id for rule in replay.RULES]
        return every, one_per_cause(every, order, replay.cause(every, seen))

    return findings


def _write(folder: Path, files: Mapping[str, object]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))


def _names(findings: Sequence[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(finding.rule, finding.subject, finding.also) for finding in findings]


def test_of_a_clean_case_nothing_is_said(found):
    assert found() == ((), ())


def test_a_difference_names_the_values_the_row_and_its_source_field(found):
    _, (shown,) = found(received={**RECEIVED, "pieces": 3})
    assert shown.message == (
        'bus received 3 at /pieces of desk-to-bus/ticket, but its row makes 2 from /pieces "2"'
    )
    assert (shown.rule, shown.level, shown.subject) == (
        "transformation-differs",
        Level.ERROR,
        "desk-to-bus/ticket#/pieces",
    )
    assert shown.place is not None
    assert shown.place.line == 20
    assert [(one.line, one.case, one.event, one.pointer) for one in shown.evidence] == [
        (1, "1", "x", "/pieces")
    ]


def test_a_difference_of_several_source_fields_names_them(found):
    _, (shown,) = found(received={**RECEIVED, "name": "Ada"})
    assert shown.message.endswith('but its row makes "Ada Berg" from /first "Ada", /last "Berg"')


def test_a_row_that_leaves_a_field_out_is_named_too(found):
    sent = {name: value for name, value in SENT.items() if name != "pieces"}
    _, (shown,) = found(sent)
    assert shown.message == (
        "bus received 2 at /pieces of desk-to-bus/ticket, "
        "but its row leaves it out from /pieces, which is absent"
    )


def test_a_field_that_no_row_makes_blames_the_table(found):
    _, (shown,) = found(received={**RECEIVED, "more": [1]})
    assert shown.message == (
        "bus received [1] at /more of desk-to-bus/ticket, but no row of the declared transformation makes it"
    )
    assert shown.place is not None
    assert shown.place.line == 19


def test_two_wrong_fields_of_one_message_are_two_findings_of_one_rule(found):
    _, shown = found(received={**RECEIVED, "pieces": 3, "name": "Ada"})
    assert _names(shown) == [
        ("transformation-differs", "desk-to-bus/ticket#/pieces", ()),
        ("transformation-differs", "desk-to-bus/ticket#/name", ()),
    ]


def test_of_one_message_the_first_in_the_order_of_attribution_names_the_others(found):
    every, shown = found({**SENT, "pieces": 200}, {**RECEIVED, "pieces": 3})
    assert {finding.rule for finding in every} == {
        "payload-invalid",
        "transformation-differs",
        "contracts-disagree",
    }
    assert _names(shown) == [
        (
            "payload-invalid",
            "desk-to-bus/ticket#/pieces",
            ("transformation-differs", "contracts-disagree"),
        )
    ]


def test_where_the_senders_schema_is_our_guess_an_error_stands_for_the_warning(found):
    contract = CONTRACT.replace("desk: {", "desk: {external: true, ")
    _, shown = found({**SENT, "pieces": 2}, contract=contract)
    assert [(one.rule, one.level) for one in shown] == [("payload-invalid", Level.WARNING)]
    assert shown[0].message == (
        "desk sent desk-to-bus/ticket, and our schema of desk refuses it at /pieces: 2 is not a text"
    )
    _, shown = found({**SENT, "pieces": 2}, {**RECEIVED, "pieces": 3}, contract=contract)
    assert [(one.rule, one.level, one.also) for one in shown] == [
        ("transformation-differs", Level.ERROR, ("payload-invalid",))
    ]


def test_contracts_that_do_not_fit_name_both_promises(found):
    _, (shown,) = found({**SENT, "last": "Berghausen"}, {**RECEIVED, "name": "Ada Berghausen"})
    assert shown.rule == "contracts-disagree"
    assert shown.message == (
        "desk-to-bus/ticket is as desk promised, and bus does not accept what becomes of it at /name: "
        '"Ada Berghausen" has 14 characters, and 10 is the most'
    )
    assert [(one.place.line, one.says) for one in shown.related] == [
        (16, "what desk promises to send"),
        (17, "what bus accepts"),
    ]


def test_a_row_that_fails_says_so_in_its_own_words(found):
    _, (shown,) = found({**SENT, "pieces": "two"})
    assert (shown.rule, shown.subject, shown.place.line if shown.place else 0) == (
        "transformation-differs",
        "desk-to-bus/ticket#/pieces",
        20,
    )
    assert shown.message.startswith(
        'the declared transformation can\'t be applied to desk-to-bus/ticket: /pieces is "two"'
    )


def test_an_id_that_changed_in_the_field_that_differs_is_one_finding(found):
    every, shown = found(received={**RECEIVED, "ref": "89"})
    assert [finding.rule for finding in every] == ["transformation-differs", "context-changed"]
    assert _names(shown) == [("transformation-differs", "desk-to-bus/ticket#/ref", ("context-changed",))]


def test_a_lost_id_beside_a_difference_in_another_field_stands_alone(found):
    contract = CONTRACT.replace("received: /ref", 'received: "header:x-ref"')
    _, shown = found(received={**RECEIVED, "pieces": 3}, received_headers=[], contract=contract)
    assert [finding.rule for finding in shown] == ["transformation-differs", "context-lost"]
    lost = shown[1]
    assert (lost.subject, lost.place.line if lost.place else 0) == ("desk-to-bus", 13)
    assert lost.message == (
        'ticket "88" is lost at desk-to-bus/ticket: x has nothing at header:x-ref, where "88" should stand'
    )


def test_a_reply_that_nobody_reads_is_no_silence(found):
    _, (shown,) = found(reply={"code": "418"})
    assert (shown.rule, shown.subject) == ("undeclared-status", "bus/418")
    assert shown.message == 'bus answered "418" over desk-to-bus, and no `read` row says what that means'


def test_foreign_text_is_escaped_wherever_it_is_said(found):
    evil = "\x1b[31m##[error]\u202e"
    _, findings = found({**SENT, "last": evil}, {**RECEIVED, "name": evil, evil: evil}, reply={"code": "4\n"})
    assert {finding.rule for finding in findings} == {"transformation-differs", "undeclared-status"}
    for finding in findings:
        for text in (finding.message, finding.subject, finding.label, finding.fix or "", *finding.notes):
            assert text.isprintable()
            assert "##[" not in text


def test_a_difference_that_a_tolerance_does_not_cover_says_why(found):
    contract = CONTRACT.replace(
        "    status:",
        "        compare: [{at: /pieces, is: decimal, scale: 0, because: it rounds}]\n    status:",
    )
    _, (shown,) = found(received={**RECEIVED, "pieces": 3}, contract=contract)
    assert [one.says for one in shown.related] == [
        "this does not cover it: they are 1 apart, and rounding moves by 0.5 at most"
    ]


def test_without_a_transformation_what_was_sent_is_held_against_what_arrived(found):
    lines = CONTRACT.splitlines(keepends=True)
    contract = "".join(lines[:17] + lines[21:])
    _, shown = found({"no": "1"}, {"no": "1", "x": 1}, contract=contract.replace("/ref", "/no"))
    assert [one.message for one in shown] == [
        "bus received 1 at /x of desk-to-bus/ticket, "
        "but desk sent nothing there, and the contract declares no transformation"
    ]
    _, shown = found({"no": "1", "x": 2}, {"no": "1", "x": 1}, contract=contract.replace("/ref", "/no"))
    assert "but desk sent 2 there" in shown[0].message


@pytest.mark.needs("jq")
def test_a_difference_that_a_step_in_jq_makes_names_the_fields_that_it_reads(found):
    lines = CONTRACT.splitlines(keepends=True)
    step = "        transform: {jq: '{ref: .no, pieces: (.pieces | tonumber), name: (.first + \" \" + .last)}'}\n"
    contract = "".join([*lines[:17], step, *lines[21:]])
    _, shown = found(received={**RECEIVED, "pieces": 3, "name": "Ada"}, contract=contract)
    assert [one.message for one in shown] == [
        'bus received 3 at /pieces of desk-to-bus/ticket, but its row makes 2 from /pieces "2"',
        'bus received "Ada" at /name of desk-to-bus/ticket, '
        'but its row makes "Ada Berg" from /first "Ada", /last "Berg"',
    ]


def test_a_field_by_another_version_of_a_table_names_the_versions_and_the_key(found):
    contract = CONTRACT.replace("number: {scale: 0}", "lookup: pieces, otherwise: 0").replace(
        "accepts: schemas/document.json", "accepts: {}"
    )
    contract = contract.replace("        accepts: {}\n", "") + (
        "reference:\n  pieces: {file: schemas/now.csv, key: n, value: p, versions: {old: schemas/old.csv}}\n"
    )
    files = {"schemas/now.csv": "n,p\n2,two\n", "schemas/old.csv": "n,p\n2,zwei\n3,drei\n"}
    _, (shown,) = found(received={**RECEIVED, "pieces": "zwei"}, contract=contract, files=files)
    assert (shown.rule, shown.subject) == ("stale-reference", "desk-to-bus/ticket#/pieces")
    assert shown.message == (
        'bus received "zwei" at /pieces of desk-to-bus/ticket: the version "old" of pieces '
        'has "zwei" for "2", and now the table has "two" for "2"'
    )
    _, (shown,) = found(
        {**SENT, "pieces": "3"}, {**RECEIVED, "pieces": "drei"}, contract=contract, files=files
    )
    assert shown.message.endswith('has "drei" for "3", and now the table does not have "3"')
    header = {"recording": 1, "reference": {"pieces": "old"}}
    _, (shown,) = found(received={**RECEIVED, "pieces": "two"}, contract=contract, files=files, header=header)
    assert shown.message.endswith(
        ': pieces of now has "two" for "2", '
        'and the version "old" of pieces, which the recording names, has "zwei" for "2"'
    )


def test_of_a_lost_context_the_words_are_those_of_what_became_of_it(found):
    contract = CONTRACT.replace("ticket: {sent: /no, received: /ref}", "baggage: baggage")
    headers = [["baggage", "tenant=a,user=b"]]
    _, (shown,) = found(headers=headers, received_headers=[["baggage", "user=b"]], contract=contract)
    assert (shown.rule, shown.message) == (
        "context-lost",
        'the baggage "tenant=a" is lost at desk-to-bus/ticket: x has baggage without it',
    )


SHARED = """\
contract: example
format: 1
version: 1.0.0
systems: {desk: {statuses: {}}, bus: {statuses: {}}, books: {statuses: {}}}
boundaries:
  desk-to-bus: {from: desk, to: bus, carries: {traceparent: w3c}, messages: {ticket: {}}}
  bus-to-books: {from: bus, to: books, carries: {traceparent: w3c}, messages: {ticket: {}}}
"""


def test_a_span_that_is_passed_on_offers_to_declare_that(found):
    trace = [["traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]]
    sent_on = {"case": "1", "id": "y", "kind": "sent", "boundary": "bus-to-books", "message": "ticket"}
    sent_on |= {"of": "x", "headers": trace, "payload": SENT}
    _, (shown,) = found(
        received=SENT, headers=trace, received_headers=trace, contract=SHARED, following=[sent_on]
    )
    assert (shown.rule, shown.subject, shown.fix) == (
        "context-changed",
        "bus-to-books",
        "have bus begin a span of its own, or declare {w3c: pass-through, because: …}",
    )
    assert shown.message == (
        'the parent-id "b7ad6b7169203331" is passed on as it came at bus-to-books/ticket: '
        "y has it as it was received, so that nothing in the trace tells of the system between"
    )


TWICE = SHARED.replace("to: bus, carries: {traceparent: w3c}", "to: bus, retry: {idempotent: true, key: /no}")


def test_one_message_that_was_answered_in_two_ways_names_both_answers(found):
    again = {"case": "1", "id": "y", "kind": "exchange", "boundary": "desk-to-bus", "message": "ticket"}
    again |= {"of": "x", "attempt": 2, "sent": SENT, "reply": {"code": "409"}, "at": "2026-03-02T09:15:31Z"}
    _, (shown,) = found(
        received=SENT,
        reply={"code": "200"},
        at="2026-03-02T09:15:01Z",
        contract=TWICE,
        following=[again],
    )
    assert (shown.rule, shown.level, shown.subject) == (
        "duplicate-answered-differently",
        Level.ERROR,
        "desk-to-bus/ticket",
    )
    assert shown.message == (
        'bus answered one message desk-to-bus/ticket "88" twice: '
        '"200" (x) at 09:15:01, then "409" (y) at 09:15:31'
    )
    assert [one.event for one in shown.evidence] == ["y", "x"]


def test_an_unknown_version_among_known_ones_is_one_finding(found):
    contract = TWICE.replace("messages: {ticket: {}}}\n  bus", "messages: {ticket: {version: 1}}}\n  bus")
    again = {"case": "1", "id": "y", "kind": "sent", "boundary": "desk-to-bus", "message": "ticket"}
    again |= {"payload": {"no": "89"}, "version": "2"}
    _, (shown,) = found(received=SENT, version="1", contract=contract, following=[again])
    assert (shown.rule, shown.level, shown.also) == ("version-unknown", Level.WARNING, ("version-mixed",))
