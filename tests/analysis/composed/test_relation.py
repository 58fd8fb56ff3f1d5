"""Composing tables: every pair, with the rows that lead from one to the other."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as some

from checker.analysis.composed.relation import Relation, along, composed, tables
from checker.analysis.meaning import Meaning
from checker.analysis.meaning.readings import Word

CHAIN = """
facts: {shipped: {owner: wms}}
systems:
  portal: {statuses: {done: {claims: [shipped]}, busy: {}, off: {phase: final}}}
  hub: {statuses: {DONE: {claims: [shipped]}, BUSY: {}}}
  wms: {statuses: {OUT: {claims: [shipped]}, LOST: {}}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    status: {when: {DONE: done, BUSY: busy}, no_answer: busy}
  hub-to-wms:
    from: hub
    to: wms
    status: {when: {OUT: DONE, LOST: BUSY}, no_answer: BUSY}
"""


def names(relation: Relation) -> set[tuple[str, str]]:
    return {(f"{one.system}/{one.code}", f"{other.system}/{other.code}") for one, other in relation.related}


def test_a_table_relates_what_is_read_to_what_is_reported(read: Callable[..., Meaning]) -> None:
    assert names(tables(read(CHAIN), {"hub-to-wms"})) == {
        ("wms/OUT", "hub/DONE"),
        ("wms/LOST", "hub/BUSY"),
        ("wms/no_answer", "hub/BUSY"),
    }


def test_two_tables_compose_to_one(read: Callable[..., Meaning]) -> None:
    meaning = read(CHAIN)
    both = composed(tables(meaning, {"hub-to-wms"}), tables(meaning, {"portal-to-hub"}))
    assert names(both) == {
        ("wms/OUT", "portal/done"),
        ("wms/LOST", "portal/busy"),
        ("wms/no_answer", "portal/busy"),
    }
    done = meaning.vocabulary.word("portal", "done")
    (chain,) = both.of(done).values()
    assert [reading.boundary for reading in chain] == ["hub-to-wms", "portal-to-hub"]


def test_along_a_flow_a_status_stands_for_all_behind_it(read: Callable[..., Meaning]) -> None:
    meaning = read(CHAIN)
    whole = along(tables(meaning))
    busy = meaning.vocabulary.word("portal", "busy")
    assert {f"{word.system}/{word.code}" for word in whole.of(busy)} == {
        "hub/BUSY",
        "hub/no_answer",
        "wms/LOST",
        "wms/no_answer",
    }
    assert whole.of(meaning.vocabulary.word("portal", "off")) == {}


def test_a_circle_of_tables_ends(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {}
systems:
  a: {statuses: {x: {}}}
  b: {statuses: {y: {}}}
boundaries:
  a-to-b: {from: a, to: b, status: {when: {y: x}, no_answer: x}}
  b-to-a: {from: b, to: a, status: {when: {x: y}, no_answer: y}}
""")
    assert ("a/x", "a/x") in names(along(tables(meaning)))


def test_parts_and_combinations_relate_every_status_that_can_be_among_them(
    read: Callable[..., Meaning],
) -> None:
    meaning = read("""
facts: {}
systems:
  order: {statuses: {done: {}, open: {}}}
  line: {statuses: {new: {}, picked: {}, out: {}}}
  desk:
    statuses: {all: {}, some: {}}
    combines:
      - {all: {line: [out], order: [done]}, report: all}
      - {otherwise: some}
boundaries:
  order-to-line:
    from: order
    to: line
    status:
      parts:
        expected: complete
        rows: [{all: [out], report: done}, {otherwise: open}]
""")
    found = names(tables(meaning))
    assert {pair for pair in found if pair[1].startswith("order/")} == {
        ("line/out", "order/done"),
        ("line/new", "order/open"),
        ("line/picked", "order/open"),  # no row tells it from "new"
        ("line/out", "order/open"),
        ("line/None", "order/open"),
    }
    assert {one for one, other in found if other == "desk/all"} == {"line/out", "order/done"}


_WORDS = [Word(system, code) for system in "abcd" for code in ("x", "y")]


def _relation(pairs: frozenset[tuple[int, int]]) -> Relation:
    found: dict[Word, dict[Word, tuple[()]]] = {}
    for one, other in sorted(pairs):
        found.setdefault(_WORDS[other], {})[_WORDS[one]] = ()
    return Relation(pairs=found)


_RELATIONS = some.frozensets(some.tuples(some.integers(0, 7), some.integers(0, 7)), max_size=12).map(
    _relation
)


@given(_RELATIONS, _RELATIONS, _RELATIONS)
def test_composing_is_associative(one: Relation, two: Relation, three: Relation) -> None:
    assert composed(composed(one, two), three) == composed(one, composed(two, three))


@given(_RELATIONS)
def test_along_is_closed_under_one_more_table(base: Relation) -> None:
    whole = along(base)
    assert base.related <= whole.related
    assert composed(base, whole).related <= whole.related
    assert hash(whole) == hash(along(whole))
