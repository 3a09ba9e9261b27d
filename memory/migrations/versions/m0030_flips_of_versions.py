"""What people said is kept apart from the versions that were measured by it, and goes with the vote."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "version_flips",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("slice", sa.String, primary_key=True),
        sa.Column("vote_id", sa.String, sa.ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("better", sa.Boolean, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("wanted", sa.String, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("after", sa.String, nullable=False),
    )
    op.create_index("ix_version_flips_vote_id", "version_flips", ["vote_id"])


def downgrade() -> None:
    op.drop_table("version_flips")
