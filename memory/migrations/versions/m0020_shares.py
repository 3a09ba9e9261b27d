"""Who may read a document beside its owner."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "shares",
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("created_at", sa.Double, nullable=False),
    )
    op.create_index("shares_reader", "shares", ["reader"])


def downgrade() -> None:
    op.drop_table("shares")
