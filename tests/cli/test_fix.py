"""`seamproof check --fix`: what has one right answer is mended, and nothing else is touched."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.report.output import rewrite
from tests.conftest import Ran

ORDERS = Path(__file__).parent.parent.parent / "checker" / "starter" / "orders"
SOUND = (ORDERS / "contract.yaml").read_text()
FILE = "contracts/orders/contract.yaml"

Run = Callable[..., Ran]


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter in `contracts/orders`, in whose folder commands then run."""
    shutil.copytree(ORDERS, tmp_path / "contracts/orders")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "contracts/orders"


def changed(was: str, now: str, text: str = SOUND) -> str:
    assert text.count(was) == 1, was
    return text.replace(was, now)


def of_commands(told: str) -> list[str]:
    """The lines that say what became of edits."""
    return [line for line in told.splitlines() if line.startswith(("fixed: ", "left: ", "proposed: "))]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("    from: shop\n", "    form: shop\n", "35:5 form -> from"),
        ("    from: shop\n", "    from: shpo\n", "35:11 shpo -> shop"),
        ("    from: shop\n", "    from: 'shpo' # or not\n", "35:12 shpo -> shop"),
        ("    from: shop\n", '    "form": shop\n', "35:6 form -> from"),
        ("    to: warehouse\n", "    to: Warehouse\n", "36:9 Warehouse -> warehouse"),
        ("boundaries:\n", "boundareis:\n", "33:1 boundareis -> boundaries"),
        ("facts:\n", "fact:\n", "10:1 fact -> facts"),
        ("denies: [shipped], means: Nothing", "deneis: [shipped], means: Nothing", "20:51 deneis -> denies"),
        ("claims: [packed]", "claims: [pakced]", "26:26 pakced -> packed"),
        ("outcome: success, phase: final, claims: [shipped], means: The parcel is", "outcome: sucess, phase: final, claims: [shipped], means: The parcel is", "19:28 sucess -> success"),
        ("SHIPPED: completed\n", "SHIPPED: complted\n", "55:18 complted -> completed"),
        ("        REFUSED: cancelled\n", "        REFUSDE: cancelled\n", "56:9 REFUSDE -> REFUSED"),
        ("case: /id", "case: id", "39:15 id -> /id"),
        ("        transform:\n", "        trnasform:\n", "42:9 trnasform -> transform"),
        ("owner: warehouse, means", "owner: wharehouse, means", "11:20 wharehouse -> warehouse"),
    ],
)  # fmt: skip
def test_a_slip_is_mended_where_it_stands_and_every_other_byte_stays(
    was: str, now: str, said: str, orders: Path, seamproof: Run
) -> None:
    (orders / "contract.yaml").write_text(changed(was, now))

    ran = seamproof("check", "--fix")

    assert of_commands(ran.err) == [f"fixed: {FILE}:{said}"]
    wrong, _, right = said.partition(" ")[2].partition(" -> ")
    assert (orders / "contract.yaml").read_text() == changed(was, now.replace(wrong, right))
    assert ran.code == 0


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_comments_quotes_and_rights_stay(ending: str, orders: Path, seamproof: Run) -> None:
    contract = orders / "contract.yaml"
    text = changed("    from: shop\n", "    form:   'shop'  # form: shpo, ä 😀\t\n").rstrip("\n")
    contract.write_bytes(text.replace("\n", ending).encode())
    contract.chmod(0o640)

    ran = seamproof("check", "--fix")

    assert ran.code == 0
    fixed = text.replace("    form:   'shop'", "    from:   'shop'")
    assert contract.read_bytes() == fixed.replace("\n", ending).encode()
    assert contract.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in orders.iterdir()) == ["contract.yaml", "recordings", "schemas"]


