"""Names of people: taken apart, put into ordinary case, folded for comparison.

A list may have «Иванов Иван Иванович», «Иван Иванович ИВАНОВ», «Иванов И.И.» or «Ivanov Ivan»: `split_full_name`
reads them all. `fold` makes equal what people mean as equal: case, ё and е, Latin letters typed for Cyrillic ones.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Protocol

_LOOKS = dict(zip("ABCEHIKMOPTXYaceiopxyëË", "АВСЕНІКМОРТХУасеіорхуёЁ", strict=True))
"""Latin letters by the Cyrillic ones that look the same."""
_REPAIR = str.maketrans(_LOOKS)
_FOLD_LATIN_LOOKS = {**_LOOKS, "b": "в", "h": "н", "k": "к", "m": "м", "t": "т", "ë": "е"}
_FOLD_CYRILLIC = str.maketrans(
    {
        **_FOLD_LATIN_LOOKS,
        "ё": "е",
        "і": "и",
        "i": "и",
        "ї": "и",
        "ў": "в",
        "ґ": "г",
        "-": " ",
        ".": " ",
        "—": " ",
        "–": " ",
    }
    | dict.fromkeys("'’ʼ`′\"")
)
_FOLD_LATIN = str.maketrans({"-": " ", ".": " ", "ł": "l", "ß": "ss"} | dict.fromkeys("'’ʼ`′\""))
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Controls, zero-width characters and marks of direction: none belongs into a name."""

_NOT_OF_NAMES = re.compile(r"[^\w.’'ʼ-]|[\d_]")

_PATRONYMIC = re.compile(
    "(?:[оеё]вич|[ктмь]ич|[оеё]вна|ична|[аеоё]віч|[ктмь]іч|[аеоё]ўна|ічна|[oe]vich|[oe]vna|ichna)$", re.IGNORECASE
)
_WOMANS_PATRONYMIC = re.compile("(?:[оеё]вна|ична|[аеоё]ўна|ічна|[oe]vna|ichna)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]{1,2}\.$|(?:[^\W\d_]\.)+[^\W\d_]$")
_NUMBERING = re.compile(r"\s*(?:\d{1,4}\s*[.)]|[-–—•*]+)\s*(?=[^\W\d_])")
_PARTICLES = frozenset(
    {"де", "да", "дер", "ден", "дю", "фон", "цу", "аль", "эль", "бен", "ибн"}
    | {"de", "da", "der", "den", "di", "du", "la", "le", "van", "von", "zu", "al", "el", "ibn"}
)
"""Written small before a surname. Ван, Ле and Ли are left out: they are surnames too."""
_AFTER_PATRONYMIC = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "углы", "ogly", "oglu", "kyzy"})
_NUMERALS = frozenset({"II", "III", "IV"})
_GIVEN_NAMES = """
авдей агата агафья аглая адам адель аида айрат алевтина александр александра алексей алена алеся алина алиса алла
альберт альбина альфия амалия анастасия анатолий ангелина андрей андрэй анжела анжелика анна антон антонина аркадий
арина армен арсен арсений артем артемий артур ася афанасий богдан борис бронислав вадим валентин валентина валерий
валерия валерый ванда варвара василий василиса васіль вера вероника верыка виктор виктория виолетта виталий віктар
віталь владимир владислав владлен всеволод вячеслав галина ганна геннадий генадзь георгий герман глеб григорий
гузель давид дамир дарина дарья денис джамиля диана дилара дина динара дмитрий дзмітрый ева евгений евгения евдокия
егор екатерина елена елизавета емельян ефим жанна захар зинаида злата зоя иван ивана игнат игорь илья инга инесса
инна иннокентий иосиф ираида ирина ия ігар ілья іна іосіф ірына іван казимир камилла карина каролина кацярына кирилл
кірыл клавдия клара клим константин кристина ксения лада лариса лев леонид лиана лидия лилия лина лия лола луиза
лукерья любовь людмила лявон магомед майя макар максим марат маргарита марина мария марк марта марфа матвей мая
милана милена мирон мирослав мікалай міхаіл михаил мстислав мурат надежда назар наиля наталия наталля наталья нелли
ника никита николай нина нинель нонна оксана олег олеся ольга павел павал паліна полина платон прасковья прохор
равиль радик раиса рамиль регина ренат римма ринат роберт родион роза роман ростислав руслан рустам савва савелий
святлана святослав светлана семен сергей сяргей сніжана снежана софия софья станислав степан стефания сусанна таисия
тамара тарас татьяна таццяна тимофей тимур тихон уладзімір ульяна урсула фаина фарид федор федот феликс филипп фома
фрида харитон хрысціна эдгар эдуард элеонора элина эльвира эльдар эльза эмилия эмиль эмма эрик эрика эрнест юлиан
юлиана юлия юлія юрий юрый яков якаў ян яна ярослав ярослава яўген яўгенія алесь янка adam alexander alexandra
alexei alexey alina anastasia andrei andrew andrey anna anton boris daria david denis dmitri dmitry ekaterina elena
eugene george igor ilya irina ivan james jan john julia katarzyna konstantin kseniya larisa leonid ludmila maria
marina mark mary maxim michael mikhail natalia nikolai oleg olga paul pavel peter piotr robert roman sergei sergey
svetlana tatiana thomas timothy valery vera victor victoria viktor vladimir yuri
"""
"""They tell «Иван Петров» from «Петров Иван», where nothing else does."""


