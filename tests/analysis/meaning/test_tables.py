"""Evidence and enumeration of rows, parts and combinations, against brute force where there is one."""

from collections.abc import Callable
from itertools import chain, combinations, product

from checker.analysis.meaning import Meaning, proofs
from checker.analysis.meaning.combinations import first_row as first_combination
from checker.analysis.meaning.holding import entered_while
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.parts import first_row
from checker.analysis.meaning.readings import Kind, Reading, Word, absent
from checker.model.findings import Skipped
from checker.model.limits import Limits

Read = Callable[..., Meaning]

ROWS = """
facts: {f: {owner: d}, g: {owner: d, implies: [f]}, r: {owner: d, revocable: true}}
systems:
  d:
    statuses: {a: {}, b: {claims: [g, r]}, c: {denies: [f]}}
    moves: {a: [b, c]}
  d_http: {part_of: d, statuses: {200: {}, 500: {outcome: unknown}}}
  u:
    statuses: {x: {}, y: {claims: [f, r]}, z: {denies: [g]}, end: {phase: final}}
    moves: {x: [y]}
boundaries:
  b:
    from: u
    to: d
    status:
      read: [{code: 500, status: d_http/500}]
      when: {a: [{report: y, while: [y]}, {report: x}], b: {report: y, while: [z]}}
      otherwise: {report: z, while: [z]}
      no_answer: x
      absent: {ignore: it comes again}
"""


def words(reading: Reading) -> str:
    return " ".join(map(str, reading.words))


def known(reading: Reading) -> str:
    return ", ".join(map(str, sorted_literals(reading.evidence)))


def test_every_row_is_read_for_each_status_it_serves(read: Read) -> None:
    rows = [
        (each.kind, words(each), str(each.reports), [s.code if s else None for s in each.during], known(each))
        for each in read(ROWS).readings
    ]
    open_ones = [None, "x", "y", "z"]
    assert rows == [
        (Kind.ROW, 'd "a"', "u/y", ["y"], "f"),
        (Kind.ROW, 'd "a"', "u/x", [None, "x", "z"], ""),
        (Kind.ROW, 'd "b"', "u/y", ["z"], "f, g, r"),
        (Kind.OTHERWISE, 'd "c"', "u/z", ["z"], "not f, not g"),
        (Kind.OTHERWISE, 'd_http "200"', "u/z", ["z"], "not g"),
        (Kind.OTHERWISE, 'd_http "500"', "u/z", ["z"], "not g"),
        (Kind.OTHERWISE, "a code of d that nobody has declared", "u/z", ["z"], "not g"),
        (Kind.NO_ANSWER, "no answer from d", "u/x", open_ones, ""),
        (Kind.ABSENT, "d absent", "None", open_ones, ""),
    ]


def test_from_silence_no_row_leads_on(read: Read) -> None:
    whole = read(ROWS)
    silent = next(each for each in whole.readings if each.kind is Kind.NO_ANSWER)
    assert list(whole.futures(silent)) == []
    assert whole.of(None, silent.words[0]) == []


def test_a_row_leads_on_where_its_status_can_still_go(read: Read) -> None:
    whole = read(ROWS)
    first = whole.readings[1]
    assert [words(each) for each in whole.futures(first)] == ['d "b"', 'd "c"']
    assert [words(each) for each in whole.futures(first, but=whole.readings[2].reports)] == ['d "c"']


PARTS = """
facts: {f: {owner: d}, g: {owner: d}}
systems:
  d:
    statuses:
      a: {}
      b: {claims: [f]}
      c: {claims: [f, g], outcome: success, phase: final}
      e: {denies: [g], outcome: failure, phase: final}
      e2: {denies: [g], outcome: failure, phase: final}
      h: {outcome: unknown}
    moves: {a: [b, c], b: [e, e2]}
  u: {statuses: {x: {}, y: {}, z: {}}}
boundaries:
  b:
    from: u
    to: d
    status:
      parts:
        expected: {at: /lines, key: sku}
        rows:
          - {any: [absent], report: x}
          - {all: [b, c], report: y}
          - {any: [e, e2], report: z}
          - {none: true, report: x}
          - {otherwise: y}
"""


def looks(reading: Reading) -> object:
    return (
        reading.place,
        reading.reports,
        reading.evidence,
        reading.fails,
        reading.succeeds,
        reading.is_final,
        reading.is_mute,
        reading.is_silence,
        bool(reading.failing),
        bool(reading.partial),
    )


def test_alike_statuses_stand_for_each_other_in_sets_of_parts(read: Read) -> None:
    whole = read(PARTS)
    table = whole.parts["b"]
    shown = (*whole.vocabulary.shown_by("d"), absent("d"))
    sets = chain.from_iterable(combinations(shown, size) for size in range(1, len(shown) + 1))
    by_force = set()
    for each in sets:
        row = first_row(table.parts.rows, each)
        assert row
        by_force.add(looks(table.reading(row, each)))
    declared = [each for each in table.readings if all(word.code for word in each.words)]
    assert {looks(each) for each in declared} == by_force
    assert (table.sets, len(declared)) == (63, 63)
    assert table.of_no_parts
    assert str(table.of_no_parts.reports) == "u/x"


