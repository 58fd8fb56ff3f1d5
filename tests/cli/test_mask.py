"""`seamproof mask` and `replay --masked`: what they write, what they refuse, and that no secret gets out."""

import gzip
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from checker.model.recordings import Case, Header
from checker.report.recording import lines
from tests.analysis.masking.planted import (
    AROUND,
    CASELESS,
    CONTRACT,
    DECLARED,
    ENCODINGS,
    PLACES,
    SECRETS,
    SENT,
    WORDS,
    layers,
    texts,
)

Write = Callable[[Mapping[str, str]], Path]

CONTRACTS = Path("contracts")
SECRET_LINE = (
    '{"case":"1","id":"a","kind":"sent","boundary":"portal-to-erp","message":"order",'
    '"headers":[["Authorization","Bearer abc123def456"]],"payload":{"name":"Ada Quillfeather","to":"ada@example.org"}}\n'
)


@pytest.fixture
def folder(written: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set, a recording in it, and nothing else; also temporary files go there."""
    made = written(
        {"shop/contract.yaml": CONTRACT, "shop/recordings/a.jsonl": SECRET_LINE, "temporary/.keep": ""}
    )
    monkeypatch.setattr(tempfile, "tempdir", str(made / "temporary"))
    monkeypatch.chdir(made)
    return made


def planted() -> list[Case]:
    """A case for each place and encoding, the secrets taking turns."""
    turns = cycle(SECRETS)
    made = []
    for place in PLACES:
        if place in {"of", "extra"}:  # a cause that is not there, and a key that is not known, are not read
            continue
        for encoding, encode in ENCODINGS.items():
            name = next(turns)
            while (encoding == "capitals" and name not in CASELESS) or (
                place in WORDS and name in CASELESS[:2]
            ):
                name = next(turns)
            event = PLACES[place](encode(AROUND.get(name, SECRETS[name])))
            case = event.case if place == "case" else f"c{len(made)}"
            events = (replace(SENT, id="e1", payload=DECLARED), event)
            made.append(
                Case(name=case, events=tuple(replace(one, case=case) for one in events), recording="")
            )
    return made


def secrets_in(text: str) -> list[str]:
    rows: list[object] = [
        json.loads(row) if row.startswith(("{", "[")) and row.endswith(("}", "]")) else row
        for row in text.splitlines()
    ]
    decoded = {layer.lower() for one in set(texts(rows)) for layer in layers(one, 4)}
    return [name for name, secret in SECRETS.items() if any(secret.lower() in layer for layer in decoded)]


@pytest.mark.exhaustive
def test_no_planted_secret_gets_through_either_command(folder: Path, seamproof, monkeypatch) -> None:
    monkeypatch.setenv("SEAMPROOF_MASK_KEY", "a key for tests")
    cases = planted()
    assert len(cases) == (len(PLACES) - 2) * len(ENCODINGS)
    path = folder / "shop/recordings/a.jsonl"
    path.write_text("".join(lines(Header(set="shop"), cases)), "utf-8")
    ran = seamproof("mask", path, "-o", folder / "masked.jsonl")
    assert (ran.code, ran.err) == (0, f"{path}: masked by the contract set shop\n")
    outputs = [ran.out, ran.err, (folder / "masked.jsonl").read_text("utf-8")]
    for form in ("full", "concise", "json", "jsonl"):
        ran = seamproof(
            "replay",
            path,
            "shop",
            "--boundary",
            "portal-to-erp",
            "--masked",
            "--output-format",
            form,
            "--write",
            folder / "made.jsonl",
        )
        assert ran.code in (0, 1, 2)
        outputs += [ran.out, ran.err, (folder / "made.jsonl").read_text("utf-8")]
    assert [secrets_in(output) for output in outputs] == [[]] * len(outputs)
    assert [file.name for file in (folder / "temporary").iterdir()] == [".keep"]
    assert secrets_in(path.read_text("utf-8"))  # they are found where they are


@pytest.mark.parametrize("story", ["order-to-cash", "payouts", "overtaken", "github-checks"])
def test_a_masked_recording_shows_what_it_showed(tmp_path: Path, seamproof, story: str) -> None:
    shutil.copytree(CONTRACTS / story, tmp_path / story)
    before = seamproof("check", tmp_path, "--output-format", "json")
    recordings = sorted((tmp_path / story / "recordings").iterdir())
    ran = seamproof("mask", "--in-place", *recordings)
    assert ran.code == 0
    after = seamproof("check", tmp_path, "--output-format", "json")
    assert after.code == before.code
    told = [
        [(one["rule"], one["subject"], one["count"], one["evidence"]) for one in json.loads(ran.out)[part]]
        for ran in (before, after)
        for part in ("findings", "expected")
    ]
    assert told[:2] == told[2:]
    assert json.loads(after.out)["errors"] == json.loads(before.out)["errors"] == []
    assert [sorted(file.name for file in recordings)] == [
        sorted(p.name for p in recordings[0].parent.iterdir())
    ]


def test_the_same_key_gives_the_same_bytes_and_another_one_others(
    folder: Path, seamproof, monkeypatch
) -> None:
    (folder / "key").write_text("a key for tests\n")
    monkeypatch.setenv("SEAMPROOF_MASK_KEY", "a key for tests")
    by_variable = seamproof("mask", "shop/recordings/a.jsonl")
    by_file = seamproof("mask", "shop/recordings/a.jsonl", "--mask-key-file", "key")
    monkeypatch.setenv("SEAMPROOF_MASK_KEY", "another")
    by_another = seamproof("mask", "shop/recordings/a.jsonl")
    monkeypatch.delenv("SEAMPROOF_MASK_KEY")
    by_none = seamproof("mask", "shop/recordings/a.jsonl")
    assert by_variable == by_file
    assert len({by_variable.out, by_another.out, by_none.out}) == 3
    assert by_none.err.endswith(
        "The tokens are of this run alone: with a key in SEAMPROOF_MASK_KEY they stay the same.\n"
    )


def test_the_first_line_says_what_was_masked(folder: Path, seamproof) -> None:
    ran = seamproof("mask", "shop/recordings/a.jsonl")
    header, event = map(json.loads, ran.out.splitlines())
    assert header == {
        "recording": 1,
        "masked": {"e-mail": "hmac", "header:authorization": "removed", "portal-to-erp/order#/name": "hmac"},
    }
    assert event["headers"] == [["Authorization", "removed"]]


def test_without_a_set_what_values_look_like_is_masked_and_that_is_said(folder: Path, seamproof) -> None:
    (folder / "alone.jsonl").write_text(SECRET_LINE)
    ran = seamproof("mask", "alone.jsonl")
    assert ran.code == 0
    assert ran.err.startswith(
        "alone.jsonl: masked by what values look like alone: no contract set was found\n"
    )
    assert ("Quillfeather" in ran.out, "ada@example.org" in ran.out) == (True, False)
    ran = seamproof("mask", "alone.jsonl", "--contracts", "shop")
    assert ran.err.startswith("alone.jsonl: masked by the contract set shop\n")
    assert "Quillfeather" not in ran.out


def test_where_a_line_cannot_be_read_nothing_is_written_and_nothing_of_it_shown(
    folder: Path, seamproof
) -> None:
    path = folder / "shop/recordings/a.jsonl"
    path.write_text(SECRET_LINE + '{"case":"1","id":"b","kind":"note","attempt":"ada@example.org"}\n')
    for arguments in (("mask", path, "-o", "masked.jsonl"), ("mask", path), ("mask", "--in-place", path)):
        ran = seamproof(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "line 2, column" in ran.err
        assert secrets_in(ran.err) == []
        assert "ada@" not in ran.err
    assert not (folder / "masked.jsonl").exists()
    assert "Quillfeather" in path.read_text()
    ran = seamproof("replay", path, "shop", "--boundary", "portal-to-erp", "--masked")
    assert ran.code == 2
    assert "ada@" not in ran.out + ran.err


def test_a_payload_by_itself_is_replayed_masked(folder: Path, seamproof, monkeypatch) -> None:
    for content, code in ((b'{"name":"Ada Quillfeather"}', 0), (b'{"name":"Ada Quillfeather",}', 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        ran = seamproof("replay", "-", "shop", "--boundary", "portal-to-erp", "--masked")
        assert ran.code == code
        assert "Ada" not in ran.out + ran.err


def test_what_is_packed_is_written_packed(folder: Path, seamproof) -> None:
    ran = seamproof("mask", "shop/recordings/a.jsonl", "-o", "masked.jsonl.gz")
    assert (ran.code, ran.out) == (0, "")
    assert gzip.decompress((folder / "masked.jsonl.gz").read_bytes()).startswith(b'{"recording":1')


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mask",), "the following arguments are required: FILE"),
        (("mask", "missing.jsonl"), "missing.jsonl can't be opened: No such file"),
        (
            ("mask", "shop/recordings/a.jsonl", "-o", "a.yaml"),
            "a.yaml can't be written: a masked recording is JSON Lines",
        ),
        (("mask", "shop/recordings/a.jsonl", "--mask-key-file", "none"), "the key file none can't be read"),
        (("mask", "shop/recordings/a.jsonl", "--contracts", "none"), "none is not there"),
        (("replay", "x.json", "--boundary", "b", "--mask-key-file", "k"), "--mask-key-file is for --masked"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, seamproof, arguments: tuple[str, ...], says: str
) -> None:
    ran = seamproof(*arguments)
    assert ran.code == 2
    assert says in ran.err


def test_an_empty_key_is_refused(folder: Path, seamproof, monkeypatch) -> None:
    monkeypatch.setenv("SEAMPROOF_MASK_KEY", " ")
    ran = seamproof("mask", "shop/recordings/a.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "SEAMPROOF_MASK_KEY is empty" in ran.err
