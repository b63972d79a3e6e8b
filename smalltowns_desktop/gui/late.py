"""What is loaded when it is first called: a window need not wait for pages and dialogs that nobody has opened yet."""

import importlib
from collections.abc import Callable
from typing import Any


class Late:
    """A function or a class by its name, `package.module:name`; calling it loads the module and calls it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.load()(*arguments, **named)

    def load(self) -> Callable[..., Any]:
        """What it stands for."""
        module, _, name = self.name.partition(":")
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
        return found
