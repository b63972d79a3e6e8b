"""Colours, fonts, icons and the one style sheet, light and dark.

Colours are named by meaning (resources/theme/tokens.json); a widget asks for `accent`, never for a hexadecimal number.
Attributes of `Theme`: `dark`. Signals: `changed` after a switch; whoever paints by hand repaints.
"""

import json
from collections.abc import Mapping
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
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
TEXT_PX, LABEL_PX, SMALL_PX, TINY_PX, TITLE_PX, NUMBER_PX = 14, 13, 12, 11, 18, 26
MARK = "smalltowns"
_MARK_LEFT, _MARK_RIGHT = ("#2E8B9D", "#6FD0DE"), ("#0B5D6B", "#FFFFFF")
_SCALES = (1.0, 1.5, 2.0)
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
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
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

    def icon(self, name: str, colour: str = "text-2") -> QIcon:
        """A shipped icon, recoloured; greyed where disabled."""
        key = (name, colour)
        if key not in self._icons:
            icon = QIcon()
            for size in (16, 20, 24):
                for scale in _SCALES:
                    icon.addPixmap(self.pixmap(name, colour, size, scale), QIcon.Mode.Normal)
                    icon.addPixmap(self.pixmap(name, "disabled", size, scale), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
        """An icon as a picture of `size` logical pixels."""
        key = (name, colour, size, scale)
        if key not in self._pixmaps:
            source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
            svg = source.replace("currentColor", self.colour(colour).name())
            if name == MARK:  # two colours of its own, on the light of paper; on the rail lighter ones
                svg = svg.replace(*_MARK_LEFT).replace(*_MARK_RIGHT) if colour == "rail-bar" else svg
            pixels = round(size * scale)
            picture = QPixmap(QSize(pixels, pixels))
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
            painter.end()
            picture.setDevicePixelRatio(scale)
            self._pixmaps[key] = picture
        return self._pixmaps[key]

    def _dress(self, application: QApplication) -> None:
        tokens = self._tokens[self.dark]
        application.setPalette(_palette(tokens))
        names = {name.replace("-", "_"): value for name, value in tokens.items()}
        sheet = self._style_sheet.substitute(names, icons=resource_path("theme").as_posix())
        if sheet != application.styleSheet():  # to polish every widget anew costs half a second
            application.setStyleSheet(sheet)


def font(pixels: int = TEXT_PX, *, bold: bool = False, family: str = FAMILY) -> QFont:
    """A shipped font; sizes are logical pixels, weights 400 and 700 only."""
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


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