def test_slips_of_several_files_and_lines_are_mended_together(orders: Path, seamproof: Run) -> None:
    (orders / "contract.yaml").write_text(
        changed(
            "facts:\n",
            "facst:\n",
            changed("from: shop", "form: shpo", changed("NEW:     ordered", "NEW:     orderd")),
        )
    )
    (orders / "more.contract.yaml").write_text("flows:\n  order: {raeder: shop}\n")

    ran = seamproof("check", "--fix")

    assert ran.code == 0
    assert sorted(of_commands(ran.err)) == [
        f"fixed: {FILE}:10:1 facst -> facts",
        f"fixed: {FILE}:35:11 shpo -> shop",
        f"fixed: {FILE}:35:5 form -> from",
        f"fixed: {FILE}:53:18 orderd -> ordered",
        "fixed: contracts/orders/more.contract.yaml:2:11 raeder -> reader",
    ]
    assert (orders / "contract.yaml").read_text() == SOUND


ORDERED = "        PACKED:  ordered        # write"

UNCLEAR = {
    "another word of one letter": ("SHIPPED: completed", "SKIPPED: completed"),
    "a word near to two": ("  packed:  {owner", "  shopped: {owner: warehouse}\n  packed:  {owner"),
    "a key near to two": ("values: {Germany", "vaules: {Germany"),
    "a plural": ("    from: shop\n", "    from: shops\n"),
    "a short name": ("        NEW:     ordered", "        NWE:     ordered"),
    "a name that nothing is near to": ("    from: shop\n", "    from: till\n"),
    "an anchor": ("    from: shop\n", "    from: &it shpo\n"),
    "an escape": ("    from: shop\n", '    from: "sh\\x70o"\n'),
    "over two lines": ("    to: warehouse\n", "    to: ware\n      huose\n"),
    "a dotted path": ("case: /id", "case: order.id"),
    "a source of a path": ("case: /id", "case: key"),
    "a text": ("The customer has ordered", "The custmoer has orderd"),
    "broken YAML": ("facts:\n", "facts: [\n"),
    "a file of the disk": ("sends: schemas/order.json", "sends: schemas/oder.json"),
}


@pytest.mark.parametrize("how", UNCLEAR)
def test_where_anything_else_can_be_meant_nothing_is_edited(how: str, orders: Path, seamproof: Run) -> None:
    broken = changed(*UNCLEAR[how])
    if how == "a word near to two":
        broken = broken.replace(
            "claims: [shipped], means: The parcel is", "claims: [shiped], means: The parcel is"
        )
    (orders / "contract.yaml").write_text(broken)

    ran = seamproof("check", "--fix")

    assert of_commands(ran.err) == []
    assert (orders / "contract.yaml").read_text() == broken
    assert ran.code == (0 if how == "a text" else 2)


def test_an_edit_that_would_bring_another_mistake_is_left_and_said(orders: Path, seamproof: Run) -> None:
    """The row is there already: nobody can say which of the two was meant."""
    broken = changed(
        "        REFUSED: cancelled\n", "        REFUSED: cancelled\n        REFUSDE: completed\n"
    )
    (orders / "contract.yaml").write_text(broken)

    ran = seamproof("check", "--fix")

    assert ran.code == 2
    assert of_commands(ran.err) == [f"left: {FILE}:57:9 REFUSDE -> REFUSED: another mistake would come of it"]
    assert (orders / "contract.yaml").read_text() == broken


def test_what_is_left_keeps_nothing_else_from_being_mended(orders: Path, seamproof: Run) -> None:
    broken = changed(
        "        REFUSED: cancelled\n", "        REFUSED: cancelled\n        REFUSDE: completed\n"
    )
    (orders / "contract.yaml").write_text(changed("from: shop", "form: shpo", broken))

    ran = seamproof("check", "--fix")

    assert ran.code == 2
    assert sorted(of_commands(ran.err)) == [
        f"fixed: {FILE}:35:11 shpo -> shop",
        f"fixed: {FILE}:35:5 form -> from",
        f"left: {FILE}:57:9 REFUSDE -> REFUSED: another mistake would come of it",
    ]
    assert (orders / "contract.yaml").read_text() == broken


def test_of_two_keys_that_would_be_one_only_one_is_mended(orders: Path, seamproof: Run) -> None:
    (orders / "contract.yaml").write_text(changed("    from: shop\n", "    form: shop\n    frmo: shop\n"))

    ran = seamproof("check", "--fix")

    assert ran.code == 2
    assert of_commands(ran.err)[0] == f"fixed: {FILE}:35:5 form -> from"
    assert (orders / "contract.yaml").read_text() == changed(
        "    from: shop\n", "    from: shop\n    frmo: shop\n"
    )


