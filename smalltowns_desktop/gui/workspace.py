"""What every page is handed by whoever builds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from smalltowns_desktop.domain.text import Text, Translator, say, say_n
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open event in one language. A switch of language builds new pages over the same store."""

    store: EventStore
    jobs: JobRunner
    theme: Theme
    words: Translator
    settings: WindowSettings
    now: Callable[[], datetime]
    """Now on the event's clock; a parameter, so that screenshots and tests choose the hour."""

    def say(self, msgid: str, /, **params: object) -> str:
        return self.words.render(say(msgid, **params))

    def say_n(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        return self.words.render(say_n(singular, plural, n, **params))

    def render(self, text: Text) -> str:
        return self.words.render(text)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the window to go: a page, and there a row of a kind (`activity`, `participant`, `site` ...)."""

    page: str
    kind: str = ""
    key: str = ""
    keys: tuple[str, ...] = ()
    """Of a kind that is about several rows."""
