"""What people told of themselves, and who lets it be remembered."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("said_at", sa.Double, nullable=False),
        sa.Column("edited", sa.Boolean, nullable=False),
        sa.Column("deleted_at", sa.Double),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_facts_owner", "facts", ["owner"])
    op.create_index("ix_facts_turn_id", "facts", ["turn_id"])
    op.create_table(
        "remembering",
        sa.Column("owner", sa.String, primary_key=True),
        sa.Column("on", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("remembering")
    op.drop_table("facts")
