"""`make run`: the window on the demo congress, or without a display the main job from end to end, into build/demo/.

Each step is a command of the program, printed as one would type it, so that the output is also a tour.
"""

import csv
import json
import shlex
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2

from smalltowns_desktop.app import has_display

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
SAMPLE = ROOT / "resources" / "samples" / "delegation-gorodets.xlsx"
EVENT = "build/demo/congress.smalltowns"
WORKBOOK = OUT / "workbook"
PREVIEW_DPI = 110
MOST_SHOWN = 6
DELEGATION = "Чкаловск"
"""Not one of the demo's, so that its list comes on top."""


def smalltowns(*arguments: str, expected: tuple[int, ...] = (0,), stdin: str = "") -> str:
    """Run one command from the checkout's root; its standard output."""
    print(f"$ smalltowns {shlex.join(arguments)}", flush=True)
    ran = subprocess.run(
        [sys.executable, "-m", "smalltowns_desktop", *arguments],
        cwd=ROOT, input=stdin, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if ran.returncode not in expected:
        sys.exit(f"smalltowns {arguments[0]} ended with status {ran.returncode}")
    return ran.stdout


def show_first_page(pdf: Path) -> Path:
    """The first page of a PDF as a PNG beside it."""
    document = pypdfium2.PdfDocument(pdf)
    picture = pdf.with_suffix(".png")
    document[0].render(scale=PREVIEW_DPI / 72).to_pil().save(picture)
    document.close()
    return picture


def show_conflicts() -> None:
    """What `check` finds at error level, the first few in words."""
    # 1: the demo has errors on purpose
    checked = json.loads(smalltowns("check", EVENT, "--json", expected=(0, 1)))
    errors = [conflict for conflict in checked["conflicts"] if conflict["severity"] == "error"]
    for conflict in errors[:MOST_SHOWN]:
        print(f"    {conflict['rule']}: {conflict['message']}")
    print(f"    {len(errors)} errors. All remarks:", ", ".join(f"{rule} {n}" for rule, n in checked["counts"].items()))


def move_first_visit() -> str:
    """Move a visit as somebody would who has only a spreadsheet program: export, change a time, import; its title."""
    smalltowns("export", "workbook", EVENT, "--out", str(WORKBOOK.relative_to(ROOT)))
    with (WORKBOOK / "Activities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    visit = next(row for row in rows if row["kind"] == "visit")
    for moment in ("starts_at", "ends_at"):
        visit[moment] = (datetime.fromisoformat(visit[moment]) + timedelta(hours=1)).isoformat(" ", "minutes")
    changed = OUT / "moved" / "Activities.csv"
    changed.parent.mkdir()
    with changed.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(visit), delimiter=";")
        writer.writeheader()
        writer.writerow(visit)
    smalltowns("import", "workbook", EVENT, str(changed.parent.relative_to(ROOT)))
    return visit["title"]


def main() -> None:
    """With a screen, the window on the demo congress; without, the main job on the command line."""
    if has_display():
        if not (ROOT / EVENT).exists():
            OUT.mkdir(parents=True, exist_ok=True)
            smalltowns("demo", EVENT)
        smalltowns(EVENT)
        return
    do_main_job()


def do_main_job() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)

    smalltowns("demo", EVENT)
    imported = json.loads(
        smalltowns("import", "participants", EVENT, str(SAMPLE.relative_to(ROOT)), "--delegation", DELEGATION, "--json")
    )
    print("   ", ", ".join(f"{imported[word]} {word}" for word in _COUNTS), f"of {imported['rows_read']} rows")
    for problem in imported["problems"]:
        print(f"    row {problem['row']}, {problem['column']}: {problem['message']}")

    show_conflicts()

    moved = move_first_visit()
    print(f"    {moved} now starts an hour later")
    show_conflicts()
    print(f"    {smalltowns('undo', EVENT)}", end="")
    for line in smalltowns("history", EVENT).splitlines():
        print(f"    {line}")

    papers = [OUT / "itineraries.pdf", OUT / "badges.pdf"]
    for paper in papers:
        smalltowns("print", paper.stem, EVENT, "--out", str(paper.relative_to(ROOT)), "--language", "ru")
    pictures = [show_first_page(paper) for paper in papers]

    badges = json.loads(smalltowns("badges", EVENT, "--json"))
    codes = [badge["code"] for badge in badges[:5]] + [badges[0]["code"]]
    scans = smalltowns(
        "checkin", EVENT, "--checkpoint", "door", "--station", "desk-1", "-", "--json", stdin="\n".join(codes)
    )
    for line in scans.splitlines():
        scan = json.loads(line)
        print(f"    {scan['outcome']:<12} {scan['name']}, {scan['delegation']}")

    counts = json.loads(smalltowns("info", EVENT, "--json"))["counts"]
    print(
        f"\n{counts['delegations']} delegations, {counts['participants']} people, {counts['activities']} activities, ",
        end="",
    )
    print(f"{counts['badges']} badges, {counts['checkins']} check-ins. What lies where:")
    for path in (ROOT / EVENT, *papers, *pictures):
        print(f"    {path.relative_to(ROOT)}  {path.stat().st_size // 1024} KiB")


_COUNTS = ("inserted", "updated", "unchanged", "queued", "rejected")

if __name__ == "__main__":
    main()
