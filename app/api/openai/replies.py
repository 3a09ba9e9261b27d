"""What the routes at `/v1` answer as JSON: OpenAI's shapes, and what Vermeil adds to them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from app.api.described import Reply
from app.api.replies.values import Citation, Timings, Usage
from core.types import Finish

_NOTHING = "Always null: it is not told here."
Created = Annotated[int, Field(description="When it was made, in seconds since 1970.", examples=[1764352800])]


class Added(Reply):
    """What Vermeil adds to an answer of the language model alone."""

    citations: list[Citation]
    abstained: bool
    adapter: str | None
    finish: Finish


class AddedOverLibrary(Added):
    """What it adds to an answer over the library."""

    from_library: bool
    transcript: str | None
    prompt_version: str
    timings: Timings


# --- chat completions -------------------------------------------------------------------------------------------------


class CalledFunction(Reply):
    """A function that is called."""

    name: str = Field(description="What the function is called.", examples=["weather"])
    arguments: str


class Call(Reply):
    """A call of a function, to be answered by a message."""

    id: str
    type: Literal["function"]
    function: CalledFunction


class Said(Reply):
    """The message that is the answer; of words, a refusal and calls it has one."""

    role: Literal["assistant"]
    content: str | None
    refusal: str | None
    tool_calls: list[Call] = Field([], description="The functions that are called; left out where none is.")


class ChatChoice(Reply):
    """The answer; there is one."""

    index: int
    message: Said = Field(description="What is answered.")
    finish_reason: Literal["stop", "length", "tool_calls"]
    logprobs: None = Field(description=_NOTHING)


class PlainChatCompletion(Added):
    """A finished answer of `vermeil-plain`."""

    id: str
    object: Literal["chat.completion"]
    created: Created
    model: str
    choices: list[ChatChoice] = Field(min_length=1, max_length=1, description="The answer.")
    usage: Usage


class LibraryChatCompletion(PlainChatCompletion, AddedOverLibrary):
    """A finished answer of `vermeil`, over the library."""


# --- completions ------------------------------------------------------------------------------------------------------


class TextChoice(Reply):
    """The answer to one of the prompts."""

    index: int
    text: str
    logprobs: None = Field(description=_NOTHING)
    finish_reason: Literal["stop", "length"]


class Completions(Reply):
    """The answers to several prompts."""

    id: str
    object: Literal["text_completion"]
    created: Created
    model: str
    choices: list[TextChoice] = Field(description="An answer to each prompt, in order.")
    usage: Usage


class PlainCompletion(Completions, Added):
    """The answer of `vermeil-plain` to one prompt."""


class LibraryCompletion(Completions, AddedOverLibrary):
    """The answer of `vermeil` to one prompt, over the library."""


# --- responses --------------------------------------------------------------------------------------------------------


class FileCitation(Reply):
    """A citation at its mark in the text."""

    type: Literal["file_citation"]
    file_id: str = Field(description="The document, by its id.")
    filename: str = Field(description="What the document is called.")
    index: int = Field(description="The character of the text at which the mark begins.")
    quote: str


class OutputText(Reply):
    """What is said."""

    type: Literal["output_text"]
    text: str
    annotations: list[FileCitation] = Field(description="What the marks in it rest on.")
    logprobs: list[str] = Field(max_length=0, description="Always empty: they are not told here.", examples=[[]])


class OutputRefusal(Reply):
    """What is said in the place of a form that nothing was found for."""

    type: Literal["refusal"]
    refusal: str


class OutputMessage(Reply):
    """A message."""

    id: str
    type: Literal["message"]
    status: Literal["completed"]
    role: Literal["assistant"]
    content: list[OutputText | OutputRefusal]


class OutputCall(Reply):
    """The call of a function."""

    id: str
    type: Literal["function_call"]
    status: Literal["completed"]
    call_id: str = Field(description="By which its output names it.")
    name: str = Field(description="What the function is called.", examples=["weather"])
    arguments: str


class Incomplete(Reply):
    """Why a response is not whole."""

    reason: Literal["max_output_tokens"] = Field(description="It is cut.")


class CachedTokens(Reply):
    """Of the tokens that were read."""

    cached_tokens: int = Field(description="Always 0: they are not counted here.")


class ReasoningTokens(Reply):
    """Of the tokens that were written."""

    reasoning_tokens: int = Field(description="Always 0: there are none.")


class ResponseUsage(Reply):
    """Tokens that a response cost."""

    input_tokens: int = Field(description="Those that were read.")
    input_tokens_details: CachedTokens = Field(description="What of them was kept from before.")
    output_tokens: int = Field(description="Those that were written.")
    output_tokens_details: ReasoningTokens = Field(description="What of them is no part of the answer.")
    total_tokens: int


class PlainResponse(Added):
    """A finished response of `vermeil-plain`. What was asked for is told as it came."""

    id: str
    object: Literal["response"]
    created_at: Created
    status: Literal["completed", "incomplete"]
    error: None = Field(description=_NOTHING)
    incomplete_details: Incomplete | None = Field(description="Why it is not whole; null where it is.")
    instructions: str | None
    metadata: dict[str, str] = Field(max_length=0, description="Always empty: nothing is kept here.", examples=[{}])
    model: str
    output: list[OutputMessage | OutputCall] = Field(min_length=1, max_length=1, description="What is answered.")
    parallel_tool_calls: Literal[False] = Field(description="One function is called at a time.")
    previous_response_id: None = Field(description="Always null: nothing is kept here.")
    temperature: float | None
    top_p: float | None
    max_output_tokens: int | None
    text: dict[str, Any] = Field(
        description="The form that was asked for, as it came: it may hold a JSON schema.",
        examples=[{"format": {"type": "text"}}],
    )
    tools: list[dict[str, Any]] = Field(description="As they came: each may hold a JSON schema.", examples=[[]])
    tool_choice: str | dict[str, Any] = Field(description="As it came; it has several forms.")
    truncation: Literal["disabled"] = Field(description="Nothing is left out of what is too long.")
    store: Literal[False] = Field(description="Nothing is kept here.")
    usage: ResponseUsage


class LibraryResponse(PlainResponse, AddedOverLibrary):
    """A finished response of `vermeil`, over the library. What was asked for is told as it came."""


# --- vectors, models, speech ------------------------------------------------------------------------------------------


class Embedding(Reply):
    """The vector of a text."""

    object: Literal["embedding"]
    index: int = Field(description="Which text it is, from 0.")
    embedding: list[float] | str = Field(
        description="A unit vector: its numbers, or base64 of them as little-endian float32.", examples=[[0.6, -0.8]]
    )


class EmbeddingUsage(Reply):
    """Tokens of the texts."""

    prompt_tokens: int
    total_tokens: int


class Embeddings(Reply):
    """The vectors of texts, in order."""

    object: Literal["list"]
    model: str = Field(description="The space of the vectors: those of two spaces cannot be compared.")
    data: list[Embedding] = Field(description="A vector for each text.")
    usage: EmbeddingUsage


class Model(Reply):
    """A model that may be asked."""

    id: str = Field(description="What it is called.", examples=["vermeil"])
    object: Literal["model"]
    created: int = Field(description="Always 0.")
    owned_by: Literal["vermeil"] = Field(description="Whose it is.")
    base: str = Field(description="The language model behind it.", examples=["SmolLM2-135M-Instruct"])


class Models(Reply):
    """The models that may be asked."""

    object: Literal["list"]
    data: list[Model] = Field(description="Each of them.")


class WrittenDown(Reply):
    """What is said in a recording."""

    text: str


class SpokenSegment(Reply):
    """A stretch of speech; times are seconds from the beginning."""

    id: int = Field(description="Which it is, from 0.")
    start: float = Field(description="When it begins.")
    end: float = Field(description="When it ends.")
    text: str
    speaker: str | None


class SpokenWord(Reply):
    """A word; times are seconds from the beginning."""

    word: str = Field(description="The word.", examples=["breakfast"])
    start: float = Field(description="When it begins.")
    end: float = Field(description="When it ends.")
    probability: float


class WrittenDownWithTimes(WrittenDown):
    """What is said in a recording, with its times: the form `verbose_json`."""

    task: Literal["transcribe", "translate"] = Field(description="Whether it is in English, whatever was spoken.")
    language: str = Field(description="The language that is spoken, by its code of two letters.")
    duration: float = Field(description="How many seconds the recording lasts.")
    segments: list[SpokenSegment] = Field(description="What is said, piece by piece.")
    words: list[SpokenWord] = Field(description="What is said, word by word.")
