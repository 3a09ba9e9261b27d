"""One llama.cpp server inside this process: a model, the adapters laid over it, and the memory that its answers share.

The server of xllamacpp insists on an HTTP listener. It gets a socket file that only we may open, and a random key, so
that neither a web page nor another user of the machine can drive it; we need it for one thing, the tokeniser.
"""

from __future__ import annotations

import atexit
import json
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any

from core.errors import EngineFailure, Missing
from core.language.admission import Admission
from core.language.engine import PromptReads
from core.language.soft_tokens import as_picture, write_decoder
from core.types import FloatArray

if TYPE_CHECKING:
    import httpx

PREFIX_CACHE_MIB = 256
"""Memory for the prompts of conversations that wait for their next turn (about 90 tokens a MiB for SmolLM2-135M)."""

BATCH = 512
"""Tokens evaluated at a time: what is long enough for full speed, and short enough that an answer which runs beside a
long prompt, or a cancelled prompt, need not wait for all of it."""

_NEEDED_FLAGS = {"AVX": "avx", "AVX2": "avx2", "F16C": "f16c", "FMA": "fma", "BMI2": "bmi2", "AVX512": "avx512f"}
_REMEDY = "Set VERMEIL_LANGUAGE_ENGINE=transformers, which runs on any processor."

Chunk = dict[str, Any]


def load_library() -> Any:
    """The xllamacpp module. Raises `Missing` where it is not installed or was built for a newer processor than ours."""
    try:
        import xllamacpp
    except ImportError as error:
        raise Missing("The llama.cpp engine cannot be loaded on this machine.", _REMEDY) from error
    built = {item.split(" = ")[0].strip() for item in xllamacpp.get_system_info().replace("CPU :", "").split("|")}
    lacking = {flag for name, flag in _NEEDED_FLAGS.items() if name in built} - _processor_flags()
    if lacking:
        raise Missing(f"The llama.cpp engine needs a processor with {', '.join(sorted(lacking))}.", _REMEDY)
    return xllamacpp


def _processor_flags() -> set[str]:
    """What Linux says that an x86 processor can do; where it does not say, nothing is held to be lacking."""
    listing = Path("/proc/cpuinfo")
    text = listing.read_text() if listing.exists() else ""
    lines = [line for line in text.splitlines() if line.startswith("flags")]
    return set(lines[0].split()) if lines else set(_NEEDED_FLAGS.values())


