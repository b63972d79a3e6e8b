"""Text out of HTML: what a person would read, without the mark-up.

A text without any of HTML's own elements is plain and stays as it is: `a < b`, `vector<int>` and `<b` are data.
"""

import re
from html.parser import HTMLParser

_PARAGRAPHS = {
    "p", "div", "section", "article", "blockquote", "pre", "ul", "ol", "dl", "table", "hr", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
"""Elements with an empty line before and after."""
_LINES = {"li", "dt", "dd", "tr", "br"}
_CELLS = {"td", "th"}
_INLINE = {
    "a", "abbr", "b", "big", "caption", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "tbody", "tfoot", "thead", "tt", "u", "var",
}  # fmt: skip
_SILENT = {"script", "style", "head", "title", "template"}
"""Elements whose content nobody reads."""
_KNOWN = _PARAGRAPHS | _LINES | _CELLS | _INLINE | _SILENT | {"html", "body"}
_MARKUP = re.compile(rf"</?(?:{'|'.join(sorted(_KNOWN, key=len, reverse=True))})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def plain_text(source: str) -> str:
    """The text of an HTML fragment, in lines and paragraphs; a source without mark-up unchanged.

    List items begin with a bullet; an address that the words of its link do not show follows them in brackets.
    """
    if not _MARKUP.search(source):
        return source
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._preformatted = 0
        self._link: tuple[str, list[str]] | None = None
        """The address of the link that is open, and its words so far."""

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            self._say(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _PARAGRAPHS:
            self._leave_empty_line()
            self._preformatted += tag == "pre"
        elif tag == "br":
            self._end_line(empty_too=True)
        elif tag in _LINES:
            self._end_line()
            self._say("• " if tag == "li" else "")
        elif tag in _CELLS:
            self._say(" ")
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _KNOWN:
            self._say(f"</{tag}>")
        elif tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _PARAGRAPHS:
            self._leave_empty_line()
            self._preformatted = max(0, self._preformatted - (tag == "pre"))
        elif tag in _LINES and tag != "br":
            self._end_line()
        elif tag == "a" and self._link is not None:
            address, words = self._link
            self._link = None
            bare = re.sub("^(https?://|mailto:)", "", address).rstrip("/")
            if bare and not bare.startswith("#") and bare not in "".join(words):
                self._say(f" ({address})")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def handle_pi(self, data: str) -> None:
        self._say(f"<?{data}>")

    def _say(self, words: str) -> None:
        if self._silent or not words:
            return
        if self._link is not None:
            self._link[1].append(words)
        if self._preformatted:
            *whole, rest = words.split("\n")
            for line in whole:
                self._line.append(line)
                self._end_line(empty_too=True)
            self._line.append(rest)
            return
        words = re.sub("[ \t\r\n\f]+", " ", words)
        if not self._line or self._line[-1].endswith(" "):
            words = words.lstrip(" ")
        if words:
            self._line.append(words)

    def _end_line(self, *, empty_too: bool = False) -> None:
        line = "".join(self._line).rstrip(" ")
        self._line.clear()
        if line or empty_too:
            self._lines.append(line)

    def _leave_empty_line(self) -> None:
        self._end_line()
        if self._lines and self._lines[-1]:
            self._lines.append("")
