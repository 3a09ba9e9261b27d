"""Which sentences serve a question, where they stand, and when nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.embedding.ctranslate import CTranslate2Encoder
from core.grounding import evidence
from core.grounding.span_reader import Answering
from core.types import BoxSpan, Evidence, PageSpan, Passage, Span, TimeSpan, Word
from core.weights.locate import converted
from tests.bag_of_words import BagOfWords

TOWER = (
    "The Eiffel Tower stands in Paris. It was built by Gustave Eiffel's company in 1889. "
    "How tall is the tower? The tower is 330 metres tall. Dogs are not allowed."
)
BREAD = "Bread is baked in an oven. Flour is milled from wheat."


def passage(text: str, chunk: int = 1, span: Span | None = None, score: float = 0.5, **more: object) -> Passage:
    place = span or PageSpan(2, 100, 100 + len(text))
    return Passage(chunk, f"d{chunk}", f"{chunk}.txt", more.pop("kind", "text"), text, place, score, **more)  # type: ignore[arg-type]


def quotes(question: str, passages: list[Passage], limit: int = 3, **more: float) -> list[str]:
    return [item.quote for item in evidence.select(question, passages, BagOfWords(), limit, **more)]


def test_the_nearest_sentences_come_first_numbered_and_exactly_placed() -> None:
    chosen = evidence.select("How tall is the Eiffel Tower?", [passage(TOWER), passage(BREAD, 2)], BagOfWords(), 2)
    assert [item.n for item in chosen] == [1, 2]
    assert {item.quote for item in chosen} == {"The Eiffel Tower stands in Paris.", "The tower is 330 metres tall."}
    for item in chosen:
        assert isinstance(item.span, PageSpan)
        assert item.span.page == 2
        assert TOWER[item.span.start - 100 : item.span.end - 100] == item.quote


def test_a_question_is_no_answer() -> None:
    first, *others = quotes("How tall is the tower?", [passage(TOWER)], 3)
    assert first == "The tower is 330 metres tall."
    assert "How tall is the tower?" not in others


def test_a_sentence_that_leans_on_the_one_before_it_is_found() -> None:
    text = "The old lighthouse of Brenin stands on a rock. It opened in 1889. Cows eat grass. Hens lay eggs. Pigs dig."
    assert "It opened in 1889." in quotes("When did the lighthouse of Brenin open?", [passage(text)], 2)


@pytest.mark.parametrize("question", ["Who won the football match?", "Why do volcanoes erupt?", "?"])
def test_nothing_is_better_than_what_does_not_answer(question: str) -> None:
    assert quotes(question, [passage(TOWER), passage(BREAD, 2)]) == []
    assert quotes(question, []) == []


def test_the_threshold_can_be_set() -> None:
    assert len(quotes("Why do volcanoes erupt?", [passage(BREAD)], threshold=-1)) == 2
    assert quotes("Where is bread baked?", [passage(BREAD)], threshold=9) == []
    assert quotes("Where is bread baked?", [passage(BREAD)], 0) == []


def test_a_sentence_that_two_chunks_share_is_taken_once() -> None:
    found = quotes("Where is bread baked in an oven?", [passage(BREAD), passage(BREAD + " Yes.", 2)])
    assert found.count("Bread is baked in an oven.") == 1


def test_long_passages_do_not_make_the_encoder_wait() -> None:
    encoder = BagOfWords()
    text = " ".join(f"Sentence number{n} speaks of nothing." for n in range(300)) + " The fox lives in a den."
    chosen = evidence.select("Where does the fox live?", [passage(text)], encoder, 1)
    assert chosen[0].quote == "The fox lives in a den."
    assert sum(map(len, encoder.calls)) == evidence.MOST_ENCODED + 1


def test_a_picture_that_looks_like_it_is_evidence_though_its_caption_is_not() -> None:
    picture = passage("golden retriever", span=BoxSpan((0, 0, 9, 9)), kind="picture", score=0.6)
    (item,) = evidence.select("Show me my dog", [picture], BagOfWords(), sure=0.5)
    assert evidence.select("Show me my dog", [picture], BagOfWords(), sure=0.7) == []
    assert item.span == BoxSpan((0, 0, 9, 9))


def test_of_a_recording_the_seconds_of_the_sentence_are_kept() -> None:
    spoken = [("The", 1.0), ("fox", 1.5), ("ran.", 2.0), ("The", 3.0), ("hen", 3.5), ("slept.", 4.0)]
    heard = tuple(Word(f" {text}", start, start + 0.4, 0.9) for text, start in spoken)
    text = "The fox ran. The hen slept."
    whole = passage(text, span=TimeSpan(1.0, 4.4), kind="audio", words=heard)
    assert evidence.narrow(whole, 13, 27) == TimeSpan(3.0, 4.4)
    assert evidence.narrow(whole, 0, 12) == TimeSpan(1.0, 2.4)
    unheard = evidence.narrow(passage(text, span=TimeSpan(0.0, 27.0), kind="audio"), 13, 27)
    assert unheard == TimeSpan(13.0, 27.0)


def test_highlights_are_the_evidence_in_its_own_passage() -> None:
    passages = [passage(TOWER), passage(BREAD, 2)]
    chosen = evidence.select("How tall is the Eiffel Tower?", passages, BagOfWords(), 2)
    tower, bread = evidence.highlight(passages, chosen)
    assert [TOWER[a:b] for a, b in tower.highlights] == [
        "The Eiffel Tower stands in Paris.",
        "The tower is 330 metres tall.",
    ]
    assert bread.highlights == ()


def test_of_words_that_stand_twice_those_that_were_chosen_are_highlighted() -> None:
    whole = passage("The mill burned. The mill burned.")
    second = Evidence(1, whole, 17, 33, whole.span, 0.5)
    (shown,) = evidence.highlight([whole], [second])
    assert shown.highlights == ((17, 33),)


@given(st.text(min_size=1), st.text())
def test_any_text_gives_places_within_it(text: str, question: str) -> None:
    whole = passage(text, span=PageSpan(1, 0, len(text)))
    for item in evidence.select(question, [whole], BagOfWords(), 3, threshold=-9):
        assert isinstance(item.span, PageSpan)
        assert text[item.span.start : item.span.end] == text[item.start : item.end] == item.quote


@pytest.mark.models
@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the height of the Eiffel Tower?", "The tower is 330 metres tall."),
        ("In which city can I see the Eiffel Tower?", "The Eiffel Tower stands in Paris."),
        ("Where does bread get baked?", "Bread is baked in an oven."),
        ("What is the boiling point of nitrogen?", None),
        ("Who was the first president of Brazil?", None),
    ],
)
def test_with_the_real_encoder(question: str, wanted: str | None) -> None:
    encoder = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2)
    chosen = evidence.select(question, [passage(TOWER), passage(BREAD, 2)], encoder)
    assert (wanted in [item.quote for item in chosen]) if wanted else not chosen


class PointsAtNumbers:
    """Stands in for the span reader: sentences with a digit answer, the more digits the likelier."""

    def read(self, question: str, texts: Sequence[str], titles: Sequence[str] = ()) -> list[Answering]:
        found = []
        for number, text in enumerate(texts):
            for start, end in evidence.sentences(text):
                digits = [i for i in range(start, end) if text[i].isdigit()]
                answer = (digits[0], digits[-1] + 1) if digits else (start, start + 1)
                found.append(Answering(number, start, end, answer, 4.0 * len(digits) - 4))
        return sorted(found, key=lambda one: -one.score)


def test_what_the_span_reader_points_at_is_evidence() -> None:
    passages = [passage("It is old. It was built in 1889. Many come."), passage("It has 3 floors.", 2)]
    chosen = evidence.read("When was it built?", passages, PointsAtNumbers(), limit=2)  # type: ignore[arg-type]
    assert [(e.n, e.quote, e.answer) for e in chosen] == [
        (1, "It was built in 1889.", "1889"), (2, "It has 3 floors.", "3"),
    ]  # fmt: skip
    assert chosen[0].score > chosen[1].score
    assert chosen[0].span == PageSpan(2, 111, 132)


def test_passages_are_read_under_the_names_of_their_files() -> None:
    class Titled(PointsAtNumbers):
        def read(self, question: str, texts: Sequence[str], titles: Sequence[str] = ()) -> list[Answering]:
            assert list(titles) == ["Invoice 4711", "notes"]
            return super().read(question, texts, titles)

    first = replace(passage("Total: 118"), name="Invoice_4711.pdf")
    passages = [first, replace(passage("Built in 1889.", 2), name="notes.txt")]
    assert evidence.read("What is the total?", passages, Titled())  # type: ignore[arg-type]


def test_equal_sentences_are_taken_once() -> None:
    passages = [passage("Built in 1889."), passage("Built in 1889.", 2)]
    assert len(evidence.read("When?", passages, PointsAtNumbers())) == 1  # type: ignore[arg-type]


def test_where_nothing_answers_there_is_no_evidence() -> None:
    passages = [passage("It is old. Many come.")]
    assert evidence.read("When was it built?", passages, PointsAtNumbers(), threshold=0.05) == []  # type: ignore[arg-type]