@dataclass(frozen=True, slots=True)
class FullName:
    surname: str
    given_name: str
    patronymic: str = ""


class Named(Protocol):
    """Whoever has the three names: a participant."""

    @property
    def surname(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def patronymic(self) -> str: ...


def initials(person: Named) -> str:
    """«Адамович Н. В.»: surname and initials, held together by no-break spaces; a name without a surname is whole."""
    if not person.surname:
        return "\u00a0".join(part for part in (person.given_name, person.patronymic) if part)
    letters = [f"{part[0].upper()}." for part in (person.given_name, person.patronymic) if part]
    return "\u00a0".join([person.surname, *letters])


def clean_name(text: str) -> str:
    """The name in NFC, with single ordinary spaces, without invisible characters and without a number before it."""
    text = " ".join(text.split())
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if INVISIBLE.search(text):
        text = " ".join(INVISIBLE.sub("", text).split())
    numbering = None if text[:1].isalpha() else _NUMBERING.match(text)
    return text[numbering.end() :] if numbering else text


def repair_script(text: str) -> str:
    """Words that mix Cyrillic with Latin look-alikes, in Cyrillic; other words stay as they are."""
    if text.isascii() or not _LATIN.search(text):
        return text
    return " ".join([_repair_word(word) for word in text.split(" ")])


def mixes_scripts(text: str) -> bool:
    """Whether some word has both Cyrillic and Latin letters."""
    if text.isascii() or not _LATIN.search(text):
        return False
    return any(_LATIN.search(word) and _CYRILLIC.search(word) for word in text.split())


def _repair_word(word: str) -> str:
    if not (_LATIN.search(word) and _CYRILLIC.search(word)) or _NOT_OF_NAMES.search(word):
        return word
    repaired = word.translate(_REPAIR)
    return word if _LATIN.search(repaired) else repaired


def fold(text: str) -> str:
    """What the name is compared by: small letters, е for ё, и for і, в for ў, no apostrophes, a space for a hyphen or
    a full stop; Latin look-alikes as Cyrillic where there is Cyrillic, Latin letters without accents where not."""
    lowered = text.lower()
    if lowered.isascii():
        return " ".join(lowered.translate(_FOLD_LATIN).split())
    if _CYRILLIC.search(lowered):
        return " ".join(unicodedata.normalize("NFC", lowered).translate(_FOLD_CYRILLIC).split())
    # Taken apart, a letter of mathematics or a superscript may be a capital, or a Cyrillic letter after all.
    apart = unicodedata.normalize("NFKD", lowered).lower()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    if _CYRILLIC.search(bare):
        return fold(bare)
    return " ".join(bare.translate(_FOLD_LATIN).split())


def fold_for_search(*parts: str) -> str:
    """What is searched where several texts tell what a thing is: each folded by itself, a line each.

    Folded together they would get Cyrillic letters for Latin ones as soon as any of them is Cyrillic. A part that has
    words of both alphabets stands there word by word too.
    """
    lines = []
    for part in parts:
        whole = fold(part)
        lines.append(whole)
        if not whole.isascii() and _LATIN.search(part):
            lines.append(" ".join(fold(word) for word in part.split()))
    return "\n".join(lines)


def proper_case(text: str) -> str:
    """«ИВАНОВА-ПЕТРОВА» and «иванова-петрова» as «Иванова-Петрова»; words in mixed case stay as they are."""
    return " ".join([_proper_word(word) for word in text.split(" ")])


def _proper_word(word: str) -> str:
    if not (word.isupper() or word.islower()) or word in _NUMERALS:
        return word
    lowered = word.lower()
    if lowered in _PARTICLES or lowered in _AFTER_PATRONYMIC:
        return lowered
    if "-" in lowered:
        return "-".join([part if part in _AFTER_PATRONYMIC else _capitalised(part) for part in lowered.split("-")])
    return _capitalised(lowered)


def _capitalised(word: str) -> str:
    """O’Connor has two capitals, Belarusian Мар’я one: what stands before the apostrophe tells."""
    if word.isalpha():
        return word[0].title() + word[1:]
    for place, letter in enumerate(word):
        if letter.isalpha():
            head = word[:place] + letter.title()
            rest = word[place + 1 :]
            if rest[:1] in {"'", "’", "ʼ"} and len(rest) > 2:
                return f"{head}{rest[0]}{rest[1].title()}{rest[2:]}"
            return head + rest
    return word


# Taking apart


def split_full_name(text: str) -> FullName:
    """Surname, given name and patronymic of a name in one cell, in any usual order, in ordinary case.

    No word is lost: what is neither stays with the surname or the patronymic. `text` is as from `clean_name`.
    """
    words = text.split(" ")
    if len(words) == 3:  # the way of nearly every row of a list, so it is quick
        first, second, third = words
        if _PATRONYMIC.search(third) and not _PATRONYMIC.search(second) and first.isalpha() and second.isalpha():
            return FullName(_proper_word(first), _proper_word(second), _proper_word(third))
    surname, comma, rest = text.partition(",")
    behind = _units(_words(rest))
    if comma and behind and " " not in surname:
        return _in_case([surname], behind[:1], behind[1:])
    return _by_kinds(_units(_words(text)))


def is_given_name(folded: str) -> bool:
    """Whether a folded word is one of the given names that the program knows."""
    return folded in _given_names()


def is_womans_patronymic(folded: str) -> bool:
    return _WOMANS_PATRONYMIC.search(folded) is not None


def is_name_of_person(text: str) -> bool:
    """Whether a text, as from `clean_name`, is sure to be somebody's name and not the title of a section: two to four
    words with capitals, a patronymic, initials or a known given name among them."""
    words = _words(text)
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    telling = any(_is_initial(word) or _is_patronymic(word) for word in words[1:])
    return telling or any(fold(word) in _given_names() for word in words)


def _words(text: str) -> list[str]:
    """The words, «И.И.» as two."""
    words: list[str] = []
    for typed in text.split():
        word = typed.strip(",;")
        if "." in word and _INITIALS.match(word):
            words += [f"{part}." for part in word.replace("-", "").split(".") if part]
        elif word:
            words.append(f"{word}." if len(word) == 1 and word.isalpha() and word.isupper() else word)
    return words


def _units(words: list[str]) -> list[str]:
    """Words that belong together as one: «де Голль», «Гасан оглы», «Иванова (Петрова)»."""
    units: list[str] = []
    joins = False
    for word in words:
        lowered = word.lower()
        if joins or (units and (lowered in _AFTER_PATRONYMIC or word.startswith("("))):
            units[-1] = f"{units[-1]} {word}"
        else:
            units.append(word)
        joins = lowered in _PARTICLES and word != words[-1]
    return units


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(fold, _GIVEN_NAMES.split()))


