"""Messages that want no answer but a kind word: a greeting, thanks, a goodbye, a trial of the keyboard.

They are recognised as a whole, so that "hi, when is breakfast?" is a question. The words are data, in many languages;
what is near one of them in the text encoder's space counts as well, where the message is short.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.embedding.encoder import TextEncoder
from core.grounding.examples import Examples
from core.words import words

_ASSETS = Path(__file__).parents[1] / "assets" / "courtesies.json"
_NEAR = 0.75  # cosine from which a short message is as good as one that is listed
_LOOSELY = 0.62  # ... where a search has found nothing
_MISTYPED = 0.85  # share of letters in common, there as well
_MOST_WORDS = 7
_MOST_WORDS_LOOSELY = 12
_ASKING = frozenset("what when where which who whom whose why how".split())
_REPEATED = re.compile(r"(.)\1{2,}")
_NAME = "vermeil"


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A kind of courtesy with its replies, in which `{next}` stands for what the person could do now."""

    kind: str
    replies: tuple[str, ...]

    def reply(self, turn: int, what_next: str) -> str:
        """The reply of the `turn`th turn of a conversation: neighbouring ones differ."""
        return self.replies[turn % len(self.replies)].replace("{next}", what_next).strip()


class Courtesies:
    """Recognises them."""

    def __init__(self, encoder: TextEncoder) -> None:
        entries: Mapping[str, Mapping[str, Any]] = json.loads(_ASSETS.read_text(encoding="utf-8"))
        self._kinds = {kind: Courtesy(kind, tuple(entry["replies"])) for kind, entry in entries.items()}
        self._searched = frozenset(kind for kind, entry in entries.items() if entry.get("after_search"))
        self._exact = {_bare(said): kind for kind, entry in entries.items() for said in entry["said"]}
        self._examples = Examples(encoder, {kind: entry["said"] for kind, entry in entries.items()})

    def read(self, message: str, *, searched: bool = False) -> Courtesy | None:
        """None for whatever may want an answer. `searched`: nothing was found, so that it is taken for one sooner."""
        bare = _bare(message)
        kind = self._exact.get(bare) or self._exact.get(_shortened(bare)) or self._repeated(bare)
        if kind is None and not words(message):
            kind = self._exact.get(message.strip()[:1]) or "wordless"
        if kind is None and searched and (like := difflib.get_close_matches(bare, self._exact, 1, _MISTYPED)):
            kind = self._exact[like[0]]
        if kind is None and "?" not in message:
            kind = self._framed(bare) if searched else None
            kind = kind or self._nearest(message, bare, searched=searched)
        return self._kinds[kind] if kind and (searched or kind not in self._searched) else None

    def _repeated(self, bare: str) -> str | None:
        """The kind of courtesies one after the other: "hello good morning", "ok thanks"."""
        parts, kinds = bare.split(), []
        while parts:
            taken = next((n for n in range(min(4, len(parts)), 0, -1) if " ".join(parts[:n]) in self._exact), 0)
            if not taken:
                return None
            kinds.append(self._exact[" ".join(parts[:taken])])
            parts = parts[taken:]
        return kinds[-1] if kinds else None

    def _framed(self, bare: str) -> str | None:
        """The kind of thanks or a goodbye at the beginning or the end: "thanks for the assist", "nice talk, bye"."""
        parts = bare.split()
        if not 1 < len(parts) <= _MOST_WORDS_LOOSELY or _ASKING & set(parts):
            return None
        ends = [" ".join(part) for n in (1, 2) for part in (parts[:n], parts[-n:])]
        return next((self._exact[end] for end in ends if self._exact.get(end) in ("thanks", "farewell")), None)

    def _nearest(self, message: str, bare: str, *, searched: bool) -> str | None:
        parts = bare.split()
        loosely = searched and not _ASKING & set(parts)
        if len(parts) > (_MOST_WORDS_LOOSELY if loosely else _MOST_WORDS):
            return None
        kind, cosine = self._examples.nearest(message)
        return kind if cosine >= (_LOOSELY if loosely else _NEAR) else None


def _bare(message: str) -> str:
    """The words alone; where there are none, the message as it is: an emoji says something too."""
    said: Sequence[str] = [word for word in words(message) if word != _NAME]
    return " ".join(said) or message.strip().replace("\ufe0f", "")


def _shortened(bare: str) -> str:
    """Without letters that are held down: "hiiii", "thxxx"."""
    return _REPEATED.sub(r"\1", bare)
