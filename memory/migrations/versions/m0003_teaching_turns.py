"""Turns keep all that can be learned from them, and votes their history.

Turns from before can be shown and voted on, and not trained on: what their model was given was not kept.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BEFORE = "It was recorded by a version of Vermeil that did not keep what the model was given."

BLOBS = ("picture_sha256", "audio_sha256")

turns = sa.table(
    "turns", sa.column("id"), sa.column("abstained", sa.Boolean), sa.column("adapter"), sa.column("outcome"),
    sa.column("version"), sa.column("untrainable"), sa.column("passages", sa.JSON), sa.column("citations", sa.JSON),
)  # fmt: skip
votes = sa.table("votes", sa.column("owner"), sa.column("turn_id"), sa.column("number"), sa.column("value"))


def added() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("route", sa.String),
        sa.Column("outcome", sa.String, nullable=False, server_default="answered"),
        sa.Column("finish", sa.String, nullable=False, server_default="stop"),
        sa.Column("raw", sa.String),
        sa.Column("prompt", sa.JSON),
        sa.Column("evidence", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("sampling", sa.JSON),
        sa.Column("model_digest", sa.String, nullable=False, server_default=""),
        sa.Column("version", sa.String, nullable=False, server_default="base"),
        sa.Column("version_digest", sa.String, nullable=False, server_default=""),
        sa.Column("projector_digest", sa.String),
        sa.Column("picture_sha256", sa.String),
        sa.Column("audio_sha256", sa.String),
        sa.Column("heard", sa.JSON),
        sa.Column("untrainable", sa.String),
    )


def upgrade() -> None:
    # Columns one by one: to recreate the table would, on SQLite, delete the votes on its rows.
    for column in added():
        op.add_column("turns", column)
    for name in BLOBS:
        op.create_index(f"ix_turns_{name}", "turns", [name])
    op.execute(turns.update().values(untrainable=BEFORE))
    op.execute(turns.update().where(turns.c.abstained).values(outcome="nothing_found"))
    op.execute(turns.update().where(turns.c.adapter.is_not(None)).values(version=turns.c.adapter))
    place_citations()
    op.drop_column("turns", "abstained")
    op.drop_column("turns", "adapter")
    with op.batch_alter_table("votes") as batch:
        batch.add_column(sa.Column("number", sa.Integer, nullable=False, server_default="1"))
        batch.alter_column("value", existing_type=sa.String, nullable=True)
        batch.drop_constraint("votes_owner_turn", type_="unique")
        batch.create_unique_constraint("votes_owner_turn_number", ["owner", "turn_id", "number"])


def place_citations() -> None:
    """Say of each citation where its quote stands, as far as that can be found."""
    connection = op.get_bind()
    for turn in connection.execute(sa.select(turns.c.id, turns.c.passages, turns.c.citations)).all():
        placed = [citation | place_of(citation, turn.passages) for citation in turn.citations]
        connection.execute(turns.update().where(turns.c.id == turn.id).values(citations=placed))


def place_of(citation: dict[str, Any], passages: list[dict[str, Any]]) -> dict[str, int]:
    quote = citation["quote"]
    for passage in passages if quote else ():
        start = passage["text"].find(quote)
        if passage["document"] == citation["document"] and start >= 0:
            return {"chunk": passage["chunk"], "start": start, "end": start + len(quote)}
    return {"chunk": -1, "start": 0, "end": len(quote)}


def downgrade() -> None:
    keep_votes_in_force()
    with op.batch_alter_table("votes") as batch:
        batch.drop_constraint("votes_owner_turn_number", type_="unique")
        batch.alter_column("value", existing_type=sa.String, nullable=False)
        batch.drop_column("number")
        batch.create_unique_constraint("votes_owner_turn", ["owner", "turn_id"])
    op.add_column("turns", sa.Column("abstained", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("turns", sa.Column("adapter", sa.String))
    op.execute(turns.update().where(turns.c.outcome == "nothing_found").values(abstained=sa.true()))
    op.execute(turns.update().where(turns.c.version != "base").values(adapter=turns.c.version))
    for name in BLOBS:
        op.drop_index(f"ix_turns_{name}", "turns")
    for column in added():
        op.drop_column("turns", column.name)


def keep_votes_in_force() -> None:
    """Of each owner and turn the last vote stays, unless it was taken back."""
    other = votes.alias()
    later = sa.exists().where(
        other.c.owner == votes.c.owner, other.c.turn_id == votes.c.turn_id, other.c.number > votes.c.number
    )
    op.execute(votes.delete().where(sa.or_(votes.c.value.is_(None), later)))
