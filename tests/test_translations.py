"""The catalogues say all that the program says: complete, with every place filled, in the marks of their language."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from smalltowns_desktop.domain.text import say, say_n
from smalltowns_desktop.services.languages import translator

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"\{[^{}]*\}")
SAME = frozenset({"PDF", "PDF…", "QR", "A4", "A6", "XLSX", "CSV"})
"""What is the same in every language."""
_SAYING = frozenset({"say", "say_n", "word"})
LETTER = re.compile(r"[A-Za-z]{2}")


def _end(text: str) -> str:
    last = text.rstrip(")")[-1:]
    return last if last in ".…:?" else ""


def _load(path: Path) -> ModuleType:
    """A script of `tools`, which is no package."""
    spec = importlib.util.spec_from_file_location("translations_tool", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _load(ROOT / "tools" / "translations.py")


def _messages(catalogue: Catalog) -> Iterator[tuple[Message, tuple[str, ...], tuple[str, ...]]]:
    """Each translated message with its sources and its translations, one or by number."""
    for message in catalogue:
        if message.id:
            sources, texts = _forms(message.id), _forms(message.string)
            if all(texts):
                yield message, sources, texts


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.Name, ast.expr]]:
    """What is assigned to which name, also in `a, b = x, y`."""
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            both = zip(target.elts, node.value.elts, strict=False)
        else:
            both = zip([target], [node.value], strict=True)
        yield from ((name, value) for name, value in both if isinstance(name, ast.Name))


def _places(text: str) -> set[str]:
    return set(PLACE.findall(text))


def test_nothing_is_left_in_english_for_a_russian_reader() -> None:
    missing = tool.untranslated(tool.merged("ru", tool.extract()))

    assert [message.id for message in missing] == []


def test_no_text_hides_behind_a_name_that_the_extraction_does_not_know() -> None:
    """`ask = workspace.say` would keep all that `ask("...")` says out of the catalogues."""
    unknown = [
        f"{path.name}:{node.lineno}: {name.id}"
        for path in (ROOT / "smalltowns_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        for name, value in _pairs(node)
        if isinstance(value, ast.Attribute) and value.attr in _SAYING and name.id not in tool.KEYWORDS
    ]

    assert unknown == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_a_translation_fills_the_places_of_its_source(language: str) -> None:
    wrong = [
        (sources, text)
        for _, sources, texts in _messages(tool.read(language))
        for text in texts
        if _places(text) != _places(sources[-1]) or text.count("\n") != sources[-1].count("\n")
    ]

    # Of a plural every form has the places of the plural: Russian uses the first one for 21 and 101 too.
    assert wrong == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_a_plural_has_as_many_forms_as_the_language(language: str) -> None:
    catalogue = tool.read(language)
    wrong = [sources for _, sources, texts in _messages(catalogue) if len(sources) > 1 and len(texts) != 3]

    assert catalogue.num_plurals == 3
    assert wrong == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_no_text_stays_as_it_is_in_english(language: str) -> None:
    same = [
        sources[0]
        for _, sources, texts in _messages(tool.read(language))
        if sources[0] in texts and sources[0] not in SAME and LETTER.search(PLACE.sub("", sources[0]))
    ]

    assert same == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_a_translation_does_not_cry_out(language: str) -> None:
    loud = [text for _, _, texts in _messages(tool.read(language)) for text in texts if "!" in PLACE.sub("", text)]

    assert loud == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_names_stand_in_the_quotation_marks_of_the_language(language: str) -> None:
    english = [text for _, _, texts in _messages(tool.read(language)) for text in texts if re.search('["“”„]', text)]
    unlike = [
        (sources[-1], text)
        for _, sources, texts in _messages(tool.read(language))
        for text in texts
        if text.count("«") != text.count("»")
    ]

    assert english == []
    assert unlike == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_a_sentence_ends_as_its_source_does(language: str) -> None:
    """With a full stop, the dots of a button that asks on, a colon; or with none of them."""
    wrong = [
        (sources[0], text)
        for _, sources, texts in _messages(tool.read(language))
        for text in texts
        if text != "№" and _end(text) != _end(sources[0])
    ]

    assert wrong == []


@pytest.mark.parametrize("language", tool.LANGUAGES)
def test_no_word_mixes_two_alphabets(language: str) -> None:
    mixed = [
        word
        for _, _, texts in _messages(tool.read(language))
        for text in texts
        for word in re.findall(r"\w+", PLACE.sub(" ", text))
        if re.search("[A-Za-z]", word) and re.search("[А-яЁёІіЎў]", word)
    ]

    assert mixed == []


@pytest.mark.parametrize(("language", "foreign"), [("ru", "ІіЎў"), ("be", "ИиЩщЪъ")])
def test_a_language_has_only_its_own_letters(language: str, foreign: str) -> None:
    found = [text for _, _, texts in _messages(tool.read(language)) for text in texts if set(text) & set(foreign)]

    assert [text for text in found if "ФИО" not in text] == []


def test_a_number_takes_its_form() -> None:
    words = translator("ru")

    told = [words.render(say_n("{n} error", "{n} errors", n)) for n in (1, 2, 5, 11, 21, 104)]

    assert told == ["1 ошибка", "2 ошибки", "5 ошибок", "11 ошибок", "21 ошибка", "104 ошибки"]


def test_quotation_marks_of_a_name_are_the_inner_ones_of_a_sentence() -> None:
    words = translator("ru")

    assert words.render(say("“{value}” is not a date. Write it like 2025-08-13.", value="Пасека «Вереск»")) == (
        "«Пасека „Вереск“» не дата. Пишите так: 2025-08-13."
    )
    assert words.render(say("Too late: {name}", name="Клуб «Уют», кафе «Лён»")) == (
        "Слишком поздно: Клуб «Уют», кафе «Лён»"
    )
    assert words.render(say("“{value}” is not a date. Write it like 2025-08-13.", value="кафе «Уют")) == (
        "«кафе «Уют» не дата. Пишите так: 2025-08-13."
    )
