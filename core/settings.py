"""The one place where Vermeil is configured: a field is set as `VERMEIL_<NAME>` in the environment.

Or in the file `.env` of the data folder; one of the folder in which somebody happens to stand says nothing.

No other module reads the environment.
"""

from __future__ import annotations

import json
import os
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from core.profiles import (
    PROFILES,
    LanguageBackend,
    RecognizerBackend,
    SearchEncoder,
    Template,
    TextBackend,
    fitting,
    known,
)

# Where programs, libraries, caches and certificates are, in which language and zone, and how many threads to use.
_INHERITED = frozenset({
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV",
    "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR",
    "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS",
    "CUDA_VISIBLE_DEVICES", "HF_HOME", "HF_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE",
})  # fmt: skip


def _parts(value: object) -> object:
    """A list as JSON, or as people write it, with commas."""
    if not isinstance(value, str):
        return value
    try:
        parsed = json.loads(value)
    except ValueError:
        parsed = None
    return parsed if isinstance(parsed, list) else [part.strip() for part in value.split(",") if part.strip()]


Network = IPv4Network | IPv6Network
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parts)]
Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_parts)]


class Settings(BaseSettings):
    """Settings with their defaults, each described; `vermeil settings` prints them."""

    model_config = SettingsConfigDict(
        env_prefix="VERMEIL_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    # Where state lives, and who may reach it
    data: Path = Field(Path("~/.vermeil"), description="Folder that holds the database, the files and the indexes.")
    cache: Path = Field(
        Path("~/.cache/vermeil"), description="Folder for models converted once from the installed packages."
    )
    host: str = Field("127.0.0.1", description="Address that Vermeil binds to.")
    port: int = Field(8500, ge=0, le=65535, description="Port of the page and of the API.")
    allowed_hosts: Names = Field(
        ("127.0.0.1", "localhost", "[::1]"), description="Host names under which Vermeil answers; others are refused."
    )
    accounts: bool = Field(
        False,
        description="Several people, each with an account of their own. Without, whoever reaches loopback on this "
        "machine is the one owner, and Vermeil binds to nothing else.",
    )
    trusted_proxies: Networks = Field(
        (),
        description="Addresses and networks of proxies before Vermeil, such as `10.0.0.5, 192.168.7.0/24`: they are "
        "believed what they say of the browser, and in the trusted header of the person.",
    )
    trusted_header: str = Field(
        "",
        pattern=r"^[A-Za-z0-9-]*$",
        description="Header in which these proxies name whoever has signed in with them, such as `Remote-User`; empty "
        "means that no header is believed.",
    )
    trusted_header_creates: bool = Field(
        False, description="Make an account for whoever that header names and nobody here is called."
    )
    oidc_issuer: str = Field(
        "", description="Address of an OpenID Connect provider that people may sign in with, as it calls itself."
    )
    oidc_client: str = Field("", description="Name under which Vermeil is registered there (the client id).")
    oidc_secret: str = Field("", description="Its secret there; empty for a public client.", repr=False)
    oidc_name: str = Field("", description="What the page calls the provider; empty means its host name.")
    oidc_scopes: Names = Field(("openid", "profile"), description="Scopes that the provider is asked for.")
    oidc_name_claim: str = Field("preferred_username", description="Claim that names somebody new.")
    oidc_roles_claim: str = Field(
        "", description="Claim that lists somebody's roles, such as `groups` or `realm_access.roles`; empty asks none."
    )
    oidc_admin_roles: Names = Field(
        (), description="Roles there whose holders are admins here, and others not; empty leaves that to Vermeil."
    )
    oidc_user_roles: Names = Field((), description="Roles there that may sign in here; empty means all.")
    oidc_creates: bool = Field(
        False, description="Make an account for whoever the provider signs in; without, an invitation is needed."
    )
    owner: str = Field("local", description="The one owner without accounts, and with them the first admin.")
    api_key: str = Field("", description="API key that the command line shows to a server with accounts.", repr=False)
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data folder.")
    quarantine_days: int = Field(
        30, ge=1, description="Days for which a file that no document names is set aside before it is deleted."
    )

    # Which models
    profile: Annotated[str, AfterValidator(known)] = Field(
        default_factory=lambda: fitting().profile,
        description=" ".join(f"`{row.name}`: {row.about}." for row in PROFILES.values())
        + " Where none is set: `standard` if it is installed and 4 GB of memory are free, else `lite`.",
    )
    device: str = Field("cpu", description="Device of models that run on torch: `cpu`, `cuda`, `mps`.")
    threads: int = Field(0, ge=0, description="Threads of each model; 0 means one for each core that we may use.")
    language_engine: LanguageBackend | Literal[""] = Field(
        "", description="Language engine; empty means the profile's own."
    )
    template: Template | Literal[""] = Field(
        "", description="Form of the language model's prompts; empty means that of the profile."
    )
    language_model: str = Field("", description="Path or hub name of a language model; empty means the profile's own.")
    remote_url: str = Field("", description="Base address of an OpenAI-compatible server for the `remote` engine.")
    remote_key: str = Field("", description="Key sent to that server.", repr=False)
    context: int = Field(4096, ge=512, description="Most tokens that a prompt and its answer may have together.")
    parallel: int = Field(4, ge=1, le=64, description="Answers generated at once; further ones wait.")
    text_encoder: TextBackend | Literal[""] = Field(
        "", description="Runtime of the text encoder; empty means the profile's own."
    )
    search_encoder: SearchEncoder | Literal[""] = Field(
        "",
        description="What the library is searched by: `universal`, an encoder for 16 languages, or `text_encoder`, the "
        "one that all else is compared by; empty means the profile's own. Libraries are embedded anew by themselves.",
    )
    text_encoder_precision: Literal["float32", "int8"] = Field(
        "int8",
        description="Arithmetic of the CTranslate2 text encoder; `float32` is twice the size, slower, and exact.",
    )
    recognizer: RecognizerBackend | Literal[""] = Field(
        "", description="Speech recogniser; empty means the profile's own."
    )
    recognizer_model: str = Field(
        "",
        description="Whisper model in CTranslate2's format for all languages, by path, or by the hub name of one that "
        "is in the hub's cache; empty means the profile's own.",
    )
    spoken_language: str = Field(
        "auto", description="Language that people speak, as a code such as `en`; `auto` detects it on the first 30 s."
    )
    speech: bool = Field(True, description="Speak answers.")

    # Library
    vector_store: Literal["faiss", "chroma"] = Field("faiss", description="Vector index.")
    chroma_url: str = Field("", description="Address of a Chroma server; empty means embedded in the data folder.")
    chunk_tokens: int = Field(160, ge=32, le=256, description="Tokens of a text chunk.")
    chunk_overlap: int = Field(24, ge=0, le=128, description="Tokens that neighbouring chunks share.")
    upload_bytes: int = Field(512 * 2**20, gt=0, description="Largest file that may be handed over.")
    question_chars: int = Field(8_000, gt=0, description="Longest question, in characters.")
    picture_pixels: int = Field(60_000_000, gt=0, description="Most pixels of a picture.")
    reader_seconds: float = Field(120.0, gt=0, description="Time that the reader process has for one file.")
    reader_bytes: int = Field(3 * 2**30, gt=0, description="Memory that the reader process may use.")
    audio_hours: float = Field(12.0, gt=0, description="Longest recording.")
    reserve_bytes: int = Field(256 * 2**20, ge=0, description="Free disk space below which nothing more is taken in.")

    # Answers
    passages: int = Field(5, ge=1, le=20, description="Passages shown beside an answer.")
    trained_reader: bool = Field(
        True, description="Choose evidence and answer with the reader that ships, and not with untrained models."
    )
    grounded_reader: Path | None = Field(
        None, description="Answer from evidence by this product of `vermeil train sft`; empty means the one that ships."
    )
    span_reader: Path | None = Field(
        None, description="Choose evidence by this product of `vermeil train spans`; empty means the profile's own."
    )
    evidence_sentences: int = Field(3, ge=1, le=8, description="Sentences that go to the language model.")
    text_threshold: float | None = Field(
        None, description="Cosine below which a text or audio passage is no evidence; empty means that of the encoder."
    )
    picture_threshold: float | None = Field(
        None, description="Cosine below which a picture is no evidence; empty means that of the space it is in."
    )
    picture_answers: bool = Field(
        True, description="Guess colours, numbers and places in pictures by the projector that Vermeil trained."
    )
    projector: Path | None = Field(
        None, description="Answer all questions on pictures by this product of `vermeil train instruct`."
    )
    trained_eyes: bool = Field(
        True, description="See with the heads that Vermeil trained; without, by the classes of the tower alone."
    )
    picture_heads: Path | None = Field(
        None, description="See with this product of `vermeil train contrast`; empty means the one that ships."
    )
    answer_tokens: int = Field(192, ge=1, description="Most tokens of an answer over the library.")

    # Learning
    second_reviews: float = Field(
        0.05, ge=0, le=1, description="Share of the votes that a second reviewer decides, too, drawn by chance."
    )
    learn_cron: str = Field(
        "",
        description="When learning runs begin by themselves, as a cron expression such as `0 3 * * sat`; empty leaves "
        "it to the page *Training*.",
    )
    learn_memory: float | None = Field(
        None, gt=0, description="Gigabytes of memory that a learning run may hold, beyond which it is ended; empty "
        "means what is free when it begins.",
    )  # fmt: skip
    learn_least_new: int = Field(
        20, ge=1, description="Approved votes that nothing learned from yet, below which a scheduled run is left out."
    )
    learn_quiet_hours: str = Field(
        "",
        pattern=r"^(\d{1,2}:\d{2}-\d{1,2}:\d{2})?$",
        description="Hours in which no scheduled run begins, such as `08:00-18:00`; empty means none.",
    )

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """What is given, then the environment, then `.env` of the data folder that the two name."""
        if isinstance(dotenv_settings, DotEnvSettingsSource) and dotenv_settings.env_file is None:
            return init_settings, env_settings
        folder = Path({**env_settings(), **init_settings()}.get("data") or cls.model_fields["data"].default)
        return init_settings, env_settings, DotEnvSettingsSource(settings_cls, env_file=folder.expanduser() / ".env")

    def data_folder(self) -> Path:
        """The folder of the state, absolute; it need not exist yet."""
        return self.data.expanduser().resolve()

    def cache_folder(self) -> Path:
        """The folder of converted models, absolute; it need not exist yet."""
        return self.cache.expanduser().resolve()


def limit_openmp_spin() -> None:
    """Let threads of OpenMP spin for microseconds only before they sleep, before a library that uses it is loaded.

    By default they spin for milliseconds: beside another model on the same two cores llama.cpp then writes 5 tokens/s
    instead of 30, and one encoding takes 1.5 s instead of 0.14. Where they never spin (`OMP_WAIT_POLICY=PASSIVE`)
    llama.cpp writes 45 tokens/s on a machine at rest, where it can do 130.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")


def child_environment(settings: Settings | None = None, *names: str) -> dict[str, str]:
    """The environment of another program: what programs need of ours, and these settings as they are here.

    Not all of ours: it may hold keys, VERMEIL_REMOTE_KEY among them.
    """
    inherited = {name: value for name, value in os.environ.items() if name in _INHERITED or name.startswith("LC_")}
    chosen = settings.model_dump(mode="json", include=set(names)) if settings else {}
    given = {name: value if isinstance(value, str) else json.dumps(value) for name, value in chosen.items()}
    return {**inherited, **{f"VERMEIL_{name.upper()}": value for name, value in given.items()}}


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
