"""`seamproof new boundary`: what it writes passes the check, or says what a person has to decide."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.load.sets import contract_sets
from tests.conftest import Ran

ROOT = Path(__file__).parent.parent.parent
ORDERS = ROOT / "checker" / "starter" / "orders"

Run = Callable[..., Ran]
Write = Callable[[Mapping[str, str]], Path]

TWO = """\
contract: desk
format: 1
version: 1
facts:
  posted: {owner: erp, means: It is in the books}
  shipped: {owner: wms, means: It has left}
systems:
  desk:
    statuses:
      waiting: {means: Nothing is known}
      done: {outcome: success, phase: final, claims: [posted], means: It is in the books}
      gone: {outcome: success, phase: final, claims: [posted, shipped], means: It has left}
    initial: waiting
  erp:
    statuses:
      64: {means: It waits}
      53: {outcome: success, phase: final, claims: [posted], means: It is in the books}
      51: {outcome: failure, phase: final, denies: [posted], means: It is not in the books}
    moves: {64: [53, 51]}
  wms: {statuses: {}}
"""


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter in `contracts/orders` of an otherwise empty folder, in which commands then run."""
    shutil.copytree(ORDERS, tmp_path / "contracts/orders")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "contracts/orders"


@pytest.fixture
def desk(written: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = written({"contracts/desk/contract.yaml": TWO})
    monkeypatch.chdir(folder)
    return folder / "contracts/desk"


def flat(text: str) -> str:
    return " ".join(text.split())


def contents(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def section(text: str, key: str) -> str:
    """What stands in a file from a line with this key on."""
    return text[text.index(f"    {key}:") :]


def test_each_status_gets_the_row_that_says_as_much_and_no_more(orders: Path, seamproof: Run) -> None:
    ran = seamproof("new", "boundary", "express", "--from", "shop", "--to", "warehouse")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Wrote\n"
        "  contracts/orders/express.contract.yaml\n"
        "  contracts/orders/schemas/express.json\n"
        "\n"
        "Next\n"
        "  seamproof check contracts/orders\n"
    )
    text = (orders / "express.contract.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../../.seamproof.schema.json\n")
    assert section(text, "status") == (
        "    status:\n"
        "      when:            # warehouse shows ...: shop reports ...\n"
        "        NEW: ordered\n"
        "        PACKED: ordered\n"
        "        SHIPPED: completed\n"
        "        REFUSED: cancelled\n"
        "      no_answer: ordered\n"
    )
    assert seamproof("check", "--fail-on", "note").code == 0


def test_the_message_has_a_stub_of_a_schema_that_is_sound(orders: Path, seamproof: Run) -> None:
    seamproof("new", "boundary", "express", "--from", "shop", "--to", "warehouse", "--message", "parcel")

    (contracts,) = contract_sets(["contracts/orders"])
    message = contracts.boundaries["express"].messages["parcel"]
    assert (message.sends, message.sends is not None) == (message.accepts, True)
    assert json.loads((orders / "schemas/express.json").read_text())["required"] == ["id"]


def test_what_no_status_can_truthfully_say_is_left_to_a_person(desk: Path, seamproof: Run) -> None:
    ran = seamproof("new", "boundary", "desk-to-erp", "--from", "desk", "--to", "erp")

    text = (desk / "desk-to-erp.contract.yaml").read_text()
    assert section(text, "status") == (
        "    status:\n"
        "      when:            # erp shows ...: desk reports ...\n"
        "        64: waiting\n"
        "        53: done\n"
        "        # 51: ?\n"
        "        #   it says not posted, and no status of desk says as much and no more\n"
        '        #   declare one, or write {ignore: "why nobody needs to know"}\n'
        "      no_answer: waiting\n"
    )
    assert ran.code == 1
    assert (
        'contracts/desk/desk-to-erp.contract.yaml:16:9: erp "51": it says not posted, and no status'
        in flat(ran.out)
    )
    assert 'error[unmapped-status]: erp can say "51", but desk has no row for it' in flat(ran.out)
    assert seamproof("check").code == 1


QUIET = """\
contract: desk
format: 1
version: 1
facts:
  packed: {owner: wms, means: It is in a parcel}
systems:
  desk: {statuses: {}}
  wms:
    statuses:
      NEW: {means: It waits}
      ODD: {outcome: unknown, means: It may have failed}
      PACKED: {claims: [packed], means: It is in a parcel}
      OPENED: {denies: [packed], means: It is in no parcel}
      FINE: {outcome: success, claims: [], means: It goes well}
      STUCK: {outcome: failure, means: It does not go well}
      GONE: {outcome: success, phase: final, claims: [packed], means: It has left}
      OVER: {phase: final, means: Nothing more comes}
"""


def test_only_what_says_nothing_and_ends_nothing_is_ignored_unasked(
    written: Write, monkeypatch: pytest.MonkeyPatch, seamproof: Run
) -> None:
    folder = written({"contracts/desk/contract.yaml": QUIET})
    monkeypatch.chdir(folder)

    ran = seamproof("new", "boundary", "desk-to-wms", "--from", "desk", "--to", "wms")

    text = (folder / "contracts/desk/desk-to-wms.contract.yaml").read_text()
    left = ["PACKED", "OPENED", "FINE", "STUCK", "GONE", "OVER"]
    assert [line.strip() for line in text.splitlines() if "{ignore: no" in line or line.endswith(": ?")] == [
        "NEW: {ignore: no status of desk fits it}",
        "ODD: {ignore: no status of desk fits it}",
        *(f"# {code}: ?" for code in left),
        "# no_answer: ?",
    ]
    to_decide, said = flat(ran.out).split(" What the check says of it ")
    for code in left:
        assert f'wms "{code}": ' in to_decide
        assert f'error[unmapped-status]: wms can say "{code}", but desk has no row for it' in said
    assert (ran.code, seamproof("check").code) == (1, 1)


def test_what_is_said_of_no_answer_can_be_followed_as_it_stands(
    written: Write, monkeypatch: pytest.MonkeyPatch, seamproof: Run
) -> None:
    folder = written({"contracts/desk/contract.yaml": QUIET})
    monkeypatch.chdir(folder)

    ran = seamproof("new", "boundary", "desk-to-wms", "--from", "desk", "--to", "wms")

    remedy = "declare one, or write answers: always beside from and to, if no call ends without an answer"
    part = folder / "contracts/desk/desk-to-wms.contract.yaml"
    text = part.read_text()
    assert (remedy in flat(ran.out), f"      #   {remedy}\n" in text) == (True, True)
    part.write_text(text.replace("    to: wms\n", "    to: wms\n    answers: always\n"))
    assert "no-answer-unsaid" not in seamproof("check").out


def test_once_a_person_has_decided_the_check_passes(desk: Path, seamproof: Run) -> None:
    seamproof("new", "boundary", "desk-to-erp", "--from", "desk", "--to", "erp")
    contract, part = desk / "contract.yaml", desk / "desk-to-erp.contract.yaml"
    new = "      refused: {outcome: failure, phase: final, denies: [posted], means: It is not in the books}\n"
    contract.write_text(TWO.replace("      gone:", f"{new}      gone:"))
    part.write_text(part.read_text().replace("# 51: ?", "51: refused"))

    assert seamproof("check").code == 0


def test_a_receiver_that_the_set_does_not_have_shows_nothing_until_somebody_says_what(
    orders: Path, seamproof: Run
) -> None:
    ran = seamproof("new", "boundary", "to-carrier", "--from", "warehouse", "--to", "carrier")

    assert ran.code == 0
    assert "to-carrier.contract.yaml:5:3: carrier is new, and shows nothing yet: write down" in flat(ran.out)
    (contracts,) = contract_sets(["contracts/orders"])
    assert contracts.systems["carrier"].statuses == {}
    assert contracts.boundaries["to-carrier"].status is None
    assert seamproof("check", "--fail-on", "warning").code == 0


def test_a_sender_that_the_set_does_not_have_says_what_the_receiver_says(
    orders: Path, seamproof: Run
) -> None:
    ran = seamproof("new", "boundary", "from-app", "--from", "app", "--to", "warehouse")

    assert ran.code == 0
    assert "app is new, and its statuses are made up after those of warehouse" in flat(ran.out)
    text = (orders / "from-app.contract.yaml").read_text()
    assert section(text, "statuses").split("\n\n")[0] == (
        "    statuses:\n"
        '      sent: {means: "Handed to warehouse, and nothing is known yet"}\n'
        "      PACKED: {claims: [packed], means: The goods are in a parcel}\n"
        "      SHIPPED: {outcome: success, phase: final, claims: [shipped], means: The parcel has left}\n"
        '      REFUSED: {outcome: failure, phase: final, denies: [shipped], means: "The goods can\'t be sent"}\n'
        "    initial: sent"
    )
    assert section(text, "status").endswith(
        "        NEW: sent\n"
        "        PACKED: PACKED\n"
        "        SHIPPED: SHIPPED\n"
        "        REFUSED: REFUSED\n"
        "      no_answer: sent\n"
    )
    assert seamproof("check", "--fail-on", "note").code == 0


def test_both_systems_may_be_new(orders: Path, seamproof: Run) -> None:
    assert seamproof("new", "boundary", "a-to-b", "--from", "alpha", "--to", "zulu").code == 0
    assert seamproof("check").code == 0


def test_a_sender_that_combines_needs_no_rows_here(desk: Path, seamproof: Run) -> None:
    combining = TWO.replace(
        "    initial: waiting\n",
        "    initial: waiting\n    combines:\n      - {all: {erp: [53]}, report: done}\n      - {otherwise: waiting}\n",
    )
    (desk / "contract.yaml").write_text(combining)

    ran = seamproof("new", "boundary", "desk-to-erp", "--from", "desk", "--to", "erp")

    assert "desk-to-erp.contract.yaml:12:5: desk combines what others show: add erp to its combines" in flat(
        ran.out
    )
    assert "    status:" not in (desk / "desk-to-erp.contract.yaml").read_text()


def test_what_a_new_reader_changes_in_recordings_counts_too(tmp_path: Path, seamproof: Run) -> None:
    """The incident expects that nobody passes the rejection on; the new system would."""
    folder = tmp_path / "order-to-cash"
    shutil.copytree(ROOT / "contracts/order-to-cash", folder)

    ran = seamproof("new", "boundary", "extra", "--from", "dashboard", "--to", "wms", folder)

    assert ran.code == 1
    assert "error[expected-missing]" in flat(ran.out)
    assert seamproof("check", folder).code == 1


@pytest.mark.parametrize(
    ("story", "sender", "receiver"),
    [
        ("concert-tickets", "ledger", "shop"),
        ("overtaken", "psp", "shop"),
        ("overtaken", "shop", "psp"),
    ],
)
def test_whichever_two_systems_the_exit_code_is_that_of_the_check(
    story: str, sender: str, receiver: str, tmp_path: Path, seamproof: Run
) -> None:
    folder = tmp_path / story
    shutil.copytree(ROOT / "contracts" / story, folder)

    ran = seamproof("new", "boundary", "extra", "--from", sender, "--to", receiver, folder)

    assert ran.code == seamproof("check", folder).code


HOSTILE = 'a: {b} # "c" \\ \u2028\u202e\x07::warning::'


def test_codes_of_any_text_are_written_so_that_they_are_read_back(desk: Path, seamproof: Run) -> None:
    code = json.dumps(HOSTILE)
    rejected = json.dumps("- " + HOSTILE)
    text = TWO.replace("64: {means: It waits}", f"{code}: {{means: {code}}}")
    text = text.replace("51: {outcome", f"{rejected}: {{outcome").replace("    moves: {64: [53, 51]}\n", "")
    (desk / "contract.yaml").write_text(text)

    ran = seamproof("new", "boundary", "desk-to-erp", "--from", "desk", "--to", "erp")
    new = seamproof("new", "boundary", "app-to-erp", "--from", "app", "--to", "erp")

    (contracts,) = contract_sets(["contracts/desk"])
    table = contracts.boundaries["desk-to-erp"].status
    assert table is not None
    assert [row.shown.code for row in table.rows if row.shown] == [HOSTILE, "53"]
    assert ("- " + HOSTILE) in contracts.systems["app"].statuses
    for told in (ran.out, new.out):
        assert all(sign not in told for sign in "\x07\u2028\u202e")
        assert "\n::" not in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["express", "--from", "shpo", "--to", "warehouse"], "did you mean shop?"),
        (["express", "--from", "shop", "--to", "Warehouse"], "did you mean warehouse?"),
        (["express", "--from", "shop", "--to", "shop"], "shop would hand messages to itself"),
        (
            ["shop-to-warehouse", "--from", "shop", "--to", "warehouse"],
            "has a boundary shop-to-warehouse already",
        ),
        (
            ["order", "--from", "shop", "--to", "warehouse"],
            "contracts/orders/schemas/order.json is there already",
        ),
        (["../x", "--from", "shop", "--to", "warehouse"], '"../x" can\'t be the name of a boundary'),
        ([".x", "--from", "shop", "--to", "warehouse"], '".x" can\'t be the name of a boundary'),
        (["x\ny", "--from", "shop", "--to", "warehouse"], '"x\\ny" can\'t be the name of a boundary'),
        (["x" * 300, "--from", "shop", "--to", "warehouse"], "File name too long"),
        (["x", "--from", "s p", "--to", "warehouse"], '"s p" can\'t be the name of a system'),
        (["x", "--from", "shop", "--to", "warehouse", "--message", "a/b"], "can't be the name of a message"),
        (["x", "--from", "shop", "--to", "warehouse", "nowhere"], "nowhere is not there"),
        (["x", "--from", "shop"], "the following arguments are required: --to"),
    ],
)
def test_what_can_not_be_added_is_said_and_nothing_is_written(
    arguments: list[str], says: str, orders: Path, seamproof: Run
) -> None:
    before = contents(orders)

    ran = seamproof("new", "boundary", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert says in flat(ran.err)
    assert contents(orders) == before


def test_another_kind_than_a_boundary_is_answered_with_what_there_is(orders: Path, seamproof: Run) -> None:
    ran = seamproof("new", "boundry", "x", "--from", "shop", "--to", "warehouse")

    assert ran.code == 2
    assert "did you mean boundary?" in flat(ran.err)


def test_a_set_with_mistakes_is_not_added_to(orders: Path, seamproof: Run) -> None:
    contract = orders / "contract.yaml"
    contract.write_text(contract.read_text().replace("from: shop", "form: shop"))

    ran = seamproof("new", "boundary", "x", "--from", "shop", "--to", "warehouse")

    assert ran.code == 2
    assert "has no key" in flat(ran.err)
    assert not (orders / "x.contract.yaml").exists()


def test_of_several_sets_it_is_the_one_that_has_both_systems(orders: Path, seamproof: Run) -> None:
    other = orders.parent / "desk"
    other.mkdir()
    (other / "contract.yaml").write_text(TWO)

    ran = seamproof("new", "boundary", "express", "--from", "shop", "--to", "warehouse")
    unclear = seamproof("new", "boundary", "more", "--from", "shop", "--to", "erp")
    named = seamproof("new", "boundary", "more", "--from", "desk", "--to", "carrier", "contracts/desk")

    assert "contracts/orders/express.contract.yaml" in flat(ran.out)
    assert unclear.code == 2
    assert "there are 2 contract sets in contracts/, and none of them has both systems" in flat(unclear.err)
    assert "contracts/desk/more.contract.yaml" in flat(named.out)
