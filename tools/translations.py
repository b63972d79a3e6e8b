"""The catalogues of translations: `compile` them, `update` them from the sources, `check` that Russian is complete."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
DOMAIN = "smalltowns"
LANGUAGES = ("ru", "be")
COMPLETE = "ru"
"""The language that must never lack a string."""
# `say_n` gives singular and plural; `in_context` gives the context first, as pgettext does.
KEYWORDS = {"N_": None, "say": None, "say_n": (1, 2), "word": None, "in_context": ((1, "c"), 2), "NC_": ((1, "c"), 2)}
# What `say` and `word` of a workspace are called where `say` is that of domain.text.
KEYWORDS |= dict.fromkeys(("say_", "say_it"))


def extract() -> Catalog:
    """Every text of the sources, in order of place, without line numbers: they would change with every edit."""
    catalogue = Catalog(project="Smalltowns Desktop", version="", charset="utf-8", fuzzy=False)
    found = extract_from_dir(ROOT / "smalltowns_desktop", [("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, locations=[(f"smalltowns_desktop/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def merged(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the texts of the sources, and nothing that they no longer have."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.project, catalogue.version, catalogue.language_team = template.project, "", language
    return catalogue


def untranslated(catalogue: Catalog) -> list[Message]:
    missing = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            missing.append(message)
    return missing


def as_bytes(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    # A date in the header would make every run a change.
    catalogue.mime_headers = [item for item in catalogue.mime_headers if item[0] not in _CHANGING]
    write_po(buffer, catalogue, include_lineno=False, width=100, sort_output=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines()
    return ("\n".join(line for line in lines if not line.startswith(_CHANGING_LINES)) + "\n").encode()


_CHANGING = ("POT-Creation-Date", "PO-Revision-Date")
_CHANGING_LINES = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Report-Msgid',
    "# ",
)


def compile_all() -> int:
    for source in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as readable, target.open("wb") as compiled:
                write_mo(compiled, read_po(readable))
    return 0


def update_all() -> int:
    template = extract()
    for language in LANGUAGES:
        catalogue = merged(language, template)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(as_bytes(catalogue))
        missing = untranslated(catalogue)
        print(f"{language}: {len(catalogue)} texts, {len(missing)} to translate")
    return compile_all()


def check_all() -> int:
    template = extract()
    missing = untranslated(merged(COMPLETE, template))
    for message in missing:
        print(
            f"not translated into {COMPLETE}: {message.id!r} ({message.locations[0][0] if message.locations else ''})"
        )
    errors = [
        f"{language}: {message.id!r}: {error}"
        for language in LANGUAGES
        for message, problems in read(language).check()
        for error in problems
    ]
    print(*errors, sep="\n", end="\n" if errors else "")
    return 1 if missing or errors else 0


if __name__ == "__main__":
    sys.exit({"compile": compile_all, "update": update_all, "check": check_all}[sys.argv[1]]())
