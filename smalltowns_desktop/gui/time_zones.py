"""Time zones as a person chooses them: the name of the city in their language, beside the zone's own name."""

from zoneinfo import available_timezones

_USUAL = ("Europe/Minsk", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg")
"""Come first."""


def zone_choices(language: str) -> list[tuple[str, str]]:
    """Every zone and what it is called: `Минск (Europe/Minsk)`."""
    others = sorted(available_timezones() - set(_USUAL))
    return [(zone, _name_of(zone, language)) for zone in (*_USUAL, *others)]


def _name_of(zone: str, language: str) -> str:
    from babel.dates import get_timezone_location  # noqa: PLC0415 as the window starts without it

    if "/" not in zone or zone.startswith("Etc/"):  # no city's: a country's of old, or hours from Greenwich
        return zone
    city = get_timezone_location(zone, locale=language, return_city=True)
    return zone if zone.replace("_", " ").endswith(city) else f"{city} ({zone})"
