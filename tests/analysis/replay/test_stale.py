"""Differences that come from the version of a reference table alone."""

import pytest

from checker.analysis.replay.seen import RowFailed, SeenCase, StaleReference, TransformationDiffers
from checker.model.json import ABSENT

CONTRACT = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        transform:
          - {to: /currency, from: /currency, then: [trim, upper, {lookup: currencies}]}
          - {to: /plant, from: [/country, /channel], lookup: plants, otherwise: none}
          - {to: /sender/role=WE/name, value: web}
          - to: /lines
            each: /lines
            where: {sku: {present: true}}
            rows:
              - {to: sku, from: sku}
              - {to: unit, from: unit, lookup: units, otherwise: null, omit: [null]}
          - {to: /units, from: "/lines/*/unit", lookup: units, otherwise: "-"}
reference:
  currencies:
    file: currencies.csv
    key: iso
    value: sap
    versions: {2026-01: currencies-1.csv, 2026-02: currencies-2.csv}
  plants: {file: plants.csv, key: [country, channel], value: plant, versions: {2026-02: plants-2.csv}}
  units: {file: units.csv, key: iso, value: sap, versions: {2026-02: units-2.csv}}
"""
FILES = {
    "currencies.csv": "iso,sap\nEUR,EUR5\nUSD,USDN\nCHF,CHF\n",
    "currencies-1.csv": "iso,sap\nEUR,EURO\nUSD,USDN\n",
    "currencies-2.csv": "iso,sap\nEUR,EUR\nUSD,USDN\nDEM,DEM\n",
    "plants.csv": "country,channel,plant\nDE,web,1010\n",
    "plants-2.csv": "country,channel,plant\nDE,web,1000\nAT,web,2000\n",
    "units.csv": "iso,sap\nPCE,ST\nKGM,KG\n",
    "units-2.csv": "iso,sap\nPCE,PC\n",
}
SENT = {"currency": "USD", "country": "DE", "channel": "web", "lines": [{"sku": "a", "unit": "PCE"}]}
RECEIVED = {
    "currency": "USDN",
    "plant": "1010",
    "sender": [{"role": "WE", "name": "web"}],
    "lines": [{"sku": "a", "unit": "ST"}],
    "units": ["ST"],
}
FEBRUARY = {"currencies": "2026-02", "plants": "2026-02", "units": "2026-02"}


@pytest.fixture
def seen(look):
    """What is seen of an order that differs from the usual one, in a recording that names these versions."""

    def see(sent: dict, received: dict, versions: dict | None = None, **files: str) -> SeenCase:
        event = {"case": "1", "id": "e", "kind": "exchange", "boundary": "shop-to-erp", "message": "order"}
        both = {"sent": SENT | sent, "received": RECEIVED | received}
        header = {"reference": versions} if versions is not None else None
        (found,) = look(CONTRACT, [{**event, **both}], FILES, header)
        return found

    return see


def _stale(seen: SeenCase) -> list[tuple[object, ...]]:
    return [
        (one.at, one.table.name, one.version, one.is_named, one.is_by_version, one.key, one.then, one.now)
        for one in seen.observations
        if isinstance(one, StaleReference)
    ]


def _others(seen: SeenCase) -> list[str]:
    return [type(one).__name__ for one in seen.observations if not isinstance(one, StaleReference)]


def test_what_is_by_the_table_of_now_is_clean_where_no_version_is_named(seen):
    assert (seen({}, {}).observations, seen({}, {}, {}).observations) == ((), ())


def test_what_is_by_the_version_that_is_named_is_stale(seen):
    found = seen({"currency": " eur"}, {"currency": "EUR"}, {"currencies": "2026-02"})
    assert _stale(found) == [
        ("/currency", "currencies", "2026-02", True, True, ("EUR",), "EUR", "EUR5"),
    ]
    assert _others(found) == []


def test_where_no_version_is_named_any_that_is_kept_may_have_been_in_force(seen):
    found = seen({"currency": "EUR"}, {"currency": "EURO"})
    assert _stale(found) == [
        ("/currency", "currencies", "2026-01", False, True, ("EUR",), "EURO", "EUR5"),
    ]
    found = seen({"currency": "EUR"}, {"currency": "EURO"}, {"currencies": "2026-02"})
    assert (_stale(found), _others(found)) == ([], ["TransformationDiffers"])


def test_what_is_by_the_table_of_now_is_stale_too_where_another_version_is_named(seen):
    found = seen({"currency": "EUR"}, {"currency": "EUR5"}, {"currencies": "2026-02"})
    assert _stale(found) == [
        ("/currency", "currencies", "2026-02", True, False, ("EUR",), "EUR", "EUR5"),
    ]
    assert _others(found) == []
    assert found.compared == 1


def test_a_key_of_several_columns_and_a_miss_of_now_are_told(seen):
    found = seen({"country": "AT"}, {"plant": "2000"}, {"plants": "2026-02"})
    assert _stale(found) == [
        ("/plant", "plants", "2026-02", True, True, ("AT", "web"), "2000", ABSENT),
    ]


def test_a_key_that_only_the_table_of_now_has_is_told(seen):
    sent = {"lines": [{"unit": "KGM"}, {"sku": "b", "unit": "KGM"}]}
    found = seen(sent, {"lines": [{"sku": "b"}], "units": ["-", "-"]}, {"units": "2026-02"})
    assert _stale(found) == [
        ("/lines/*/unit", "units", "2026-02", True, True, ("KGM",), ABSENT, "KG"),
        ("/units/*", "units", "2026-02", True, True, ("KGM",), ABSENT, "KG"),
        ("/units/*", "units", "2026-02", True, True, ("KGM",), ABSENT, "KG"),
    ]
    assert _others(found) == []


def test_a_row_that_fails_by_the_table_of_now_alone_is_stale(seen):
    found = seen({"currency": "DEM"}, {"currency": "DEM"}, {"currencies": "2026-02"})
    assert _stale(found) == [
        ("/currency", "currencies", "2026-02", True, True, ("DEM",), "DEM", ABSENT),
    ]
    assert _others(found) == []
    assert _others(seen({"currency": "DEM"}, {"currency": "XYZ"}, {"currencies": "2026-02"})) == ["RowFailed"]


def test_a_row_that_fails_by_the_version_that_is_named_is_stale(seen):
    found = seen({"currency": "CHF"}, {"currency": "CHF"}, {"currencies": "2026-02"})
    assert _stale(found) == [
        ("/currency", "currencies", "2026-02", True, False, ("CHF",), ABSENT, "CHF"),
    ]


def test_versions_that_have_the_same_for_a_message_say_nothing_of_it(seen):
    assert _stale(seen({"country": "CH"}, {"plant": "none"}, FEBRUARY | {"units": "x"})) == []


def test_a_difference_beside_a_stale_one_stays_a_difference(seen):
    found = seen({"currency": "EUR"}, {"currency": "EUR", "sender": []}, {"currencies": "2026-02"})
    assert [type(one).__name__ for one in found.observations] == ["StaleReference", "TransformationDiffers"]


@pytest.mark.parametrize("currency", ["EUR", "DEM"])
def test_a_version_that_nobody_kept_is_said_where_a_difference_depends_on_it(seen, currency):
    found = seen({"currency": currency}, {"currency": "XXX"}, {"currencies": "2025-12"})
    assert [type(one) for one in found.observations] == [
        TransformationDiffers if currency == "EUR" else RowFailed
    ]
    assert [(one.why, one.was_asked, one.fix) for one in found.skipped] == [
        (
            'whether shop-to-erp/order is as by the version "2025-12" of currencies, which is not kept',
            False,
            'keep its file: versions: {"2025-12": FILE}, also where it is the table of now',
        )
    ]


def test_a_version_that_nobody_kept_is_no_matter_where_nothing_depends_on_it(seen):
    assert seen({}, {}, {"currencies": "2025-12"}).skipped == ()
    assert seen({}, {"sender": []}, {"currencies": "2025-12"}).skipped == ()
