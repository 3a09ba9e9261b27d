"""The `openai` package for Python."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import openai
from pydantic import BaseModel
from trying import ASKED, PERSON, add_fact, tried, version

version("openai")
client = openai.OpenAI(timeout=300, max_retries=0)
SAMPLES = Path(os.environ["SAMPLES"])
asked = [{"role": "user", "content": ASKED}]
add_fact()


@tried("chat over the library, with citations")
def _() -> None:
    answer = client.chat.completions.create(model="vermeil", messages=asked)
    assert "Agnes Holm" in answer.choices[0].message.content
    assert answer.model_extra["citations"][0]["name"] == "cape.txt"


@tried("chat as a stream, with usage")
def _() -> None:
    stream = client.chat.completions.create(
        model="vermeil", messages=asked, stream=True, stream_options={"include_usage": True}
    )
    *chunks, last = list(stream)
    assert "Agnes Holm" in "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert last.usage is not None


class Person(BaseModel):
    name: str
    year: int


@tried("structured output by a pydantic model (`parse`)")
def _() -> None:
    said = [{"role": "user", "content": "Ada Lovelace was born in 1815. Give her name and the year."}]
    answer = client.chat.completions.parse(model="vermeil-plain", messages=said, response_format=Person, max_tokens=80)
    assert answer.choices[0].message.parsed is not None


@tried("structured output over the library, with citations")
def _() -> None:
    form = {"type": "json_schema", "json_schema": {"name": "person", "schema": PERSON, "strict": True}}
    answer = client.chat.completions.create(model="vermeil", messages=asked, response_format=form)
    assert set(json.loads(answer.choices[0].message.content)) == {"name", "year"}
    assert answer.model_extra["citations"]


TOOL = {"type": "function", "function": {"name": "weather", "description": "The weather in a town.", "parameters": {
    "type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]}}}  # fmt: skip


@tried("a function is called, and its result taken")
def _() -> None:
    said = [{"role": "user", "content": "What is the weather in Oslo?"}]
    made = (
        client.chat.completions.create(
            model="vermeil-plain", messages=said, tools=[TOOL], tool_choice="required", max_tokens=80
        )
        .choices[0]
        .message
    )
    assert "town" in json.loads(made.tool_calls[0].function.arguments)
    result = {"role": "tool", "tool_call_id": made.tool_calls[0].id, "content": "Rain all day."}
    answer = client.chat.completions.create(model="vermeil-plain", messages=[*said, made, result], max_tokens=40)
    assert answer.choices[0].message.content


@tried("responses, with citations as annotations")
def _() -> None:
    answer = client.responses.create(model="vermeil", input=ASKED)
    assert "Agnes Holm" in answer.output_text
    assert answer.output[0].content[0].annotations[0].filename == "cape.txt"


@tried("responses as a stream")
def _() -> None:
    with client.responses.stream(model="vermeil", input=ASKED) as stream:
        kinds = [event.type for event in stream]
        assert "Agnes Holm" in stream.get_final_response().output_text
    assert kinds[-1] == "response.completed"


@tried("completions")
def _() -> None:
    answer = client.completions.create(model="vermeil-plain", prompt="Say yes.", max_tokens=5)
    assert answer.choices[0].text


@tried("embeddings")
def _() -> None:
    found = client.embeddings.create(model="text-embedding-3-small", input=["a", "b"])
    assert len(found.data) == 2


@tried("transcription, as text and as a stream")
def _() -> None:
    recording = SAMPLES / "memo.ogg"
    assert "boiler" in client.audio.transcriptions.create(model="whisper-1", file=recording).text.lower()
    stream = client.audio.transcriptions.create(model="whisper-1", file=recording, stream=True)
    assert [event.type for event in stream][-1] == "transcript.text.done"


@tried("translation")
def _() -> None:
    assert client.audio.translations.create(model="whisper-1", file=SAMPLES / "memo.ogg").text


@tried("speech")
def _() -> None:
    assert client.audio.speech.create(model="tts-1", voice="alloy", input="Good day.").content


@tried("a picture in the question")
def _() -> None:
    picture = base64.b64encode((SAMPLES / "cat.jpg").read_bytes()).decode()
    content = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{picture}"}},
    ]
    answer = client.chat.completions.create(model="vermeil", messages=[{"role": "user", "content": content}])
    assert "cat" in answer.choices[0].message.content.lower()


@tried("what is not done is refused by its name")
def _() -> None:
    refused = None
    try:
        client.chat.completions.create(model="vermeil", messages=asked, n=2)
    except openai.BadRequestError as error:
        refused = error
    assert refused is not None
    assert (refused.param, refused.code) == ("n", "unsupported_parameter")
