"""What is said of messages that were sent again."""

from checker.analysis.incident import Incident
from tests.analysis.incident.conftest import Explain
from tests.analysis.incident.test_verdicts import DAY, ORDERS, again, effect, order
from tests.analysis.recorded.written import at

SAME = 'r1, from shop to erp, repeats o1 30s later with the same key (/order "4711")'


def said(incident: Incident) -> tuple[str, str]:
    aside = next(aside for aside in incident.asides if "repeats" in aside.says)
    return aside.says, aside.tone.value


def posted(second: float, key: str | None, **rest: object) -> dict[str, object]:
    happened = {"fact": "posted", **({"key": key} if key is not None else {})}
    return {"kind": "effect", "at": at(second), "system": "erp", "effect": happened, **rest}


def test_an_effect_that_is_seen_many_times_is_told_once(explain: Explain) -> None:
    seen = [effect(2 + number, "100", of="o2") for number in range(20)]
    incident = explain(ORDERS, [*order(), *seen, again(31)], **DAY)
    assert said(incident) == (f'{SAME}, and had one effect (posted "100"): no damage', "right")


def test_where_the_receiver_was_not_captured_in_full_a_second_effect_is_not_ruled_out(
    explain: Explain,
) -> None:
    complete = {"shop": "full", "wms": "full", "erp": "sampled"}
    incident = explain(ORDERS, [*order(), effect(1.5, "100", of="o2"), again(31)], complete=complete, **DAY)
    assert said(incident) == (
        f'{SAME}; one effect was recorded (posted "100"); whether there was another is not known',
        "unknown",
    )


def test_an_effect_without_a_key_may_be_the_one_that_has_one(explain: Explain) -> None:
    happened = [posted(1.5, "100", of="o2"), again(31), posted(32, None, of="r1")]
    incident = explain(ORDERS, [*order(), *happened], **DAY)
    assert said(incident) == (
        f'{SAME}; two effects were recorded (posted "100" and posted without a key); they may be one',
        "unknown",
    )


def test_one_effect_under_another_key_is_no_merit(explain: Explain) -> None:
    other = {**again(31), "payload": {"order": "4711-2", "currency": "EUR"}}
    incident = explain(ORDERS, [*order(), effect(1.5, "100", of="o2"), other], **DAY)
    assert said(incident) == (
        'r1, from shop to erp, repeats o1 30s later with another key (/order "4711", then "4711-2"), '
        'and had one effect (posted "100")',
        "plain",
    )


def test_a_double_effect_of_the_first_attempt_alone_is_not_laid_to_the_second(explain: Explain) -> None:
    twice = [effect(1.5, "100", of="o2"), effect(1.6, "101", of="o2"), again(31)]
    incident = explain(ORDERS, [*order(), *twice], **DAY)
    assert said(incident) == (f'{SAME}; 2 effects were recorded (posted "100" and posted "101")', "plain")


def test_of_many_effects_the_first_are_named(explain: Explain) -> None:
    many = [effect(2 + number, str(number), of="o2") for number in range(9)]
    incident = explain(ORDERS, [*order(), *many, again(31)], **DAY)
    assert said(incident)[0].endswith(
        '9 effects were recorded (posted "0", posted "1", posted "2" and 6 more)'
    )


def test_a_fact_that_came_about_twice_is_counted_in_the_same_words_everywhere(explain: Explain) -> None:
    twice = [effect(1.5, "100", of="o2"), again(31), effect(32, "101", of="r1")]
    incident = explain(ORDERS, [*order(), *twice], **DAY)
    assert "The first thing that went wrong: posted came about twice." in incident.answers[0].says
