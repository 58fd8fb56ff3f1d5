"""Parts of a recording, read one by one, are the recording."""

import json
import random
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from checker.load.recordings import part, recording
from checker.load.recordings.frames import frames
from checker.load.recordings.json_lines import JsonLines
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.ranges import WHOLE, Cut, Range
from checker.load.recordings.seen import PartNames, SeenNames, word
from checker.model.limits import Limits
from checker.model.recordings import Case, Header

OTHERS = (
    b"garbage",
    b"",
    b'{"case": "c1"}',
    b'{"recording": 1, "set": "orders"}',
    b'{"recording": 1, "set": "x"}',
)


def lines(chance: random.Random) -> bytes:
    """A recording of many short cases, some of them in two places, with lines between them that are no event."""
    made: list[bytes] = []
    number = 0
    for line in range(chance.randint(1, 60)):
        if chance.random() < 0.2:
            made.append(chance.choice(OTHERS))
            continue
        number = max(0, number + chance.choice((0, 0, 1, 1, 1, 1, 1, -2)))
        event = {"case": f"c{number}", "id": f"e{line}", "kind": "note"}
        made.append(json.dumps(event, separators=(",", ":")).encode())
    return b"\n".join(made) + b"\n" * (chance.random() < 0.8)


def packed(data: bytes, chance: random.Random) -> bytes:
    """The same as many frames."""
    frames: list[bytes] = []
    while data:
        size = chance.randint(1, 200)
        frames.append(zstandard.ZstdCompressor(write_checksum=chance.random() < 0.5).compress(data[:size]))
        data = data[size:]
    return b"".join(frames)


def cases_of(path: Path, ranges: list[Range]) -> tuple[list[str], list[str]]:
    """The names of the cases of some ranges, and what is said of them."""
    names: list[str] = []
    said: list[str] = []
    for within in ranges:
        read = part(str(path), within, header=Header(), first_line=1, known=PartNames())
        names += [case.name for case in read.cases()]
        said += [mistake.message for mistake in read.mistakes.all()]
    return names, said


def told(case: Case) -> tuple[object, ...]:
    return case.name, [event.line for event in case.events], case.header, case.is_whole


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.zst", "jsonl.gz"])
def test_the_parts_of_a_recording_are_the_recording(tmp_path: Path, ending: str) -> None:
    chance = random.Random(7)
    path = tmp_path / f"a.{ending}"
    parts = 0
    for _ in range(150):
        data = lines(chance)
        path.write_bytes(packed(data, chance) if ending == "jsonl.zst" else data)
        if ending == "jsonl.gz":
            import gzip

            path.write_bytes(gzip.compress(data))
        whole = recording(str(path))
        cases = [told(case) for case in whole.cases()]
        found: list[tuple[object, ...]] = []
        header, first_line, events = Header(), 1, 0
        names, mistakes = SeenNames(), Mistakes(100)
        for within in recording(str(path)).ranges(chance.choice((1, 20, 100, 500))):
            known = PartNames()
            list(part(str(path), within, header=header, first_line=first_line, known=known).cases())
            known = PartNames(names.repeated(known))
            read = part(str(path), within, header=header, first_line=first_line, known=known)
            found += [told(case) for case in read.cases()]
            mistakes.merge(read.mistakes)
            names.extend(known)
            header = read.headers[-1] if read.headers else header
            first_line += read.lines
            events += read.events
            parts += 1
        whole.close(whole.state(), mistakes, events)
        assert (found, mistakes.all()) == (cases, whole.mistakes)
    assert parts > 500 or ending == "jsonl.gz"


def test_the_mistakes_of_parts_are_listed_as_far_as_those_of_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = '{"case":"%d","id":"e","kind":"note"}\n'
    path.write_text("".join((good % n) * (n % 2) + "garbage\n" for n in range(300)) + good % 301 + good % 302)
    whole = recording(str(path))
    assert sum(1 for _ in whole.cases()) == 152
    mistakes, first_line = Mistakes(100), 1
    for within in whole.ranges(500):
        read = part(str(path), within, header=Header(), first_line=first_line, known=PartNames())
        assert all(case.is_whole or case.name for case in read.cases())
        mistakes.merge(read.mistakes)
        first_line += read.lines
    assert mistakes.all() == whole.mistakes
    assert len(mistakes.all()) == 101
    assert mistakes.all()[-1].message == "200 further mistakes from here on are not listed"


