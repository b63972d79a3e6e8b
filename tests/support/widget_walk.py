"""Looks at every visible widget below another as a careful person would.

Is a word cut off, has everything a name for who does not see it, is anything left in English, and does the keyboard get
to all that a mouse can press? Each function gives sentences about what is wrong; an empty list is praise.
"""

import re
from collections.abc import Container, Iterator

from PySide6.QtCore import QAbstractListModel, QMargins, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollArea,
    QSplitterHandle,
    QStackedLayout,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, font
from smalltowns_desktop.gui.welcome import ChoiceCard
from smalltowns_desktop.gui.widgets.parts import ElidedLabel
from smalltowns_desktop.gui.widgets.rail import RailButton
from smalltowns_desktop.gui.widgets.toggle import ToggleButton

NEVER_MORE_STOPS = 400
_ROWS_READ = 25
_ALMOST = 1
"""A pixel that rounding may cost."""
_LEAST_ELIDED = 28
"""An elided name that is narrower tells nothing."""
_LINE_EDIT_MARGIN = 2
"""What Qt keeps free at each side of the text of a line edit."""
_RAIL_MARGIN = 2
_CARD_EDGES = 100
"""The icon at the left of a card of the welcome, and what is free at its right."""
_HEADING_EDGES, _SORT_MARK = 17, 18
"""What the style sheet keeps free beside a heading; the arrow of the column that sorts."""
_OF_QT = "qt_"
"""How the names of the parts begin that Qt makes for itself."""
_MARKUP = re.compile(r"<[^>]+>")
"""Tool tips of plain text are wrapped in it, so that Qt does not break their lines."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")


def visible_widgets(root: QWidget) -> list[QWidget]:
    """`root` and what can be seen of its window below it, in the order in which it was made."""
    below = [root, *root.findChildren(QWidget)]
    return [widget for widget in below if widget.isVisible() and widget.window() is root.window()]


def _is_there(found: object) -> bool:
    """Qt gives None for what there is not; PySide's annotations do not tell."""
    return found is not None


def describe(widget: QWidget) -> str:
    """Who a widget is, for whoever has to find it in the sources: the last of its line, and its own words."""
    line: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(line) < 5:
        if type(at).__module__.startswith("smalltowns") or at is widget:
            line.append(type(at).__name__)
        at = at.parentWidget()
    words = _own_text(widget) or widget.accessibleName() or widget.objectName()
    return f"{' < '.join(line)} {' '.join(words.split())[:60]!r}"


def _own_text(widget: QWidget) -> str:
    match widget:
        case ElidedLabel():
            return widget.accessibleName()  # the whole of it
        case QLabel() | QAbstractButton():
            return widget.text()
        case QComboBox():
            return widget.currentText()
        case QLineEdit():
            return widget.text() or widget.placeholderText()
    return ""


# Cut off


def cut_off(root: QWidget) -> list[str]:
    """Words that do not fit, parts that stick out of what holds them or over each other, forms that scroll sideways."""
    faults: list[str] = []
    for widget in visible_widgets(root):
        for why in (*_words_cut(widget), *_sticks_out(widget), *_scrolls_sideways(widget), *_overlaps(widget)):
            faults.append(f"{describe(widget)}: {why}")
    return faults


