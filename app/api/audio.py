"""Speech in and out, in OpenAI's shapes."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel, Field

from app.answering.hearing import Heard, hear
from app.answering.understanding import check_text
from app.api.deps import Threads, Wired
from app.api.streaming import gather, iterate, primed
from core.grounding import evidence
from core.speech.encoding import ENCODINGS, encode

router = APIRouter(prefix="/v1/audio", tags=["openai"])

Transcript = Literal["json", "text", "srt", "verbose_json", "vtt"]


@router.post("/transcriptions")
async def transcriptions(
    wired: Wired,
    threads: Threads,
    request: Request,
    file: Annotated[UploadFile, File()],
    language: Annotated[str | None, Form()] = None,
    response_format: Annotated[Transcript, Form()] = "json",
) -> Response:
    """What is said in a recording of any length."""
    await wired.models.recognizer.wait()
    spoken = language or wired.settings.spoken_language

    def listen(cancel: threading.Event) -> Iterator[Heard]:
        with tempfile.NamedTemporaryFile(prefix="vermeil-") as sink:
            shutil.copyfileobj(file.file, sink, 2**20)
            sink.flush()
            yield hear(Path(sink.name), wired.readers, wired.models.recognizer.get(), spoken, cancel)

    (heard,) = await gather(listen, threads.transcriptions, request)
    return written(heard, response_format)


def written(heard: Heard, form: Transcript) -> Response:
    """What was heard, in the form that was asked for."""
    from core.speech import subtitles

    if form == "srt":
        return PlainTextResponse(subtitles.to_srt(heard.segments))
    if form == "vtt":
        return PlainTextResponse(subtitles.to_vtt(heard.segments), media_type="text/vtt")
    if form == "text":
        return PlainTextResponse(heard.text + "\n")
    if form == "verbose_json":
        verbose = subtitles.to_verbose_json(heard.segments, duration=heard.seconds, language=heard.language)
        return JSONResponse(verbose)
    return JSONResponse({"text": heard.text})


class Speak(BaseModel):
    """A text to be spoken; see OpenAI's `audio/speech`."""

    input: str = Field(min_length=1)
    model: str = "vermeil"
    voice: str = "joe"
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] = "mp3"
    speed: float = Field(1.0, ge=1.0, le=1.0, description="The voice has one speed.")


@router.post("/speech")
async def speech(body: Speak, wired: Wired, threads: Threads, request: Request) -> StreamingResponse:
    """Text spoken, streamed sentence by sentence."""
    text = check_text(body.input, wired.settings.question_chars)
    synthesizer = await wired.models.synthesizer.wait()
    rate = synthesizer.sample_rate

    def produce(cancel: threading.Event) -> Iterator[bytes]:
        sentences = (text[a:b] for a, b in evidence.sentences(text) if not cancel.is_set())
        return encode(synthesizer.speak(sentences), rate, body.response_format)

    return StreamingResponse(
        await primed(iterate(produce, threads.speeches, request)), media_type=ENCODINGS[body.response_format].media_type
    )
