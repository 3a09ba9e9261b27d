"""The language of a text is told, or nothing."""

from __future__ import annotations

import pytest

from core.tongues import language_of


@pytest.mark.parametrize(("text", "code"), [
    ("Where is the key of the boiler room?", "en"),
    ("Wo liegt der Schlüssel für den Heizraum?", "de"),
    ("Où est la clé de la chaufferie ?", "fr"),
    ("¿Dónde está la llave de la caldera?", "es"),
    ("Где лежит ключ от котельной?", "ru"),
    ("ボイラー室の鍵はどこですか？", "ja"),
    ("boiler", None),
    ("", None),
])  # fmt: skip
def test_the_language_of_a_question(text: str, code: str | None) -> None:
    assert language_of(text) == code
