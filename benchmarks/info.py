"""`smalltowns info` on the demo congress, the whole process, beside a Python that only imports SQLAlchemy's ORM.

Measured with bytecode on the disk, as an installed program has it, and without, where the machine is told to write
none.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from common import ROOT, report

ROUNDS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        event = Path(folder) / "demo.smalltowns"
        plain = {**os.environ, "PYTHONPATH": str(ROOT), "SMALLTOWNS_DATA": folder, "LANGUAGE": "en"}
        run([sys.executable, "-m", "smalltowns_desktop", "demo", str(event)], plain)
        info = [sys.executable, "-m", "smalltowns_desktop", "info", str(event), "--json"]
        floor = [sys.executable, "-c", "import sqlalchemy.orm"]
        without = {**plain, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(Path(folder) / "none")}
        cached = {name: value for name, value in plain.items() if name != "PYTHONDONTWRITEBYTECODE"}
        cached["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        for told, environment, rounds in (("with bytecode", cached, ROUNDS), ("without bytecode", without, 5)):
            # In turns, so that whatever else the computer does slows both.
            times = [(run(info, environment), run(floor, environment)) for _ in range(rounds)]
            figure, base = (min(column) for column in zip(*times, strict=True))
            report(f"smalltowns info, {told}", figure, "import sqlalchemy.orm", base, 1.5)


def run(command: list[str], environment: dict[str, str]) -> float:
    """Seconds that a whole process takes."""
    started = perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


if __name__ == "__main__":
    main()
