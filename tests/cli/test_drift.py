"""`seamproof drift` and `check --against`, on repositories made by git itself."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Command = Callable[..., Any]

CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
facts:
  accepted: {owner: hub, means: The middleware has taken the order}
  delivered: {owner: wms, implies: [accepted], means: The goods are with the customer}
systems:
  portal:
    statuses:
      open: {means: Ordered}
      done: {outcome: success, phase: final, claims: [delivered], means: The goods have arrived}
    initial: open
  hub:
    statuses:
      RECEIVED: {claims: [accepted], means: Taken}
      COMPLETED: {outcome: success, phase: final, claims: [delivered], means: Delivered}
  wms:
    statuses:
      SHIPPED: {means: On its way}
      DELIVERED: {outcome: success, phase: final, claims: [delivered], means: Handed over}
    moves: {SHIPPED: [DELIVERED]}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: open, COMPLETED: done}, no_answer: open}}
  hub-to-wms: {from: hub, to: wms, status: {when: {SHIPPED: RECEIVED, DELIVERED: COMPLETED}, no_answer: RECEIVED}}
"""
WEAKER = CONTRACT.replace("claims: [delivered], means: Delivered", "claims: [accepted], means: Delivered")
NEWER = WEAKER.replace("version: 1.0.0", "version: 2.0.0")


def git(*arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], capture_output=True, check=True)