def _by_kinds(units: list[str]) -> FullName:
    if len(units) < 2:
        alone = "".join(units)
        return _in_case([], [alone], []) if fold(alone) in _given_names() else _in_case([alone], [], [])
    return _two(*units) if len(units) == 2 else _three_or_more(units)


def _two(first: str, second: str) -> FullName:
    if _is_initial(second):
        return _in_case([first], [second], [])
    if _is_initial(first):
        return _in_case([second], [first], [])
    if second.split(" ")[0] in _PARTICLES:
        return _in_case([second], [first], [])
    if first.isupper() != second.isupper():
        surname, given_name = (first, second) if first.isupper() else (second, first)
        return _in_case([surname], [given_name], [])
    if _WOMANS_PATRONYMIC.search(second):
        return _in_case([], [first], [second])
    first_is_given, second_is_given = fold(first) in _given_names(), fold(second) in _given_names()
    western = first.isascii() and second.isascii()
    if not second_is_given and (first_is_given or western):
        return _in_case([second], [first], [])
    return _in_case([first], [second], [])


def _three_or_more(units: list[str]) -> FullName:
    last = len(units) - 1
    patronymics = [place for place, unit in enumerate(units) if place and _is_patronymic(unit)]
    small = [_is_initial(unit) for unit in units]
    capitals = [unit for unit in units if unit.isupper() and not _is_initial(unit)]
    if small[0] and small[1] and not small[last]:
        return _in_case(units[2:], units[:1], units[1:2])
    if small[last] and small[last - 1]:
        return _in_case(units[: last - 1], units[last - 1 : last], units[last:])
    if patronymics and patronymics[0] == 1:
        return _in_case(units[2:], units[:1], units[1:2])
    if patronymics:
        place = patronymics[-1]
        return _in_case(units[: place - 1], units[place - 1 : place], units[place:])
    if 0 < len(capitals) < len(units):
        others = [unit for unit in units if unit not in capitals]
        return _in_case(capitals, others[:1], others[1:])
    western = all(unit.isascii() for unit in units)
    if western or (fold(units[0]) in _given_names() and fold(units[1]) not in _given_names()):
        return _in_case(units[last:], units[:1], units[1:last])
    return _in_case(units[:1], units[1:2], units[2:])


def _is_initial(unit: str) -> bool:
    return len(unit) == 1 or (len(unit) < 4 and unit.endswith("."))


def _is_patronymic(unit: str) -> bool:
    return bool(_PATRONYMIC.search(unit)) or unit.rpartition(" ")[2].lower() in _AFTER_PATRONYMIC


def _in_case(surname: list[str], given_name: list[str], patronymic: list[str]) -> FullName:
    return FullName(*(proper_case(" ".join(part)) for part in (surname, given_name, patronymic)))
