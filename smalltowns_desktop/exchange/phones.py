"""Telephone numbers as people write them, in E.164.

Numbers of Russia, Kazakhstan and Belarus are read by their digits alone: nearly all are, and it is fifty times quicker
than asking libphonenumber, which reads the rest.
"""

import re

_FILLING = str.maketrans(dict.fromkeys(" \u00a0\u2007\u2009\u202f()[].-–—‑‐\t"))
_LABEL = re.compile(
    r"^(?:(?:т|тел|телефон|тэл|тэлефон|моб|мобильный|сот|сотовый|раб|дом|tel|phone|mob|viber|whatsapp):?)+(?=[+\d])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;/\n|]|\s(?:и|або|или|or)\s|(?=\s*(?:доб|ext|вн)\b)", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d(][\d\s().–—‑-]{5,30}\d")
_ABROAD = re.compile(r"^(?:00|8\W{0,2}10\W{0,2})(?=[1-9])")
_BELARUSIAN_MOBILE = ("25", "29", "33", "44")


def read_phone(text: str) -> tuple[str, bool]:
    """The first number in a cell in E.164 (`+79817077201`), "" where none is found; and whether it is all that the
    cell holds: a second number or an extension is more."""
    number = _by_digits(text.translate(_FILLING))
    if number:
        return number, True
    for part in _BETWEEN.split(text):
        for found in _NUMBER.finditer(part):
            number = _by_digits(found[0].translate(_FILLING)) or _by_library(found[0])
            if number:
                return number, found[0].strip() == text.strip()
    return "", False


def _by_digits(packed: str) -> str:
    """The number if it is Russian, Kazakh or Belarusian, from text without filling."""
    if not packed.isdecimal():
        packed = _LABEL.sub("", packed)
    plus = packed[:1] == "+"
    digits = packed[1:] if plus else packed
    if not (digits.isascii() and digits.isdecimal()):
        return ""
    match len(digits):
        case 11 if digits[0] == "7" or (digits[0] == "8" and not plus):
            if digits[1] in "3456789":
                return f"+7{digits[1:]}"
            return f"+375{digits[2:]}" if digits[:2] == "80" and not plus else ""
        case 12 if digits[:3] == "375":
            return f"+{digits}"
        case 10 if digits[0] in "3489" and not plus:
            return f"+7{digits}"
        case 9 if digits[:2] in _BELARUSIAN_MOBILE and not plus:
            return f"+375{digits}"
        case _:
            return ""


def _by_library(text: str) -> str:
    """Any other number: foreign ones must say so by `+` or `00`, others must exist in Russia or Belarus."""
    text = _ABROAD.sub("+", text.strip())
    if not text.isascii() or sum(map(str.isdecimal, text)) < 7:
        return ""
    # Its import costs more than reading a whole list, and few lists need it.
    import phonenumbers  # noqa: PLC0415

    for region in ("RU", "BY"):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        good = phonenumbers.is_possible_number if text.startswith("+") else phonenumbers.is_valid_number
        if good(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""
