"""Names in Latin letters, as passports write them.

Both tables are ICAO Doc 9303 part 3, section 6: the Russian one stands in Russian passports since 2014, the Belarusian
one in Belarusian passports. What a person's passport really says can differ, so `latin_surname` and
`latin_given_name` of a participant come first.
"""

import re
import unicodedata

from smalltowns_desktop.domain.model import Participant

_COMMON = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ў": "u", "ґ": "g", "є": "ie", "ї": "i",
}  # fmt: skip
RUSSIAN = {**_COMMON, "г": "g", "ё": "e"}
BELARUSIAN = {**_COMMON, "г": "h", "ё": "io", "'": "", "’": "", "ʼ": ""}

# Letters and pairs that Russian spelling does not have.
_BELARUSIAN_SPELLING = re.compile(
    r"[іў]|[жчш][ыэ]|ц[яюьё]|дз[еёіюя]|р[ыэ]й?я\b|ыя\b|(?<=[а-яё])['’ʼ](?=[еёюяі])", re.IGNORECASE
)


def latin_name(participant: Participant) -> str:
    """Given name and surname in Latin letters: `Vera Riabinina`; "" where there is no name at all."""
    table = BELARUSIAN if is_belarusian_spelling(participant.full_name) else RUSSIAN
    given = participant.latin_given_name or transliterate(participant.given_name, table)
    surname = participant.latin_surname or transliterate(participant.surname, table)
    return " ".join(part for part in (given, surname) if part)


def is_belarusian_spelling(name: str) -> bool:
    """Whether a Cyrillic name is spelt as Belarusian: has і or ў, or pairs of letters that Russian does not write."""
    return _BELARUSIAN_SPELLING.search(unicodedata.normalize("NFC", name)) is not None


def transliterate(text: str, table: dict[str, str]) -> str:
    """The text with Cyrillic letters replaced; capitals stay capitals, other characters stay as they are."""
    text = unicodedata.normalize("NFC", text)
    return "".join(_latin_letter(text, position, table) for position in range(len(text)))


def _latin_letter(text: str, position: int, table: dict[str, str]) -> str:
    letter = text[position]
    latin = table.get(letter.lower())
    if latin is None or (letter in "'’ʼ" and not _between_letters(text, position)):
        return letter
    if letter == letter.lower():
        return latin
    neighbours = text[position - 1 : position] + text[position + 1 : position + 2]
    in_capitals = any(neighbour.isupper() for neighbour in neighbours) and not any(
        neighbour.islower() for neighbour in neighbours
    )
    return latin.upper() if in_capitals else latin.capitalize()


def _between_letters(text: str, position: int) -> bool:
    return text[position - 1 : position].isalpha() and text[position + 1 : position + 2].isalpha()
