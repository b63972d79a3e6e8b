"""The middle of the print page: the true PDF, its pages and its zoom."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.gui.models.papers import PaperRow
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    button,
    column,
    icon_button,
    label,
    restyle,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.pdf_view import PdfView
from smalltowns_desktop.gui.workspace import Workspace

_ROOMY = 540
"""Pixels from which there is room for the state."""
_GAP, _EDGES = 6, 28
_TONES = {PaperState.STALE: "warn", PaperState.NOT_PRINTED: "plain", PaperState.CURRENT: "ok"}


class PrintPreview(QWidget):
    """A bar over a `PdfView`; `marks` tells whether changed rows are marked in the margin."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        say, theme = workspace.say, workspace.theme
        self.view = PdfView(workspace, say("Preview"))
        self.marks = QCheckBox(say("Marks"))
        self.marks.setToolTip(say("A bar beside what differs from the last print (Ctrl+M)"))
        self.marks.setChecked(True)
        self._paper: PaperRow | None = None
        self._whole_title = ""
        self._title = ElidedLabel(role="heading")
        self._state = label("", tone="plain")
        self._pages = label("", "second")
        self._percent = button("", "link", self.view.fit)
        self._percent.setToolTip(say("Show the whole page"))
        self._percent.setAccessibleName(say("Show the whole page"))
        before = icon_button(theme, "chevron-left", say("Page before"), lambda: self.view.show_page(self.view.page - 1))
        after = icon_button(theme, "chevron-right", say("Next page"), lambda: self.view.show_page(self.view.page + 1))
        self._turning: tuple[QWidget, ...] = (before, self._pages, after)
        smaller = icon_button(theme, "zoom-out", say("Smaller"), self.view.zoom_out)
        larger = icon_button(theme, "zoom-in", say("Larger"), self.view.zoom_in)
        line = row(
            self._title, self._state, 4, self.marks, before, self._pages, after, smaller, self._percent, larger,
            gap=_GAP, margins=(12, 0, 8, 0),
        )  # fmt: skip
        line.setStretchFactor(self._title, 1)
        self._beside = (self._state, self.marks, before, self._pages, after, smaller, self._percent, larger)
        bar = surface("bar", line)
        bar.setFixedHeight(48)
        self.setLayout(column(bar, self.view, gap=0))
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(lambda percent: self._percent.setText(say("{n} %", n=percent)))

    @property
    def title(self) -> str:
        """What kind of paper is looked at, and whose."""
        return self._whole_title

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def show_paper(self, paper: PaperRow | None) -> None:
        """Name a paper and say how it stands; its pages come later."""
        say = self._workspace.say
        self.marks.setVisible(paper is not None and paper.kind is PaperKind.ITINERARY)
        self._paper, self._whole_title = paper, ""
        if paper is None:
            self._fit_title()
            self.view.show_message(say("Choose a paper on the left"))
            return
        is_itinerary = paper.kind is PaperKind.ITINERARY
        self._whole_title = (
            say("Itinerary: {name}", name=paper.name) if is_itinerary else say("Badges: {name}", name=paper.name)
        )
        words = {
            PaperState.STALE: say("out of date"),
            PaperState.NOT_PRINTED: say("not printed"),
            PaperState.CURRENT: say("current"),
        }[paper.state]
        if paper.state is PaperState.STALE and isinstance(paper.paper, ItineraryOnShelf) and paper.paper.edition:
            words = say("in hand: edition {n}", n=paper.paper.edition)
        self._state.setText(say("has an error") if paper.faulty else words)
        restyle(self._state, "tone", "bad" if paper.faulty else _TONES[paper.state])
        self._fit_title()

    def _fit_title(self) -> None:
        """Where there is little room, the name comes first: the list says the kind and the state too."""
        name = "" if self._paper is None else self._paper.name
        self._state.setVisible(self._paper is not None and self.width() >= _ROOMY)
        taken = sum(part.sizeHint().width() + _GAP for part in self._beside if part.isVisibleTo(self))
        self._title.show_text(self._whole_title)
        if self._title.sizeHint().width() > self.width() - taken - _EDGES:
            self._title.show_text(name)

    def _show_page(self, page: int, pages: int) -> None:
        for part in self._turning:
            part.setVisible(pages > 1)
        self._fit_title()
        self._pages.setText(self._workspace.say("{n} of {total}", n=page + 1, total=pages))
