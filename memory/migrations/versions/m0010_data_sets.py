"""Which votes are in which exported data set."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "data_sets",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("made_by", sa.String),
        sa.Column("at", sa.Double, nullable=False),
        sa.UniqueConstraint("kind", "sha256", name="data_sets_kind_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "data_set_items",
        sa.Column("data_set", sa.Integer, sa.ForeignKey("data_sets.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("vote_id", sa.String, primary_key=True),
    )
    op.create_index("ix_data_set_items_vote_id", "data_set_items", ["vote_id"])


def downgrade() -> None:
    op.drop_table("data_set_items")
    op.drop_table("data_sets")