def test_only_contracts_are_edited(orders: Path, seamproof: Run) -> None:
    """Recordings are evidence, and a schema may belong to somebody else."""
    for name, was, now in (
        ("recordings/refused.yaml", "kind: exchange", "knid: exchange"),
        ("schemas/order.json", '"required": ["id", "country"', '"requierd": ["id", "country"'),
    ):
        path = orders / name
        path.write_text(changed(was, now, path.read_text()))
    before = {path: path.read_bytes() for path in orders.rglob("*") if path.is_file()}

    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (2, [])
    assert {path: path.read_bytes() for path in orders.rglob("*") if path.is_file()} == before


def test_a_link_out_of_the_set_is_not_followed(orders: Path, tmp_path: Path, seamproof: Run) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("flows:\n  order: {raeder: shop}\n")
    (orders / "more.contract.yaml").symlink_to(outside)

    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (2, [])
    assert outside.read_text() == "flows:\n  order: {raeder: shop}\n"


def test_a_byte_order_mark_is_left_to_a_person(orders: Path, seamproof: Run) -> None:
    data = b"\xef\xbb\xbf" + changed("from: shop", "form: shop").encode()
    (orders / "contract.yaml").write_bytes(data)

    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (2, [])
    assert (orders / "contract.yaml").read_bytes() == data


SILENT = changed("      no_answer: ordered        # silence proves nothing\n", "")
PROPOSED = "      # no_answer: ordered  # proposed: what shop shows when warehouse never answers\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_row_for_silence_is_proposed_as_a_comment(ending: str, orders: Path, seamproof: Run) -> None:
    contract = orders / "contract.yaml"
    contract.write_bytes(SILENT.replace("\n", ending).encode())

    ran = seamproof("check", "--fix", "--fail-on", "warning")

    assert of_commands(ran.err) == [f"proposed: {FILE}:52:1 {PROPOSED.strip()}"]
    proposed = SILENT.replace("    status:\n", f"    status:\n{PROPOSED}")
    assert contract.read_bytes() == proposed.replace("\n", ending).encode()
    assert ran.code == 1  # a comment decides nothing
    contract.write_bytes(contract.read_bytes().replace(b"# no_answer", b"no_answer"))
    assert seamproof("check", "--fail-on", "warning").code == 0


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("    status:\n", f"    status:\n{PROPOSED}"),
        ("    status:\n", "    status:\n      # the warehouse always answers; no_answer is not needed\n\n"),
        (
            "        SHIPPED: completed\n",
            "        SHIPPED: completed\n      # no_answer: to be talked about\n",
        ),
        ("        REFUSED: cancelled\n", f"        REFUSED: cancelled\n\n{PROPOSED}"),
    ],
)
def test_what_was_proposed_or_talked_about_is_not_proposed_again(
    was: str, now: str, orders: Path, seamproof: Run
) -> None:
    text = changed(was, now, SILENT)
    (orders / "contract.yaml").write_text(text)

    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (0, [])
    assert (orders / "contract.yaml").read_text() == text


def test_in_braces_there_is_no_line_for_a_comment(orders: Path, seamproof: Run) -> None:
    start = SILENT.index("    status:\n      when:")
    text = (
        SILENT[:start]
        + "    status: {when: {NEW: ordered, PACKED: ordered, SHIPPED: completed, REFUSED: cancelled}}\n"
    )
    (orders / "contract.yaml").write_text(text)

    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (0, [])
    assert (orders / "contract.yaml").read_text() == text


def test_a_sound_contract_is_not_written_at_all(orders: Path, seamproof: Run) -> None:
    before = (orders / "contract.yaml").stat()

    ran = seamproof("check", "--fix")

    assert (ran.code, ran.err) == (0, "")
    after = (orders / "contract.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_report_is_that_of_what_is_there_then_and_says_nothing_of_edits(
    orders: Path, seamproof: Run
) -> None:
    (orders / "contract.yaml").write_text(changed("from: shop", "form: shop"))

    ran = seamproof("check", "--fix", "--output-format", "json", "--report", "json=kept.json")

    assert json.loads(ran.out)["verdict"] == "kept"
    assert Path("kept.json").read_text() == ran.out
    assert "fixed" not in ran.out


