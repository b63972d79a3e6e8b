"""From the start of the process to the first painted page with data, 10,000 participants, beside a bare PySide6 window.

Also the peak memory at that moment. Each is a whole process, offscreen, taken in turns; medians are compared.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import report

from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author

RUNS = 5
MOST_TIMES = 4.0
MOST_MEMORY_MIB = 150.0
BARE = """
import json, os, resource, sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
window.grab()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"peak": peak}), flush=True)
os._exit(0)
"""
OURS = """
import json, os, resource, sys
from smalltowns_desktop.start import start_program
def tell():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"peak": peak}), flush=True)
    os._exit(0)
program = start_program(sys.argv[1])
told = {"painted": lambda window: window.painted, "checked": lambda window: window.store.conflicts_changed}[sys.argv[2]]
program.event_opened.connect(lambda _: told(program.window).connect(tell))
program.application.exec()
"""


def run(code: str, *arguments: str) -> tuple[float, float]:
    """Seconds of the whole process until it tells, and its peak memory in MiB."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "ru"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode; the first run makes it
    started = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return time.perf_counter() - started, float(json.loads(told.splitlines()[-1])["peak"])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "congress.smalltowns")
        create_demo(path, DemoOptions(None, 10_000, None, None, 3, 0), author=Author("", "")).db.close()
        os.environ["SMALLTOWNS_DATA"] = folder
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        bare, ours = [], []
        whole = run(OURS, str(path), "checked")
        run(OURS, str(path), "painted")
        for _ in range(RUNS):
            bare.append(run(BARE))
            ours.append(run(OURS, str(path), "painted"))
    seconds = [statistics.median(run[0] for run in runs) for runs in (ours, bare)]
    report("start to the first painted page", seconds[0], "a bare window", seconds[1], MOST_TIMES)
    memory = [statistics.median(run[1] for run in runs) for runs in (ours, bare)]
    more = memory[0] - memory[1]
    verdict = "passed" if more <= MOST_MEMORY_MIB else "NOT PASSED"
    told = f"peak memory: {memory[0]:.0f} MiB; a bare window: {memory[1]:.0f} MiB"
    print(f"{told}; {more:.0f} more, at most {MOST_MEMORY_MIB:.0f}: {verdict}")
    print(f"when all is read and checked for conflicts: {whole[1]:.0f} MiB; {whole[1] - memory[1]:.0f} more")


if __name__ == "__main__":
    main()
