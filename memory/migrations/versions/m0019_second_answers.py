"""A question may be answered once more, and one of the answers chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("turns", sa.Column("again_of", sa.String))
    op.add_column("turns", sa.Column("chosen", sa.Boolean))
    op.create_index("ix_turns_again_of", "turns", ["again_of"])


def downgrade() -> None:
    op.drop_index("ix_turns_again_of", "turns")
    op.drop_column("turns", "chosen")
    op.drop_column("turns", "again_of")
