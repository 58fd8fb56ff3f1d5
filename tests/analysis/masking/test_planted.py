"""Secrets planted in every place and every encoding are found in none of them afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.analysis.masking import Masker
from checker.load.sets import contract_sets
from checker.model.recordings import Case
from tests.analysis.masking.planted import CONTRACT, ENCODINGS, PLACES, SECRETS, SENT, cases, found_in


@pytest.fixture(scope="module")
def masker(tmp_path_factory: pytest.TempPathFactory) -> Masker:
    folder: Path = tmp_path_factory.mktemp("shop")
    folder.joinpath("contract.yaml").write_text(CONTRACT)
    return Masker(b"a key for tests", contract_sets([str(folder)])[0])


@pytest.mark.exhaustive
@pytest.mark.parametrize("place", PLACES)
def test_no_secret_is_found_at_any_place_in_any_encoding(masker: Masker, place: str) -> None:
    tried = 0
    for encoding, name, case in cases(place):
        masked = masker.masked(case).case
        assert found_in(masked, SECRETS[name]) is None, (encoding, name)
        tried += 1
    assert tried >= len(ENCODINGS) * 11


@pytest.mark.exhaustive
@pytest.mark.parametrize("place", ["payload", "header", "ids", "body as packed base64"])
def test_the_search_finds_what_is_not_masked(place: str) -> None:
    missed = [(encoding, name) for encoding, name, case in cases(place) if not found_in(case, SECRETS[name])]
    assert missed == []


@pytest.mark.parametrize("name", ["Lin", "Anna", "Joao", "Katerina", "Maximilian12"])
def test_a_name_that_could_be_decoded_is_replaced_letter_by_letter(masker: Masker, name: str) -> None:
    event = replace(SENT, payload={"name": name, "other": f"for {name}", "same": name.upper()})
    made = masker.masked(Case(name="c1", events=(event,), recording="r.jsonl")).case.events[0].payload
    assert (
        all(one.lower() != other.lower() for one, other in zip(name, made["name"], strict=True))
        or len(name) > 3
    )
    assert made["name"].lower() != name.lower()
    assert (made["other"], made["same"]) == (f"for {made['name']}", made["name"].upper())
