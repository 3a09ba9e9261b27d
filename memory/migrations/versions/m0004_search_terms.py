"""Chunks keep, beside their text, the terms that full-text search takes of it besides the words."""

import sqlalchemy as sa
from alembic import op

from core.terms import extra_terms

revision = "0004"
down_revision = "0003"

AT_ONCE = 1000

chunks = sa.table("chunks", sa.column("id", sa.Integer), sa.column("text"), sa.column("terms"))

DROP_SQLITE = (
    "DROP TRIGGER chunks_fts_insert",
    "DROP TRIGGER chunks_fts_delete",
    "DROP TRIGGER chunks_fts_update",
    "DROP TABLE chunks_fts",
)
FILL_SQLITE = "INSERT INTO chunks_fts(chunks_fts) VALUES ('rebuild')"

# Vowel signs belong to their word: without `M*` an index parts Hindi and Thai at each of them.
CREATE_SQLITE = (
    """CREATE VIRTUAL TABLE chunks_fts USING fts5(
        text, terms, content='chunks', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2 categories ''L* N* M* Co'''
    )""",
    """CREATE TRIGGER chunks_fts_insert AFTER INSERT ON chunks BEGIN
        INSERT INTO chunks_fts(rowid, text, terms) VALUES (new.id, new.text, new.terms);
    END""",
    """CREATE TRIGGER chunks_fts_delete AFTER DELETE ON chunks BEGIN
        INSERT INTO chunks_fts(chunks_fts, rowid, text, terms) VALUES ('delete', old.id, old.text, old.terms);
    END""",
    """CREATE TRIGGER chunks_fts_update AFTER UPDATE OF text, terms ON chunks BEGIN
        INSERT INTO chunks_fts(chunks_fts, rowid, text, terms) VALUES ('delete', old.id, old.text, old.terms);
        INSERT INTO chunks_fts(rowid, text, terms) VALUES (new.id, new.text, new.terms);
    END""",
)
BEFORE_SQLITE = (
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

# Its parser takes -9087 for a number below zero and 12/3456 for a path: signs become spaces first.
CREATE_POSTGRES = (
    "DROP INDEX chunks_fts",
    r"""CREATE FUNCTION chunks_words(body text, terms text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT to_tsvector('english', translate(body, '-/._:@\&+<>', '           ') || ' ' || terms) $$""",
    "CREATE INDEX chunks_fts ON chunks USING gin (chunks_words(text, terms))",
)
BEFORE_POSTGRES = (
    "DROP INDEX chunks_fts",
    "DROP FUNCTION chunks_words",
    "CREATE INDEX chunks_fts ON chunks USING gin (to_tsvector('english', text))",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _execute(DROP_SQLITE if sqlite else ())
    op.add_column("chunks", sa.Column("terms", sa.String, nullable=False, server_default=""))
    fill()
    _execute((*CREATE_SQLITE, FILL_SQLITE) if sqlite else CREATE_POSTGRES)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _execute(DROP_SQLITE if sqlite else BEFORE_POSTGRES)
    op.drop_column("chunks", "terms")
    _execute((*BEFORE_SQLITE, FILL_SQLITE) if sqlite else ())


def fill() -> None:
    """The terms of the chunks that are there already."""
    connection, last = op.get_bind(), 0
    query = sa.select(chunks.c.id, chunks.c.text).order_by(chunks.c.id).limit(AT_ONCE)
    while rows := connection.execute(query.where(chunks.c.id > last)).all():
        last = rows[-1].id
        found = [{"at": row.id, "found": extra_terms(row.text)} for row in rows]
        if filled := [one for one in found if one["found"]]:
            change = chunks.update().where(chunks.c.id == sa.bindparam("at")).values(terms=sa.bindparam("found"))
            connection.execute(change, filled)


def _execute(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
