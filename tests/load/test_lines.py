"""The lines that a report shows of files with mistakes."""

from pathlib import Path

from checker.errors import Mistake
from checker.load.files import beginning
from checker.load.lines import blamed_lines
from checker.model.places import Place


def test_what_a_link_leads_to_is_never_shown(tmp_path: Path) -> None:
    secret, link = tmp_path / "secret", tmp_path / "a.jsonl"
    secret.write_text("TOKEN=1\n")
    link.symlink_to(secret)
    mistakes = [Mistake(message="", place=beginning(str(file))) for file in (secret, link)]
    assert blamed_lines(mistakes) == {str(secret): "TOKEN=1\n"}


def test_the_lines_of_the_other_side_are_there_too(tmp_path: Path) -> None:
    blamed, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    blamed.write_text("a: 1\n")
    other.write_text("a: 1\nb: 2\n")
    place = Place(file=str(other), line=2, column=1)
    mistake = Mistake(message="", place=beginning(str(blamed)), related=((place, "the first one"),))

    assert blamed_lines([mistake]) == {str(blamed): "a: 1\n", str(other): "a: 1\nb: 2\n"}
