"""`seamproof import`: what is written, what is said beside it, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Write

Seamproof = Callable[..., Ran]

CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
systems: {shop: {statuses: {}}, hub: {statuses: {}}}
boundaries:
  shop-to-hub:
    from: shop
    to: hub
    messages: {order: {case: /id}}
captures:
  - {format: har, where: {url: "*/orders"}, boundary: shop-to-hub}
"""


def entry(url: str, payload: object = None) -> dict[str, object]:
    request: dict[str, object] = {"method": "POST", "url": url, "headers": []}
    if payload is not None:
        request["postData"] = {"mimeType": "application/json", "text": json.dumps(payload)}
    return {
        "startedDateTime": "2026-03-02T09:00:00.5Z",
        "time": 1,
        "request": request,
        "response": {"status": 200},
    }


def har(*entries: object) -> str:
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


@pytest.fixture
def project(written: Write, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    def make(**files: str) -> Path:
        folder = written(
            {"contracts/orders/contract.yaml": CONTRACT, **{n.replace("_", "."): t for n, t in files.items()}}
        )
        monkeypatch.chdir(folder)
        return folder

    return make


def test_a_capture_becomes_a_recording_that_check_reads(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    project(a_har=har(entry("https://hub/orders", {"id": "7"})))
    ran = seamproof("import", "a.har", "-o", "contracts/orders/a.jsonl")
    assert (ran.code, "tokens are of this run alone" in ran.err) == (0, True)
    header, event = map(json.loads, Path("contracts/orders/a.jsonl").read_text().splitlines())
    assert (header["set"], header["from"]) == ("orders", "har")
    assert (event["case"], event["kind"], event["boundary"], event["payload"]) == (
        "7",
        "sent",
        "shop-to-hub",
        {"id": "7"},
    )
    assert "1 case, 1 event -> contracts/orders/a.jsonl" in ran.out
    Path("contracts/orders/recordings").mkdir()
    Path("contracts/orders/a.jsonl").rename("contracts/orders/recordings/a.jsonl")
    assert seamproof("check").code == 0


def test_what_is_not_recognised_is_listed_with_a_row_to_paste(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    project(
        a_har=har(
            entry("https://hub/orders", {"id": "7"}), entry("https://hub/health"), entry("https://hub/health")
        )
    )
    ran = seamproof("import", "a.har", "-o", "-")
    assert ran.code == 0
    assert "2 x har: POST hub /health, first at a.har:1" in ran.err
    assert "- {format: har, where: {method: POST, host: hub, path: /health}, boundary: …}" in ran.err
    assert len(ran.out.splitlines()) == 2  # the recording alone is on standard output


def test_nothing_recognised_is_no_success(project: Callable[..., Path], seamproof: Seamproof) -> None:
    project(a_har=har(entry("https://hub/health")))
    ran = seamproof("import", "a.har", "-o", "x.jsonl")
    assert ran.code == 2
    assert "error: nothing was recognised; write rows of captures into the contract" in ran.out


def test_a_record_that_can_not_be_used_is_said_and_the_rest_is_written(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    project(a_har=har(entry("https://hub/orders", {"id": "7"}), {"request": 5}))
    ran = seamproof("import", "a.har", "-o", "x.jsonl")
    assert ran.code == 2
    assert "/log/entries/1/request: an object should stand here, not 5" in ran.out.replace("\n  ", " ")
    assert len(Path("x.jsonl").read_text().splitlines()) == 2


def test_without_a_contract_everything_is_kept_as_notes(
    written: Write, seamproof: Seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written({"a.har": har(entry("https://hub/orders", {"id": "7"}))}))
    ran = seamproof("import", "a.har", "-o", "x.jsonl")
    assert ran.code == 0
    assert "There is no contract set to recognise anything by" in ran.out
    assert json.loads(Path("x.jsonl").read_text().splitlines()[1])["kind"] == "note"


def test_all_keeps_what_is_not_recognised_in_its_case(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    project(a_har=har(entry("https://hub/orders", {"id": "7"}), entry("https://hub/health", {"up": True})))
    assert seamproof("import", "a.har", "-o", "x.jsonl", "--all").code == 0
    kinds = [json.loads(line)["kind"] for line in Path("x.jsonl").read_text().splitlines()[1:]]
    assert kinds == ["sent", "note"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.har"], "import needs to know where the recording goes"),
        ([], "import needs a capture"),
        (["a.har", "-o", "x", "--complete", "hub"], "hub does not say how much of a system was captured"),
        (["a.har", "-o", "x", "--complete", "hubb=full"], "orders has no system hubb"),
        (["a.har", "-o", "x", "--complete", "hub=ful"], '"ful" is not known (did you mean full?)'),
        (["a.har", "-o", "x", "--set", "order"], 'there is no contract set "order"'),
        (["a.har", "-o", "x", "--contracts", "nowhere"], "nowhere"),
        (["nowhere.har", "-o", "x"], "nowhere.har can't be opened"),
        (["harr", "a.har", "-o", "x"], 'there is no format "harr" of captures = help: did you mean har?'),
        (["a.har", "./a.har", "-o", "x"], "./a.har is named twice"),
        (["our.jsonl", "-o", "x"], "our.jsonl is a recording already"),
        (["empty", "-o", "x"], "this is empty"),
        (["text", "-o", "x"], "this is of no format that is known here"),
        (["folder", "-o", "x"], "folder is a folder"),
        (["a.har", "-o", "nowhere/x"], "there is no folder"),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_is_written(
    arguments: list[str], says: str, project: Callable[..., Path], seamproof: Seamproof
) -> None:
    ours = '{"recording":1}\n{"case":"1","id":"e1","kind":"note"}\n'
    folder = project(
        a_har=har(entry("https://hub/orders", {"id": "7"})), empty="", text="<<< hello\n", our_jsonl=ours
    )
    (folder / "folder").mkdir()
    ran = seamproof("import", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err.replace("\n  ", " ")
    assert not (folder / "x").exists()


def test_the_format_may_be_said(project: Callable[..., Path], seamproof: Seamproof) -> None:
    project(a_har=har(entry("https://hub/orders", {"id": "7"})))
    assert seamproof("import", "har", "a.har", "-o", "x.jsonl").code == 0


def test_the_formats_are_listed_with_what_where_can_look_at(seamproof: Seamproof) -> None:
    ran = seamproof("import", "--formats")
    assert (ran.code, ran.err) == (0, "")
    assert "har  HTTP Archive (HAR 1.2)" in ran.out
    assert "  url:           the whole address" in ran.out


def test_a_system_of_which_everything_was_captured_is_in_the_header(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    project(a_har=har(entry("https://hub/orders", {"id": "7"})))
    seamproof("import", "a.har", "-o", "x.jsonl", "--complete", "hub=full, shop=status")
    assert json.loads(Path("x.jsonl").read_text().splitlines()[0])["complete"] == {
        "shop": "status",
        "hub": "full",
    }


def test_what_is_sensitive_is_masked_before_it_is_written_and_in_what_is_said(
    project: Callable[..., Path], seamproof: Seamproof
) -> None:
    order = {"id": "7", "mail": "ada@example.org"}
    path = "https://hub/users/ada@example.org/orders?token=abc"
    project(a_har=har(entry("https://hub/orders", order), entry(path.replace("orders", "x"))))
    ran = seamproof("import", "a.har", "-o", "x.jsonl")
    written = Path("x.jsonl").read_text()
    assert ran.code == 0
    assert "ada" not in written + ran.out + ran.err
    assert json.loads(written.splitlines()[0])["masked"] == {"e-mail": "hmac"}


def test_of_several_sets_the_one_in_whose_folder_the_captures_lie_is_meant(
    written: Write, seamproof: Seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = CONTRACT.replace("contract: orders", "contract: others")
    capture = har(entry("https://hub/orders", {"id": "7"}))
    files = {"contracts/a/contract.yaml": CONTRACT, "contracts/b/contract.yaml": other}
    monkeypatch.chdir(written({**files, "contracts/b/captures/a.har": capture, "a.har": capture}))
    assert seamproof("import", "contracts/b/captures/a.har", "-o", "x.jsonl").code == 0
    assert json.loads(Path("x.jsonl").read_text().splitlines()[0])["set"] == "others"
    ran = seamproof("import", "a.har", "-o", "x.jsonl")
    assert (ran.code, "there are 2 contract sets" in ran.err) == (2, True)
    assert seamproof("explain", "contracts/b/captures/a.har").code == 0
