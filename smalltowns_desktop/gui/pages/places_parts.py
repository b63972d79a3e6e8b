"""Small painted parts of a site's card."""

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.gui.models.site_facts import DayAtSite
from smalltowns_desktop.gui.theme import LABEL_PX, Theme, font
from smalltowns_desktop.gui.widgets.tips import plain_tip

DISC = 36
_DIRECTION_ICONS = ("landmark", "wheat", "briefcase", "drama")


class KindDisc(QWidget):
    """The icon of a site's kind in a filled disc."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(DISC, DISC)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(self.rect())
        place = (DISC - 20) // 2
        painter.drawPixmap(place, place, self._theme.pixmap(self._icon, "on-accent", 20, self.devicePixelRatioF()))


class DirectionTag(QWidget):
    """A direction's name on its own colours, with its icon."""

    def __init__(self, theme: Theme, text: str, position: int) -> None:
        super().__init__()
        self._theme, self._text, self._position = theme, text, position
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(min(300, QFontMetrics(font(LABEL_PX)).horizontalAdvance(self._text) + 38), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _strip, ground, _edge, text = self._theme.direction_colours(self._position)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), 4, 4)
        icon = self._theme.pixmap(_DIRECTION_ICONS[self._position % 4], text.name(), 15, self.devicePixelRatioF())
        painter.drawPixmap(8, (self.height() - 15) // 2, icon)
        painter.setPen(text)
        face = font(LABEL_PX)
        painter.setFont(face)
        area = self.rect().adjusted(29, 0, -8, 0)
        fitted = QFontMetrics(face).elidedText(self._text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


class LoadBar(QWidget):
    """A day from its usual start to its usual end, with what is planned as blocks; red where it is too many people."""

    def __init__(self, theme: Theme, event: Event, day: DayAtSite, limit: int | None, *, chosen: bool) -> None:
        super().__init__()
        self._theme, self._day, self._chosen = theme, day, chosen
        self._from = datetime.combine(day.day, event.day_starts_at)
        self._to = datetime.combine(day.day, event.day_ends_at)
        if self._to <= self._from:
            self._to += timedelta(days=1)
        self._crowded = limit is not None and day.people > limit
        self.setFixedHeight(16)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3" if self._day.is_open else "line-2"))
        painter.drawRoundedRect(self.rect(), 3, 3)
        colour = "danger" if self._crowded else "accent" if self._chosen else "text-3"
        painter.setBrush(self._theme.colour(colour))
        whole = (self._to - self._from).total_seconds()
        for activity in self._day.activities:
            start = min(1.0, max(0.0, (activity.starts_at - self._from).total_seconds() / whole))
            end = min(1.0, max(0.0, (activity.ends_at - self._from).total_seconds() / whole))
            if end > start:
                wide = max(3.0, (end - start) * self.width() - 1)
                painter.drawRoundedRect(QRectF(start * self.width(), 0, wide, self.height()), 2, 2)
