"""Votes say why from a closed list, and correct more than the answer: its evidence, what was said, what is pictured.

Words that gave the reason so far become the comment of an `other`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

votes = sa.table("votes", sa.column("comment"), sa.column("reasons", sa.JSON))


def added() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("reasons", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("evidence", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("transcript", sa.String),
        sa.Column("picture_name", sa.String),
        sa.Column("over_turn", sa.String),
    )


def upgrade() -> None:
    op.execute("ALTER TABLE votes RENAME COLUMN reason TO comment")
    for column in added():
        op.add_column("votes", column)
    op.execute(votes.update().where(votes.c.comment.is_not(None)).values(reasons=["other"]))


def downgrade() -> None:
    for column in added():
        op.drop_column("votes", column.name)
    op.execute("ALTER TABLE votes RENAME COLUMN comment TO reason")
