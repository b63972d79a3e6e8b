"""F6: the keyboard goes from panel to panel, without a Tab through every field on the way."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

_TAB = Qt.FocusPolicy.TabFocus


def panels_of(page: QWidget) -> list[QWidget]:
    """The lists, tables, pictures and scrolling forms of a page that are in sight and not inside one another, in the
    order of reading: columns from left to right, each from top to bottom. A page of none of these is one panel."""
    areas = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisibleTo(page)]
    outer = [area for area in areas if not any(other is not area and other.isAncestorOf(area) for other in areas)]
    with_focus = [area for area in outer if way_into(area) is not None]

    def place(area: QWidget) -> tuple[int, int]:
        corner = area.mapTo(page, QPoint())
        return corner.x(), corner.y()

    return sorted(with_focus, key=place) or [page]


def way_into(panel: QWidget) -> QWidget | None:
    """What gets the keyboard when it comes into a panel: where it was last, else the first part that takes it."""
    last = panel.focusWidget()
    if _takes_focus(last):
        return last
    if _takes_focus(panel):
        return panel
    part = panel.nextInFocusChain()
    while part is not None and part is not panel:
        if panel.isAncestorOf(part) and _takes_focus(part):
            return part
        part = part.nextInFocusChain()
    return None


def enter_next(panels: Sequence[QWidget], step: int) -> None:
    """Give the keyboard to the panel after the one that has it (`step` 1) or before it (-1), and round again."""
    focused = QApplication.focusWidget()
    holding = [at for at, panel in enumerate(panels) if focused is not None and panel.isAncestorOf(focused)]
    start = holding[0] if holding else -1 if step > 0 else 0
    target = way_into(panels[(start + step) % len(panels)])
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_focus(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & _TAB == _TAB
