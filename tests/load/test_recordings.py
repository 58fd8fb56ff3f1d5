"""Tests of recordings as files: what is read, what is refused and where, and what a cut file still gives."""

import gzip
import json
import os
import subprocess
import sys
import zlib
from decimal import Decimal
from pathlib import Path

import orjson
import pytest
import zstandard

from checker.errors import MissingExtraError, RecordingError
from checker.load.recordings import recording
from checker.load.recordings.seen import SeenNames
from checker.model.limits import Limits
from checker.model.recordings import Body, Case, Complete, Effect, Event, Header, Kind, Reply, Shown

HEADER = '{"recording":1,"set":"s","complete":{"erp":"status"}}'
SENT = '{"case":"1","id":"e1","kind":"sent","boundary":"b","payload":{"qty":"3"}}'
STATUS = '{"case":"1","id":"e2","kind":"status","system":"erp","of":"e1","status":{"code":"53"}}'


def line(case: str, name: str = "e1", **keys: object) -> str:
    """A line of an event that is a note unless `keys` say otherwise."""
    return orjson.dumps({"case": case, "id": name, "kind": "note", **keys}).decode()


def read(path: Path, limits: Limits = Limits()) -> tuple[list[Case], list[str]]:  # noqa: B008
    """The cases of a file, and its mistakes without the file's name."""
    found = recording(str(path), limits=limits)
    cases = list(found.cases())
    return cases, [str(mistake).removeprefix(f"{path}:") for mistake in found.mistakes]


def write(path: Path, *lines: str) -> Path:
    path.write_bytes(b"".join(text.encode() + b"\n" for text in lines))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


@pytest.mark.parametrize("number", ["1e399", "9" * 399])
def test_a_clock_is_not_off_by_more_than_any_number(path: Path, number: str) -> None:
    head = '{"recording":1,"clock_skew_ms":{"erp":%s}}' % number  # noqa: UP031 - braces of JSON
    _, mistakes = read(write(path, head, SENT))
    assert [mistake.partition(": a number")[0] for mistake in mistakes] == ["1:33"]


def test_the_events_of_a_case_come_together(path: Path) -> None:
    cases, mistakes = read(write(path, HEADER, SENT, STATUS, line("2")))
    assert mistakes == []
    assert cases == [
        Case(
            name="1",
            events=(
                Event(case="1", id="e1", kind=Kind.SENT, boundary="b", payload={"qty": "3"}),
                Event(case="1", id="e2", kind=Kind.STATUS, system="erp", of=("e1",), status=Shown(code="53")),
            ),
            recording=str(path),
        ),
        Case(name="2", events=(Event(case="2", id="e1", kind=Kind.NOTE),), recording=str(path)),
    ]
    assert [event.line for case in cases for event in case.events] == [2, 3, 4]
    assert cases[1].header == Header(set="s", complete={"erp": Complete.STATUS})


def test_every_key_of_an_event_is_read(path: Path) -> None:
    exchange = {
        "case": "1",
        "id": "e1",
        "kind": "exchange",
        "at": "2026-02-28T23:59:60.123456789+05:30",
        "until": None,
        "system": "hub",
        "boundary": "b",
        "message": "order",
        "version": "2.3",
        "of": [],
        "attempt": 2,
        "ids": {"order": "0007"},
        "headers": [["X-A", "1"], ["x-a", "2"]],
        "received_headers": [],
        "sent": None,
        "received": {"a": 1.5},
        "reply": {
            "code": "200",
            "headers": [],
            "body": {"media": "text/plain", "text": "ok", "truncated": True},
        },
        "key": "k",
        "attributes": {"n": 1},
        "src": {"file": "a.har", "line": 3},
    }
    note = {"case": "1", "id": "e2", "kind": "note", "of": "e1"}
    note |= {
        "body": {"state": "not-recorded"},
        "status": {"code": "5", "to": "a", "layer": "flow", "reason": "r"},
    }
    effect = {"case": "1", "id": "e3", "kind": "effect"}
    effect["effect"] = {"fact": "posted", "key": "1", "before": None, "after": False}
    cases, mistakes = read(write(path, *(orjson.dumps(each).decode() for each in (exchange, note, effect))))
    assert mistakes == []
    assert cases[0].events == (
        Event(
            case="1",
            id="e1",
            kind=Kind.EXCHANGE,
            at="2026-02-28T23:59:60.123456789+05:30",
            system="hub",
            boundary="b",
            message="order",
            version="2.3",
            attempt=2,
            ids={"order": "0007"},
            headers=(("X-A", "1"), ("x-a", "2")),
            received_headers=(),
            sent=None,
            received={"a": 1.5},
            reply=Reply(code="200", body=Body(media="text/plain", text="ok", truncated=True)),
            key="k",
            attributes={"n": 1},
            src={"file": "a.har", "line": 3},
        ),
        Event(
            case="1",
            id="e2",
            kind=Kind.NOTE,
            of=("e1",),
            body=Body(state="not-recorded"),
            status=Shown(code="5", to="a", layer="flow", reason="r"),
        ),
        Event(
            case="1",
            id="e3",
            kind=Kind.EFFECT,
            effect=Effect(fact="posted", key="1", before=None, after=False),
        ),
    )


