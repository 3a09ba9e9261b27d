"""Accounts: people, their sessions and API keys, links that work once, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def person(*, required: bool) -> sa.Column[str]:
    return sa.Column("person_id", sa.String, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=not required)


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("skeleton", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("link_id", sa.String),
        sa.Column("left_at", sa.Double),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.UniqueConstraint("name", name="people_name"),
        sa.UniqueConstraint("skeleton", name="people_skeleton"),
        sa.UniqueConstraint("link_id", name="people_link"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String, primary_key=True),
        person(required=True),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.UniqueConstraint("token_hash", name="sessions_token_hash"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, primary_key=True),
        person(required=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("used_at", sa.Double),
        sa.UniqueConstraint("token_hash", name="api_keys_token_hash"),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        person(required=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Column("used_at", sa.Double),
        sa.UniqueConstraint("token_hash", name="links_token_hash"),
    )
    for table in ("sessions", "api_keys", "links"):
        op.create_index(f"{table}_person", table, ["person_id"])
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("actor", sa.String),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String),
        sa.Column("detail", sa.String),
    )


def downgrade() -> None:
    for table in ("log", "links", "api_keys", "sessions", "people"):
        op.drop_table(table)
