"""Tests of SAP message processing logs: rows, what is below them, and what the service did not give."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import Capture, capture, sap_mpl
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign, written

FILE = Path(__file__).parent / "files" / "sap_mpl.json"
FIRST, SECOND, THIRD = (f"AGaaaaaaaaaaaaaaaaaaaaaaaa0{number}" for number in (1, 2, 3))
LOGS: dict[str, Any] = json.loads(FILE.read_bytes())
WHOLE: dict[str, Any] = {"d": {"__count": "3", "results": LOGS["d"]["results"]}}


def read(document: Any) -> tuple[list[Captured], list[str]]:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    found = Capture(Source("logs.json", text), sap_mpl.FORMAT)
    return list(found.read()), [str(mistake) for mistake in found.mistakes]


def row(**members: Any) -> dict[str, Any]:
    return {"MessageGuid": "G", "Status": "COMPLETED", **members}


def test_a_log_and_all_that_was_expanded_below_it_are_read() -> None:
    found = capture(str(FILE))
    first, request, idoc, run, step, traced, second, third = found.read()
    log = {
        "Log/MessageGuid": FIRST,
        "Log/CorrelationId": "AGcccccccccccccccccccccccc01",
        "Log/IntegrationFlowName": "Order_to_ERP",
        "Log/ApplicationMessageId": "0000004711",
    }
    correlation = ("correlation", "AGcccccccccccccccccccccccc01")
    place = Place(file=str(FILE), line=5, column=7, pointer="/d/results/0")
    assert first == Captured(
        format="sap-mpl",
        what=What.LOG,
        place=place,
        system="CPI_example",
        at="2026-03-02T09:15:31.120Z",
        until="2026-03-02T09:15:31.500Z",
        fields={
            "MessageGuid": FIRST,
            "CorrelationId": "AGcccccccccccccccccccccccc01",
            "ApplicationMessageId": "0000004711",
            "LogStart": "/Date(1772442931120)/",
            "LogEnd": "/Date(1772442931500)/",
            "Sender": "PORTAL",
            "Receiver": "ERP,WMS",
            "IntegrationFlowName": "Order_to_ERP",
            "Status": "COMPLETED",
            "LogLevel": "TRACE",
            "CustomStatus": "PARTLY_POSTED",
            "ArchivingLogAttachments": "false",
            "TransactionId": "64f480c864c6473d9796de2b8c5d46e6",
            "PreviousComponentName": " ",
            "LocalComponentName": "CPI_example",
            "IntegrationArtifact/Id": "Order_to_ERP",
            "IntegrationArtifact/Name": "Order to ERP",
            "IntegrationArtifact/Type": "INTEGRATION_FLOW",
            "IntegrationArtifact/PackageId": "O2C",
            "IntegrationArtifact/PackageName": "Order to cash",
            "ErrorInformation/Type": "ADAPTER",
            "ErrorInformation/LastErrorModelStepId": "MessageFlow_7",
        },
        headers=(("order", "4711"), ("order", "4712"), ("customer", "")),
        attributes={"DOCNUM": "0000000000004711", "Receiver": ["ERP", "WMS"]},
        name=("sap-mpl", FIRST),
        shares=(correlation,),
        rest={
            "MessageStoreEntries": LOGS["d"]["results"][0]["MessageStoreEntries"],
            "AdapterAttributes": [{"AdapterId": "IDoc"}],
        },
    )
    assert (request.what, request.payload, request.follows) == (
        What.DOCUMENT,
        {"order": "4711"},
        (("sap-mpl", FIRST),),
    )
    assert (idoc.at, idoc.body, idoc.place.pointer) == (
        "2026-03-02T09:15:31.140Z",
        Body(media="application/xml", state="not-recorded"),
        "/d/results/0/Attachments/results/1",
    )
    assert idoc.fields["Attachment/Name"] == "idoc"
    assert (run.name, run.follows, run.fields["Run/OverallState"]) == (
        ("sap-run", "R1"),
        (("sap-mpl", FIRST),),
        "COMPLETED",
    )
    assert step == Captured(
        format="sap-mpl",
        what=What.LOG,
        place=Place(
            file=str(FILE), line=5, column=7, pointer="/d/results/0/Runs/results/0/RunSteps/results/0"
        ),
        system="CPI_example",
        at="2026-03-02T09:15:31.200Z",
        fields={
            **log,
            "RunStep/RunId": "R1",
            "RunStep/ChildCount": "3",
            "RunStep/StepStart": "/Date(1772442931200)/",
            "RunStep/StepId": "s3",
            "RunStep/ModelStepId": "CallActivity_3",
            "RunStep/BranchId": "1",
            "RunStep/Status": "FAILED",
            "RunStep/Error": "plant is missing",
            "RunStep/Activity": "Send",
        },
        attributes={"retry": "0"},
        name=("sap-step", "R1/3"),
        follows=(("sap-run", "R1"),),
        shares=(correlation,),
    )
    assert (traced.what, traced.headers, traced.attributes, traced.body, traced.follows) == (
        What.MESSAGE,
        (("SAP_ApplicationID", "0000004711"),),
        {"plant": ""},
        Body(media="text/plain", state="not-recorded"),
        (("sap-step", "R1/3"),),
    )
    assert traced.fields["TraceMessage/TraceId"] == "9007199254740993"
    assert (second.fields, second.at, second.shares, second.headers) == (
        {"MessageGuid": SECOND, "Status": "PROCESSING"},
        None,
        (),
        None,
    )
    assert (third.fields["Status"], third.follows, third.headers) == ("DISCARDED", (("sap-mpl", FIRST),), ())
    assert [str(mistake) for mistake in found.mistakes] == [
        f"{FILE}:50:15: this has 3 of the 4 rows that the service counted"
        " (fetch the next page too and write it behind this one)"
    ]


def test_the_status_of_a_step_is_not_that_of_its_log() -> None:
    found, _ = read(LOGS)
    assert [(one.fields["MessageGuid"], one.fields["Status"]) for one in found if "Status" in one.fields] == [
        (FIRST, "COMPLETED"),
        (SECOND, "PROCESSING"),
        (THIRD, "DISCARDED"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"d": {"results": [row()]}},
        {"d": [row()]},
        {"d": row()},
        {"value": [row()]},
        [row()],
        row(),
    ],
)
def test_rows_are_found_wherever_services_put_them(document: Any) -> None:
    for text in (json.dumps(document), json.dumps(document, indent=1)):
        assert sap_mpl.FORMAT.looks(Source("logs.json", text.encode()))
        found, mistakes = read(text.encode())
        assert ([one.name for one in found], mistakes) == ([("sap-mpl", "G")], [])


@pytest.mark.parametrize(
    ("document", "mistakes"),
    [
        (
            {"error": {"code": "Bad Request", "message": {"lang": "en", "value": "Invalid value: '1'."}}},
            [
                "logs.json:1:1: this is no record of SAP message processing logs (OData JSON) at /error:"
                " the service answered with an error and no data: Bad Request: Invalid value: '1'. (mend it, or leave it out)"
            ],
        ),
        (
            {"d": {"results": []}},
            ["logs.json:1:1: this capture holds no record (capture something, or leave it out)"],
        ),
        ({"d": {"results": [row()], "__count": "1"}}, []),
        (
            {"d": {"__count": 2, "results": [row()]}},
            ["logs.json:1:1: this has 1 of the 2 rows that the service counted (fetch them all)"],
        ),
        (
            {"d": {"results": [row()], "__next": "https://cpi.example.org/?$skiptoken=1"}},
            [
                "logs.json:1:1: the service had more rows than this has (1)"
                " (fetch the next page too and write it behind this one)"
            ],
        ),
        (
            {"value": [row()], "@odata.count": 5},
            ["logs.json:1:1: this has 1 of the 5 rows that the service counted (fetch them all)"],
        ),
        (
            {
                "d": row(
                    Runs={"results": [{"Id": "R", "OverallState": "FAILED", "RunSteps": {"results": [7]}}]}
                )
            },
            [
                "logs.json:1:1: this is no record of SAP message processing logs (OData JSON)"
                " at /d/Runs/results/0/RunSteps/results/0: an object should stand here, not 7 (mend it, or leave it out)"
            ],
        ),
        (
            {"d": row(CustomHeaderProperties="x")},
            [
                "logs.json:1:1: this is no record of SAP message processing logs (OData JSON)"
                ' at /d/CustomHeaderProperties: a list should stand here, not "x" (mend it, or leave it out)'
            ],
        ),
        (
            {"d": row(Runs={"results": [], "__next": "https://cpi.example.org/?$skiptoken=1"})},
            [
                "logs.json:1:1: the service had more at /d/Runs"
                " (fetch the next page too and write it into the list)"
            ],
        ),
        (
            [{"Sender": "A"}],
            [
                "logs.json:1:1: this is no record of SAP message processing logs (OData JSON)"
                " at /0: neither MessageGuid nor Status stands here (mend it, or leave it out)"
            ],
        ),
    ],
)
def test_what_the_service_did_not_give_is_said(document: Any, mistakes: list[str]) -> None:
    said = [re.sub(r"^(logs.json:1):\d+:", r"\1:1:", mistake) for mistake in read(document)[1]]
    assert said == mistakes  # columns are held in the tests of records


@pytest.mark.parametrize("counted", [{"__count": "2"}, {}])
@pytest.mark.parametrize("indent", [None, 1])
def test_pages_that_follow_one_another_are_whole_when_all_are_there(counted: Any, indent: int | None) -> None:
    page = {"results": [row()], **counted}
    first = json.dumps({"d": {**page, "__next": "https://cpi.example.org/2"}}, indent=indent)
    last = json.dumps({"d": page}, indent=indent)
    found, mistakes = read(f"{first}\n{last}".encode())
    assert (len(found), mistakes) == (2, [])
    found, mistakes = read(f"{first}\n{first}".encode())
    assert (len(found), len(mistakes)) == (2, 0 if counted else 1)


def test_steps_fetched_by_themselves_follow_their_run() -> None:
    found, mistakes = read({"d": {"results": [{"RunId": "R", "ChildCount": 1, "Status": "COMPLETED"}]}})
    assert [(one.name, one.follows) for one in found] == [(("sap-step", "R/1"), (("sap-run", "R"),))]
    assert mistakes == []


@fuzz
@given(mutations(WHOLE))
def test_whatever_stands_in_a_log_nothing_foreign_comes_of_it(logs: Any) -> None:
    nothing_foreign(sap_mpl.FORMAT, written(logs))


@fuzz
@given(damaged(FILE.read_bytes()))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(sap_mpl.FORMAT, data)


@pytest.mark.exhaustive
def test_logs_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(
        sap_mpl.FORMAT, json.dumps({"d": {"results": [row(), row()], "__count": "2"}}, indent=1).encode()
    )
