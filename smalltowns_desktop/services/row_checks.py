"""What a deed makes sure of before it writes a row: clean text, numbers in their limits, fields that go together."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.services.field_values import LONGEST, LONGEST_NOTES

Row = TypeVar("Row")


def checked_row(
    row: Row,
    *,
    needed: str = "",
    lines: Collection[str] = (),
    limits: Mapping[str, tuple[int, int]] | None = None,
) -> Row:
    """The row with clean text. `needed` names a field that may not be empty, `lines` those of several lines, `limits`
    the least and the most of numbers.

    Raises `InvalidValue`.
    """
    fresh: dict[str, Any] = {}
    for field in fields(row):  # type: ignore[arg-type]  # every row of domain.model is a dataclass
        value = getattr(row, field.name)
        if field.name == "id" or field.name.endswith("_id"):
            continue
        if type(value) is str:
            fresh[field.name] = _text(field.name, value, field.name in lines)
        elif isinstance(value, tuple):
            fresh[field.name] = tuple(item for item in (_text(field.name, item, False) for item in value) if item)
    for name, (least, most) in (limits or {}).items():
        value = getattr(row, name)
        if value is not None and not least <= value <= most:
            why = say("It should be a number from {least} to {most}.", least=least, most=most)
            raise InvalidValue(name, value, why)
    if needed and not fresh[needed]:
        raise InvalidValue(needed, getattr(row, needed), say("Something has to stand here."))
    checked: Row = replace(row, **fresh)  # type: ignore[type-var]  # as above
    fault = fault_of(checked)
    if fault is not None:
        raise InvalidValue(fault.fields[-1], getattr(checked, fault.fields[-1]), fault.text)
    return checked


def _text(field: str, value: str, lines: bool) -> str:
    text = clean_text(value, lines=lines)
    longest = LONGEST_NOTES if lines else LONGEST
    if len(text) > longest:
        raise InvalidValue(field, f"{text[:20]}…", say("It is longer than {n} characters. Shorten it.", n=longest))
    return text