def test_every_key_of_the_header_is_read(path: Path) -> None:
    header = {
        "recording": 1,
        "set": "s",
        "captured": "2026-03-02T10:00:00Z",
        "from": ["har", "sap-mpl"],
        "complete": {"a": "full", "b": "sampled", "c": "none"},
        "masked": {"/email": "hmac"},
        "reference": {"currencies": "2026-02"},
        "clock_skew_ms": {"a": 12, "b": -0.5},
        "expects": ["overclaim"],
        "expires": "2027-03-01",
    }
    found = recording(str(write(path, orjson.dumps(header).decode(), SENT)))
    assert found.header == Header(
        set="s",
        captured="2026-03-02T10:00:00Z",
        source=("har", "sap-mpl"),
        complete={"a": Complete.FULL, "b": Complete.SAMPLED, "c": Complete.NONE},
        masked={"/email": "hmac"},
        reference={"currencies": "2026-02"},
        clock_skew_ms={"a": 12.0, "b": -0.5},
        expects=("overclaim",),
        expires="2027-03-01",
    )
    assert len(list(found.cases())) == 1
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "1:1: an event is a JSON object, and this is [1] (write it in braces)"),
        ("null", "1:1: an event is a JSON object, and this is null (write it in braces)"),
        ("{}", '1:1: this event has no "case" (write "case")'),
        (
            '{"case":"1","id":"a","kind":"status","system":"erp","staus":{"code":"5"}}',
            '1:53: the key "staus" is not known here (write "status")',
        ),
        (
            '{"case":"1","id":"a","kind":"sended","boundary":"b"}',
            "1:22: one of sent, received, exchange, status, step, effect, note should stand here, "
            'not "sended" (write "sent")',
        ),
        (
            '{"case":1,"id":"a","kind":"note"}',
            "1:2: text should stand here, not 1 (write a text in double quotes)",
        ),
        (
            '{"case":"","id":"a","kind":"note"}',
            "1:2: this text is empty (write the name, or leave the key out)",
        ),
        (
            '{"case":"1","id":"a","kind":"sent"}',
            '1:1: this event of kind "sent" has no "boundary" (write "boundary")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","at":"2026-03-02T09:15:01"}',
            '1:36: a time with its zone should stand here, not "2026-03-02T09:15:01" '
            '(write it as "2026-03-02T09:15:01.120Z")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","at":"2026-02-30T09:15:01Z"}',
            '1:36: "2026-02-30" is no day of the calendar (write the day that is meant)',
        ),
        (
            '{"case":"1","id":"a","kind":"note","attempt":true}',
            "1:36: a whole number from 1 should stand here, not true (count from 1)",
        ),
        (
            '{"case":"1","id":"a","kind":"note","headers":[["a","b"],["a"]]}',
            '1:57: a header is two texts, not ["a"] (write it as ["name", "value"])',
        ),
        (
            '{"case":"1","id":"a","kind":"note","headers":{"a":"b"}}',
            '1:36: a list should stand here, not {"a": "b"} (write it in square brackets)',
        ),
        (
            '{"case":"1","id":"a","kind":"note","ids":{"order":7}}',
            "1:43: text should stand here, not 7 (write a text in double quotes)",
        ),
        (
            '{"case":"1","id":"a","kind":"note","of":["e",null]}',
            "1:46: text should stand here, not null (write a text in double quotes)",
        ),
        (
            '{"case":"1","id":"a","kind":"note","status":{"to":"b"}}',
            '1:36: the key "code" is missing here (write "code")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","status":{"code":"1","layer":"flw"}}',
            "1:57: one of transport, step, flow, application, business should stand here, "
            'not "flw" (write "flow")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","status":"53"}',
            '1:36: an object should stand here, not "53" (write it in braces)',
        ),
        (
            '{"case":"1","id":"a","kind":"note","effect":{"facts":"x"}}',
            '1:46: the key "facts" is not known here (write "fact")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","sent":{}}',
            '1:36: "sent" is not read in an event of kind "note" '
            '(move it to an event of kind "exchange", or delete it)',
        ),
        (
            '{"case":"1","id":"a","kind":"exchange","boundary":"b"}',
            '1:1: this event of kind "exchange" has none of received, reply, sent (write what was captured)',
        ),
        (
            '{"case":"1","id":"a","kind":"note","payload":1,"body":{"text":"a"}}',
            "1:48: an event has a payload or a body, not both (delete one of the two)",
        ),
        (
            '{"case":"1","id":"a","kind":"note","reply":{"payload":1,"body":{"text":"a"}}}',
            "1:57: a reply has a payload or a body, not both (delete one of the two)",
        ),
        (
            '{"case":"1","id":"a","kind":"note","body":{"media":"text/plain"}}',
            "1:36: a body has one of text, base64, file and state "
            '(write what was captured, or {"state": "not-recorded"})',
        ),
        (
            '{"case":"1","id":"a","kind":"note","body":{"text":"a","file":"b"}}',
            "1:36: a body has one of text, base64, file and state, not text and file "
            '(write what was captured, or {"state": "not-recorded"})',
        ),
        (
            '{"case":"1","id":"a","kind":"note","body":{"state":"lost"}}',
            '1:44: the only state of a body is not-recorded (write "not-recorded")',
        ),
        (
            '{"case":"1","id":"a","kind":"note","body":{"text":"","truncated":"no"}}',
            '1:54: true or false should stand here, not "no" (write true or false)',
        ),
        (
            '{"recording":1,"expire":"2026-01-01"}',
            '1:16: the key "expire" is not known here (write "expires")',
        ),
        (
            '{"recording":1,"expires":"1.1.2026"}',
            '1:16: a date should stand here, not "1.1.2026" (write it as "2026-03-02")',
        ),
        (
            '{"recording":1,"clock_skew_ms":{"a":"1"}}',
            '1:33: a number of milliseconds should stand here, not "1" (write a number)',
        ),
        (
            '{"case":"1","case":"2"}',
            '1:13: the key "case" stands twice in this object (delete one of the two, or rename it)',
        ),
    ],
)
def test_a_record_that_is_wrong_is_blamed_at_the_key_that_is_wrong(path: Path, text: str, said: str) -> None:
    _, mistakes = read(write(path, text, line("2")))
    assert mistakes[0] == said


