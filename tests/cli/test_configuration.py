"""What a project's configuration may say, and what it may not."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from checker.cli.configuration import Configuration, configuration, configured
from checker.errors import UsageError
from checker.load.files import DISK
from checker.load.memory import Memory
from checker.model.coverage import Kind
from checker.model.releases import Releases


def mistakes(folder: Path, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(UsageError) as raised:
        configuration(folder, environment or {})
    return [str(mistake) for mistake in raised.value.mistakes]


def test_without_configuration_the_contracts_folder_is_checked(tmp_path: Path) -> None:
    assert configuration(tmp_path, {"PATH": "/bin"}) == Configuration(paths=("contracts/",))


def test_a_pyproject_of_another_tool_configures_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 110\n")

    assert configuration(tmp_path, {}) == Configuration()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("seamproof.toml", 'paths = ["a", "b"]\nfail-on = "warning"\nonly = ["static"]\n'),
        (
            "pyproject.toml",
            '[tool.seamproof]\npaths = ["a", "b"]\nfail-on = "warning"\nonly = ["static"]\n',
        ),
    ],
)
def test_both_files_say_the_same(file: str, text: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text)

    assert configuration(tmp_path, {}) == Configuration(
        paths=("a", "b"), fail_on="warning", only=frozenset({"static"})
    )


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_text('fail-on = "warning"\ncolor = "never"\noutput-format = "json"\n')
    environment = {"SEAMPROOF_FAIL_ON": "note", "SEAMPROOF_ONLY": "static,replay", "SEAMPROOF_PATHS": "x,y"}

    assert configuration(tmp_path, environment) == Configuration(
        paths=("x", "y"),
        only=frozenset({"static", "replay"}),
        fail_on="note",
        color="never",
        output_format="json",
    )


EVERY = dict.fromkeys(Kind, Decimal("87.5"))
SOME = {Kind.STATUSES: Decimal(90), Kind.FIELDS: Decimal(80)}


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("87.5", EVERY),
        ('"87.5"', EVERY),
        ("{fields = 80, statuses = 90, moves = 0}", SOME),
        ('"statuses=90, fields=80"', SOME),
        ("0", {}),
    ],
)
def test_a_coverage_is_asked_for_of_all_kinds_or_of_some(
    value: str, asked: dict[Kind, Decimal], tmp_path: Path
) -> None:
    (tmp_path / "seamproof.toml").write_text(f"min-coverage = {value}\n")

    assert configuration(tmp_path, {}).min_coverage == asked
    if value.startswith('"'):
        environment = {"SEAMPROOF_MIN_COVERAGE": value.strip('"')}
        assert configuration(tmp_path.parent, environment).min_coverage == asked


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            "true",
            "the setting min-coverage takes a percentage, or one for each kind (write min-coverage = 80,",
        ),
        ("{}", "the setting min-coverage takes a percentage, or one for each kind"),
        ("[80]", "the setting min-coverage takes a percentage, or one for each kind"),
        ("101", '"101" is no percentage from 0 to 100'),
        ("-1", '"-1" is no percentage from 0 to 100'),
        ("inf", '"inf" is no percentage from 0 to 100'),
        ("{status = 80}", '"status" is not known (did you mean statuses?)'),
    ],
)
def test_a_coverage_that_makes_no_sense_is_refused(value: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_text(f"min-coverage = {value}\n")

    (said,) = mistakes(tmp_path)
    assert said.startswith(f"seamproof.toml:1:1: {says}")


def test_all_mistakes_of_a_file_are_told_at_once_each_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_text(
        'fail_on = "error"\npaths = "contracts"\ncolor = "alwys"\noutput-format = 3\n'
    )

    assert mistakes(tmp_path) == [
        'seamproof.toml:1:1: there is no setting "fail_on" (did you mean fail-on?)',
        'seamproof.toml:2:1: the setting paths takes a list of texts (write paths = ["…"])',
        'seamproof.toml:3:1: "alwys" is not known (did you mean always?)',
        'seamproof.toml:4:1: the setting output-format takes a text (write output-format = "…")',
    ]


@pytest.mark.parametrize("key", ["limit", "limits", "allow-empty", "report", "payload-size"])
def test_a_project_can_neither_raise_limits_nor_write_files_nor_be_empty(key: str, tmp_path: Path) -> None:
    """A change under review brings its own configuration."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.seamproof]\n{key} = true\n")

    assert mistakes(tmp_path)[0].startswith(f'pyproject.toml:2:1: there is no setting "{key}"')


def test_two_configurations_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.seamproof]\n")
    (tmp_path / "seamproof.toml").write_text("")

    assert mistakes(tmp_path) == [
        "both seamproof.toml and pyproject.toml configure seamproof (keep one of the two)"
    ]


def test_a_file_that_is_not_toml_is_blamed_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_text('color = "auto"\npaths = [\n')

    (said,) = mistakes(tmp_path)
    assert said.startswith("seamproof.toml:") or "this is not TOML" in said


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_bytes(b"\xff\xfe")

    assert mistakes(tmp_path) == ["seamproof.toml is not UTF-8 (save it as UTF-8)"]


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").mkdir()

    assert mistakes(tmp_path) == [
        "seamproof.toml:1:1: this can't be read: it is a folder (put a regular file there that can be read)"
    ]


