"""The language engine on transformers: any causal model of the hub or a folder, pictures as soft tokens, GPUs.

Answers that run at once take turns token by token, in order of arrival, each with its own key-value cache. They do not
share a batch, so that their speed together is that of one; for many people at once there are `llamacpp` and `remote`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Literal

from core.errors import BadInput, EngineFailure, Missing
from core.language.admission import Admission
from core.language.decoding import TextStream, draw
from core.language.dequantised import dequantised
from core.language.engine import too_long
from core.language.peft_adapters import AdapterLayers
from core.language.template import STOPS, Template, readable, render
from core.types import JsonObject, Message, MessagePart, Piece, Sampling, SoftTokens, Usage
from core.weights.hub import model_folder

if TYPE_CHECKING:
    import torch
    from transformers import Cache, PreTrainedModel, PreTrainedTokenizerBase

_PREFILL = 256
"""Tokens of a prompt that are read before others get their turn, and a cancelled prompt ends."""


class TransformersEngine:
    """A `LanguageEngine` on transformers, in float32 on a processor and bfloat16 elsewhere."""

    soft_tokens = True

    def __init__(
        self,
        model: str | Path,
        *,
        name: str,
        context: int,
        device: str,
        threads: int,
        template: Template = "chatml",
        cache: Path,
    ) -> None:
        """`model` is a GGUF file (dequantised once into `cache`), a folder, or a name on the hub.

        Raises `Missing` where it is not there or not in safetensors, `WeightsMismatch` where the hub published other
        files.
        """
        import torch

        if threads:
            torch.set_num_threads(threads)
        self.name = name
        self.context = context
        self._template = template
        self._device = device
        is_gguf = isinstance(model, Path) and model.suffix == ".gguf"
        self._tokenizer, self._model = _load(
            dequantised(Path(model), cache) if is_gguf else model_folder(model), device
        )
        self._adapters = AdapterLayers(self._model)
        self._turns = Admission(1, 1)
        self._ends = _end_tokens(self._tokenizer, self._model, template)

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        adapter: str | None = None,
        cancel: Event | None = None,
        watch: str = "",
        schema: JsonObject | None = None,  # noqa: ARG002 - nothing here holds it to one
    ) -> Iterator[Piece]:
        """As every engine's: answers take turns token by token."""
        self._adapters.check(adapter)
        embeddings = self._embed(render(messages, self._template))
        return self._stream(embeddings, sampling, adapter, cancel or Event(), watch)

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        """As every engine's, in one pass over prompt and answer."""
        import torch

        self._adapters.check(adapter)
        forced = self._tokenizer(readable(answer), add_special_tokens=False, split_special_tokens=True)["input_ids"]
        prompt = self._embed(render(messages, self._template))
        if not forced:
            return []
        if prompt.shape[1] + len(forced) > self.context:
            raise too_long(prompt.shape[1] + len(forced), self.context)
        tokens = torch.tensor([forced], device=self._device)  # (1, answer)
        with self._turn(adapter, Event()), torch.inference_mode():
            embeddings = torch.cat([prompt, self._model.get_input_embeddings()(tokens)], dim=1)
            # The logits of the last prompt token and of all but the last answer token predict the answer.
            logits = self._model(inputs_embeds=embeddings, logits_to_keep=len(forced) + 1).logits[0, :-1]
            scores = torch.log_softmax(logits.float(), dim=-1).gather(1, tokens[0, :, None])  # (answer, 1)
        return [float(score) for score in scores[:, 0]]

    def count_tokens(self, text: str) -> int:
        """Tokens of a text by the model's own tokeniser."""
        return len(self._tokenizer(readable(text), add_special_tokens=False)["input_ids"])

    def attach(self, version: str, *folders: Path) -> None:
        """As every engine's; waits for the step in work."""
        with self._turn(None, Event()):
            self._adapters.attach(version, folders)

    def detach(self, version: str) -> None:
        """As every engine's; waits for the step in work."""
        with self._turn(None, Event()):
            self._adapters.detach(version)

    def close(self) -> None:
        """Nothing to stop: the memory goes with the object, and answers in progress keep it until they end."""

    @contextmanager
    def _turn(self, adapter: str | None, cancel: Event) -> Iterator[bool]:
        """The model for one step, with the layers of `adapter`; false where `cancel` came first."""
        entered = not cancel.is_set() and self._turns.enter(1, cancel.is_set)
        try:
            if entered:
                self._adapters.activate(adapter)
            yield entered
        finally:
            if entered:
                self._turns.leave(1)

    def _stream(
        self, embeddings: torch.Tensor, sampling: Sampling, adapter: str | None, cancel: Event, watch: str = ""
    ) -> Iterator[Piece]:
        import torch
        from transformers import DynamicCache

        prompt, count = embeddings.shape[1], 0
        limit = max(1, min(sampling.max_tokens, self.context - prompt))
        generator = torch.Generator(self._device)
        generator.seed() if sampling.seed is None else generator.manual_seed(sampling.seed % 2**63)
        text = TextStream(self._decode, [*sampling.stop, *STOPS[self._template]])
        past = DynamicCache()
        watched: float | None = None
        finish: Literal["stop", "length", "cancelled"] | None = None
        while finish is None:
            logits = self._advance(embeddings, past, adapter, cancel)
            if logits is None:
                finish = "cancelled"
                break
            if watch and not count:
                watched = float(torch.softmax(logits.float(), dim=-1)[self._first_token(watch)])
            token = draw(logits, sampling, generator)
            count += 1
            certain = "" if token in self._ends else text.add(token)
            if certain:
                yield Piece(certain)
            finish = "stop" if token in self._ends or text.stopped else "length" if count == limit else None
            embeddings = self._embedded([token])
        yield Piece(text.end(), finish, Usage(prompt, count), watched)

    def _first_token(self, text: str) -> int:
        return int(self._tokenizer(readable(text), add_special_tokens=False)["input_ids"][0])

    def _advance(
        self, embeddings: torch.Tensor, past: Cache, adapter: str | None, cancel: Event
    ) -> torch.Tensor | None:
        """Read `embeddings` (1, tokens, hidden) on top of `past`; the logits (vocabulary,) of what follows.

        Nothing where the answer is cancelled.
        """
        import torch

        logits = None
        for chunk in torch.split(embeddings, _PREFILL, dim=1):
            with self._turn(adapter, cancel) as entered, torch.inference_mode():
                if not entered:
                    return None
                try:
                    output = self._model(inputs_embeds=chunk, past_key_values=past, use_cache=True, logits_to_keep=1)
                except RuntimeError as error:
                    raise EngineFailure("The language model failed; it may have run out of memory.") from error
            logits = output.logits[0, -1]
        return logits

    def _embed(self, parts: Sequence[MessagePart]) -> torch.Tensor:
        """The prompt as embeddings (1, tokens, hidden), soft tokens in their places."""
        import torch

        embedded = []
        for number, part in enumerate(parts):
            if isinstance(part, SoftTokens):
                embedded.append(self._soft(part))
            else:
                embedded.append(self._embedded(self._tokenizer(part, add_special_tokens=number == 0)["input_ids"]))
        prompt = torch.cat(embedded, dim=1)
        if prompt.shape[1] >= self.context:
            raise too_long(prompt.shape[1], self.context)
        return prompt

    def _embedded(self, tokens: Sequence[int]) -> torch.Tensor:
        import torch

        with torch.inference_mode():
            embedded: torch.Tensor = self._model.get_input_embeddings()(
                torch.tensor([tokens], dtype=torch.long, device=self._device)
            )
        return embedded

    def _soft(self, part: SoftTokens) -> torch.Tensor:
        """float32 (tokens, hidden) to (1, tokens, hidden) in the model's type. Raises `BadInput` for another width."""
        import torch

        table = self._model.get_input_embeddings().weight
        vectors = torch.as_tensor(part.vectors)
        if vectors.ndim != 2 or vectors.shape[1] != table.shape[1] or not torch.isfinite(vectors).all():
            raise BadInput(f"Soft tokens must be finite vectors of {table.shape[1]} numbers.")
        return vectors[None].to(device=table.device, dtype=table.dtype)

    def _decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False))


def _load(folder: Path, device: str) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """Tokeniser and model. Raises `Missing` where they are not there."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(
            str(folder), dtype=dtype, use_safetensors=True, local_files_only=True
        )
    except (OSError, ValueError) as error:
        raise Missing(
            "The language model is not here, or transformers cannot load it.",
            "Give VERMEIL_LANGUAGE_MODEL the folder of a causal language model in safetensors, or its name on the hub.",
        ) from error
    return tokenizer, model.to(device).eval()


def _end_tokens(tokenizer: PreTrainedTokenizerBase, model: PreTrainedModel, template: Template) -> frozenset[int]:
    """The tokens that end an answer: the model's own, and the template's end of turn."""
    own = model.generation_config.eos_token_id
    ends = set(own) if isinstance(own, list) else {own}
    ends |= {tokenizer.eos_token_id, *(tokenizer.get_vocab().get(stop) for stop in STOPS[template])}
    return frozenset(token for token in ends if token is not None)
