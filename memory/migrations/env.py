"""Alembic's entry: migrates over the connection that `memory.database.Database` hands in, in one transaction."""

from alembic import context

from memory.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
