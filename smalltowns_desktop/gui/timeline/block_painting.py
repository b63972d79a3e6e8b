"""How a visit's block and a vehicle's ride look in each of their states (look/tokens.md, sections 5 and 6)."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from smalltowns_desktop.domain.model import Activity, ActivityKind, ActivityStatus, Severity
from smalltowns_desktop.gui.painting import STRIP, paint_code_tile, paint_strip
from smalltowns_desktop.gui.timeline.ink import LINE, Ink, direction_token, item_icon
from smalltowns_desktop.gui.timeline.layout import Piece, Tile, Way
from smalltowns_desktop.gui.wording import clock, span

PAST_OPACITY, LEFT_OPACITY = 0.6, 0.35
_RADIUS = 4
_BARE = 40
"""Narrower blocks are a strip only."""
_FOR_PLACE, _FOR_TWO_LINES, _FOR_ICON = 44, 56, 78
_TILE_WIDTH, _TILE_HEIGHT = 24, 15
_HATCH_HEIGHT = 6
"""Of the hatched foot by which a ride is known."""
_FOR_CODE = 20
"""A narrower ride has no words."""
_FEWEST_LETTERS = 8
"""Of where a ride goes, with its arrow and the ellipsis; of less it says when it leaves."""
_BADGE_INSIDE = 8
"""How much of a badge stands over the words of a piece."""


@dataclass(frozen=True, slots=True)
class Look:
    """The state of a block, as far as it is seen."""

    selected: bool = False
    current: bool = False
    hovered: bool = False
    past: bool = False
    left: bool = False
    """Its copy is being carried elsewhere."""
    severity: Severity = Severity.OFF
    accepted: bool = False
    """It has a conflict that somebody accepted."""
    time: bool = False
    """Says when, not where: while it is carried."""
    short: int = 0
    """Minutes that a ride lacks."""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Face:
    """What is written on a block."""

    activity: Activity
    direction: int
    place: str
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class RideFace:
    """What is written on a ride in its vehicle's row."""

    departs_at: datetime
    arrives_at: datetime
    destination: str
    tiles: tuple[Tile, ...] = ()


def face_of(piece: Piece) -> Face | RideFace:
    if isinstance(piece, Way):
        return RideFace(piece.starts_at, piece.ends_at, piece.destination, piece.tiles)
    return Face(piece.activity, piece.direction, piece.place, piece.tiles)


