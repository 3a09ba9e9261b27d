"""What people do on the page, in a real browser, against the stub. Every request of the page must stay on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect
from starlette.applications import Starlette

from tests.frontend.conftest import LAPTOP, PATIENCE_SECONDS, PHONE, Opener, with_page
from tests.frontend.steps import ANSWER, ask, attach, button, finished, in_width, meanwhile, until
from tests.frontend.stub import State, picture, sent_bytes, tone

pytestmark = pytest.mark.browser


# --- asking ---------------------------------------------------------------------------------------------------------


def test_an_answer_comes_with_its_evidence_and_its_sources_open(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When was the orchard planted?")
    evidence = page.locator(".vermeil-excerpt mark").first
    expect(evidence).to_have_text("planted in 1907 by Clara Voss")
    finished(page)
    expect(page.locator(".vermeil-answer")).to_contain_text(ANSWER)
    expect(page.locator(".vermeil-mark.vermeil-unsupported")).to_have_text("2?")
    expect(page.get_by_text("does not clearly support", exact=False).first).to_be_visible()

    page.get_by_role("button", name="1 chronicle.pdf · page 2").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".vermeil-passage mark")).to_contain_text("planted in 1907 by Clara Voss.")
    expect(dialog.get_by_text("Page 2 of 3")).to_be_visible()
    expect(dialog.get_by_alt_text("Page 2")).to_be_visible()
    button(dialog, "page-chevron_right").click()
    expect(dialog.get_by_text("Page 3 of 3")).to_be_visible()


def test_a_citation_opens_the_picture_with_its_box(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "What about the press?")
    finished(page)
    page.get_by_role("button", name="2? press.png · picture").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("does not clearly support")).to_be_visible()
    expect(dialog.get_by_alt_text("press.png")).to_be_visible()


def test_a_citation_opens_the_recording_at_its_second(web: str, stub: State, open_page: Opener) -> None:
    stub.add("chronicle.pdf")
    stub.add("interview.wav", tone(12.0), "audio")
    page = open_page(web)
    ask(page, "What did Clara say?")
    finished(page)
    page.get_by_role("button", name="2? interview.wav · at 0:04").click()
    sound = page.get_by_role("dialog").locator("audio")
    expect(sound).to_be_visible()
    until(lambda: abs(float(sound.evaluate("a => a.currentTime")) - 3.2) < 0.6)  # 4.2 s less the lead-in


def test_the_stop_button_ends_the_generation_and_keeps_what_there_is(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "slow")
    expect(page.locator(".vermeil-answer")).to_contain_text("and on and on")
    page.get_by_test_id("stChatInputStopButton").click()
    expect(page.get_by_text("You stopped this answer.")).to_be_visible()
    until(lambda: farm.cancelled == 1)
    expect(page.locator(".vermeil-answer")).to_contain_text("and on")
    ask(page, "And now?")
    finished(page)


def test_an_example_can_be_stopped_by_a_button_of_its_own(web: str, stub: State, open_page: Opener) -> None:
    stub.add("slow.pdf")
    stub.add("other.pdf")
    page = open_page(web)
    page.get_by_role("button", name="Summarise slow.pdf").click()
    expect(page.get_by_text("Reading part by part")).to_be_visible()
    expect(page.locator(".vermeil-answer")).to_contain_text("and on and on")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("You stopped this answer.")).to_be_visible()
    until(lambda: stub.cancelled == 1)


def test_an_empty_library_is_filled_with_samples_by_one_press(web: str, stub: State, open_page: Opener) -> None:
    page = open_page(web)
    expect(page.get_by_role("button", name="What can you do?")).to_be_visible()
    expect(page.get_by_text("The language model here, stub, is small.")).to_be_visible()
    button(page, "add-samples").click()
    page.get_by_role("button", name="When was Harbour House built?").click()
    finished(page)
    assert stub.asked[0]["question"] == "When was Harbour House built?"
    assert button(page, "add-samples").count() == 0


def test_a_picture_goes_to_the_question_and_files_to_the_library(web: str, stub: State, open_page: Opener) -> None:
    page = open_page(web)
    image = picture("sea")
    attach(page, ("sea.png", "image/png", image), ("notes.txt", "text/plain", b"notes"), ("broken.pdf", "", b"?"))
    ask(page, "What is this?")
    finished(page)
    expect(page.get_by_text("notes.txt is in your library now.")).to_be_visible()
    expect(page.get_by_text("broken.pdf could not be read. The file is damaged.")).to_be_visible()
    expect(page.locator(".vermeil-answer")).to_have_text("This looks like a lighthouse by the sea.")
    expect(page.get_by_text("Not from your library")).to_be_visible()
    expect(page.get_by_alt_text("The picture you sent")).to_be_visible()
    assert sent_bytes(stub.asked[0]["picture"]) == image
    assert [document["name"] for document in stub.documents.values()] == ["notes.txt", "broken.pdf"]


def test_a_file_alone_is_added_without_asking(web: str, stub: State, open_page: Opener) -> None:
    page = open_page(web)
    attach(page, ("notes.txt", "text/plain", b"notes"))
    page.get_by_test_id("stChatInputSubmitButton").click()
    expect(page.get_by_text("notes.txt is in your library now.")).to_be_visible()
    assert stub.asked == []


def test_a_question_is_recorded_heard_and_answered(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    page.get_by_test_id("stChatInputMicButton").first.click()
    page.wait_for_timeout(1200)
    page.get_by_test_id("stChatInputApproveButton").click()
    finished(page)
    expect(page.locator(".vermeil-question")).to_have_text("When was the orchard planted?")
    recording = sent_bytes(farm.asked[0]["audio"])
    assert recording.startswith(b"RIFF")
    assert len(recording) > 16_000, "half a second of 16 kHz sound at least"


def test_an_answer_can_be_heard(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When?")
    finished(page)
    button(page, "hear-").click()
    expect(page.get_by_text("Speaking …")).to_be_visible()
    meanwhile(page, lambda: len(farm.spoken) == 2)
    assert farm.spoken == ["The orchard was planted in 1907 by Clara Voss.", "The press was new."]
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Speaking …")).to_have_count(0)


def test_hands_free_it_listens_answers_and_listens_again(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    page.get_by_text("Hands-free").click()
    # the microphone speaks every four seconds, into the answer, too
    meanwhile(page, lambda: len(farm.asked) == 2, 3 * PATIENCE_SECONDS)
    assert sent_bytes(farm.asked[0]["audio"]).startswith(b"RIFF")
    assert farm.asked[1]["conversation"] == "c0"
    assert farm.spoken[0].startswith("The orchard was planted")
    page.get_by_text("Hands-free").click()
    finished(page)


def test_thumbs_reasons_and_taking_back(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When?")
    finished(page)
    thumbs = page.locator("[class*='st-key-vote-'] button")
    thumbs.last.click()
    until(lambda: [vote["vote"] for vote in farm.votes] == ["down"])
    page.get_by_text("What was wrong?").click()
    page.get_by_text("Wrong source").click()
    page.get_by_label("In your words").fill("The year")
    page.get_by_label("A better answer").fill("In 1906.")
    page.get_by_role("button", name="Send", exact=True).click()
    until(lambda: len(farm.votes) == 2)
    said = {"reasons": ["wrong_citation"], "comment": "The year", "correction": "In 1906."}
    said |= {"transcript": "", "picture_name": "", "evidence": []}
    assert farm.votes[1] == {"turn": "c0-t0", "vote": "down", **said}
    page.keyboard.press("Escape")
    thumbs.last.click()
    until(lambda: len(farm.votes) == 3 and farm.votes[2]["vote"] is None)


def test_library_mode_is_sent_and_abstaining_is_calm(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    page.get_by_text("Library only", exact=True).click()
    ask(page, "nothing about this")
    finished(page)
    assert farm.asked[0]["library"] == "only"
    expect(page.get_by_text("Nothing in your library answers this for sure.")).to_be_visible()
    assert page.get_by_test_id("stAlert").count() == 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("fail", "The model stopped. Ask again."), ("refuse", "nothing to answer. Write a few words.")],
)
def test_an_error_of_the_service_is_a_sentence(
    web: str, farm: State, open_page: Opener, question: str, sentence: str
) -> None:
    page = open_page(web)
    ask(page, question)
    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    assert "Traceback" not in page.content()
    ask(page, "And now?")
    finished(page)


def test_of_two_answers_one_is_chosen(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When was it?")
    finished(page)
    button(page, "again-c0-t0").click()
    expect(page.get_by_text("Two answers")).to_be_visible()
    assert farm.asked[-1]["again"] == "c0-t0"
    left, right = (page.locator(".vermeil-answer", has_text=words).bounding_box() for words in (ANSWER, "Clara came"))
    assert left is not None
    assert right is not None
    assert (left["x"] + left["width"] <= right["x"], in_width(page)) == (True, True)
    button(page, "choose-0-c0-t1").click()
    expect(page.get_by_text("1 other answer")).to_be_visible()
    assert farm.choices == [("c0-t1", "c0-t0")]
    ask(page, "Is it the same?")
    until(lambda: len(farm.asked) == 3)
    finished(page)
    button(page, "again-c0-t2").click()
    expect(page.get_by_text("Asked again, the same answer came out.")).to_be_visible()


# --- waiting, and being alone ---------------------------------------------------------------------------------------


def test_the_page_waits_for_the_models_and_opens_by_itself(web: str, stub: State, open_page: Opener) -> None:
    stub.warming = True
    page = open_page(web)
    expect(page.get_by_text("Warming up")).to_be_visible()
    expect(page.get_by_text("Language model")).to_be_visible()
    expect(page.get_by_text("2 of 3 parts ready")).to_be_visible()
    stub.warming = False
    expect(page.get_by_text("What would you like to know?")).to_be_visible()


def test_a_service_that_is_not_there_is_said_plainly(open_page: Opener) -> None:
    with with_page(Starlette()) as address:
        page = open_page(address)
        expect(page.get_by_text("Waiting for Vermeil's service")).to_be_visible()
        expect(page.get_by_text("vermeil up")).to_be_visible()


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port that notes who comes; gives it and the list of first lines."""
    visitors: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def accept() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                with visitor:
                    visitors.append(visitor.recv(200))

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], visitors


