"""What every benchmark needs: a stopwatch, and one way to say how a figure stands to its floor."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # `python benchmarks/NAME.py` puts only this folder on the path
    sys.path.insert(0, str(ROOT))

Result = TypeVar("Result")


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of some runs of the same work."""
    best = float("inf")
    for _ in range(times):
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
    return best


def report(what: str, figure: float, floor_name: str, floor: float, at_most: float) -> bool:
    """Print a figure beside its floor; whether it stands within the allowed ratio."""
    ratio = figure / floor
    passed = ratio <= at_most
    print(
        f"{what}: {figure:.3f} s; {floor_name}: {floor:.3f} s; "
        f"{ratio:.3g} times, at most {at_most:g}: {'passed' if passed else 'NOT PASSED'}"
    )
    return passed
