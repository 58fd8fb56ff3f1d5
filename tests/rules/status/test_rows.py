"""Rules about rows: each fires on its fault and stays silent on the near miss."""

from collections.abc import Callable, Sequence

import pytest

from checker.model.findings import Finding


def two(
    *,
    d: str,
    u: str,
    when: str,
    facts: str = "f: {owner: d}, g: {owner: d, implies: [f]}, own: {owner: u}",
    moves: str = "",
    success: str = "f",
    status: str = "no_answer: wait",
    more: str = "",
    u_more: str = "",
) -> str:
    """`u` reads `d`. `wait` is a status of `u` in every contract."""
    return f"""
facts: {{{facts}}}
systems:
  d: {{statuses: {{{d}}}, moves: {{{moves}}}}}
  u: {{success_claims: [{success}], statuses: {{wait: {{}}, {u}}}{u_more}}}
boundaries:
  b: {{from: u, to: d, {more} status: {{when: {{{when}}}, {status}}}}}
"""


YES = "yes: {outcome: success, phase: final, claims: [f]}"
NO = "no: {outcome: failure, phase: final, denies: [f]}"
OPEN = "new: {}"
DONE = "done: {outcome: success, phase: final}"
BAD = "bad: {outcome: failure, phase: final, denies: [f]}"
HEALTHY = two(
    d=f"{OPEN}, {YES}, {NO}", moves="new: [yes, no]", u=f"{DONE}, {BAD}", when="new: wait, yes: done, no: bad"
)

