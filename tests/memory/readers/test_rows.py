from __future__ import annotations

import pytest

from memory.readers.rows import is_value, tables

Grid = list[list[str]]


def lines(grid: Grid, header: bool | None = None) -> list[str]:
    return [line for found in tables(grid, header=header) for line in found.lines]


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        pytest.param(
            [["Item", "Price", "Due"], ["Paint", "EUR 12.50", ""], ["Sails", "", "2025-03-09"]],
            ["Item: Paint; Price: EUR 12.50", "Item: Sails; Due: 2025-03-09"],
            id="an empty cell moves no other",
        ),
        pytest.param(
            [["Item", "2024", "2025"], ["Rent", "100", "120"]],
            ["Item: Rent; 2024: 100; 2025: 120"],
            id="years are names",
        ),
        pytest.param(
            [["No", "Creditor", "Amount"], ["1", "Fellgas", "212.40"], ["2", "Brightwire", "148.75"]],
            ["No: 1; Creditor: Fellgas; Amount: 212.40", "No: 2; Creditor: Brightwire; Amount: 148.75"],
            id="a No above numbers is a name",
        ),
        pytest.param(
            [["Tea", "no", "hot"], ["Coffee", "yes", "hot"], ["Water", "no", "cold"]],
            ["Tea; no; hot", "Coffee; yes; hot", "Water; no; cold"],
            id="a no among yes and no is none",
        ),
        pytest.param(
            [["Flood", "no", "ask the broker"], ["Fire", "up to 5,000", "ok"], ["Storm", "1,000", "ok"]],
            ["Flood; no; ask the broker", "Fire; up to 5,000; ok", "Storm; 1,000; ok"],
            id="nor is one among words and figures",
        ),
        pytest.param(
            [["", "Low", "High"], ["Single", "90", "120"]], ["Single; Low: 90; High: 120"], id="names of rows alone"
        ),
        pytest.param([["apple", "3", "1.2"], ["pear", "4", "2.5"]], ["apple; 3; 1.2", "pear; 4; 2.5"], id="no header"),
        pytest.param(
            [["Invoice no.", "INV-77"], ["Customer", "Boreal AG"], ["Total", "CHF 1,200.50"]],
            ["Invoice no.: INV-77", "Customer: Boreal AG", "Total: CHF 1,200.50"],
            id="a form",
        ),
        pytest.param(
            [["Name:", "Ada", "Born:", "1984"], ["City:", "Bern", "", ""]],
            ["Name: Ada", "Born: 1984", "City: Bern"],
            id="a form of four columns",
        ),
        pytest.param(
            [["City", "Units"], ["Bern", "12"], ["Genf", "14"]],
            ["City: Bern; Units: 12", "City: Genf; Units: 14"],
            id="two columns under a header",
        ),
        pytest.param(
            [["Region", "Sales", "Sales"], ["", "Q1", "Q2"], ["North", "1", "2"]],
            ["Region: North; Sales Q1: 1; Sales Q2: 2"],
            id="a header of two rows",
        ),
        pytest.param(
            [
                ["Drug", "Dose by clearance", "Dose by clearance", "Note"],
                ["Drug", "> 60", "30 - 60", "Note"],
                ["Ebastin", "20 mg", "10 mg", "at night"],
            ],
            ["Drug: Ebastin; Dose by clearance > 60: 20 mg; Dose by clearance 30 - 60: 10 mg; Note: at night"],
            id="a header of two rows with ranges",
        ),
        pytest.param(
            [["", "2024", "", "2025", ""], ["Shop", "Sold", "Left", "Sold", "Left"], ["Ayr", "7", "1", "9", "2"]],
            ["Shop: Ayr; 2024 Sold: 7; 2024 Left: 1; 2025 Sold: 9; 2025 Left: 2"],
            id="names that the row above tells apart, without a merge",
        ),
        pytest.param(
            [
                ["", "Ship: Teal", "Voyage: 7-N", ""],
                ["No.", "Box", "Goods", "Kilos"],
                ["1", "TRU 4", "Tiles", "810"],
                ["2", "TRU 9", "Pumps", "155"],
            ],
            ["No.: 1; Box: TRU 4; Goods: Tiles; Kilos: 810", "No.: 2; Box: TRU 9; Goods: Pumps; Kilos: 155"],
            id="a letterhead above the header",
        ),
        pytest.param(
            [["Pupil", "Test", "Oral"], ["Ada", "2", "1"], ["Ben", "3", "4"], ["", "Marked by Mr Fry", ""]],
            ["Pupil: Ada; Test: 2; Oral: 1", "Pupil: Ben; Test: 3; Oral: 4", "Marked by Mr Fry"],
            id="a note below",
        ),
        pytest.param(
            [
                ["1. Keeper"] * 4,
                ["Surname", "Hume", "First name", "Imogen"],
                ["Born", "23.07.1988", "Phone", "0555-77 404"],
                ["Address", "Lark Row 31", "Lark Row 31", "Lark Row 31"],
                ["2. Dog"] * 4,
                ["Name", "Biscuit", "Breed", "Lagotto"],
                ["Born", "05/2023", "Chip", "985-7731"],
                ["Colour", "brown", "Height", "44 cm"],
            ],
            [
                "Surname: Hume",
                "First name: Imogen",
                "Born: 23.07.1988",
                "Phone: 0555-77 404",
                "Address: Lark Row 31",
                "Name: Biscuit",
                "Breed: Lagotto",
                "Born: 05/2023",
                "Chip: 985-7731",
                "Colour: brown",
                "Height: 44 cm",
            ],
            id="a form in sections of four columns",
        ),
        pytest.param(
            [["Name", "Town", "Post", "Team"], ["Ada", "Bern", "Chair", "A"], ["Ben", "Genf", "Clerk", "B"]],
            ["Name: Ada; Town: Bern; Post: Chair; Team: A", "Name: Ben; Town: Genf; Post: Clerk; Team: B"],
            id="a table of four columns of words is no form",
        ),
        pytest.param(
            [["Team", "Lead", "Size"], ["Europe"] * 3, ["Sales", "Mo", "4"]],
            ["Europe", "Europe – Team: Sales; Lead: Mo; Size: 4"],
            id="a subtitle between rows",
        ),
        pytest.param(
            [["Item", "Price"], ["A", "3"], ["", ""], ["B", "4"]],
            ["Item: A; Price: 3", "Item: B; Price: 4"],
            id="a gap in a table",
        ),
    ],
)
def test_rows_are_told_with_the_names_of_their_columns(grid: Grid, expected: list[str]) -> None:
    assert lines(grid) == expected


