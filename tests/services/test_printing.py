"""Printing from an event: whose papers, what stands on them, what is remembered."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from smalltowns_desktop.domain.errors import (
    FolderNotWritable,
    LargerThanSheet,
    NoSuchCell,
    NothingToPrint,
    UnknownLabelSheet,
    UnknownName,
    UnknownTemplate,
)
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
    new_id,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Badge,
    Delegation,
    DelegationOfficer,
    Direction,
    District,
    Group,
    GroupMember,
    Hall,
    OfficerPart,
    Participant,
    Print,
    Role,
    Site,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.papers import PaperKind, content_tag, read_paper_code
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.services.badges import revoke_badge
from smalltowns_desktop.services.printing import Printing, prepare_badges, prepare_itineraries, print_out
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 8, day, hour, minute)


@dataclass(frozen=True)
class Congress:
    """Two delegations, Arzamas with a part of it that goes elsewhere; two sites 35 km apart."""

    arzamas: Delegation
    bor: Delegation
    head: Participant
    people: tuple[Participant, ...]
    plenary: Activity
    visit: Activity
    lunch: Activity
    cancelled: Activity
    ride: Transfer


@pytest.fixture
def congress(event_db: Database) -> Congress:
    lida = District(DistrictId(new_id()), "Лида", region="Гродненская область", latitude=53.883, longitude=25.302)
    shchuchin = District(DistrictId(new_id()), "Щучин", latitude=53.601, longitude=24.746)
    hall_site = Site(SiteId(new_id()), "Дом культуры", lida.id, host_name="Инна Ветрова", host_phone="+375150000011")
    farm = Site(
        SiteId(new_id()), "Агрофирма «Заря»", shchuchin.id, address="аг. Луговое", requirements="паспорт, бахилы",
        host_name="Тамара Луговая",
    )  # fmt: skip
    hotel = Site(SiteId(new_id()), "Гостиница", lida.id, address="ул. Садовая, 2")
    hall = Hall(HallId(new_id()), hall_site.id, "Большой зал")
    agriculture = Direction(DirectionId(new_id()), "Аграрный сектор", position=1)
    arzamas = Delegation(
        DelegationId(new_id()), "Арзамас", "АР", region="Нижегородская область", position=1, hotel_id=hotel.id,
        arrives_at=at(13, 8), arrives_site_id=hotel.id,
    )  # fmt: skip
    bor = Delegation(DelegationId(new_id()), "Бор", "БР", position=0)
    head = Participant(
        ParticipantId(new_id()), 1, "Дубков", "Олег", "Иванович", delegation_id=arzamas.id, role=Role.HEAD,
        phone="+79000000001", diet="без лактозы",
    )  # fmt: skip
    people = tuple(
        Participant(ParticipantId(new_id()), number, surname, "Вера", "Павловна", delegation_id=arzamas.id)
        for number, surname in ((2, "Рябинина"), (3, "Арбузова"), (4, "Волкова"), (5, "Громова"))
    )
    guest = Participant(ParticipantId(new_id()), 6, "Заречный", "Михаил", role=Role.GUEST)
    whole = Group(GroupId(new_id()), "Арзамас", arzamas.id)
    farmers = Group(GroupId(new_id()), "Арзамас, аграрии", arzamas.id)
    plenary = Activity(
        ActivityId(new_id()), "Открытие съезда", ActivityKind.PLENARY, at(13, 11, 30), at(13, 13), hall_id=hall.id,
        notes="общее для всех",
    )  # fmt: skip
    visit = Activity(
        ActivityId(new_id()),
        "Визит в агрофирму",
        ActivityKind.VISIT,
        at(14, 10),
        at(14, 11, 30),
        agriculture.id,
        farm.id,
    )
    lunch = Activity(
        ActivityId(new_id()), "Обед", ActivityKind.MEAL, at(14, 13), at(14, 14), site_id=hall_site.id
    )  # fmt: skip
    cancelled = Activity(
        ActivityId(new_id()), "Экскурсия", ActivityKind.CULTURE, at(14, 16), at(14, 17), status=ActivityStatus.CANCELLED
    )
    bus = Vehicle(VehicleId(new_id()), "Автобус 2", 30, phone="+375290000003")
    ride = Transfer(TransferId(new_id()), bus.id, hall_site.id, farm.id, at(14, 9), at(14, 9, 52))
    with event_db.deed(say("A congress")) as deed:
        deed.insert(
            lida, shchuchin, hall_site, farm, hotel, hall, agriculture, arzamas, bor, head, *people, guest, whole,
            farmers, GroupMember(farmers.id, people[0].id), GroupMember(farmers.id, people[1].id),
            DelegationOfficer(arzamas.id, OfficerPart.HEAD, head.id), plenary, visit, lunch, cancelled,
            ActivityGroup(plenary.id, whole.id), ActivityGroup(visit.id, farmers.id), ActivityGroup(lunch.id, whole.id),
            ActivityGroup(cancelled.id, whole.id), ActivityPerson(plenary.id, ActivityPart.SPEAKER, head.id), bus, ride,
            TransferGroup(ride.id, farmers.id),
        )  # fmt: skip
    return Congress(arzamas, bor, head, people, plenary, visit, lunch, cancelled, ride)


def text_of(printing: Printing) -> str:
    pages = []
    for _, document in printing.documents:
        pdf = pypdfium2.PdfDocument(document.pdf)
        pages += [page.get_textpage().get_text_bounded() for page in pdf]
        pdf.close()
    return "\n".join(pages)


def codes_in(printing: Printing) -> list[str]:
    ((_, document),) = printing.documents
    pdf = pypdfium2.PdfDocument(document.pdf)
    found = [code.text for page in pdf for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())]
    pdf.close()
    return found


def prints_in(db: Database) -> list[Print]:
    with db.reading() as connection:
        return sorted(read_rows(connection, Print), key=lambda row: row.id)


def move_visit(db: Database, congress: Congress) -> None:
    with db.deed(say("Move the visit")) as deed:
        deed.update(congress.visit, replace(congress.visit, starts_at=at(14, 10, 25)))


def test_a_delegations_itinerary_holds_its_days(event_db: Database, congress: Congress) -> None:
    text = text_of(prepare_itineraries(event_db, PLAIN, delegation="Арзамас"))
    for said in (
        "Гродненская область, August 12–15, 2025", "Нижегородская область · 5 people", "Дубков Олег Иванович",
        "+7 900 000-00-01", "Гостиница", "ул. Садовая, 2", "Автобус 2, 30 seats", "+375 29 000-00-03", "August 13",
        "Лида", "arrival", "Открытие съезда", "speaker: Дубков О. И., общее для всех", "Лида, Большой зал",
        "Инна Ветрова", "+375 15 000-00-11", "August 14", "Щучин — Лида", "Визит в агрофирму",
        "паспорт, бахилы", "аг. Луговое", "1 без лактозы", "52 min · 63 km",
        "Автобус 2: Дом культуры — Агрофирма «Заря»", "Аграрный сектор",
    ):  # fmt: skip
        assert said in text.replace("\u00a0", " "), said
    assert "Рябинина В. П., Арбузова В. П., 1 h 30 min" in " ".join(text.replace("\u00a0", " ").split())
    assert "Экскурсия" not in text


def test_a_persons_itinerary_holds_only_their_own(event_db: Database, congress: Congress) -> None:
    text = text_of(prepare_itineraries(event_db, PLAIN, person="Дубков Олег"))
    assert "Дубков Олег Иванович" in text
    assert "Открытие съезда" in text
    assert "speaker, общее для всех" in text
    assert "Визит в агрофирму" not in text
    assert "52 min" not in text
    text = text_of(prepare_itineraries(event_db, PLAIN, person="Рябинина Вера Павловна"))
    assert "Визит в агрофирму" in text
    assert "52 min" in text


def test_one_day_or_those_who_go_to_a_site(event_db: Database, congress: Congress) -> None:
    text = text_of(prepare_itineraries(event_db, PLAIN, delegation="АР", day=date(2025, 8, 14)))
    assert "Визит в агрофирму" in text
    assert "Открытие съезда" not in text
    printing = prepare_itineraries(event_db, PLAIN, site="Агрофирма «Заря»")
    assert [paper.name for paper in printing.papers] == ["Арзамас"]
    with pytest.raises(NothingToPrint):
        prepare_itineraries(event_db, PLAIN, delegation="Бор", day=date(2025, 8, 14))
    with pytest.raises(UnknownName):
        prepare_itineraries(event_db, PLAIN, delegation="Москва")


def test_delegations_come_in_their_order_with_nothing_planned_too(event_db: Database, congress: Congress) -> None:
    printing = prepare_itineraries(event_db, PLAIN)
    assert [paper.name for paper in printing.papers] == ["Бор", "Арзамас"]
    assert (printing.pages, len(printing.documents)) == (2, 1)


def test_an_empty_event_has_nothing_to_print(event_db: Database) -> None:
    for prepare in (prepare_itineraries, prepare_badges):
        with pytest.raises(NothingToPrint):
            prepare(event_db, PLAIN)


def test_what_stood_on_a_paper_is_remembered(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    printing = prepare_itineraries(event_db, PLAIN, delegation="Арзамас")
    assert prints_in(event_db) == []
    (path,) = print_out(event_db, printing, tmp_path / "a.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    (row,) = prints_in(event_db)
    assert (row.kind, row.subject_type, row.subject_id) == ("itineraries", "delegation", congress.arzamas.id)
    assert (row.edition, row.copy, row.printed_by, row.station) == (0, 1, "Анна", "desk-1")
    assert row.printed_at.endswith("+03:00")
    assert row.revision == printing.revision > 0
    content = json.loads(row.content)
    keys = [entry["key"] for day in content["days"] for entry in day["rows"]]
    assert keys == ["arrival", congress.plenary.id, congress.ride.id, congress.visit.id, congress.lunch.id]
    assert content["days"][1]["rows"][1]["starts_at"] == "2025-08-14 10:00"


def test_the_papers_code_tells_whether_it_still_holds(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    printing = prepare_itineraries(event_db, PLAIN, delegation="Арзамас")
    print_out(event_db, printing, tmp_path / "a.pdf")
    code = read_paper_code(codes_in(printing)[0])
    assert code is not None
    assert code.kind is PaperKind.ITINERARY
    assert code.is_about(congress.arzamas.id)
    assert code.content_tag == content_tag(prepare_itineraries(event_db, PLAIN, delegation="АР").papers[0].content)
    move_visit(event_db, congress)
    assert code.content_tag != content_tag(prepare_itineraries(event_db, PLAIN, delegation="АР").papers[0].content)


def test_copies_of_one_edition_are_counted(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    for copy in (1, 2):
        printing = prepare_itineraries(event_db, PLAIN, delegation="Арзамас")
        assert f"copy {copy}" in text_of(printing)
        print_out(event_db, printing, tmp_path / "a.pdf")
    assert [row.copy for row in prints_in(event_db)] == [1, 2]


def test_only_papers_that_no_longer_hold_are_printed_again(
    event_db: Database, congress: Congress, tmp_path: Path
) -> None:
    print_out(event_db, prepare_itineraries(event_db, PLAIN), tmp_path / "a.pdf")
    fresh = prepare_itineraries(event_db, PLAIN, stale_only=True)
    assert (fresh.documents, fresh.papers) == ((), ())
    assert print_out(event_db, fresh, tmp_path / "none.pdf") == ()
    assert not (tmp_path / "none.pdf").exists()
    move_visit(event_db, congress)
    assert [paper.name for paper in prepare_itineraries(event_db, PLAIN, stale_only=True).papers] == ["Арзамас"]


def test_one_file_a_subject_in_a_folder(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    printing = prepare_itineraries(event_db, PLAIN, split=True)
    paths = print_out(event_db, printing, tmp_path / "sheets")
    assert [path.name for path in paths] == ["Бор.pdf", "Арзамас.pdf"]
    assert sorted(path.name for path in (tmp_path / "sheets").iterdir()) == ["Арзамас.pdf", "Бор.pdf"]
    assert len(prints_in(event_db)) == 2


def test_what_could_not_be_written_is_not_remembered(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        print_out(event_db, prepare_itineraries(event_db, PLAIN), tmp_path / "no" / "such" / "folder.pdf")
    assert prints_in(event_db) == []


def test_badges_carry_the_codes_that_were_issued(event_db: Database, congress: Congress, tmp_path: Path) -> None:
    printing = prepare_badges(event_db, PLAIN, sheet="90x65")
    print_out(event_db, printing, tmp_path / "b.pdf")
    with event_db.reading() as connection:
        issued = [badge.code for badge in read_rows(connection, Badge)]
    assert len(issued) == 6
    assert sorted(codes_in(printing)) == sorted(issued)
    text = text_of(printing)
    for said in (
        "Рябинина",
        "Vera Riabinina",
        "Oleg Dubkov",
        "HEAD OF DELEGATION",
        "GUEST OF HONOUR",
        "№ 0006",
        "Арзамас",
    ):
        assert said in text
    assert {row.kind for row in prints_in(event_db)} == {"badges"}


def test_badges_are_handed_out_by_delegation_and_surname(event_db: Database, congress: Congress) -> None:
    names = [paper.name.split()[0] for paper in prepare_badges(event_db, PLAIN).papers]
    assert names == ["Арбузова", "Волкова", "Громова", "Дубков", "Рябинина", "Заречный"]
    assert [paper.name for paper in prepare_badges(event_db, PLAIN, person="Заречный Михаил").papers] == [
        "Заречный Михаил"
    ]
    assert len(prepare_badges(event_db, PLAIN, delegation="Арзамас").papers) == 5


def test_large_badges_show_their_owners_day(event_db: Database, congress: Congress) -> None:
    text = text_of(prepare_badges(event_db, PLAIN, template="a6", person="Рябинина Вера"))
    assert "MY DAY, AUGUST 13" in text
    assert "Открытие съезда" in text
    text = text_of(prepare_badges(event_db, PLAIN, template="a6", person="Рябинина Вера", day=date(2025, 8, 14)))
    assert "MY DAY, AUGUST 14" in text
    assert "Визит в агрофирму, Щучин" in text


def test_a_revoked_badge_is_not_printed_and_its_owner_is_named(event_db: Database, congress: Congress) -> None:
    prepare_badges(event_db, PLAIN)
    revoke_badge(event_db, congress.head.id, "lost")
    printing = prepare_badges(event_db, PLAIN)
    assert printing.left_out == ("Дубков Олег Иванович",)
    assert len(printing.papers) == 5


def test_paper_and_format_tell_each_other(event_db: Database, congress: Congress) -> None:
    sizes = {}
    for sheet, template in (("86x54", None), (None, "a6"), ("a6-page", None), ("a6", "86x54"), (None, None)):
        printing = prepare_badges(event_db, PLAIN, sheet=sheet, template=template)
        sizes[sheet, template] = printing.pages
    assert sizes == {("86x54", None): 1, (None, "a6"): 2, ("a6-page", None): 6, ("a6", "86x54"): 2, (None, None): 1}


def refused(error: type[Exception], **order: object) -> Callable[[Database], None]:
    def check(db: Database) -> None:
        with pytest.raises(error):
            prepare_badges(db, PLAIN, **order)  # type: ignore[arg-type]

    return check


@pytest.mark.parametrize(
    "check",
    [
        refused(UnknownLabelSheet, sheet="A3"),
        refused(UnknownTemplate, template="round"),
        refused(LargerThanSheet, template="a6", sheet="86x54"),
        refused(NoSuchCell, sheet="86x54", start_cell=11),
        refused(NoSuchCell, start_cell=0),
        refused(UnknownName, delegation="Москва"),
    ],
)
def test_an_order_that_cannot_be_done_is_refused_before_codes_are_issued(
    event_db: Database, congress: Congress, check: Callable[[Database], None]
) -> None:
    check(event_db)
    with event_db.reading() as connection:
        assert read_rows(connection, Badge) == []


def test_names_of_people_cannot_lead_files_astray(event_db: Database, tmp_path: Path) -> None:
    names = ["../../evil", "CON", "a/b\\c", ""]
    with event_db.deed(say("People")) as deed:
        deed.insert(
            *(
                Participant(ParticipantId(new_id()), number, name or "x" * 300, "")
                for number, name in enumerate(names, start=1)
            )
        )
    paths = print_out(event_db, prepare_badges(event_db, PLAIN, split=True), tmp_path / "badges")
    assert len(paths) == 4
    assert all(path.parent == tmp_path / "badges" and path.is_file() for path in paths)
