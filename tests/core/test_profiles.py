"""The table of profiles: every row can be chosen, and names what there is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from core.profiles import PROFILES, Profile, of_model
from core.settings import Settings
from core.weights.locate import ASSETS
from core.weights.manifest import SOURCES


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda row: row.name)
def test_a_row_names_models_and_products_that_there_are(profile: Profile) -> None:
    assert Settings(profile=profile.name).profile == profile.name
    assert set(profile.models) <= set(SOURCES)
    assert profile.language_model in SOURCES
    for product in (profile.reader, profile.projector):
        assert not product or (ASSETS / product).is_dir()


def test_every_model_of_the_manifest_belongs_to_a_profile() -> None:
    assert all(of_model(model) for model in SOURCES)
    assert of_model("minilm") == ("lite", "phi2")


def test_what_is_no_profile_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(ValidationError, match="use one of: lite, phi2, stand-in"):
        Settings(profile="huge")
