"""A question in another language than the documents is put into theirs: what searches and reads knows English best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from core.grounding import prompt
from core.language.engine import LanguageEngine
from core.tongues import NAMES, language_of
from core.types import Sampling
from memory.library import Library

_MOST_READ = 60  # documents whose first words tell the languages of a library, the newest
_MOST_LANGUAGES = 2
_TOKENS = 80  # of a translated question


@dataclass(frozen=True)
class Translator:
    """Translates questions with the language model."""

    engine: LanguageEngine
    library: Library

    def translations(self, owner: str, question: str) -> list[str]:
        """The question in the other languages of the owner's library, the commonest first; none in its own."""
        asked_in = language_of(question)
        if asked_in is None:
            return []
        others = [language for language, _ in self._languages(owner).most_common() if language != asked_in]
        found = [self._translated(question, language) for language in others[:_MOST_LANGUAGES]]
        return [text for text in dict.fromkeys(found) if text and text != question]

    def _languages(self, owner: str) -> Counter[str]:
        ready = [document.id for document in self.library.list(owner, limit=_MOST_READ) if document.status == "ready"]
        openings = self.library.openings(owner, ready).values()
        return Counter(language for opening in openings if (language := language_of(opening.text)) is not None)

    def _translated(self, question: str, language: str) -> str:
        sampling = Sampling(max_tokens=_TOKENS, stop=(prompt.END_OF_SENTENCE,))
        pieces = self.engine.generate(prompt.translation(question, NAMES[language]), sampling)
        return prompt.one_line("".join(piece.text for piece in pieces))
