"""Dates, spans and counts as the window says them (look/tokens.md, section 7)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QDate, QLocale

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import N_, Translator
from smalltowns_desktop.gui.workspace import Workspace

_LANGUAGES = {"ru": N_("Russian"), "be": N_("Belarusian"), "en": N_("English")}
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 9


def date_range(first: date, last: date, language: str) -> str:
    """`13–15 августа 2025`."""
    if first == last:
        return _said(first, "d MMMM yyyy", language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_said(last, 'd MMMM yyyy', language)}"
    start = "d MMMM" if first.year == last.year else "d MMMM yyyy"
    return f"{_said(first, start, language)} – {_said(last, 'd MMMM yyyy', language)}"


def language_word(words: Translator, code: str) -> str:
    """What a spoken language is called; its code where the program does not know it."""
    return words.word(_LANGUAGES[code]) if code in _LANGUAGES else code


def language_words(words: Translator, codes: Iterable[str]) -> str:
    """Spoken languages one after the other, as the fields for them read them too."""
    return ", ".join(language_word(words, code) for code in codes)


def day_title(day: date, language: str) -> str:
    """`14 августа, четверг`."""
    return _said(day, "d MMMM, dddd", language)


def short_date(day: date, language: str) -> str:
    """`14 авг`."""
    return _said(day, "MMM d" if language == "en" else "d MMM", language).replace(".", "")


def short_day(day: date, language: str) -> str:
    """`14 авг, чт`."""
    return f"{short_date(day, language)}, {_said(day, 'ddd', language)}"


def short_moment(moment: datetime, language: str) -> str:
    """`14 авг, 09:14`."""
    return f"{short_date(moment, language)}, {clock(moment)}"


def _said(day: date, form: str, language: str) -> str:
    # By Qt's own tables: the library that dates papers takes as long to load as a page to paint.
    return QLocale(language).toString(QDate(day.year, day.month, day.day), form)


def clock(moment: datetime) -> str:
    """`09:14`."""
    return moment.strftime("%H:%M")


def span(first: datetime, last: datetime) -> str:
    """`11:00–12:30`."""
    return f"{clock(first)}–{clock(last)}"


@lru_cache(4096)
def natural_order(text: str) -> str:
    """What a name sorts by: bus 2 before bus 10, whatever the case and ё."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(_LONGEST_NUMBER), fold(text))


def duration(workspace: Workspace, length: timedelta | int) -> str:
    """`25 мин`, `2 ч 20 мин`; a number is minutes."""
    minutes = length if isinstance(length, int) else round(length / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return workspace.say("{minutes} min", minutes=rest)
    if not rest:
        return workspace.say("{hours} h", hours=hours)
    return workspace.say("{hours} h {minutes} min", hours=hours, minutes=rest)


def conflict_counts(workspace: Workspace, errors: int, warnings: int) -> str:
    """`2 ошибки, 3 предупреждения`; empty for none."""
    parts = []
    if errors:
        parts.append(workspace.say_n("{n} error", "{n} errors", errors))
    if warnings:
        parts.append(workspace.say_n("{n} warning", "{n} warnings", warnings))
    return ", ".join(parts)
