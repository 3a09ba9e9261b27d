"""What is set where Vermeil is started."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply


class Set(Reply):
    """A setting as it is."""

    name: str = Field(description="What it is called in the code.", examples=["passages"])
    variable: str = Field(description="The variable of the environment that sets it.", examples=["VERMEIL_PASSAGES"])
    value: bool | int | float | str | None = Field(description="What it is; null for none.", examples=[5])
    about: str = Field(description="What it does.", examples=["Passages shown beside an answer."])
    given: bool = Field(description="Whether it was set; else it is the default.")


class SpeechSet(Reply):
    """What hears and speaks."""

    recognizer: str = Field(description="Which kind of recogniser hears.", examples=["whisper"])
    models: list[str] = Field(description="Its models.")
    state: str = Field(description="Whether the recogniser is loaded.", examples=["ready"])
    voice: str = Field(description="Which voice speaks.", examples=["hibari"])
    voice_state: str = Field(description="Whether the voice is loaded.", examples=["ready"])
    settings: list[Set] = Field(description="What is set about it.")


class Rates(Reply):
    """How often something may be tried, which no setting changes."""

    votes: int = Field(description="Votes of a person within `vote_seconds`.")
    vote_seconds: float = Field(description="Seconds in which so many are taken.")
    wrong_passwords: int = Field(description="For a name from one address within `password_seconds`.")
    password_seconds: float = Field(description="Seconds in which so many are taken.")


class SettingsTold(Reply):
    """What admins are told of the settings."""

    speech: SpeechSet = Field(description="The recogniser and the voice.")
    limits: list[Set] = Field(description="How much of something there may be.")
    rates: Rates = Field(description="How often something may be tried.")
