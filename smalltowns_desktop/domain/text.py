"""Sentences that a person will read, kept apart from the language they will read them in.

A `Text` is a source string (English, as in the translation files) with its parameters. Errors, conflicts and
deeds carry a `Text`; only the edges (command line, window, paper) turn it into words with a `Translator`.
"""

import gettext
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

DOMAIN = "smalltowns"


@dataclass(frozen=True, slots=True)
class Text:
    """`msgid` with `{name}` places, filled from `params`; with `plural`, the form goes by `params["n"]`."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        return PLAIN.render(self)

    def __hash__(self) -> int:
        return hash((self.msgid, self.plural, *self.params))

    def to_json(self) -> str:
        return json.dumps(_to_plain(self), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(source: str) -> "Text":
        return _text_from_plain(json.loads(source))


def say(msgid: str, /, **params: object) -> Text:
    """A sentence to be translated: the first argument is found by the extraction of messages."""
    return Text(msgid, params)


def say_n(singular: str, plural: str, n: int, /, **params: object) -> Text:
    """A sentence whose form depends on a number, which is `{n}` in both forms."""
    return Text(singular, {"n": n, **params}, plural)


def N_(msgid: str) -> str:
    """Marks a string for extraction where the `Text` is made later."""
    return msgid


class Translator:
    """Turns a `Text` into words of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def render(self, text: "Text | str") -> str:
        if isinstance(text, str):
            return text
        if text.plural is None:
            template = self.word(text.msgid)
        else:
            template = self._catalogue.ngettext(text.msgid, text.plural, _count(text))
        return _nest_quotes(template.format_map(_Words(self, text.params))) if text.params else template

    def word(self, msgid: str) -> str:
        """A single string; the empty one stays empty (in a catalogue it is the header)."""
        return self._catalogue.gettext(msgid) if msgid else ""

    def in_context(self, context: str, msgid: str) -> str:
        """A string whose translation depends on where it stands, such as a badge's label."""
        return self._catalogue.pgettext(context, msgid) if msgid else ""

    def value(self, value: object) -> str:
        """A parameter as it stands in a sentence."""
        match value:
            case Text():
                return self.render(value)
            case datetime():
                return value.strftime("%d.%m.%Y %H:%M") if self.language != "en" else f"{value:%Y-%m-%d %H:%M}"
            case date():
                return value.strftime("%d.%m.%Y") if self.language != "en" else value.isoformat()
            case time():
                return value.strftime("%H:%M")
            case list() | tuple():
                return ", ".join(self.value(item) for item in value)
            case _:
                return str(value)


def load_translator(language: str, folder: Path) -> Translator:
    """The translator of a language from `folder`/LANGUAGE/LC_MESSAGES/smalltowns.mo; English needs no file."""
    if language == "en":
        return PLAIN
    return Translator(language, gettext.translation(DOMAIN, folder, languages=[language]))


PLAIN = Translator("en", gettext.NullTranslations())


class _Words(dict[str, str]):
    """Parameters rendered when a template asks for them."""

    def __init__(self, translator: Translator, params: Mapping[str, object]) -> None:
        super().__init__()
        self._translator = translator
        self._params = params

    def __missing__(self, name: str) -> str:
        return self._translator.value(self._params[name])


def _nest_quotes(sentence: str) -> str:
    """«Пасека «Вереск»» as «Пасека „Вереск“»: a name with quotation marks of its own inside those of a sentence."""
    if sentence.count("«") < 2 or sentence.count("«") != sentence.count("»"):
        return sentence
    depth, letters = 0, []
    for letter in sentence:
        if letter == "«":
            letter = "„" if depth else letter
            depth += 1
        elif letter == "»":
            depth -= 1
            letter = "“" if depth else letter
        letters.append(letter)
    return "".join(letters)


def _count(text: Text) -> int:
    n = text.params["n"]
    assert isinstance(n, int)
    return n


def _to_plain(value: object) -> object:
    match value:
        case Text():
            plain: dict[str, object] = {"text": value.msgid}
            if value.params:
                plain["params"] = {name: _to_plain(item) for name, item in value.params.items()}
            if value.plural is not None:
                plain["plural"] = value.plural
            return plain
        case datetime():
            return {"datetime": value.isoformat(" ", "minutes")}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat("minutes")}
        case list() | tuple():
            return [_to_plain(item) for item in value]
        case str() | int() | float() | None:
            return value
        case _:
            return str(value)


def _text_from_plain(plain: Mapping[str, object]) -> Text:
    params = plain.get("params", {})
    plural = plain.get("plural")
    assert isinstance(params, dict)
    assert plural is None or isinstance(plural, str)
    return Text(str(plain["text"]), {name: _from_plain(value) for name, value in params.items()}, plural)


def _from_plain(value: object) -> object:
    match value:
        case dict() if "text" in value:
            return _text_from_plain(value)
        case {"datetime": str(source)}:
            return datetime.fromisoformat(source)
        case {"date": str(source)}:
            return date.fromisoformat(source)
        case {"time": str(source)}:
            return time.fromisoformat(source)
        case list():
            return [_from_plain(item) for item in value]
        case _:
            return value
