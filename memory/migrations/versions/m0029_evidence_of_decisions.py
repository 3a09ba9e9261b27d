"""A reviewer says where the right answer stands."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("decisions", sa.Column("evidence", sa.JSON))


def downgrade() -> None:
    op.drop_column("decisions", "evidence")
