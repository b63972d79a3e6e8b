"""The list at the left of the places: search, kinds, districts that fold up, sites with their stops."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
)

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.gui.map.items import KIND_ICONS, number_width, paint_number
from smalltowns_desktop.gui.models.sites import DistrictLines, SiteLine, SitesTree
from smalltowns_desktop.gui.models.table import KEY_ROLE, ROW_ROLE
from smalltowns_desktop.gui.pages.places_words import kind_words
from smalltowns_desktop.gui.theme import SMALL_PX, TINY_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import EmptyHint, column, dress_icon, row
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 308
_DISTRICT, _SITE = 29, 44
_DISC, _BAR = 26, 3
_SIGN = 32
_KIND_WIDTH = 28
"""The part of a district's row that folds it up."""


class PlacesDelegate(QStyledItemDelegate):
    """Paints a district as a heading and a site in two rows, its stops or its problem at the right."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH, _SITE if index.parent().isValid() else _DISTRICT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item, area = index.data(ROW_ROLE), option.rect
        current = index == self._view.currentIndex()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, DistrictLines):
            self._ground(painter, area, "accent-soft" if current else "hover" if hovered else "surface-2", current)
            self._paint_district(painter, area, item, self._view.isExpanded(index.model().index(index.row(), 0)))
        else:
            self._ground(painter, area, "accent-soft" if current else "hover" if hovered else "surface", current)
            self._paint_site(painter, area, item, current)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, colour: str, current: bool) -> None:
        painter.fillRect(area, self._theme.colour(colour))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self._theme.colour("line-2"))
        if current:
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), self._theme.colour("accent"))

    def _paint_district(self, painter: QPainter, area: QRect, item: DistrictLines, open_: bool) -> None:
        scale = painter.device().devicePixelRatio()
        chevron = self._theme.pixmap("chevron-down" if open_ else "chevron-right", "text-2", 16, scale)
        painter.drawPixmap(area.left() + 12, area.top() + (area.height() - 16) // 2, chevron)
        name = font(bold=True)
        left = area.left() + 34
        text = QFontMetrics(name).elidedText(item.name, Qt.TextElideMode.ElideRight, area.width() - 80)
        self._write(painter, QRect(left, area.top(), area.width() - 80, area.height()), text, name, "text")
        count = str(len(item.sites))
        wide = QFontMetrics(font(TINY_PX, bold=True)).horizontalAdvance(count) + 14
        pill = QRect(left + QFontMetrics(name).horizontalAdvance(text) + 8, area.center().y() - 8, wide, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3"))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(self._theme.colour("text-2"))
        painter.setFont(font(TINY_PX, bold=True))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)

    def _paint_site(self, painter: QPainter, area: QRect, item: SiteLine, current: bool) -> None:
        colour, scale = self._theme.colour, painter.device().devicePixelRatio()
        middle = area.center().y() + 1
        painter.setPen(QPen(colour("accent" if current else "line-strong"), 1))
        painter.setBrush(colour("accent" if current else "surface"))
        painter.drawEllipse(QPointF(area.left() + 12 + _DISC / 2, middle), _DISC / 2, _DISC / 2)
        icon = self._theme.pixmap(KIND_ICONS[item.kind], "on-accent" if current else "text-2", 16, scale)
        painter.drawPixmap(area.left() + 12 + (_DISC - 16) // 2, middle - 8, icon)
        right = 12
        if item.numbers:
            wide = number_width(item.numbers)
            paint_number(painter, self._theme, QPointF(area.right() - right - wide / 2, middle), item.numbers)
            right += round(wide) + 8
        if item.problem:
            sign, tone = ("octagon-x", "danger") if item.problem == "error" else ("triangle-alert", "warn")
            painter.drawPixmap(area.right() - right - 16, middle - 8, self._theme.pixmap(sign, tone, 16, scale))
            right += 24
        left = area.left() + 48
        wide = area.right() - right - left
        top = area.top() + (5 if item.line else 13)
        self._line(painter, QRect(left, top, wide, 18), item.name, font(bold=current), "text")
        self._line(painter, QRect(left, area.top() + 23, wide, 16), item.line, font(SMALL_PX), "text-2")

    def _line(self, painter: QPainter, area: QRect, text: str, face: QFont, colour: str) -> None:
        fitted = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self._write(painter, area, fitted, face, colour)

    def _write(self, painter: QPainter, area: QRect, text: str, face: QFont, colour: str) -> None:
        painter.setFont(face)
        painter.setPen(self._theme.colour(colour))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(area, flags, text)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole row as a tip: names are long."""
        item = index.data(ROW_ROLE)
        text = f"{item.name}\n{item.line}" if isinstance(item, SiteLine) else item.name if item is not None else ""
        view.setToolTip(plain_tip(text))
        return False