def test_remote_pictures_links_and_html_in_answers_and_names_do_nothing(
    web: str, stub: State, open_page: Opener
) -> None:
    with listening() as (port, visitors):
        bait = f"![x](http://127.0.0.1:{port}/pixel.png) <img src='http://127.0.0.1:{port}/a.png'> "
        bait += f"<script>fetch('http://127.0.0.1:{port}/s')</script> [click](javascript:alert(1)) $$x$$"
        stub.add(bait + ".txt")
        page = open_page(web)
        expect(page.get_by_text("What would you like to know?")).to_be_visible()
        ask(page, "echo " + bait)
        finished(page)
        expect(page.locator(".vermeil-answer")).to_contain_text("pixel.png")
        shown = page.locator(".stMain")
        assert shown.locator("img[src*='pixel'], a[href*='javascript'], .katex").count() == 0
        scripts = shown.locator("script").evaluate_all("all => all.map(one => one.textContent)")  # one is ours
        assert not any(str(port) in script for script in scripts)
        page.get_by_role("link", name="Library").click()
        expect(page.get_by_text("1 file")).to_be_visible()
        expect(page.locator(".stMain").get_by_text("pixel.png").first).to_be_visible()
        page.wait_for_timeout(500)
        assert page.locator(".stMain img, .stMain a[href*='127.0.0.1']").count() == 0
        assert visitors == []


