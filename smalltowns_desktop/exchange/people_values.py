"""What stands in the cells of a list of people, as values: roles by their words, dates of birth, posts."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import isfinite

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.tables import Cell
from smalltowns_desktop.exchange.values import BadCell, read_day

EARLIEST_BIRTH = date(1900, 1, 1)
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial dates."""
_SERIALS = range(367, 60_000)
"""1901 to 2064."""
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г(?:\.|ода?)?)?(?:\s*р\.?)?")
_AFTER_YEAR = re.compile(r"\s*(?:г\.?|года|год)?\s*(?:р\.?|рождения|нараджэння|г\.\s*р\.)?\s*$", re.IGNORECASE)
_COMPACT = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)")

EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]{2,}")

_ROLE_WORDS: Mapping[Role, str] = {
    Role.HEAD: "руководител кіраўнік глава head старший",
    Role.SPEAKER: "докладчик дакладчык спикер спікер выступа лектор модератор speaker",
    Role.INTERPRETER: "переводчик перекладчык interpreter",
    Role.DRIVER: "водител вадзіцел кіроўца шофер driver",
    Role.PRESS: "пресс прэс сми журналист журналіст корреспондент карэспандэнт оператор фотограф press media",
    Role.STAFF: "оргкомитет организатор арганізатар штаб волонтер валанцер персонал сопровожда суправадж staff",
    Role.HOST: "принимающ принимает прымае хозяин host",
    Role.GUEST: "гост госц почетный guest приглашен",
    Role.DELEGATE: "делегат дэлегат член участник участница удзельнік слушател delegate participant member",
}
"""How the words begin that say a role; the first one in a cell counts."""
_ROLE_OF = {stem: role for role, stems in _ROLE_WORDS.items() for stem in stems.split()}
_ROLE = re.compile("|".join(rf"\b{stem}" if len(stem) > 3 else rf"\b{stem}\b" for stem in _ROLE_OF))
_DEPUTY = re.compile(r"\b(?:зам|намесн|deputy|vice)")
"""Who stands in for a role does not have it."""

_ORGANISATION = re.compile(
    r"(?:администраци|адміністрацы|(?:рай|гор|обл)?исполком|(?:рай|гар|абл)?выканкам|департамент|управлени|упраўленн"
    r"|министерств|міністэрств|комитет|камітэт|отдел\b|аддзел\b|совет\b|савет\b|школа|гимнази|лице[йя]|университет"
    r"|институт|колледж|музей|библиотек|центр\b|цэнтр\b|больниц|редакци|газета|телеканал|радио|завод|фабрика|комбинат"
    r"|колхоз|совхоз|хозяйств|предприятие|компания|ассоциаци|союз\b|фонд\b|палата|дума\b|собрани"
    r"|(?:ооо|оао|зао|пао|ао|ип|ано|нко|тоо|уп|куп|руп|кфх|спк|одо|чуп|кдуп|куп|гу|гуо|гбу|гау|мбу|мау|мку|мкоу|мбоу|мау|фгбу|фгуп|муп|гуп|тиц)\b)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:глава|главн|заместител|зам\b|зам\.|председател|старшын|начальник|начальніц|директор|дырэктар|руководител|кіраўнік"
    r"|заведующ|загадчы|специалист|спецыяліст|депутат|дэпутат|журналист|журналіст|корреспондент|предпринимател|прадпрымальнік"
    r"|инженер|інжынер|агроном|аграном|учител|настаўнік|преподавател|врач|бухгалтер|член|методист|консультант|менеджер|водител"
    r"|секретар|сакратар|мэр|управляющ|ректор|декан|редактор|рэдактар|эксперт|советник|помощник|староста|фермер|ведущий)",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"(?:г|гор|город|горад|пос|пгт|рп|р\.\s?п|с|дер|аг)\.?\s+([А-ЯЁЎІ][\w’'-]+(?:[ -][А-ЯЁЎІ][\w’'-]+)?)\.?"
)
_LANGUAGES = {
    "рус": "ru",
    "rus": "ru",
    "ru": "ru",
    "бел": "be",
    "bel": "be",
    "be": "be",
    "анг": "en",
    "eng": "en",
    "en": "en",
}
_LISTED = re.compile(r"\s*[;,/]\s*|\s+(?:и|і|and)\s+")


def read_role(text: str) -> Role | None:
    """The role that a cell's words say; None where they say none that is known."""
    folded = text.lower().replace("ё", "е")
    found = _ROLE.search(folded)
    return None if found is None or _DEPUTY.search(folded) else _ROLE_OF[found[0]]


def read_birth_date(cell: Cell, latest: date) -> date:
    """A date of birth, not after `latest`: a real date, a serial number, or text such as `08.04.57 г.`, `8 апреля
    1957 года рождения`. A year of two digits is the last such year that is past. Raises `BadCell`."""
    born = _read_day(cell, latest)
    if not EARLIEST_BIRTH <= born <= latest:
        raise BadCell(say("Nobody here was born then."))
    return born


def _read_day(cell: Cell, latest: date) -> date:
    if isinstance(cell, str):
        text = cell.strip()
        found = _DAY.fullmatch(text)
        if found:
            day, month, year = int(found[1]), int(found[2]), int(found[3])
            if len(found[3]) == 2:
                year += latest.year // 100 * 100
                year -= 100 if year > latest.year else 0
            if month > 12 >= day and "/" in text:
                day, month = month, day  # an American date: no other reading is left
            return _existing(year, month, day)
        if compact := _COMPACT.fullmatch(text):
            return _existing(*map(int, compact.groups()))
        if not text.isdecimal():
            return read_day(_AFTER_YEAR.sub("", text))
        cell = int(text)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        if int(cell) in _SERIALS and not 1900 <= cell <= latest.year:
            return _SERIAL_START + timedelta(days=int(cell))
        if compact := _COMPACT.fullmatch(str(cell)):
            return _existing(*map(int, compact.groups()))
    if isinstance(cell, datetime):
        return cell.date()
    return read_day(cell)


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(say("There is no such day in the calendar.")) from None


def split_post(text: str) -> tuple[str, str]:
    """Position and organisation out of one cell, where it is sure which is which; else all of it is the position.

    Lines part them before commas do: «Директор школы, администрация г. Бор».
    """
    lines = [line.strip(" ,;") for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) == 2:
        first, second = lines
        if _POST.match(second) and not _POST.match(first):
            return second, first
        if _POST.match(first):
            return first, second
        return ", ".join(lines), ""
    whole = ", ".join(lines)
    head, comma, tail = whole.partition(", ")
    if comma and _ORGANISATION.match(tail.lstrip('«"“')) and not _ORGANISATION.match(head):
        return head, tail
    if comma and _ORGANISATION.match(head.lstrip('«"“')) and _POST.match(tail):
        return tail, head
    return whole, ""


def town_in(text: str) -> str:
    """The town, if the text is nothing but one: «г. Арзамас»."""
    found = _TOWN.fullmatch(text)
    return found[1] if found else ""


def read_languages(text: str) -> tuple[str, ...]:
    """Codes of the languages that the program speaks (`ru`, `be`, `en`), other languages by their word."""
    words = (word.strip() for word in _LISTED.split(text))
    return tuple(dict.fromkeys(_language(word) for word in words if word))


def _language(word: str) -> str:
    lowered = word.lower()
    return next((code for beginning, code in _LANGUAGES.items() if lowered.startswith(beginning)), word)
