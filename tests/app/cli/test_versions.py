"""`vermeil versions`: on the folder itself, and through the server that holds it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from app.cli.main import app
from app.wiring.learned import foundation_of
from app.wiring.stores import open_stores
from tests.app.serving import serving, settings
from tests.training.versions import adapter, card


def put(data: Path) -> str:
    """A version in the data folder; its id."""
    chosen = settings(data)
    stores = open_stores(chosen)
    made = stores.versions.add(
        adapter(data / "source"), card(foundation_of(chosen)), parent=None, verdict="reject"
    )  # fmt: skip
    stores.close()
    return made


def test_versions_are_listed_promoted_taken_along_and_in(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "v.zip"
    version = put(data)

    def vermeil(*words: str) -> Result:
        return CliRunner().invoke(app, ["--data", str(data), "--profile", "stand-in", "versions", *words])

    def everything() -> None:
        assert "rejected it" in str(vermeil("promote", "v1").exception)
        assert vermeil("promote", "v1", "--override").output == f"{version} answers now; base did before.\n"
        assert f"{version}  current" in vermeil("list").output
        assert vermeil("rollback").output == f"base answers now; {version} did before.\n"
        assert json.loads(vermeil("show", "v1").output)["aliases"] == ["previous"]
        assert vermeil("export", "v1", "--out", str(file)).exit_code == 0
        assert vermeil("canary").output == "No version answers a share of conversations.\n"
        assert "rejected it" in str(vermeil("canary", "v1").exception)
        tried = vermeil("canary", "v1", "--share", "0.2", "--override").output
        assert tried.startswith(f"{version} answers 20% of the conversations that begin.\n{version}: 0 answers, ")
        assert vermeil("canary", "--off").output == "No version answers a share of conversations.\n"
        assert "No question was answered" in str(vermeil("shadow", "v1").exception)
        taken = vermeil("import", str(file)).output.strip()
        told = json.loads(vermeil("diff", "v1", "base", "--json").output)
        assert (told["one"], told["other"], told["votes"]) == (version, "base", {"both": 0, "one": 0, "other": 0})
        assert "foundation.language" in vermeil("diff", "v1", "base").output
        assert vermeil("delete", taken).output == f"Deleted {taken}.\n"

    everything()
    with serving(settings(data)):
        vermeil("promote", "base")
        vermeil("promote", "v1", "--override")
        vermeil("rollback")
        everything()
