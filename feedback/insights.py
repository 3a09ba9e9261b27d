"""How answers do, for admins: counts over everybody's turns and votes, computed in SQL.

Numbers only, with three exceptions: documents are named where the admin may read them, models and versions always, and
a question that found nothing is shown where whoever asked it allows that it is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, get_args

from sqlalchemy import ColumnElement, Integer, Select, String, case, func, select, true
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.types import JsonObject, Outcome, Reason
from feedback.consent import of_everybody
from feedback.queue import in_force
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, DocumentRow, TurnRow, VoteRow, now
from memory.feedback_tables import ReviewRow
from memory.readable import may_read

DAY = 86_400.0
MOST_NAMED = 10
MOST_QUESTIONS = 50
_LINE = 200  # characters of a question


def insights(database: Database, admin: str, days: int) -> JsonObject:
    """What the last `days` days show. Days are seconds since 1970 at their beginning, UTC; times are seconds."""
    since = now() - days * DAY
    with database.reading() as session:
        return {
            "since": round(since, 3),
            "votes": _votes(session, since), "approval": _approval(session, since),
            "reasons": _reasons(session, since), "stages": _stages(session, since),
            "answers": _answers(session, since), "documents": _documents(session, admin, since),
            "found_nothing": _found_nothing(session, since),
        }  # fmt: skip


def _day(session: Session, moment: InstrumentedAttribute[float]) -> ColumnElement[int]:
    """The beginning of the day of a moment: SQLite cuts where Postgres rounds."""
    whole = moment / DAY if session.get_bind().dialect.name == "sqlite" else func.floor(moment / DAY)
    return sql_cast(whole, Integer) * int(DAY)


def _counted(value: str) -> ColumnElement[int]:
    """How many votes have this value."""
    return func.sum(case((VoteRow.value == value, 1), else_=0)).label(value)


def _in_force(since: float) -> Any:
    """The votes that count, without their order."""
    return in_force().where(VoteRow.created_at >= since).order_by(None)


def _turns(since: float) -> Select[Any]:
    kept = select(TurnRow.id).join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    return kept.where(is_kept(), TurnRow.created_at >= since)


def _rows(session: Session, query: Any) -> list[JsonObject]:
    return [dict(row._mapping) for row in session.execute(query)]


def _votes(session: Session, since: float) -> list[JsonObject]:
    day = _day(session, VoteRow.created_at).label("day")
    query = _in_force(since).with_only_columns(day, _counted("up"), _counted("down"))
    return _rows(session, query.group_by(day).order_by(day))


def _approval(session: Session, since: float) -> list[JsonObject]:
    by = TurnRow.model, TurnRow.version
    query = _in_force(since).with_only_columns(*by, _counted("up"), _counted("down"))
    return _rows(session, query.group_by(*by).order_by(*by))


def _reasons(session: Session, since: float) -> Mapping[str, int]:
    said = sql_cast(VoteRow.reasons, String)
    sums = [func.sum(case((said.contains(f'"{reason}"'), 1), else_=0)) for reason in get_args(Reason)]
    counts = session.execute(_in_force(since).with_only_columns(*sums)).one()
    return {reason: count for reason, count in zip(get_args(Reason), counts, strict=True) if count}


def _stages(session: Session, since: float) -> Mapping[str, int]:
    query = _in_force(since).where(ReviewRow.stage.is_not(None))
    rows = session.execute(query.with_only_columns(ReviewRow.stage, func.count()).group_by(ReviewRow.stage))
    return dict(rows.all())


def _answers(session: Session, since: float) -> list[JsonObject]:
    """For each day: how many, the share that was refused, and the middle and the 95th of a hundred times."""
    day, seconds = _day(session, TurnRow.created_at), TurnRow.timings["total"].as_float()
    refused = case((TurnRow.outcome == Outcome.NOTHING_FOUND.value, 1), else_=0)
    each = _turns(since).with_only_columns(
        day.label("day"), seconds.label("seconds"), refused.label("was_refused"),
        func.row_number().over(partition_by=day, order_by=seconds).label("place"),
        func.count().over(partition_by=day).label("answers"),
    ).subquery()  # fmt: skip

    def at(percent: int) -> ColumnElement[float]:
        place = (each.c.answers * percent + 99) // 100  # rounded up
        return func.max(case((each.c.place <= place, each.c.seconds)))

    columns = (
        each.c.day, func.max(each.c.answers).label("answers"), func.sum(each.c.was_refused).label("refused"),
        at(50).label("median"), at(95).label("p95"),
    )  # fmt: skip
    return _rows(session, select(*columns).group_by(each.c.day).order_by(each.c.day))


def _documents(session: Session, admin: str, since: float) -> JsonObject:
    """The documents that the admin may read, by the answers that cite them; of others, how many there are."""
    cited = _cited(session, since).subquery()
    answers = func.coalesce(cited.c.answers, 0).label("answers")
    ready = DocumentRow.status == "ready"
    query = select(DocumentRow.id, DocumentRow.name, answers).outerjoin(cited, cited.c.document == DocumentRow.id)
    mine = query.where(ready, may_read(admin)).order_by(answers.desc(), DocumentRow.name)
    named = [{"document": row.id, "name": row.name, "answers": row.answers} for row in session.execute(mine)]
    never = [row for row in named if not row["answers"]]
    counts = select(func.count(), func.sum(case((answers == 0, 1), else_=0))).select_from(DocumentRow)
    counts = counts.outerjoin(cited, cited.c.document == DocumentRow.id).where(ready, ~may_read(admin))
    others, others_never = session.execute(counts).one()
    return {
        "most_cited": [row for row in named if row["answers"]][:MOST_NAMED],
        "never_cited": never[:MOST_NAMED], "never_cited_in_all": len(never),
        "others": {"documents": others, "never_cited": others_never or 0},
    }  # fmt: skip


def _cited(session: Session, since: float) -> Select[str, int]:
    """How many answers cite each document."""
    if session.get_bind().dialect.name == "sqlite":
        each = func.json_each(TurnRow.citations).table_valued("value")
        document: ColumnElement[str] = func.json_extract(each.c.value, "$.document")
    else:
        each = func.json_array_elements(TurnRow.citations).table_valued("value")
        document = each.c.value.op("->>")("document")
    answers = func.count(TurnRow.id.distinct()).label("answers")
    cited = _turns(since).join(each, true()).with_only_columns(document.label("document"), answers)
    return cited.group_by(document)


def _found_nothing(session: Session, since: float) -> list[JsonObject]:
    """The last questions without an answer, of people who allow it, without their names."""
    people = of_everybody(session)
    query = _turns(since).where(TurnRow.outcome == Outcome.NOTHING_FOUND.value).order_by(TurnRow.created_at.desc())
    columns = (TurnRow.owner, TurnRow.conversation_id, TurnRow.question, TurnRow.created_at)
    rows = session.execute(query.with_only_columns(*columns))
    allowed = (row for row in rows if people.allows(row.owner, row.conversation_id))
    return [
        {"question": row.question[:_LINE], "at": round(row.created_at, 3)} for row in islice(allowed, MOST_QUESTIONS)
    ]
