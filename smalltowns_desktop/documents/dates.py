"""Dates as a language writes them on paper."""

from datetime import date, time

from babel.dates import format_date


def date_range(first: date, last: date, language: str) -> str:
    """`13–15 августа 2025`, `August 13–15, 2025`."""
    if first == last:
        return f"{day_and_month(last, language)}{_year(last, language)}"
    if first.year != last.year:
        return f"{date_range(first, first, language)} – {date_range(last, last, language)}"
    if first.month != last.month:
        return f"{day_and_month(first, language)} – {day_and_month(last, language)}{_year(last, language)}"
    if language == "en":
        return f"{day_and_month(first, language)}–{last.day}{_year(last, language)}"
    return f"{first.day}–{day_and_month(last, language)}{_year(last, language)}"


def short_date_range(first: date, last: date) -> str:
    """`13–15.08.2025`, the same in every language: it stands on badges."""
    if first == last:
        return f"{first:%d.%m.%Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{last:%d.%m.%Y}"
    if first.year == last.year:
        return f"{first:%d.%m}–{last:%d.%m.%Y}"
    return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


def day_and_month(day: date, language: str) -> str:
    """`13 августа`, `August 13`."""
    return format_date(day, "MMMM d" if language == "en" else "d MMMM", locale=language)


def weekday(day: date, language: str) -> str:
    return format_date(day, "EEEE", locale=language)


def clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def _year(day: date, language: str) -> str:
    return f", {day.year}" if language == "en" else f" {day.year}"
