"""The way of one message, where it does not go as it should."""

from collections.abc import Iterable

from checker.analysis.mapping import Origin
from checker.analysis.replay.walk import Lacking, Refused, Unmet, Walk
from checker.analysis.validity import Violation
from checker.model.boundaries import Boundary, Enrich, Message, Requirement
from checker.model.findings import Skipped
from checker.model.json import ABSENT, Json
from checker.model.paths import Member, Path, Start
from checker.model.places import Place, Ref
from checker.model.schemas import Schema
from checker.report import walks
from checker.report.lines import Line, plain

HERE = Place(file="contract.yaml", line=7, column=3, pointer="/boundaries/a-to-b")
DOCUMENT = Schema(name="b.json", uri="b.json", pointer="", draft="2020-12", documents={}, place=HERE)
MESSAGE = Message(name="order", accepts=DOCUMENT, place=HERE)
BOUNDARY = Boundary(
    name="a-to-b", sender=Ref(name="a", place=HERE), receiver=Ref(name="b", place=HERE), place=HERE
)
VIOLATION = Violation(pointer="", keyword="type", message="[] is no object", schema="b.json#/type")


def walk(result: Json, **parts: object) -> Walk:
    return Walk(boundary=BOUNDARY, message=MESSAGE, result=result, **parts)  # type: ignore[arg-type]


def text(lines: Iterable[Line]) -> str:
    return plain(lines)


def test_what_has_no_schema_and_no_rows_is_told_as_such() -> None:
    assert text(walks.full(None, walk({}))) == (
        """\
a-to-b/order
  sent:     no schema is declared
  result:   as it was sent
    {}
  received: not recorded
  accepted: no schema is declared
"""
    )


def test_steps_that_are_not_run_leave_nothing_to_compare() -> None:
    skipped = Skipped(check="replay", why="the xslt step of a-to-b/order can't be run by this release")
    told = walk(ABSENT, is_changed=True, has_received=True, skipped=(skipped,))

    assert text(walks.full(None, told)) == (
        """\
a-to-b/order
  sent:     no schema is declared
  result:   can't be told
  received: there is nothing to compare it with
    - not judged: the xslt step of a-to-b/order can't be run by this release
"""
    )
    assert text(walks.concise(None, told)) == "not as declared: a-to-b/order (1 not judged)\n"
    assert walks.document(None, told)["result"] is None


def test_what_the_receiver_refuses_has_the_row_that_made_it_and_its_reasons() -> None:
    enrich = Enrich(
        path=Path(text="/credit", start=Start.PAYLOAD, steps=(Member("credit"),), place=HERE),
        source=Ref(name="crm", place=HERE),
        by=None,
        place=HERE,
    )
    requirement = Requirement(jq=".lines", because="an order needs a line", place=HERE)
    told = walk(
        [],
        is_changed=True,
        accepted=(
            Refused(violation=VIOLATION, origin=None),
            Refused(violation=VIOLATION, origin=Origin(row=HERE)),
        ),
        lacking=(Lacking(enrich=enrich, pointer="/credit", is_null=False),),
        unmet=(Unmet(requirement=requirement), Unmet(requirement=requirement, why="null has no keys")),
        has_accepts=True,
    )

    assert text(walks.full(None, told)).partition("received: not recorded\n")[2] == (
        """\
  accepted: breaks b.json
    - the payload: [] is no object
      by b.json#/type
      no row makes it
    - the payload: [] is no object
      by b.json#/type
      by the row at contract.yaml:7:3
    - /credit: nothing stands where crm has to put a value
      as declared at contract.yaml:7:3
    - a requirement does not hold: an order needs a line
      as declared at contract.yaml:7:3
    - a requirement does not hold: an order needs a line (null has no keys)
      as declared at contract.yaml:7:3
"""
    )
    place = {"file": "contract.yaml", "line": 7, "column": 3, "pointer": "/boundaries/a-to-b"}
    document = walks.document(None, told)
    assert document["lacking"] == [{"pointer": "/credit", "source": "crm", "at": place}]
    assert document["unmet"] == [
        {"because": "an order needs a line", "at": place, "why": None},
        {"because": "an order needs a line", "at": place, "why": "null has no keys"},
    ]
    assert document["accepted"] == [
        {"pointer": "", "message": "[] is no object", "schema": "b.json#/type", "row": None, "from": []},
        {"pointer": "", "message": "[] is no object", "schema": "b.json#/type", "row": place, "from": []},
    ]


def test_what_can_not_be_replayed_is_told_with_its_place_and_remedy() -> None:
    lost = Skipped(check="replay", why="it can't be told", was_asked=True, place=HERE, fix="say which")
    unsaid = Skipped(check="replay", why="it was not recorded")

    assert text(walks.error(lost)) == (
        "error: it can't be told\n --> contract.yaml:7:3\n  = help: say which\n"
    )
    assert text(walks.error(unsaid)) == "not replayed: it was not recorded\n"
    assert walks.missing(unsaid) == {"skipped": "it was not recorded", "at": None, "fix": None}
    assert walks.missing(lost)["error"] == "it can't be told"
