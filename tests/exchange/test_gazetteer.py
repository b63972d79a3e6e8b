import csv
import json
from math import dist
from pathlib import Path

import pytest

from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.exchange.gazetteer import Gazetteer, folded, load_gazetteer

GRODNO_REGION = "BY-HR"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    "spelling", ["Слоним", "слоним", "СЛОНИМ", "Слонім", "Slonim", "г. Слоним", "г.Слоним", "  город  Слоним "]
)
def test_a_town_is_found_in_any_spelling_and_language(gazetteer: Gazetteer, spelling: str) -> None:
    (place,) = gazetteer.find(spelling)
    assert place.name("ru") == "Слоним"
    assert place.name("be") == "Слонім"
    assert place.name("en") == "Slonim"
    assert place.region.code == GRODNO_REGION
    assert place.district is not None
    assert place.district.name("be") == "Слонімскі раён"


def test_yo_and_ye_are_one_letter(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Семенов") == gazetteer.find("Семёнов") != ()


def test_a_name_that_begins_like_a_kind_of_place_is_kept(gazetteer: Gazetteer) -> None:
    assert folded("Городец") == "городец"
    assert gazetteer.find("Городец")
    assert gazetteer.find("Советск", region="Кировская")


def test_repeated_names_all_come_back_and_a_region_tells_them_apart(gazetteer: Gazetteer) -> None:
    every = gazetteer.find("Советск")
    assert len(every) > 2
    assert [place.population for place in every] == sorted((place.population for place in every), reverse=True)
    for place in every:
        assert place in gazetteer.find("Советск", region=place.region.name_ru)
    assert gazetteer.find("Советск", region="RU-KGD", country="RU")[0].region.name_be == "Калінінградская вобласць"
    assert gazetteer.find("Советск", country="BY") == ()


def test_a_name_that_is_unknown_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Китеж-град") == ()
    assert gazetteer.find("") == ()
    assert gazetteer.search("  ") == ()


def test_search_completes_what_is_typed(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("нижний", limit=3)
    assert found[0].name_ru == "Нижний Новгород"
    assert len(found) == 3


def test_search_agrees_with_looking_at_every_place(gazetteer: Gazetteer) -> None:
    for start in ("мо", "бор", "сл", "gro", "баль"):
        wanted = {place.id for place in gazetteer.places if any(folded(n).startswith(start) for n in place.names())}
        assert {place.id for place in gazetteer.search(start, limit=10_000)} == wanted


def test_every_place_is_where_its_country_is(gazetteer: Gazetteer) -> None:
    for place in gazetteer.places:
        if place.country == "BY":
            assert 51.2 < place.latitude < 56.2, place
            assert 23.1 < place.longitude < 32.8, place
        else:
            assert 41.1 < place.latitude < 81.9, place
            assert 19.6 < place.longitude <= 180 or place.longitude < -168.9, place


def test_one_town_is_not_entered_twice(gazetteer: Gazetteer) -> None:
    seen: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for place in gazetteer.places:
        spots = seen.setdefault((place.region.code, folded(place.name_ru)), [])
        # A fiftieth of a degree is at most two kilometres: two places of one name do not stand so near.
        assert all(dist(spot, (place.latitude, place.longitude)) > 0.02 for spot in spots), place
        spots.append((place.latitude, place.longitude))


def test_every_belarusian_district_has_its_centre(gazetteer: Gazetteer) -> None:
    with resource_path("gazetteer", "districts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    by_id = {place.id: place for place in gazetteer.places}
    assert len(rows) == len({row["ru"] + row["region"] for row in rows}) == 118
    for row in rows:
        centre = by_id[int(row["centre_id"])]
        assert centre.name_be
        assert row["ru"] == "Минский район" or centre.region.code == row["region"]


def test_the_map_has_the_seventeen_districts_of_grodno_region(gazetteer: Gazetteer) -> None:
    rows = json.loads(resource_path("map", "grodno_districts.json").read_text(encoding="utf-8"))["districts"]
    assert len(rows) == 17
    by_id = {place.id: place for place in gazetteer.places}
    for row in rows:
        place = by_id[row["centre"]["id"]]
        assert (place.latitude, place.longitude) == (row["latitude"], row["longitude"])
        assert (place.name_ru, place.name_be) == (row["centre"]["ru"], row["centre"]["be"])
        assert place.district is not None
        assert place.district.name_ru == row["district"]["ru"]


def test_the_districts_agree_with_an_independent_list(gazetteer: Gazetteer, shared_data: Path) -> None:
    with (shared_data / "gazetteer" / "grodno_17_districts.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["district_ru"]: row for row in csv.DictReader(file)}
    rows = json.loads(resource_path("map", "grodno_districts.json").read_text(encoding="utf-8"))["districts"]
    assert {row["district"]["ru"] for row in rows} == set(listed)
    for row in rows:
        other = listed[row["district"]["ru"]]
        assert int(other["centre_geonameid"]) == row["centre"]["id"]
        assert (float(other["lat"]), float(other["lon"])) == (row["latitude"], row["longitude"])


def test_most_postal_places_lie_in_the_district_given_here(gazetteer: Gazetteer, shared_data: Path) -> None:
    """Districts away from the centres are by nearness and corrections: an independent list bears them out."""
    with (shared_data / "gazetteer" / "grodno_region_postal_geonames.csv").open(encoding="utf-8", newline="") as file:
        postal: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            postal.setdefault(folded(row["place_ru"]), set()).add(row["district"])
    centres: dict[str, str] = {}
    for place in gazetteer.places:
        if (
            place.district is not None
            and place.district.code == str(place.id)
            and len(postal.get(folded(place.name_ru), ())) == 1
        ):
            centres[place.district.code] = next(iter(postal[folded(place.name_ru)]))
    known = agree = 0
    for place in gazetteer.places:
        named = postal.get(folded(place.name_ru), set())
        if place.region.code != GRODNO_REGION or place.district is None or len(named) != 1:
            continue
        expected = centres.get(place.district.code)
        if expected is not None and str(place.id) != place.district.code:
            known += 1
            agree += expected in named
    assert known > 5
    assert agree == known
