"""The words of enumerated columns in the three languages: English ones are the model's, those that exports use."""

from enum import StrEnum
from functools import cache

from smalltowns_desktop.domain import model

_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    model.SiteKind: {
        model.SiteKind.VENUE: "площадка|зал|пляцоўка|зала",
        model.SiteKind.ENTERPRISE: "предприятие|завод|прадпрыемства",
        model.SiteKind.FARM: "хозяйство|ферма|гаспадарка",
        model.SiteKind.CULTURE: "культура|учреждение культуры|музей|установа культуры",
        model.SiteKind.SCHOOL: "школа|учреждение образования|установа адукацыі",
        model.SiteKind.HOTEL: "гостиница|отель|гасцініца",
        model.SiteKind.STATION: "вокзал|станция|вакзал|станцыя",
        model.SiteKind.OTHER: "другое|прочее|іншае",
    },
    model.Role: {
        model.Role.DELEGATE: "делегат|участник|дэлегат|удзельнік",
        model.Role.HEAD: "глава|глава делегации|руководитель|кіраўнік|кіраўнік дэлегацыі",
        model.Role.SPEAKER: "докладчик|выступающий|спикер|дакладчык|выступоўца",
        model.Role.HOST: "принимающий|хозяин|прымае|гаспадар",
        model.Role.PRESS: "пресса|сми|прэса",
        model.Role.STAFF: "организатор|сотрудник|арганізатар|супрацоўнік",
        model.Role.GUEST: "гость|госць",
        model.Role.INTERPRETER: "переводчик|перакладчык",
        model.Role.DRIVER: "водитель|вадзіцель|кіроўца",
    },
    model.ActivityKind: {
        model.ActivityKind.PLENARY: "пленарное заседание|пленарное|пленарнае пасяджэнне|пленарнае",
        model.ActivityKind.SECTION: "секция|заседание секции|секцыя",
        model.ActivityKind.VISIT: "визит|посещение|экскурсия|візіт|наведванне",
        model.ActivityKind.MEAL: "питание|обед|завтрак|ужин|харчаванне|абед",
        model.ActivityKind.TRANSFER: "переезд|пераезд",
        model.ActivityKind.SIGNING: "подписание|падпісанне",
        model.ActivityKind.CULTURE: "культурная программа|культура|культурная праграма",
        model.ActivityKind.MEETING: "встреча|совещание|сустрэча",
        model.ActivityKind.FREE: "свободное время|вольны час",
        model.ActivityKind.REGISTRATION: "регистрация|рэгістрацыя",
    },
    model.ActivityStatus: {
        model.ActivityStatus.DRAFT: "черновик|проект|чарнавік|праект",
        model.ActivityStatus.CONFIRMED: "подтверждено|подтвержден|пацверджана",
        model.ActivityStatus.CANCELLED: "отменено|отменен|адменена",
    },
    model.VehicleKind: {
        model.VehicleKind.COACH: "автобус|аўтобус",
        model.VehicleKind.MINIBUS: "микроавтобус|мікрааўтобус",
        model.VehicleKind.CAR: "автомобиль|легковой|машина|аўтамабіль|легкавы",
    },
    model.AgreementKind: {
        model.AgreementKind.AGREEMENT: "соглашение|договор|пагадненне|дагавор",
        model.AgreementKind.ROAD_MAP: "дорожная карта|дарожная карта",
        model.AgreementKind.RESOLUTION: "резолюция|рэзалюцыя",
        model.AgreementKind.PROTOCOL: "протокол|пратакол",
        model.AgreementKind.ACCESSION: "присоединение|далучэнне",
    },
    model.AgreementStatus: {
        model.AgreementStatus.DRAFT: "проект|черновик|праект|чарнавік",
        model.AgreementStatus.AGREED: "согласовано|узгоднена",
        model.AgreementStatus.SIGNED: "подписано|падпісана",
    },
    model.CommitmentStatus: {
        model.CommitmentStatus.OPEN: "в работе|открыто|у працы|адкрыта",
        model.CommitmentStatus.DONE: "выполнено|сделано|выканана|зроблена",
        model.CommitmentStatus.DROPPED: "снято|отменено|знята|адменена",
    },
    model.Severity: {
        model.Severity.ERROR: "ошибка|памылка",
        model.Severity.WARNING: "предупреждение|папярэджанне",
        model.Severity.NOTICE: "заметка|нататка",
        model.Severity.OFF: "выключено|выкл|выключана",
    },
}  # fmt: skip


@cache
def words_of(kind: type[StrEnum]) -> dict[str, StrEnum]:
    """Every understood word, in small letters, with what it means."""
    words: dict[str, StrEnum] = {str(item): item for item in kind}
    for item, others in _WORDS.get(kind, {}).items():
        words.update(dict.fromkeys(others.split("|"), item))
    return words
