"""Documents are deleted in a way that can be undone for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("documents", sa.Column("deleted_at", sa.Double))
    op.create_index("documents_deleted_at", "documents", ["deleted_at"])


def downgrade() -> None:
    """What was deleted goes for good."""
    op.execute("DELETE FROM documents WHERE deleted_at IS NOT NULL")
    op.drop_index("documents_deleted_at", "documents")
    op.drop_column("documents", "deleted_at")
