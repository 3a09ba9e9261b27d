"""Documents have versions: those of one series, of which one is current."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("documents", sa.Column("series", sa.String))
    op.add_column("documents", sa.Column("standing", sa.String, nullable=False, server_default="current"))
    op.create_index("documents_series", "documents", ["series"])


def downgrade() -> None:
    """What is current stays; the others go, as nothing would tell them apart."""
    op.execute("DELETE FROM documents WHERE standing <> 'current'")
    op.drop_index("documents_series", "documents")
    op.drop_column("documents", "standing")
    op.drop_column("documents", "series")
