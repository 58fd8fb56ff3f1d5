"""Our own recordings, told from the captures of others."""

from checker.load.captures.sources import Source
from checker.load.recordings import YAML


def is_recording(source: Source) -> bool:
    """Whether a file is a recording, by its first record; a YAML file by what stands at the head of it."""
    outline = source.outline
    if outline.values:
        return any(
            f"{start}/recording" in outline or outline.has_all(*(f"{start}/{key}" for key in _ALWAYS))
            for start in ("", "/*")
        )
    if not source.file.endswith(YAML):
        return False
    names = {line.partition(b":")[0].strip(b" -\"'") for line in source.head.splitlines()}
    return b"events" in names or set(map(str.encode, _ALWAYS)) <= names


_ALWAYS = ("case", "id", "kind")
