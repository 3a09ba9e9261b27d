"""Receipts say which versions learned from a vote, and what its question is answered since."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "learned_from",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("vote_id", sa.String, primary_key=True),
    )
    op.create_index("ix_learned_from_vote_id", "learned_from", ["vote_id"])
    op.create_table(
        "answered_anew",
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("from_library", sa.Boolean, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("verdict", sa.String),
        sa.Column("at", sa.Double, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("answered_anew")
    op.drop_table("learned_from")