def put(text: str, at: str = "contracts/orders/contract.yaml") -> None:
    Path(at).parent.mkdir(parents=True, exist_ok=True)
    Path(at).write_text(text, "utf-8")


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`main` with the contract, and a branch `change` on which the tests work."""
    for name in [*os.environ]:
        if name.startswith(("GIT_", "GITHUB_", "CI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    put(CONTRACT)
    commit()
    git("checkout", "--quiet", "-b", "change")


def found(ran: Any) -> list[tuple[str, str, str]]:
    return [(one["level"], one["rule"], one["subject"]) for one in json.loads(ran.out)["findings"]]


def fingerprint(seamproof: Command, *arguments: str) -> str:
    (one,) = json.loads(seamproof("drift", *arguments, "--output-format", "json").out)["findings"]
    return str(one["fingerprint"])


def test_a_change_is_held_against_where_it_began(seamproof: Command) -> None:
    put(WEAKER)
    commit()
    ran = seamproof("drift", "--output-format", "json")
    assert (ran.code, found(ran)) == (1, [("error", "meaning-weakened", "hub/COMPLETED")])
    assert "merge base with main" in ran.out


def test_a_change_that_is_not_committed_counts(seamproof: Command) -> None:
    put(WEAKER)
    assert seamproof("drift").code == 1
    assert seamproof("drift", "--against", "HEAD").code == 1


def test_nothing_that_changed_is_green_and_said(seamproof: Command) -> None:
    ran = seamproof("drift", "--against", "main")
    assert ran.code == 0
    assert "orders: held against main, nothing drifted" in ran.out


def test_check_judges_drift_beside_all_else(seamproof: Command) -> None:
    put(WEAKER)
    ran = seamproof("check", "--against", "main", "--output-format", "json")
    errors = [one for one in found(ran) if one[0] == "error"]
    assert (ran.code, errors) == (
        1,
        [("error", "meaning-weakened", "hub/COMPLETED"), ("error", "overclaim", "portal/done")],
    )


@pytest.mark.parametrize(
    ("against", "says"),
    [
        ("nowhere", "git does not know nowhere"),
        ("-x", "-x is no revision"),
        ("", "is no revision"),
        ("./nowhere", "there is no folder ./nowhere"),
    ],
)
def test_a_baseline_that_is_not_there_is_never_green(against: str, says: str, seamproof: Command) -> None:
    ran = seamproof("drift", f"--against={against}")
    assert ran.code == 2
    assert says in ran.err
    assert "help:" in ran.err


def test_a_baseline_that_can_t_be_read_is_never_green(seamproof: Command) -> None:
    put("contract: [")
    commit()
    put(CONTRACT)
    ran = seamproof("drift", "--against", "HEAD")
    assert ran.code == 2
    assert "HEAD:contracts/orders/contract.yaml:1:12" in ran.err


def test_a_finding_shows_the_command_that_accepts_it(seamproof: Command) -> None:
    put(WEAKER)
    ran = seamproof("drift", "--against", "main", "--output-format", "json")
    (one,) = json.loads(ran.out)["findings"]
    assert one["change"] == {
        "from": ["accepted", "delivered"],
        "to": ["accepted"],
        "readers": ["portal"],
        "accept": f'seamproof drift contracts/ --against main --accept {one["fingerprint"]} --because "…"',
    }


def test_what_is_accepted_is_written_into_the_contract_and_passes(seamproof: Command) -> None:
    put(NEWER)
    name = fingerprint(seamproof)
    ran = seamproof("drift", "--accept", name, "--because", "the hub answers early: by decision")
    assert (ran.code, ran.err) == (0, "")
    text = Path("contracts/orders/contract.yaml").read_text("utf-8")
    assert text.startswith(NEWER)
    assert yaml.safe_load(text)["changes"] == [
        {
            "version": "2.0.0",
            "because": "the hub answers early: by decision",
            "accepts": [
                {
                    "rule": "meaning-weakened",
                    "at": "hub/COMPLETED",
                    "from": ["accepted", "delivered"],
                    "to": ["accepted"],
                    "readers": ["portal"],
                }
            ],
        }
    ]
    ran = seamproof("drift")
    assert ran.code == 0
    assert "because the hub answers early: by decision" in " ".join(ran.out.split())


def accepted(entry: str) -> str:
    return f"{NEWER}changes:\n  - version: 2.0.0\n    because: it is so\n    accepts: [{{{entry}}}]\n"


WHOLE = "rule: meaning-weakened, at: hub/COMPLETED, from: [accepted, delivered], to: [accepted]"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (f"{WHOLE}", "the entry that accepts it does not name portal among its readers"),
        (f"{WHOLE}, readers: [shop]", "the entry that accepts it does not name portal among its readers"),
        (
            WHOLE.replace("to: [accepted]", "to: []") + ", readers: [portal]",
            "it was accepted with another 'to' than this change has",
        ),
        (
            WHOLE.replace("[accepted, delivered]", "[delivered]") + ", readers: [portal]",
            "it was accepted with another 'from' than this change has",
        ),
    ],
)
def test_an_entry_is_bound_to_the_change_and_its_readers(entry: str, says: str, seamproof: Command) -> None:
    put(accepted(entry))
    ran = seamproof("drift", "--output-format", "json")
    (one,) = json.loads(ran.out)["findings"]
    assert (ran.code, says in one["notes"]) == (1, True)


@pytest.mark.parametrize("readers", ["[portal]", "{portal: it shows open until the goods are there}"])
def test_an_entry_names_its_readers_in_a_list_or_with_a_sentence_each(
    readers: str, seamproof: Command
) -> None:
    put(accepted(f"{WHOLE}, readers: {readers}"))
    assert seamproof("drift").code == 0


def test_sarif_leads_to_the_entry_that_accepts(seamproof: Command) -> None:
    put(accepted(f"{WHOLE}, readers: [portal]"))

    (run,) = json.loads(seamproof("drift", "--output-format", "sarif").out)["runs"]

    (suppression,) = [one for result in run["results"] for one in result["suppressions"]]
    at = suppression["location"]["physicalLocation"]["region"]["startLine"]
    assert (suppression["justification"], at) == ("it is so", NEWER.count("\n") + 4)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["meaning-weakened"]
    assert run["tool"]["driver"]["rules"][0]["help"]["markdown"].count("## Why") == 1


def test_an_entry_of_a_version_that_was_there_before_is_history(seamproof: Command) -> None:
    put(accepted(f"{WHOLE}, readers: [portal]"))
    commit()
    put(
        accepted(f"{WHOLE}, readers: [portal]").replace(
            "claims: [accepted], means: Del", "claims: [], means: Del"
        )
    )
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert (ran.code, found(ran)) == (1, [("error", "meaning-weakened", "hub/COMPLETED")])


def test_an_entry_that_accepts_nothing_is_found(seamproof: Command) -> None:
    put(accepted("rule: meaning-weakened, at: hub/RECEIVED, from: [accepted], to: []"))
    ran = seamproof("drift", "--output-format", "json")
    assert ("warning", "acceptance-unused", "hub/RECEIVED#meaning-weakened") in found(ran)


def test_a_version_that_stayed_can_t_carry_an_entry(seamproof: Command) -> None:
    put(WEAKER)
    ran = seamproof("drift", "--accept", fingerprint(seamproof), "--because", "so be it")
    assert ran.code == 2
    assert "raise `version` above 1.0.0 first" in ran.err
    assert Path("contracts/orders/contract.yaml").read_text("utf-8") == WEAKER


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--accept", "123"), "--accept needs a reason"),
        (("--accept", "123", "--because", " "), "--accept needs a reason"),
        (("--because", "so"), "--because is the reason for --accept"),
        (("--accept", "123", "--because", "so"), "nothing of the fingerprint 123 drifted"),
        (("--accept", "123", "--because", "so", "--all"), "are two commands"),
    ],
)
def test_what_can_t_be_accepted_is_told(arguments: tuple[str, ...], says: str, seamproof: Command) -> None:
    put(NEWER)
    ran = seamproof("drift", *arguments)
    assert ran.code == 2
    assert says in ran.err


def test_the_changelog_is_markdown_for_people(seamproof: Command) -> None:
    put(
        NEWER.replace(
            "RECEIVED: {claims: [accepted], means: Taken}", "RECEIVED: {claims: [accepted], means: Got}"
        )
    )
    ran = seamproof("drift", "--all")
    assert ran.code == 1
    assert ran.out.startswith("# What changed\n\n## orders 1.0.0 to 2.0.0\n\nSince where change left main (")
    assert "### Breaks somebody\n\n- **hub/COMPLETED**:" in ran.out
    assert "### To be looked at\n\n- **hub/RECEIVED**:" in ran.out


def test_a_changelog_of_nothing_says_so(seamproof: Command) -> None:
    ran = seamproof("drift", "--all", "--against", "main")
    assert (ran.code, ran.out) == (0, "# What changed\n\nNothing changed since main.\n")


def test_a_set_that_is_new_is_told_and_breaks_nobody(seamproof: Command) -> None:
    put(CONTRACT.replace("contract: orders", "contract: returns"), "contracts/returns/contract.yaml")
    ran = seamproof("drift", "--against", "main")
    assert ran.code == 0
    assert "drift of returns: returns is not in main: it is new" in " ".join(ran.out.split())


def test_a_set_that_is_gone_is_told(seamproof: Command) -> None:
    put(CONTRACT.replace("contract: orders", "contract: returns"), "contracts/returns/contract.yaml")
    commit()
    Path("contracts/orders/contract.yaml").unlink()
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert found(ran) == [("warning", "weakened-check", "orders")]


def test_a_set_that_moved_has_not_drifted(seamproof: Command) -> None:
    Path("contracts/orders").rename("contracts/sales")
    assert seamproof("drift", "--against", "main", "--fail-on", "note").code == 0


def test_a_set_of_another_name_in_the_same_place_is_the_same_set(seamproof: Command) -> None:
    put(WEAKER.replace("contract: orders", "contract: sales"))
    ran = seamproof("drift", "--against", "main", "--output-format", "json")
    assert found(ran) == [("error", "meaning-weakened", "hub/COMPLETED")]


@pytest.mark.parametrize(
    ("was", "now", "setting"),
    [
        ('fail-on = "warning"', "", "fail-on"),
        ('fail-on = "warning"', 'fail-on = "error"', "fail-on"),
        ("", 'only = ["replay", "drift"]', "only"),
        ('min-coverage = "80"', 'min-coverage = "79"', "min-coverage rows"),
    ],
)
def test_a_setting_that_asks_for_less_is_told(was: str, now: str, setting: str, seamproof: Command) -> None:
    put(f"{was}\n", "seamproof.toml")
    commit()
    put(f"{now}\n", "seamproof.toml")
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert ("warning", "weakened-check", setting) in found(ran)


class TestReleased:
    """What is in production may be older than where the change began."""

    @pytest.fixture(autouse=True)
    def _released(self) -> None:
        put('[released]\ntag = "v*"\n', "seamproof.toml")
        commit()
        git("tag", "v1")

    def test_what_breaks_production_and_is_new_breaks_the_build(self, seamproof: Command) -> None:
        put(WEAKER)
        ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
        assert (ran.code, found(ran)) == (1, [("error", "meaning-weakened", "hub/COMPLETED")])

    def test_what_stood_before_the_change_is_a_note(self, seamproof: Command) -> None:
        put(WEAKER)
        commit()
        put(WEAKER.replace("contract: orders", "title: Orders\ncontract: orders"))
        ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
        assert (ran.code, found(ran)) == (0, [("note", "meaning-weakened", "hub/COMPLETED")])
        assert "it stood before" in ran.out

    def test_what_is_undone_before_it_was_released_breaks_nobody(self, seamproof: Command) -> None:
        put(WEAKER)
        commit()
        put(CONTRACT)
        ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
        assert (ran.code, {level for level, _, _ in found(ran)}) == (0, {"note"})

    def test_a_change_can_t_declare_itself_released(self, seamproof: Command) -> None:
        put(WEAKER)
        put('[released]\ntag = "w*"\n', "seamproof.toml")
        commit()
        git("tag", "w1")
        ran = seamproof("drift", "--against", "HEAD^", "--output-format", "json")
        assert (ran.code, ("error", "meaning-weakened", "hub/COMPLETED") in found(ran)) == (1, True)

    def test_a_tag_that_is_not_there_is_never_green(self, seamproof: Command) -> None:
        git("tag", "--delete", "v1")
        ran = seamproof("drift", "--against", "HEAD")
        assert ran.code == 2
        assert "no tag in the history of the baseline is named like v*" in ran.err

    def test_a_system_that_is_deployed_apart_is_held_against_its_own_revision(
        self, seamproof: Command
    ) -> None:
        put('[released]\ntag = "v*"\nsystems = {hub = "hub-prod"}\n', "seamproof.toml")
        put(WEAKER)
        commit()
        git("tag", "hub-prod")
        put(WEAKER.replace("claims: [accepted], means: Delivered", "claims: [], means: Delivered"))
        ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
        (one,) = json.loads(ran.out)["findings"]
        assert (one["subject"], one["change"]["from"], one["change"]["to"]) == (
            "hub/COMPLETED",
            ["accepted"],
            [],
        )


def test_an_entry_that_the_baseline_has_already_accepts_nothing(seamproof: Command) -> None:
    put(
        accepted(f"{WHOLE}, readers: [portal]").replace(
            "claims: [accepted], means: Del", "claims: [delivered], means: Del"
        )
    )
    commit()
    put(accepted(f"{WHOLE}, readers: [portal]"))
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert (ran.code, found(ran)) == (1, [("error", "meaning-weakened", "hub/COMPLETED")])


def test_an_entry_of_a_version_that_the_contract_has_not_accepts_nothing(seamproof: Command) -> None:
    put(
        accepted(f"{WHOLE}, readers: [portal]")
        .replace("version: 2.0.0\ncontract", "")
        .replace("\nversion: 2.0.0\n", "\nversion: 1.0.0\n", 1)
    )
    assert seamproof("drift").code == 1


def test_a_boundary_that_becomes_a_draft_still_owes_what_it_promised(seamproof: Command) -> None:
    put(WEAKER.replace("{from: portal, to: hub,", "{from: portal, to: hub, stability: draft,"))
    ran = seamproof("drift", "--output-format", "json")
    assert (ran.code, found(ran)) == (
        1,
        [("error", "meaning-weakened", "hub/COMPLETED"), ("warning", "weakened-check", "portal-to-hub")],
    )


@pytest.mark.parametrize("setting", ['paths = ["contracts/other"]', 'fail-on = "error"', 'only = ["drift"]'])
def test_a_change_is_checked_as_was_asked_before_it(setting: str, seamproof: Command) -> None:
    put('paths = ["contracts/orders"]\nfail-on = "warning"\n', "seamproof.toml")
    put(CONTRACT.replace("contract: orders", "contract: other"), "contracts/other/contract.yaml")
    commit()
    put(f"{setting}\n", "seamproof.toml")
    put(CONTRACT.replace("means: Delivered", "means: Accepted"))
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert ("warning", "words-only", "hub/COMPLETED") in found(ran)
    assert ran.code == 1


def test_a_set_under_another_name_beside_a_new_one_is_still_the_same(seamproof: Command) -> None:
    Path("contracts/orders").rename("contracts/sales")
    put(WEAKER.replace("contract: orders", "contract: sales"), "contracts/sales/contract.yaml")
    put("contract: decoy\nformat: 1\nversion: 1.0.0\n", "contracts/decoy/contract.yaml")
    ran = seamproof("drift", "--against", "main", "--output-format", "json")
    assert found(ran) == [("error", "meaning-weakened", "hub/COMPLETED")]


def test_the_placeholder_is_no_reason(seamproof: Command) -> None:
    put(NEWER)
    assert seamproof("drift", "--accept", fingerprint(seamproof), "--because", "…").code == 2


def test_the_line_endings_of_a_contract_stay(seamproof: Command) -> None:
    Path("contracts/orders/contract.yaml").write_bytes(NEWER.replace("\n", "\r\n").encode())
    assert seamproof("drift", "--accept", fingerprint(seamproof), "--because", "so it is").code == 0
    text = Path("contracts/orders/contract.yaml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")


def test_an_entry_for_one_row_accepts_no_other_row_that_leads_to_the_same(seamproof: Command) -> None:
    row, other = "RECEIVED: open, COMPLETED: done", "RECEIVED: done, COMPLETED: done"
    put(CONTRACT.replace(row, other).replace("version: 1.0.0", "version: 2.0.0"))
    named = [
        one["fingerprint"]
        for one in json.loads(seamproof("drift", "--output-format", "json").out)["findings"]
    ]
    arguments = [word for name in named for word in ("--accept", name)]
    assert seamproof("drift", *arguments, "--because", "by decision").code == 0
    ((change,),) = [yaml.safe_load(Path("contracts/orders/contract.yaml").read_text("utf-8"))["changes"]]
    assert all("hub/RECEIVED" in str(entry) for entry in change["accepts"] if "row" in entry["rule"])


class TestProduction:
    """A change that nothing but production minds."""

    SCHEMA = '{"type": "object", "properties": {"a": {"type": "string", "maxLength": %s}}, "required": ["a"]}'

    def test_what_production_still_sends_and_the_baseline_no_longer_does_breaks_the_build(
        self, seamproof: Command
    ) -> None:
        messages = "messages: {order: {sends: sent.json, accepts: taken.json}},"
        put(CONTRACT.replace("to: hub,", f"to: hub, {messages}"))
        put('[released]\ntag = "v*"\n', "seamproof.toml")
        for name in ("sent", "taken"):
            put(self.SCHEMA % 10, f"contracts/orders/{name}.json")
        commit()
        git("tag", "v1")
        put(self.SCHEMA % 3, "contracts/orders/sent.json")
        commit()
        put(self.SCHEMA % 5, "contracts/orders/taken.json")
        ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
        assert (ran.code, ("error", "schema-refuses-old", "portal-to-hub/order") in found(ran)) == (1, True)


def test_one_command_accepts_all_that_comes_of_one_change(seamproof: Command) -> None:
    put(CONTRACT.replace("RECEIVED: open", "RECEIVED: done").replace("version: 1.0.0", "version: 2.0.0"))
    found = json.loads(seamproof("drift", "--output-format", "json").out)["findings"]
    assert len(found) == 1
    command = shlex.split(found[0]["change"]["accept"])
    assert command[0] == "seamproof"
    assert seamproof(*command[1:-1], "by decision").code == 0
    assert seamproof("drift").code == 0


def test_that_all_sets_are_gone_is_never_green(seamproof: Command) -> None:
    Path("contracts/orders/contract.yaml").unlink()
    ran = seamproof("check", "--allow-empty", "--against", "main")
    assert ran.code == 2
    assert "all contract sets of main are gone" in ran.err


def test_a_setting_that_asks_for_less_is_told_beside_a_set_that_is_new(seamproof: Command) -> None:
    put('fail-on = "warning"\n', "seamproof.toml")
    commit()
    put('fail-on = "error"\n', "seamproof.toml")
    put(CONTRACT.replace("contract: orders", "contract: aaa"), "contracts/aaa/contract.yaml")
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert ("warning", "weakened-check", "fail-on") in found(ran)


def test_what_is_released_can_t_be_taken_back_unseen(seamproof: Command) -> None:
    put('[released]\ntag = "v*"\n', "seamproof.toml")
    commit()
    git("tag", "v1")
    put("", "seamproof.toml")
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert ("warning", "weakened-check", "released") in found(ran)


def test_one_of_two_recordings_of_a_name_is_not_deleted_unseen(seamproof: Command) -> None:
    line = '{"case": "1", "id": "e1", "kind": "status", "system": "portal", "status": {"code": "open"}}\n'
    for year in ("2025", "2026"):
        put(line, f"contracts/orders/recordings/{year}/a.jsonl")
    commit()
    Path("contracts/orders/recordings/2025/a.jsonl").unlink()
    ran = seamproof("drift", "--against", "HEAD", "--output-format", "json")
    assert [rule for _, rule, _ in found(ran)] == ["weakened-check"]


def test_a_changelog_goes_nowhere_else_unasked(seamproof: Command) -> None:
    assert seamproof("drift", "--all", "--report", "json=x.json").code == 2


def test_an_entry_for_one_output_accepts_no_other_of_the_same_row(seamproof: Command) -> None:
    def mapped(web: str, phone: str) -> str:
        messages = (
            f"messages: {{o: {{transform: [{{to: /k, from: /k, values: {{web: {web}, phone: {phone}}}}}]}}}}"
        )
        text = CONTRACT.replace("to: hub,", f"to: hub, {messages},")
        return text if web == "A" else text.replace("version: 1.0.0", "version: 2.0.0")

    lines = [
        f'{{"case": "{k}", "id": "e", "kind": "sent", "boundary": "portal-to-hub", "payload": {{"k": "{k}"}}}}\n'
        for k in ("web", "phone")
    ]
    put("".join(lines), "contracts/orders/recordings/a.jsonl")
    put(mapped("A", "B"))
    commit()
    put(mapped("X", "B"))
    name = fingerprint(seamproof, "--against", "HEAD")
    assert seamproof("drift", "--against", "HEAD", "--accept", name, "--because", "so").code == 0
    assert seamproof("drift", "--against", "HEAD").code == 0
    path = Path("contracts/orders/contract.yaml")
    path.write_text(path.read_text("utf-8").replace("phone: B", "phone: Y"), "utf-8")
    assert seamproof("drift", "--against", "HEAD").code == 1
