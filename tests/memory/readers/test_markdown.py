from __future__ import annotations

import io

from memory.readers.markdown import read_markdown


def test_headings_of_markdown() -> None:
    text = "# One\n\nText\n\n#hashtag is none\n\nTwo\n===\n\n## Three #\n\n| a | b |\n|---|---|\n"
    page = read_markdown(io.BytesIO(text.encode()))[0]
    assert [page.text[at:].split("\n")[0] for at in page.headings] == ["# One", "Two", "## Three #"]


def test_tables_in_markdown_are_told_by_rows() -> None:
    text = "# Plan\n\nText.\n\n| Task | Owner |\n|---|:-:|\n| Paint \\| sand | Mo |\n| Sew | |\n\nEnd."
    (page,) = read_markdown(io.BytesIO(text.encode()))
    assert page.text == "# Plan\n\nText.\n\nPlan\nTask: Paint | sand; Owner: Mo\nTask: Sew\n\nEnd."
    assert [page.text[table.start : table.end].count("\n") for table in page.tables] == [2]
