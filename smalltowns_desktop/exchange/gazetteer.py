"""The gazetteer that ships with the program: towns and villages of Belarus and Russia, looked up by name."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.resources import resource_path


@dataclass(frozen=True, slots=True)
class Area:
    """A region or a district."""

    code: str
    """Of a region ISO 3166-2 (`BY-HR`); of a district the GeoNames id of its centre."""
    name_ru: str
    name_be: str

    def name(self, language: str) -> str:
        return self.name_be if language == "be" else self.name_ru


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village. Coordinates in degrees; `population` 0 where unknown."""

    id: int
    name_ru: str
    name_be: str
    """"" where GeoNames has none."""
    name_latin: str
    other_names: tuple[str, ...]
    country: str
    """`BY` or `RU`."""
    region: Area
    district: Area | None
    latitude: float
    longitude: float
    population: int

    def name(self, language: str) -> str:
        """In Russian or Belarusian (the Russian one where that is unknown); in Latin letters for other languages."""
        if language == "be":
            return self.name_be or self.name_ru
        return self.name_ru if language == "ru" else self.name_latin

    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.name_ru, self.name_be, self.name_latin, *self.other_names) if name)


@dataclass(frozen=True)
class Gazetteer:
    """All places; those of one name stand in order of population, the largest first."""

    places: tuple[Place, ...]

    def find(self, name: str, *, country: str | None = None, region: str = "") -> tuple[Place, ...]:
        """Places of that name in any language, whatever the case, ё or е, and a `г.` or `аг.` before it.

        Names repeat (there are a dozen places called Октябрьский), so more than one may come back. `region` narrows
        to regions whose Russian or Belarusian name begins with it, or whose code it is.
        """
        wanted = region.casefold()
        return tuple(
            place
            for place in self._by_name.get(folded(name), ())
            if (country is None or place.country == country) and (not wanted or _is_region(place.region, wanted))
        )

    def search(self, beginning: str, limit: int = 20) -> tuple[Place, ...]:
        """Places of which some name begins so, the largest first: for completion while somebody types."""
        start = folded(beginning)
        if not start:
            return ()
        found = {place.id: place for name in self._by_name if name.startswith(start) for place in self._by_name[name]}
        return tuple(sorted(found.values(), key=_largest_first)[:limit])

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Place, ...]]:
        lists: dict[str, list[Place]] = {}
        for place in sorted(self.places, key=_largest_first):
            for name in {folded(name) for name in place.names()}:
                lists.setdefault(name, []).append(place)
        return {name: tuple(places) for name, places in lists.items()}


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of `folder`, by default the one that ships with the program."""
    folder = folder or resource_path("gazetteer")
    regions = {row["code"]: row for row in _rows(folder / "regions.csv")}
    areas = {code: Area(code, row["ru"], row["be"]) for code, row in regions.items()}
    districts = {
        row["centre_id"]: Area(row["centre_id"], row["ru"], row["be"]) for row in _rows(folder / "districts.csv")
    }
    return Gazetteer(
        tuple(
            Place(
                id=int(row["id"]),
                name_ru=row["ru"],
                name_be=row["be"],
                name_latin=row["latin"],
                other_names=tuple(row["other"].split("|")) if row["other"] else (),
                country=regions[row["region"]]["country"],
                region=areas[row["region"]],
                district=districts.get(row["district"]),
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(row["population"]),
            )
            for row in _rows(folder / "places.csv")
        )
    )


_KIND = re.compile(
    r"^(?:(?:г\.?\s?п|аг|гор|город|горад|г|пос|посёлок|пасёлак|п|дер|д|с)\.?\s+|(?:гп|аг|г|пос|п|д|с)\.(?=\w))",
    re.IGNORECASE,
)


def folded(name: str) -> str:
    """What is equal in two spellings of one name (see `domain.names.fold`), without the kind of place before it."""
    return fold(_KIND.sub("", " ".join(name.split())))


def _is_region(region: Area, wanted: str) -> bool:
    names = (region.name_ru.casefold(), region.name_be.casefold())
    return region.code.casefold() == wanted or any(name.startswith(wanted) for name in names)


def _largest_first(place: Place) -> tuple[int, str, int]:
    return -place.population, place.name_ru, place.id


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")
