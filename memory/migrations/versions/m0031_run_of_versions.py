"""A version knows the run that made it, which makes no other."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("versions", sa.Column("run", sa.Integer))
    op.execute("UPDATE versions SET run = (SELECT MIN(runs.number) FROM runs WHERE runs.version = versions.id)")
    op.create_index("ix_versions_run", "versions", ["run"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_versions_run", "versions")
    op.drop_column("versions", "run")
