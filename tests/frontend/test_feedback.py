"""Feedback on the page: what one says of an answer, what became of it, and its review by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.types import HANDBOOK, PageSpan, Passage, VoteValue
from frontend import alike, consent, desk, my_feedback, narrowing, review, reviewed, voting
from frontend.client.errors import ApiError
from frontend.client.feedback import Anew, Consent, Pointed, Receipt, Saying
from frontend.client.review_records import Choices, Place, ReviewItem, ReviewLine
from frontend.desk import Desk

TURN = {
    "question": "When was it built?", "answer": "In 1906. [1]", "raw": "1906 [1]", "transcript": None,
    "route": "evidence", "outcome": "answered", "model": "m", "version": None, "untrainable": None,
    "timings": {"total": 0.5}, "passages": [], "citations": [], "picture": False, "audio": False, "heard": None,
    "prompt_version": "7", "evidence": [], "lines": None,
}  # fmt: skip
MILL = "The mill is old. It was built in 1907."
ABOUT_A_MILL = {
    **TURN, "passages": [
        {"chunk": 4, "document": "d", "name": "mill.txt", "kind": "text", "text": MILL, "score": 0.71,
         "span": {"page": 1, "start": 0, "end": len(MILL)}, "highlights": []}
    ],
    "evidence": [
        {"n": 1, "passage": 0, "chunk": 4, "document": "d", "start": 17, "end": 38, "score": 0.913,
         "scored_by": "span reader"}
    ],
}  # fmt: skip
SAID = {"comment": None, "correction": "In 1907.", "transcript": None, "picture_name": None, "evidence": []}
ITEM = {
    "item": "v1", "state": "screened", "vote": "down", "reasons": ["wrong"], "name": "bob", "marks": ["duplicate"],
    "stage": "generation", "stage_evidence": "The line was there.", "number": 1, "blind": False, "created_at": 0.0,
    "said": SAID, "draft": None, "turn": TURN, "set_aside": None,
    "decisions": [{"decision": "approved", "answer": None, "rating": None, "note": None, "evidence": None,
                   "withdrawn": False}],
}  # fmt: skip
RECEIPT = Receipt("t1", "c1", "When?", "down", ("wrong",), "In 1907.", "edited", "Thanks.", "In 1907", True, 0.0)


class Feedback:
    """Keeps what it is asked for."""

    def __init__(self) -> None:
        self.voted: list[tuple[str, VoteValue | None, Saying | None]] = []
        self.waiting = [ReviewItem.from_json({**ITEM, "item": name}) for name in ("v1", "v2", "v3")]
        self.decided: list[tuple[str, str, str, str]] = []
        self.pointed: list[Sequence[Place] | None] = []
        self.drafts: list[Mapping[str, str]] = []
        self.past: ReviewItem | None = None
        self.asked: list[Mapping[str, str]] = []
        self.lines = [
            ReviewLine(f"v{n}", number, "down", ("wrong",), f"Question {n}?", "p1", "bob", False, ())
            for n, number in ((1, 1), (2, 2), (3, 1))
        ]
        self.many: list[tuple[list[str], str, str]] = []
        self.released: list[str] = []
        self.gone: set[str] = set()
        self.twice: set[str] = set()
        self.refuses: ApiError | None = None
        self.consented, self.mine = Consent(True), [RECEIPT]
        self.words_kept: list[tuple[bool | None, str | None]] = []
        self.listened: list[str] = []
        self.judged: list[tuple[str, str | None]] = []

    def vote(self, turn: str, value: VoteValue | None, said: Saying | None = None) -> None:
        self.voted.append((turn, value, said))

    def receipts(self) -> list[Receipt]:
        return self.mine

    def words(self) -> list[str]:
        return self.listened

    def answer_anew(self, turn: str) -> None:
        self.mine = [replace(receipt, anew=Anew("In 1907.", "v3-0a1b", None, 5.0)) for receipt in self.mine]

    def judge(self, turn: str, verdict: str | None) -> None:
        self.judged.append((turn, verdict))
        self.mine = [
            replace(receipt, anew=receipt.anew and replace(receipt.anew, verdict=verdict)) for receipt in self.mine
        ]

    def consent(self) -> Consent:
        return self.consented

    def allow(self, allowed: bool | None, conversation: str | None = None) -> None:
        self.words_kept.append((allowed, conversation))
        if conversation is None:
            self.consented = replace(self.consented, allowed=bool(allowed), undecided=False)

    def states(self) -> Mapping[str, int]:
        return {"screened": len(self.waiting), "approved": len(self.decided)}

    def next(self, filters: Mapping[str, str], skip: Sequence[str]) -> ReviewItem | None:
        self.asked.append(filters)
        return next((item for item in self.waiting if item.id not in skip), None)

    def choices(self) -> Choices:
        return Choices({"p1": "bob", "p2": "eve"}, {"d": "mill.txt"}, ("base", "v1"))

    def listed(self, filters: Mapping[str, str], limit: int) -> tuple[list[ReviewLine], int]:
        self.asked.append(filters)
        return self.lines, len(self.lines)

    def release(self, item: str) -> None:
        self.released.append(item)

    def item(self, item: str) -> ReviewItem:
        if self.refuses is not None:
            raise self.refuses
        if item in self.gone:
            raise ApiError("not_found", "There is no such item.", "See what waits.")
        if waits := [one for one in self.waiting if one.id == item]:
            return waits[0]
        return replace(self.past or ReviewItem.from_json({**ITEM, "state": "approved"}), id=item)

    def keep_draft(self, item: str, draft: Mapping[str, str]) -> None:
        self.drafts.append(draft)

    def reopen(self, item: str) -> None:
        self.waiting = [replace(ReviewItem.from_json(ITEM), id=item), *self.waiting]

    def decide(
        self, item: str, number: int, decision: str, *, rating: str | None, answer: str, note: str,
        evidence: Sequence[Place] | None,
    ) -> str:  # fmt: skip
        if self.refuses is not None:
            raise self.refuses
        self.waiting = [each for each in self.waiting if each.id != item]
        self.decided.append((item, decision, answer, note))
        self.pointed.append(evidence)
        return decision

    def decide_many(self, items: Sequence[str], decision: str, note: str) -> list[str]:
        if self.refuses is not None:
            raise self.refuses
        self.many.append((list(items), decision, note))
        self.lines = [line for line in self.lines if line.id not in items]
        return ["second" if item in self.twice else decision for item in items]


@pytest.fixture
def feedback(monkeypatch: pytest.MonkeyPatch) -> Feedback:
    made = Feedback()

    class Client:
        feedback = made

    for module in (consent, my_feedback, review, reviewed, voting, desk, narrowing, alike):
        monkeypatch.setattr(module, "client", Client)
    for page in (my_feedback, review):
        monkeypatch.setattr(page.warmup, "ready", lambda: True)
    return made


def thumbs_below_an_answer() -> None:
    from frontend import voting
    from frontend.client.records import Turn

    voting.thumbs(Turn("When?", "In 1906.", id="t1", vote="down", transcript="Wen?"), True)


def thumbs_below_an_answer_with_passages() -> None:
    from frontend import voting
    from frontend.client.records import Turn
    from tests.frontend.test_feedback import PASSAGES

    voting.thumbs(Turn("When?", "In 1906. [1]", id="t1", vote="down", passages=PASSAGES), True)


def two_answers() -> None:
    from frontend import consent, voting
    from frontend.client.records import Turn

    for name in ("t1", "t2"):
        voting.thumbs(Turn("When?", "In 1906.", id=name), True)
        consent.question(name, active=True)


def menu_of_a_conversation() -> None:
    from frontend import consent
    from frontend.client.conversations import Conversation

    consent.dialog(Conversation("c1", "The orchard"))


def my_feedback_page() -> None:
    from frontend import my_feedback

    my_feedback.page()


def review_page() -> None:
    from frontend import review

    review.page()


def passage(document: str, chunk: int, text: str, page: int = 1) -> Passage:
    return Passage(chunk, document, f"{document}.pdf", "text", text, PageSpan(page, 0, len(text)), 0.6)


PASSAGES = (
    passage("d1", 7, "It was built in 1906."), passage("d2", 9, "It burned down in *1907*.", 3),
    passage(HANDBOOK, 1, "Ask away."), passage("d3", 4, " "),
)  # fmt: skip


def shown(page: AppTest) -> str:
    texts = (str(element.value) for kind in (page.markdown, page.caption, page.warning) for element in kind)
    return " ".join(texts).replace("\\", "")  # of what Markdown would take for its own


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def decide(page: AppTest, item: str, decision: str) -> None:
    point(page, f"decision-{item}", decision)


def point(page: AppTest, key: str, value: str) -> None:
    group: Any = page.button_group(key=key)
    group.set_value(value).run()


def test_a_vote_says_why_and_what_was_right(feedback: Feedback) -> None:
    page = AppTest.from_function(thumbs_below_an_answer)
    page.session_state["vote-t1"] = 0
    page.run()
    why: Any = page.button_group(key="why-t1")
    assert "Misheard" in why.options
    assert "Picture misread" not in why.options
    why.set_value(["misheard"])
    page.text_area(key="better-t1").set_value("In 1907.")
    page.text_area(key="said-t1").set_value("When?")
    press(page, "FormSubmitter:form-t1-Send")
    assert feedback.voted[-1] == ("t1", "down", Saying(["misheard"], "", "In 1907.", "When?", ""))


@pytest.mark.parametrize(
    ("chosen", "reasons", "evidence"),
    [(1, ["wrong"], (Pointed("d2", 9),)), (2, ["wrong", "passage_missing"], ()), (None, ["wrong"], ())],
)
def test_a_vote_says_which_passage_was_the_right_one(
    feedback: Feedback, chosen: int | None, reasons: list[Any], evidence: tuple[Pointed, ...]
) -> None:
    page = AppTest.from_function(thumbs_below_an_answer_with_passages)
    page.session_state["vote-t1"] = 0
    page.run()
    right, why = page.radio(key="right-t1"), page.button_group(key="why-t1")
    assert [option.replace("\\", "") for option in right.options] == [
        "d1.pdf · page 1",
        "d2.pdf · page 3",
        "None of these",
    ]
    assert "Right passage not found" not in why.options  # it is what "None of these" says
    why.set_value(["wrong"])
    right.set_value(chosen)
    press(page, "FormSubmitter:form-t1-Send")
    assert feedback.voted[-1] == ("t1", "down", Saying(reasons, evidence=evidence))


def test_where_nothing_was_found_no_passage_is_asked_for(feedback: Feedback) -> None:
    page = AppTest.from_function(thumbs_below_an_answer)
    page.session_state["vote-t1"] = 0
    page.run()
    assert not page.radio
    assert "Right passage not found" in page.button_group(key="why-t1").options


def test_a_receipt_shows_the_passage_that_was_pointed_at(feedback: Feedback) -> None:
    places = (Pointed("d2", 9, "fire.pdf", "It burned down."), Pointed("d3", 4))
    feedback.mine = [replace(RECEIPT, evidence=places)]
    page = AppTest.from_function(my_feedback_page).run()
    assert "You pointed at **fire.pdf**: It burned down." in shown(page)
    assert "a passage that is no longer there" in shown(page)


def vote(page: AppTest, turn: str) -> AppTest:
    thumbs: Any = page.get("feedback")
    next(each for each in thumbs if each.key == f"vote-{turn}").set_value(1)
    return page.run()


@pytest.mark.parametrize(("answer", "allowed"), [("consent-yes", True), ("consent-no", False)])
def test_whoever_never_decided_is_asked_once_below_their_first_vote(
    feedback: Feedback, answer: str, allowed: bool
) -> None:
    feedback.consented = Consent(False, undecided=True)
    page = AppTest.from_function(two_answers).run()
    assert "May a reviewer see" not in shown(page)
    vote(page, "t1")
    assert shown(page).count("May a reviewer see") == 1
    assert "on **My feedback**" in shown(page)
    vote(page, "t2")
    assert shown(page).count("May a reviewer see") == 1
    press(page, answer)
    assert feedback.words_kept == [(allowed, None)]
    assert "May a reviewer see" not in shown(page)
    vote(page, "t2")
    again = AppTest.from_function(two_answers).run()  # another page, or another day
    vote(again, "t1")
    assert "May a reviewer see" not in shown(page) + shown(again)


def test_whoever_decided_or_is_alone_is_not_asked(feedback: Feedback) -> None:
    page = AppTest.from_function(two_answers).run()
    vote(page, "t1")
    assert "May a reviewer see" not in shown(page)
    assert feedback.words_kept == []


@pytest.mark.parametrize(
    ("default", "history", "undecided"),
    [
        (False, [], True), (True, [], False), (False, [{"conversation": None}], False),
        (False, [{"conversation": "c1"}], True),
    ],
)  # fmt: skip
def test_who_counts_as_undecided(default: bool, history: list[Any], undecided: bool) -> None:
    told = {"allowed": default, "default": default, "conversations": {}, "history": history}
    assert Consent.from_json(told).undecided == undecided


def test_a_conversation_has_a_word_of_its_own(feedback: Feedback) -> None:
    feedback.consented = Consent(True, conversations={"c1": False, "c2": True})
    page = AppTest.from_function(menu_of_a_conversation).run()
    choice = page.radio[0]
    assert choice.options == ["As everywhere: allowed", "Allowed", "Not allowed"]
    assert choice.value == "Not allowed"
    choice.set_value("As everywhere: allowed")
    press(page, "consent-save")
    page.radio[0].set_value("Allowed")
    press(page, "consent-save")
    assert feedback.words_kept == [(None, "c1"), (True, "c1")]
    assert "otherwise for 1 conversation" in shown(AppTest.from_function(my_feedback_page).run())


def test_what_was_chosen_for_one_conversation_and_dismissed_is_not_chosen_for_the_next(feedback: Feedback) -> None:
    def menus_of_two():  # type: ignore[no-untyped-def] # it is run away from its imports
        import streamlit as st

        from frontend import consent
        from frontend.client.conversations import Conversation

        for name in ("c1", "c2"):
            if st.button(name, key=name):
                consent.dialog(Conversation(name, name))

    page = AppTest.from_function(menus_of_two).run()
    press(page, "c1")
    page.radio[0].set_value("Not allowed")
    press(page, "c2")
    assert page.radio[0].value == "As everywhere: allowed"


def test_the_words_that_are_listened_for_are_told(feedback: Feedback) -> None:
    assert "listens for" not in shown(AppTest.from_function(my_feedback_page).run())
    feedback.listened = ["Trelquist", "Bruno *Haldane*"]
    assert "Vermeil listens for: Trelquist, Bruno *Haldane*" in shown(AppTest.from_function(my_feedback_page).run())


def test_a_receipt_says_how_the_review_ended_and_consent_is_taken_back(feedback: Feedback) -> None:
    page = AppTest.from_function(my_feedback_page).run()
    for words in ("Approved, reworded", "You wrote: In 1907.", "Taken as: In 1907", "Thanks."):
        assert words in shown(page)
    page.toggle(key="consent").set_value(False).run()
    assert not feedback.consented.allowed
    done = replace(RECEIPT, decided_at=1.0, data_sets=(1, 3))
    ways = [
        RECEIPT, replace(done, state="rejected"), replace(done, data_sets=()), done,
        replace(done, versions=("v2-0a1b",)),
    ]  # fmt: skip
    steps = [my_feedback._steps(receipt, 61.0) for receipt in ways]
    assert [step[-1] for step in steps] == [
        "*to be reviewed*", "reviewed 1 minute ago", "*to be trained on*", "*to be trained on*",
        "trained in version v2",
    ]  # fmt: skip
    assert (steps[2][2], steps[3][2]) == ("*to go into a data set*", "in data set 1 and 3")
    feedback.mine = [done]
    assert "in data set 1 and 3" in shown(page.run())
    feedback.mine = [replace(RECEIPT, allowed=False)]
    assert "You let nobody review it." in shown(page.run())
    feedback.mine = []
    assert "No votes yet" in "".join(element.proto.body for element in page.run().get("html"))


def test_a_question_is_answered_anew_beside_the_old_answer(feedback: Feedback) -> None:
    feedback.mine = [replace(RECEIPT, answered="In 1842.", version="base")]
    page = AppTest.from_function(my_feedback_page).run()
    press(page, "anew-t1")
    told = "".join(element.proto.body for element in page.get("html"))
    assert "In 1842." in told
    assert "In 1907." in told
    assert "Then · as it ships" in shown(page)
    assert "· v3" in shown(page)
    verdict: Any = page.button_group(key="verdict-t1-5.0")
    verdict.set_value("better").run()
    assert feedback.judged == [("t1", "better")]


def test_the_next_item_follows_a_decision(feedback: Feedback) -> None:
    page = AppTest.from_function(review_page).run()
    for words in ("Wrong", "Said before", "The line was there.", "3 to review, 0 done"):
        assert words in shown(page)
    press(page, "onward-v1")
    page.text_area(key="answer-v2").set_value("In the year 1907.").run()
    assert feedback.drafts[-1] == {"decision": "approved", "answer": "In the year 1907."}
    press(page, "onward-v2")
    decide(page, "v3", "asked_back")
    press(page, "onward-v3")
    assert "what you want to know" in shown(page)
    page.text_input(key="note-v3").set_value("Which year?").run()
    press(page, "onward-v3")
    assert feedback.decided == [
        ("v1", "approved", "", ""), ("v2", "edited", "In the year 1907.", ""), ("v3", "asked_back", "", "Which year?"),
    ]  # fmt: skip
    assert "0 to review, 3 done" in shown(page)
    assert "Nothing waits" in "".join(element.proto.body for element in page.get("html"))
    for name in ("v3", "v2", "v1"):
        press(page, "back")
        assert page.text_area(key=f"answer-{name}").disabled
    assert page.button(key="back").disabled
    press(page, "ahead")
    assert "Decided: approved." in "".join(str(element.value) for element in page.success)


@pytest.mark.parametrize(
    ("gone", "at", "by", "there"),
    [({"v2"}, 2, -1, "v1"), ({"v2"}, 0, 1, "v3"), ({"v1", "v2"}, 2, -1, "v3"), ({"v1"}, 0, 0, "v2")],
)
def test_an_item_that_is_gone_is_passed_by(feedback: Feedback, gone: set[str], at: int, by: int, there: str) -> None:
    here = Desk(trail=["v1", "v2", "v3"], at=at)
    feedback.gone = gone
    here.go(by)
    assert "There is no such item." in here.told
    here.look()
    assert (here.item and here.item.id, here.trail[here.at]) == (there, there)
    assert not gone & set(here.trail[: here.at])


def test_a_service_that_does_not_answer_takes_nothing_off_the_way_back(feedback: Feedback) -> None:
    here = Desk(trail=["v1", "v2"], at=1)
    feedback.refuses = ApiError("unreachable", "It does not answer.", "Try again.")
    here.go(-1)
    assert here.trail == ["v1", "v2"]
    assert "It does not answer." in here.told


def test_what_is_saved_stays_until_one_goes_on_and_can_be_opened_again(feedback: Feedback) -> None:
    page = AppTest.from_function(review_page).run()
    press(page, "save-v1")
    assert "2 to review, 1 done" in shown(page)
    press(page, "reopen-v1")
    assert "3 to review, 0 done" in shown(page)
    decide(page, "v1", "rejected")
    press(page, "onward-v1")
    assert [told[:2] for told in feedback.decided] == [("v1", "approved"), ("v1", "rejected")]
    assert page.text_area(key="answer-v2").value == "In 1907."


def test_a_reviewer_points_at_what_is_right(feedback: Feedback) -> None:
    said = {
        **SAID,
        "evidence": [{"document": "d", "chunk": 4, "start": 17, "end": 38, "text": "It was built in 1907."}],
    }
    feedback.waiting = [
        ReviewItem.from_json({**ITEM, "item": name, "turn": ABOUT_A_MILL, "said": said})
        for name in ("v1", "v2", "v3", "v4")
    ]
    page = AppTest.from_function(review_page).run()
    choice: Any = page.button_group(key="evidence-v1")
    assert choice.options == [
        "1 · It was built in 1907\\.", "2 · All of mill\\.txt: The mill is old\\. It was built in 1907\\.",
        "3 · In none of these",
    ]  # fmt: skip
    assert choice.value == "d 4 17 38"  # where whoever voted said
    press(page, "onward-v1")
    point(page, "evidence-v2", "d 4 0 38")
    sentence: Any = page.button_group(key="sentence-v2")
    assert sentence.options == ["1 · The mill is old\\.", "2 · It was built in 1907\\."]
    point(page, "sentence-v2", "d 4 0 16")
    assert feedback.drafts[-1]["evidence"] == "d 4 0 16"
    point(page, "evidence-v2", "nowhere")
    assert feedback.drafts[-1]["evidence"] == "nowhere"
    point(page, "evidence-v2", "d 4 0 38")
    point(page, "sentence-v2", "d 4 0 16")
    press(page, "onward-v2")
    point(page, "evidence-v3", "nowhere")
    press(page, "onward-v3")
    decide(page, "v4", "rejected")
    press(page, "onward-v4")
    assert feedback.pointed == [None, [Place("d", 4, 0, 16)], [], None]  # nothing of its own where it is as it was
    decided = {"decision": "approved", "answer": None, "rating": "up", "note": "Good.", "withdrawn": False,
               "evidence": [{"document": "d", "chunk": 4, "start": 0, "end": 16}]}  # fmt: skip
    feedback.past = ReviewItem.from_json({**ITEM, "state": "approved", "turn": ABOUT_A_MILL, "decisions": [decided]})
    page = AppTest.from_function(review_page)
    page.session_state["review-desk"] = Desk(trail=["v1"], at=1)
    page.run()
    press(page, "back")
    last: Any = page.button_group(key="sentence-v1")
    assert (last.value, page.text_input(key="note-v1").value) == ("d 4 0 16", "Good.")


@pytest.mark.parametrize(("ends", "begun"), [(((17, 38), (0, 16)), "d 4 17 38"), (((26, 38),), "d 4 0 38")])
def test_where_whoever_voted_pointed_stays_where_a_reviewer_does_not_touch_it(
    feedback: Feedback, ends: Sequence[tuple[int, int]], begun: str
) -> None:
    places = [{"document": "d", "chunk": 4, "start": start, "end": end, "text": MILL[start:end]} for start, end in ends]
    told = {**ITEM, "turn": ABOUT_A_MILL, "said": {**SAID, "evidence": places}}
    feedback.waiting = [ReviewItem.from_json({**told, "item": name}) for name in ("v1", "v2")]
    page = AppTest.from_function(review_page).run()
    choice: Any = page.button_group(key="evidence-v1")
    assert choice.value == begun
    page.text_input(key="note-v1").set_value("Thanks.").run()
    press(page, "onward-v1")
    point(page, "evidence-v2", "nowhere")
    point(page, "evidence-v2", begun)
    press(page, "onward-v2")
    assert ["evidence" in draft for draft in feedback.drafts] == [False, True, False]
    assert feedback.pointed == [None, None]


def test_an_item_is_shown_whole(feedback: Feedback) -> None:
    words = [{"text": " When", "probability": 0.98}, {"text": " was", "probability": 0.5},
             {"text": " id", "probability": 0.21}]  # fmt: skip
    turn = {**ABOUT_A_MILL, "heard": [{"text": "When was id", "words": words}]}
    feedback.waiting = [ReviewItem.from_json({**ITEM, "turn": turn})]
    page = AppTest.from_function(review_page).run()
    drawn = "".join(element.proto.body for element in page.get("html"))
    assert 'When <span class="vermeil-unsure">was<small>0.50</small></span>' in drawn
    assert '<span class="vermeil-doubted">id<small>0.21</small></span>' in drawn
    assert '<div class="vermeil-excerpt">It was built in 1907.</div>' in drawn
    assert "**1** mill.txt :gray[0.91 by span reader]" in shown(page)
    assert "prompt 7" in shown(page)


def test_an_item_says_why_nothing_was_learned_from_it_and_is_opened_from_elsewhere(feedback: Feedback) -> None:
    aside = {"run": 3, "reason": "Others want another answer to the same question."}
    feedback.past = ReviewItem.from_json({**ITEM, "state": "approved", "set_aside": aside})
    here = desk.Desk(trail=["v1"], several=True)
    here.open("v9")
    assert (here.trail, here.at, here.several) == (["v1", "v9"], 1, False)
    page = AppTest.from_function(review_page)
    page.session_state["review-desk"] = here
    assert "Run 3 set it aside: Others want another answer to the same question." in shown(page.run())


@pytest.mark.parametrize(("lines", "headings"), [
    (None, ["2 chosen lines"]), (0, ["2 chosen lines"]), (1, ["1 line that the model read", "1 chosen line"]),
    (2, ["2 lines that the model read"]),
])  # fmt: skip
def test_lines_that_the_model_read_stand_apart(feedback: Feedback, lines: int | None, headings: list[str]) -> None:
    """Each kind is counted from 1."""
    (line,) = ABOUT_A_MILL["evidence"]
    turn = {**ABOUT_A_MILL, "evidence": [line, line], "lines": lines}
    feedback.waiting = [ReviewItem.from_json({**ITEM, "turn": turn})]
    page = AppTest.from_function(review_page).run()
    assert [one.label for one in page.expander if "line" in one.label] == headings


def test_what_is_left_for_later_comes_again(feedback: Feedback) -> None:
    page = AppTest.from_function(review_page).run()
    for _ in range(3):
        press(page, "ahead")
    press(page, "save-again")
    assert page.text_area(key="answer-v1").value == "In 1907."


def test_who_comes_second_is_told_and_goes_on(feedback: Feedback) -> None:
    page = AppTest.from_function(review_page).run()
    feedback.refuses = ApiError("taken", "Ada decided this first.", "Look at hers.")
    feedback.waiting = feedback.waiting[1:]
    press(page, "onward-v1")
    assert "Ada decided this first." in shown(page)
    assert page.text_area(key="answer-v2").value == "In 1907."


def narrowing_fields() -> None:
    import streamlit as st

    from frontend import narrowing
    from frontend.desk import desk

    narrowing.fields(desk())
    st.caption(str(desk().filters))


def test_a_list_is_narrowed_to_a_person_a_document_and_what_has_no_correction(feedback: Feedback) -> None:
    page = AppTest.from_function(narrowing_fields).run()
    page.selectbox(key="filter-person").set_value("p2").run()
    page.selectbox(key="filter-document").set_value("d").run()
    page.selectbox(key="filter-reason").set_value("wrong").run()
    point(page, "filter-corrected", "false")
    wanted = {"person": "p2", "document": "d", "reason": "wrong", "corrected": "false"}
    assert page.caption[0].value == str(wanted)
    page.selectbox(key="filter-reason").set_value(None).run()
    del wanted["reason"]
    assert page.caption[0].value == str(wanted)
    reviewing = AppTest.from_function(review_page)
    reviewing.session_state["review-desk"] = Desk(filters=wanted)
    reviewing.run()
    assert feedback.asked == [wanted]


def test_what_is_alike_is_decided_at_once(feedback: Feedback) -> None:
    page = AppTest.from_function(review_page).run()
    press(page, "onward-v1")
    press(page, "ahead")
    press(page, "several")
    assert sorted(feedback.released) == ["v2", "v3"]  # also what was left for later
    assert feedback.asked[-1] == {"state": "screened"}
    assert [box.key for box in page.checkbox] == ["alike-all", "alike-v1", "alike-v3"]  # v2 was decided on before
    page.checkbox(key="alike-all").check().run()
    page.checkbox(key="alike-v3").uncheck().run()
    assert "Reject 1 vote of 1 person, as they were said" in shown(page)
    page.text_input(key="many-note-rejected").set_value("It is not about the house.").run()
    feedback.refuses = ApiError("taken", "This item was decided meanwhile.", "See it.")
    press(page, "many-do-rejected")
    assert "decided meanwhile. See it. Nothing was decided." in shown(page)
    feedback.refuses = None
    press(page, "many-do-rejected")
    assert feedback.many == [(["v1"], "rejected", "It is not about the house.")]
    assert [box.key for box in page.checkbox] == ["alike-all", "alike-v3"]
    assert not page.checkbox(key="alike-all").value
    press(page, "one")
    assert page.text_area(key="answer-v3").value == "In 1907."


@pytest.mark.parametrize(("twice", "told"), [
    (set(), "3 votes rejected."), ({"v1"}, "3 votes rejected, of which 1 waits for a second look."),
    ({"v1", "v3"}, "3 votes rejected, of which 2 wait for a second look."),
])  # fmt: skip
def test_what_waits_for_a_second_look_is_told_and_a_note_is_for_once(
    feedback: Feedback, twice: set[str], told: str
) -> None:
    feedback.lines = [replace(feedback.lines[0], id=f"v{n}") for n in range(1, 5)]
    feedback.twice = twice
    page = press(AppTest.from_function(review_page).run(), "several")
    page.checkbox(key="alike-all").check().run()
    page.checkbox(key="alike-v4").uncheck().run()
    page.text_input(key="many-note-rejected").set_value("It is not about the house.").run()
    press(page, "many-do-rejected")
    assert [toast.value for toast in page.toast] == [told]
    assert page.text_input(key="many-note-rejected").value == ""


def test_what_was_written_is_not_given_away_for_the_list(feedback: Feedback) -> None:
    feedback.waiting = [ReviewItem.from_json({**ITEM, "draft": {"answer": "So far"}})]
    press(AppTest.from_function(review_page).run(), "several")
    assert feedback.released == []
