"""How the import's page words fields, states and evidence, and with which signs."""

from typing import Any

from smalltowns_desktop.domain.model import Role, Severity
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.exchange.headings import FULL_NAME, IGNORED, NUMBER, POSITION_AND_ORGANISATION
from smalltowns_desktop.gui.models.import_rows import NAME, RowState
from smalltowns_desktop.gui.pages.import_people_session import Understood
from smalltowns_desktop.gui.widgets.people_table import State
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people import ROLE_WORDS

STATES: dict[RowState, State] = {
    RowState.NEW: ("plus", "ok", "ok"),
    RowState.UPDATED: ("refresh-cw", "accent", "accent"),
    RowState.SAME: ("equal", "text-3", "text-3"),
    RowState.LIKELY: ("copy", "warn", "warn"),
    RowState.BAD: ("octagon-x", "danger", "danger"),
}
"""Icon, its colour, the colour of the word."""
SEVERITY_COLOURS = {Severity.ERROR: "danger", Severity.WARNING: "warn"}
TO_NOTES = "notes"


class ImportWords:
    """Words in the window's language, looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        say = workspace.say
        self._workspace = workspace
        self.fields = {
            FULL_NAME: say("Full name"),
            "surname": say("Surname"),
            "given_name": say("Given name"),
            "patronymic": say("Patronymic"),
            "delegation": say("Delegation"),
            "role": say("Role"),
            "position": say("Position"),
            "organisation": say("Organisation"),
            POSITION_AND_ORGANISATION: say("Position and organisation"),
            "town": say("Town"),
            "phone": say("Telephone"),
            "email": say("E-mail"),
            "birth_date": say("Born"),
            "languages": say("Languages"),
            "diet": say("Diet"),
            "hotel": say("Lodging"),
            "room": say("Room"),
            "arrives_at": say("Arrives"),
            "departs_at": say("Leaves"),
            "document": say("Document"),
            "latin_surname": say("Surname in Latin letters"),
            "latin_given_name": say("Name in Latin letters"),
            "id": say("Key in the event"),
            NUMBER: say("Number of the row"),
            TO_NOTES: say("Notes"),
            "": say("To the notes"),
            IGNORED: say("Not loaded"),
        }
        """What a column may be, in the order of the menu."""
        self.titles = {
            **self.fields,
            NAME: say("Full name"),
            "delegation_id": say("Delegation"),
            "hotel_id": say("Lodging"),
        }
        self.states = {
            RowState.NEW: say("new"),
            RowState.UPDATED: say("update"),
            RowState.SAME: say("no change"),
            RowState.LIKELY: say("similar"),
            RowState.BAD: say("error"),
        }
        self.totals = {
            RowState.NEW: (say("new people"), say("will be added")),
            RowState.UPDATED: (say("will change"), say("newer than in the event")),
            RowState.SAME: (say("no change"), say("in the event already")),
            RowState.LIKELY: (say("similar to others"), say("wait for your decision")),
            RowState.BAD: (say("with errors"), say("correct or leave out")),
        }
        self.outcomes = {
            RowState.NEW: say("added"),
            RowState.UPDATED: say("updated"),
            RowState.SAME: say("no change, in the event already"),
            RowState.LIKELY: say("similar to others, put off until you decide"),
            RowState.BAD: say("with errors, not written"),
        }
        """What became of rows, after how many they are."""
        self._evidence = {
            "name": say("the full name"),
            "order": say("the name in another order"),
            "no-patronymic": say("the name without the patronymic"),
            "initials": say("the surname and initials"),
            "typo": say("the name but for a letter"),
            "surname": say("the name with another surname"),
            "phone": say("the telephone"),
            "email": say("the e-mail"),
            "birth_date": say("the date of birth"),
            "id": say("the key"),
        }

    def evidence(self, codes: tuple[str, ...]) -> str:
        """`agree: the full name, the telephone`."""
        agree = [self._evidence[code] for code in codes if code in self._evidence]
        return self._workspace.say("agree: {what}", what=", ".join(agree)) if agree else ""

    def way_out(self, understood: Understood, sheets: int) -> str:
        """What to do about a sheet, one of so many, in which no list of people was found."""
        say = self._workspace.say
        if understood.columns:
            return say(
                "No column of this sheet is known to hold names. Say on the left which one does, or in which row the "
                "headings stand."
            )
        if sheets > 1:
            return say("This sheet is empty. Choose another one on the left.")
        return say("This sheet is empty. Choose another file.")

    def value(self, field: str, value: Any) -> str:
        """A field's value as the comparison shows it; "" for none."""
        programme = self._workspace.store.programme
        match field:
            case "delegation_id":
                row = programme.delegations.get(value)
                return "" if row is None else row.name
            case "hotel_id":
                site = programme.sites.get(value)
                return "" if site is None else site.name
            case "phone":
                return spaced_phone(str(value))
        if isinstance(value, Role):
            return self._workspace.render(ROLE_WORDS[value])
        return "" if value is None else self._workspace.words.value(value)
