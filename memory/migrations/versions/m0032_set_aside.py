"""Why a run learned nothing from a vote, and whether it learned at all."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "set_aside",
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("vote_id", sa.String, sa.ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.add_column("runs", sa.Column("learned", sa.Boolean))
    op.create_index("ix_set_aside_vote_id", "set_aside", ["vote_id"])


def downgrade() -> None:
    op.drop_column("runs", "learned")
    op.drop_table("set_aside")
