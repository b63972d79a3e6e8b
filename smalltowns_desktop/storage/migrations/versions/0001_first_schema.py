"""The first schema, as it was: later ones are made from it by the migrations after this one."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

_BETWEEN = "\n-- next\n"


def upgrade() -> None:
    connection = op.get_bind()
    frozen = Path(__file__).with_name(f"0001_first_schema.{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in frozen.rstrip("\n").split(_BETWEEN):
        connection.exec_driver_sql(statement)
