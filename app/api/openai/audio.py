"""Speech in and out, in OpenAI's shapes."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from pydantic import Field

from app.answering.hearing import Heard, hear
from app.answering.understanding import check_text
from app.api.deps import Owner, Threads, Wired
from app.api.described import STREAM, gives, replies
from app.api.openai.replies import WrittenDown, WrittenDownWithTimes
from app.api.openai.wishes import Wishes, unsupported
from app.api.pools import Pools
from app.api.streaming import gather, iterate, primed, sse
from app.wiring.services import Services
from core.errors import BadInput
from core.grounding import evidence
from core.speech.encoding import ENCODINGS, encode
from feedback.hot_words import hot_words

router = APIRouter(prefix="/v1/audio", tags=["openai"])

Transcript = Literal["json", "text", "srt", "verbose_json", "vtt"]


class Translate(Wishes):
    """A recording to be written down in English; see OpenAI's `audio/translations`."""

    file: UploadFile
    model: str = Field("whisper-1", description="There is one recogniser, whatever it is called.")
    response_format: Transcript = "json"
    temperature: float = 0


class Transcribe(Translate):
    """A recording to be written down; see OpenAI's `audio/transcriptions`."""

    language: str | None = None
    stream: bool = False
    times_of: list[Literal["segment", "word"]] = Field([], alias="timestamp_granularities[]")


@router.post("/transcriptions", responses=replies(WrittenDown | WrittenDownWithTimes, "text/plain", "text/vtt", STREAM))
async def transcriptions(
    body: Annotated[Transcribe, Form()], wired: Wired, threads: Threads, request: Request, owner: Owner
) -> Response:
    """What is said in a recording of any length."""
    if body.times_of and body.response_format != "verbose_json":
        raise unsupported("timestamp_granularities", "Ask for the form `verbose_json`, which has the times.")
    if body.stream and body.response_format not in ("json", "text"):
        raise unsupported("response_format", "A stream has no times: leave `stream` out, or ask for `json` or `text`.")
    heard = await _heard(body, body.language, wired, threads, request, owner)
    if body.stream:
        return Response(b"".join(_events(heard)), media_type="text/event-stream")
    return written(heard, body.response_format)


@router.post("/translations", responses=replies(WrittenDown | WrittenDownWithTimes, "text/plain", "text/vtt"))
async def translations(
    body: Annotated[Translate, Form()], wired: Wired, threads: Threads, request: Request, owner: Owner
) -> Response:
    """What is said in a recording of any length and language, in English."""
    heard = await _heard(body, None, wired, threads, request, owner, in_english=True)
    return written(heard, body.response_format, "translate")


async def _heard(
    body: Translate, language: str | None, wired: Services, threads: Pools, request: Request, owner: str, *,
    in_english: bool = False,
) -> Heard:  # fmt: skip
    if body.temperature:
        raise unsupported("temperature", "Leave it out: what was said is no matter of chance.")
    await wired.models.recognizer.wait()
    spoken = language or wired.settings.spoken_language

    def listen(cancel: threading.Event) -> Iterator[Heard]:
        with tempfile.NamedTemporaryFile(prefix="vermeil-") as sink:
            shutil.copyfileobj(body.file.file, sink, 2**20)
            sink.flush()
            recognizer = wired.models.recognizer.get().attending(cancel)
            known = hot_words(wired.stores.database, owner)
            yield hear(
                Path(sink.name), wired.readers, recognizer, spoken, cancel, in_english=in_english, hot_words=known
            )

    (heard,) = await gather(listen, threads.transcriptions, request)
    return heard


def written(heard: Heard, form: Transcript, task: str = "transcribe") -> Response:
    """What was heard, in the form that was asked for."""
    from core.speech import subtitles

    if form == "srt":
        return PlainTextResponse(subtitles.to_srt(heard.segments))
    if form == "vtt":
        return PlainTextResponse(subtitles.to_vtt(heard.segments), media_type="text/vtt")
    if form == "text":
        return PlainTextResponse(heard.text + "\n")
    if form == "verbose_json":
        verbose = subtitles.to_verbose_json(heard.segments, duration=heard.seconds, language=heard.language, task=task)
        return JSONResponse(verbose)
    return JSONResponse({"text": heard.text})


def _events(heard: Heard) -> Iterator[bytes]:
    """What was heard as server-sent events, a segment each: all is known when the first is sent."""
    for number, segment in enumerate(heard.segments):
        yield sse({"type": "transcript.text.delta", "delta": f"{' ' if number else ''}{segment.text.strip()}"})
    yield sse({"type": "transcript.text.done", "text": heard.text}) + b"data: [DONE]\n\n"


class Speak(Wishes):
    """A text to be spoken; see OpenAI's `audio/speech`."""

    input: str = Field(min_length=1)
    model: str = Field("vermeil", description="There is one, whatever it is called.")
    voice: str = Field("joe", description="There is one voice, whatever it is called.")
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] = "mp3"
    speed: float = Field(1.0, ge=1.0, le=1.0, description="The voice has one speed.")


@router.post(
    "/speech", response_class=Response, responses=gives(*sorted({kind.media_type for kind in ENCODINGS.values()}))
)
async def speech(body: Speak, wired: Wired, threads: Threads, request: Request) -> StreamingResponse:
    """Text spoken, streamed sentence by sentence."""
    text = sayable(body.input, wired.settings.question_chars)
    synthesizer = await wired.models.synthesizer.wait()
    rate = synthesizer.sample_rate

    def produce(cancel: threading.Event) -> Iterator[bytes]:
        sentences = (text[a:b] for a, b in evidence.sentences(text) if not cancel.is_set())
        return encode(heard_of(synthesizer.speak(sentences)), rate, body.response_format)

    return StreamingResponse(
        await primed(iterate(produce, threads.speeches, request)), media_type=ENCODINGS[body.response_format].media_type
    )


def heard_of(sound: Iterator[bytes]) -> Iterator[bytes]:
    """The same sound. Raises `BadInput` at its beginning where there is none: the voice knows one language."""
    first = next(sound, b"")
    if not first:
        raise BadInput("Nothing of that can be spoken.", "Send English words.", param="input")
    yield first
    yield from sound


def sayable(text: str, limit: int) -> str:
    """Text that is spoken. Raises `BadInput` where it is longer than `limit` characters, or there is nothing to say."""
    if len(text) > limit:
        raise BadInput(
            f"The text to speak has {len(text):,} characters; at most {limit:,} are taken.", "Send it in pieces.",
            param="input",
        )  # fmt: skip
    text = check_text(text, limit)
    if not any(map(str.isalnum, text)):
        raise BadInput("There is nothing to say.", "Send words.", param="input")
    return text
