"""Runs say what they learned from, and what begins them on a schedule is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("runs", sa.Column("data_set", sa.Integer))
    op.create_table(
        "scheduled_jobs",
        sa.Column("id", sa.Unicode(191), primary_key=True),
        sa.Column("next_run_time", sa.Float(25)),
        sa.Column("job_state", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_scheduled_jobs_next_run_time", "scheduled_jobs", ["next_run_time"])


def downgrade() -> None:
    op.drop_table("scheduled_jobs")
    op.drop_column("runs", "data_set")
