"""The lines that a report shows of files with mistakes."""

from pathlib import Path

from checker.errors import Mistake
from checker.load.files import beginning
from checker.load.lines import blamed_lines


def test_what_a_link_leads_to_is_never_shown(tmp_path: Path) -> None:
    secret, link = tmp_path / "secret", tmp_path / "a.jsonl"
    secret.write_text("TOKEN=1\n")
    link.symlink_to(secret)
    mistakes = [Mistake(message="", place=beginning(str(file))) for file in (secret, link)]
    assert blamed_lines(mistakes) == {str(secret): "TOKEN=1\n"}
