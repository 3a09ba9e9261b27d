"""Learned versions, and which of them served when."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("manifest_sha256", sa.String, nullable=False),
        sa.Column("parent", sa.String),
        sa.Column("verdict", sa.String),
        sa.Column("imported", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.Double, nullable=False),
        sa.Column("deleted_at", sa.Double),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "promotions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.String),
        sa.Column("previous", sa.String),
        sa.Column("actor", sa.String),
        sa.Column("override", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("promotions")
    op.drop_table("versions")
