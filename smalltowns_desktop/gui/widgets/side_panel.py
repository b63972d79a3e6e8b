"""The panel at the right of a page: a head with its buttons, a body that scrolls, a foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from smalltowns_desktop.gui.widgets.parts import Part, column, label, row, surface


class BodyScroll(QScrollArea):
    """Scrolls up and down only; whatever gets the focus by the keyboard is brought into view."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setProperty("surface", "plain")
        self.setWidget(body)


class SidePanel(QFrame):
    """`title` and `second` say what it is about; `heads` are buttons beside them."""

    def __init__(self, title: str, heads: tuple[Part, ...], body: QWidget, foot: QLayout | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.title = label(title, "heading")
        self.second: QLabel = label(role="second")
        self.body = body
        head = surface("head", row(self.title, self.second, None, *heads, gap=4, margins=(12, 3, 8, 3)))
        head.setMinimumHeight(38)
        parts: list[Part] = [head, body]
        self.foot = surface("foot", foot) if foot is not None else None
        if self.foot is not None:
            parts.append(self.foot)
        self.setLayout(column(*parts, gap=0))


def stacked(*parts: QWidget) -> QWidget:
    """Parts one below the other on the ground of a panel, and room below them."""
    made = QWidget()
    made.setProperty("surface", "plain")
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return made
