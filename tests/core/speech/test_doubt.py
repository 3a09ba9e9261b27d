"""What a speech model was probably not sure of is marked, by the language's probability and the words'."""

from __future__ import annotations

from core.speech.doubt import NOT_UNDERSTOOD, SURE, is_doubtful, joined, not_understood
from core.speech.recognizer import Language, Segment


def test_english_that_is_sure_is_believed_and_the_rest_must_be_surer_of_its_words() -> None:
    english, russian, unsure = Language("en", SURE), Language("ru", 0.99), Language("en", SURE - 0.01)
    assert [is_doubtful(one, -0.8, loops=False) for one in (english, russian, unsure)] == [False, True, True]
    assert [is_doubtful(one, -0.5, loops=False) for one in (english, russian, unsure)] == [False, False, False]
    assert [is_doubtful(one, -1.1, loops=False) for one in (english, russian, unsure)] == [True, True, True]


def test_words_that_repeat_themselves_are_in_doubt_but_in_sure_english() -> None:
    assert is_doubtful(Language("zh", 0.99), -0.1, loops=True)
    assert not is_doubtful(Language("en", 0.99), -0.1, loops=True)


def test_a_mark_says_so_to_people_and_holds_no_word() -> None:
    mark = not_understood(1.0, 3.0)
    assert (mark.start, mark.end, mark.text, mark.words, mark.understood) == (1.0, 3.0, NOT_UNDERSTOOD, (), False)
    assert mark.to_json()["understood"] is False


def test_marks_that_follow_each_other_are_one() -> None:
    said = Segment(9.0, 10.0, "hello")
    marks = [not_understood(0.0, 3.0), not_understood(4.0, 8.0), said, not_understood(11.0, 12.0)]
    assert joined(marks) == [not_understood(0.0, 8.0), said, not_understood(11.0, 12.0)]