CASES: dict[str, tuple[str, set[str]]] = {
    "a table that says what is known is silent": (HEALTHY, set()),
    # unmapped-status
    "a status without a row is named": (
        two(d=f"{YES}, {NO}", u=DONE, when="yes: done"),
        {"error unmapped-status d/no"},
    ),
    "each status without a row is named": (
        two(d=f"{OPEN}, {YES}, {NO}", moves="new: [yes, no]", u=DONE, when="yes: done"),
        {"error unmapped-status d/no", "error unmapped-status d/new"},
    ),
    "otherwise is a row for every status": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u=DONE,
            when="yes: done",
            status="otherwise: wait, no_answer: wait",
        ),
        set(),
    ),
    "an ignored status has a row": (
        two(d=f"{OPEN}, {YES}", moves="new: [yes]", u=DONE, when="new: {ignore: nothing new}, yes: done"),
        set(),
    ),
    "nobody reads: no row is missed": (
        """
facts: {f: {owner: d}}
systems: {d: {statuses: {yes: {claims: [f]}}}, u: {statuses: {wait: {}}}}
boundaries: {b: {from: u, to: d, status: {nobody_reads: it is a log}}}
""",
        set(),
    ),
    "a boundary without status tells nothing": (
        """
facts: {f: {owner: d}}
systems: {d: {statuses: {yes: {claims: [f]}}}, u: {statuses: {wait: {}}}}
boundaries: {b: {from: u, to: d}}
""",
        set(),
    ),
    # default-success
    "otherwise may not be a success": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u=DONE,
            when="yes: done",
            status="otherwise: done, no_answer: wait",
        ),
        {"error default-success u/done"},
    ),
    "otherwise may not be a success even where every status has a row": (
        two(
            d=YES,
            u="done: {outcome: success, claims: []}",
            when="yes: wait",
            status="otherwise: done, no_answer: wait",
        ),
        {"error default-success u/done"},
    ),
    # contradiction
    "a denial read may not become a claim": (
        two(
            d=f"{YES}, stop: {{phase: final, denies: [f]}}",
            u="told: {phase: final, claims: [f]}",
            when="yes: told, stop: told",
        ),
        {"error contradiction u/told"},
    ),
    "a claim read may not become a denial": (
        two(d=YES, u="not: {denies: [f]}", when="yes: not"),
        {"error contradiction u/not"},
    ),
    "a claim denies what it rules out by implication": (
        two(
            d=f"{OPEN}, n: {{denies: [f]}}",
            u="told: {claims: [g]}",
            when="new: wait, n: told",
            moves="new: [n]",
        ),
        {"error contradiction u/told"},
    ),
    "what all of while says already is known": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, not: {denies: [f]}",
            when="yes: seen, new: {report: not, while: [seen]}",
        ),
        {"error contradiction u/not"},
    ),
    "a denial in while gives way to a claim": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u=f"not_yet: {{denies: [f]}}, {DONE}",
            when="new: not_yet, yes: {report: done, while: [not_yet]}",
            status="no_answer: {ignore: found by the nightly list}",
        ),
        set(),
    ),
    "without while nothing was said before": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, kept: {claims: [f]}",
            when="yes: seen, new: kept",
        ),
        {"error overclaim u/kept"},
    ),
    "with while a stable fact stays known": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, kept: {claims: [f]}",
            when="yes: seen, new: {report: kept, while: [seen, kept]}",
        ),
        set(),
    ),
    "with while a revocable fact does not stay known": (
        two(
            facts="f: {owner: d, revocable: true}",
            d=f"{OPEN}, yes: {{claims: [f]}}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, kept: {claims: [f]}",
            when="yes: seen, new: {report: kept, while: [seen, kept]}",
        ),
        {"error overclaim u/kept"},
    ),
    "one status of while that is silent leaves it unknown": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, kept: {claims: [f]}",
            when="yes: seen, new: {report: kept, while: [seen, wait]}",
        ),
        {"error overclaim u/kept"},
    ),
    "the first row of a list takes its statuses from the next": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="seen: {claims: [f]}, kept: {claims: [f]}",
            when="yes: seen, new: [{report: wait, while: [wait]}, {report: kept, while: [wait, seen, kept]}]",
        ),
        set(),
    ),
    # masked-failure
    "a failure is no success": (
        two(
            d=f"{YES}, err: {{outcome: failure, phase: final}}",
            u="done: {outcome: success, phase: final, claims: []}",
            when="yes: done, err: done",
        ),
        {"error masked-failure u/done"},
    ),
    "a denial of what success claims is no success": (
        two(
            d="stop: {phase: final, denies: [f]}",
            u="done: {outcome: success, phase: final, claims: []}",
            when="stop: done",
        ),
        {"error masked-failure u/done"},
    ),
    "a denial of another fact may be a success": (
        two(
            facts="f: {owner: d}, h: {owner: d}",
            d="stop: {denies: [h], claims: [f]}",
            u="done: {outcome: success}",
            when="stop: done",
        ),
        set(),
    ),
    # timeout-as-verdict
    "no answer is no failure": (
        two(d=YES, u=f"{DONE}, stop: {{outcome: failure}}", when="yes: done", status="no_answer: stop"),
        {"error timeout-as-verdict u/stop"},
    ),
    "no answer is no success": (
        two(
            d=YES,
            u=f"{DONE}, fine: {{outcome: success, claims: []}}",
            when="yes: done",
            status="no_answer: fine",
        ),
        {"error timeout-as-verdict u/fine"},
    ),
    "no answer claims nothing": (
        two(d=YES, u=f"{DONE}, seen: {{claims: [f]}}", when="yes: done", status="no_answer: seen"),
        {"error timeout-as-verdict u/seen"},
    ),
    "no answer denies nothing, not even so far": (
        two(d=YES, u=f"{DONE}, not_yet: {{denies: [f]}}", when="yes: done", status="no_answer: not_yet"),
        {"error timeout-as-verdict u/not_yet"},
    ),
    "no answer may leave what its system knows": (
        two(d=YES, u=f"{DONE}, sent: {{claims: [own]}}", when="yes: done", status="no_answer: sent"),
        set(),
    ),
    "what follows from an own fact is its own": (
        two(
            facts="f: {owner: d}, own: {owner: u, implies: [f]}",
            d=YES,
            u=f"{DONE}, sent: {{claims: [own]}}",
            when="yes: done",
            status="no_answer: sent",
        ),
        set(),
    ),
    "a failure that was one before may stay one": (
        two(
            d=f"{YES}, err: {{outcome: failure}}",
            moves="err: [yes]",
            u=f"{DONE}, retry: {{outcome: failure}}",
            when="yes: done, err: retry",
            status="no_answer: {report: retry, while: [retry]}",
        ),
        set(),
    ),
    "a failure that was not one in every status of while is a verdict": (
        two(
            d=f"{YES}, err: {{outcome: failure}}",
            moves="err: [yes]",
            u=f"{DONE}, retry: {{outcome: failure}}",
            when="yes: done, err: retry",
            status="no_answer: {report: retry, while: [retry, wait]}",
        ),
        {"error timeout-as-verdict u/retry"},
    ),
    "an unknown outcome is no verdict": (
        two(
            d=f"{YES}, broken: {{outcome: unknown}}",
            u=f"{DONE}, stop: {{outcome: failure}}",
            when="yes: done, broken: stop",
        ),
        {"error timeout-as-verdict u/stop"},
    ),
    "an unknown outcome may say what it claims": (
        two(
            d=f"{YES}, broken: {{outcome: unknown, claims: [f]}}",
            u=f"{DONE}, seen: {{claims: [f]}}",
            when="yes: done, broken: seen",
        ),
        set(),
    ),
    "a report that does not mention it proves nothing": (
        two(
            d=YES,
            u=f"{DONE}, stop: {{outcome: failure}}",
            when="yes: done",
            status="no_answer: wait, absent: stop",
        ),
        {"error timeout-as-verdict u/stop"},
    ),
    # hidden-partial
    "partial is no plain success": (
        two(
            d="some: {outcome: partial, phase: final}",
            u="done: {outcome: success, phase: final, claims: []}",
            when="some: done",
        ),
        {"error hidden-partial u/done"},
    ),
    "partial as plain failure is a warning": (
        two(
            d="some: {outcome: partial, phase: final}",
            u="bad: {outcome: failure, phase: final}",
            when="some: bad",
        ),
        {"warning hidden-partial u/bad"},
    ),
    "partial may stay partial": (
        two(
            d="some: {outcome: partial, phase: final}",
            u="part: {outcome: partial, phase: final}",
            when="some: part",
        ),
        set(),
    ),
    # premature-final
    "final while it can still go to another outcome": (
        two(
            d=f"ok: {{outcome: success, claims: [f]}}, {NO}",
            moves="ok: [no]",
            facts="f: {owner: d, revocable: true}",
            u=f"{DONE}, {BAD}",
            when="ok: done, no: bad",
        ),
        {"error premature-final u/done"},
    ),
    "final while it can still go to another status of the same outcome is a warning": (
        two(
            d="a: {claims: [f]}, b: {phase: final, claims: [g]}",
            moves="a: [b]",
            u="first: {phase: final, claims: [f]}, second: {phase: final, claims: [g]}",
            when="a: first, b: second",
        ),
        {"warning premature-final u/first"},
    ),
    "final while it can only go where it leads to the same": (
        two(
            d="a: {claims: [f]}, b: {phase: final, claims: [g]}",
            moves="a: [b]",
            u="first: {phase: final, claims: [f]}",
            when="a: first, b: first",
        ),
        set(),
    ),
    "final while it can only go where nothing new follows": (
        two(
            d="a: {claims: [f]}, b: {phase: final, claims: [g]}",
            moves="a: [b]",
            u="first: {phase: final, claims: [f]}",
            when="a: first, b: {ignore: first says as much}",
        ),
        set(),
    ),
    "final while it can go to a failure that is ignored": (
        two(
            d="a: {claims: [f]}, b: {outcome: failure, phase: final}",
            moves="a: [b]",
            u="first: {phase: final, claims: [f]}",
            when="a: first, b: {ignore: nobody cares}",
        ),
        {"error premature-final u/first", "error silent-rejection d/b"},
    ),
    "final while it can go, in several moves, elsewhere": (
        two(
            d=f"a: {{}}, b: {{}}, {NO}",
            moves="a: [b], b: [no]",
            u=f"end: {{phase: final}}, {BAD}",
            when="a: end, b: end, no: bad",
        ),
        {"error premature-final u/end"},
    ),
    "final on silence": (
        two(d=YES, u=f"{DONE}, end: {{phase: final}}", when="yes: done", status="no_answer: end"),
        {"error premature-final u/end"},
    ),
    "final where the later status counts in other statuses only": (
        two(
            d="a: {claims: [f]}, b: {phase: final, claims: [g]}",
            moves="a: [b]",
            u="late: {}, first: {phase: final, claims: [f]}, second: {phase: final, claims: [g]}",
            when="a: [{report: first, while: [wait]}, {report: late, while: [late]}], "
            "b: [{report: first, while: [wait]}, {report: second, while: [late]}]",
        ),
        set(),
    ),
    # overclaim
    "a claim without evidence": (
        two(d="a: {claims: [f]}", u="told: {claims: [g]}", when="a: told"),
        {"error overclaim u/told"},
    ),
    "a claim that follows from the evidence": (
        two(d="a: {claims: [g]}", u="told: {claims: [f]}", when="a: told"),
        set(),
    ),
    "a claim of its own": (two(d="a: {}", u="told: {claims: [own]}", when="a: told"), set()),
    "an undeclared code establishes nothing": (
        two(
            d=YES,
            u=f"{DONE}, seen: {{claims: [f]}}",
            when="yes: done",
            status="otherwise: seen, no_answer: wait",
        ),
        {"error overclaim u/seen"},
    ),
    "a success claims what its system says success claims": (
        two(d="a: {outcome: success, claims: []}", u="done: {outcome: success}", when="a: done"),
        {"error overclaim u/done"},
    ),
    "an external reporter is taken at its word": (
        two(d="a: {}", u="told: {claims: [f]}", when="a: told", u_more=", external: true"),
        set(),
    ),
    # false-denial
    "a failure may not deny what is not ruled out": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u=f"{DONE}, stop: {{outcome: failure, denies: [f]}}",
            when="new: stop, yes: done",
        ),
        {"error false-denial u/stop"},
    ),
    "a final status may not deny what is not ruled out": (
        two(
            d=f"a: {{phase: final}}, {YES}",
            u=f"{DONE}, end: {{phase: final, denies: [f]}}",
            when="a: end, yes: done",
        ),
        {"error false-denial u/end"},
    ),
    "an open status may deny so far": (
        two(
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u=f"{DONE}, not_yet: {{denies: [f]}}",
            when="new: not_yet, yes: done",
        ),
        set(),
    ),
    "a failure may deny its own facts": (
        two(
            d="err: {outcome: failure, phase: final}",
            u="stop: {outcome: failure, phase: final, denies: [own]}",
            when="err: stop",
        ),
        set(),
    ),
    "a denial that follows from the evidence": (
        two(
            d="n: {outcome: failure, phase: final, denies: [f]}",
            u="stop: {outcome: failure, phase: final, denies: [g]}",
            when="n: stop",
        ),
        set(),
    ),
    "a success is no failure": (
        two(d=YES, u="stop: {outcome: failure, phase: final}", when="yes: stop"),
        {"error false-denial u/stop"},
    ),
    # silent-rejection
    "an ignored failure": (
        two(d=f"{YES}, {NO}", u=DONE, when="yes: done, no: {ignore: who cares}"),
        {"error silent-rejection d/no"},
    ),
    "a failure that becomes nothing": (
        two(d=f"{YES}, err: {{outcome: failure, phase: final}}", u=DONE, when="yes: done, err: wait"),
        {"error silent-rejection u/wait"},
    ),
    "a final denial that becomes nothing": (
        two(d=f"{YES}, stop: {{phase: final, denies: [f]}}", u=DONE, when="yes: done, stop: wait"),
        {"error silent-rejection u/wait"},
    ),
    "an open denial that is no failure may become nothing": (
        two(d=f"{YES}, stop: {{denies: [f]}}", moves="stop: [yes]", u=DONE, when="yes: done, stop: wait"),
        set(),
    ),
    "a failure that can still go well may wait": (
        two(d=f"{YES}, err: {{outcome: failure}}", moves="err: [yes]", u=DONE, when="yes: done, err: wait"),
        set(),
    ),
    "a failure that can only go on failing may not wait": (
        two(
            d=f"{YES}, {NO}, err: {{outcome: failure}}",
            moves="err: ['no']",
            u=f"{DONE}, {BAD}",
            when="yes: done, no: bad, err: wait",
        ),
        {"error silent-rejection u/wait"},
    ),
    "a failure that is shown already may be ignored": (
        two(
            d=f"{YES}, err: {{outcome: failure, phase: final}}",
            u=f"{DONE}, stop: {{outcome: failure}}",
            when="yes: done, err: [{ignore: it shows already, while: [stop]}, {report: stop}]",
        ),
        set(),
    ),
    # revocation-lost
    "a claim that is revoked where no row counts": (
        two(
            facts="f: {owner: d, revocable: true}",
            d=f"ok: {{claims: [f]}}, {NO}",
            moves="ok: [no]",
            u=f"got: {{claims: [f]}}, {BAD}",
            when="ok: got, no: {report: bad, while: [wait]}",
        ),
        {"error revocation-lost u/got"},
    ),
    "a claim that is revoked where a row counts": (
        two(
            facts="f: {owner: d, revocable: true}",
            d=f"ok: {{claims: [f]}}, {NO}",
            moves="ok: [no]",
            u=f"got: {{claims: [f]}}, {BAD}",
            when="ok: got, no: {report: bad, while: [wait, got]}",
        ),
        set(),
    ),
    "a claim whose revocation is ignored": (
        two(
            facts="f: {owner: d, revocable: true}",
            d="ok: {claims: [f]}, back: {denies: [f]}",
            moves="ok: [back]",
            u="got: {claims: [f]}",
            when="ok: got, back: {ignore: books do that}",
        ),
        {"error revocation-lost u/got"},
    ),
    "a status that does not speak of it loses nothing": (
        two(
            facts="f: {owner: d, revocable: true}",
            d="ok: {claims: [f]}, back: {denies: [f]}",
            moves="ok: [back]",
            u="x: {}",
            when="ok: wait, back: {ignore: never told}",
        ),
        set(),
    ),
    # no-answer-unsaid
    "nothing says what no answer means": (
        two(d=YES, u=DONE, when="yes: done", status=""),
        {"warning no-answer-unsaid b"},
    ),
    "a call that always answers needs no row": (
        two(d=YES, u=DONE, when="yes: done", status="", more="answers: always,"),
        set(),
    ),
    "an ignored no answer is said": (
        two(d=YES, u=DONE, when="yes: done", status="no_answer: {ignore: a nightly list}"),
        set(),
    ),
    "a message that is the news needs no row": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {yes: {outcome: success, phase: final, claims: [f]}}}
  u: {statuses: {wait: {}, done: {outcome: success, phase: final, claims: [f]}}}
