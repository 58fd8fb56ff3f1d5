"""What is said of a command line that makes no sense, and how help reads."""

from collections.abc import Callable

import pytest

Run = Callable[..., "object"]
COMMANDS = (
    "check",
    "replay",
    "mask",
    "why",
    "what-if",
    "rule",
    "vocabularies",
    "schema",
    "completion",
    "demo",
    "init",
    "new",
)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("chek",),
            "error: there is no command chek\n  = help: did you mean check?\n\nNothing was checked\n",
        ),
        (
            ("--verson",),
            "error: there is no flag --verson\n  = help: did you mean --version?\n\nNothing was checked\n",
        ),
        (
            ("check", "--fail-onn", "error"),
            "error: seamproof check has no flag --fail-onn\n  = help: did you mean --fail-on?\n\n"
            "Nothing was checked\n",
        ),
        (
            ("check", "--fail-on", "eror"),
            'error: seamproof check: argument --fail-on: "eror" is not known (did you mean\n  error?)\n'
            "  = help: see seamproof check --help\n\nNothing was checked\n",
        ),
        (
            ("schema", "language", "result"),
            "error: seamproof schema can't take result too\n  = help: see seamproof schema --help\n",
        ),
        (
            ("replay",),
            "error: seamproof replay: the following arguments are required: FILE, --boundary\n"
            "  = help: see seamproof replay --help\n\nNothing was checked\n",
        ),
    ],
)
def test_a_mistyped_command_line_is_answered_with_what_was_meant(
    arguments: tuple[str, ...], says: str, seamproof: Run
) -> None:
    ran = seamproof(*arguments)

    assert (ran.code, ran.out, ran.err) == (2, "", says)


@pytest.mark.parametrize("form", ["full", "concise"])
@pytest.mark.parametrize(
    "arguments",
    [("init", "--name", "a/b"), ("new", "boundry"), ("completion", "tcsh"), ("rule", "fals-claim")],
)
def test_a_command_that_checks_nothing_does_not_say_that_nothing_was_checked(
    arguments: tuple[str, ...], form: str, seamproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEAMPROOF_OUTPUT_FORMAT", form)

    ran = seamproof(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "error" in ran.err.split("\n")[0]
    assert "Nothing was checked" not in ran.err
    assert ran.err == ran.err.rstrip("\n") + "\n"


def test_a_path_with_the_name_of_a_command_is_checked(seamproof: Run) -> None:
    assert seamproof("check", "new").err.endswith("\n\nNothing was checked\n")


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--limit", "payload-siz=1", "did you mean payload-size?"),
        ("--min-coverage", "row=80", "did you mean rows?"),
        ("--min-coverage", "80%", "write 80, or statuses=90,fields=80"),
        ("--min-coverage", "rows=80,rows=90", "rows are asked for twice"),
        ("--limit", "payload-size=much", "needs a whole number"),
        ("--states", "many", "write a number, as in --limit states=1000"),
        ("--limit", "errors-per-record=0", "is a number from 1"),
        ("--limit", f"payload-size={'9' * 5000}", "of at most 18 digits"),
        ("--limit", "payload-size", "as in --limit payload-size=1000"),
        ("--report", "jsn=a", "did you mean json?"),
        ("--report", "json", "write json=PATH"),
        ("--only", "static,reply", "did you mean replay?"),
        ("--color", "sometimes", "known are auto"),
    ],
)
def test_a_value_that_is_not_known_is_answered_with_the_nearest(
    option: str, value: str, says: str, seamproof: Run
) -> None:
    ran = seamproof("check", option, value)

    assert ran.code == 2
    assert says in " ".join(ran.err.split())


def test_a_program_that_asks_for_json_gets_its_usage_mistake_as_json(seamproof: Run) -> None:
    import json

    for arguments in (("--output-format", "json"), ("--output-format=json",)):
        ran = seamproof("check", *arguments, "--alow-empty")

        result = json.loads(ran.out)
        assert (ran.code, ran.err, result["verdict"]) == (2, "", "unchecked")
        assert [(error["why"], error["fix"]) for error in result["errors"]] == [
            ("seamproof check has no flag --alow-empty", "did you mean --allow-empty?")
        ]


def test_what_stands_behind_two_dashes_asks_for_no_format(seamproof: Run) -> None:
    ran = seamproof("check", "--", "--output-format", "json")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: --output-format is not there")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_fits_80_columns_and_shows_an_example(
    command: str, seamproof: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        seamproof(command, "--help")

    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert max(map(len, text.splitlines())) <= 80
    assert f"seamproof {command}" in text.partition("example")[2]


def test_help_lists_every_command(seamproof: Run) -> None:
    ran = seamproof("--help")

    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert all(f"\n  {command} " in ran.out for command in COMMANDS)


def test_without_a_command_there_is_help_and_no_success(seamproof: Run) -> None:
    ran = seamproof()
    assert (ran.code, ran.out, ran.err) == (2, seamproof("--help").out, "")


def test_the_version_is_that_of_the_package(seamproof: Run) -> None:
    from checker import __version__

    assert seamproof("--version").out == f"seamproof {__version__}\n"


def test_the_schemas_of_the_package_are_printed(seamproof: Run) -> None:
    import json

    assert json.loads(seamproof("schema", "result").out)["title"].startswith("The result")
    assert json.loads(seamproof("schema", "vocabulary").out)["title"] == "A vocabulary of seamproof"
    assert "$schema" in json.loads(seamproof("schema").out)


def test_a_page_of_a_rule_is_printed(seamproof: Run) -> None:
    ran = seamproof("rule", "acceptance-unused")

    assert ran.code == 0
    assert ran.out.startswith("# acceptance-unused\n\nA waiver matches no finding.\n\n## Why\n")


def test_all_rules_are_listed_with_what_they_find(seamproof: Run) -> None:
    ran = seamproof("rule")

    assert ran.code == 0
    assert "acceptance-unused\n    A waiver matches no finding.\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_rule_that_is_not_there_is_answered_with_the_nearest(seamproof: Run) -> None:
    ran = seamproof("rule", "overcalim")

    assert ran.code == 2
    assert "did you mean overclaim?" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("order.json", "contracts", "--boundary", "hub-to-erp"),
        ("order.json", "--boundary", "hub-to-erp", "contracts"),
        ("--boundary", "hub-to-erp", "order.json", "contracts"),
        ("--boundary", "hub-to-erp", "--", "order.json", "contracts"),
    ],
)
def test_paths_may_stand_before_and_behind_flags(arguments: tuple[str, ...]) -> None:
    from checker.cli.replay import parser

    given = parser().parse(arguments)

    assert (given.file, given.paths, given.boundary) == ("order.json", ["contracts"], "hub-to-erp")
