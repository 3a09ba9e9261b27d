"""`vermeil feedback export`: from the folder itself, and from the server that holds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.feedback import collected
from app.cli.main import app
from frontend.client.errors import ApiError
from tests.app.house import House, house
from tests.app.serving import settings


def test_a_data_set_is_written_and_replaces_the_one_before(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "data.jsonl").write_text("{}\n")
    given = ["--data", str(tmp_path / "data"), "feedback", "export", "--kind", "kto", "--out", str(out)]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in out.iterdir()) == ["card.json", "rows.csv"]
    assert json.loads((out / "card.json").read_text())["rows"] == 0
    assert CliRunner().invoke(app, [*given[:-3], "ppo", *given[-2:]]).exit_code == 2


def test_a_server_gives_it_to_an_admins_key_alone(tmp_path: Path) -> None:
    with house(tmp_path / "data") as opened:
        opened.invited("eve")
        for name, cap in (("ada", 0.2), ("eve", None)):
            key = opened.with_key(name).headers["authorization"].partition(" ")[2]
            chosen = settings(tmp_path / "data", accounts=True, api_key=key)
            if cap is None:
                with pytest.raises(ApiError):
                    collected(chosen, "sft", 0.2)
            else:
                assert sorted(collected(chosen, "sft", cap)) == ["card.json", "rows.csv"]
        assert _newest(opened) == ("ada", "exported feedback")


def _newest(opened: House) -> tuple[str, str]:
    log = opened.clients["ada"].get("/api/log").json()["log"]
    return next((entry["actor"], entry["action"]) for entry in log if "export" in entry["action"])
