"""Words to listen for: what somebody wrote into transcripts of their own questions, where something else was heard.

They are of that person alone, and need nobody's leave, as their own corrections do not. Nothing is kept but the votes:
a vote that is taken back takes its words along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.words import STOPWORDS, words
from feedback.queue import in_force
from memory.database import Database, VoteRow

MOST = 40
"""Words and names that are listened for, the latest: Whisper reads them before each piece, and has room for some 200
tokens."""
_TOKEN = re.compile(r"\w[\w'’-]*")


def hot_words(database: Database, owner: str) -> list[str]:
    """Somebody's words, the latest first, as they spelled them."""
    query = in_force().where(VoteRow.owner == owner, VoteRow.transcript.is_not(None))
    with database.reading() as session:
        said = [(turn.transcript or "", vote.transcript) for vote, turn, _ in session.execute(query)]
    found: dict[str, None] = {}
    for heard, right in reversed(said):
        for phrase in unheard(heard, right):
            found.setdefault(phrase)
    return list(found)[:MOST]


def unheard(heard: str, right: str) -> Iterator[str]:
    """What stands in the right transcript and was not heard: runs of telling words, such as the parts of a name."""
    known, run = set(words(heard)), ""
    for match in _TOKEN.finditer(right):
        spoken = words(match[0])
        if spoken and not set(spoken) <= known | STOPWORDS:
            run = f"{run} {match[0]}" if run else match[0]
            continue
        if run:
            yield run
        run = ""
    if run:
        yield run
