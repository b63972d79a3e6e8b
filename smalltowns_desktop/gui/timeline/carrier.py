"""A drag under way: the copies that are carried, how it would be there, and what letting go would do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF

from smalltowns_desktop.domain.model import Activity, Severity
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.block_painting import Face, RideFace
from smalltowns_desktop.gui.timeline.carried_items import CarriedItem, ReasonItem
from smalltowns_desktop.gui.timeline.gestures import Drawing, Gesture, Offer
from smalltowns_desktop.gui.timeline.laying_out import place_of
from smalltowns_desktop.gui.timeline.layout import Column, Row, Tile
from smalltowns_desktop.gui.timeline.moves import Movable, changes_nothing, times_of
from smalltowns_desktop.gui.timeline.preview import Preview, Verdict
from smalltowns_desktop.gui.timeline.scene import GridScene
from smalltowns_desktop.gui.workspace import Workspace

_GAP = 10


class Carrier(QObject):
    """Shows one gesture at a time on a grid. `active` while there is one."""

    def __init__(self, workspace: Workspace, grid: GridScene, in_sight: Callable[[], QRectF], parent: QObject) -> None:
        """`in_sight`: the part of the scene that is seen; words stay within it."""
        super().__init__(parent)
        self._in_sight = in_sight
        self._workspace = workspace
        self._grid = grid
        self._gesture: Gesture | None = None
        self._row = ""
        self._offer = Offer()
        self._carried = CarriedItem(grid.ink)
        self._reason = ReasonItem(grid.ink)
        self._carried.hide()
        grid.addItem(self._carried)
        grid.addItem(self._reason)
        self._preview = Preview(workspace, self)
        self._preview.judged.connect(self._judge)

    @property
    def active(self) -> bool:
        return self._gesture is not None

    @property
    def draws(self) -> bool:
        """Whether it makes something new."""
        return isinstance(self._gesture, Drawing)

    def start(self, gesture: Gesture, row: str, keys: Sequence[str] = ()) -> None:
        """Begin; `row` is where it began, `keys` name what is carried away from where it is."""
        self._gesture, self._row, self._offer = gesture, row, Offer()
        self._grid.leave_behind(keys)

    def carry_to(self, spot: QPointF, *, fine: bool) -> None:
        """Over a point of the scene."""
        layout = self._grid.layout
        if self._gesture is None or layout is None:
            return
        offer = self._gesture.offer(self._grid.minute_at(spot.x()), layout.row_at(spot.y()), fine=fine)
        if offer != self._offer:
            self._offer = offer
            self._show(offer)

    def finish(self) -> Offer | None:
        """Let go: what to do, None where nothing would change or it cannot be there."""
        offer = self._offer
        self.cancel()
        if offer.refusal is not None or all(map(changes_nothing, offer.edits)):
            return None
        return offer

    def cancel(self) -> None:
        """Let go without doing anything."""
        self._gesture, self._offer = None, Offer()
        self._preview.forget()
        self._carried.hide()
        self._reason.hide()
        self._grid.leave_behind(())

    def _show(self, offer: Offer) -> None:
        programme = self._workspace.store.programme
        copies: list[tuple[QRectF, Face | RideFace]] = []
        for number, edit in enumerate(offer.edits):
            held = number == 0
            for row, lane in self._stands(edit.before.id, offer, held=held):
                area = self._grid.area(*times_of(edit.after), row, lane)
                copies.append((area, self._face(programme, edit.after)))
        self._carried.carry(copies)
        self._carried.show()
        self._carried.judge(Severity.ERROR if offer.refusal is not None else None)
        if offer.refusal is not None:
            self._preview.forget()
            self._tell([self._workspace.render(offer.refusal)], Severity.ERROR)
        else:
            self._preview.ask(offer.edits)

    def _stands(self, key: str, offer: Offer, *, held: bool) -> list[tuple[Row, int]]:
        """The rows and lanes of the copies of one thing: what is held goes where the offer says, the rest stays."""
        layout = self._grid.layout
        assert layout is not None, "a drag needs a layout"
        rows = layout.row_by_key
        found: list[tuple[Row, int]] = []
        for item in layout.items_of(key):
            if isinstance(item, Column):
                found.append((rows[self._row if held else item.rows[0]], 0))
            elif held and item.row == self._row:
                if offer.row in rows:
                    found.append((rows[offer.row], item.lane if offer.row == item.row else 0))
            else:
                found.append((rows[item.row], item.lane))
        if not found and offer.row in rows:
            found.append((rows[offer.row], 0))
        return found

    def _judge(self, verdict: Verdict) -> None:
        if self._gesture is None or self._offer.refusal is not None:
            return
        self._carried.judge(verdict.severity)
        reasons = [self._workspace.render(trouble.message) for trouble in verdict.troubles]
        self._tell(reasons or [self._workspace.say("Fits")], verdict.severity)

    def _tell(self, reasons: Sequence[str], severity: Severity) -> None:
        area, sight = self._carried.sceneBoundingRect(), self._in_sight()
        self._reason.say(reasons, severity)
        size = self._reason.area.size()
        left = max(sight.left() + _GAP, min(area.left() + _GAP, sight.right() - size.width() - _GAP))
        below = area.bottom()
        fits_below = below + size.height() <= sight.bottom()
        self._reason.setPos(left, below if fits_below else area.top() - size.height())

    def _face(self, programme: Programme, row: Movable) -> Face | RideFace:
        if isinstance(row, Activity):
            direction = programme.directions.get(row.direction_id or "")
            return Face(row, -1 if direction is None else direction.position, place_of(programme, row))
        layout = self._grid.layout
        tiles: tuple[Tile, ...] = ()
        for item in [] if layout is None else layout.items_of(row.id):
            tiles = () if isinstance(item, Column) else item.tiles
        return RideFace(*times_of(row), programme.sites[row.to_site_id].name, tiles)
