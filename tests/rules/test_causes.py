"""One finding a cause, and one for all rows that are blamed for the same."""

from checker.model.findings import Evidence, Finding, Level, Related
from checker.model.places import Place
from checker.rules.causes import merged, one_per_cause, row

ORDER = ("contradiction", "overclaim", "blurred")


def at(line: int) -> Place:
    return Place(file="contract.yaml", line=line, column=1)


def found(rule: str, line: int, level: Level = Level.ERROR, **more: object) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        set="s",
        subject="u/x",
        message=f"{rule} in line {line}",
        place=at(line),
        **more,  # type: ignore[arg-type]  # whatever a test adds
    )


def test_the_first_rule_of_the_highest_level_names_the_others() -> None:
    both = one_per_cause(
        [found("blurred", 1, Level.NOTE), found("overclaim", 1), found("contradiction", 1)], ORDER, row
    )
    assert both == (found("contradiction", 1, also=("overclaim", "blurred")),)


def test_a_higher_level_goes_before_an_earlier_rule() -> None:
    both = one_per_cause([found("contradiction", 1, Level.WARNING), found("overclaim", 1)], ORDER, row)
    assert both == (found("overclaim", 1, also=("contradiction",)),)


def test_other_rows_are_other_causes() -> None:
    two = (found("contradiction", 1), found("overclaim", 2))
    assert one_per_cause(two, ORDER, row) == two


def test_what_is_named_already_stays_named() -> None:
    both = one_per_cause([found("overclaim", 1, also=("blurred",)), found("contradiction", 1)], ORDER, row)
    assert both == (found("contradiction", 1, also=("overclaim", "blurred")),)


def test_a_rule_outside_the_order_comes_last() -> None:
    both = one_per_cause([found("unheard-of", 1), found("overclaim", 1)], ORDER, row)
    assert both == (found("overclaim", 1, also=("unheard-of",)),)


def test_rows_blamed_for_the_same_are_one_finding() -> None:
    evidence = tuple(Evidence(recording="a.jsonl", line=line) for line in (1, 2, 3, 4))
    one = merged(
        [
            found("overclaim", 9, evidence=evidence[2:], also=("blurred",)),
            found("overclaim", 3, evidence=evidence[:2], count=5),
            found("contradiction", 4),
        ]
    )
    assert one == (
        found(
            "overclaim",
            3,
            related=(Related(place=at(9), says="overclaim in line 9"),),
            evidence=evidence[:3],
            also=("blurred",),
            count=6,
        ),
        found("contradiction", 4),
    )


def test_the_worst_stands_for_all() -> None:
    (one,) = merged([found("overclaim", 1, Level.NOTE), found("overclaim", 2)])
    assert (one.level, one.place, one.count) == (Level.ERROR, at(2), 2)


def test_a_finding_without_a_place_can_be_merged() -> None:
    nowhere = Finding(rule="overclaim", level=Level.ERROR, set="s", subject="u/x", message="nowhere")
    (one,) = merged([nowhere, found("overclaim", 1)])
    assert (one.place, one.count, one.related) == (at(1), 2, ())