boundaries: {b: {from: d, to: u, status: {of: sender, when: {yes: done}}}}
""",
        set(),
    ),
    "what is sent and read needs rows as well": (
        """
facts: {f: {owner: d}}
systems:
  d: {statuses: {new: {}, yes: {outcome: success, phase: final, claims: [f]}}, moves: {new: [yes]}}
  u: {statuses: {done: {outcome: success, phase: final, claims: [f]}}}
boundaries: {b: {from: d, to: u, status: {of: sender, when: {yes: done}}}}
""",
        {"error unmapped-status d/new"},
    ),
    # unreachable-row
    "a later row of a list that is covered": (
        two(d=YES, u=f"{DONE}, x: {{}}", when="yes: [{report: done}, {report: x, while: [wait]}]"),
        {"warning unreachable-row u/x"},
    ),
    "a later row of a list that is partly covered": (
        two(d=YES, u=f"{DONE}, x: {{}}", when="yes: [{report: done, while: [wait]}, {report: x}]"),
        set(),
    ),
    "otherwise is never unreachable": (
        two(d=YES, u=DONE, when="yes: done", status="otherwise: wait, no_answer: wait"),
        set(),
    ),
    # two-meanings
    "silence gives an own status no other meaning": (
        two(
            facts="f: {owner: d, implies: [own]}, own: {owner: u}",
            d=f"{OPEN}, {YES}",
            moves="new: [yes]",
            u="sent: {claims: [own]}",
            when="new: sent, yes: sent",
            status="no_answer: sent",
        ),
        set(),
    ),
}


@pytest.mark.parametrize("sentence", CASES)
def test_a_row_is_judged_by_what_is_known(sentence: str, loud: Callable[[str], set[str]]) -> None:
    text, expected = CASES[sentence]
    assert loud(text) == expected


REMEDIES: dict[str, tuple[str, str, str]] = {
    "a rejection asks for a status that fails": (
        two(d=f"{YES}, {NO}", u=f"{DONE}, closed: {{}}", when="yes: done, no: closed"),
        "silent-rejection",
        "declare a status of u with outcome: failure, and report it here",
    ),
    "what stays partial asks for a partial status": (
        two(d=f"{YES}, some: {{outcome: partial, phase: final}}", u=DONE, when="yes: done, some: done"),
        "hidden-partial",
        "declare a status of u with outcome: partial that claims nothing, and report it here",
    ),
    "a rejection without a row is not to be ignored": (
        two(d=f"{YES}, {NO}", u=DONE, when="yes: done"),
        "unmapped-status",
        'add a row for "no": declare a status of u with outcome: failure, and report it here',
    ),
    "otherwise is mended for whatever comes": (
        two(
            d=f"{YES}, some: {{outcome: partial, phase: final}}",
            u=DONE,
            when="yes: done",
            status="otherwise: done, no_answer: wait",
        ),
        "default-success",
        'give each status that means success a row of its own, and report "wait" here',
    ),
    "whoever said the fact before may go on saying it": (
        two(
            facts="f: {owner: d}, h: {owner: e}",
            d=YES,
            u="half: {claims: [h]}, all: {outcome: success, phase: final, claims: [f, h]}",
            when="yes: all",
        ),
        "overclaim",
        'let this row count only while u "half" is shown, which says h already',
    ),
    "a system is asked again, not its transport": (
        two(
            d=f"{YES}, {NO}",
            u=f"{DONE}, {BAD}",
            when="yes: done, no: bad, http/502: bad",
        ).replace("systems:", "systems:\n  http: {part_of: d, statuses: {502: {outcome: unknown}}}"),
        "timeout-as-verdict",
        'report "wait" here, and ask d again',
    ),
}


@pytest.mark.parametrize("sentence", REMEDIES)
def test_a_remedy_fits_what_was_read(sentence: str, findings: Callable[[str], Sequence[Finding]]) -> None:
    text, rule, fix = REMEDIES[sentence]
    text = text.replace("systems:", "systems:\n  e: {statuses: {}}")
    assert [found.fix for found in findings(text) if found.rule == rule] == [fix]


def test_a_report_without_the_entity_is_told_from_no_answer(
    findings: Callable[[str], Sequence[Finding]],
) -> None:
    text = two(d=YES, u=DONE, when="yes: done", status="no_answer: wait, absent: done")
    assert [found.message for found in findings(text)] == [
        'u "done" says f because the report of d does not mention it; silence proves nothing'
    ]
