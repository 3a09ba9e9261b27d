"""Who is believed: each disagreement of the two readers, and the names of the question, decide one way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.grounding.citations import parse
from core.grounding.deciding import decide, point
from core.grounding.excerpts import around
from core.grounding.standing import Decision
from core.types import Evidence, PageSpan, Passage

TEXT = (
    "Invoice 2042\nCustomer: Omar Haddad\nTotal: 95.00 EUR\n"
    "The shop closes at 18:30 from Monday to Thursday and at 16:00 on Fridays."
)


def chosen(words: str = "Total: 95.00 EUR", answer: str = "95.00", score: float = 0.9) -> list[Evidence]:
    passage = Passage(1, "d", "bills.pdf", "text", TEXT, PageSpan(1, 0, len(TEXT)), 1.0)
    start, at = TEXT.index(words), TEXT.index(answer)
    return [Evidence(1, passage, start, start + len(words), passage.span, score, "span reader", (at, at + len(answer)))]


def decided(said: str, question: str = "What is the total of invoice 2042?", score: float = 0.9) -> Decision:
    evidence = chosen(score=score)
    return decide(question, parse(said), evidence, around(evidence))


def test_where_both_mean_the_same_place_the_span_readers_words_are_said() -> None:
    decision = decided("95.00 EUR [1]")
    assert decision.rests_on is not None
    assert (decision.text, decision.rests_on.quote) == ("95.00", "Total: 95.00 EUR")


def test_values_are_said_whole() -> None:
    assert decided("Omar [1]", "Whose is invoice 2042?").text == "Omar"
    assert decided("16:00 [1]", "when on fridays").text == "16:00"
    assert decided("14 February [1]", "when", score=0.1).rests_on is None


def test_words_of_another_sentence_around_it_rest_on_that_one() -> None:
    decision = decided("Omar Haddad [1]", "Whose is invoice 2042?")
    assert decision.rests_on is not None
    assert (decision.text, decision.rests_on.quote) == ("Omar Haddad", "Customer: Omar Haddad")


def test_what_stands_nowhere_is_not_said_and_the_span_reader_is_heard() -> None:
    assert decided("85.00 EUR [1]").text == "95.00"
    assert decided("85.00 EUR [1]", score=0.5).rests_on is None


def test_a_refusal_counts_unless_the_span_reader_is_certain() -> None:
    assert decided("Not stated.").rests_on is None
    assert decided("Not stated.", score=0.98).rests_on is None
    assert decided("Not stated.", score=0.99).text == "95.00"


def test_a_twin_is_not_taken_for_what_was_asked_however_sure_both_are() -> None:
    decision = decided("95.00 EUR [1]", "What is the total of invoice 2043?", score=0.999)
    assert (decision.rests_on, decision.lacking) == (None, ("2043",))
    assert decided("Omar Haddad [1]", "Is Ada Lind the customer?").lacking == ("Ada", "Lind")


def test_yes_and_no_come_with_the_words_that_say_so() -> None:
    decision = decided("Yes, at 16:00 on Fridays [1]", "does it close at 16:00 on friday")
    assert decision.rests_on is not None
    assert decision.rests_on.quote.startswith("The shop closes")
    bare = decided("Yes.", "is the total 95 euros")
    assert (bare.text, bare.rests_on is not None) == ("Yes: Total: 95.00 EUR", True)
    closed = decided("Yes, it closes at 18:30 [1]", "does it close at 18:30 from Monday to Thursday")
    assert closed.text.startswith("Yes: The shop closes at 18:30")
    assert decided("No, it closes [1]", "may I keep a dog", score=0.5).rests_on is None


def test_a_yes_does_not_stand_before_a_sentence_that_denies() -> None:
    text = "Dogs are not allowed in flat 2A."
    passage = Passage(1, "d", "lease.docx", "text", text, PageSpan(1, 0, len(text)), 1.0)
    evidence = [Evidence(1, passage, 0, len(text), passage.span, 0.9, "span reader", (9, 20))]
    assert decide("are dogs allowed in flat 2A", parse("Yes [1]"), evidence, around(evidence)).text == text
    assert decide("are dogs allowed in flat 2A", parse("No [1]"), evidence, around(evidence)).text == f"No: {text}"


def test_two_questions_in_one_are_answered_by_who_has_read_both() -> None:
    both = decided("Omar Haddad, 95.00 EUR [1]", "Who is the customer of invoice 2042 and what is the total?")
    assert both.text == "Omar Haddad, 95.00 EUR"
    assert decided("Omar Haddad, 95.00 EUR [1]").text == "95.00"


def test_the_beginning_of_a_document_bears_out_who_it_is_about() -> None:
    text = "The deposit is 1,255.00."
    passage = Passage(1, "d", "2B.docx", "text", text, PageSpan(1, 0, len(text)), 1.0, lead="Lease of Tobias Maddern")
    evidence = [Evidence(1, passage, 0, len(text), passage.span, 0.99, "span reader", (15, 23))]
    assert point("How much is the deposit of Tobias Maddern?", evidence).text == "1,255.00"
    assert point("How much is the deposit of Ruth Maddern?", evidence).lacking == ("Ruth",)


def test_where_the_span_reader_is_beyond_doubt_other_words_are_not_believed() -> None:
    assert decided("Omar Haddad [1]", "how much is it", score=0.99995).text == "95.00"
    assert decided("Omar Haddad [1]", "how much is it", score=0.9).text == "Omar Haddad"


def test_another_row_of_a_table_bears_nothing_out() -> None:
    rows = "Branches of 2024\nBranch: South; City: Sheffield; Manager: Tom Greer\nBranch: West; City: Leeds; Manager: "
    passage = Passage(1, "d", "branches.csv", "text", rows, PageSpan(1, 0, len(rows)), 1.0)
    start, end = rows.index("Branch: South"), rows.index("\nBranch: West")
    at = rows.index("Tom Greer")
    chosen_row = [Evidence(1, passage, start, end, passage.span, 0.99, "span reader", (at, at + 9))]
    assert point("Who manages the Leeds branch?", chosen_row).lacking == ("Leeds",)
    assert point("Who managed Sheffield in 2024?", chosen_row).text == "Tom Greer"


def of_sentence(text: str, answer: str, score: float, name: str = "d.txt") -> list[Evidence]:
    passage = Passage(1, "d", name, "text", text, PageSpan(1, 0, len(text)), 1.0)
    at = text.index(answer)
    return [Evidence(1, passage, 0, len(text), passage.span, score, "span reader", (at, at + len(answer)))]


def test_one_who_doubts_needs_more_of_the_question_in_the_passage() -> None:
    evidence = of_sentence("A first inspection of each bicycle is done on 17 May.", "17 May", 0.3)

    def text(question: str, doubt: float | None) -> str:
        return decide(question, parse("17 May [1]"), evidence, around(evidence), doubt).text

    assert text("When is the first inspection of a bicycle?", 0.05) == "17 May"
    assert text("When did the authority look at our compressor first?", 0.05) == ""
    assert text("When did the authority look at our compressor first?", None) == "17 May"
    assert text("When did the authority look at the bicycle first?", 0.0001) == "17 May"
    assert text("When did the authority look at the bicycle first?", 0.5) == ""


def test_in_other_words_or_another_language_the_doubt_counts_alone() -> None:
    evidence = of_sentence("The compressor may run at 6 bar.", "6 bar", 0.3)
    asked = "Welcher Druck ist erlaubt?"
    assert decide(asked, parse("6 bar [1]"), evidence, around(evidence), 0.0001).text == "6 bar"
    assert decide(asked, parse("6 bar [1]"), evidence, around(evidence), 0.3).rests_on is None


def test_long_words_are_one_by_how_they_begin() -> None:
    evidence = of_sentence("Surface disinfection: fifteen minutes.", "fifteen minutes", 0.3)
    asked = "How long must the disinfectant stay?"
    assert decide(asked, parse("fifteen minutes"), evidence, around(evidence), 0.005).text == "fifteen minutes"


def test_other_figures_are_another_place_though_their_unit_is_the_same() -> None:
    text = "Clinosept works in 15 minutes. Hands take 2 minutes."
    passage = Passage(1, "d", "plan.txt", "text", text, PageSpan(1, 0, len(text)), 1.0)
    at = text.index("2 minutes")
    evidence = [Evidence(1, passage, 31, len(text), passage.span, 0.4, "span reader", (at, at + 9))]
    asked = "How long does Clinosept take?"
    assert decide(asked, parse("15 minutes"), evidence, around(evidence), 0.001).text == "15 minutes"


def test_to_a_yes_or_no_question_what_is_pointed_at_is_the_whole_sentence() -> None:
    text = "A supporting member needs no audition."
    evidence = of_sentence(text, "no audition", 0.99)
    for asked in (
        "Does a supporting member need an audition?",
        "I join. Is there an audition for a supporting member?",
    ):
        assert point(asked, evidence).text == text
    assert point("What does a supporting member not need?", evidence).text == "no audition"


def of_passages(*texts: str) -> list[Evidence]:
    passages = [
        Passage(n, f"d{n}", f"SOP-{n}_paper.txt", "text", text, PageSpan(1, 0, len(text)), 1.0)
        for n, text in enumerate(texts, 1)
    ]
    return [
        Evidence(p.chunk, p, 0, len(p.text), p.span, 0.3, "span reader", (0, 1)) for p in passages
    ]  # fmt: skip


def test_to_a_yes_or_no_question_words_without_a_verdict_are_said_in_their_sentence() -> None:
    text = "The co-operative cannot be given notice during the year: the commitment stands until all is taken up."
    evidence = of_sentence(text, "cannot be given notice", 0.99)
    asked = "can we give the co-operative notice during the year?"
    said = "the commitment stands until all is taken up [1]"
    assert decide(asked, parse(said), evidence, around(evidence), 0.1, trained=True).text == text


def test_a_list_may_rest_on_several_passages_and_cites_each() -> None:
    evidence = of_passages("Household insurance: 214.80", "Dog liability: 58.90", "Rent: 900")
    decision = decide("What insurances do we have?", parse("Household, dog liability"), evidence, around(evidence))
    assert decision.text == "Household, dog liability"
    assert [(item.n, item.passage.document) for item in decision.cited] == [(1, "d1"), (2, "d2")]
    assert decide("What insurances?", parse("Household, car"), evidence, around(evidence)).rests_on is None


def test_two_figures_beside_a_dash_are_a_list_and_no_calculation() -> None:
    evidence = of_passages(
        "19/5 spring: moisture 17.8 %.", "21/7 summer: moisture 18.6 % (one hive 20.4 % - too wet! dried 2 days)"
    )
    said = "17.8 %, 18.6 % (one hive 20.4 % - too wet! dried 2 days)"
    decision = decide("Moisture in spring and in summer?", parse(said), evidence, around(evidence), 0.1, trained=True)
    assert (decision.text, len(decision.cited)) == (said, 2)
    calculated = decide("How much in all?", parse("17.8 + 19.9"), evidence, around(evidence), 0.1, trained=True)
    assert calculated.rests_on is None


def test_rows_of_a_table_are_not_added_up_by_a_reader_but_one_may_be_taken_times() -> None:
    rows = of_passages("Creditor: Fellgas; Amount: 212.40", "Creditor: Lowther; Amount: 3788.00")
    asked = "Add up the bills that have not been paid."
    assert decide(asked, parse("212.40 + 3788.00"), rows, around(rows), 0.05, trained=True).rests_on is None
    fees = of_passages("Ticket: day; Price: £4.50")
    taken = decide("How much are 3 day tickets?", parse("3 × £4.50"), fees, around(fees), 0.05, trained=True)
    assert taken.text.startswith("£13.50")


def test_the_name_of_a_file_is_borne_out_by_the_file() -> None:
    evidence = of_passages("Waste goes down the sink.", "Waste is collected.")
    decision = decide("Which paper lets waste go down the sink?", parse("SOP-1_paper [1]"), evidence, around(evidence))
    assert (decision.text, decision.cited[0].passage.document) == ("SOP-1_paper", "d1")


def test_a_unit_of_the_question_and_an_empty_fraction_need_not_stand_there() -> None:
    evidence = of_passages("Flat: 3A; m²: 77")
    for asked, said in (("floor area of flat 3A in sqm?", "77 sqm"), ("how much is flat 3A", "77.00")):
        assert decide(asked, parse(said), evidence, around(evidence)).text == said
    assert decide("floor area of flat 3A in sqm?", parse("78 sqm"), evidence, around(evidence)).rests_on is None


def test_words_without_meaning_are_not_missed_in_other_languages() -> None:
    evidence = of_passages("Ab 120 mm Breite ist kein Schiebestock vorgeschrieben.")
    asked = "Ab welcher Breite brauche ich denn keinen Schiebestock mehr?"
    assert decide(asked, parse("120 mm"), evidence, around(evidence), 0.01).text.startswith("120 mm")


def test_one_of_the_figures_is_no_sum() -> None:
    evidence = of_passages("Household insurance: 214.80 a year", "Dog liability: 58.90 a year")
    for asked in (
        "How much are the insurances altogether?",
        "How much more is the household insurance than the dog's?",
    ):
        assert decide(asked, parse("214.80"), evidence, around(evidence)).rests_on is None
    assert decide("How much is the household insurance?", parse("214.80"), evidence, around(evidence)).text == "214.80"
    stated = of_passages("Both insurances cost 273.70 a year.")
    assert decide("How much are the insurances altogether?", parse("273.70"), stated, around(stated)).text == "273.70"


@pytest.mark.parametrize(("question", "text", "said"), [
    ("wat kosten de nieuwe vaccins samen?", "Er komen 20 nieuwe, € 11,80 per stuk.", "€ 11,80"),
    ("10月に払った金額の合計は", "10月3日 山辰水産 18,600円", "18,600円"),
])  # fmt: skip
def test_one_of_the_figures_is_no_sum_in_other_languages(question: str, text: str, said: str) -> None:
    evidence = of_passages(text)
    assert decide(question, parse(said), evidence, around(evidence)).rests_on is None
    stated = of_passages(f"{text} Totaal / 合計")
    assert decide(question, parse(said), stated, around(stated)).rests_on is not None


def test_a_misspelled_word_is_said_as_it_stands_there() -> None:
    text = "Een rammelaar blijft nog zes weken vruchtbaar."
    evidence = of_sentence(text, "Een rammelaar", 0.7)
    asked = "hoe lang is een rammelaar nog vruchtbaar"
    assert decide(asked, parse("zest weken"), evidence, around(evidence), 0.0).text == "zes weken"
    assert decide(asked, parse("acht weken"), evidence, around(evidence), 0.0).text != "acht weken"


def test_the_last_part_of_a_compound_tells_what_it_is() -> None:
    evidence = of_passages("Waarneming kerst: Sietske Wiarda, tarief 78 euro per uur.")
    asked = "Welk uurtarief heeft Sietske Wiarda?"
    assert decide(asked, parse("78 euro per uur"), evidence, around(evidence), 0.2).text == "78 euro per uur"


def test_a_verdict_in_another_language_comes_with_its_sentence() -> None:
    text = "Der Garten wird nicht am Sonntag bewässert."
    evidence = of_sentence(text, "Sonntag", 0.5)
    asked = "Wird der Garten am Sonntag bewässert?"
    assert decide(asked, parse("Nein"), evidence, around(evidence)).text == f"Nein: {text}"
    assert decide(asked, parse("Ja"), evidence, around(evidence)).text == text


@pytest.mark.parametrize(
    ("asked", "text", "said", "expected"),
    [
        ("Peut-on amener un chien dans la salle ?", "La salle est fermée aux chiens le dimanche.", "No", "Non"),
        ("Czy mogę zabrać psa do sali w niedzielę?", "W niedzielę psy mogą wejść do sali.", "Tak", "Tak"),
        ("Posso portare il cane nella sala grande?", "I cani restano fuori dalla sala grande.", "No", "No"),
        ("Kan ik mijn hond meenemen naar de grote zaal?", "Honden mogen mee naar de grote zaal.", "Yes", "Ja"),
    ],
)  # fmt: skip
def test_a_verdict_is_said_in_the_language_of_the_question(asked: str, text: str, said: str, expected: str) -> None:
    evidence = of_sentence(text, text[:5], 0.5)
    assert decide(asked, parse(f"{said}, {text[:-1]}"), evidence, around(evidence)).text == f"{expected}: {text}"


def test_words_that_begin_a_sentence_of_their_language_are_no_verdict() -> None:
    text = "Wniosek należy złożyć nie później niż 14 dni przed terminem."
    evidence = of_sentence(text, "14 dni", 0.5)
    asked = "Do kiedy trzeba złożyć wniosek?"  # "Nie: …" would be a no
    said = decide(asked, parse("nie później niż 14 dni przed terminem"), evidence, around(evidence)).text
    assert said == text


def trained(said: str, doubt: float, question: str = "What is the total of invoice 2042?", score: float = 0.9) -> str:
    evidence = chosen(score=score)
    return decide(question, parse(said), evidence, around(evidence), doubt, trained=True).text


def test_a_trained_reader_is_said_in_its_own_words() -> None:
    assert trained("95.00 EUR [1]", 0.001) == "95.00 EUR"
    assert trained("Omar Haddad [1]", 0.001, score=0.99995) == "Omar Haddad"
    assert trained("85.00 EUR [1]", 0.001) == "95.00"  # it stands nowhere


def test_a_trained_reader_that_doubted_is_not_said_unless_the_span_reader_means_the_same() -> None:
    assert trained("Omar Haddad [1]", 0.2, score=0.85) == ""
    assert trained("95.00 EUR [1]", 0.2, score=0.1) == "95.00 EUR"
    assert trained("95.00 EUR [1]", 0.2, "How much must the gentleman transfer to him?", score=0.7) == ""
    assert trained("95.00 EUR [1]", 0.2, "How much must the gentleman transfer to him?", score=0.8) == "95.00 EUR"
    assert trained("Omar Haddad [1]", 0.2, score=0.99995) == "95.00"


def offered(said: str, doubt: float, question: str = "total of invoice 2042", score: float = 0.95) -> Decision:
    evidence = chosen(score=score)
    return decide(question, parse(said), evidence, around(evidence), doubt, trained=True)


@pytest.mark.parametrize("said", ["Not stated.", "Omar Haddad [1]"])
def test_the_sentence_that_one_reader_believes_is_offered_as_what_may_answer(said: str) -> None:
    assert offered(said, 0.5) == Decision("Total: 95.00 EUR", chosen(score=0.95)[0], unsure=True)
    assert offered(said, 0.6).rests_on is None  # the other one refuses flatly
    assert offered(said, 0.5, score=0.89).rests_on is None
    assert offered(said, 0.5, "total of invoice 2043").rests_on is None  # a number has to be there


def test_what_is_offered_need_not_name_whom_it_is_about() -> None:
    decision = offered("Not stated.", 0.5, "What has Ada to pay in total?")
    assert (decision.text, decision.unsure) == ("Total: 95.00 EUR", True)


def test_one_denies_what_the_other_says_though_both_share_a_word() -> None:
    text = "First inspection: not checked"
    evidence = of_sentence(text, "not checked", 0.85)
    asked = "Is the first inspection done?"
    assert decide(asked, parse("checked [1]"), evidence, around(evidence), 0.2, trained=True).rests_on is None
    assert decide(asked, parse("not checked [1]"), evidence, around(evidence), 0.2, trained=True).rests_on is not None


def test_a_no_is_seconded_by_a_sentence_that_denies_around_the_words_that_are_pointed_at() -> None:
    text = "You are NOT covered for: eyelash treatments and ear piercing"
    evidence = of_sentence(text, "eyelash treatments and ear piercing", 0.85)
    asked, said = "am i covered for eyelash treatments?", "No, eyelash treatments and ear piercing [1]"
    assert decide(asked, parse(said), evidence, around(evidence), 0.22, trained=True).text == f"No: {text}"


def test_of_two_rows_the_one_with_more_of_the_question_is_believed() -> None:
    inlay = "Code: R40; Service: Ceramic inlay; Price EUR: 520"
    crown = "Code: R70; Service: Ceramic crown; Price EUR: 845"
    evidence = of_passages(crown, inlay)
    answer = crown.index("845")
    evidence[0] = replace(evidence[0], pointed=(answer, answer + 3), score=0.9)
    asked = "price for a ceramic crown?"
    excerpts = around(evidence)
    assert decide(asked, parse("520 EUR [2]"), evidence, excerpts, 0.01, trained=True).text == "845"
    inlaid = decide("price for a ceramic inlay?", parse("520 EUR [2]"), evidence, excerpts, 0.01, trained=True)
    assert inlaid.text == "520 EUR"


def test_a_refusal_of_a_trained_reader_counts_the_more_the_surer_it_was() -> None:
    assert trained("Not stated.", 0.3, score=0.99) == "95.00"
    assert trained("Not stated.", 0.3, score=0.85) == ""
    assert trained("Not stated.", 0.6, score=0.99995) == ""
    assert trained("95.00 EUR [1]", 0.001, "What is the total of invoice 2043?") == ""


@pytest.mark.parametrize(("doubt", "said"), [(0.02, "Graham Tordoff"), (0.1, ""), (None, "")])
def test_a_reader_that_is_sure_knows_whom_a_name_means(doubt: float | None, said: str) -> None:
    text = "Report of the trustees.\nGraham Tordoff was treasurer until 30 September 2024."
    passage = Passage(1, "d", "report.pdf", "text", text, PageSpan(1, 0, len(text)), 1.0)
    evidence = [Evidence(1, passage, 0, text.index("\n"), passage.span, 0.2, "span reader", (0, 4))]
    asked, reply = "Who was treasurer in August 2024?", parse("Graham Tordoff [1]")
    assert decide(asked, reply, evidence, around(evidence), doubt, trained=True).text == said
    assert (
        decide(
            asked, parse("Ada Byron [1]"), [replace(evidence[0], score=0.85)], around(evidence), 0.02, trained=True
        ).text
        == ""
    )
    assert decide(asked.replace("2024", "2023"), reply, evidence, around(evidence), doubt, trained=True).text == ""


@pytest.mark.parametrize(("asked", "said"), [("if Jude rides behind me", "£250"), ("when Jude rides behind me", "")])
def test_a_rule_need_not_name_who_is_supposed_to_be_under_it(asked: str, said: str) -> None:
    evidence = of_sentence("Passengers: an excess of £250 applies to each claim.", "£250", 0.85)
    question = f"What is the excess {asked}?"
    assert decide(question, parse("£250 [1]"), evidence, around(evidence), 0.1, trained=True).text == said


@pytest.mark.parametrize(("score", "said"), [(0.995, "confusion"), (0.85, "")])
def test_a_name_need_not_be_there_where_both_are_certain_of_the_same_words(score: float, said: str) -> None:
    evidence = of_sentence("Oxybutynin was stopped because of confusion.", "confusion", score)
    asked = "Why did they take Dad off oxybutynin?"
    assert decide(asked, parse("Confusion [1]"), evidence, around(evidence), 0.3, trained=True).text == said
