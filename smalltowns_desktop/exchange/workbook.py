"""The event workbook: its sheets and columns, declared once. Reading, writing and the import follow these tables.

A header or a sheet's name is understood in English, Russian and Belarusian, in any case; exports use English. Columns
of the model that people seldom need (`code`, `number`, `position`) stand after the others, `id` is the last.

Not in the workbook: accepted conflicts, policies of checkpoints and the queue of doubtful rows, which are answers to
questions that this copy of the event asked; and facts (badges, scans, prints, editions), which a table cannot bring
about.
"""

from enum import StrEnum

from smalltowns_desktop.domain import model
from smalltowns_desktop.exchange.workbook_page import Column, Kind, Link, Page, Target

ID = Column("id", "ид|идентификатор", "ід|ідэнтыфікатар", field="id")


def _text(
    name: str, russian: str, belarusian: str, *, required: bool = False, waived: bool = False, kind: Kind = Kind.TEXT
) -> Column:
    return Column(name, russian, belarusian, kind, name, required, waived)


def _lines(name: str, russian: str, belarusian: str, longest: int = 4000) -> Column:
    return Column(name, russian, belarusian, Kind.LINES, name, longest=longest)


def _of(kind: Kind, name: str, russian: str, belarusian: str, *, required: bool = False) -> Column:
    return Column(name, russian, belarusian, kind, name, required)


def _number(
    name: str, russian: str, belarusian: str, least: float, most: float,
    *, required: bool = False, kept: bool = False, kind: Kind = Kind.INTEGER,
) -> Column:  # fmt: skip
    return Column(name, russian, belarusian, kind, name, required, kept=kept, least=least, most=most)


def _word(name: str, russian: str, belarusian: str, words: type[StrEnum], *, required: bool = False) -> Column:
    return Column(name, russian, belarusian, Kind.WORD, name, required, words=words)


def _one(
    name: str, russian: str, belarusian: str, to: Target,
    *, field: str = "", required: bool = False, waived: bool = False, link: Link | None = None,
) -> Column:  # fmt: skip
    return Column(name, russian, belarusian, Kind.ONE, field or f"{name}_id", required, waived, to=to, link=link)


def _many(name: str, russian: str, belarusian: str, to: Target, link: Link) -> Column:
    return Column(name, russian, belarusian, Kind.MANY, "", to=to, link=link)


def _officer(part: model.OfficerPart, russian: str, belarusian: str) -> Column:
    link = Link(model.DelegationOfficer, "delegation_officers", "delegation_id", "participant_id", ("part", part))
    return _one(str(part), russian, belarusian, Target.PARTICIPANT, link=link)


def _people(name: str, russian: str, belarusian: str, part: model.ActivityPart) -> Column:
    link = Link(model.ActivityPerson, "activity_people", "activity_id", "participant_id", ("part", part))
    return _many(name, russian, belarusian, Target.PARTICIPANT, link)


_SITE_DIRECTION = Link(model.SiteDirection, "site_directions", "site_id", "direction_id")
_DELEGATION_DIRECTION = Link(model.DelegationDirection, "delegation_directions", "delegation_id", "direction_id")
_DOCUMENT = Link(model.ParticipantDocument, "participant_documents", "participant_id", "document")
_MEMBER = Link(model.GroupMember, "group_members", "group_id", "participant_id")
_ACTIVITY_GROUP = Link(model.ActivityGroup, "activity_groups", "activity_id", "group_id")
_TRANSFER_GROUP = Link(model.TransferGroup, "transfer_groups", "transfer_id", "group_id")
_PASSENGER = Link(model.TransferPerson, "transfer_people", "transfer_id", "participant_id")
_SIGNATORY = Link(model.AgreementSignatory, "agreement_signatories", "agreement_id", "participant_id")
_COORDINATES = (
    _number("latitude", "широта", "шырата", -90, 90, kind=Kind.NUMBER),
    _number("longitude", "долгота", "даўгата", -180, 180, kind=Kind.NUMBER),
)
_POSITION = _number("position", "порядок|позиция", "парадак|пазіцыя", 0, 100_000, kept=True)
_NAME = _text("name", "название|наименование|имя", "назва|найменне|імя", required=True)

