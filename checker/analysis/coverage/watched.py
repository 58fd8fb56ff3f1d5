"""What is blamed of a contract, counted case by case: in how many of them is a row taken, a status shown?"""

from collections.abc import Iterable, Iterator

from checker.analysis.coverage.following import followed, tables
from checker.analysis.coverage.inventory import Inventory
from checker.analysis.coverage.many import followed_combinations, followed_parts
from checker.analysis.coverage.moments import Moments
from checker.model.coverage import Kind, Thing
from checker.model.places import Place


class Watched:
    """
    Rows and statuses of one contract set, of which every case is asked, not only the first that has them.

    Nobody pays for what nobody blames: only the tables that have a blamed row are followed.
    """

    __slots__ = ("_combines", "_parts", "_tables", "by_place", "rows", "statuses")

    def __init__(self, inventory: Inventory, places: Iterable[Place], statuses: Iterable[str]) -> None:
        """`places` are those of rows, `statuses` are named SYSTEM/STATUS; what is neither is left out."""
        rows = inventory.rows
        blamed: dict[Place, list[Thing]] = {place: [] for place in places}
        for thing in rows.things:
            if thing.place in blamed:
                blamed[thing.place].append(thing)
        # what an alias of YAML repeats stands in one place and is several rows: nobody can say which
        self.by_place = {place: things[0] for place, things in blamed.items() if len(things) == 1}
        self.rows = frozenset(self.by_place.values())
        named = ((reading, rows.thing(reading)) for reading in inventory.declared.readings)
        self._tables = tables([(reading, thing) for reading, thing in named if thing is not None])
        self._tables.close(frozenset(self._tables.left - self.rows))
        self._parts = [one for one in rows.parts if not self.rows.isdisjoint(one[1])]
        self._combines = [one for one in rows.combines if not self.rows.isdisjoint(one[1])]
        wanted = frozenset(statuses)
        self.statuses = {
            (thing.name[0], thing.name[1]): thing
            for thing in inventory.of(Kind.STATUSES)
            if "/".join(thing.name) in wanted
        }

    def followed_in(self, moments: Moments) -> Iterator[Thing]:
        """The watched rows that a case followed."""
        yield from followed(moments, self._tables)
        for boundary, things in self._parts:
            yield from self.rows.intersection(followed_parts(moments, boundary, things))
        for system, things in self._combines:
            yield from self.rows.intersection(followed_combinations(moments, system, things))

    def __bool__(self) -> bool:
        return bool(self.rows)
