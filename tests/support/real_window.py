"""The program as a person starts it, on an X server of its own, driven from outside by mouse and keys alone.

There is no window manager: what opens takes the keyboard by itself or not at all, and the main window is given it.
Nothing here waits for a time, only for something to be so.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from tools.missing_libraries import lacks_libraries

Found = TypeVar("Found")

_ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
"""Seconds until something is taken for lost."""
SCREEN = (1600, 1000)
BURST_MS = 1
"""Between two keys of a scanner."""
_LOOK_EVERY = 0.05
_HOLD_ON = 1.5
"""Seconds for a deed to show before it is done again."""
_NEEDED = ("Xvfb", "xdotool", "setxkbmap")
_US_KEYS = {
    **dict(zip("1234567890-=", range(10, 22), strict=True)),
    **dict(zip("qwertyuiop[]", range(24, 36), strict=True)),
    **dict(zip("asdfghjkl;'", range(38, 49), strict=True)),
    **dict(zip("zxcvbnm,./", range(52, 62), strict=True)),
    "`": 49,
    "\\": 51,
    " ": 65,
}
"""Key codes by what a US keyboard has engraved on them: a key is a place, whatever it types."""
RETURN = "36"


def again_until(deed: Callable[[], object], look: Callable[[], Found], what: str) -> Found:
    """Do something that may come too early, or too slowly on a busy machine, again and again until it has worked."""

    def try_once() -> Found:
        deed()
        deadline = time.monotonic() + _HOLD_ON
        while not (found := look()) and time.monotonic() < deadline:
            time.sleep(_LOOK_EVERY)
        return found

    return until(try_once, what)


def key_of(letter: str) -> str:
    """The key of a US keyboard that types a letter, as xdotool wants it."""
    code = _US_KEYS[letter.lower()]
    return f"shift+{code}" if letter.isupper() else str(code)


def until(look: Callable[[], Found], what: str) -> Found:
    """What `look` finds, once it finds something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(_LOOK_EVERY)
    return found


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server."""

    display: str

    def xdotool(self, *words: object) -> str:
        """Standard output of one xdotool command; a search that finds nothing says nothing."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False).stdout

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND", "XDG_"))}
        return {**kept, "DISPLAY": self.display}

    def use_layout(self, layout: str) -> None:
        """`us`, or several with the active one first, such as `ru,us`."""
        subprocess.run(["setxkbmap", "-layout", layout], env=self.environment(), check=True)

    def focused(self) -> str:
        return self.xdotool("getwindowfocus", "-f").strip()


_DISPLAYS = count(100 + os.getpid() % 1_000 * 50)
"""Numbers of displays, none of them twice: what was freed a moment ago may still be cleaned up after."""