EVENT = Page(
    "Event",
    "съезд|событие|мероприятие съезда",
    "з’езд|падзея",
    model.Event,
    "event",
    (
        _text("title", "название|наименование", "назва|найменне", required=True),
        _number("edition", "редакция", "рэдакцыя", 0, 100_000, kept=True),
        _of(Kind.DAY, "starts_on", "начало|дата начала|с", "пачатак|дата пачатку|з", required=True),
        _of(Kind.DAY, "ends_on", "окончание|дата окончания|по", "заканчэнне|дата заканчэння|па", required=True),
        _of(Kind.TIMEZONE, "timezone", "часовой пояс", "часавы пояс", required=True),
        _of(Kind.CLOCK, "day_starts_at", "начало дня", "пачатак дня"),
        _of(Kind.CLOCK, "day_ends_at", "конец дня", "канец дня"),
        _text("host", "принимает|хозяин", "прымае|гаспадар"),
        _text("next_host", "следующий принимает|следующий хозяин", "наступны прымае|наступны гаспадар"),
        _of(Kind.DAY, "next_on", "следующий съезд|дата следующего", "наступны з’езд|дата наступнага"),
        _of(Kind.LANGUAGE, "language", "язык", "мова"),
        _number("boarding_minutes", "посадка, минут", "пасадка, хвілін", 0, 240),
        _number("road_factor", "коэффициент дороги", "каэфіцыент дарогі", 1, 5, kind=Kind.NUMBER),
        _number("speed_coach", "скорость автобуса", "хуткасць аўтобуса", 1, 200),
        _number("speed_minibus", "скорость микроавтобуса", "хуткасць мікрааўтобуса", 1, 200),
        _number("speed_car", "скорость автомобиля", "хуткасць аўтамабіля", 1, 200),
        _of(Kind.CLOCK, "meal_from", "обед с|обед от", "абед з|абед ад"),
        _of(Kind.CLOCK, "meal_to", "обед до", "абед да"),
        _of(Kind.DAY, "retention_until", "хранить до", "захоўваць да"),
    ),
)
KEY_HEADERS = ("key", "ключ", "параметр", "поле", "настройка", "налада")
"""What may head the first column of the Event sheet, whose rows are keys with values."""

