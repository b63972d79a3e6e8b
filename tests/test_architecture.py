"""The layers hold, and each contract that says so would notice if they did not."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "smalltowns_desktop"

VIOLATIONS = {
    "the command line above the services": ("services/journal.py", "import smalltowns_desktop.cli.main"),
    "the services above the storage": ("storage/rows.py", "import smalltowns_desktop.services.journal"),
    "the storage above the domain": ("domain/times.py", "import smalltowns_desktop.storage.drives"),
    "exchange beside storage": ("exchange/encodings.py", "import smalltowns_desktop.storage.drives"),
    "storage beside documents": ("storage/drives.py", "import smalltowns_desktop.documents.style"),
    "conflicts beside exchange": ("conflicts/rules.py", "import smalltowns_desktop.exchange.encodings"),
    "sqlalchemy in a service": ("services/journal.py", "import sqlalchemy"),
    "sqlcipher in the command line": ("cli/journal.py", "import sqlcipher3"),
    "psycopg in an exchange": ("exchange/encodings.py", "import psycopg"),
    "alembic in the domain": ("domain/times.py", "import alembic"),
    "sqlite3 in a service": ("services/journal.py", "import sqlite3"),
    "reportlab in a service": ("services/journal.py", "import reportlab"),
    "reportlab in storage": ("storage/drives.py", "import reportlab"),
    "Qt in a service": ("services/journal.py", "import PySide6"),
    "Qt in a document": ("documents/style.py", "import PySide6.QtGui"),
    "click in the domain": ("domain/times.py", "import click"),
    "lxml in the domain": ("domain/times.py", "import lxml"),
}
CONTRACTS = {
    "the command line": "Imports point down", "the services": "Imports point down", "the storage": "Imports point down",
    "exchange beside": "Imports point down", "storage beside": "Imports point down",
    "conflicts beside": "Imports point down",
    "sqlalchemy": "SQLAlchemy only in storage", "sqlcipher": "SQLAlchemy only in storage",
    "psycopg": "SQLAlchemy only in storage", "alembic": "The domain needs the standard library only",
    "sqlite3": "SQLAlchemy only in storage", "reportlab": "ReportLab only in documents",
    "Qt": "Qt only in the window and at the top",
    "click": "The domain needs the standard library only", "lxml": "The domain needs the standard library only",
}  # fmt: skip
"""By the beginning of a violation's name: the contract that must break."""


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [tool, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(folder), "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's Python files, with the contracts."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / PACKAGE, folder / PACKAGE, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _all_but_python(folder: str, names: list[str]) -> set[str]:
    return {
        name for name in names
        if name == "__pycache__" or ((Path(folder) / name).is_file() and not name.endswith(".py"))
    }  # fmt: skip


def test_every_contract_has_a_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    names = {contract["name"] for contract in contracts}
    assert all(any(name.startswith(proved) for proved in CONTRACTS.values()) for name in names), names


def test_every_contract_is_kept(tree: Path) -> None:
    ran = _lint(tree)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_violation_breaks_its_contract(tree: Path, violation: str) -> None:
    name, line = VIOLATIONS[violation]
    path = tree / PACKAGE / name
    source = path.read_text(encoding="utf-8")
    path.write_text(f"{source}\n{line}\n", encoding="utf-8")
    try:
        ran = _lint(tree)
    finally:
        path.write_text(source, encoding="utf-8")
    assert ran.returncode == 1, ran.stdout
    contract = next(contract for beginning, contract in CONTRACTS.items() if violation.startswith(beginning))
    broken = [told.removesuffix(" BROKEN") for told in ran.stdout.splitlines() if told.endswith(" BROKEN")]
    assert any(told.startswith(contract) for told in broken), ran.stdout
