"""The list of rules is whole, and a rule is found by its name."""

import pkgutil
from importlib import import_module

import pytest

import checker.rules
from checker.errors import UsageError
from checker.rules import names, pages, rule, rules

FAMILIES = ("status", "exploring", "replay", "drift", "contract", "acceptance", "expectation", "coverage")


def modules() -> set[str]:
    """Every module of a family that has a `check`."""
    found = set()
    for family in FAMILIES:
        package = import_module(f"checker.rules.{family}")
        for module in pkgutil.iter_modules(package.__path__):
            if hasattr(import_module(f"{package.__name__}.{module.name}"), "check"):
                found.add(module.name.replace("_", "-"))
    return found


def test_every_family_is_known() -> None:
    folders = {module.name for module in pkgutil.iter_modules(checker.rules.__path__) if module.ispkg}
    assert folders == set(FAMILIES)


def test_every_module_with_a_check_is_a_rule_and_every_name_is_its_own() -> None:
    ids = [known.id for known in rules()]
    assert len(ids) == len(set(ids))
    assert set(ids) == modules() == names()


def test_a_rule_is_found_by_its_name() -> None:
    assert rule("overclaim").title == "A status claims something that nothing establishes."
    assert pages()["overclaim"].startswith("A status claims")


def test_only_the_pages_that_are_wanted_are_given() -> None:
    assert list(pages({"stuck", "overclaim", "no-rule"})) == ["overclaim", "stuck"]
    assert list(pages({"row-retargeted", "overclaim"})) == ["overclaim", "row-retargeted"]


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        rule("overclam")
    (mistake,) = raised.value.mistakes
    assert (mistake.message, mistake.fix) == ('there is no rule "overclam"', 'write "overclaim"')


def test_a_rule_like_no_other_is_answered_with_the_list() -> None:
    with pytest.raises(UsageError, match="list the rules"):
        rule("xyzzy")
