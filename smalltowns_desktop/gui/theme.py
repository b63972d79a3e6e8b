"""Colours, fonts, icons and the one style sheet, light and dark.

Colours are named by meaning (resources/theme/tokens.json); a widget asks for `accent`, never for a hexadecimal number.
Attributes of `Theme`: `dark`. Signals: `changed` after a switch; whoever paints by hand repaints.
"""

import json
from collections.abc import Mapping
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from smalltowns_desktop.domain.resources import resource_path

FONT_FILES = (
    "PTSans-Regular.ttf",
    "PTSans-Bold.ttf",
    "PTSans-Italic.ttf",
    "PTSansNarrow-Regular.ttf",
    "PTSansNarrow-Bold.ttf",
    "PTMono-Regular.ttf",
)
FAMILY = "PT Sans"
NARROW_FAMILY = "PT Sans Narrow"
CODE_FAMILY = "PT Mono"
TEXT_PX, LABEL_PX, SMALL_PX, TINY_PX, NUMBER_PX = 14, 13, 12, 11, 26
MARK = "smalltowns"
_MARK_LEFT, _MARK_RIGHT = ("#2E8B9D", "#6FD0DE"), ("#0B5D6B", "#FFFFFF")
_DELEGATION_COLOURS = 12


class Theme(QObject):
    """Everything that depends on light or dark."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        tokens = json.loads(resource_path("theme", "tokens.json").read_text(encoding="utf-8"))
        self._tokens: Mapping[bool, Mapping[str, str]] = {False: tokens["light"], True: tokens["dark"]}
        self._delegations: list[str] = tokens["delegation_palette"]
        self._style_sheet = Template(resource_path("theme", "style.qss").read_text(encoding="utf-8"))
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self.dark = dark

    def apply(self, application: QApplication) -> None:
        """Fonts, style, palette and style sheet for the whole program."""
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        application.setFont(font())
        self._dress(application)

    def set_dark(self, dark: bool, application: QApplication) -> None:
        """Switch, without a restart."""
        if dark == self.dark:
            return
        self.dark = dark
        self._pixmaps.clear()
        self._icons.clear()
        self._dress(application)
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """A colour by its token, `accent` for one, or as it is: `#1B6E3C`."""
        return QColor(name if name.startswith("#") else self._tokens[self.dark][name])

    def direction_colours(self, position: int) -> tuple[QColor, QColor, QColor, QColor]:
        """Strip, ground, edge and text of the direction at `position`; a negative one has none: meals and rest."""
        name = "neu" if position < 0 else ("gov", "agr", "biz", "cul")[position % 4]
        return self.colour(name), self.colour(f"{name}-t"), self.colour(f"{name}-l"), self.colour(f"{name}-x")

    def delegation_colour(self, own: str, position: int) -> tuple[QColor, bool]:
        """A delegation's colour, and whether its tile is filled (the first dozen) or only framed (the next)."""
        colour = QColor(own) if own else QColor(self._delegations[position % _DELEGATION_COLOURS])
        return colour, position // _DELEGATION_COLOURS % 2 == 0

    def icon(self, name: str, colour: str = "text-2", gap: int = 0) -> QIcon:
        """A shipped icon, recoloured; greyed where disabled; with `gap` empty pixels at its right."""
        key = (name, colour, gap)
        if key not in self._icons:
            icon = QIcon()
            scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0}
            for size in (16, 20, 24):
                for scale in scales:
                    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "disabled")):
                        icon.addPixmap(_with_gap(self.pixmap(name, ink, size, scale), gap), mode)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
        """An icon as a picture of `size` logical pixels."""
        key = (name, colour, size, scale)
        if key not in self._pixmaps:
            svg = self._drawing(name).replace("currentColor", self.colour(colour).name())
            if name == MARK:  # two colours of its own, on the light of paper; on the rail lighter ones
                svg = svg.replace(*_MARK_LEFT).replace(*_MARK_RIGHT) if colour == "rail-bar" else svg
            pixels = round(size * scale)
            picture = _empty(pixels, pixels, scale)
            painter = QPainter(picture)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
            painter.end()
            self._pixmaps[key] = picture
        return self._pixmaps[key]

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._drawings[name]

    def _dress(self, application: QApplication) -> None:
        tokens = self._tokens[self.dark]
        application.setPalette(_palette(tokens))
        names = {name.replace("-", "_"): value for name, value in tokens.items()}
        sheet = self._style_sheet.substitute(names, icons=resource_path("theme").as_posix())
        if sheet != application.styleSheet():
            # Qt polishes each widget once for every widget that it stands in. To take the old sheet away first would
            # be five times quicker, but it changes the style under open windows, and the program fell there once.
            application.setStyleSheet(sheet)


def font(pixels: int = TEXT_PX, *, bold: bool = False, family: str = FAMILY) -> QFont:
    """A shipped font; sizes are logical pixels, weights 400 and 700 only."""
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    """The picture with `gap` empty logical pixels at its right."""
    if not gap:
        return picture
    scale = picture.devicePixelRatio()
    wider = _empty(picture.width() + round(gap * scale), picture.height(), scale)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider


def _empty(width: int, height: int, scale: float) -> QPixmap:
    picture = QPixmap(width, height)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _palette(tokens: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface-2",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "text-3",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "danger",
        QPalette.ColorRole.Highlight: "accent-soft",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "tooltip",
        QPalette.ColorRole.ToolTipText: "tooltip-text",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "surface-2",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line-strong",
        QPalette.ColorRole.Shadow: "text-3",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, token in roles.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return palette
