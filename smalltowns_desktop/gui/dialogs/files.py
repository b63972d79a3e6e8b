"""Asking for a file by the system's own dialog."""

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_save_path(parent: QWidget | None, title: str, suggestion: str, kinds: str) -> str:
    """Where to write; "" if the person thought better of it. `kinds` as Qt has them: `Spreadsheet (*.xlsx)`."""
    return QFileDialog.getSaveFileName(parent, title, suggestion, kinds)[0]


def ask_open_path(parent: QWidget, title: str, kinds: str) -> str:
    """Which file to read; "" for none."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]
