"""The lines of a capture that is text, or JSON with bytes in it that are none."""

from collections.abc import Iterator

from checker.errors import Mistake
from checker.load.captures.records import Say
from checker.load.captures.sources import Source
from checker.load.recordings.blocks import DamagedError
from checker.load.recordings.lines import numbered
from checker.model.places import Place


def lines(source: Source, say: Say) -> Iterator[tuple[Place, bytes, bool]]:
    """
    Each line without its newline, with its place and whether a newline ended it.

    `say` is told where a line is longer than what is read, and where the file can't be read on.
    """
    number = 0
    most = source.limits.payload_size
    try:
        for number, line, is_ended in numbered(source.blocks(), most):
            place = Place(file=source.file, line=number, column=1)
            if len(line) > most:
                message = f"this line has more than {most:,} bytes, the most that is read"
                fix = f"raise the limit with --limit payload_size={4 * most}"
                say(Mistake(message=message, place=place, fix=fix))
            else:
                yield place, line, is_ended
    except DamagedError as error:
        place = Place(file=source.file, line=number or 1, column=1)
        say(Mistake(message=error.message, place=place, fix=error.fix))