def _words_cut(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel():
            yield from _elided_cut(widget)
        case QLabel():
            yield from _label_cut(widget)
        case RailButton():  # paints its word itself
            room = widget.width() - 2 * _RAIL_MARGIN
            yield from _narrow(QFontMetrics(font(SMALL_PX, bold=True)).horizontalAdvance(widget.text()), room)
        case ChoiceCard():
            room = widget.width() - _CARD_EDGES
            yield from _narrow(QFontMetrics(font(LABEL_PX)).horizontalAdvance(widget.accessibleDescription()), room)
        case QAbstractButton():
            yield from _button_cut(widget)
        case QComboBox():
            yield from _combo_cut(widget)
        case QAbstractSpinBox():
            for line in widget.findChildren(QLineEdit):
                yield from _narrow(line.fontMetrics().horizontalAdvance(widget.text()), _room_of_line(line))
        case QLineEdit():
            yield from _line_cut(widget)
        case QHeaderView():
            yield from _headings_cut(widget)
        case QMenuBar():
            for action in widget.actions():
                if action.isVisible() and not widget.rect().contains(widget.actionGeometry(action)):
                    yield f"no room for the menu {action.text()!r}"


def _narrow(needed: int, room: int) -> Iterator[str]:
    if needed > room + _ALMOST:
        yield f"is {needed} wide, has {room}"


def _low(needed: int, room: int) -> Iterator[str]:
    if needed > room + _ALMOST:
        yield f"is {needed} high, has {room}"


def _elided_cut(label: ElidedLabel) -> Iterator[str]:
    """A name may end in an ellipsis when its tool tip has all of it and something is left to read."""
    yield from _low(label.sizeHint().height(), label.height())
    if label.text() == label.accessibleName():
        return
    if not label.toolTip():
        yield "is elided, and nothing tells the whole"
    if label.width() < _LEAST_ELIDED:
        yield f"is elided to {label.text()!r}"


def _label_cut(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.wordWrap():
        yield from _narrow(label.minimumSizeHint().width(), label.width())
        yield from _low(label.heightForWidth(label.width()), label.height())
    else:
        yield from _narrow(label.sizeHint().width(), label.width())
        yield from _low(label.sizeHint().height(), label.height())


def _button_cut(button: QAbstractButton) -> Iterator[str]:
    """The style sheet paints the text into the room within the padding and cuts off the rest."""
    if not button.text() or (isinstance(button, QToolButton) and _shows_icon_only(button)):
        return
    needed = button.sizeHint().width()
    if (
        not isinstance(button, ToggleButton)
        and button.isCheckable()
        and (button.property("segment") or button.property("chip") == "true")
    ):
        needed += _bold_extra(button.font(), button.text())  # it is bold while it is down, Qt asks for the room of now
    yield from _narrow(needed, button.width())
    yield from _low(QFontMetrics(button.font()).height(), button.height())


def _shows_icon_only(button: QToolButton) -> bool:
    return button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull()


def _bold_extra(plain: QFont, text: str) -> int:
    bold = QFont(plain)
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(text) - QFontMetrics(plain).horizontalAdvance(text)


def _combo_cut(combo: QComboBox) -> Iterator[str]:
    """Of a chosen name the tool tip may tell the rest."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    parts = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    room = combo.style().subControlRect(*parts).width()
    icon = combo.iconSize().width() + 4 if not combo.itemIcon(combo.currentIndex()).isNull() else 0
    text = combo.currentText()
    if combo.toolTip() and text in combo.toolTip():
        return
    yield from _narrow(combo.fontMetrics().horizontalAdvance(text) + icon, room)


def _line_cut(line: QLineEdit) -> Iterator[str]:
    """What was typed scrolls in its line; a hint does not."""
    if isinstance(line.parentWidget(), QComboBox | QAbstractSpinBox):
        return
    if not line.text():
        yield from _narrow(line.fontMetrics().horizontalAdvance(line.placeholderText()), _room_of_line(line))
    yield from _low(line.fontMetrics().height(), line.height())


def _room_of_line(line: QLineEdit) -> int:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inner = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    buttons = sum(part.width() for part in line.findChildren(QToolButton) if part.isVisible())
    return inner.width() - margins.left() - margins.right() - buttons - 2 * _LINE_EDIT_MARGIN


def _headings_cut(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() != Qt.Orientation.Horizontal or model is None:
        return
    for section in range(header.count()):
        if not header.isSectionHidden(section):
            word = str(model.headerData(section, header.orientation()) or "")
            needed = QFontMetrics(font(LABEL_PX, bold=True)).horizontalAdvance(word) + _HEADING_EDGES
            needed += _SORT_MARK if header.isSortIndicatorShown() else 0  # every column may be the one that sorts
            for why in _narrow(needed, header.sectionSize(section)) if word else ():
                yield f"heading {word!r} {why}"


def _sticks_out(widget: QWidget) -> Iterator[str]:
    holder = widget.parentWidget()
    if holder is None or widget.isWindow() or isinstance(widget, QSplitterHandle):
        return  # Qt lets the handle of a splitter reach over its one pixel
    if isinstance(holder.parentWidget(), QAbstractScrollArea) and holder.objectName().startswith(_OF_QT):
        return  # below a viewport: what scrolls is looked at by the scroll bars
    if widget.objectName().startswith(_OF_QT) or isinstance(holder, QComboBox | QAbstractSpinBox):
        return
    room = holder.rect().marginsAdded(QMargins(_ALMOST, _ALMOST, _ALMOST, _ALMOST))
    if not room.contains(widget.geometry()):
        yield f"{_words(widget.geometry())} sticks out of {type(holder).__name__} {holder.width()}x{holder.height()}"


def _scrolls_sideways(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None and inside.width() > widget.viewport().width():
            yield f"scrolls sideways: {inside.width()} in {widget.viewport().width()}"


def _overlaps(widget: QWidget) -> Iterator[str]:
    layout = widget.layout()
    if layout is None:
        return
    for upper, lower in _colliding(layout):
        yield f"{describe(upper)} {_words(upper.geometry())} lies over {describe(lower)} {_words(lower.geometry())}"


def _colliding(layout: QLayout) -> Iterator[tuple[QWidget, QWidget]]:
    shown = [widget for widget in _laid_out(layout) if widget.isVisible()]
    for place, upper in enumerate(shown):
        for lower in shown[place + 1 :]:
            shared = upper.geometry() & lower.geometry()
            if shared.width() > _ALMOST and shared.height() > _ALMOST:
                yield upper, lower


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those in it. Those of a pile lie over each other by design."""
    if isinstance(layout, QStackedLayout):
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _laid_out(inner)
        elif item is not None and (widget := item.widget()) is not None:
            yield widget


def _words(area: QRect) -> str:
    return f"({area.x()}, {area.y()}, {area.width()}x{area.height()})"


# Names


def nameless(root: QWidget) -> list[str]:
    """What can be focused or pressed, and says nothing to who cannot see it; buttons of an icon alone without a tip."""
    faults = []
    for widget in visible_widgets(root):
        if not _is_ours(widget):
            continue
        takes_part = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        if takes_part and not spoken_name(widget):
            faults.append(f"{describe(widget)}: no accessible name")
        if isinstance(widget, QAbstractButton) and not widget.toolTip() and _is_picture(widget):
            faults.append(f"{describe(widget)}: an icon without a tool tip")
    return faults


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, its text, or the label beside it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def _is_picture(button: QAbstractButton) -> bool:
    """Nothing but an icon; a row that can be pressed as a whole has its words in labels."""
    if any(part.text() for part in button.findChildren(QLabel)):
        return False
    return not button.text() or (isinstance(button, QToolButton) and _shows_icon_only(button))


def _is_ours(widget: QWidget) -> bool:
    """Not a part that Qt makes within another and speaks for: viewports, editors of boxes, the cross in a field."""
    holder = widget.parentWidget()
    return not (
        widget.objectName().startswith(_OF_QT)
        or (isinstance(holder, QAbstractScrollArea) and holder.viewport() is widget)
        or isinstance(holder, QComboBox | QAbstractSpinBox)
        or (isinstance(widget, QToolButton) and isinstance(holder, QLineEdit))
        or isinstance(widget, QHeaderView)
    )


# Words


def texts_of(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Everything that a widget below `root` says: words, hints, tips, names, headings, choices, entries of menus."""
    for widget in visible_widgets(root):
        own = [_own_text(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        match widget:
            case QLineEdit():
                own += [widget.placeholderText()] if widget.text() else []
            case QComboBox():
                own += [widget.itemText(place) for place in range(widget.count())]
            case QAbstractItemView() if not isinstance(widget, QHeaderView):
                own += _cells(widget)
            case QHeaderView() if widget.model() is not None and widget.orientation() == Qt.Orientation.Horizontal:
                model, across = widget.model(), Qt.Orientation.Horizontal
                own += [str(model.headerData(place, across) or "") for place in range(widget.count())]
            case QMenuBar():
                own += list(_entries(widget))
            case QToolButton() if widget.menu() is not None:
                own += list(_entries(widget.menu()))
        if widget.isWindow():
            own.append(widget.windowTitle())
        yield from ((widget, text) for text in dict.fromkeys(own) if text)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    """What stands in the first rows of a list or table, and the tips of that."""
    model = view.model()
    if not _is_there(model):
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()  # a list hides how many it has
    for line in range(min(model.rowCount(), _ROWS_READ)):
        for place in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(line, place).data(role) or "")


def _entries(menu: QMenu | QMenuBar) -> Iterator[str]:
    for action in menu.actions():
        yield action.text()
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _entries(inner)


def left_in_english(root: QWidget, known: Container[str]) -> list[str]:
    """Latin words in a window that speaks Russian or Belarusian, but for `known` ones."""
    faults = []
    for widget, text in texts_of(root):
        foreign = [word for word in _LATIN.findall(_MARKUP.sub(" ", text)) if word not in known]
        if foreign:
            faults.append(f"{describe(widget)}: {', '.join(foreign)} in {' '.join(text.split())[:80]!r}")
    return faults


# The keyboard


def out_of_reach(window: QWidget) -> list[str]:
    """What Tab does not come to, where it stays for ever, what only a mouse can press, and a focus that nobody sees."""
    faults: list[str] = []
    stops = _stops(window, Qt.Key.Key_Tab, faults)
    back = _stops(window, Qt.Key.Key_Backtab, faults)
    for widget in visible_widgets(window):
        if not _is_ours(widget) or not widget.isEnabled():
            continue
        if _takes_tab(widget) and widget.focusProxy() is None:
            for name, reached in (("Tab", stops), ("Shift+Tab", back)):
                if widget not in reached:
                    faults.append(f"{describe(widget)}: {name} does not come here")
        elif _only_for_mouse(widget):
            faults.append(f"{describe(widget)}: only a mouse can press it")
    return faults


def _stops(window: QWidget, key: Qt.Key, faults: list[str]) -> list[QWidget]:
    """Where one key after the other leads, until it comes round."""
    reached: list[QWidget] = []
    modifier = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
    at = _focus_of(window) or window
    for _ in range(NEVER_MORE_STOPS):
        QTest.keyClick(at, key, modifier)
        after = _focus_of(window)
        if after is at and isinstance(at, QDateTimeEdit):  # day, month and year are stops of their own
            continue
        if after is None or (after is at and _has_other_stops(window, at)):
            faults.append(f"{describe(at)}: the focus stays here")
            return reached
        if after in reached:
            if after is not reached[0]:
                faults.append(f"{describe(after)}: the focus goes round here and does not leave")
            return reached
        reached.append(after)
        at = after
    faults.append(f"{describe(window)}: no end of stops")
    return reached


def _has_other_stops(window: QWidget, at: QWidget) -> bool:
    stops = [widget for widget in visible_widgets(window) if _is_ours(widget) and widget.isEnabled()]
    return any(_takes_tab(widget) and widget is not at and widget.focusProxy() is None for widget in stops)


def _focus_of(window: QWidget) -> QWidget | None:
    return window.focusWidget()  # None before anything had it, whatever its annotation says


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _only_for_mouse(widget: QWidget) -> bool:
    """Pressed by a mouse, passed over by Tab, and no key does the same."""
    if _takes_tab(widget):
        return False
    match widget:
        case QAbstractButton():
            keys = [widget.shortcut(), *(action.shortcut() for action in widget.actions())]
            group = widget.group()
            if _is_there(group) and any(map(_takes_tab, group.buttons())):
                return False  # Tab comes to one of a group, arrows lead to the others
            return all(key.isEmpty() for key in keys)
    return False


def unseen_focus(window: QWidget, seen: set[QWidget] | None = None) -> list[str]:
    """Stops of the focus that look as if it were elsewhere; those in `seen` have been looked at."""
    seen = set() if seen is None else seen
    faults = []
    window.activateWindow()
    QApplication.processEvents()
    stops = _stops(window, Qt.Key.Key_Tab, [])
    for widget in [stop for stop in stops if stop not in seen]:
        seen.add(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = _look(widget)
        widget.clearFocus()
        if with_focus == _look(widget):
            faults.append(f"{describe(widget)}: looks the same with the focus and without")
    return faults


def _look(widget: QWidget) -> QImage:
    """A widget and a little round it, as it looks now, wherever its page is scrolled to."""
    QApplication.processEvents()
    holder = widget.parentWidget()
    assert holder is not None, "the focus of a window is on something in it"
    return holder.grab(widget.geometry().adjusted(-4, -4, 4, 4) & holder.rect()).toImage()
