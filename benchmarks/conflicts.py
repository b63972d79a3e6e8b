"""A full check of 3,000 activities and 10,000 participants, and the re-check after one visit was moved.

Floors of the same run: loading the snapshot; the full check. Both checks are timed to the last sentence. The programme
is the demo congress of that size; the moves are random, most of them make conflicts.
"""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from common import report, seconds

from smalltowns_desktop.conflicts.checking import check, recheck
from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import Activity, ActivityKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.snapshot import load_programme

MOVES = 100


def main() -> None:
    options = DemoOptions(participants=10_000, activities=3_000)
    with tempfile.TemporaryDirectory() as folder:
        created = create_demo(Path(folder) / "demo.smalltowns", options, author=Author("benchmark", "benchmark"))
        with created.db as db:
            programme = load_programme(db)
            load = seconds(lambda: load_programme(db), 7)
    # A programme remembers the indexes that were asked of it: each run gets a fresh one, as after loading.
    full = seconds(lambda: check(replace(programme)).all, 7)
    conflicts = check(programme)
    print(
        f"{len(programme.activities):,} activities, {len(programme.transfers):,} transfers, "
        f"{len(programme.participants):,} participants, {len(conflicts):,} conflicts"
    )
    report("full check", full, "loading the snapshot", load, 1)
    times = [_time_of_move(programme, conflicts, Random(number)) for number in range(MOVES)]
    report(f"re-check after a move, mean of {MOVES}", sum(times) / MOVES, "full check", full, 1 / 20)
    print(f"the slowest of them: {max(times) * 1000:.1f} ms")


def _time_of_move(programme: Programme, conflicts: Conflicts, random: Random) -> float:
    visit = random.choice([row for row in programme.activities.values() if row.kind is ActivityKind.VISIT])
    delay = timedelta(minutes=random.choice((-120, -30, 30, 60, 240)))
    moved: Activity = replace(visit, starts_at=visit.starts_at + delay, ends_at=visit.ends_at + delay)
    after = replace(programme, activities={**programme.activities, visit.id: moved})
    changes = Changes(programme.revision + 1, {"activities": frozenset({visit.id})})
    return seconds(lambda: recheck(after, conflicts, changes).all)


if __name__ == "__main__":
    main()