def test_without_it_the_remedy_names_it_to_people_alone(orders: Path, seamproof: Run) -> None:
    (orders / "contract.yaml").write_text(changed("from: shop", "form: shop"))

    told = seamproof("check")
    why = seamproof("why", "shop/completed")
    as_json = seamproof("check", "--output-format", "json")

    assert 'help: did you mean "from"? (seamproof check --fix does this)\n' in told.err
    assert 'help: did you mean "from"? (seamproof check --fix does this)\n' in why.err
    assert json.loads(as_json.out)["errors"][0]["fix"] == 'did you mean "from"?'


def test_what_it_would_not_do_it_does_not_offer(orders: Path, seamproof: Run) -> None:
    (orders / "contract.yaml").write_text(changed("SHIPPED: completed", "SKIPPED: completed"))

    told = seamproof("check").err

    assert 'help: did you mean "SHIPPED"?\n' in told
    assert "--fix" not in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--only", "drift", "--against", "auto"], "--fix mends contracts, and --only leaves these out"),
        (["--only", "replay"], "--fix mends contracts, and --only leaves these out"),
        (["--watch"], "--fix would edit what somebody is typing"),
        (["nowhere"], "nowhere is not there"),
    ],
)
def test_where_it_makes_no_sense_it_is_refused(
    arguments: list[str], says: str, orders: Path, seamproof: Run
) -> None:
    broken = changed("from: shop", "form: shop")
    (orders / "contract.yaml").write_text(broken)

    ran = seamproof("check", "--fix", *arguments)

    assert ran.code == 2
    assert says in " ".join(ran.err.split())
    assert (orders / "contract.yaml").read_text() == broken


def test_what_was_changed_since_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "contract.yaml"
    file.write_text("what somebody has just saved")

    with pytest.raises(UsageError, match="was changed meanwhile"):
        rewrite(str(file), b"what was read", b"what was made of it")

    assert file.read_text() == "what somebody has just saved"
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def two_slips(orders: Path) -> tuple[Path, Path]:
    """The contracts of two sets, each with a slip in line 35, in the order in which they are written."""
    shutil.copytree(orders, orders.parent / "returns")
    first, second = orders / "contract.yaml", orders.parent / "returns/contract.yaml"
    first.write_text(changed("    from: shop\n", "    form: shop\n"))
    second.write_text(changed("contract: orders", "contract: returns", first.read_text()))
    return first, second


def test_where_one_file_was_changed_meanwhile_none_is_written(
    two_slips: tuple[Path, Path], seamproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_slips
    before, may = first.read_text(), os.access

    def save_then_ask(path: Path, mode: int) -> bool:
        second.write_text("saved meanwhile")
        return may(path, mode)

    monkeypatch.setattr(os, "access", save_then_ask)  # asked when all edits are known
    ran = seamproof("check", "--fix")

    assert (ran.code, of_commands(ran.err)) == (2, [])
    said = "contracts/returns/contract.yaml was changed meanwhile: nothing is mended"
    assert said in " ".join(ran.err.split())
    assert (first.read_text(), second.read_text()) == (before, "saved meanwhile")


def test_what_was_written_before_a_file_that_could_not_be_is_said(
    two_slips: tuple[Path, Path], seamproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_slips
    put = os.replace

    def put_then_save(scratch: Path, target: Path) -> None:
        put(scratch, target)
        second.write_text("saved meanwhile")

    monkeypatch.setattr(os, "replace", put_then_save)
    ran = seamproof("check", "--fix", "--output-format", "json")

    assert [
        (error["why"], error["at"] and error["at"]["file"]) for error in json.loads(ran.out)["errors"]
    ] == [
        ("contracts/returns/contract.yaml was changed meanwhile, and is left as it is", None),
        ("this was written before, and stays: form -> from", FILE),
    ]
    assert (ran.code, first.read_text(), second.read_text()) == (2, SOUND, "saved meanwhile")