# --- sizes and colours ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_fit_and_follow_the_colours(
    web: str, farm: State, open_page: Opener, viewport: dict[str, int], dark: bool
) -> None:
    page = open_page(web, viewport=viewport, dark=dark)
    expect(page.get_by_text("What would you like to know?")).to_be_visible()
    ask(page, "When was it? " + "unbrokenword" * 30)
    finished(page)
    assert in_width(page)
    background = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background == ("rgb(23, 20, 18)" if dark else "rgb(255, 253, 250)")
    assert page.get_by_text("Deploy").count() == 0
    page.goto(web + "/library")
    expect(page.get_by_text("3 files")).to_be_visible()
    assert in_width(page)
    page.goto(web + "/settings")
    expect(page.get_by_text("37 tokens/s")).to_be_visible()
    assert in_width(page)


# --- versions ---------------------------------------------------------------------------------------------------------


def test_a_version_is_taken_up_and_left_again(web: str, stub: State, open_page: Opener) -> None:
    page = open_page(web, path="/versions")
    rejected, passed, shipped = (page.locator(f".st-key-version-{name}") for name in ("v2-bb", "v1-aa", "base"))
    expect(shipped.get_by_text("answers", exact=True)).to_be_visible()
    rejected.get_by_text("Show what the gate saw").click()
    expect(rejected.get_by_text("absent became worse.")).to_be_visible()
    expect(rejected.get_by_role("button", name="Answer with it all the same")).to_be_visible()
    button(page, "promote-v1-aa").click()
    expect(passed.get_by_text("answers", exact=True)).to_be_visible()
    expect(shipped.get_by_text("before", exact=True)).to_be_visible()
    button(page, "rollback").click()
    expect(shipped.get_by_text("answers", exact=True)).to_be_visible()
    assert stub.promoted == [None, "v1-aa", None]


# --- settings -------------------------------------------------------------------------------------------------------


def test_a_model_of_another_server_is_chosen_and_the_page_says_where_questions_go(
    web: str, stub: State, open_page: Opener
) -> None:
    page = open_page(web, path="/settings")
    expect(page.get_by_text("Everything stays on this machine.")).to_be_visible()  # with the first look already
    page.get_by_label("Model", exact=True).fill("huge")
    page.get_by_role("button", name="Test").click()
    expect(page.get_by_text("The server has no model “huge”.")).to_be_visible()
    page.get_by_role("button", name="llama3.2").click()
    expect(page.get_by_label("Model", exact=True)).to_have_value("llama3.2:3b")
    expect(page.get_by_text("The server has no model")).to_be_hidden()
    page.get_by_label("Key", exact=True).fill("secret")
    page.get_by_role("button", name="Use this model").click()
    expect(page.get_by_text("On the server gpu.example:11434")).to_be_visible()
    expect(page.get_by_text("go to gpu.example:11434")).to_be_visible()
    expect(page.get_by_label("Key", exact=True)).to_have_value("")
    assert stub.server == {"address": "http://127.0.0.1:11434", "model": "llama3.2:3b", "key": "secret"}
