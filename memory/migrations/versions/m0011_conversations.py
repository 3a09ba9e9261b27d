"""Conversations are pinned, and deleted in a way that can be undone; what was said in them is searched."""

import sqlalchemy as sa
from alembic import op

from core.terms import extra_terms

revision = "0011"
down_revision = "0010"

AT_ONCE = 1000

texts = sa.table("turn_texts", sa.column("owner"), sa.column("turn_id"), sa.column("text"), sa.column("terms"))
turns = sa.table("turns", sa.column("id"), sa.column("owner"), sa.column("question"), sa.column("answer"))

CREATE_SQLITE = (
    """CREATE VIRTUAL TABLE turn_texts_fts USING fts5(
        text, terms, content='turn_texts', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2 categories ''L* N* M* Co'''
    )""",
    """CREATE TRIGGER turn_texts_fts_insert AFTER INSERT ON turn_texts BEGIN
        INSERT INTO turn_texts_fts(rowid, text, terms) VALUES (new.id, new.text, new.terms);
    END""",
    """CREATE TRIGGER turn_texts_fts_delete AFTER DELETE ON turn_texts BEGIN
        INSERT INTO turn_texts_fts(turn_texts_fts, rowid, text, terms) VALUES ('delete', old.id, old.text, old.terms);
    END""",
)
CREATE_POSTGRES = ("CREATE INDEX turn_texts_fts ON turn_texts USING gin (chunks_words(text, terms))",)


def upgrade() -> None:
    op.add_column("conversations", sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("deleted_at", sa.Double))
    op.create_index("ix_conversations_deleted_at", "conversations", ["deleted_at"])
    op.create_table(
        "turn_texts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("terms", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_turn_texts_owner", "turn_texts", ["owner"])
    op.create_index("ix_turn_texts_turn_id", "turn_texts", ["turn_id"])
    for statement in CREATE_SQLITE if op.get_bind().dialect.name == "sqlite" else CREATE_POSTGRES:
        op.execute(statement)
    fill()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE turn_texts_fts")
    op.drop_table("turn_texts")
    op.drop_index("ix_conversations_deleted_at", "conversations")
    op.drop_column("conversations", "deleted_at")
    op.drop_column("conversations", "pinned")


def fill() -> None:
    """The texts of the turns that are there already."""
    connection, last = op.get_bind(), ""
    query = sa.select(turns).order_by(turns.c.id).limit(AT_ONCE)
    while rows := connection.execute(query.where(turns.c.id > last)).all():
        last = rows[-1].id
        said = [(row, f"{row.question}\n{row.answer}") for row in rows]
        connection.execute(
            texts.insert(),
            [{"owner": row.owner, "turn_id": row.id, "text": text, "terms": extra_terms(text)} for row, text in said],
        )