COMBINES = """
facts: {f: {owner: a}, g: {owner: b, implies: [f]}, r: {owner: b, revocable: true}}
systems:
  a: {statuses: {0: {denies: [f]}, 1: {claims: [f]}, 9: {phase: final, denies: [f]}, 8: {claims: [r]}}}
  b: {statuses: {x: {}, y: {claims: [g]}, z: {denies: [r]}}}
  u:
    statuses: {s: {}, t: {}}
    combines:
      - {all: {a: [1], b: [y]}, report: t}
      - {any: {a: [9]}, report: s}
      - {otherwise: s}
"""


def shown(table_words: tuple[Word, ...]) -> tuple[str | None, ...]:
    return tuple(word.code for word in table_words)


def test_of_systems_that_contradict_each_other_the_later_knowledge_counts(read: Read) -> None:
    whole = read(COMBINES)
    known_by = {shown(each.words): known(each) for each in whole.combinations["u"].readings}
    assert known_by["0", "y"] == "f, g"  # a claim of a stable fact outlives a "not so far"
    assert known_by["0", "x"] == "not f, not g"
    assert known_by["8", "z"] == "not r"  # of a revocable fact its owner knows the latest
    assert known_by["8", "absent"] == "r"
    assert known_by[None, None] == ""
    assert ("9", "y") not in known_by  # nobody denies for ever what is so


def test_every_possible_combination_is_judged(read: Read) -> None:
    whole = read(COMBINES)
    table = whole.combinations["u"]
    words = [(absent(name), *whole.vocabulary.shown_by(name)) for name in ("a", "b")]
    by_force = {
        (row.place, shown(each))
        for each in product(*words)
        if (row := first_combination(table.system.combines, each))
    }
    judged = {(each.place, shown(each.words)) for each in table.readings if None not in shown(each.words)}
    assert by_force - judged == {(whole.contracts.systems["u"].combines[1].place, ("9", "y"))}
    assert judged <= by_force
    assert table.combinations == 20


def test_what_is_too_large_is_said(read: Read) -> None:
    parts = read(PARTS, Limits(states=10))
    assert parts.readings == ()
    assert parts.skipped == (
        Skipped(
            check="the parts of b",
            why="there are 63 sets of statuses, more than the limit of states",
            was_asked=True,
            place=parts.parts["b"].parts.place,
        ),
    )
    assert not any(proof.is_proved for proof in proofs(parts))
    combined = read(COMBINES, Limits(states=10))
    assert [(each.check, each.why, each.was_asked) for each in combined.skipped] == [
        ("what u combines", "there are 20 combinations of statuses, more than the limit of states", True)
    ]


def test_a_fact_rests_on_the_word_of_external_systems(read: Read) -> None:
    (proof,) = proofs(
        read(
            """
facts: {paid: {owner: bank}}
systems:
  bank: {external: true, statuses: {ACSC: {claims: [paid]}}}
  shop: {statuses: {got: {claims: [paid]}}}
boundaries: {b: {from: shop, to: bank, answers: always, status: {when: {ACSC: got}}}}
"""
        )
    )
    assert (proof.is_proved, proof.trusts) == (True, ("bank, external",))
    assert (
        proof.says
        == "paid: no run can show a false claim; each comes from bank (taking the word of bank, external)"
    )


def test_a_claim_on_its_own_word_is_no_proof(read: Read) -> None:
    text = """
facts: {f: {owner: d}, unused: {owner: d}}
systems:
  d: {statuses: {a: {claims: [f]}}}
  u: {statuses: {x: {}, y: {claims: [f]}}, moves: {x: [y]}}
"""
    first, second = proofs(read(text))
    assert first.says.startswith('f: not proved, since u "y" claims it on its own word')
    assert (second.is_proved, second.says) == (True, "unused: no status claims it")


def test_a_status_is_entered_with_what_was_the_case_before(read: Read) -> None:
    whole = read(
        """
facts: {f: {owner: d, revocable: true}}
systems:
  s: {statuses: {on: {claims: [f]}}}
  d:
    statuses: {new: {}, yes: {claims: [f]}, no: {denies: [f]}, mid: {}, told: {}}
    moves: {new: [yes, no], yes: [mid], no: [mid], mid: [yes]}
boundaries: {b: {from: d, to: s, answers: always, status: {when: {on: {report: told, while: [no]}}}}}
"""
    )
    assert entered_while(whole, whole.contracts.facts["f"]) == {
        "new": {False},
        "yes": {True, False},
        "no": {False},
        "mid": {True, False},
        "told": {True},
    }
