"""The packages that the action installs are those that the project asks for, each by its digests."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PINS = (ROOT / ".github/actions/check/requirements.txt").read_text("utf-8")
PINNED = dict(re.findall(r"^([\w.-]+)==(\S+)", PINS, re.MULTILINE))


def test_every_package_that_is_asked_for_is_pinned_within_its_bounds() -> None:
    """Else: make pins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [Requirement(text) for text in (*project["dependencies"], *extras["jq"], *extras["zstd"])]
    assert [str(one) for one in asked if not one.specifier.contains(PINNED.get(one.name, "0"))] == []


def test_every_pin_has_its_digests() -> None:
    pins = re.split(r"^(?=\w)", re.sub(r"^\s*#.*\n?", "", PINS, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert len(pins) == len(PINNED)
