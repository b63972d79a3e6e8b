"""How a field of a place is read from what somebody types, and refused where the model cannot hold it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange import values
from smalltowns_desktop.exchange.people_values import read_languages
from smalltowns_desktop.exchange.values import BadCell

MOST_GROUPS, MOST_PEOPLE, MOST_MINUTES, MOST_HOURS = 10_000, 1_000_000, 10_000, 10_000

_LATITUDE = partial(values.read_number, least=-90, most=90)
_LONGITUDE = partial(values.read_number, least=-180, most=180)
_NUMBERS: Mapping[str, Callable[[str], Any]] = {
    "latitude": _LATITUDE,
    "longitude": _LONGITUDE,
    "groups_at_once": partial(values.read_integer, least=0, most=MOST_GROUPS),
    "visitors_max": partial(values.read_integer, least=0, most=MOST_PEOPLE),
    "visit_minutes": partial(values.read_integer, least=1, most=MOST_MINUTES),
    "notice_hours": partial(values.read_integer, least=0, most=MOST_HOURS),
    "seats": partial(values.read_integer, least=0, most=MOST_PEOPLE),
    "opens_at": values.read_clock,
    "closes_at": values.read_clock,
}
_TEXTS: Mapping[str, Callable[[str], Any]] = {
    "requirements": partial(values.read_text, lines=True),
    "host_phone": values.read_telephone,
    "phone": values.read_telephone,
    "languages": lambda text: read_languages(values.read_text(text)),
}


def read_place_field(field: str, text: str) -> Any:
    """The value that `text`, as somebody types it, gives to a field of `Site`, `District` or `Hall`.

    Nothing typed is None for a number or a time, and () for languages. Raises `InvalidValue`.
    """
    read = _NUMBERS.get(field)
    if read is not None and not text.strip():
        return None
    if read is None:
        read = _TEXTS.get(field, values.read_text)
    try:
        value = read(text)
    except BadCell as refusal:
        raise InvalidValue(field, text, refusal.text) from refusal
    if field == "name" and not value:
        raise InvalidValue(field, text, say("A name is needed."))
    return value
