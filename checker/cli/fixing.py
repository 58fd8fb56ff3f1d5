"""`seamproof check --fix`: what was mended, a line an edit, where progress is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.cli.streams import write_err
from checker.errors import UsageError
from checker.model.places import Edit

if TYPE_CHECKING:
    from checker.pipeline import Options


def tell_fixed(paths: Sequence[str], options: "Options") -> None:
    """
    Mends, and says what.

    Raises:
        CannotCheckError: contracts are not looked at, there is none, or a file can't be written.

    """
    from checker.pipeline.fixing import fix
    from checker.report import lines

    if not options.wants("static"):
        raise UsageError("--fix mends contracts, and --only leaves these out", fix="leave out one of the two")
    fixed = fix(paths, options.limits)
    told = [f"fixed: {edit.place} {_said(edit)}" for edit in fixed.mended]
    told += [f"proposed: {edit.place} {edit.now.strip()}" for edit in fixed.proposed]
    told += [f"left: {edit.place} {_said(edit)}: {why}" for edit, why in fixed.left.items()]
    write_err(lines.plain(lines.line(lines.escaped(line)) for line in told))


def _said(edit: Edit) -> str:
    return f"{edit.was} -> {edit.now}"