DIRECTIONS = Page(
    "Directions",
    "направления",
    "напрамкі",
    model.Direction,
    "directions",
    (_NAME, _of(Kind.COLOUR, "colour", "цвет", "колер"), _POSITION),
    keys=(("name",),),
    order=("position", "name"),
)
DISTRICTS = Page(
    "Districts",
    "районы",
    "раёны",
    model.District,
    "districts",
    (
        _NAME,
        _text("region", "область|регион", "вобласць|рэгіён"),
        _text("country", "страна", "краіна"),
        *_COORDINATES,
        _text("coordinator", "координатор", "каардынатар"),
        _text("phone", "телефон", "тэлефон"),
    ),
    keys=(("name",),),
    order=("name",),
)
SITES = Page(
    "Sites",
    "места|площадки|объекты",
    "месцы|пляцоўкі|аб’екты",
    model.Site,
    "sites",
    (
        _NAME,
        _word("kind", "вид|тип", "від|тып", model.SiteKind),
        _one("district", "район", "раён", Target.DISTRICT, required=True),
        _text("address", "адрес", "адрас"),
        *_COORDINATES,
        _number("groups_at_once", "групп одновременно", "груп адначасова", 0, 10_000),
        _number("visitors_max", "посетителей не более|мест", "наведвальнікаў не больш|месцаў", 0, 1_000_000),
        _number("visit_minutes", "минут на визит|продолжительность", "хвілін на візіт|працягласць", 1, 10_000),
        _of(Kind.CLOCK, "opens_at", "открывается|открыто с", "адчыняецца|адкрыта з"),
        _of(Kind.CLOCK, "closes_at", "закрывается|открыто до", "зачыняецца|адкрыта да"),
        _of(Kind.OPEN_DAYS, "open_days", "рабочие дни|дни работы", "працоўныя дні|дні працы"),
        _number("notice_hours", "предупредить за, часов", "папярэдзіць за, гадзін", 0, 10_000),
        _lines("requirements", "требования", "патрабаванні"),
        _text("host_name", "принимающий|кто принимает", "прымаючы|хто прымае"),
        _text("host_position", "должность принимающего", "пасада прымаючага"),
        _text("host_phone", "телефон принимающего", "тэлефон прымаючага"),
        _of(Kind.TRUTH, "host_confirmed", "подтверждено|принимающий подтвердил", "пацверджана|прымаючы пацвердзіў"),
        _of(Kind.LIST, "languages", "языки", "мовы"),
        _many("directions", "направления", "напрамкі", Target.DIRECTION, _SITE_DIRECTION),
    ),
    keys=(("name", "district_id"),),
    order=("name",),
)
HALLS = Page(
    "Halls",
    "залы",
    "залы памяшканні|залы месцаў",
    model.Hall,
    "halls",
    (
        _one("site", "место|площадка|объект", "месца|пляцоўка|аб’ект", Target.SITE, required=True),
        _NAME,
        _number("seats", "мест", "месцаў", 0, 1_000_000),
    ),
    keys=(("name", "site_id"),),
    order=("name",),
)
DELEGATIONS = Page(
    "Delegations",
    "делегации",
    "дэлегацыі",
    model.Delegation,
    "delegations",
    (
        _NAME,
        _text("town", "город|населенный пункт", "горад|населены пункт"),
        _text("region", "область|регион", "вобласць|рэгіён"),
        _text("country", "страна", "краіна"),
        _many("directions", "направления", "напрамкі", Target.DIRECTION, _DELEGATION_DIRECTION),
        _officer(model.OfficerPart.HEAD, "глава|глава делегации|руководитель", "кіраўнік|кіраўнік дэлегацыі"),
        _officer(model.OfficerPart.DEPUTY, "заместитель|заместитель главы", "намеснік|намеснік кіраўніка"),
        _officer(model.OfficerPart.LIAISON, "сопровождающий", "суправаджальнік"),
        _of(Kind.COLOUR, "colour", "цвет", "колер"),
        _one("hotel", "гостиница", "гасцініца", Target.SITE),
        _of(Kind.MOMENT, "arrives_at", "прибытие|прибывает", "прыбыццё|прыбывае"),
        _one("arrives_site", "место прибытия", "месца прыбыцця", Target.SITE),
        _of(Kind.MOMENT, "departs_at", "отъезд|убытие|уезжает", "ад’езд|ад’язджае"),
        _one("departs_site", "место отъезда|место убытия", "месца ад’езду", Target.SITE),
        _of(Kind.LIST, "languages", "языки", "мовы"),
        _number("expected_size", "ожидается человек|численность", "чакаецца чалавек|колькасць", 0, 1_000_000),
        Column("code", "код|сокращение", "код|скарачэнне", field="code", kept=True, longest=8),
        _POSITION,
    ),
    keys=(("name",),),
    order=("position", "name"),
)
PARTICIPANTS = Page(
    "Participants",
    "участники|люди",
    "удзельнікі|людзі",
    model.Participant,
    "participants",
    (
        _text("surname", "фамилия", "прозвішча", required=True, waived=True),
        _text("given_name", "имя", "імя", required=True, waived=True),
        _text("patronymic", "отчество", "імя па бацьку"),
        _text("latin_surname", "фамилия латиницей", "прозвішча лацінкай"),
        _text("latin_given_name", "имя латиницей", "імя лацінкай"),
        _one("delegation", "делегация", "дэлегацыя", Target.DELEGATION, required=True, waived=True),
        _word("role", "роль|статус", "роля|статус", model.Role),
        _text("position", "должность", "пасада"),
        _text("organisation", "организация|место работы", "арганізацыя|месца працы"),
        _text("town", "город", "горад"),
        _text("phone", "телефон", "тэлефон", kind=Kind.TELEPHONE),
        _text("email", "электронная почта|почта|e-mail", "электронная пошта|пошта"),
        _of(Kind.DAY, "birth_date", "дата рождения", "дата нараджэння"),
        _of(Kind.LIST, "languages", "языки", "мовы"),
        _text("diet", "питание|диета", "харчаванне|дыета"),
        _one("hotel", "гостиница", "гасцініца", Target.SITE),
        _text("room", "номер в гостинице|комната", "нумар у гасцініцы|пакой"),
        Column("document", "документ|паспорт", "дакумент|пашпарт", link=_DOCUMENT),
        _of(Kind.MOMENT, "arrives_at", "прибытие|прибывает", "прыбыццё|прыбывае"),
        _of(Kind.MOMENT, "departs_at", "отъезд|убытие|уезжает", "ад’езд|ад’язджае"),
        _lines("notes", "примечания|примечание", "заўвагі|заўвага"),
        _number("number", "номер бейджа|номер участника", "нумар бэйджа|нумар удзельніка", 1, 1_000_000_000, kept=True),
    ),
    keys=(("full_name", "delegation_id"),),
    unique=False,
    order=("number",),
)
GROUPS = Page(
    "Groups",
    "группы",
    "групы",
    model.Group,
    "groups",
    (
        _NAME,
        _one("delegation", "делегация", "дэлегацыя", Target.DELEGATION),
        _many("members", "состав|участники|члены", "склад|удзельнікі|члены", Target.PARTICIPANT, _MEMBER),
    ),
    keys=(("name", "delegation_id"),),
    order=("name",),
)
REQUESTS = Page(
    "Requests",
    "заявки",
    "заяўкі",
    model.Request,
    "requests",
    (
        _one("delegation", "делегация", "дэлегацыя", Target.DELEGATION),
        _one("group", "группа", "група", Target.GROUP),
        _one("site", "место|площадка|объект", "месца|пляцоўка|аб’ект", Target.SITE, required=True),
        _number("weight", "вес|важность|приоритет", "вага|важнасць|прыярытэт", 1, 9),
        _number("minutes", "минут|продолжительность", "хвілін|працягласць", 1, 10_000),
        _of(Kind.CLOCK, "not_before", "не раньше", "не раней"),
        _of(Kind.CLOCK, "not_after", "не позже", "не пазней"),
        _of(Kind.DAY, "day", "день|дата", "дзень|дата"),
        _lines("note", "примечание", "заўвага"),
    ),
    keys=(("delegation_id", "group_id", "site_id", "day"), ("delegation_id", "group_id", "site_id")),
    unique=False,
)
ACTIVITIES = Page(
    "Activities",
    "мероприятия|программа",
    "мерапрыемствы|праграма",
    model.Activity,
    "activities",
    (
        _text("title", "название|мероприятие", "назва|мерапрыемства", required=True),
        _word("kind", "вид|тип", "від|тып", model.ActivityKind, required=True),
        _one("direction", "направление", "напрамак", Target.DIRECTION),
        _one("site", "место|площадка|объект", "месца|пляцоўка|аб’ект", Target.SITE),
        _one("hall", "зал", "зала", Target.HALL),
        _of(Kind.MOMENT, "starts_at", "начало", "пачатак", required=True),
        _of(Kind.MOMENT, "ends_at", "окончание|конец", "заканчэнне|канец", required=True),
        _word("status", "состояние|статус", "стан|статус", model.ActivityStatus),
        _of(Kind.TRUTH, "locked", "закреплено|не двигать", "замацавана|не рухаць"),
        _many("groups", "группы|делегации", "групы|дэлегацыі", Target.GROUP, _ACTIVITY_GROUP),
        _people("speakers", "докладчики|выступающие", "дакладчыкі|выступоўцы", model.ActivityPart.SPEAKER),
        _people("moderators", "ведущие|модераторы", "вядучыя|мадэратары", model.ActivityPart.MODERATOR),
        _people("interpreters", "переводчики", "перакладчыкі", model.ActivityPart.INTERPRETER),
        _people("responsible", "ответственные|ответственный", "адказныя|адказны", model.ActivityPart.RESPONSIBLE),
        _lines("notes", "примечания|примечание", "заўвагі|заўвага", 100_000),
    ),
    keys=(("title", "starts_at", "site_id"),),
    unique=False,
    order=("starts_at", "title"),
)
VEHICLES = Page(
    "Vehicles",
    "транспорт|автобусы",
    "аўтобусы|транспартныя сродкі",
    model.Vehicle,
    "vehicles",
    (
        _NAME,
        _word("kind", "вид|тип", "від|тып", model.VehicleKind),
        _text("plate", "госномер|номер", "нумар"),
        _number("seats", "мест", "месцаў", 0, 100_000, required=True),
        _text("driver", "водитель", "вадзіцель|кіроўца"),
        _text("phone", "телефон", "тэлефон"),
        _one("base_site", "место стоянки", "месца стаянкі", Target.SITE),
    ),
    keys=(("name",),),
    order=("name",),
)
TRANSFERS = Page(
    "Transfers",
    "переезды",
    "пераезды",
    model.Transfer,
    "transfers",
    (
        _one("vehicle", "транспорт|автобус", "транспарт|аўтобус", Target.VEHICLE, required=True),
        _one("from", "откуда", "адкуль", Target.SITE, field="from_site_id", required=True),
        _one("to", "куда", "куды", Target.SITE, field="to_site_id", required=True),
        _of(Kind.MOMENT, "departs_at", "отправление", "адпраўленне", required=True),
        _of(Kind.MOMENT, "arrives_at", "прибытие", "прыбыццё", required=True),
        _many("groups", "группы|делегации", "групы|дэлегацыі", Target.GROUP, _TRANSFER_GROUP),
        _many("people", "люди|пассажиры", "людзі|пасажыры", Target.PARTICIPANT, _PASSENGER),
    ),
    keys=(("vehicle_id", "departs_at"),),
    unique=False,
    order=("departs_at",),
)
TRAVEL = Page(
    "Travel",
    "время в пути|дорога",
    "час у дарозе|дарога",
    model.TravelTime,
    "travel_times",
    (
        _one("from", "откуда", "адкуль", Target.PLACE, field="from", required=True),
        _one("to", "куда", "куды", Target.PLACE, field="to", required=True),
        _word("vehicle_kind", "вид транспорта|транспорт", "від транспарту|транспарт", model.VehicleKind),
        _number("minutes", "минут", "хвілін", 0, 10_000, required=True),
    ),
    keys=(("from_site_id", "from_district_id", "to_site_id", "to_district_id", "vehicle_kind"),),
)
AGREEMENTS = Page(
    "Agreements",
    "соглашения",
    "пагадненні",
    model.Agreement,
    "agreements",
    (
        _text("title", "название|наименование", "назва|найменне", required=True),
        _word("kind", "вид|тип", "від|тып", model.AgreementKind),
        _of(Kind.LIST, "parties", "стороны", "бакі"),
        _many("signatories", "подписанты|подписывают", "падпісанты|падпісваюць", Target.PARTICIPANT, _SIGNATORY),
        _one("ceremony", "церемония", "цырымонія", Target.ACTIVITY),
        _number("copies", "экземпляров", "экзэмпляраў|асобнікаў", 0, 10_000),
        _word("status", "состояние|статус", "стан|статус", model.AgreementStatus),
        _of(Kind.DAY, "signed_on", "дата подписания|подписано", "дата падпісання|падпісана"),
        _lines("notes", "примечания|примечание", "заўвагі|заўвага", 100_000),
    ),
    keys=(("title",),),
    order=("title",),
)
COMMITMENTS = Page(
    "Commitments",
    "обязательства|дорожная карта",
    "абавязацельствы|дарожная карта",
    model.Commitment,
    "commitments",
    (
        _one("agreement", "соглашение", "пагадненне", Target.AGREEMENT, required=True),
        _text("what", "что|пункт|содержание", "што|пункт|змест", required=True),
        _text("responsible", "ответственный|ответственные", "адказны|адказныя"),
        _of(Kind.DAY, "due_on", "срок|до", "тэрмін|да"),
        _word("status", "состояние|статус", "стан|статус", model.CommitmentStatus),
        _lines("note", "примечание", "заўвага"),
    ),
    keys=(("agreement_id", "what"),),
    unique=False,
    order=("due_on",),
)
RULES = Page(
    "Rules",
    "правила",
    "правілы",
    model.RuleSeverity,
    "rule_severities",
    (
        Column("rule", "правило", "правіла", Kind.RULE, "rule", required=True),
        _word("severity", "строгость|уровень", "строгасць|узровень", model.Severity, required=True),
    ),
    keys=(("rule",),),
    order=("rule",),
)

PAGES = (
    EVENT,
    DIRECTIONS,
    DISTRICTS,
    SITES,
    HALLS,
    DELEGATIONS,
    PARTICIPANTS,
    GROUPS,
    REQUESTS,
    ACTIVITIES,
    VEHICLES,
    TRANSFERS,
    TRAVEL,
    AGREEMENTS,
    COMMITMENTS,
    RULES,
)
"""In the order of workbook.md, in which every reference but a delegation's officers names a row of an earlier sheet."""


def columns_of(page: Page) -> tuple[Column, ...]:
    """The columns of a sheet as an export writes them, `id` the last."""
    return page.columns if page in (EVENT, RULES) else (*page.columns, ID)
