"""Learning runs, and how far they were when."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("recipe", sa.String, nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("actor", sa.String),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("version", sa.String),
        sa.Column("verdict", sa.String),
        sa.Column("error", sa.String),
        sa.Column("started_at", sa.Double, nullable=False),
        sa.Column("ended_at", sa.Double),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "run_steps",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.number", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("loss", sa.Double),
        sa.Column("seconds_left", sa.Double),
        sa.Column("at", sa.Double, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("run_steps")
    op.drop_table("runs")
