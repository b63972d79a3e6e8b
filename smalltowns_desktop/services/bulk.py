"""Work on tens of thousands of rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Spare the garbage collector's passes while a list is read and planned.

    All that such a work makes lives until its end, so each pass looks at everything and frees nothing: a third of the
    time of an import of 10,000 people. Reference counting goes on as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
