"""Other spellings, codes and scripts without spaces: what a text is found by is what people write."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.terms import LONGEST_TERM, extra_terms, queried, share_spelled

CODE = st.from_regex(r"[A-Z]{2,4}[-/.][0-9]{2,5}([-/][0-9A-Z]{2,4})?", fullmatch=True)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)


def share(question: str, text: str) -> float:
    return share_spelled(queried(question), text, extra_terms(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("PPR9087", "order PPR-9087 was sent"),
        ("PPR-9087", "order PPR9087 was sent"),
        ("ppr-90", "order PPR-9087 was sent"),
        ("9087", "order PPR9087 was sent"),
        ("ISO27001", "certified by ISO 27001:2013"),
        ("123456", "file 12/3456"),
        ("VM2024X", "VM_2024.X"),
        ("DE89370400440532013000", "IBAN DE89 3704 0044 0532 0130 00"),
        ("004930123456", "call 00 49 30 12 34 56"),
        ("example", "for exam-\n  ple this"),
        ("email", "by e-mail"),
        ("software", "soft\u00adware"),
        ("fine", "ﬁne"),
        ("Müller", "Mueller"),
        ("Mueller", "Müller"),
        ("Muller", "Mueller"),
        ("muller", "Mu\u0308ller"),
        ("cafe", "café"),
        ("CAFÉ", "cafe"),
        ("Strasse", "Straße"),
        ("STRASSE", "straße"),
        ("ISPARTA", "ısparta"),
        ("istanbul", "İSTANBUL"),
        ("O'Brien", "O’Brien"),
        ("obrien", "O’Brien"),
        ("Lodz", "Łódź"),
        ("首都", "東京は日本の首都です"),
        ("茶", "緑茶を飲む"),
        ("수도", "한국의 수도는 서울"),
        ("ไทย", "ภาษาไทยง่าย"),
        ("हिन्दी", "यह हिन्दी है"),
        ("ｐｐｒ９０８７", "PPR-9087"),
    ],
)
def test_finds_what_is_written_in_another_way(question: str, text: str) -> None:
    assert share(question, text) == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [("PPR-9087", "order PPR-9088 was sent"), ("首都", "東京は大きい"), ("314", "it is 3.14")],
)
def test_does_not_find_what_is_another_thing(question: str, text: str) -> None:
    assert share(question, text) < 0.5


@pytest.mark.parametrize("text", ["", "The red fox jumps over the lazy dog.", "It's 3.14 of the people’s vote."])
def test_plain_words_need_no_further_terms(text: str) -> None:
    assert extra_terms(text) == ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Where is the fox?", ["fox"]),
        ("is the of", ["is", "the", "of"]),
        ("日本の首都はどこですか", ["日本", "本の", "の首", "首都", "都は"]),
        ("?!", []),
    ],
)
def test_empty_words_are_not_looked_for_where_others_are(question: str, wanted: list[str]) -> None:
    assert [unit[0] for unit in queried(question)] == wanted


@given(CODE, st.sampled_from(["", "-", "/", ".", "_", ":", "–"]))
def test_a_code_is_found_with_any_signs_and_none(code: str, sign: str) -> None:
    assert share(re.sub("[-/.]", sign, code), f"See {code} for it.") == 1.0
    assert share(code, f"See {re.sub('[-/.]', sign, code)} for it.") == 1.0


@given(HAN, HAN, HAN)
def test_a_run_is_found_inside_a_longer_one(before: str, asked: str, after: str) -> None:
    assert share(asked, before + asked + after) == 1.0


@given(st.text())
@example("0㋐")  # a figure that only stands alone before the sign behind it is written as a letter
@example("0\u0300¼")  # a mark on a figure, which no letter takes
@example("שָׁלוֹם")  # the points of Hebrew, which stand inside a word
def test_every_text_answers_to_itself(text: str) -> None:
    assert share(text, text) == (1.0 if queried(text) else 0.0)


@given(st.text())
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert queried(unicodedata.normalize("NFD", text)) == queried(unicodedata.normalize("NFC", text))


@given(st.text())
def test_terms_hold_nothing_that_a_query_could_take_for_syntax(text: str) -> None:
    terms = [form.removesuffix("*") for unit in queried(text) for form in unit] + extra_terms(text).split()
    assert all(c.isalnum() or unicodedata.category(c).startswith("M") for term in terms for c in term)
    assert all(0 < len(term) <= LONGEST_TERM for term in terms)


@pytest.mark.parametrize("run", ["a", "7", "é", "漢", "a7", "a-", "1 2 "])
def test_a_long_run_without_spaces_takes_time_by_its_length(run: str) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        extra_terms(run * (length // len(run)))
        return time.process_time() - began

    seconds(1_000)
    assert seconds(64_000) < 24 * max(min(seconds(8_000) for _ in range(3)), 0.002)  # 8 times the work; squared, 64
