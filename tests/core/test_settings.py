from __future__ import annotations

from pathlib import Path

import pytest

from core.settings import Settings, child_environment


def test_another_program_gets_what_it_needs_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERMEIL_REMOTE_KEY", "secret")
    monkeypatch.setenv("SOME_TOKEN", "secret")
    monkeypatch.setenv("LC_TIME", "de_DE.UTF-8")
    environment = child_environment()
    assert "secret" not in environment.values()
    assert {"PATH", "LC_TIME"} <= environment.keys()


def test_settings_arrive_as_they_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Settings(_env_file=None, port=1234, allowed_hosts=("a.example", "b.example"), data=Path("/somewhere"))
    given = child_environment(chosen, "port", "allowed_hosts", "data")
    for name in [name for name in given if name.startswith("VERMEIL_")]:
        monkeypatch.setenv(name, given[name])
    there = Settings(_env_file=None)
    assert (there.port, there.allowed_hosts, there.data) == (1234, ("a.example", "b.example"), Path("/somewhere"))


def test_a_file_says_something_in_the_data_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERMEIL_REMOTE_URL", raising=False)
    (tmp_path / ".env").write_text("VERMEIL_REMOTE_URL=http://stranger.example/v1\n")
    folder = tmp_path / "data"
    folder.mkdir()
    assert Settings(data=folder).remote_url == ""
    (folder / ".env").write_text("VERMEIL_REMOTE_URL=http://ours.example/v1\nVERMEIL_PORT=1\n")
    monkeypatch.setenv("VERMEIL_DATA", str(folder))
    monkeypatch.setenv("VERMEIL_PORT", "2")
    assert (Settings().remote_url, Settings().port) == ("http://ours.example/v1", 2)


@pytest.mark.parametrize("written", ["a.example, [::1]", '["a.example", "[::1]"]'])
def test_a_list_may_be_written_with_commas(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("VERMEIL_ALLOWED_HOSTS", written)
    monkeypatch.setenv("VERMEIL_TRUSTED_PROXIES", "10.0.0.5,192.168.7.0/24")
    chosen = Settings(_env_file=None)
    assert chosen.allowed_hosts == ("a.example", "[::1]")
    assert [str(network) for network in chosen.trusted_proxies] == ["10.0.0.5/32", "192.168.7.0/24"]
    with pytest.raises(ValueError, match="network"):
        Settings(_env_file=None, trusted_proxies="10.0.0.5/8")