class LlamaServer:
    """A running server. Several threads may call it, each between `enter` and `leave`."""

    def __init__(
        self,
        model: Path,
        *,
        pool: int,
        parallel: int,
        threads: int,
        adapters: Sequence[Path] = (),
        hidden: int = 0,
        reads: PromptReads | None = None,
    ) -> None:
        """`pool` is the number of tokens that the prompts and answers in progress may have together.

        With the model's `hidden` size, prompts may hold soft tokens of it. What prompts cost is counted in `reads`.
        """
        import httpx

        library = load_library()
        self._folder = tempfile.TemporaryDirectory(prefix="vermeil-")
        socket = Path(self._folder.name) / "llama.sock"
        key = secrets.token_urlsafe(32)
        params = _parameters(library, model, pool=pool, parallel=parallel, threads=threads)
        params.hostnames, params.api_keys = [str(socket)], [key]
        if hidden:
            params.mmproj.path, params.mmproj_use_gpu = str(Path(self._folder.name) / "soft.gguf"), False
            params.n_threads_http = parallel + 1  # an answer with soft tokens holds one
            write_decoder(hidden, Path(params.mmproj.path))
        params.lora_adapters = [library.CommonAdapterLoraInfo(str(path), 1.0) for path in adapters]
        try:
            self._server: Any = library.Server(params)
        except RuntimeError as error:
            self._folder.cleanup()
            raise EngineFailure("llama.cpp could not load the language model or its adapter.") from error
        self._http = httpx.Client(
            # A connection for each request: the server may close one that is kept just when the next request goes out.
            transport=httpx.HTTPTransport(uds=str(socket), limits=httpx.Limits(max_keepalive_connections=0)),
            base_url="http://llama",
            headers={"Authorization": f"Bearer {key}"},
            timeout=60,
        )
        self._marker = self._media_marker() if hidden else ""
        self._layers = [{"id": number, "scale": 1.0} for number in range(len(adapters))]
        self._reads = reads or PromptReads()
        self._users = 0
        self._retired = self._stopping = False
        self._idle = Condition()
        self._admission = Admission(parallel, pool)
        # An interpreter that ends under a running answer crashes; whoever forgot to close is helped here.
        atexit.register(self.close)

    def tokenize(self, text: str, *, special: bool, first: bool = False) -> list[int]:
        """Token ids of `text`; `special` reads control tokens in it, `first` adds the model's own beginning."""
        body = {"content": text, "parse_special": special, "add_special": first}
        response = self._request("/tokenize", body)
        return [int(token) for token in response.json()["tokens"]]

    def _request(self, path: str, body: Chunk) -> httpx.Response:
        import httpx

        try:
            return self._http.post(path, json=body).raise_for_status()
        except httpx.HTTPError as error:
            raise EngineFailure("The llama.cpp tokeniser did not answer.") from error

    def spliced(self, parts: Sequence[str | FloatArray]) -> Chunk:
        """A prompt of text and vectors (tokens, hidden) as llama.cpp's server takes it."""
        text, pictures = "", []
        for part in parts:
            if isinstance(part, str):
                text += part
            else:
                text += self._marker * len(part)
                pictures += [as_picture(vector) for vector in part]
        return {"prompt_string": text, "multimodal_data": pictures}

    def _media_marker(self) -> str:
        """What stands for a picture in a prompt; the server makes it up at random, so that nobody can write it."""
        import httpx

        try:
            return str(self._http.get("/props").raise_for_status().json()["media_marker"])
        except (httpx.HTTPError, KeyError) as error:
            raise EngineFailure("This llama.cpp takes no soft tokens.") from error

    @contextmanager
    def reserved(self, tokens: int, cancelled: Callable[[], bool]) -> Iterator[bool]:
        """Room in the pool for a prompt and its answer; waits for it, and is false where `cancelled` came first."""
        entered = self._admission.enter(tokens, cancelled)
        try:
            yield entered
        finally:
            if entered:
                self._admission.leave(tokens)

    def complete(self, request: Chunk, receive: Callable[[Chunk], bool | None]) -> None:
        """Run a completion to its end, in this thread; `receive` gets each chunk and stops it by returning true.

        The adapters of this server are always named: what a request leaves out, llama.cpp takes from the slot's past.
        Raises `EngineFailure` where llama.cpp reports an error.
        """
        errors: list[str] = []

        def check(chunk: Chunk) -> bool | None:
            if "error" in chunk:
                errors.append(str(chunk["error"].get("message", "no reason given")))
                return True
            if "timings" in chunk:  # the last one
                self._reads.add(int(chunk["timings"]["cache_n"]), int(chunk["timings"]["prompt_n"]))
            return receive(chunk)

        if isinstance(request["prompt"], dict):  # the in-process entrance takes no pictures
            self._complete_by_http({**request, "stream": True, "lora": self._layers}, check)
        else:
            self._server.handle_completions({"stream": True, **request, "lora": self._layers}, check)
        if errors:
            raise EngineFailure(f"llama.cpp failed: {errors[0]}")

    def _complete_by_http(self, request: Chunk, receive: Callable[[Chunk], bool | None]) -> None:
        """As `handle_completions`, over the private socket; leaving the stream stops the model."""
        import httpx

        request = {**request, "n_predict": request["max_tokens"], "return_progress": False}
        try:
            with self._http.stream("POST", "/completion", json=request) as response:
                for line in response.iter_lines():
                    if line.startswith(("data: {", "error: {")) or not response.is_success:
                        chunk = json.loads(line.partition(": ")[2] if response.is_success else line)
                        if receive(chunk if "error" in chunk else _as_choice(chunk)):
                            return
        except (httpx.HTTPError, ValueError) as error:
            raise EngineFailure("llama.cpp broke off an answer about a picture.") from error

    def score(self, prompt: Sequence[int], token: int, *, afresh: bool) -> float:
        """Natural-log probability of `token` after `prompt`, which is read `afresh` or from the prefix cache.

        llama.cpp rounds a token read alone and one read among others differently, by up to 0.1 nats, so that equal
        scores need an equal way. The token is forced by a bias; what is reported are the probabilities before it. (A
        grammar could force a whole answer at once, but aborts the process at tokens that are part of a character.)
        """
        entry = self._forced(prompt, token, 1, afresh)
        if entry is None:
            # llama.cpp keeps back a token that is part of a character, with its score: look it up in the whole
            # distribution, beside a letter.
            letter = self.tokenize("a", special=False)[0]
            others = (self._forced(prompt, letter, 2**31 - 1, afresh) or {"top_logprobs": []})["top_logprobs"]
            entry = next((other for other in others if other["id"] == token), None)
        if entry is None or entry["id"] != token:
            raise EngineFailure("llama.cpp did not follow the answer that it was to score.")
        return float(entry["logprob"])

    def _forced(self, prompt: Sequence[int], token: int, shown: int, afresh: bool) -> dict[str, Any] | None:
        """What llama.cpp reports of `token` and the `shown` likeliest ones after `prompt`, if it reports anything."""
        greedy = {"temperature": 0.0, "samplers": ["top_k"], "top_k": 1, "logit_bias": [[token, 1e9]]}
        request = {"prompt": list(prompt), "max_tokens": 1, "n_probs": shown, "cache_prompt": not afresh}
        chunks: list[Chunk] = []
        self.complete({**request, **greedy, "stream": False}, chunks.append)
        scores = (chunks[-1]["choices"][0].get("logprobs") or {}).get("content") or [None]
        return dict(scores[0]) if scores[0] else None

    def enter(self) -> None:
        """Keep the server alive until `leave`, even if it is retired meanwhile."""
        with self._idle:
            if self._server is None or self._stopping:
                raise closing()
            self._users += 1

    def leave(self) -> None:
        with self._idle:
            self._users -= 1
            self._release_when_unused()

    @property
    def stopping(self) -> bool:
        """Whether answers in progress should end now."""
        return self._stopping

    def retire(self) -> None:
        """Take no more answers, and free the memory when the last one in progress has ended."""
        with self._idle:
            self._retired = True
            self._release_when_unused()

    def close(self) -> None:
        """Stop the answers in progress, and free the memory; returns when that is done."""
        self._stopping = True
        self.retire()
        with self._idle:
            self._idle.wait_for(lambda: self._users == 0)

    def _release_when_unused(self) -> None:
        if self._retired and self._users == 0 and self._server is not None:
            atexit.unregister(self.close)
            self._http.close()
            self._server = None
            self._folder.cleanup()
            self._idle.notify_all()