def test_a_pipe_in_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "seamproof.toml")

    assert mistakes(tmp_path) == [
        "seamproof.toml:1:1: this can't be read: it is no regular file (put a regular file there that can be read)"
    ]


def test_a_file_that_no_configuration_is_as_long_as_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("#" * 2_000_001)

    assert mistakes(tmp_path) == [
        "pyproject.toml has more than 2,000,000 bytes (take out what is no configuration)"
    ]


BEFORE = {"seamproof.toml": b'fail-on = "warning"\nmin-coverage = 80\n'}


def test_what_was_asked_before_is_read_where_the_files_of_before_lie(tmp_path: Path) -> None:
    (tmp_path / "seamproof.toml").write_bytes(BEFORE["seamproof.toml"])
    asked = Configuration(fail_on="warning", min_coverage=dict.fromkeys(Kind, Decimal(80)))

    assert configured(Memory(BEFORE), "") == asked
    assert configured(DISK, str(tmp_path)) == asked
    assert configured(Memory({}), "") == Configuration()
    assert configured(DISK, str(tmp_path / "nowhere")) == Configuration()


def test_what_was_wrong_before_is_blamed_where_it_lay(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.seamproof]\nfail_on = 3\n")

    with pytest.raises(UsageError) as raised:
        configured(DISK, str(tmp_path))
    (mistake,) = raised.value.mistakes
    assert str(mistake) == (
        f'{tmp_path}/pyproject.toml:2:1: there is no setting "fail_on" (did you mean fail-on?)'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[released]\ntag = "v*"\n', Releases(tag="v*")),
        ('released.tag = "production"\n', Releases(tag="production")),
        (
            '[released]\ntag = "v*"\nsystems = {erp = "erp-prod", wms = "wms/v*"}\n',
            Releases(tag="v*", systems={"erp": "erp-prod", "wms": "wms/v*"}),
        ),
        ('[released.systems]\nerp = "erp-prod"\n', Releases(systems={"erp": "erp-prod"})),
        ('fail-on = "error"\n', None),
    ],
)
def test_a_project_says_which_revision_is_in_production(
    text: str, said: Releases | None, tmp_path: Path
) -> None:
    (tmp_path / "seamproof.toml").write_text(text)

    assert configuration(tmp_path, {}).released == said


FIX = '(write released = {tag = "v*"}, or released = {systems = {erp = "erp-prod"}})'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[tool.seamproof.released]\ntga = "v*"', 'released has no key "tga" (did you mean tag?)'),
        ('released = {sytems = {erp = "x"}}', 'released has no key "sytems" (did you mean systems?)'),
        ('released = "v*"', f"the setting released takes a table of what is in production {FIX}"),
        ("released = {}", f"the setting released takes a table of what is in production {FIX}"),
        ("released = {systems = {}}", f"the setting released takes a table of what is in production {FIX}"),
        (
            'released = {systems = ["v*"]}',
            f"the setting released takes a table of what is in production {FIX}",
        ),
        ("released = {tag = 1}", 'the setting released.tag takes a text (write released.tag = "…")'),
        (
            "[tool.seamproof.released.systems]\nerp = true",
            'the setting released.systems.erp takes a text (write released.systems.erp = "…")',
        ),
        (
            'released = {tag = "--exec=x"}',
            '"--exec=x" at released.tag is no revision (name a branch, a tag, or a pattern of tags)',
        ),
        (
            'released = {systems = {erp = " "}}',
            '" " at released.systems.erp is no revision (name a branch, a tag, or a pattern of tags)',
        ),
    ],
)
def test_what_is_in_production_is_said_in_one_way_only(text: str, says: str, tmp_path: Path) -> None:
    head = "" if text.startswith("[") else "[tool.seamproof]\n"
    (tmp_path / "pyproject.toml").write_text(f"{head}{text}\n")

    assert mistakes(tmp_path) == [f"pyproject.toml:{2 if head else 1}:1: {says}"]


def test_no_variable_says_what_is_in_production(tmp_path: Path) -> None:
    assert mistakes(tmp_path, {"SEAMPROOF_RELEASED": "v*"}) == [
        f"SEAMPROOF_RELEASED: the setting released takes a table of what is in production {FIX}"
    ]


def test_something_else_than_a_table_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nseamproof = 3\n")

    assert "there is no setting" in mistakes(tmp_path)[0]


def test_a_mistyped_variable_is_answered_with_the_nearest(tmp_path: Path) -> None:
    assert mistakes(tmp_path, {"SEAMPROOF_FAILON": "note"}) == [
        'there is no variable "SEAMPROOF_FAILON" (did you mean SEAMPROOF_FAIL_ON?)'
    ]
    assert mistakes(tmp_path, {"SEAMPROOF_COLOR": "alway"}) == [
        'SEAMPROOF_COLOR: "alway" is not known (did you mean always?)'
    ]


def test_a_variable_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    assert configuration(tmp_path, {"SEAMPROOF_IMAGE_TAG_OF_CI": "1"}) == Configuration()
