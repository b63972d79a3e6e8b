"""What a column holds, by its heading: Russian, Belarusian or English, in whatever form people give it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from smalltowns_desktop.domain.errors import MappingUnreadable
from smalltowns_desktop.domain.names import repair_script
from smalltowns_desktop.domain.text import say

FULL_NAME = "full_name"
POSITION_AND_ORGANISATION = "position_organisation"
NUMBER = "number"
"""The row's number in the list: not kept."""
IGNORED = "ignored"
"""A column that a mapping says to leave out, or that the program itself wrote to say what is wrong."""
REMARK_SIGN = "⚠"
"""Begins the heading of the column that says what is wrong, in a list that goes back for correction."""
NAME_FIELDS = frozenset({FULL_NAME, "surname", "given_name"})

FIELDS = frozenset(
    {FULL_NAME, POSITION_AND_ORGANISATION, NUMBER, "id", "surname", "given_name", "patronymic", "latin_surname"}
    | {"latin_given_name", "delegation", "role", "position", "organisation", "town", "phone", "email", "birth_date"}
    | {"languages", "diet", "hotel", "room", "document", "arrives_at", "departs_at", "notes"}
)
"""What a mapping may name."""

_LATIN = r"(?:латин|лацін|лат\b|latin|англ|загран)"
_GIVEN = r"(?:имя\b|имени\b|імя\b|given|first|name)"
_SURNAME = r"(?:фамили|прозвішч|прізвішч|surname|last ?name|family name)"
_POSITION = r"(?:должн|пасад|position|job)"
_ORGANISATION = (
    r"(?:организац|арганізац|мест[ао] (?:работы|службы)|месца працы|organi[sz]ation|company|учрежд|ўстанов"
    r"|предприят|прадпрыем|affiliation|employer|работа$)"
)

# In the order of trial: the first pattern that is found in a heading, as `plain_heading` makes it, says its field.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("id", r"^id$"),
    (NUMBER, r"^(№|n|no|номер|нумар|num|number|nr|#)?( ?пп| по порядку| по парадку)?$"),
    ("latin_surname", rf"{_LATIN}.*{_SURNAME}|{_SURNAME}.*{_LATIN}"),
    ("latin_given_name", rf"{_LATIN}.*{_GIVEN}|^{_GIVEN}.*{_LATIN}"),
    ("document", r"\b(паспорт|пашпарт|документ|дакумент|удостоверен|passport|document\b|id card)"),
    ("email", r"\b(e ?mail|емайл|емейл|имейл|эл(ектронн\w*)? ?(почт|адрес|пошт)|адрес эл|почта$|пошта$|mail$)"),
    ("phone", r"\b(тел|телефон\w*|тэл|тэлефон\w*|моб|мобильн\w*|мабільн\w*|сот|сотов\w*|phones?|mobile|cell|tel)\b"),
    ("birth_date", r"\b(дат\w* ?р(ожд|\b)|рожден|рожд\b|^др$|^гр$|дата нар|народж|нараджэн|birth|dob|born)"),
    ("", rf"\bфио\b.*{_LATIN}|{_LATIN}.*\bфио\b"),
    (FULL_NAME, rf"^фио\b|\bфио$|^пі[бп]\b|\bfull name|^names?$|^{_SURNAME}\w*( и)? (имя|імя|ио)\b"),
    (FULL_NAME, r"^(имя( и)? фамилия|імя( і)? прозвішча|член делегации|делегаты|delegates?|participants?|person)$"),
    (FULL_NAME, r"^(участники?|участник съезда|удзельнікі?|удзельнік з езда)$"),
    ("given_name", r"^(имя( и)? отчество|імя( і)? імя па бацьку)$"),
    ("patronymic", r"\b(отчество|па бацьку|patronymic|middle name)"),
    ("surname", rf"^{_SURNAME}"),
    ("given_name", r"^(имя|імя|given names?|first ?name|forename)\b"),
    ("delegation", r"^(от )?(делегаци[яи]|дэлегацыя|delegation)\b"),
    (POSITION_AND_ORGANISATION, rf"{_POSITION}.*\b{_ORGANISATION}|{_ORGANISATION}.*\b{_POSITION}"),
    ("position", rf"^(занимаемая )?{_POSITION}|^(кем работает|звание|post$)"),
    ("organisation", rf"^(наименование |название )?{_ORGANISATION}"),
    ("role", r"\b(роль|роля|статус|role|status|категория|катэгорыя|форма участия|в качестве|у якасці)\b"),
    ("arrives_at", r"\b(приезд|прибыти|заезд|прыезд|прыбыцц|arriv)"),
    ("departs_at", r"\b(отъезд|убыти|выезд|ад езд|depart)"),
    ("room", r"\b(комнат|номер в гостиниц|пакой|room\b)"),
    ("hotel", r"\b(гостиниц|отель|гасцініц|hotel|размещени|проживани|accommodation)"),
    ("diet", r"\b(питани|диет|харчаванн|дыет|diet|food|meals?\b|аллерги|алергі)"),
    ("languages", r"\b(язык|мов[аы]\b|languages?\b)"),
    ("town", r"^(город|насел[её]нный пункт|населены пункт|горад|нас пункт|town|city|место жительства|откуда)\b"),
    ("town", r"^муниципал(итет|ьное образование)\b"),
    ("notes", r"\b(примечан|комментари|заўваг|нататк|notes?\b|remarks?\b|comments?\b)"),
)
_LONGEST = 120
_BREAKS = re.compile(r"[^\w№#]+")
_LETTER_RUN = re.compile(r"\b(?:[а-яіўa-z] )+[а-яіўa-z]\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: its place from 0, its heading as it stands, and its field; "" where nothing fits."""

    place: int
    heading: str
    field: str


def plain_heading(text: str) -> str:
    """«Ф.И.О.\\n(полностью)» as «фио полностью»: small letters, е for ё, single letters together, no punctuation."""
    plain = _BREAKS.sub(" ", repair_script(text).lower().replace("ё", "е").replace("_", " ")).strip()
    return _LETTER_RUN.sub(lambda run: run[0].replace(" ", ""), plain)


def field_of(heading: str) -> str:
    """The field that a heading names, "" for none."""
    if heading.startswith(REMARK_SIGN):
        return IGNORED
    if len(heading) > _LONGEST:
        return ""
    plain = plain_heading(heading)
    if not plain:
        return ""
    return next((field for field, pattern in _compiled() if pattern.search(plain)), "")


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)


def column_letters(place: int) -> str:
    """As the spreadsheet program names the column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_mapping(path: object, source: str) -> Mapping[str, str]:
    """A mapping from JSON: an object whose keys are headings or column letters and whose values are fields, or null
    for a column to leave out. The keys come back as `plain_heading`. Raises `MappingUnreadable`."""
    try:
        given = json.loads(source)
    except json.JSONDecodeError as error:
        raise MappingUnreadable(path, say("It is not JSON: line {line}.", line=error.lineno)) from error
    if not isinstance(given, dict) or not given:
        raise MappingUnreadable(path, say("It should be an object, like {example}.", example='{"ФИО": "full_name"}'))
    mapping: dict[str, str] = {}
    for heading, field in given.items():
        if field is not None and not (isinstance(field, str) and field in FIELDS):
            known = sorted(FIELDS)
            raise MappingUnreadable(path, say("There is no field “{field}”. Known: {known}.", field=field, known=known))
        mapping[plain_heading(heading)] = IGNORED if field is None else field
    return mapping
