"""What columns of earlier lists were taken for: the next list from the same hands is understood at once."""

import json
from collections.abc import Mapping

from smalltowns_desktop.gui.settings import WindowSettings

_KEY = "import-columns"
_LONGEST_LETTERS = 2
"""A column without a heading goes by its letters, which mean another thing in the next file."""


def remembered_columns(settings: WindowSettings) -> Mapping[str, str]:
    """Fields by heading."""
    kept = settings.choice(_KEY)
    try:
        known = json.loads(kept) if kept else {}
    except ValueError:  # a settings file that somebody edited
        return {}
    return {str(key): str(to) for key, to in known.items()} if isinstance(known, dict) else {}


def remember_columns(settings: WindowSettings, mapping: Mapping[str, str]) -> None:
    """Add what the columns of one list were taken for."""
    headed = {key: to for key, to in mapping.items() if len(key) > _LONGEST_LETTERS}
    settings.keep_choice(_KEY, json.dumps({**remembered_columns(settings), **headed}, ensure_ascii=False))
