"""Telephone numbers for people to read and dial."""

import re

_GROUPS = (
    (re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})"), "+7 {} {}-{}-{}"),
    (re.compile(r"\+375(\d{2})(\d{3})(\d{2})(\d{2})"), "+375 {} {}-{}-{}"),
)


def spaced_phone(phone: str) -> str:
    """`+375291234567` as `+375 29 123-45-67`; a number of another country, or not E.164, as it is."""
    for pattern, form in _GROUPS:
        match = pattern.fullmatch(phone)
        if match is not None:
            return form.format(*match.groups())
    return phone
