"""Systems, statuses and moves."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "crm: {statuses: {}}",
        "crm: §{title: CRM}",
        'the system "crm" has no "statuses"',
        "add statuses: {} if it shows none",
    ),
    (
        "crm: {statuses: {}}",
        "crm: §[a]",
        'the system "crm" is a mapping, not a list',
        "write it as {title: ...}",
    ),
    (
        "crm: {statuses: {}}",
        "crm: {statuses: §}",
        "statuses is a mapping, not nothing",
        "write {NAME: ...}, or {} if it is meant to be empty",
    ),
    (
        "crm: {statuses: {}}",
        "crm: {statuses: §[a]}",
        "statuses is a mapping, not a list",
        "write {NAME: ...}, or {} if it is meant to be empty",
    ),
    (
        "crm: {statuses: {}}",
        "crm: {statuses: {}, §facts: {a: b}}",
        "facts: of a system belong to use:",
        "add use:, or leave it out",
    ),
    ("draft: {}", "draft: {§mean: x}", 'the status "draft" has no key "mean"', 'did you mean "means"?'),
    ("draft: {}", "draft: §x", 'the status "draft" is a mapping, not a text', "write it as {means: ...}"),
    (
        "draft: {}",
        "draft: {phase: §finale}",
        'phase is one of open, final, not "finale"',
        'did you mean "final"?',
    ),
    (
        "draft: {}",
        "draft: {outcome: §won}",
        'outcome is one of success, failure, partial, unknown, none, not "won"',
        "use one of success, failure, partial, unknown, none",
    ),
    (
        "draft: {}",
        "draft: {layer: §[a]}",
        "layer is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    ("draft: {}", "draft: {claims: [§shiped]}", 'there is no fact "shiped"', 'did you mean "shipped"?'),
    ("draft: {}", "draft: {claims: [shipped, §shipped]}", 'claims names "shipped" twice', "name it once"),
    (
        "draft: {}",
        "draft: {claims: [shipped], denies: [§shipped]}",
        '"draft" claims shipped, and denies shipped',
        "leave out one of them",
    ),
    (
        "draft: {}",
        "draft: {claims: [shipped], denies: [§received]}",
        '"draft" claims shipped, which implies received, and denies received',
        "leave out one of them",
    ),
    (
        "draft: {}",
        "draft: {}\n      §absent: {}",
        '"absent" is a status that every system has, and claims nothing',
        "name this one otherwise",
    ),
    ("draft: {}", 'draft: {}\n      §"": {}', "a status has no code", "name it"),
    (
        "draft: {}",
        "draft: {}\n      §erp_http/202: {}",
        '"erp_http/202" reads like a status of erp_http, a face of erp',
        "name it without the slash",
    ),
    (
        "instead: submitted",
        "instead: §sent",
        'there is no status "sent"',
        "use one of draft, submitted, completed, accepted, partly, failed",
    ),
    (
        "instead: submitted",
        "instead: §submited",
        'there is no status "submited"',
        'did you mean "submitted"?',
    ),
    (
        "until: 2027-01-31}}",
        "until: §31.1.2027}}",
        'until is a date, not "31.1.2027"',
        "write it like 2027-01-31",
    ),
    (
        "until: 2027-01-31}}",
        "until: §2027-02-31}}",
        'until is a date, not "2027-02-31"',
        "write it like 2027-01-31",
    ),
    ("submitted: waiting}", "submitted: §waitng}", 'there is no status "waitng"', 'did you mean "waiting"?'),
    (
        "submitted: waiting}",
        "§submited: waiting}",
        'there is no status "submited"',
        'did you mean "submitted"?',
    ),
    (
        "submitted: waiting}",
        "submitted: [waiting, §waiting]}",
        'the move from "submitted" to "waiting" is declared twice',
        "keep one of them",
    ),
    (
        "submitted: waiting}",
        "submitted: waiting, §failed: [draft]}",
        '"failed" is final, and a move leads out of it',
        "declare it open, or leave the move out",
    ),
    ("initial: draft", "initial: §drat", 'there is no status "drat"', 'did you mean "draft"?'),
    (
        "      draft: {}",
        "      §on_hold: {}\n      draft: {}",
        '"on_hold" is retired, and declared again',
        "give the status another name",
    ),
    ("retired: [on_hold]", "retired: §{a: b}", "retired is a list, not a mapping", "write it as [...]"),
    (
        "success_claims: [shipped]",
        "success_claims: [§ship]",
        'there is no fact "ship"',
        'did you mean "shipped"?',
    ),
    (
        "part_of: erp",
        "part_of: §erp_http",
        "erp_http can't be a face of itself",
        "name the system that it shows",
    ),
    (
        "part_of: erp",
        "part_of: §sap",
        'there is no system "sap"',
        "use one of portal, erp, erp_http, wms, bank, crm",
    ),
    (
        "crm: {statuses: {}}",
        "crm: {part_of: §erp_http, statuses: {}}",
        "erp_http is itself a face of erp",
        "write part_of: erp",
    ),
    (
        "external: true",
        "external: §1",
        'external is true or false, not "1"',
        "write true or false, without quotes",
    ),
    (
        "use: vocabularies/bank.yaml",
        "use: §vocabularies/bnak.yaml",
        "the set has no file vocabularies/bnak.yaml",
        "write vocabularies/bank.yaml, or add the file",
    ),
    (
        "use: vocabularies/bank.yaml",
        "use: §iso20022-payments",
        'no vocabulary "iso20022-payments" ships',
        'did you mean "iso20022-payment-status"?',
    ),
    (
        "use: vocabularies/bank.yaml",
        "use: §../bank.yaml",
        "../bank.yaml leads out of the folder of the set, and nothing outside is read",
        "copy the file into the set",
    ),
    (
        "facts: {settled: paid_out}",
        "facts: {§setled: paid_out}",
        'there is no fact of bank "setled"',
        'did you mean "settled"?',
    ),
    (
        "facts: {settled: paid_out}",
        "facts: {settled: §paid}",
        'there is no fact "paid"',
        'did you mean "paid_out"?',
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_systems_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
