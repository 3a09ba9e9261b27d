"""Turns that went wrong at a known stage: right ones, broken at one place, with the votes that people give then.

Some votes say little ("wrong", and nothing else): what stage it was cannot be told from those for sure, and they count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.types import Stage
from memory.database import ChunkRow, DocumentRow, TurnRow, VoteRow


@dataclass(frozen=True)
class Fact:
    """A question, the sentence that answers it, the answer, and what is said in its place when something goes wrong."""

    question: str
    sentence: str
    answer: str
    paraphrase: str
    beside: str
    wrong: str
    misheard: str


FACTS = [
    Fact("When did the mill of Elmwood burn down?", "The mill burned down on 3 May 1843.", "3 May 1843",
         "It was on 3 May 1843 that the mill burned.", "The mill was built by Tom Hale in 1790.", "1790",
         "When did the meal of Elmwood turn brown?"),
    Fact("How much is the deposit of the flat?", "The deposit amounts to 1,450 EUR.", "1,450 EUR",
         "One pays a deposit of 1,450 EUR.", "The rent is 725 EUR a month.", "725 EUR",
         "How much is the deposit of the cat?"),
    Fact("Who repairs the boiler?", "Repairs of the boiler are done by Lindqvist Heating.", "Lindqvist Heating",
         "Lindqvist Heating does that.", "The boiler was bought from Omar Haddad.", "Omar Haddad",
         "Who prepares the broiler?"),
    Fact("Which colour has the emergency exit sign?", "The sign of the emergency exit is turquoise.", "Turquoise",
         "That sign is turquoise.", "The sign of the lift is orange.", "Orange",
         "Which collar has the emergency next sign?"),
    Fact("What must visitors bring?", "Visitors must bring a passport and a signed form.",
         "A passport and a signed form",
         "They need a passport and a form that is signed.", "Visitors may leave coats at the reception.", "Coats",
         "What must visitors sing?"),
    Fact("Where is the spare key kept?", "The spare key is kept behind the thermostat.", "Behind the thermostat",
         "You find it behind the thermostat.", "The main key is kept in the drawer.", "In the drawer",
         "Where is the square tea kept?"),
]  # fmt: skip
ELSEWHERE = ["The choir meets on Thursdays in the parish hall.", "Dogs are welcome in the garden at noon."]


def shelve(session: Session, owner: str) -> None:
    """A document for each fact, with its passage (chunk 2n+1) and another one."""
    for n, fact in enumerate(FACTS):
        session.add(DocumentRow(id=f"d{n}", owner=owner, sha256=f"{n}", name="a.txt", size=1, status="ready"))
        session.flush()
        for ordinal, text in enumerate((_passage_text(fact), ELSEWHERE[n % 2])):
            span = {"page": 1, "start": 0, "end": len(text)}
            session.add(
                ChunkRow(
                    id=2 * n + ordinal + 1, owner=owner, document_id=f"d{n}", ordinal=ordinal, text=text, span=span
                )
            )


def _passage_text(fact: Fact) -> str:
    return f"{fact.beside} {fact.sentence}"


def cases(owner: str) -> Iterator[tuple[Stage, str, TurnRow, VoteRow]]:
    """Each with the stage that was broken, and what kind of vote it got."""
    for n in range(len(FACTS)):
        made = _Maker(owner, n)
        for stage in (
            made.speech, made.picture, made.retrieval, made.evidence, made.citation, made.generation, made.refusal,
        ):  # fmt: skip
            for kind, turn, vote in stage():
                yield stage.__name__, kind, turn, vote  # type: ignore[misc]


Made = Iterator[tuple[str, TurnRow, VoteRow]]


@dataclass(frozen=True)
class _Maker:
    owner: str
    n: int

    @property
    def fact(self) -> Fact:
        return FACTS[self.n]

    def place(self, *, whole: bool = False) -> dict[str, Any]:
        text = _passage_text(self.fact)
        start = 0 if whole else text.index(self.fact.sentence)
        return {"document": f"d{self.n}", "chunk": 2 * self.n + 1, "start": start, "end": len(text)}

    def turn(self, *, found: bool = True, chosen: str = "sentence", answer: str = "", **more: Any) -> TurnRow:
        """A turn that is right, but for what is said here."""
        fact = self.fact
        texts = {2 * self.n + 1: _passage_text(fact)} if found else {}
        texts[2 * self.n + 2] = ELSEWHERE[self.n % 2]
        passages = [
            {"chunk": chunk, "document": f"d{self.n}", "name": "a.txt", "text": text, "score": 0.6}
            for chunk, text in texts.items()
        ]
        line = {"sentence": fact.sentence, "beside": fact.beside}[chosen] if found else passages[0]["text"]
        start = str(passages[0]["text"]).index(str(line))
        place = {"document": f"d{self.n}", "chunk": passages[0]["chunk"], "start": start, "end": start + len(str(line))}
        said = {
            "id": "t", "owner": self.owner, "conversation_id": "c", "question": fact.question, "transcript": None,
            "answer": f"{answer or fact.answer} [1]", "raw": answer or fact.answer, "outcome": "answered",
            "route": "evidence", "passages": passages, "evidence": [{**place, "n": 1, "passage": 0}],
            "citations": [{**place, "n": 1, "quote": line, "supported": True}], "prompt": None, "heard": None,
            "picture_sha256": None, "audio_sha256": None,
        }  # fmt: skip
        return TurnRow(**(said | more))

    def vote(self, value: str = "down", **said: Any) -> VoteRow:
        empty: dict[str, Any] = {"reasons": [], "evidence": []}
        return VoteRow(
            id="v", owner=self.owner, turn_id="t", value=value, **(empty | said)
        )  # fmt: skip

    def corrections(self) -> Iterator[tuple[str, VoteRow]]:
        """What people say of an answer that is wrong, from much to nothing."""
        fact, place = self.fact, [self.place()]
        yield "answer", self.vote(reasons=["wrong"], correction=fact.answer)
        yield "paraphrase", self.vote(correction=fact.paraphrase)
        yield "answer and line", self.vote(correction=fact.answer, evidence=place)
        yield "line", self.vote(reasons=["wrong"], evidence=place)
        yield "passage", self.vote(evidence=[self.place(whole=True)])
        yield "wrong", self.vote(reasons=["wrong"])

    def speech(self) -> Made:
        fact = self.fact
        sure = self.turn(found=False, answer=ELSEWHERE[self.n % 2], transcript=fact.misheard, audio_sha256="a")
        sure.question = fact.misheard
        sure.heard = [{"words": [{"text": f" {word}", "probability": 0.9} for word in fact.misheard.split()]}]
        doubted = self.turn(found=False, answer=ELSEWHERE[self.n % 2], transcript=fact.misheard, audio_sha256="a")
        doubted.question = fact.misheard
        at = next(n for n, word in enumerate(fact.misheard.split()) if word not in fact.question.split())
        words = [(word, 0.3 if n == at else 0.9) for n, word in enumerate(fact.misheard.split())]
        doubted.heard = [{"words": [{"text": f" {word}", "probability": p} for word, p in words]}]
        yield "transcript", sure, self.vote(transcript=fact.question)
        yield "misheard", sure, self.vote(reasons=["misheard"])
        yield "doubt and answer", doubted, self.vote(reasons=["wrong"], correction=fact.answer)
        yield "doubt and wrong", doubted, self.vote(reasons=["wrong"])
        yield "no doubt and answer", sure, self.vote(correction=fact.answer)

    def picture(self) -> Made:
        guessed = self.turn(answer="The picture shows a teapot.", picture_sha256="p", route="recognised")
        read = self.turn(answer=self.fact.wrong, picture_sha256="p", found=False)
        yield "name", guessed, self.vote(picture_name="a lantern")
        yield "misread", read, self.vote(reasons=["misread_picture"])
        yield "answer", guessed, self.vote(correction="A lantern.")
        yield "wrong", guessed, self.vote(reasons=["wrong"])
        yield "read, and answer", read, self.vote(correction="A lantern.")

    def retrieval(self) -> Made:
        for kind, vote in self.corrections():
            yield kind, self.turn(found=False, answer=self.fact.wrong), vote
        nothing = self.turn(found=False, answer="I found nothing about that.", outcome="nothing_found", citations=[])
        yield "found nothing, and answer", nothing, self.vote(correction=self.fact.answer)
        yield "found nothing, and wrong", nothing, self.vote(reasons=["wrong"])
        yield "nowhere", self.turn(found=False, answer=self.fact.wrong), self.vote(correction="Zebra 77")

    def evidence(self) -> Made:
        for kind, vote in self.corrections():
            yield kind, self.turn(chosen="beside", answer=self.fact.wrong), vote

    def citation(self) -> Made:
        fact, elsewhere = self.fact, ELSEWHERE[self.n % 2]
        wrong = {
            "document": f"d{self.n}",
            "chunk": 2 * self.n + 2,
            "start": 0,
            "end": len(elsewhere),
            "quote": elsewhere,
        }
        for supported in (True, False):
            turn = self.turn(citations=[{**wrong, "n": 1, "supported": supported}])
            yield f"said, {supported}", turn, self.vote(reasons=["wrong_citation"])
            yield f"said, with line, {supported}", turn, self.vote(reasons=["wrong_citation"], evidence=[self.place()])
            yield f"answer and line, {supported}", turn, self.vote(correction=fact.answer, evidence=[self.place()])
            yield f"line, {supported}", turn, self.vote(evidence=[self.place()])
            yield f"answer, {supported}", turn, self.vote(correction=fact.answer)
            yield f"wrong, {supported}", turn, self.vote(reasons=["wrong"])

    def generation(self) -> Made:
        for kind, vote in self.corrections():
            yield kind, self.turn(answer=self.fact.wrong), vote
        long = self.turn(answer=f"{self.fact.sentence} {self.fact.beside}")
        yield "too long", long, self.vote(reasons=["too_long"])
        yield "too long, and answer", long, self.vote(reasons=["too_long"], correction=self.fact.answer)

    def refusal(self) -> Made:
        found = self.turn(answer="I found nothing about that.", outcome="nothing_found", citations=[])
        for kind, vote in self.corrections():
            yield f"refused: {kind}", found, vote
        made_up = self.turn(found=False, answer=self.fact.wrong)
        yield "should have", made_up, self.vote(reasons=["should_have_refused"])
        yield "not in mine", made_up, self.vote(reasons=["not_in_my_documents"])
        yield "not stated", made_up, self.vote(reasons=["wrong"], correction="That is not stated in my documents.")
