"""Spreadsheets and text tables as plain rows, whatever they are called and however they are broken.

XLSX, ODS and XLS are read in a child process with a limit on memory and time, after a look at the sizes that the file
declares: a small file can unpack to gigabytes. CSV and other text tables may be in any usual encoding, with any usual
separator.
"""

import csv
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from smalltowns_desktop.domain.errors import TableFileMissing, TableUnreadable
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange import encodings

Cell = str | int | float | bool | date | datetime | time | None
"""None where the cell is empty. A whole number is an int, however the spreadsheet stores it."""

FILE_LIMIT = 64 << 20
UNPACKED_LIMIT = 400 << 20
RATIO_LIMIT = 150
"""Unpacked to packed size that no honest spreadsheet reaches, looked at above `RATIO_FROM` bytes."""
RATIO_FROM = 16 << 20
SECONDS_LIMIT = 60

_WORKER = Path(__file__).with_name("table_worker.py")
_TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".tab"})
_ENDINGS = {"xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb"), "ods": (".ods", ".ots"), "xls": (".xls", ".xlt")}
_SEPARATORS = ";,\t|"
_LINES_LOOKED_AT = 200
_TYPES: Mapping[str, Callable[[str], Cell]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Row i is the spreadsheet program's row i + 1, column j its column j + 1: empty rows and columns before the first
    filled cell are kept. Rows of a text table have the lengths of its lines."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges as first row, first column, last row, last column, from 0; ODS and text tables tell none."""


def read_tables(path: Path, *, encoding: str | None = None) -> tuple[Sheet, ...]:
    """The sheets of a workbook, of a text table (one, named after the file), or of a folder of text tables.

    `encoding` overrides what is found out about text tables. Raises `TableFileMissing` or `TableUnreadable`.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in _TEXT_ENDINGS and file.is_file())
        if not files:
            raise _unreadable(path, say("The folder holds no CSV files."), say("Choose another folder."))
        return tuple(_read_text_table(file, _contents(file), encoding) for file in files)
    data = _contents(path)
    kind = _kind_of(path, data)
    if kind == "text":
        return (_read_text_table(path, data, encoding),)
    return _read_workbook(path)


def _contents(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise _too_large(path)
        data = path.read_bytes()
    except FileNotFoundError:
        raise TableFileMissing(path) from None
    except OSError as error:
        raise _unreadable(
            path,
            say("The system refuses it: {reason}.", reason=error.strerror or type(error).__name__),
            say("Close it in other programs, or copy it to another folder, and try again."),
        ) from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise _unreadable(path, say("The file is empty."), say("Ask for it again."))
    return data


# What it is


def _kind_of(path: Path, data: bytes) -> str:
    """`xlsx`, `ods`, `xls` or `text`, by the contents; a name that says something else is refused, because either the
    name or the contents are not what the sender meant."""
    if data.startswith(b"PK"):
        kind = _kind_of_zip(path, data)
    elif data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        kind = _kind_of_ole(path, data)
    else:
        kind = _kind_of_text(path, data)
    ending = path.suffix.lower()
    known = ending in _TEXT_ENDINGS or any(ending in endings for endings in _ENDINGS.values())
    fits = ending in (_TEXT_ENDINGS if kind == "text" else _ENDINGS[kind])
    if known and not fits:
        raise _mislabelled(path, kind)
    return kind


def _mislabelled(path: Path, kind: str) -> TableUnreadable:
    if kind == "text":
        what = say("By its name it is a spreadsheet ({ending}), but it holds plain text.", ending=path.suffix)
        advice = say("If it is a table of text, rename it to end in .csv; otherwise ask for it again.")
    else:
        what = say("By its name it is {ending}, but it holds a spreadsheet of another kind.", ending=path.suffix)
        advice = say("Rename it to end in .{ending}.", ending=kind)
    return _unreadable(path, what, advice)


def _kind_of_zip(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            manifest = archive.getinfo("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else None
            _refuse_bombs(path, members)
            if any(member.flag_bits & 1 for member in members):
                raise _protected(path)
            if manifest is not None and b"encryption-data" in archive.read(manifest):
                raise _protected(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, zlib.error) as error:
        raise _damaged(path) from error
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names and manifest is not None:
        return "ods"
    raise _not_a_spreadsheet(path)


def _refuse_bombs(path: Path, members: Iterable[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        total += member.file_size
        suspicious = member.file_size > RATIO_FROM and member.file_size > RATIO_LIMIT * member.compress_size
        if suspicious or total > UNPACKED_LIMIT:
            raise _too_large(path)


def _kind_of_ole(path: Path, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _protected(path)
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    raise _not_a_spreadsheet(path)


def _kind_of_text(path: Path, data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        what = say("It is a web page, not a spreadsheet.")
    elif start.startswith((b"<?xml", b"{\\rtf", b"%pdf")) or data.startswith((b"\x09\x08", b"\x09\x04")):
        raise _not_a_spreadsheet(path)
    elif b"\0" in data and encodings.detect(data) not in encodings.WIDE:
        raise _damaged(path) if path.suffix.lower() not in _TEXT_ENDINGS else _not_a_spreadsheet(path)
    else:
        return "text"
    raise _unreadable(path, what, say("Open it in a spreadsheet program and save it as XLSX."))


# Workbooks


def _read_workbook(path: Path) -> tuple[Sheet, ...]:
    command = [sys.executable, "-P", str(_WORKER), str(path)]  # -P: no module beside it is taken for a library
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_LIMIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(path) from error
    if done.returncode:  # the system, or the parser itself, ended it: memory, time, or a file made to break it
        raise _too_large(path) if done.returncode < 0 else _damaged(path)
    answer = json.loads(done.stdout, object_hook=_typed, parse_float=_number)
    match answer:
        case {"sheets": sheets}:
            return tuple(_sheet(sheet) for sheet in sheets)
        case {"refused": "password"}:
            raise _protected(path)
        case {"refused": "too-large"}:
            raise _too_large(path)
        case _:
            raise _damaged(path)


def _typed(value: dict[str, Any]) -> Any:
    """A cell with a date or a time comes as an object with one key, its type (`table_worker._plain`)."""
    if len(value) == 1:
        ((type_, text),) = value.items()
        if type_ in _TYPES:
            return _TYPES[type_](text)
    return value


def _number(digits: str) -> int | float:
    return int(digits[:-2]) if digits.endswith(".0") else float(digits)


def _sheet(found: Mapping[str, Any]) -> Sheet:
    rows = tuple([tuple([None if cell == "" else cell for cell in row]) for row in found["rows"]])
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in found["merged"])
    return Sheet(found["name"], rows, merged)


# Text tables


def _read_text_table(path: Path, data: bytes, encoding: str | None) -> Sheet:
    text = _decoded(path, data, encoding)
    separator, skip = _separator(text)
    if text.count('"') % 2:
        _refuse_open_quote(path, text, separator)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _damaged(path) from error
    rows = [tuple([None if cell == "" else cell for cell in line]) for line in lines]
    if skip:
        rows[0] = ()
    return Sheet(path.stem, tuple(rows))


def _decoded(path: Path, data: bytes, encoding: str | None) -> str:
    if encoding is None:
        return data.decode(encodings.detect(data), errors="replace")
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise _unreadable(
            path,
            say("It is not in the encoding {encoding}.", encoding=encoding),
            say("Leave the encoding out: the program finds it."),
        ) from error


def _separator(text: str) -> tuple[str, bool]:
    """The separator under which most lines fall into the same number of cells, and whether the first line only names
    it (`sep=;`, as Excel writes and reads)."""
    first = text.split("\n", 1)[0].strip().strip('"')
    if first[:4].lower() == "sep=" and len(first) <= 5:
        return first[4:] or "\t", True
    return max(_SEPARATORS, key=lambda separator: _steadiness(text, separator)), False


def _steadiness(text: str, separator: str) -> float:
    """How sure it is that `separator` parts the cells: the share of lines with the commonest number of cells, a little
    more for more cells; 0 where it parts nothing."""
    if separator not in text:
        return 0.0
    widths: Counter[int] = Counter()
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(line):
                widths[len(line)] += 1
            if widths.total() >= _LINES_LOOKED_AT:
                break
    except csv.Error:
        return 0.0
    width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1]))
    return 0.0 if width == 1 else lines / widths.total() + min(width, 20) / 1000


def _refuse_open_quote(path: Path, text: str, separator: str) -> None:
    """An odd number of quotation marks may be an inch sign; a quoted cell that runs to the end of the file is not."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    began = 1
    try:
        for _ in reader:
            began = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return
        raise _unreadable(
            path,
            say("A quotation mark in line {line} is never closed.", line=began),
            say("Open it in a spreadsheet program, correct that line and save it as XLSX."),
        ) from error


# What can be wrong


def _unreadable(path: Path, what: Text, advice: Text) -> TableUnreadable:
    return TableUnreadable(path, what, advice)


def _damaged(path: Path) -> TableUnreadable:
    return _unreadable(path, say("The file is damaged or not complete."), say("Ask for it again."))


def _not_a_spreadsheet(path: Path) -> TableUnreadable:
    return _unreadable(
        path, say("It is not a spreadsheet."), say("Save the table as XLSX, ODS, XLS or CSV and choose that file.")
    )


def _protected(path: Path) -> TableUnreadable:
    return _unreadable(
        path, say("It is protected by a password."), say("Open it in a spreadsheet program and save it without one.")
    )


def _too_large(path: Path) -> TableUnreadable:
    return _unreadable(
        path,
        say("It unpacks to far more than a list of people or a programme needs, so it was not opened."),
        say("Copy the filled rows into a new spreadsheet and save that."),
    )
