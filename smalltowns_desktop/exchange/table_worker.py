"""The child process that opens a workbook: it may run out of memory or time without taking the program with it.

Started by `tables.read_tables` as a script with the file's path; prints one JSON document:
`{"sheets": [{"name", "rows", "merged"}]}`, or `{"refused": REASON}` with one of the reasons below. Imports nothing
of the program and little else, because it starts anew for every file.
"""

import json
import os
import sys
from datetime import date, datetime, time, timedelta

import python_calamine

if sys.platform != "win32":
    import resource

REFUSED_PASSWORD = "password"
REFUSED_DAMAGED = "damaged"
REFUSED_TOO_LARGE = "too-large"

MEMORY_LIMIT = 1 << 30
"""Bytes of address space. The largest list of people that was met needs a tenth of it."""
SECONDS_LIMIT = 60
CELLS_LIMIT = 5_000_000


def main(path: str) -> None:
    _limit_resources()
    try:
        answer: dict[str, object] = {"sheets": _read(path)}
    except python_calamine.PasswordError:
        answer = {"refused": REFUSED_PASSWORD}
    except (python_calamine.CalamineError, OSError, ValueError):
        answer = {"refused": REFUSED_DAMAGED}
    except (MemoryError, _TooManyCellsError):
        answer = {"refused": REFUSED_TOO_LARGE}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, default=_plain).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # taking a big workbook apart again costs as much as reading it


class _TooManyCellsError(Exception):
    pass


def _limit_resources() -> None:
    if sys.platform != "win32":
        _limit(resource.RLIMIT_AS, MEMORY_LIMIT)
        _limit(resource.RLIMIT_CPU, SECONDS_LIMIT)
        _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(what, (most, hard))


def _read(path: str) -> list[dict[str, object]]:
    workbook = python_calamine.load_workbook(path)
    sheets: list[dict[str, object]] = []
    cells = 0
    for metadata in workbook.sheets_metadata:
        if metadata.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        last_row, last_column = sheet.end or (0, 0)
        cells += (last_row + 1) * (last_column + 1)
        if cells > CELLS_LIMIT:
            raise _TooManyCellsError
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append({"name": metadata.name, "rows": rows, "merged": sheet.merged_cell_ranges or ()})
    return sheets


def _plain(value: object) -> object:
    """What JSON has no form for; `tables` knows the keys."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta() if timedelta(0) <= value < timedelta(days=1):
            return {"time": (datetime(1, 1, 1) + value).time().isoformat()}
        case _:
            return str(value)


if __name__ == "__main__":
    main(sys.argv[1])
