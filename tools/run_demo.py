"""`make run` without a display: the main job from end to end, on the command line, everything into build/demo/.

Each step is a command of the program, printed as one would type it, so that the output is also a tour.
"""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
SAMPLE = ROOT / "resources" / "samples" / "delegation-gorodets.xlsx"
EVENT = "build/demo/congress.smalltowns"
PREVIEW_DPI = 110


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


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)

    smalltowns("demo", EVENT)
    imported = json.loads(
        smalltowns("import", "participants", EVENT, str(SAMPLE.relative_to(ROOT)), "--delegation", "Городец", "--json")
    )
    print("   ", ", ".join(f"{imported[word]} {word}" for word in _COUNTS), f"of {imported['rows_read']} rows")
    for problem in imported["problems"]:
        print(f"    row {problem['row']}, {problem['column']}: {problem['message']}")

    # 1: the demo has errors on purpose
    checked = json.loads(smalltowns("check", EVENT, "--json", "--language", "ru", expected=(0, 1)))
    for conflict in checked["conflicts"]:
        if conflict["severity"] == "error":
            print(f"    {conflict['rule']}: {conflict['message']}")
    print("    all:", ", ".join(f"{rule} {count}" for rule, count in checked["counts"].items()))

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
