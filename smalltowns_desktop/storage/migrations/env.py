"""Run by alembic: the migrations go through the connection, and into the transaction, that they are handed."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
