"""What people write into cells, as values; and values as cells.

Every `read_...` takes a cell that is not empty and returns its value, or raises `BadCell` with what it should be.
Dates and times are local to the event; a real date or time of the spreadsheet does as well as text.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.phones import read_phone
from smalltowns_desktop.exchange.spreadsheet import cell_text, unguard
from smalltowns_desktop.exchange.tables import Cell

Word = TypeVar("Word")


class BadCell(Exception):
    """A cell that does not hold what its column needs. Caught by whoever reads the sheet, who knows where it stands."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


# Text and lists


def read_text(cell: Cell, *, lines: bool = False, longest: int = 4000) -> str:
    text = clean_text(unguard(cell) if isinstance(cell, str) else cell_text(cell), lines=lines)
    if len(text) > longest:
        raise BadCell(say("It is longer than {n} characters. Shorten it.", n=longest))
    return text


def read_list(cell: Cell) -> tuple[str, ...]:
    """Items between semicolons; an item may stand in quotation marks, doubled inside, and then hold semicolons."""
    text = unguard(cell) if isinstance(cell, str) else cell_text(cell)
    items = []
    start = 0
    while start <= len(text):
        quoted = _QUOTED_ITEM.match(text, start)
        if quoted:
            item, end = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = text.find(";", start)
            end = len(text) if end < 0 else end
            item = text[start:end]
        items.append(clean_text(item))
        start = end + 1
    return tuple(item for item in items if item)


def write_list(items: Iterable[str]) -> str:
    """The cell that `read_list` reads back as the same items, if they are clean and not empty."""
    return "; ".join(_quoted(item) for item in items)


_QUOTED_ITEM = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=;|$)')
_SAFE_QUOTE = re.compile(r'"(?:[^"]|"")*"\s*[^\s;"]')
"""An item that begins with a quotation mark and cannot be taken for a quoted one: `"Dairy" plant`."""


def _quoted(item: str) -> str:
    if ";" in item or (item.startswith('"') and not _SAFE_QUOTE.match(item)):
        return '"' + item.replace('"', '""') + '"'
    return item


def read_telephone(cell: Cell) -> str:
    """In E.164 if the cell holds one number and nothing else; else as it came."""
    text = read_text(cell)
    number, whole = read_phone(text)
    return number if whole else text


# Numbers and truth


def read_integer(cell: Cell, least: int, most: int) -> int:
    number = _number(cell)
    if number is None or number != int(number):
        raise BadCell(say("It should be a whole number."))
    if not least <= number <= most:
        raise BadCell(say("It should be a number from {least} to {most}.", least=least, most=most))
    return int(number)


def read_number(cell: Cell, least: float, most: float) -> float:
    number = _number(cell)
    if number is None:
        raise BadCell(say("It should be a number."))
    if not least <= number <= most:
        raise BadCell(say("It should be a number from {least} to {most}.", least=least, most=most))
    return float(number)


_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,30})(?:[.,]\d{1,30})?")


def _number(cell: Cell) -> float | int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return cell if abs(cell) < 1e30 else None  # infinity and what is not a number fail this too
    if isinstance(cell, str):
        text = unguard(cell).strip().replace("−", "-")
        if _NUMBER.fullmatch(text):
            plain = re.sub(r"\s", "", text).replace(",", ".")
            return float(plain) if "." in plain else int(plain)
    return None


_TRUE = frozenset(["yes", "y", "true", "1", "+", "x", "v", "✓", "✔", "да", "д", "истина", "так", "праўда"])
_FALSE = frozenset(["no", "n", "false", "0", "-", "–", "—", "нет", "н", "ложь", "не", "хлусня"])


def read_truth(cell: Cell) -> bool:
    word = cell_text(cell) if not isinstance(cell, str) else unguard(cell).strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise BadCell(say("It should be yes or no."))


def read_word(cell: Cell, words: Mapping[str, Word]) -> Word:
    """The value of a word; `words` are lower-case with what they mean, those to name in a message first."""
    text = unguard(cell) if isinstance(cell, str) else cell_text(cell)
    found = words.get(" ".join(text.casefold().split()))
    if found is None:
        raise BadCell(
            say("It should be one of: {words}.", words=list(dict.fromkeys(str(word) for word in words.values())))
        )
    return found


_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def read_colour(cell: Cell) -> str:
    """`#RRGGBB`, the case of its letters kept."""
    digits = f"{cell:06d}" if isinstance(cell, int) else cell_text(cell).strip()
    found = _COLOUR.fullmatch(digits)
    if found is None:
        raise BadCell(say("It should be a colour such as #1D6FB8."))
    return f"#{found[1]}"


# Days and times

_MONTHS = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "jan янв студ", "feb фев лют", "mar мар сак", "apr апр крас", "may мая май трав", "jun июн чэр",
            "jul июл ліп", "aug авг жні", "sep сен вер", "oct окт кас", "nov ноя ліст", "dec дек снеж",
        ),
        start=1,
    )
    for beginning in beginnings.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_WITH_WORD = re.compile(r"(\d{1,2})\s+([^\W\d]+)\.?,?\s+(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?")