def paint_piece(painter: QPainter, ink: Ink, area: QRectF, face: Face | RideFace, look: Look) -> None:
    """A block or a ride into `area`; its badge, ring and handles stand up to ten pixels out of it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.past or look.left:
        painter.setOpacity(painter.opacity() * (LEFT_OPACITY if look.left else PAST_OPACITY))
    if look.current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.pen("focus", 2))
        painter.drawRoundedRect(area.adjusted(-3, -3, 3, 3), _RADIUS + 3, _RADIUS + 3)
    if isinstance(face, RideFace):
        _paint_ride(painter, ink, area, face, look)
    else:
        _paint_block(painter, ink, area, face, look)
    painter.restore()


def _paint_block(painter: QPainter, ink: Ink, area: QRectF, face: Face, look: Look) -> None:
    token = direction_token(face.direction)
    cancelled = face.activity.status is ActivityStatus.CANCELLED
    pen, inset = _frame(ink, token, face.activity, look)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if cancelled else _ground(ink, token, look.severity))
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    paint_strip(painter, ink.theme, area.adjusted(1, 2, 0, -2), face.direction)
    _write(painter, ink, area, face, look, token)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if face.activity.locked and area.width() >= _BARE:
        painter.drawPixmap(round(area.right()) - 18, round(area.bottom()) - 18, ink.pixmap("lock", "text-2"))
    if look.current and not face.activity.locked:
        _handles(painter, ink, area)
    _paint_sign(painter, ink, area, look)


def _paint_ride(painter: QPainter, ink: Ink, area: QRectF, face: RideFace, look: Look) -> None:
    """Whose it is, where to, and a hatched foot."""
    severity = Severity.ERROR if look.short else look.severity
    pen, inset = _frame(ink, "neu", None, replace(look, severity=severity))
    painter.setPen(pen)
    painter.setBrush(_ground(ink, "neu", severity))
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
    foot = QRectF(area.left() + 2, area.bottom() - _HATCH_HEIGHT - 2, area.width() - 4, _HATCH_HEIGHT)
    painter.fillRect(foot, ink.hatch("danger" if look.short else "hatch"))
    left, room = area.left() + 5, area.width() - 10
    if room >= _FOR_CODE - 10:
        top = area.top() + 3
        short = f"−{look.short}" if look.short else ""
        taken = ink.bold_width(short) + 6 + (_BADGE_INSIDE if look.severity is not Severity.OFF else 0) if short else 0
        codes = " ".join(tile.code for tile in face.tiles)
        if room - taken >= _FOR_CODE:
            ink.text(painter, ink.bold, "danger", left + room - taken + 6, top, short)
        else:
            taken = 0  # the badge says that something is wrong, and the tip what
        ink.text(painter, ink.bold, "text", left, top, ink.elided(codes, room - taken, bold=True))
        ink.text(painter, ink.plain, "text-2", left, top + LINE + 2, _second_of_ride(ink, face, look, room))
    if look.current:
        _handles(painter, ink, area)
    _paint_sign(painter, ink, area, look)


def _second_of_ride(ink: Ink, face: RideFace, look: Look, room: float) -> str:
    if not look.time:
        shown = ink.elided(f"→ {face.destination}", room)
        if len(shown) >= _FEWEST_LETTERS or not shown.endswith("…"):
            return shown
        leaves = clock(face.departs_at)  # two letters of a name say nothing
        return leaves if ink.elided(leaves, room) == leaves else ""
    times = span(face.departs_at, face.arrives_at)
    return times if ink.elided(times, room) == times else clock(face.departs_at)


def _paint_sign(painter: QPainter, ink: Ink, area: QRectF, look: Look) -> None:
    """That it has a conflict, or one that somebody accepted."""
    if look.severity in (Severity.ERROR, Severity.WARNING):
        ink.badge(painter, area.right() - 3, area.top() + 1, error=look.severity is Severity.ERROR)
    elif look.accepted:
        painter.drawPixmap(round(area.right()) - 15, round(area.top()) + 3, ink.pixmap("message-square", "warn", 12))


def _frame(ink: Ink, token: str, activity: Activity | None, look: Look) -> tuple[QPen, float]:
    """The pen of the frame and how far inside it runs; a ride has no activity."""
    if look.severity is Severity.ERROR:
        return ink.pen("danger", 2), 1
    if look.severity is Severity.WARNING:
        return ink.pen("warn-strong", 2, Qt.PenStyle.DashLine), 1
    if look.selected or look.current:
        return ink.pen("accent", 2), 1
    if look.accepted:
        return ink.pen("warn-line"), 0.5
    if activity is not None and activity.status is ActivityStatus.CANCELLED:
        return ink.pen("text-3", 1, Qt.PenStyle.DashLine), 0.5
    if look.hovered or (activity is not None and activity.locked):
        return ink.pen(f"{token}-x"), 0.5
    if activity is not None and activity.status is ActivityStatus.DRAFT:
        return ink.pen(f"{token}-x" if token == "neu" else f"{token}-l", 1, Qt.PenStyle.DashLine), 0.5
    return ink.pen(f"{token}-l"), 0.5


def _ground(ink: Ink, token: str, severity: Severity) -> QColor:
    match severity:
        case Severity.ERROR:
            return ink.colour("danger-soft")
        case Severity.WARNING:
            return ink.colour("warn-soft")
        case _:
            return ink.colour(f"{token}-t")


def _write(painter: QPainter, ink: Ink, area: QRectF, face: Face, look: Look, token: str) -> None:
    width = area.width()
    if width < _BARE:
        return
    left = area.left() + (STRIP + 6 if face.direction >= 0 else 8)
    room = area.right() - left - 4
    activity = face.activity
    top = area.top() + 3
    most = 2 if look.time or width >= _FOR_TWO_LINES else 1
    cancelled = activity.status is ActivityStatus.CANCELLED
    icon = item_icon(activity.kind, face.direction)
    if activity.kind is ActivityKind.MEAL and face.direction < 0 and width >= _FOR_ICON:
        painter.drawPixmap(round(left), round(top) + 1, ink.pixmap(icon, f"{token}-x"))
        lines = ink.lines(activity.title, room - 17, 1)
        ink.text(painter, ink.bold, "text", left + 17, top, lines[0] if lines else "")
        icon = ""
    else:
        for number, line in enumerate(ink.lines(activity.title, room, most)):
            ink.text(painter, ink.bold, "text", left, top + number * LINE, line)
            if cancelled:
                painter.drawLine(
                    round(left), round(top) + number * LINE + 7, round(left + room), round(top) + number * LINE + 7
                )
    if width < _FOR_PLACE:
        return
    _second_line(painter, ink, area, face, look, token, icon, left)


def _second_line(
    painter: QPainter, ink: Ink, area: QRectF, face: Face, look: Look, token: str, icon: str, left: float
) -> None:
    activity = face.activity
    top = area.bottom() - LINE - 2
    end = area.right() - (20 if activity.locked else 4)
    if look.time:
        times = span(activity.starts_at, activity.ends_at)
        fits = ink.elided(times, end - left) == times
        ink.text(painter, ink.plain, "text", left, top, times if fits else clock(activity.starts_at))
        return
    if face.tiles:
        _tiles(painter, ink, face.tiles, left, top - 2, end)
        return
    text = ink.workspace.say("cancelled") if activity.status is ActivityStatus.CANCELLED else face.place
    if icon and area.width() >= _FOR_ICON and text:
        painter.drawPixmap(round(left), round(top), ink.pixmap(icon, f"{token}-x"))
        left += 16
    ink.text(painter, ink.plain, "text-2", left, top, ink.elided(text, end - left))


def _tiles(painter: QPainter, ink: Ink, tiles: tuple[Tile, ...], left: float, top: float, end: float) -> None:
    """As many codes as fit, then how many more there are."""
    fits = max(1, int((end - left + 3) // (_TILE_WIDTH + 3)))
    shown = tiles if len(tiles) <= fits else tiles[: max(1, fits - 1)]
    for tile in shown:
        colour, filled = ink.theme.delegation_colour(tile.colour, tile.position)
        paint_code_tile(painter, ink.theme, QRectF(left, top, _TILE_WIDTH, _TILE_HEIGHT), tile.code, colour, filled)
        left += _TILE_WIDTH + 3
    if len(shown) < len(tiles) and left + 12 < end:
        ink.text(painter, ink.small, "text-2", left, top, f"+{len(tiles) - len(shown)}")


def _handles(painter: QPainter, ink: Ink, area: QRectF) -> None:
    """The two ends by which a block is made longer or shorter."""
    painter.setPen(ink.pen("accent", 1.5))
    painter.setBrush(ink.colour("surface"))
    for x in (area.left(), area.right()):
        painter.drawRoundedRect(QRectF(x - 4, area.center().y() - 8, 8, 16), 3, 3)


def paint_verdict(painter: QPainter, ink: Ink, area: QRectF, severity: Severity | None) -> None:
    """The outline of where something carried would stand: free, not known yet, or in conflict."""
    token = {Severity.ERROR: "danger", Severity.WARNING: "warn-strong"}.get(severity or Severity.OFF, "accent")
    style = Qt.PenStyle.SolidLine if severity is None else Qt.PenStyle.DashLine
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(ink.pen(token, 2, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), _RADIUS + 1, _RADIUS + 1)
