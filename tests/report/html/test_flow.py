"""What the picture of a flow says, and where findings sit in it."""

from dataclasses import replace

from checker.model.findings import Level
from checker.model.overview import Edge, Node, Overview
from checker.report.html.entries import entries
from checker.report.html.flow import flow
from checker.report.html.looks import looks
from checker.report.html.marks import Mark
from tests.report.html.samples import CONTRADICTION, DIFFERS, EVERYTHING, OVERVIEW, ROW, WEAKENED


def test_a_box_has_the_name_the_title_the_faces_and_whether_it_is_external() -> None:
    drawn = flow(OVERVIEW, {})
    assert drawn is not None
    assert [[(one.kind, one.text) for one in box.words] for box in drawn.wide.boxes] == [
        [("name", "portal"), ("title", "The shop")],
        [
            ("name", "erp"),
            ("title", "The ERP of the whole"),
            ("title", "company, wherever it ru…"),
            ("label", "as erp_http"),
        ],
        [("name", "wms"), ("aside", "external")],
    ]
    assert [box.is_dashed for box in drawn.wide.boxes] == [False, False, True]


def test_an_arrow_has_the_name_of_its_boundary_and_what_carries_it() -> None:
    drawn = flow(OVERVIEW, {})
    assert drawn is not None
    assert [[one.text for one in box.words] for box in drawn.wide.labels] == [
        ["portal-to-erp"],
        ["erp-to-wms", "via a queue"],
        ["wms-to-erp", "draft"],
    ]
    assert [arrow.is_dashed for arrow in drawn.wide.arrows] == [False, False, True]


def test_a_wide_picture_has_another_for_a_phone_which_goes_down() -> None:
    drawn = flow(OVERVIEW, {})
    assert drawn is not None
    assert drawn.narrow is not None
    assert drawn.narrow.is_slim
    assert not drawn.wide.is_slim
    assert [box.x for box in drawn.wide.boxes] == sorted(box.x for box in drawn.wide.boxes)
    assert [box.y for box in drawn.narrow.boxes] == sorted(box.y for box in drawn.narrow.boxes)


def test_a_finding_sits_at_what_it_is_about_and_where_it_is_to_be_mended_and_leads_to_itself() -> None:
    (look,) = looks((OVERVIEW,), entries(EVERYTHING))
    assert look.marks == {
        "erp": (Mark(level=Level.ERROR, words="1 error", anchor=CONTRADICTION.fingerprint),),
        "erp-to-wms": (Mark(level=Level.ERROR, words="1 error", anchor=CONTRADICTION.fingerprint),),
        "portal-to-erp": (Mark(level=Level.WARNING, words="1 warning", anchor=DIFFERS.fingerprint),),
        "posted": (Mark(level=Level.NOTE, words="2 notes", anchor=WEAKENED.fingerprint),),
    }
    assert [one.anchor for one in look.elsewhere] == [WEAKENED.fingerprint, f"{WEAKENED.fingerprint}-2"]


def test_a_finding_at_a_face_is_shown_in_the_box_of_its_system() -> None:
    found = replace(EVERYTHING, findings=(replace(CONTRADICTION, subject="erp_http/202"),))
    (look,) = looks((OVERVIEW,), entries(found))
    assert look.flow is not None
    assert [[pill.mark.words for pill in box.pills] for box in look.flow.wide.boxes] == [[], ["1 error"], []]


def test_findings_of_another_set_are_not_in_the_picture() -> None:
    (look,) = looks((replace(OVERVIEW, set="others"),), entries(EVERYTHING))
    assert (look.marks, look.elsewhere) == ({}, ())


def test_a_boundary_between_faces_of_one_system_is_named_and_not_drawn() -> None:
    nodes = (Node(system="a", place=ROW), Node(system="b", part_of="a", place=ROW))
    inner = Edge(boundary="within", sender="a", receiver="b", place=ROW)
    drawn = flow(Overview(set="s", version="1", nodes=nodes, edges=(inner,), place=ROW), {})
    assert drawn is not None
    assert (drawn.undrawn, drawn.wide.arrows) == (("within",), ())


def test_too_many_systems_are_a_table_and_no_picture() -> None:
    nodes = tuple(Node(system=f"s{number}", place=ROW) for number in range(61))
    assert flow(Overview(set="s", version="1", nodes=nodes, place=ROW), {}) is None
    assert flow(Overview(set="s", version="1", place=ROW), {}) is None