def test_frames_are_found_where_they_begin(tmp_path: Path) -> None:
    chance = random.Random(3)
    pieces = [chance.randbytes(300_000) + b"a" * 400_000, b"", b"x", b"hello\n" * 1000]
    skippable = (0x184D2A5B).to_bytes(4, "little") + (7).to_bytes(4, "little") + b"comment"
    data, starts, offset = b"", [], 0
    for number, piece in enumerate(pieces):
        starts.append(Cut(len(data), offset))
        data += zstandard.ZstdCompressor(write_checksum=number % 2 == 0).compress(piece)
        offset += len(piece)
    starts.append(Cut(len(data), offset))
    data += skippable
    path = tmp_path / "a.zst"
    path.write_bytes(data)
    with path.open("rb") as file:
        assert frames(file) == (*starts, Cut(len(data), offset))


def test_a_packed_file_that_does_not_tell_its_sizes_is_read_as_one(tmp_path: Path) -> None:
    packing = zstandard.ZstdCompressor().compressobj()
    untold = packing.compress(b"abc") + packing.flush()
    whole = zstandard.ZstdCompressor().compress(b"abc" * 1000)
    path = tmp_path / "a.zst"
    for data in (untold, whole + untold, whole[:-1], whole + b"\0\0", whole + b"garbage"):
        path.write_bytes(data)
        with path.open("rb") as file:
            assert frames(file) is None


def test_a_packed_file_beyond_the_limits_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    line = b'{"case":"%d","id":"e","kind":"note","src":"' + b"a" * 90_000 + b'"}\n'
    path.write_bytes(b"".join(zstandard.ZstdCompressor().compress(line % n) for n in range(40)))
    found = recording(str(path))
    assert len([*found.ranges(200_000)]) == 1
    assert sum(1 for _ in found.cases()) < 40
    assert "200 times its size" in found.mistakes[-1].message


def test_a_name_of_an_earlier_part_is_known_again_in_order_or_not() -> None:
    seen = SeenNames()
    for first in ("a", "b", "c"):
        names = PartNames()
        for number in range(3):
            assert names.first_line(f"{first}{number}", number) is None
        assert seen.repeated(names) == {}
        seen.extend(names)
    again = PartNames()
    again.first_line("b1", 99)
    assert seen.repeated(again) == {word("b1"): 1}
    seen.extend(again)
    again = PartNames()
    again.first_line("z", 100)
    again.first_line("a0", 101)
    assert seen.repeated(again) == {word("a0"): 0}


def test_a_case_in_two_places_of_one_line_of_yaml_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "[{case: A, id: e, kind: note}, {case: B, id: e, kind: note}, {case: A, id: f, kind: note}]\n"
    )
    whole = recording(str(path))
    cases = [told(case) for case in whole.cases()]
    read = part(str(path), WHOLE, header=Header(), first_line=1, known=PartNames())
    assert [told(case) for case in read.cases()] == cases
    assert (len(cases), read.mistakes.all()) == (2, whole.mistakes)


def noise(chance: random.Random, case: str) -> bytes:
    return b'{"case":"%s","id":"e","kind":"note","src":"%s"}\n' % (
        case.encode(),
        chance.randbytes(30_000).hex().encode(),
    )


def test_a_dense_frame_of_a_harmless_file_is_read_wherever_reading_begins(tmp_path: Path) -> None:
    chance = random.Random(2)
    hard = [b"".join(noise(chance, f"{name}{n}") for n in range(20)) for name in "ab"]
    dense = b"".join(
        b'{"case":"d%d","id":"e","kind":"note","src":"' % n + b"a" * 60_000 + b'"}\n' for n in range(50)
    )
    path = tmp_path / "a.jsonl.zst"
    for order in ((dense, *hard), (hard[0], dense, hard[1]), (*hard, dense)):
        path.write_bytes(b"".join(map(zstandard.ZstdCompressor().compress, order)))
        ranges = [*recording(str(path)).ranges(1_000_000)]
        assert len(ranges) == 3
        names, said = cases_of(path, ranges)
        assert (len(names), said) == (90, [])
        whole = recording(str(path))
        assert ([case.name for case in whole.cases()], whole.mistakes) == (names, ())


