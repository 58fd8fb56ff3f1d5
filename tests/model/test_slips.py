"""What is a slip of the hand, and what may have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.slips import slip_of

STATUSES = ("waiting", "in_progress", "completed", "failed")


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("wiating", STATUSES, "waiting"),  # neighbours changed places
        ("waitign", STATUSES, "waiting"),
        ("complted", STATUSES, "completed"),  # a letter is missing
        ("compleeted", STATUSES, "completed"),  # one is there twice
        ("comxpleted", STATUSES, "completed"),  # one too many
        ("Failed", STATUSES, "failed"),  # another case
        ("in-progress", STATUSES, "in_progress"),  # another separator
        ("inprogress", STATUSES, "in_progress"),
        ("failled", ("failed",), "failed"),
        ("shop-to-warehuose", ("shop-to-warehouse", "warehouse-to-shop"), "shop-to-warehouse"),
        ("Europe/Belrin", ("Europe/Berlin", "Europe/Vienna"), "Europe/Berlin"),
        ("hub_http/202a", ("hub_http/202", "hub_http/503"), None),  # at the end
    ],
)
def test_a_slip_is_told_by_the_one_name_it_can_be(
    name: str, known: tuple[str, ...], meant: str | None
) -> None:
    assert slip_of(name, known) == meant


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("SKIPPED", ("SHIPPED",)),  # one letter in place of another is another word
        ("booked", ("cooked",)),
        ("closed", ("closes",)),
        ("done", ("gone",)),
        ("unpaid", ("paid",)),  # two letters in front turn it round
        ("atypical", ("typical",)),  # and one does
        ("rejected", ("ejected",)),
        ("ordered", ("reordered",)),
        ("orders", ("order",)),  # a plural is another thing
        ("order", ("orders",)),
        ("complete", ("completed",)),  # so is a tense
        ("erp1", ("erp2",)),  # another digit is another system
        ("v2-order", ("v3-order", "v1-order")),
        ("order-de", ("order-1-de",)),
        ("51", ("53",)),
        ("051", ("51",)),
        ("2023", ("2032",)),
        ("GX", ("XG",)),  # too short
        ("wsm", ("wms",)),
        ("set", ("sent",)),
        ("GI", ("gi",)),
        ("shiped", ("shipped", "shopped")),  # either
        ("shiped", ("shipped", "skipped")),  # one is further away, and still near
        ("hub-to-erp-de", ("hub-to-erp-at",)),
        ("shop", ("SHOP", "Shop")),
        ("warehouse", ()),
        ("wiating", ("waiting", "wanting")),
        ("", ("warehouse",)),
        ("x" * 101, ("x" * 100,)),
        ("ｗaiting", STATUSES),  # a wide letter  # noqa: RUF100
        ("wаiting", STATUSES),  # a Cyrillic one
        ("waiting ", STATUSES),
    ],
)
def test_where_something_else_may_be_meant_nothing_is_said(name: str, known: tuple[str, ...]) -> None:
    assert slip_of(name, known) is None


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("claim", ("claims", "denies", "means"), "claims"),
        ("send", ("sends", "accepts"), "sends"),
        ("form", ("from", "to", "via"), "from"),
        ("Status", ("status", "when"), "status"),
        ("statuss", ("status", "statuses"), None),
        ("when", ("where", "then"), None),
        ("any", ("many",), None),
    ],
)
def test_a_word_of_the_language_may_lack_its_end(
    word: str, known: tuple[str, ...], meant: str | None
) -> None:
    assert slip_of(word, known, is_word=True) == meant


@given(st.text("abc_-1", max_size=7), st.lists(st.text("abc_-1", max_size=7), max_size=6))
def test_what_is_said_is_a_known_name_with_the_same_digits_and_nearly_the_same_letters(
    name: str, known: list[str]
) -> None:
    meant = slip_of(name, known)

    if meant is not None:
        assert meant in known
        assert meant != name
        assert [sign for sign in name if sign.isdigit()] == [sign for sign in meant if sign.isdigit()]
        assert abs(len(name) - len(meant)) <= 1
        assert slip_of(meant, [name]) == name