def test_all_mistakes_of_a_record_are_said_at_once(path: Path) -> None:
    wrong = '{"case":"1","kind":"sent","at":1,"payloda":{}}'
    _, mistakes = read(write(path, wrong, line("2")))
    assert [mistake.split(" (")[0] for mistake in mistakes] == [
        "1:27: a time with its zone should stand here, not 1",
        '1:34: the key "payloda" is not known here',
        '1:1: this event has no "id"',
        '1:1: this event of kind "sent" has no "boundary"',
    ]


def test_a_record_that_cannot_be_read_stops_no_other(path: Path) -> None:
    cases, mistakes = read(write(path, line("1"), '{"case":', line("1", "e2", of="e0"), line("2"), line("3")))
    assert [(case.name, [event.id for event in case.events], case.is_whole) for case in cases] == [
        ("1", ["e1", "e2"], False),
        ("2", ["e1"], True),
        ("3", ["e1"], True),
    ]
    assert mistakes == [
        "2:9: the JSON ends in the middle (look whether the file was cut, and write it again whole)"
    ]


def test_a_gap_between_two_cases_may_belong_to_either(path: Path) -> None:
    cases, _ = read(write(path, line("1"), "?", line("2"), line("3")))
    assert [(case.name, case.is_whole) for case in cases] == [("1", False), ("2", False), ("3", True)]


