"""Every rule about drift has its mirror images, or a written reason why it needs none."""

from pathlib import Path

import pytest
import yaml

from checker.rules import drift

NAMES = drift.NAMES
MIRRORS = yaml.safe_load(Path(__file__).with_name("mirrors.yaml").read_text("utf-8"))


def test_the_catalogue_has_every_rule_and_no_other() -> None:
    assert sorted(MIRRORS) == sorted(NAMES)


@pytest.mark.parametrize("side", ["opposite", "across"])
@pytest.mark.parametrize("name", sorted(MIRRORS))
def test_a_rule_has_a_mirror_image_or_a_reason_that_is_not_stale(name: str, side: str) -> None:
    image = MIRRORS[name][side]
    if isinstance(image, str):
        assert image in NAMES
        return
    ((missing, reason),) = image.items()
    assert missing not in NAMES, f"there is a rule {missing} now: name it instead of the reason"
    assert len(reason.split()) > 3


@pytest.mark.parametrize("name", sorted(MIRRORS))
def test_mirror_images_are_each_others(name: str) -> None:
    image = MIRRORS[name]["opposite"]
    if isinstance(image, str) and image != "output-changed":  # what is lost one way is new the other way
        assert MIRRORS[image]["opposite"] == name


def test_every_rule_is_shown_by_a_pair_of_contract_sets() -> None:
    files = (Path(__file__).parent / "pairs").glob("*.yaml")
    written = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    sides = [
        side for one in written for pair in one["pairs"] for side in (pair["forth"], pair["back"]) if side
    ]
    shown = {found.partition(" ")[0] for side in sides for found in side}
    assert sorted(set(NAMES) - shown) == []