def lying(size: int, said: int) -> bytes:
    """A frame that unpacks to so many spaces, and says that it does to another number of bytes."""
    frame = zstandard.ZstdCompressor().compress(b" " * size)
    return frame.replace(size.to_bytes(4, "little"), said.to_bytes(4, "little"), 1)


@pytest.mark.parametrize("said_size", [10, 10**7, 32 * 10**7])
def test_a_frame_that_lies_about_its_size_fills_no_memory(tmp_path: Path, said_size: int) -> None:
    chance = random.Random(4)
    hard = [b"".join(noise(chance, f"{name}{n}") for n in range(20)) for name in "abc"]
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(
        b"".join([*map(zstandard.ZstdCompressor().compress, hard), lying(300_000_000, said_size)])
    )
    with path.open("rb") as file:
        assert (frames(file) or ())[-1].offset == sum(map(len, hard)) + said_size
    tracemalloc.start()
    ranges = [*recording(str(path)).ranges(1_000_000)]
    names, said = cases_of(path, ranges)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(ranges) == 3
    assert len(names) == 60
    assert "the Zstandard data is damaged" in said[-1]
    assert peak < 250_000_000


def test_no_part_is_unpacked_beyond_the_limit_of_the_whole(tmp_path: Path) -> None:
    chance = random.Random(5)
    hard = [b"".join(noise(chance, f"{name}{n}") for n in range(20)) for name in "ab"]
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(b"".join([*map(zstandard.ZstdCompressor().compress, hard), lying(150_000_000, 10**7)]))
    limits = Limits(decompressed_size=16_000_000)
    *_, last = recording(str(path), limits=limits).ranges(1_000_000)
    assert last.start.offset > 0
    read = part(str(path), last, header=Header(), first_line=1, known=PartNames(), limits=limits)
    list(read.cases())
    assert "16,000,000 bytes" in read.mistakes.all()[-1].message


def test_a_part_that_is_damaged_says_so(tmp_path: Path) -> None:
    chance = random.Random(6)
    hard = [
        zstandard.ZstdCompressor(write_checksum=True).compress(
            b"".join(noise(chance, f"{name}{n}") for n in range(20))
        )
        for name in "abcd"
    ]
    damaged = bytearray(hard[1])
    damaged[len(damaged) * 2 // 3] ^= 255
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(b"".join((hard[0], damaged, *hard[2:])))
    found: list[bool] = []
    for within in recording(str(path)).ranges(1_000_000):
        read = part(str(path), within, header=Header(), first_line=1, known=PartNames())
        list(read.cases())
        assert read.is_damaged == any("damaged" in mistake.message for mistake in read.mistakes.all())
        found.append(read.is_damaged)
    assert found == [False, True, False, False]


@pytest.mark.parametrize("is_far", [False, True])
def test_a_long_case_is_read_a_few_times_however_many_cuts_it_goes_beyond(
    tmp_path: Path, is_far: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = 0
    case_of = JsonLines._case_of

    def counted(self: JsonLines, line: bytes) -> str | None:
        nonlocal parsed
        parsed += 1
        return case_of(self, line)

    monkeypatch.setattr(JsonLines, "_case_of", counted)
    if is_far:
        pytest.importorskip("fsspec")
    path = tmp_path / "a.jsonl"
    text = '{"case":"%s","id":"e","kind":"note"}\n'
    path.write_text(
        "".join(text % f"a{n}" for n in range(99))
        + text % "big" * 4000
        + "".join(text % n for n in range(99))
    )
    ranges = [*recording(f"file://{path}" if is_far else str(path)).ranges(1000)]
    assert parsed < (2.2 if is_far else 1.1) * 4200
    assert len(cases_of(path, ranges)[0]) == 199
    assert ranges == [*recording(str(path)).ranges(1000)]


@pytest.mark.parametrize("is_of_frames", [False, True])
def test_a_packed_file_in_tiny_pieces_is_not_walked_through(tmp_path: Path, is_of_frames: bool) -> None:
    frame = zstandard.ZstdCompressor().compress(b"")
    block = (0).to_bytes(3, "little")  # empty, and not the last
    path = tmp_path / "a.zst"
    for count in (450, 550) if is_of_frames else (950, 1_050):
        path.write_bytes(frame * count if is_of_frames else frame[:-3] + block * count + frame[-3:])
        with path.open("rb") as file:
            assert (frames(file) is None) == (count in (550, 1_050))
        assert zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes()) == b""