_MOMENT = re.compile(r"(.*?)(?:\s*[T,]\s*|\s+)(\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?)", re.DOTALL)
_YEAR_WORD = re.compile(r"\s*(?:г\.?|года|год|г\.п\.)(?=\s|,|$)")


def read_day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _day(unguard(cell)) if isinstance(cell, str) else None
    if found is None:
        raise BadCell(say("It should be a date such as 2025-08-13."))
    return found


def read_clock(cell: Cell) -> time:
    """A time of day, whole minutes. A fraction of a day is what a spreadsheet keeps under a time."""
    if isinstance(cell, time):
        return _whole_minutes(datetime.combine(date(2000, 1, 1), cell)).time()
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        return _whole_minutes(datetime(2000, 1, 1) + timedelta(days=cell)).time()
    found = _clock(unguard(cell)) if isinstance(cell, str) else None
    if found is None:
        raise BadCell(say("It should be a time such as 09:30."))
    return found


def read_moment(cell: Cell) -> datetime:
    if isinstance(cell, datetime) and cell.tzinfo is None:
        return _whole_minutes(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())  # midnight is all that a spreadsheet keeps of it
    found = None
    if isinstance(cell, str):
        parts = _MOMENT.fullmatch(unguard(cell).strip())
        day = _day(parts[1]) if parts else None
        clock = _clock(parts[2]) if parts else None
        found = datetime.combine(day, clock) if day and clock else None
    if found is None:
        raise BadCell(say("It should be a date and a time such as 2025-08-13 09:30."))
    return found


def _day(text: str) -> date | None:
    text = _YEAR_WORD.sub("", text.strip().casefold()).strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := _WITH_WORD.fullmatch(text)) and (number := _month(found[2])):
        day, month, year = int(found[1]), number, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(say("There is no such day in the calendar.")) from None


def _month(word: str) -> int | None:
    return next((number for beginning, number in _MONTHS.items() if word.startswith(beginning)), None)


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if hours == 24 and minutes == seconds == 0:
        raise BadCell(say("Midnight is written 00:00, as the beginning of a day."))
    if hours > 23 or minutes > 59 or seconds > 59:
        raise BadCell(say("There is no such time on the clock."))
    return _whole_minutes(datetime(2000, 1, 1, hours, minutes, seconds)).time()


def _whole_minutes(moment: datetime) -> datetime:
    """To the nearest minute: a spreadsheet keeps 09:30 as a fraction that may fall a little short."""
    if moment > datetime(9999, 12, 31, 23, 59):
        return moment.replace(second=0, microsecond=0)
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


# Days on which a site is open

_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "mon monday пн пон понедельник панядзелак", "tue tues tuesday вт вторник ат аўт аўторак",
            "wed wednesday ср среда сер серада", "thu thur thurs thursday чт четверг чц чацвер",
            "fri friday пт пятница пятніца", "sat saturday сб суббота субота", "sun sunday вс воскресенье нд нядзеля",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_WEEKDAYS.update({str(number): number for number in range(1, 8)})
_SETS = {"weekdays": range(1, 6), "будни": range(1, 6), "будні": range(1, 6), "буднія дні": range(1, 6),
         "weekends": range(6, 8), "weekend": range(6, 8), "выходные": range(6, 8), "выхадныя": range(6, 8)}  # fmt: skip
_EVERY_DAY = frozenset({"daily", "every day", "ежедневно", "каждый день", "штодня", "штодзень", "кожны дзень"})
_SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read_open_days(cell: Cell) -> tuple[str, ...]:
    """ISO weekdays and dates, as `Site.open_days` has them: from weekdays in words or numbers, ranges and dates."""
    if isinstance(cell, date):
        return (read_day(cell).isoformat(),)
    text = unguard(cell) if isinstance(cell, str) else cell_text(cell)
    if text.strip().casefold() in _EVERY_DAY:
        return ()
    days: list[str] = []
    for item in re.split(r"[;,]", text):
        word = item.strip().casefold().rstrip(".")
        if word:
            days += [day for day in _open_days(word) if day not in days]
    return tuple(days)


def write_open_days(days: Iterable[str]) -> str:
    return write_list(_SHORT_WEEKDAYS[int(day) - 1] if day in _WEEKDAYS else day for day in days)


def _open_days(word: str) -> list[str]:
    if (day := _day(word)) is not None:
        return [day.isoformat()]
    if word in _SETS:
        return [str(number) for number in _SETS[word]]
    ends = [_WEEKDAYS.get(end.strip().rstrip(".")) for end in re.split(r"\s*[-–—]\s*|\.\.+", word)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        raise BadCell(
            say("It should be weekdays such as Mon-Fri, or dates such as 2025-08-13, with semicolons between.")
        )
    return [str((first - 1 + step) % 7 + 1) for step in range((last - first) % 7 + 1)]
