"""
Readers of captures, held against files gone wrong: `python -m tests.soak.readers [COUNT] [NAME ...]`.

Each of our own files is changed again and again, half of the times as a document and half as bytes; whatever
then stands there, a reader tells what it can and raises nothing foreign. The same seed gives the same run.
"""

import json
import sys
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from checker.load.captures import FORMATS, form_of
from checker.load.captures.formats import Format
from checker.load.captures.sources import Source
from tests.load.captures.fuzzing import _damaged, _mutated, nothing_foreign, written

FILES = Path(__file__).parents[1] / "load" / "captures" / "files"
DEFAULT = 200_000


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else DEFAULT
    wanted = set(arguments[1:])
    files: dict[str, list[Path]] = {}
    for path in sorted(FILES.iterdir()):
        form = form_of(Source(str(path)))
        assert form is not None, path
        files.setdefault(form.name, []).append(path)
    missing = {form.name for form in FORMATS} - files.keys()
    assert not missing, f"no file of {', '.join(sorted(missing))}"
    for form in FORMATS:
        if not wanted or form.name in wanted:
            _soaked(form, files[form.name], count)


def _soaked(form: Format, paths: list[Path], count: int) -> None:
    source = Random(form.name)
    contents = [path.read_bytes() for path in paths]
    documents = [one for content in contents for one in _documents(content)]
    found, slowest, start = 0, 0.0, process_time()
    for number in range(count):
        seeds = [source.getrandbits(32) for _ in range(source.randrange(1, 4))]
        if documents and number % 2:
            data = written(_mutated(source.choice(documents), seeds))
        else:
            data = _damaged(source.choice(contents), seeds)
        before = process_time()
        try:
            found += len(nothing_foreign(form, data))
        except BaseException:
            Path(f"/tmp/soaked-{form.name}").write_bytes(data)
            print(f"{form.name}: run {number} failed; its bytes are in /tmp/soaked-{form.name}", flush=True)
            raise
        slowest = max(slowest, process_time() - before)
    took = process_time() - start
    print(
        f"{form.name:<24}{count:>9,} runs {took:7.0f} s, slowest {slowest:.2f} s, {found:,} read", flush=True
    )


def _documents(content: bytes) -> list[Any]:
    """The documents of a file: all of it, or one a line; none where it is no JSON."""
    try:
        return [json.loads(content)]
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in content.splitlines() if line.strip()]
    except ValueError:
        return []


if __name__ == "__main__":
    main(sys.argv[1:])
