"""What comes from outside as text, made fit to be kept, printed and written to any format."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of a surrogate pair and noncharacters: XML, PostgreSQL or UTF-8 refuse some of them."""


def clean_text(text: str, *, lines: bool = False) -> str:
    """NFC, without control characters, without white space at the ends.

    A tab becomes a space. Line ends become LF where `lines` are allowed, else a space. Everything else is data and
    stays: mark-up, quotes, emoji, zero-width and direction characters (an import flags those, it does not drop them).
    Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():  # most cells: nothing to find
        return text.strip(" ")
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    text = _UNFIT.sub("", text)
    return unicodedata.normalize("NFC", text).strip()
