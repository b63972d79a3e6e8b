"""Badges: what stands on each comes in, a PDF of sheets goes out.

What is the same on many badges (band, code, event, delegation, role) is drawn once, as a form that the pages place; a
badge adds its names, number and code.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from smalltowns_desktop.documents.badge_templates import BadgeTemplate, Line, SideBand, TopBand
from smalltowns_desktop.documents.dates import clock, date_range, day_and_month, short_date_range
from smalltowns_desktop.documents.document import Document, Proofreader
from smalltowns_desktop.documents.imposition import Sheet
from smalltowns_desktop.documents.ornaments import draw_band, draw_crop_marks, draw_pattern, draw_tile
from smalltowns_desktop.documents.style import (
    ACCENT,
    ACCENT_SOFT,
    GOLD,
    INK,
    INK_2,
    LINE,
    MM,
    SLATE,
    WHITE,
    YELLOW,
    Swatch,
)
from smalltowns_desktop.documents.surface import PdfFile, Surface
from smalltowns_desktop.documents.typesetting import Face, Fitted, fit_line, fit_rows, fit_two_lines
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.text import N_, Translator, say, say_n

_RULE = 0.5 * MM


@dataclass(frozen=True, slots=True)
class BadgeEvent:
    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class BadgeDelegation:
    name: str
    code: str
    region: str
    swatch: Swatch


@dataclass(frozen=True, slots=True)
class BadgeDay:
    """The owner's own programme of a day, for templates that have room for it."""

    day: date
    rows: tuple[tuple[time, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    number: int
    surname: str
    given_name: str
    patronymic: str
    latin: str
    position: str
    role: Role
    delegation: BadgeDelegation | None
    code: str
    """What the QR holds; "" draws none."""
    day: BadgeDay | None = None


@dataclass(frozen=True, slots=True)
class RoleLook:
    """How a role is told apart: by word, by icon, by the pattern of the line, and only then by colour."""

    word: str
    icon: str = ""
    ground: str = WHITE
    ink: str = INK
    thread: str = ""
    """Colour of a thin second line."""
    pattern: str = ""
    """`hatching`, `bars` or `dots` to the right of the word, or `double`, a second line above it."""
    band: tuple[str, str] | None = None
    """Colour and code that stand in place of the delegation's."""


ROLE_LOOKS = {
    Role.DELEGATE: RoleLook(N_("Delegate")),
    Role.HEAD: RoleLook(N_("Head of delegation"), icon="flag"),
    Role.SPEAKER: RoleLook(N_("Speaker"), icon="mic", pattern="double"),
    Role.HOST: RoleLook(N_("Host"), icon="handshake", ground=ACCENT_SOFT),
    Role.PRESS: RoleLook(N_("Press"), icon="camera", pattern="hatching", band=(SLATE, N_("PRESS"))),
    Role.STAFF: RoleLook(N_("Congress staff"), icon="headset", ground=YELLOW, band=(ACCENT, N_("HQ"))),
    Role.GUEST: RoleLook(
        N_("Guest of honour"), icon="star", ground=INK, ink=GOLD, thread=YELLOW, band=(INK, N_("VIP"))
    ),
    Role.INTERPRETER: RoleLook(N_("Interpreter"), icon="languages", pattern="dots"),
    Role.DRIVER: RoleLook(N_("Driver"), icon="bus", pattern="bars"),
}
_NOBODY = BadgeDelegation("", "", "", Swatch(SLATE))


def draw_badges(
    badges: Sequence[PrintedBadge],
    event: BadgeEvent,
    template: BadgeTemplate,
    sheet: Sheet,
    words: Translator,
    *,
    start_cell: int = 1,
    crop_marks: bool = False,
) -> Document:
    """All badges on sheets, in their order, the first one in `start_cell`.

    A badge lies in the middle of its cell; it must not be larger (`ValueError`).
    """
    if template.width > sheet.width + 0.01 or template.height > sheet.height + 0.01:
        raise ValueError(f"{template.name} is larger than a cell of {sheet}")
    file = PdfFile(event.title, words.language)
    draw = _BadgePen(file, event, template, words)
    inset_x, inset_y = (sheet.width - template.width) / 2 * MM, (sheet.height - template.height) / 2 * MM
    surface: Surface | None = None
    current = -1
    for index, badge in enumerate(badges):
        place = sheet.place(index, start_cell)
        if surface is None or place.page != current:
            if surface is not None:
                file.add_page(surface)
            surface = file.page(sheet.page_width * MM, sheet.page_height * MM)
            current = place.page
            if crop_marks:
                draw_crop_marks(surface, sheet)
        surface.move_origin(place.left * MM + inset_x, place.top * MM + inset_y)
        draw.badge(surface, badge)
    if surface is not None:
        file.add_page(surface)
    return Document(file.finish(), file.pages, draw.reader.findings)


class _BadgePen:
    """Draws badges of one event in one template."""

    def __init__(self, file: PdfFile, event: BadgeEvent, template: BadgeTemplate, words: Translator) -> None:
        self.reader = Proofreader(file.fonts)
        self._file = file
        self._event = event
        self._template = template
        self._words = words
        self._forms: dict[tuple[Role, BadgeDelegation], str] = {}
        fonts = file.fonts
        self._plain = (fonts.regular, fonts.narrow)
        self._strong = (fonts.bold, fonts.narrow_bold)

    def badge(self, surface: Surface, badge: PrintedBadge) -> None:
        template, clean = self._template, self.reader.clean
        self.reader.subject = f"{badge.surname} {badge.given_name}".strip() or f"№ {badge.number:04d}"
        surface.form(self._form(badge.role, badge.delegation or _NOBODY), height=template.height * MM)

        surname = clean(badge.surname, "surname")
        if surname:
            line = template.surname
            fitted = fit_rows(
                surname, self._strong, line.width * MM, (line.size, line.smallest), template.surname_in_two
            )
            self.reader.fitted(fitted, surname, "surname")
            leading = fitted.size * 1.02
            for row, text in enumerate(reversed(fitted.lines)):
                surface.text(line.x * MM, line.y * MM - row * leading, text, fitted.face, fitted.size)
        given = clean(f"{badge.given_name} {badge.patronymic}", "given_name")
        self._line(surface, template.given, given, self._plain, "given_name")
        self._line(surface, template.latin, clean(badge.latin, "latin"), self._plain, "latin", INK_2)
        self._position(surface, clean(badge.position, "position"))
        if badge.code:
            left, top, width = template.qr
            surface.qr_code(left * MM, top * MM, width * MM, badge.code)
        self._number(surface, badge)
        if template.day is not None and badge.day is not None and badge.day.rows:
            self._day(surface, badge.day)

    def _line(
        self, surface: Surface, line: Line, text: str, faces: Sequence[Face], field: str, colour: str = INK
    ) -> Fitted | None:
        if not text:
            return None
        fitted = self.reader.fitted(fit_line(text, faces, line.width * MM, line.size, line.smallest), text, field)
        surface.text(line.x * MM, line.y * MM, fitted.lines[0], fitted.face, fitted.size, colour)
        return fitted

    def _position(self, surface: Surface, text: str) -> None:
        if not text:
            return
        template = self._template
        line = template.position
        sizes = [line.size, (line.size + line.smallest) / 2, line.smallest]
        fitted = fit_two_lines(text, self._plain, line.width * MM, sizes)
        self.reader.fitted(fitted, text, "position")
        leading = template.position_leading * MM * fitted.size / line.size
        for row, part in enumerate(fitted.lines):
            surface.text(line.x * MM, line.y * MM + row * leading, part, fitted.face, fitted.size)

    def _number(self, surface: Surface, badge: PrintedBadge) -> None:
        look, line = ROLE_LOOKS[badge.role], self._template.number
        text = f"№ {badge.number:04d}"
        face = self._file.fonts.bold
        size = min(line.size, line.width * MM / face.width(text))
        if look.pattern in ("hatching", "bars", "dots"):
            width = face.width(text) * size + 2 * MM
            surface.fill((line.x + 1) * MM - width, line.y * MM - size * 0.93, width, size * 1.16, WHITE)
        surface.text_right(line.x * MM, line.y * MM, text, face, size, look.ink)

    def _day(self, surface: Surface, programme: BadgeDay) -> None:
        layout, fonts = self._template.day, self._file.fonts
        assert layout is not None
        rows, rest = programme.rows, ""
        lift = min(layout.lift, max(0, len(rows) - layout.usual) * layout.row_height) * MM
        room, line = (layout.last_y - layout.title.y) * MM + lift, layout.title
        most = int(room / (0.8 * layout.row_height * MM)) + 1
        if len(rows) > most:
            rows, hidden = rows[: most - 1], rows[most - 1 :]
            rest = self._words.render(say_n("and {n} more", "and {n} more", len(hidden)))
            self.reader.overflow("; ".join(title for _, title in hidden), "day")
        heading = say("My day, {day}", day=day_and_month(programme.day, self._words.language))
        place = replace(layout.heading, y=layout.heading.y - lift / MM)
        text = self.reader.clean(self._words.render(heading).upper(), "day")
        self._line(surface, place, text, (fonts.narrow_bold,), "day", INK_2)
        leading = min(layout.row_height * MM, room / max(len(rows) - (not rest), 1))
        y = line.y * MM - lift
        for starts_at, title in rows:
            surface.text(layout.time_x * MM, y, clock(starts_at), fonts.bold, line.size)
            width = line.width if y > layout.below_code * MM else layout.beside_code
            place = replace(line, y=y / MM, width=width)
            self._line(surface, place, self.reader.clean(title, "day"), self._plain, "day")
            y += leading
        if rest:
            surface.text(line.x * MM, y, self.reader.clean(rest, "day"), fonts.regular, line.size, INK_2)

    # What many badges have in common

    def _form(self, role: Role, delegation: BadgeDelegation) -> str:
        name = self._forms.get((role, delegation))
        if name is None:
            name = self._forms[role, delegation] = f"badge{len(self._forms)}"
            template = self._template
            surface = self._file.page(template.width * MM, template.height * MM)
            match template.band:
                case SideBand():
                    self._side_band(surface, template.band, role, delegation)
                case TopBand():
                    self._top_band(surface, template.band, role, delegation)
            self._delegation(surface, delegation)
            self._role(surface, role)
            self._file.add_form(name, surface)
        return name

    def _side_band(self, surface: Surface, band: SideBand, role: Role, delegation: BadgeDelegation) -> None:
        swatch, code = self._band_of(role, delegation)
        width, height = band.width * MM, self._template.height * MM
        colour = draw_band(surface, 0, 0, width, height, swatch, upright=True)
        if code:
            line = band.code
            fitted = fit_line(code, self._strong, line.width * MM, line.size, line.smallest)
            self.reader.fitted(fitted, code, "delegation_code")
            surface.text_centred(line.x * MM, line.y * MM, fitted.lines[0], fitted.face, fitted.size, colour)
        surface.icon(
            "smalltowns", (band.width - band.mark_width) / 2 * MM, band.mark_y * MM, band.mark_width * MM, colour
        )
        fonts = self._file.fonts
        title = self.reader.clean(self._event.title, "event").upper()
        self._line(surface, band.title, title, (fonts.narrow_bold,), "event", INK_2)
        self._dates(surface, band.dates, INK_2)

    def _top_band(self, surface: Surface, band: TopBand, role: Role, delegation: BadgeDelegation) -> None:
        swatch, code = self._band_of(role, delegation)
        colour = draw_band(surface, 0, 0, self._template.width * MM, band.height * MM, swatch, upright=False)
        surface.icon("smalltowns", band.mark_x * MM, band.mark_y * MM, band.mark_width * MM, colour)
        title = self.reader.clean(self._event.title, "event")
        self._line(surface, band.title, title, self._strong, "event", colour)
        if band.dates.x == band.title.x:
            dates = date_range(self._event.starts_on, self._event.ends_on, self._words.language)
            self._line(surface, band.dates, dates, self._plain, "event", colour)
        else:
            self._dates(surface, band.dates, colour)
        if band.slot is not None:
            left, top, width, height = (length * MM for length in band.slot)
            surface.fill(left, top, width, height, WHITE, height / 2)
            surface.frame(left, top, width, height, LINE, 0.4, height / 2)
        if delegation.code:  # the tile is the delegation's own even where the band is the role's
            swatch, code = delegation.swatch, self.reader.clean(delegation.code, "delegation_code")
        if code:
            left, top, width, height = (length * MM for length in band.tile)
            draw_tile(surface, left, top, width, height, swatch, code, self._strong, band.tile_code)

    def _dates(self, surface: Surface, line: Line, colour: str) -> None:
        text = short_date_range(self._event.starts_on, self._event.ends_on)
        fitted = fit_line(text, self._plain, line.width * MM, line.size, line.smallest)
        surface.text_right(line.x * MM, line.y * MM, fitted.lines[0], fitted.face, fitted.size, colour)

    def _delegation(self, surface: Surface, delegation: BadgeDelegation) -> None:
        template, clean = self._template, self.reader.clean
        if template.divider is not None:
            left, y, right = (length * MM for length in template.divider)
            surface.line(left, y, right, y, LINE, 0.6)
        self._line(surface, template.delegation, clean(delegation.name, "delegation"), self._strong, "delegation")
        if template.region is not None:
            self._line(surface, template.region, clean(delegation.region, "region"), self._plain, "region", INK_2)

    def _role(self, surface: Surface, role: Role) -> None:
        template, look = self._template, ROLE_LOOKS[role]
        left = template.band.width * MM if isinstance(template.band, SideBand) else 0.0
        top, width, height = template.rule_y * MM, template.width * MM - left, (template.height - template.rule_y) * MM
        if look.ground != WHITE:
            surface.fill(left, top, width, height, look.ground)
        surface.fill(left, top, width, _RULE, INK)
        if look.thread:
            surface.fill(left, top + _RULE, width, 0.2 * MM, look.thread)
        if look.pattern == "double":
            surface.fill(left, top + 2 * _RULE, width, _RULE / 2, INK)
        line = template.role
        x = line.x
        if look.icon:
            icon = template.role_icon
            surface.icon(look.icon, x * MM, (line.y - 0.83 * icon) * MM, icon * MM, look.ink)
            x += icon + 1.3
        word = self.reader.clean(self._words.word(look.word), "role").upper()
        place = Line(x, line.y, line.width - (x - line.x), line.size, line.smallest)
        fitted = self._line(surface, place, word, self._strong, "role", look.ink)
        if fitted is not None and look.pattern in ("hatching", "bars", "dots"):
            start = x * MM + fitted.face.width(fitted.lines[0]) * fitted.size + 3 * MM
            draw_pattern(surface, look.pattern, start, top + _RULE, left + width - start, height - _RULE)

    def _band_of(self, role: Role, delegation: BadgeDelegation) -> tuple[Swatch, str]:
        band = ROLE_LOOKS[role].band
        if band is None:
            return delegation.swatch, self.reader.clean(delegation.code, "delegation_code")
        colour, code = band
        return Swatch(colour), self._words.word(code)