def test_a_case_in_two_places_is_said_with_both_and_with_what_sorts_it(path: Path, tmp_path: Path) -> None:
    write(path, HEADER, line("1"), line("2"), line("1", "e2"), line("2", "e2"))
    found = recording(str(path))
    assert [case.name for case in found.cases()] == ["1", "2"]
    said = found.mistakes
    assert [(mistake.message, str(mistake.place), str(mistake.related[0][0])) for mistake in said] == [
        ('the case "1" stands in two places; the second is not read', f"{path}:4:2", f"{path}:2:1"),
        ('the case "2" stands in two places; the second is not read', f"{path}:5:2", f"{path}:3:1"),
    ]
    command = (said[0].fix or "").partition(": ")[2].replace("python3", sys.executable)
    command = command.replace("unsorted.jsonl", str(path)).replace("sorted.jsonl", "sorted.jsonl")
    subprocess.run(command, shell=True, check=True, cwd=tmp_path)
    cases, mistakes = read(tmp_path / "sorted.jsonl")
    assert mistakes == []
    assert [[event.id for event in case.events] for case in cases] == [["e1", "e2"], ["e1", "e2"]]


def test_an_id_is_unique_in_its_case_and_in_no_other(path: Path) -> None:
    cases, mistakes = read(write(path, line("1"), line("1"), line("2")))
    assert mistakes == [
        '2:1: the id "e1" stands twice in the case "1" (give each event of a case an id of its own)'
    ]
    assert [(case.name, len(case.events), case.is_whole) for case in cases] == [
        ("1", 1, False),
        ("2", 1, True),
    ]


def test_of_names_an_event_of_the_same_case_before_or_after(path: Path) -> None:
    cases, mistakes = read(
        write(path, line("1", "a", of="b"), line("1", "b"), line("2", "order", of=["oder", "order"]))
    )
    assert mistakes == ['3:1: "of" names "oder", and no event of "2" has this id (write "order")']
    assert [case.is_whole for case in cases] == [True, False]


def test_files_may_be_joined_with_their_headers(path: Path) -> None:
    cases, mistakes = read(write(path, HEADER, line("1"), '{"recording":1,"set":"t"}', line("2")))
    assert mistakes == []
    assert [case.header.set for case in cases] == ["s", "t"]


def test_blank_lines_and_carriage_returns_say_nothing(path: Path) -> None:
    path.write_bytes(SENT.encode() + b"\r\n\r\n  \n" + STATUS.encode() + b"\r\n")
    cases, mistakes = read(path)
    assert ([len(case.events) for case in cases], mistakes) == ([2], [])


@pytest.mark.parametrize("version", ["2", '"1"', "1.0", "true"])
def test_a_recording_of_another_format_is_not_read(path: Path, version: str) -> None:
    write(path, f'{{"recording":{version}}}', SENT)
    with pytest.raises(RecordingError, match="and only format 1 can be read here"):
        recording(str(path))


@pytest.mark.parametrize("content", ["", "\n", HEADER + "\n"])
def test_a_recording_without_an_event_is_a_mistake(path: Path, content: str) -> None:
    path.write_text(content)
    assert read(path) == ([], ["1:1: this recording holds no event (record something, or delete the file)"])


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    said = []
    for name in ("pipe.jsonl", "folder.jsonl", "nothing.jsonl", "a.json"):
        with pytest.raises(RecordingError) as error:
            recording(str(tmp_path / name))
        said.append(error.value.mistakes[0].message.replace(f"{tmp_path}/", ""))
    assert said == [
        "pipe.jsonl is no regular file",
        "folder.jsonl is a folder",
        "nothing.jsonl can't be opened: No such file or directory",
        "a.json has none of the endings of a recording",
    ]


def test_a_file_that_changes_while_it_is_read_is_said(path: Path) -> None:
    found = recording(str(write(path, line("1"), line("2"))))
    for _ in found.cases():
        write(path, line("1"), line("2"), line("3"))
    assert [mistake.message for mistake in found.mistakes] == ["this file changed while it was read"]


def test_only_the_first_mistakes_are_kept_and_the_rest_counted(path: Path) -> None:
    _, mistakes = read(write(path, *["{"] * 5), Limits(errors_per_record=2))
    assert [mistake.split(" (")[0] for mistake in mistakes] == [
        "1:2: the JSON ends in the middle",
        "2:2: the JSON ends in the middle",
        "3:2: 3 further mistakes from here on are not listed",
    ]


def test_a_line_over_the_limit_is_left_out_and_the_next_is_read(path: Path) -> None:
    long = line("1", payload="x" * 600_000)
    cases, mistakes = read(write(path, long, line("2"), long), Limits(payload_size=1000))
    assert [case.name for case in cases] == ["2"]
    assert [mistake.partition(": ")[0] for mistake in mistakes] == ["1:1", "3:1"]


# Cut and damaged files: every good record counts, and the damage is named with its line.

LINES = [HEADER, *(line(str(number), payload="€" * number) for number in range(1, 8))]
WHOLE = "".join(text + "\n" for text in LINES).encode()


