"""Names of parts put together are known as if one had read them one by one."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from checker.load.recordings.seen import PartNames, SeenNames, word

NAMES = st.one_of(
    st.integers(0, 40).map(str), st.integers(0, 40).map("{:03}".format), st.sampled_from(["a", "b", "B", ""])
)


def _packed(part: PartNames, by: int) -> PartNames:
    """The same as it comes from where outcomes are kept: its lines counted from its beginning."""
    words, lines = part.arrays()
    return PartNames(
        first=part.first,
        last=part.last,
        is_sorted=part.is_sorted,
        is_counted=part.is_counted,
        packed=(words, array("I", (line - by for line in lines))),
        by=by,
    )


@given(st.lists(st.lists(NAMES, max_size=30).flatmap(lambda names: st.sampled_from([names, sorted(names), sorted(names, key=lambda name: (len(name), name))])), max_size=5), st.booleans())  # fmt: skip
def test_parts_know_what_whoever_reads_all_of_it_knows(parts: list[list[str]], is_kept: bool) -> None:
    whole, together, line = SeenNames(), SeenNames(), 0
    first: dict[int, int] = {}
    for names in parts:
        part, before = PartNames(), line
        for name in names:
            line += 1
            part.first_line(name, line)
        came = _packed(part, before) if is_kept else part
        assert together.repeated(came) == {word(one): first[word(one)] for one in names if word(one) in first}
        together.extend(came)
        for number, name in enumerate(names, start=before + 1):
            assert whole.first_line(name, number) == first.get(word(name))
            first.setdefault(word(name), number)
    end = PartNames()
    for name in sorted({name for names in parts for name in names}):
        end.first_line(name, line + 1)
    assert together.repeated(end) == first


def test_a_name_is_known_again_on_the_line_of_its_first_sight() -> None:
    for names in (PartNames(), SeenNames()):
        assert [names.first_line(name, 1) for name in "ABA"] == [None, None, 1]
