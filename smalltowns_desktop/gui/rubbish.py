"""Rubbish is looked for in the window's thread and in no other.

Python looks for what only refers to itself in whatever thread happens to ask for memory: in a job as well. A dialog or
a model found there would be destroyed there, while the window's thread may be walking over it; a program of Qt's dies
of that, now and then, anywhere.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000


class Rubbish(QObject):
    """Takes Python's own looks away at once; looks by itself from `begin` on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._released = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Look now and then."""
        self._timer.start()

    def keep(self) -> None:
        """Look now and then, but not through what is there now, until `release`.

        Of 10,000 people that is some 200,000 objects: to look them all through, again and again, would stop the window
        for 0.1 to 0.5 s each time.
        """
        if self._released:  # or what the last congress left would be kept with this one, and with each that follows
            gc.collect()
            self._released = False
        gc.freeze()
        self.begin()

    def release(self) -> None:
        """What was kept may be rubbish by now."""
        gc.unfreeze()
        self._released = True

    def _look(self) -> None:
        """As Python would: the younger things are, the oftener."""
        for generation, (count, most) in reversed([*enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))]):
            if count > most:
                gc.collect(generation)
                return