def whole_before(cut: int) -> list[str]:
    """The cases whose lines are there as far as all but their newline, when so many bytes are."""
    ends = [len("".join(text + "\n" for text in LINES[: number + 1]).encode()) - 1 for number in range(1, 8)]
    return [str(number) for number, end in enumerate(ends, 1) if end <= cut]


@pytest.mark.exhaustive
def test_a_file_cut_anywhere_gives_all_its_whole_records_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    for cut in range(len(HEADER) + 2, len(WHOLE)):
        path.write_bytes(WHOLE[:cut])
        cases, mistakes = read(path)
        assert [case.name for case in cases] == whole_before(cut)
        is_at_end = WHOLE[cut - 1 : cut] == b"\n"
        number = WHOLE[:cut].count(b"\n") + 1
        assert [mistake.partition(":")[0] for mistake in mistakes] == ([] if is_at_end else [str(number)])


@pytest.mark.exhaustive
def test_a_gzip_file_cut_anywhere_says_so_and_gives_what_can_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress(WHOLE, mtime=0)
    for cut in range(1, len(packed)):
        path.write_bytes(packed[:cut])
        unpacked = zlib.decompressobj(31).decompress(packed[:cut])
        cases, mistakes = read(path)
        assert [case.name for case in cases] == whole_before(len(unpacked))
        is_at_end = unpacked == b"" or unpacked.endswith(b"\n")
        number = unpacked.count(b"\n") + 1
        assert mistakes[0].split(" (")[0].replace(":1:", ":", 1) == (
            f"{number}: the file ends in the middle of its gzip data"
        ), is_at_end
        assert len(mistakes) == 1


def test_a_damaged_gzip_file_gives_what_comes_before_and_never_passes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress(WHOLE, mtime=0)
    for position in range(10, len(packed)):
        path.write_bytes(packed[:position] + bytes([packed[position] ^ 0x55]) + packed[position + 1 :])
        cases, mistakes = read(path)
        assert mistakes
        assert len(cases) <= 7


def test_what_a_damaged_piece_still_unpacks_to_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(line(str(number), payload=os.urandom(20).hex()) + "\n" for number in range(2000)).encode()
    packed = bytearray(gzip.compress(lines, mtime=0))
    middle = len(packed) // 2
    good = zlib.decompressobj(31).decompress(bytes(packed[:middle])).count(b"\n")
    packed[middle : middle + 100] = b"\xff" * 100
    path.write_bytes(packed)
    cases, mistakes = read(path)
    assert len(cases) >= good - 1
    assert any("gzip data is damaged" in mistake for mistake in mistakes)


def test_a_check_sum_that_does_not_fit_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = bytearray(gzip.compress(WHOLE, mtime=0))
    packed[-8] ^= 1
    path.write_bytes(packed)
    cases, mistakes = read(path)
    assert len(cases) == 7
    assert mistakes[0].startswith("9:1: the gzip data is damaged: ")


def test_gzip_files_may_be_joined_and_padded(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(WHOLE) + gzip.compress((line("8") + "\n").encode()) + b"\0" * 7)
    cases, mistakes = read(path)
    assert (len(cases), mistakes) == (8, [])


def test_what_stands_behind_the_gzip_data_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(WHOLE) + b"more than this")
    cases, mistakes = read(path)
    assert len(cases) == 7
    assert mistakes[0].startswith("9:1: the gzip data is damaged: ")


def test_an_empty_gzip_file_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    for content in (b"", gzip.compress(b"")):
        path.write_bytes(content)
        assert read(path) == (
            [],
            ["1:1: this recording holds no event (record something, or delete the file)"],
        )


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(decompressed_size=3_000_000), "this unpacks to more than 3,000,000 bytes"),
        (Limits(), "this unpacks to more than 200 times its size"),
    ],
)
@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_a_bomb_is_not_unpacked_beyond_the_limits(
    tmp_path: Path, ending: str, limits: Limits, said: str
) -> None:
    path = tmp_path / f"a.jsonl.{ending}"
    content = (line("1") + "\n").encode() + (b" " * 99 + b"\n") * 400_000
    path.write_bytes(gzip.compress(content) if ending == "gz" else zstandard.compress(content))
    cases, mistakes = read(path, limits)
    assert [case.name for case in cases] == ["1"]
    assert said in mistakes[0]


def test_a_zstandard_file_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(WHOLE) + zstandard.compress((line("8") + "\n").encode()))
    cases, mistakes = read(path)
    assert (len(cases), mistakes) == (8, [])


