"""Documents with chunks, vectors and full-text search; the outbox; conversations with turns; votes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE chunks_fts USING fts5(
        text, content='chunks', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER chunks_fts_insert AFTER INSERT ON chunks BEGIN
        INSERT INTO chunks_fts(rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER chunks_fts_delete AFTER DELETE ON chunks BEGIN
        INSERT INTO chunks_fts(chunks_fts, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
    """CREATE TRIGGER chunks_fts_update AFTER UPDATE OF text ON chunks BEGIN
        INSERT INTO chunks_fts(chunks_fts, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO chunks_fts(rowid, text) VALUES (new.id, new.text);
    END""",
)
POSTGRES_SEARCH = ("CREATE INDEX chunks_fts ON chunks USING gin (to_tsvector('english', text))",)


def upgrade() -> None:
    create_library()
    create_conversations()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_SEARCH if sqlite else POSTGRES_SEARCH:
        op.execute(statement)


def create_library() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String),
        sa.Column("media_type", sa.String),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("pages", sa.Integer),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("seconds_audio", sa.Double),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
        sa.Column("ingest_seconds", sa.Double),
        sa.Column("progress", sa.Double, nullable=False),
        sa.UniqueConstraint("owner", "sha256", name="documents_owner_sha256"),
    )
    op.create_index("documents_owner_created", "documents", ["owner", "created_at"])
    op.create_index("documents_status", "documents", ["status"])
    op.create_index("documents_sha256", "documents", ["sha256"])
    op.create_table(
        "chunks",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("span", sa.JSON, nullable=False),
        sa.Column("words", sa.JSON),
        sa.UniqueConstraint("document_id", "ordinal", name="chunks_document_ordinal"),
        sqlite_autoincrement=True,
    )
    op.create_index("chunks_owner", "chunks", ["owner"])
    op.create_table(
        "vectors",
        sa.Column("chunk_id", sa.Integer, sa.ForeignKey("chunks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("space", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_index("vectors_space", "vectors", ["space"])
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("operation", sa.String, nullable=False),
        sa.Column("space", sa.String, nullable=False),
        sa.Column("chunk_id", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
    )
    op.create_index("conversations_owner_updated", "conversations", ["owner", "updated_at"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("conversation_id", sa.String, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("transcript", sa.String),
        sa.Column("abstained", sa.Boolean, nullable=False),
        sa.Column("from_library", sa.Boolean, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("adapter", sa.String),
        sa.Column("prompt_version", sa.String, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
        sa.Column("citations", sa.JSON, nullable=False),
        sa.Column("timings", sa.JSON, nullable=False),
        sa.Column("usage", sa.JSON, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
    )
    op.create_index("turns_conversation_created", "turns", ["conversation_id", "created_at"])
    op.create_table(
        "votes",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("correction", sa.String),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.UniqueConstraint("owner", "turn_id", name="votes_owner_turn"),
    )
    op.create_index("ix_votes_turn_id", "votes", ["turn_id"])
