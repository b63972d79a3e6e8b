"""One person's badge as it would be printed now, to look at; nothing is issued and nothing remembered."""

from smalltowns_desktop.documents.badge_templates import TEMPLATES
from smalltowns_desktop.documents.badges import BadgeEvent, draw_badges
from smalltowns_desktop.documents.imposition import Sheet
from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import Badge, BadgeRevocation
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.services.badge_content import BadgeContent
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def draw_badge(db: Database, programme: Programme, participant_id: str, words: Translator, template: str) -> bytes:
    """A PDF of one page, the badge and nothing around it, in a template of `TEMPLATES`.

    Without a code where none has been issued yet, or where it was revoked.
    """
    layout = TEMPLATES[template]
    with db.reading() as connection:
        badges = read_rows(connection, Badge, participant_id=participant_id)
        void = {row.badge_id for row in read_rows(connection, BadgeRevocation, badge_id=[row.id for row in badges])}
    code = badges[-1].code if badges and badges[-1].id not in void else ""
    content = BadgeContent(programme, with_day=layout.day is not None, day=None)
    badge = content.badge(programme.participants[ParticipantId(participant_id)], code)
    event = programme.event
    page = Sheet(layout.width, layout.height, 1, 1, layout.width, layout.height)
    return draw_badges([badge], BadgeEvent(event.title, event.starts_on, event.ends_on), layout, page, words).pdf
