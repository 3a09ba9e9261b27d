"""Questions become queries where each of their words is accounted for, and none otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.tabular.asking import Asked, ask
from core.tabular.operators import is_computed
from core.tabular.query import narrowed, run
from core.tabular.table import Table
from core.tabular.values import Amount
from tests.core.tabular.test_table import table

TODAY = date(2026, 11, 26)
STAFF = table(
    ["Name", "Team", "Site", "Salary", "Joined", "Car"],
    ["Ida Moen", "Lab", "Oslo", "62000", "2019-05-01", "yes"],
    ["Rui Costa", "Lab", "Porto", "58000", "2021-02-15", "no"],
    ["Eve Hart", "Field", "Oslo", "41000", "2016-09-01", "yes"],
    ["Max Baum", "Field", "Kiel", "44000", "2023-01-09", "no"],
    name="staff.csv",
)
ORDERS = table(
    ["Day", "Shop", "Fruit", "Quantity", "Cost"],
    ["2026-03-02", "North", "Apple", "12", "24.00 €"],
    ["2026-03-20", "South", "Pear", "5", "15.50 €"],
    ["2026-04-01", "North", "Pear", "8", "24.80 €"],
    name="fruit_orders.csv",
)
SERVICES = table(
    ["Service", "Price EUR", "Minutes"],
    ["Wash", "12.00", "45"],
    ["Polish", "80.00", "30"],
    ["Check", "35.00", "20"],
    name="price_list.csv",
)


SHELF = table(
    ["Article", "In stock", "Min. stock", "Price", "Ordered", "Due", "Delivered"],
    ["Gloves", "6", "12", "4.00 €", "2026-01-02", "2026-02-01", "2026-02-03"],
    ["Masks", "14", "10", "9.00 €", "2026-01-05", "2026-02-01", "2026-01-30"],
    ["Wipes", "3", "3", "2.50 €", "2026-01-09", "2026-03-01", "2026-03-02"],
    name="shelf.csv",
)
PROJECTS = table(
    ["Project", "Budget", "Spent"], ["Roof", "9000 €", "9500 €"], ["Fence", "2000 €", "1200 €"], name="projects.csv"
)


PALLETS = table(
    ["Zone", "Pallets", "EUR"],
    ["Z1", "1", "48.00"], ["Z1", "2-5", "41.50"], ["Z1", "over 5", "36.00"],
    ["Z2", "1", "67.00"], ["Z2", "2-5", "59.90"], ["Z2", "over 5", "51.20"],
    name="rates.tsv",
)  # fmt: skip
POSTAGE = table(
    ["Parcel to", "up to 5 kg", "5.1 - 10 kg", "10.1 - 31.5 kg"],
    ["Norway", "9.90", "14.90", "24.90"],
    ["Malta", "19.90", "24.90", "44.90"],
    name="postage.docx",
)


@pytest.mark.parametrize(
    ("question", "over", "value"),
    [
        ("What is the EUR for 4 pallets in zone Z2?", PALLETS, "59.90"),
        ("which EUR for 1 pallet in Z1", PALLETS, "48.00"),
        ("What EUR is it for 12 pallets in zone Z1?", PALLETS, "36.00"),
        ("What is a parcel of 7 kg to Malta?", POSTAGE, "24.90"),
        ("What is a parcel of 30 kg to Norway?", POSTAGE, "24.90"),
    ],
)
def test_a_number_lies_in_a_range_of_a_cell_or_of_a_heading(
    encoder: CTranslate2Encoder, question: str, over: Table, value: str
) -> None:
    query = ask(question, over, encoder, TODAY).query
    assert query is not None
    (row,) = run(query).rows
    assert over.shown[row][query.wanted or 0] == value


def test_a_number_outside_all_ranges_has_no_row(encoder: CTranslate2Encoder) -> None:
    assert ask("What is a parcel of 40 kg to Malta?", POSTAGE, encoder, TODAY).query is None


CASKS = table(
    ["Cask", "Customer", "Litres", "Returned"],
    ["C1", "Anchor Inn", "40", "2025-10-02"], ["C2", "Old Ship", "20", ""], ["C3", "Anchor Inn", "40", ""],
    name="casks_out.csv",
)  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "How many casks are not returned?",
        "how many casks have not come back yet",
        "how many casks havent been returned yet",
    ],
)
def test_what_was_not_done_is_where_a_column_says_nothing(encoder: CTranslate2Encoder, question: str) -> None:
    asked = ask(question, CASKS, encoder, TODAY)
    assert asked.query is not None
    assert run(asked.query).rows == (1, 2)


@pytest.mark.parametrize(
    "question",
    [
        "How many casks are not clean?",  # no column says so
        "how many casks are still out?",  # all but those that are back
        "how many casks have already been returned?",
        "Which customer has cask C2 and why?",  # one cell is half of an answer
        "How much do the casks of Anchor Inn cost in total?",  # litres are no money
    ],
)
def test_what_a_query_would_leave_out_is_not_computed(encoder: CTranslate2Encoder, question: str) -> None:
    assert ask(question, CASKS, encoder, TODAY).query is None


def computed(asked: Asked) -> list[str]:
    """The results, or the labels of the rows."""
    assert asked.query is not None, asked.left
    result = run(asked.query)
    if result.lines:
        values = [line.value.value if isinstance(line.value, Amount) else line.value for line in result.lines]
        return [f"{line.label} {value}".strip() for line, value in zip(result.lines, values, strict=True)]
    wanted = asked.query.wanted
    return [asked.table.shown[row][wanted if wanted is not None else 0] for row in result.rows]


@pytest.mark.models
@pytest.mark.parametrize(("over", "question", "expected"), [
    (SHELF, "Which articles are below the minimum stock?", ["Gloves"]),
    (SHELF, "How many articles have in stock less than their minimum stock?", ["1"]),
    (SHELF, "list articles where in stock is at most min stock", ["Gloves", "Wipes"]),
    (SHELF, "Which articles were delivered after the due date?", ["Gloves", "Wipes"]),
    (PROJECTS, "Which projects are over budget?", ["Roof"]),
    (PROJECTS, "Where did we spend more than our budget?", ["Roof"]),
    (PROJECTS, "which projects have spent less than their budget", ["Fence"]),
])  # fmt: skip
def test_a_row_is_compared_with_another_of_its_columns(
    over: Table, question: str, expected: list[str], encoder: CTranslate2Encoder
) -> None:
    assert computed(ask(question, over, encoder, TODAY)) == expected


@pytest.mark.models
def test_what_is_compared_has_to_be_plain(encoder: CTranslate2Encoder) -> None:
    """Ordered, due and delivered are three dates, and the question names one."""
    asked = ask("Which articles came after the due date?", SHELF, encoder, TODAY)
    assert asked.query is None or not asked.query.filters


@pytest.mark.models
@pytest.mark.parametrize(("question", "expected"), [
    ("How many people are in the Lab?", ["2"]),
    ("What is the average salary in Oslo?", ["51500"]),
    ("Who earns the most?", ["62000"]),
    ("Which staff joined before 2020?", ["Ida Moen", "Eve Hart"]),
    ("What is the total salary per team?", ["Lab 120000", "Field 85000"]),
    ("Who has a salary of at least 50,000?", ["Ida Moen", "Rui Costa"]),
    ("How many teams are there?", ["2"]),
    ("How many people have a car?", ["2"]),
    ("Which staff have no car?", ["Rui Costa", "Max Baum"]),
    ("What is the salary of Max?", ["44000"]),
    ("How many people are not in Oslo?", ["2"]),
    ("Who joined first?", ["2016-09-01"]),
])  # fmt: skip
def test_over_a_list_of_people(encoder: CTranslate2Encoder, question: str, expected: list[str]) -> None:
    assert is_computed(question)
    assert computed(ask(question, STAFF, encoder, TODAY)) == expected


@pytest.mark.models
@pytest.mark.parametrize(("question", "expected"), [
    ("How many apples were ordered in total?", ["12"]),
    ("What did we pay for pears? The total cost please", ["40.30"]),
    ("Which shop ordered the most?", ["North 20"]),
    ("What was the total quantity in March?", ["17"]),
    ("How many orders are there?", ["3"]),
    ("list the orders that cost more than 20 €", ["2026-03-02", "2026-04-01"]),
])  # fmt: skip
def test_over_a_list_of_orders(encoder: CTranslate2Encoder, question: str, expected: list[str]) -> None:
    found = computed(ask(question, ORDERS, encoder, TODAY))
    assert len(found) == len(expected)
    if "list" not in question:
        assert found == expected


@pytest.mark.models
@pytest.mark.parametrize(("question", "named", "expected"), [
    ("Which service in the price list takes longest?", {"price", "list"}, ["45"]),
    ("Which service has the highest price?", set(), ["80.00"]),
])  # fmt: skip
def test_a_word_that_names_the_file_names_no_column(
    encoder: CTranslate2Encoder, question: str, named: set[str], expected: list[str]
) -> None:
    assert computed(ask(question, SERVICES, encoder, TODAY, frozenset(named))) == expected


@pytest.mark.models
def test_a_meaning_is_no_average(encoder: CTranslate2Encoder) -> None:
    codes = table(["Code", "Status"], ["E1102", "409"], ["E1103", "410"], name="codes.csv")
    query = ask("What does E1102 mean?", codes, encoder, TODAY).query
    assert query is None or query.measure != "average"


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "What is the average age?", "How many people work in Paris?", "What is the total salary in Marketing?",
    "How many trucks are there?", "Who is the tallest?", "What is the total cost of the roof?",
])  # fmt: skip
def test_what_the_table_does_not_say_is_not_computed(encoder: CTranslate2Encoder, question: str) -> None:
    assert ask(question, STAFF, encoder, TODAY).query is None


@pytest.mark.models
@pytest.mark.parametrize(("name", "title"), [("sales.xlsx", "Shops – Wholesale 2024"), ("shops.csv", "")])
def test_what_title_or_file_calls_the_rows_is_no_part_of_a_value(
    encoder: CTranslate2Encoder, name: str, title: str
) -> None:
    customers = table(
        ["Customer", "Invoiced", "Owing"], ["Harbour Farm Shop", "540", "180"], ["Lantern Bakery", "351.6", "52"],
        name=name, title=title,
    )  # fmt: skip
    asked = ask("how much are the shops still owing in all?", customers, encoder, TODAY)
    assert asked.query is not None
    assert run(asked.query).rows == (0, 1)
    one = ask("how much is the Farm Shop still owing in all?", customers, encoder, TODAY)
    assert one.query is not None
    assert run(one.query).rows == (0,)


@pytest.mark.models
def test_a_follow_up_changes_a_condition(encoder: CTranslate2Encoder) -> None:
    first = ask("How many apples were ordered in March?", ORDERS, encoder, TODAY)
    after = ask("and in April?", ORDERS, encoder, TODAY)
    assert first.query is not None
    assert run(narrowed(first.query, after.filters)).rows == ()
    assert not after.left


BOOKINGS = table(
    ["Date", "Time", "Client", "Service", "Price £", "Status"],
    ["2026-10-18", "11:30", "Joan H", "wash & set", "16", "done"],
    ["2026-10-21", "13:00", "Oak House", "morning", "84", "no show"],
    ["2026-10-28", "15:30", "Maureen B", "perm", "45", "no show"],
    name="bookings.xlsx",
)
STATEMENT = table(
    ["Date", "Description", "Money in", "Money out", "Balance"],
    ["2026-10-03", "BEAUTY TRADE DIRECT", "", "88.42", "911.58"],
    ["2026-10-09", "OAK HOUSE", "84.00", "", "995.58"],
    ["2026-10-20", "BEAUTY TRADE DIRECT", "", "134.06", "861.52"],
    ["2026-11-02", "BEAUTY TRADE DIRECT", "", "20.00", "841.52"],
    name="statement.csv",
)
RESULTS = table(
    ["pos", "crew", "class", "final"],
    ["2", "Cambois", "1x", "11:59.4"],
    ["1", "Eskmouth A", "4x", "11:35.3"],
    ["3", "Wansbeck", "2x", "12:26.8"],
    name="results.csv",
)
PRICES = table(
    ["Service", "Now £", "From 1 Jan 2027 £", "Minutes"],
    ["full colour", "48", "52", "110"],
    ["perm", "45", "47", "120"],
    name="prices.xlsx",
)


def test_who_is_asked_for_by_the_column_that_holds_people(encoder: CTranslate2Encoder) -> None:
    asked = ask("who were the no shows in the bookings", BOOKINGS, encoder, TODAY, frozenset({"bookings"}))
    assert asked.query is not None
    assert [BOOKINGS.shown[row][asked.query.wanted or 0] for row in run(asked.query).rows] == ["Oak House", "Maureen B"]


@pytest.mark.parametrize(("question", "total"), [
    ("how much went to beauty trade direct in October", "222.48"),
    ("How much did we spend at Beauty Trade Direct?", "242.48"),
    ("how much was received from Oak House?", "84.00"),
])  # fmt: skip
def test_money_that_changed_hands_is_the_sum_of_the_column_that_says_so(
    encoder: CTranslate2Encoder, question: str, total: str
) -> None:
    assert is_computed(question)
    asked = ask(question, STATEMENT, encoder, TODAY)
    assert asked.query is not None, asked.left
    (line,) = run(asked.query).lines
    assert isinstance(line.value, Amount)
    assert str(line.value.value) == total


@pytest.mark.parametrize(("question", "crew"), [
    ("who came first overall?", "Eskmouth A"), ("Which crew came second?", "Cambois"), ("who won?", "Eskmouth A"),
    ("Which crew was third?", "Wansbeck"),
])  # fmt: skip
def test_who_came_where_is_told_by_a_column_of_ranks(encoder: CTranslate2Encoder, question: str, crew: str) -> None:
    asked = ask(question, RESULTS, encoder, TODAY)
    assert asked.query is not None, asked.left
    assert [RESULTS.shown[row][1] for row in run(asked.query).rows] == [crew]


def test_a_month_is_the_column_that_is_called_by_it(encoder: CTranslate2Encoder) -> None:
    asked = ask("price of a full colour from january", PRICES, encoder, TODAY, frozenset({"price"}))
    assert asked.query is not None, asked.left
    assert (asked.query.measure, asked.query.wanted) == ("value", 2)


ACTIONS = table(
    ["Who", "What", "By"],
    ["Wilf", "interim report", "28 February"],
    ["Wilf", "mandate form", "next meeting"],
    ["Bryony", "volunteer tea", "20 March"],
    name="minutes.docx",
)
JOBS = table(
    ["Job no", "Date in", "Mechanic", "Work", "Hours", "Total incl VAT"],
    ["171", "2026-02-02", "Jo", "Tyres", "1.3", "120.40"],
    ["172", "2026-02-09", "Pip", "Battery", "0.4", "99.00"],
    ["173", "2026-02-11", "Jo", "Pay desk repair", "2.0", "80.10"],
    name="jobs_2026.csv",
)


def test_two_words_that_are_parts_of_two_values_mean_neither_unless_they_are_joined(
    encoder: CTranslate2Encoder,
) -> None:
    assert ask("what are Wilf's actions from the February meeting", ACTIONS, encoder, TODAY).query is None
    joined = ask("list what Wilf does by February or the meeting", ACTIONS, encoder, TODAY)
    assert {one.value for one in joined.filters} >= {"28 February", "next meeting"}


def test_numbers_of_rows_are_no_amounts_and_empty_words_no_values(encoder: CTranslate2Encoder) -> None:
    asked = ask("how much did Jo's jobs pay in February in total incl vat", JOBS, encoder, TODAY)
    assert asked.query is not None, asked.left
    (line,) = run(asked.query).lines
    assert isinstance(line.value, Amount)
    assert str(line.value.value) == "200.50"


def test_the_year_that_names_a_file_is_no_value_in_it(encoder: CTranslate2Encoder) -> None:
    asked = ask("sum of hours of Jo in jobs 2026", JOBS, encoder, TODAY, frozenset({"jobs", "2026"}))
    assert asked.query is not None, asked.left
    assert [one.value for one in asked.query.filters] == ["Jo"]


EVENTS = table(
    ["Event", "Date", "Time"],
    ["Trustees meeting", "13 May 2026", "18:30–20:30"],
    ["Spring fair", "6 June 2026", "11:00–15:00"],
    ["Volunteer tea", "21 May 2026", "14:00–16:30"],
    name="spring.ics",
)


def test_events_of_a_calendar_are_counted_by_their_month(encoder: CTranslate2Encoder) -> None:
    asked = ask("how many events are there in May?", EVENTS, encoder, TODAY)
    assert asked.query is not None, asked.left
    (line,) = run(asked.query).lines
    assert isinstance(line.value, Amount)
    assert line.value.value == 2


def test_a_code_in_a_cell_is_told_by_itself(encoder: CTranslate2Encoder) -> None:
    over = table(["Item", "Quantity"], ["A4 paper", "10"], ["A3 paper", "4"], ["Whole bread", "7"])
    for code, value in (("A4", "10"), ("whole", "7")):
        asked = ask(f"total quantity of {code}", over, encoder, TODAY)
        assert asked.query is not None, asked.left
        assert run(asked.query).lines[0].value == Amount(Decimal(value))


@pytest.mark.parametrize("column", ["wk16", "wk 16", "WK16", "wk-16"])
def test_a_figure_joined_to_a_word_is_the_same_column(encoder: CTranslate2Encoder, column: str) -> None:
    over = table(
        ["ID", "Arm", "wk 4", "wk 16"],
        ["S-01", "home", "50", "70"],
        ["S-02", "gym", "60", "80"],
        ["S-03", "home", "55", "75"],
    )
    asked = ask(f"average {column} in the home arm", over, encoder, TODAY)
    assert asked.query is not None, asked.left
    assert run(asked.query).lines[0].value == Amount(Decimal("72.5"))


@pytest.mark.models
@pytest.mark.parametrize(("question", "value"), [
    ("according to the fruit orders, how many apples were ordered in march?", "12"),
    ("How much have we paid North so far, all told?", "48.80"), ("whats the dearest fruit pls", "24.80"),
])  # fmt: skip
def test_what_is_said_by_the_way_asks_for_nothing(question: str, value: str, encoder: CTranslate2Encoder) -> None:
    assert value in "; ".join(computed(ask(question, ORDERS, encoder, TODAY)))
