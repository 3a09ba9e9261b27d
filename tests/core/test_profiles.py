"""The table of profiles: every row can be chosen, and names what there is."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace

import psutil
import pytest
from pydantic import ValidationError

from core import profiles
from core.profiles import PROFILES, Profile, of_model
from core.settings import Settings
from core.weights.locate import ASSETS
from core.weights.manifest import SOURCES


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda row: row.name)
def test_a_row_names_models_and_products_that_there_are(profile: Profile) -> None:
    assert Settings(profile=profile.name).profile == profile.name
    assert set(profile.models) <= set(SOURCES)
    assert profile.language_model in SOURCES
    products = (profile.reader, "projector" if profile.projector else None)
    assert all((ASSETS / product).is_dir() for product in products if product)


def test_every_model_of_the_manifest_belongs_to_a_profile() -> None:
    assert all(map(of_model, SOURCES))
    assert of_model("minilm") == ("standard", "lite", "phi2")


def test_what_is_no_profile_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(ValidationError, match="use one of: standard, lite, phi2, stand-in"):
        Settings(profile="huge")


@pytest.mark.parametrize(
    ("free_gb", "installed", "profile", "says"),
    [(8, True, "standard", "8.0 GB"), (8, False, "lite", "installs them"), (3.9, True, "lite", "wants 4")],
)
def test_the_best_profile_that_fits_is_the_default_and_says_why(
    free_gb: float, installed: bool, profile: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VERMEIL_PROFILE", raising=False)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=int(free_gb * 2**30)))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: SimpleNamespace() if installed else None)
    choice = profiles.fitting()
    assert (choice.profile, Settings().profile) == (profile, profile)
    assert says in choice.why


def test_standard_wants_all_of_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of before lacks those that came later: it goes on with lite, and says how to get them."""
    last = PROFILES["standard"].packages[-1]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == last else SimpleNamespace())
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8 * 2**30))
    assert "`make up`" in profiles.fitting().why


def test_a_profile_that_is_set_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERMEIL_PROFILE", "lite")
    monkeypatch.setattr(profiles, "fitting", lambda: pytest.fail("the machine was looked at"))
    assert Settings().profile == "lite"
