"""Badge codes from a stream, as they come: whatever a scanner, a pipe or a person sends."""

import re
from collections.abc import Callable, Iterator

AT_ONCE = 64
"""Codes that may share one transaction: few enough that no other desk waits long for its turn."""
_CHUNK = 65_536
_LONGEST = 4_096
"""Bytes of a line that are kept; a code has 22."""
_LINE_END = re.compile(rb"[\r\n]")


def waiting_codes(read: Callable[[int], bytes]) -> Iterator[list[str]]:
    """Codes that are there already, up to `AT_ONCE` together; one alone is not kept waiting for a second.

    `read` gives at most so many bytes as soon as there are any, and none at the end. Lines end in LF, CR or both; empty
    ones are skipped; the last needs no end. Bytes that are no UTF-8 are kept as `\\xNN`, to be refused as a code.
    """
    rest = b""
    while chunk := read(_CHUNK):
        *lines, rest = _LINE_END.split(rest + chunk)
        rest = rest[:_LONGEST]
        codes = [_text(line) for line in lines if line.strip()]
        for start in range(0, len(codes), AT_ONCE):
            yield codes[start : start + AT_ONCE]
    if rest.strip():
        yield [_text(rest)]


def _text(line: bytes) -> str:
    return line[:_LONGEST].decode("utf-8", "backslashreplace")
