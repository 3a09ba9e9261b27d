"""Versions are tried on recent questions, and on a share of conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "canaries",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.String),
        sa.Column("share", sa.Double, nullable=False),
        sa.Column("actor", sa.String),
        sa.Column("at", sa.Double, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shadows",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("beside", sa.String, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shadows_version", "shadows", ["version"])


def downgrade() -> None:
    op.drop_table("shadows")
    op.drop_table("canaries")