def _parameters(library: Any, model: Path, *, pool: int, parallel: int, threads: int) -> Any:
    params = library.CommonParams()
    params.model.path = str(model)
    params.n_ctx, params.n_parallel, params.kv_unified = pool, parallel, True
    params.n_batch = params.n_ubatch = BATCH
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.cache_ram_mib = PREFIX_CACHE_MIB
    # No second copy of the weights, packed for the processor: it reads slower, and each server keeps its own of 0.6 GB.
    params.no_extra_bufts = True
    # A prompt is never cut or moved to make room: what is too long was refused, and positions stay what they were.
    params.ctx_shift, params.n_cache_reuse = False, 0
    params.fit_params = False
    params.verbosity = -1
    # The listener: no pages, no inspection, no cross-origin use, two threads instead of one for each core and more.
    params.port, params.n_threads_http = 0, 2
    params.ui = params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = False
    params.cors_origins, params.cors_credentials = "http://llama", False
    return params


def _as_choice(chunk: Chunk) -> Chunk:
    """A chunk of llama.cpp's own entrance in the form of the other one."""
    ended = bool(chunk.get("stop"))
    finish = ("length" if chunk.get("stop_type") == "limit" else "stop") if ended else None
    choice = {"text": chunk.get("content", ""), "finish_reason": finish}
    used = {"completion_tokens": chunk.get("tokens_predicted", 0), "prompt_tokens": chunk.get("tokens_evaluated", 0)}
    timings = {"timings": chunk["timings"]} if ended and "timings" in chunk else {}
    return {"choices": [choice], "usage": used, **timings}


def closing() -> EngineFailure:
    return EngineFailure("The language model is being closed.")