def test_titles_stand_above_the_tables_that_they_name() -> None:
    grid = [
        ["Budget", "Budget"],
        ["in euros"],
        [],
        ["Item", "Cost"],
        ["Paint", "12"],
        [],
        ["Crew"],
        ["Name", "Age"],
        ["Mo", "4"],
    ]
    assert [(found.titles, found.lines) for found in tables(grid)] == [
        (("Budget", "in euros"), ["Item: Paint; Cost: 12"]),
        (("Crew",), ["Name: Mo; Age: 4"]),
    ]


def test_a_file_that_tells_its_header_is_believed() -> None:
    assert lines([["1", "2"], ["3", "4"]], header=True) == ["1: 3; 2: 4"]
    assert lines([["a", "b"], ["c", "d"]], header=False) == ["a; b", "c; d"]


@pytest.mark.parametrize(
    "cell", ["12", "-3.5", "1'200.50", "17.5%", "€ 12", "12.50 EUR", "2024-05-01", "14:30", "(5)", "TRUE", "7 kg"]
)
def test_values(cell: str) -> None:
    assert is_value(cell)


@pytest.mark.parametrize("cell", ["Box 12", "A4 paper", "Q1 sales", "Street 5", "", "INV-88"])
def test_names(cell: str) -> None:
    assert not is_value(cell)


@pytest.mark.parametrize(
    ("grid", "line"),
    [([["Parking", "not checked"]], "Parking: not checked"), ([["Day", "Room", "Guest"]], "Day; Room; Guest")],
)
def test_a_row_alone_is_no_header_of_nothing(grid: list[list[str]], line: str) -> None:
    assert [found.lines for found in tables(grid)] == [[line]]
    assert [found.lines for found in tables(grid, header=True)] == [[line]]
    (titled,) = tables([["Rates"] + [""] * (len(grid[0]) - 1), *grid])
    assert (titled.titles, titled.lines) == (("Rates",), [line])


def test_names_above_an_empty_row_are_those_of_the_rows_below_it() -> None:
    (found,) = tables([["Day", "Room", "Guest"], ["", "", ""], ["Monday", "7", "Ada"], ["Friday", "9", "Ben"]])
    assert found.lines == ["Day: Monday; Room: 7; Guest: Ada", "Day: Friday; Room: 9; Guest: Ben"]