@contextmanager
def own_screen() -> Iterator[Screen]:
    """A screen that nobody looks at, on a display number that is free; skips the test where there can be none."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if sys.platform != "linux" or missing:
        pytest.skip(f"a real window is driven with {', '.join(missing or _NEEDED)}, which this system does not have")
    if lacks_libraries():
        pytest.skip("the system lacks a library that Qt needs for a screen: see tools/set_up.sh")
    width, height = SCREEN
    server = subprocess.Popen(
        [
            "Xvfb", f":{next(_DISPLAYS)}", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24",
            "-dpi", "96", "-nolisten", "tcp", "-noreset",  # or who comes as the last client leaves is turned away
        ],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    with server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        try:
            if not number:
                pytest.skip("Xvfb does not start here")
            yield Screen(f":{number}")
        finally:
            server.terminate()


@dataclass(frozen=True, slots=True)
class Ended:
    status: int
    said: str
    """Standard output and error."""
    log: str


@dataclass(slots=True)
class RealProgram:
    """One run of the program in a home of its own."""

    screen: Screen
    home: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self, *arguments: object, language: str = "ru") -> None:
        data = self.home / "data"
        data.mkdir(parents=True, exist_ok=True)
        environment = {
            **self.screen.environment(), "HOME": str(self.home), "SMALLTOWNS_DATA": str(data), "LANGUAGE": language,
            "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(_ROOT), "PYTHONFAULTHANDLER": "1",
        }  # fmt: skip
        with (self.home / "said.txt").open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "smalltowns_desktop", *map(str, arguments)],
                cwd=self.home, env=environment, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip

    @property
    def said(self) -> str:
        return (self.home / "said.txt").read_text(encoding="utf-8", errors="replace")

    @property
    def log(self) -> str:
        path = self.home / "data" / "log" / "smalltowns.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def locks_on(self, folder: Path) -> list[tuple[str, str]]:
        """The locks that the program holds on files of a folder: name and first byte."""
        names = {path.stat().st_ino: path.name for path in folder.iterdir()}
        held = []
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if words[1] == "POSIX" and int(words[4]) == self.process.pid:
                name = names.get(int(words[5].rpartition(":")[2]))
                if name is not None:
                    held.append((name, words[6]))
        return held

    # Windows

    def windows(self) -> dict[str, str]:
        """What is on the screen: number of each window by its title."""
        assert self.process.poll() is None, f"the program has ended with {self.process.returncode}: {self.said}"
        found = self.screen.xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name", ".").split()
        return {self.screen.xdotool("getwindowname", number).strip(): number for number in found}

    def wait_for(self, title: str) -> str:
        """The number of a window whose title begins so, once it is there."""
        return until(lambda: self.find(title), f"a window “{title}”; there are {sorted(self.windows())}")

    def wait_gone(self, title: str) -> None:
        until(lambda: not self.find(title), f"the end of the window “{title}”")

    def wait_focused(self, title: str) -> None:
        """Until a window that has opened has the keyboard by its own doing."""
        number = self.wait_for(title)
        until(lambda: self.screen.focused() == number, f"keyboard focus on “{title}”")

    def focus(self, title: str) -> None:
        """Give a window the keyboard, as a window manager would."""
        number = self.wait_for(title)
        self.screen.xdotool("windowfocus", "--sync", number)
        until(lambda: self.screen.focused() == number, f"keyboard focus on “{title}”")

    def find(self, title: str) -> str:
        """The number of a window whose title begins so; "" if there is none."""
        return next((number for name, number in self.windows().items() if name.startswith(title)), "")

    # Deeds of a person

    def press(self, *keys: str, gap_ms: int = 15) -> None:
        """Keys one after another, named as xdotool has them (`ctrl+z`), or by their codes."""
        self.screen.xdotool("key", "--delay", gap_ms, *keys)

    def press_letter(self, letter: str, *modifiers: str) -> None:
        """The key on which a US keyboard has this letter."""
        self.press("+".join((*modifiers, key_of(letter))))

    def press_until_there(self, title: str, letter: str, *modifiers: str) -> None:
        """A key that opens a window, again and again until it does; the window has the keyboard then."""
        again_until(partial(self.press_letter, letter, *modifiers), partial(self.find, title), f"a window “{title}”")
        self.wait_focused(title)

    def type_on_keys(self, text: str, gap_ms: int = 15) -> None:
        """The keys on which a US keyboard has these letters, one by one."""
        self.press(*map(key_of, text), gap_ms=gap_ms)

    def type(self, text: str) -> None:
        """A text of letters that the active layout has."""
        self.screen.xdotool("type", "--delay", 5, text)

    def scan(self, code: str) -> None:
        """A burst of keys and Enter, as a scanner sends them that knows US keyboards only."""
        self.press(*map(key_of, code), RETURN, gap_ms=BURST_MS)

    def click(self, point: tuple[int, int]) -> None:
        self.screen.xdotool("mousemove", "--sync", *point, "click", 1)

    def drag(self, way: Sequence[tuple[int, int]]) -> None:
        """Press at the first point, carry through the others, let go at the last."""
        first, *others = way
        steps: list[object] = ["mousemove", *first, "mousedown", 1]
        for point in others:
            steps += ["sleep", 0.02, "mousemove", *point]
        self.screen.xdotool(*steps, "sleep", 0.05, "mouseup", 1)

    def type_path(self, path: Path) -> None:
        """Into Qt's own dialog, which begins with what is to be typed over, and Enter."""
        self.press("ctrl+a")
        self.type(str(path))
        self.press("Return")

    # The end

    def wait_end(self) -> Ended:
        return Ended(self.process.wait(PATIENCE), self.said, self.log)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