@pytest.mark.exhaustive
def test_a_zstandard_file_cut_anywhere_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    packed = zstandard.compress(WHOLE)
    for cut in range(1, len(packed)):
        path.write_bytes(packed[:cut])
        _, mistakes = read(path)
        assert any("ends in the middle of its Zstandard data" in mistake for mistake in mistakes)


def test_a_damaged_zstandard_file_gives_the_blocks_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    lines = "".join(line(str(number), payload=os.urandom(60).hex()) + "\n" for number in range(4000)).encode()
    packed = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(lines))
    packed[-200] ^= 0xFF
    path.write_bytes(packed)
    cases, mistakes = read(path)
    assert len(cases) > 2000
    assert mistakes


def test_without_the_extra_a_zstandard_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingExtraError, match="pip install 'seamproof\\[zstd\\]'"):
        recording(str(tmp_path / "a.jsonl.zst"))


# YAML

YAML = """\
recording: 1
set: s
expects: [overclaim]
case: 0711
events:
  - {id: e1, kind: sent, boundary: b, at: null, attempt: 1, payload: {qty: 1.10, no: no, id: 012, x: null}}
  - {id: e2, kind: status, system: erp, of: e1, at: 2026-03-02T09:15:01Z, status: {code: 53}}
"""


def test_a_single_case_may_stand_in_yaml_with_text_where_text_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML)
    found = recording(str(path))
    assert found.header == Header(set="s", expects=("overclaim",))
    payload = {"qty": Decimal("1.10"), "no": "no", "id": "012", "x": None}
    assert list(found.cases()) == [
        Case(
            name="0711",
            events=(
                Event(case="0711", id="e1", kind=Kind.SENT, boundary="b", attempt=1, payload=payload),
                Event(
                    case="0711",
                    id="e2",
                    kind=Kind.STATUS,
                    at="2026-03-02T09:15:01Z",
                    system="erp",
                    of=("e1",),
                    status=Shown(code="53"),
                ),
            ),
            recording=str(path),
        )
    ]
    assert found.mistakes == ()


def test_the_records_of_json_lines_may_stand_in_a_yaml_list(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(f"- {HEADER}\n- {SENT}\n- {STATUS}\n".replace(":", ": "))
    found = recording(str(path))
    assert found.header == Header(set="s", complete={"erp": Complete.STATUS})
    assert [len(case.events) for case in found.cases()] == [2]
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "case: 1\nevents:\n  - {id: a, kind: note, of: [a, b]}\n",
            '3:1: "of" names "b", and no event of "1" has this id',
        ),
        (
            "case: 1\nevents:\n  - {id: a, kind: nota}\n",
            "3:19: one of sent, received, exchange, status, step",
        ),
        (
            "case: 1\nevents:\n  - {id: a, kind: note, headers: [[a, b], [c]]}\n",
            "3:43: a header is two texts",
        ),
        ("events:\n  - {id: a, kind: note}\n", '2:5: this event has no "case"'),
        ("case: 1\n", '1:1: this recording has no "events"'),
        ("case: 1\nexpect: [a]\nevents: [{id: a, kind: note}]\n", '2:9: the key "expect" is not known here'),
        ("case: 1\ncase: 2\n", '2:1: the key "case" stands here a second time'),
        ("case: [1\n", ""),
        ("", "1:1: this recording holds no event"),
        ("a text", "1:1: an event is a JSON object"),
    ],
)
def test_what_is_wrong_in_yaml_is_blamed_where_it_stands(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    _, mistakes = read(path)
    assert mistakes[0].startswith(said)


def test_a_yaml_recording_of_another_format_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("recording: 2\ncase: 1\nevents: []\n")
    with pytest.raises(RecordingError, match=r"a\.yaml:1:12: this recording is of format 2"):
        recording(str(path))


def test_names_are_remembered_with_the_line_of_their_first_sight() -> None:
    seen = SeenNames()
    assert [seen.first_line(f"case {number}", number) for number in range(5_000)] == [None] * 5_000
    assert [seen.first_line(f"case {number}", 1) for number in range(5_000)] == list(range(5_000))


def test_the_example_of_the_format_is_read(path: Path) -> None:
    text = json.dumps(
        {"case": "4711", "id": "e7", "kind": "effect", "system": "erp", "effect": {"fact": "posted"}}
    )
    cases, mistakes = read(write(path, text))
    assert mistakes == []
    assert cases[0].events[0].effect == Effect(fact="posted")
