"""Review: what screening noticed about votes, who has them before them, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("vote_id", sa.String, sa.ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("stage", sa.String),
        sa.Column("stage_evidence", sa.String),
        sa.Column("twice", sa.Boolean, nullable=False),
        sa.Column("question_key", sa.String, nullable=False),
        sa.Column("answer_key", sa.String, nullable=False),
        sa.Column("correction_key", sa.String),
        sa.Column("claimed_by", sa.String),
        sa.Column("claimed_until", sa.Double, nullable=False),
        sa.Column("draft", sa.JSON),
        sa.Column("screened_at", sa.Double, nullable=False),
    )
    op.create_index("ix_reviews_state", "reviews", ["state"])
    op.create_index("ix_reviews_question_key", "reviews", ["question_key"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("vote_id", sa.String, sa.ForeignKey("votes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("rating", sa.String),
        sa.Column("answer", sa.String),
        sa.Column("note", sa.String),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.UniqueConstraint("vote_id", "number", name="decisions_vote_number"),
    )


def downgrade() -> None:
    op.drop_table("decisions")
    op.drop_table("reviews")