class PlacesTree(QTreeView):
    """Districts fold up at a press on their sign. Signals: `edit_wanted`, `delete_wanted` (of the current row)."""

    edit_wanted = Signal()
    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a district's sign folds it up or opens it; anywhere else chooses."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.parent().isValid() and event.position().x() < _SIGN:
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)


class PlacesList(QFrame):
    """Signals: `chosen` (key of a site or district), `narrowed` (search or kinds changed: other sites are shown)."""

    chosen = Signal(str)
    narrowed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self.setFixedWidth(WIDTH)
        self._workspace = workspace
        self._folded: set[str] = set()
        self._quiet = False
        self.model = SitesTree(self)
        self.search = SearchField(workspace, workspace.say("Place, district or host"))
        self.search.setFixedWidth(WIDTH - 24)
        self.search.searched.connect(self._search)
        self.kinds: dict[SiteKind, QToolButton] = {}
        self._every = ToggleButton()
        self._kinds_line = row(gap=3)
        self._make_kinds()
        self.tree = PlacesTree()
        self._dress_tree()
        self._none = EmptyHint(workspace.theme, "search", workspace.say("Nothing found"))
        self._none.hide()
        head = column(self.search, self._kinds_line, gap=8, margins=(12, 10, 12, 8))
        self.setLayout(column(head, self.tree, self._none, gap=0))

    def show_lines(self, districts: Sequence[DistrictLines]) -> None:
        """The places, and which kinds there are to choose from."""
        self.model.show_lines(districts)
        there = {site.kind for district in districts for site in district.sites}
        for kind, made in self.kinds.items():
            made.setVisible(kind in there)
        self._unfold()

    def choose(self, key: str) -> None:
        """Make a site or district the current row, without a signal."""
        index = self.model.index_of(key)
        if index == self.tree.currentIndex():
            return
        self._quiet = True
        if index.isValid():
            self.tree.setExpanded(index.parent(), True)
        self.tree.setCurrentIndex(index)
        self._quiet = False

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _make_kinds(self) -> None:
        say, theme = self._workspace.say, self._workspace.theme
        self._every.setText(say("All"))
        self._every.setProperty("chip", "icon")
        self._every.setMinimumWidth(44)
        self._every.setChecked(True)
        self._every.clicked.connect(self._show_every)
        self._kinds_line.addWidget(self._every)
        for kind, word in kind_words(self._workspace).items():
            made = QToolButton()
            made.setProperty("chip", "icon")
            made.setCheckable(True)
            made.setToolTip(word)
            made.setAccessibleName(word)
            made.setIconSize(QSize(16, 16))
            made.setMaximumWidth(_KIND_WIDTH)
            dress_icon(theme, made, KIND_ICONS[kind])
            made.clicked.connect(self._show_kinds)
            self.kinds[kind] = made
            self._kinds_line.addWidget(made)
        self._kinds_line.addStretch(1)

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(PlacesDelegate(self._workspace.theme, tree))
        tree.setAccessibleName(self._workspace.say("Places by district"))
        tree.setHeaderHidden(True)
        tree.setIndentation(0)
        tree.setRootIsDecorated(False)
        tree.setExpandsOnDoubleClick(False)
        tree.setMouseTracking(True)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.selectionModel().currentChanged.connect(self._current_changed)
        tree.collapsed.connect(lambda index: self._folded.add(index.data(KEY_ROLE)))
        tree.expanded.connect(lambda index: self._folded.discard(index.data(KEY_ROLE)))
        self.model.modelReset.connect(self._unfold)
        self.search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the search go to the list."""
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in down:
            keys = self.model.keys_shown()
            if keys:
                self.tree.setFocus()
                self.tree.setCurrentIndex(self.model.index_of(keys[0]))
            return True
        return super().eventFilter(watched, event)

    def _unfold(self) -> None:
        narrowed = self.model.narrowed
        for number in range(self.model.rowCount()):
            index = self.model.index(number, 0)
            folded = index.data(KEY_ROLE) in self._folded and not narrowed
            self.tree.setExpanded(index, not folded)
        empty = self.model.rowCount() == 0 and narrowed
        self._none.setVisible(empty)
        self.tree.setVisible(not empty)

    def _search(self, alternatives: list[list[str]]) -> None:
        self.model.search(alternatives)
        self._unfold()
        self.narrowed.emit()

    def _show_every(self) -> None:
        for made in self.kinds.values():
            made.setChecked(False)
        self._show_kinds()

    def _show_kinds(self) -> None:
        chosen = self._kinds_chosen()
        self._every.setChecked(not chosen)
        self.model.show_kinds(chosen)
        self._unfold()
        self.narrowed.emit()

    def _kinds_chosen(self) -> list[SiteKind]:
        return [kind for kind, made in self.kinds.items() if made.isChecked()]

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.data(KEY_ROLE))
