"""What was typed while the wrong keyboard layout was active.

A keyboard-wedge scanner presses the keys of a US keyboard; under a Russian or Belarusian layout other characters
arrive. Both layouts differ in three keys only, and never give one character two meanings, so one table maps back.
Layouts: Microsoft's KBDRU and KBDBLR, the same on Linux and macOS ("PC") for the keys that matter here.
"""

from unicodedata import normalize

US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
"""Every key, row by row: first alone, then with Shift."""
RUSSIAN = "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю." + 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,'
BELARUSIAN = "ё1234567890-=йцукенгшўзх'\\фывапролджэячсмітьбю." + "Ё!\"№;%:?*()_+ЙЦУКЕНГШЎЗХ'/ФЫВАПРОЛДЖЭЯЧСМІТЬБЮ,"

_TO_US = str.maketrans({**dict(zip(BELARUSIAN, US, strict=True)), **dict(zip(RUSSIAN, US, strict=True))})
_TO_US[ord("'")] = "]"  # Belarusian with and without Shift; the key alone is the likelier
_TO_RUSSIAN = str.maketrans(dict(zip(US, RUSSIAN, strict=True)))
_TO_BELARUSIAN = str.maketrans(dict(zip(US, BELARUSIAN, strict=True)))
_CYRILLIC = frozenset(letter for letter in RUSSIAN + BELARUSIAN if letter.isalpha())


def as_typed_on_us(text: str) -> str:
    """The text that the same keys give on a US keyboard.

    One Cyrillic letter shows that such a layout was active, and its punctuation is mapped too; without one, the text
    comes back as it is, because `;` or `"` alone says nothing.
    """
    if text.isascii():
        return text
    composed = normalize("NFC", text)  # some systems send й, ў and ё as a letter and an accent
    return composed.translate(_TO_US) if _CYRILLIC.intersection(composed) else composed


def layouts_of(text: str) -> list[str]:
    """What somebody may have meant who typed this with the wrong layout active, as it stands first; no repetitions."""
    meant = [text, as_typed_on_us(text), text.translate(_TO_RUSSIAN), text.translate(_TO_BELARUSIAN)]
    return list(dict.fromkeys(meant if any(letter.isalpha() for letter in text) else meant[:1]))
