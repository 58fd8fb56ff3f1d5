"""
Beside the peers: records a second of each on its own work, and of ours on the same records, as whole processes.

By the clock, since one of them waits more than it works. Ours does more: it validates what was sent and what was
received, maps the one and compares it with the other.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.corpus import write_recording, write_set
from tests.bench.modes import CACHE
from tests.bench.peers.installed import NotInstalledError
from tests.bench.peers.work import OURS, PEERS, SHORT, Peer
from tests.bench.rows import Row
from tests.bench.timing import ROOT, Ended, clock, process, rounds

PART = "beside the peers"
_WRONG_EVERY = 50


def rows(runs: int) -> Iterator[Row]:
    for peer in PEERS:
        with TemporaryDirectory() as folder:
            try:
                programs = peer.install(Path(folder) / "installed", peer.package)
            except NotInstalledError as error:
                what = f"{peer.what}: ours against it"
                yield Row(part=PART, what=what, ours=None, unit="x as fast", at_least=1, note=str(error))
                continue
            yield from _beside(peer, programs, Work.of(Path(folder) / "work", peer), runs)


@dataclass(frozen=True, slots=True)
class Work:
    """A contract set with a recording, and in the same folder what the peer reads; `wrong` cases are planted."""

    folder: Path
    wrong: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, peer: Peer) -> "Work":
        write_set(folder / "set")
        recording = folder / "set/recordings/corpus.jsonl"
        write_recording(recording, peer.lines)
        events = [json.loads(line) for line in recording.read_bytes().splitlines()]
        wrong = events[_WRONG_EVERY - 1 :: _WRONG_EVERY]
        for event in wrong:
            event["received"]["header"]["plant"] = SHORT
        lines = "".join(
            json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n" for event in events
        )
        recording.write_text(lines)
        (folder / "recording.jsonl").write_text(lines)
        peer.prepare(folder, events)
        return cls(folder, tuple(event["case"] for event in wrong))


def _beside(peer: Peer, programs: Path, work: Work, runs: int) -> Iterator[Row]:
    theirs, ours = peer.command(programs, work.folder), (*OURS, str(work.folder / "set"))
    first = _ended(theirs, work), _ended(ours, work)
    said = first[0].out + first[0].err
    if not re.search(peer.tells, said, re.MULTILINE):
        note = f"it did not do the work: {said.strip()[-200:]}"
        yield Row(part=PART, what=f"{peer.what}: ours against it", ours=None, unit="", at_least=1, note=note)
        return
    took = rounds(
        {"peer": lambda: _ended(theirs, work).spent, "ours": lambda: _ended(ours, work).spent}, runs
    )
    named = peer.named(said, work.wrong), _named(first[1])
    for way, whose, count in (("peer", peer.package, named[0]), ("ours", "ours", named[1])):
        note = f"{count} of {len(work.wrong)} failures named" + (
            ", by case or by count" if way == "ours" else ""
        )
        spent = clock(took, way)
        what = f"{peer.what}: {whose}, {peer.lines:,} records"
        yield Row(
            part=PART,
            what=what,
            ours=peer.lines / spent,
            unit="records/s",
            note=note,
            seconds={"clock": spent},
        )
    faster = clock(took, "peer") / clock(took, "ours")
    yield Row(part=PART, what=f"{peer.what}: ours against it", ours=faster, unit="x as fast", at_least=1)
    share = named[1] / len(work.wrong)
    yield Row(part=PART, what=f"{peer.what}: failures that ours names", ours=share, unit="of all", at_least=1)


def _ended(command: Sequence[str], work: Work) -> Ended:
    """With nothing kept of an earlier run."""
    with TemporaryDirectory() as kept:
        environment = {CACHE: kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        return process(command, environment=environment, folder=work.folder)


def _named(ended: Ended) -> int:
    """In how many records ours finds that the plant is another than was made."""
    findings = json.loads(ended.out)["findings"]
    return sum(
        int(one["count"])
        for one in findings
        if one["rule"] == "transformation-differs" and one["subject"].endswith("#/header/plant")
    )
