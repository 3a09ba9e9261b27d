"""A small service that speaks Vermeil's API with canned events, the same for the same question every time.

What a question says decides what happens: `slow` never ends until the client leaves, `nothing` abstains, `summarise`
reports steps, `fail` breaks off with an error, `refuse` is refused with a status, `echo ...` repeats its words as
Markdown. A file named `broken...` cannot be read, one named `huge...` is refused.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import math
import struct
import threading
import time
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

READ_SECONDS = 1.2
CREATED = 1_795_251_600.0  # in November 2026

ORCHARD = (
    "The orchard at Linden Farm was planted in 1907 by Clara Voss. In its first years it held eighty apple trees of "
    "four kinds. The harvest of 1921 was the largest on record: four tonnes of apples were carried down to the river "
    "and sold in the town. A frost in May 1923 took most of the blossom, and the press stood still that autumn."
)
LETTER = "Clara wrote that the press was bought second-hand, and that it leaked from the first day on."


@dataclass
class State:
    """What the stub was told and asked; tests read and set it directly."""

    warming: bool = False
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    born: dict[str, float] = field(default_factory=dict)
    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    searched: list[dict[str, Any]] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    cancelled: int = 0
    spoken: list[str] = field(default_factory=list)
    server: dict[str, str] = field(default_factory=dict)
    promoted: list[str | None] = field(default_factory=lambda: [None])

    def reset(self) -> None:
        self.__dict__.update(State().__dict__)

    def add(self, name: str, content: bytes = b"x", kind: str = "text", *, read: bool = True, pages: int = 3) -> str:
        """Put a file there; `read`: as if it had been there long ago."""
        key = f"{len(self.born):032x}"
        self.documents[key] = {
            "document": key, "name": name, "kind": kind, "chunks": 4, "seconds": 0.1, "pages": pages,
            "created_at": CREATED, "size": len(content), "width": 640, "height": 400,
        }  # fmt: skip
        self.contents[key] = content
        self.born[key] = 0.0 if read else time.monotonic()
        return key

    def document(self, key: str) -> dict[str, Any]:
        """The file as it stands now: read after `READ_SECONDS`, unless its name says that it cannot be."""
        share = min(1.0, (time.monotonic() - self.born[key]) / READ_SECONDS) if self.born[key] else 1.0
        status, reason = ("processing", None) if share < 1 else ("ready", None)
        if status == "ready" and self.documents[key]["name"].startswith("broken"):
            status, reason = "failed", "The file is damaged. Save it anew in the program it comes from."
        return {**self.documents[key], "status": status, "reason": reason, "progress": share}


def create(state: State) -> Starlette:
    stub = _Stub(state)
    return Starlette(
        routes=[
            Route("/readyz", stub.readyz),
            Route("/api/me", stub.me),
            Route("/api/accounts", stub.accounts),
            Route("/api/documents", stub.upload, methods=["POST"]),
            Route("/api/documents", stub.documents),
            Route("/api/documents/{key}", stub.document, methods=["GET", "DELETE"]),
            Route("/api/documents/{key}/restore", stub.restore_file, methods=["POST"]),
            Route("/api/documents/{key}/content", stub.content),
            Route("/api/documents/{key}/preview", stub.preview),
            Route("/api/documents/{key}/passages", stub.passages),
            Route("/api/tags", stub.tags, methods=["GET", "POST"]),
            Route("/api/welcome", stub.welcome),
            Route("/api/language-model", stub.language_model),
            Route("/api/language-model/server", stub.language_server, methods=["GET", "PUT", "DELETE"]),
            Route("/api/language-model/server/trial", stub.trial, methods=["POST"]),
            Route("/api/settings", stub.settings),
            Route("/api/schedule", stub.schedule),
            Route("/api/runs", stub.runs),
            Route("/api/samples", stub.samples, methods=["POST"]),
            Route("/api/search", stub.search, methods=["POST"]),
            Route("/api/ask", stub.ask, methods=["POST"]),
            Route("/api/conversations", stub.conversations),
            Route("/api/conversations/search", stub.search_said, methods=["POST"]),
            Route("/api/conversations/{key}/markdown", stub.markdown),
            Route("/api/conversations/{key}/restore", stub.restore, methods=["POST"]),
            Route("/api/conversations/{key}", stub.conversation, methods=["GET", "DELETE", "PATCH"]),
            Route("/api/memory", stub.memory),
            Route("/api/feedback", stub.feedback, methods=["POST"]),
            Route("/api/me/consent", stub.consent),
            Route("/api/feedback/choice", stub.choose, methods=["POST"]),
            Route("/api/versions", stub.versions),
            Route("/api/versions/rollback", stub.promote, methods=["POST"]),
            Route("/api/versions/{key}", stub.version),
            Route("/api/versions/{key}/promotion", stub.promote, methods=["POST"]),
            Route("/v1/audio/speech", stub.speech, methods=["POST"]),
        ]
    )


def _error(status: int, code: str, message: str, remedy: str = "") -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message, "remedy": remedy}}, status)


class _Stub:
    def __init__(self, state: State) -> None:
        self.state = state

    async def readyz(self, request: Request) -> Response:
        parts = {"text_encoder": "ready", "language": "loading" if self.state.warming else "ready", "speech": "ready"}
        status = "warming" if self.state.warming else "ready"
        return JSONResponse({"status": status, "parts": parts, "notes": []}, 503 if self.state.warming else 200)

    async def me(self, request: Request) -> Response:
        return JSONResponse({"accounts": False, "id": "local", "name": "local", "role": "admin", "password": True})

    async def accounts(self, request: Request) -> Response:
        return JSONResponse({"offered": False})

    # --- library

    async def upload(self, request: Request) -> Response:
        form = await request.form()
        file: Any = form["file"]
        content = await file.read()
        if file.filename.startswith("huge"):
            return _error(413, "too_large", "The file is larger than the service takes.", "Split it into parts.")
        kind = {"png": "picture", "jpg": "picture", "wav": "audio"}.get(file.filename.rpartition(".")[2], "text")
        key = self.state.add(file.filename, content, kind, read=False)
        return JSONResponse(self.state.document(key), 201)

    async def documents(self, request: Request) -> Response:
        told = {"standing": "current", "status": "ready"}
        gone = [{**told, **value} for value in self.state.gone.values()]
        kept = [self.state.document(key) for key in reversed(self.state.documents)]
        return JSONResponse({"documents": kept, "deleted": gone})

    async def restore_file(self, request: Request) -> Response:
        key = request.path_params["key"]
        self.state.documents[key] = self.state.gone.pop(key)
        return JSONResponse(self.state.document(key))

    async def document(self, request: Request) -> Response:
        key = request.path_params["key"]
        if key not in self.state.documents:
            return _error(404, "not_found", "This file is not in your library.", "It may have been deleted.")
        if request.method == "DELETE":
            self.state.gone[key] = self.state.documents.pop(key)
            return JSONResponse({"deleted": key})
        return JSONResponse(self.state.document(key))

    async def tags(self, request: Request) -> Response:
        if request.method == "POST":
            change = await request.json()
            for key in change["documents"]:
                kept = set(self.state.documents[key].get("tags", [])) - set(change["remove"])
                self.state.documents[key]["tags"] = sorted(kept | set(change["add"]))
        names = sorted({name for document in self.state.documents.values() for name in document.get("tags", [])})
        on = {name: [d for d in self.state.documents.values() if name in d.get("tags", [])] for name in names}
        return JSONResponse({"tags": [{"name": name, "documents": len(on[name]), "size": 1} for name in names]})

    async def welcome(self, request: Request) -> Response:
        samples = [{"name": "handbook.pdf", "question": "When was Harbour House built?"}]
        return JSONResponse({"model": "stub", "small": True, "worldly": False, "samples": samples})

    async def language_model(self, request: Request) -> Response:
        server = self.state.server
        recent = {"answers": 20, "seconds": 2.14, "read": 412.3, "written": 37.2}
        of_vermeil = {"model": "Qwen2.5-Coder-1.5B-Instruct", "file": "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                      "bytes": 1_117_320_768, "server": None, "recent": recent}  # fmt: skip
        if server:
            of_vermeil |= {"model": server["model"], "file": None, "bytes": None, "server": "gpu.example:11434",
                           "recent": {"answers": 0}}  # fmt: skip
        return JSONResponse({"state": "ready", "profile": "standard", **of_vermeil})

    async def language_server(self, request: Request) -> Response:
        if request.method != "GET":
            self.state.server = await request.json() if request.method == "PUT" else {}
            return JSONResponse({"model": self.state.server.get("model", "stub")})
        server = self.state.server
        saved = (
            {"address": server["address"], "model": server["model"], "has_key": bool(server["key"])} if server else None
        )
        return JSONResponse({"saved": saved, "fixed_by": []})

    async def trial(self, request: Request) -> Response:
        model, models = (await request.json())["model"], ["qwen3:8b", "llama3.2:3b"]
        if model in models:
            sentence = f"{model} answers: its first words came after 0.4 s, and writes 52 tokens/s."
            return JSONResponse({"good": True, "sentence": sentence, "models": models})
        sentence = "The server has no model “" + model + "”. It has: qwen3:8b, llama3.2:3b."
        return JSONResponse({"good": False, "sentence": sentence, "models": models})

    async def settings(self, request: Request) -> Response:
        speech = {"recognizer": "stand-in", "models": [], "voice": "stand-in", "settings": []}
        limit = {"name": "upload_bytes", "variable": "VERMEIL_UPLOAD_BYTES", "value": 536_870_912, "given": False}
        rates = {"votes": 120, "vote_seconds": 60, "wrong_passwords": 10, "password_seconds": 900}
        return JSONResponse({"speech": speech, "limits": [limit], "rates": rates})

    async def schedule(self, request: Request) -> Response:
        return JSONResponse({"cron": "", "next": None, "fixed_by": []})

    async def runs(self, request: Request) -> Response:
        return JSONResponse({"runs": []})

    async def samples(self, request: Request) -> Response:
        key = self.state.add("handbook.pdf", b"%PDF-1.7", read=False)
        return JSONResponse({"documents": [self.state.document(key)]}, 201)

    async def content(self, request: Request) -> Response:
        key = request.path_params["key"]
        kinds = {"audio": "audio/wav", "picture": "image/png"}
        media_type = kinds.get(self.state.documents[key]["kind"], "application/pdf")
        return Response(self.state.contents[key], media_type=media_type)

    async def preview(self, request: Request) -> Response:
        document = self.state.documents[request.path_params["key"]]
        if document["name"].endswith(".txt"):
            return _error(415, "unsupported_format", "This file has no pages to show.")
        return Response(
            picture(f"{document['name']}, page {request.query_params.get('page', '1')}"), media_type="image/png"
        )

    async def passages(self, request: Request) -> Response:
        return JSONResponse({"passages": [passage(request.path_params["key"], "notes.txt", ORCHARD)]})

    async def search(self, request: Request) -> Response:
        self.state.searched.append(await request.json())
        query = self.state.searched[-1]["query"]
        found = [passage(key, document["name"], ORCHARD, "1907") for key, document in self.state.documents.items()]
        return JSONResponse({"results": [] if "nowhere" in query else found, "seconds": 0.01})

    # --- conversations

    async def conversations(self, request: Request) -> Response:
        keys = ("id", "title", "created_at", "updated_at", "pinned")
        kept, deleted = (
            [{key: value[key] for key in keys} for value in some.values()]
            for some in (self.state.conversations, self.state.deleted)
        )
        kept = sorted(kept, key=lambda value: value["pinned"])
        return JSONResponse({"conversations": kept[::-1], "deleted": deleted[::-1]})

    async def conversation(self, request: Request) -> Response:
        key = request.path_params["key"]
        if key not in self.state.conversations:
            return _error(404, "not_found", "This conversation does not exist.", "It may have been deleted.")
        if request.method == "DELETE":
            self.state.deleted[key] = self.state.conversations.pop(key)
            return JSONResponse({"deleted": key})
        if request.method == "PATCH":
            self.state.conversations[key] |= await request.json()
        return JSONResponse(self.state.conversations[key])

    async def restore(self, request: Request) -> Response:
        key = request.path_params["key"]
        self.state.conversations[key] = self.state.deleted.pop(key)
        return JSONResponse(self.state.conversations[key])

    async def markdown(self, request: Request) -> Response:
        return Response(f"# {self.state.conversations[request.path_params['key']]['title']}\n")

    async def search_said(self, request: Request) -> Response:
        query = (await request.json())["query"]
        found = [
            {"conversation": key, "title": value["title"], "turn": turn["turn"], "sentence": turn["answer"],
             "created_at": CREATED}
            for key, value in self.state.conversations.items() for turn in value["turns"] if query in turn["answer"]
        ]  # fmt: skip
        return JSONResponse({"results": found})

    async def feedback(self, request: Request) -> Response:
        self.state.votes.append(await request.json())
        return JSONResponse({"recorded": True})

    async def consent(self, request: Request) -> Response:
        return JSONResponse({"allowed": True, "said": None, "default": True, "conversations": {}, "history": []})

    async def memory(self, request: Request) -> Response:
        return JSONResponse({"on": True, "facts": [], "deleted": []})

    async def choose(self, request: Request) -> Response:
        choice = await request.json()
        self.state.choices.append((choice["turn"], choice["over"]))
        return JSONResponse({"turn": choice["turn"], "vote": "up"})

    async def speech(self, request: Request) -> Response:
        self.state.spoken.append((await request.json())["input"])
        return Response(tone(1.0), media_type="audio/wav")

    # --- learning

    async def versions(self, request: Request) -> Response:
        current, before = ([None, *self.state.promoted][::-1])[:2]
        made = [("v2-bb", "reject"), ("v1-aa", "promote"), (None, None)]
        rows = [
            {"version": name or "base", "number": 0, "parent": None, "verdict": verdict, "imported": False,
             "withdrawn": 0, "made_at": CREATED if name else None, "shadow": None,
             "votes": {"answers": 0, "up": 0, "down": 0},
             "aliases": ["current"] if name == current else ["previous"] if name == before else []}
            for name, verdict in made
        ]  # fmt: skip
        return JSONResponse({"versions": rows, "canary": None})

    async def version(self, request: Request) -> Response:
        part = {"slice": "absent", "questions": 12, "before": 0.9, "after": 0.0, "difference": -0.9, "low": -1.0,
                "high": -0.7, "won": 0, "lost": 11, "p": 0.001, "limit": 0.05}  # fmt: skip
        report = {"why": ["absent became worse."], "proof": {"learned": True, "changed": 4.5}, "slices": [part],
                  "flips": {}}  # fmt: skip
        told = {"version": request.path_params["key"], "card": {"report": report}, "flips": [], "fault": None}
        return JSONResponse(told)

    async def promote(self, request: Request) -> Response:
        if "key" in request.path_params:
            self.state.promoted.append(request.path_params["key"])
        else:
            self.state.promoted.append(self.state.promoted[-2])
        return JSONResponse({"current": self.state.promoted[-1], "previous": self.state.promoted[-2]})

    # --- asking

    async def ask(self, request: Request) -> Response:
        body = await request.json()
        self.state.asked.append(body)
        if "refuse" in body["question"]:
            return _error(400, "bad_input", "The question holds nothing to answer.", "Write a few words.")
        return StreamingResponse(self._stream(body), media_type="text/event-stream")

    async def _stream(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        try:
            async for event in self._events(body):
                yield b": a comment\n\ndata: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"
        except asyncio.CancelledError:
            self.state.cancelled += 1
            raise

    async def _events(self, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        question, transcript = body["question"], None
        if body["audio"]:
            transcript = "When was the orchard planted?"
            yield {"type": "transcript", "text": transcript}
            question = question or transcript
        if "summarise" in question.lower():
            for done in range(4):
                yield {"type": "progress", "text": "Reading part by part", "done": done, "total": 3}
                await asyncio.sleep(0.25)
        reply = self._reply(body, question)
        if reply["passages"]:
            yield {"type": "sources", "passages": reply["passages"]}
        await asyncio.sleep(0.3)
        for word in reply["answer"].split(" "):
            yield {"type": "token", "text": word + " "}
            await asyncio.sleep(0.02)
        while "slow" in question:
            yield {"type": "token", "text": "and on "}
            await asyncio.sleep(0.05)
        if "fail" in question:
            yield {"type": "error", "code": "engine_failure", "message": "The model stopped.", "remedy": "Ask again."}
            return
        for cited in reply["citations"]:
            yield {"type": "citation", **cited}
        yield {"type": "done", "answer": self._record(body, question, transcript, reply)}

    def _reply(self, body: dict[str, Any], question: str) -> dict[str, Any]:
        """The canned answer with its passages and citations."""
        reply: dict[str, Any] = {"abstained": False, "from_library": True, "passages": [], "citations": []}
        keys = list(self.state.documents)
        if body.get("again") and "same" not in question:
            return {**reply, "answer": "It was planted when **Clara** came."}
        if question.startswith("echo "):
            return {**reply, "from_library": False, "answer": question[5:]}
        if "nothing" in question:
            return {**reply, "abstained": True, "answer": "I found nothing about that in your library."}
        if body["picture"]:
            return {**reply, "from_library": False, "answer": "This looks like a **lighthouse** by the sea."}
        if body["library"] == "off" or len(keys) < 2:
            return {**reply, "from_library": False, "answer": "Hello! I can answer from your documents."}
        first, second = keys[0], keys[1]
        names = [self.state.documents[key]["name"] for key in (first, second)]
        quote = "The orchard at Linden Farm was planted in 1907 by Clara Voss."
        spans = [{"page": 2, "start": 0, "end": 61}, self._span(second)]
        return {
            **reply,
            "answer": "The orchard was planted in **1907** by Clara Voss [1]. The press was new [2].",
            "passages": [
                passage(first, names[0], ORCHARD, "planted in 1907 by Clara Voss"),
                {**passage(second, names[1], LETTER, "second-hand"), "span": spans[1],
                 "kind": self.state.documents[second]["kind"]},
            ],
            "citations": [
                {"n": 1, "document": first, "name": names[0], "span": spans[0], "quote": quote, "supported": True,
                 "chunk": 1, "start": 0, "end": len(quote)},
                {"n": 2, "document": second, "name": names[1], "span": spans[1], "quote": LETTER, "supported": False,
                 "chunk": 1, "start": 0, "end": len(LETTER)},
            ],
        }  # fmt: skip

    def _span(self, key: str) -> dict[str, Any]:
        kind = self.state.documents[key]["kind"]
        if kind == "audio":
            return {"from": 4.2, "to": 7.9}
        return {"box": [64, 40, 320, 200]} if kind == "picture" else {"page": 1, "start": 0, "end": 40}

    def _record(
        self, body: dict[str, Any], question: str, transcript: str | None, reply: dict[str, Any]
    ) -> dict[str, Any]:
        key = body["conversation"] or f"c{len(self.state.conversations)}"
        title = question if len(question) < 60 else question[:60]
        kept = self.state.conversations.setdefault(
            key, {"id": key, "title": title, "created_at": CREATED, "updated_at": CREATED, "pinned": False, "turns": []}
        )
        turn = f"{key}-t{len(kept['turns'])}"
        timings = {"first_token": 0.31, "total": 1.24}
        if body.get("again") and "same" in question:
            turn = body["again"]
        kept["turns"].append(
            {**reply, "turn": turn, "question": body["question"], "transcript": transcript, "timings": timings,
             "created_at": CREATED, "vote": None, "again_of": body.get("again")}
        )  # fmt: skip
        answer = {name: reply[name] for name in ("answer", "abstained", "from_library", "citations")}
        return {**answer, "transcript": transcript, "timings": timings, "conversation": key, "turn": turn,
                "finish": "stop"}  # fmt: skip


def passage(document: str, name: str, text: str, evidence: str = "") -> dict[str, Any]:
    start = text.find(evidence) if evidence else -1
    highlights = [[start, start + len(evidence)]] if start >= 0 else []
    return {"chunk": 1, "document": document, "name": name, "kind": "text", "text": text, "score": 0.71,
            "span": {"page": 2, "start": 0, "end": len(text)}, "highlights": highlights}  # fmt: skip


def picture(words: str, size: tuple[int, int] = (640, 400)) -> bytes:
    """A PNG with a horizon and some words."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, (196, 214, 226))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] * 2 // 3, *size), fill=(108, 140, 120))
    draw.polygon([(300, 270), (340, 270), (330, 90), (310, 90)], fill=(222, 110, 84))
    draw.text((20, 20), words, fill=(30, 40, 50))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def tone(seconds: float, rate: int = 16_000, *, silence: float = 0.0) -> bytes:
    """A WAV of a quiet tone, and of silence behind it."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        values = (int(6000 * math.sin(2 * math.pi * 330 * i / rate)) for i in range(int(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", value) for value in values) + bytes(2 * int(silence * rate)))
    return target.getvalue()


def sent_bytes(value: str) -> bytes:
    """What a base64 field of a request held."""
    return base64.b64decode(value)


@contextmanager
def serving(app: Any, port: int = 0) -> Iterator[str]:
    """Serve an ASGI app on a loopback port, any free one by default; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert thread.is_alive(), "the stub ended while it started"
        assert time.monotonic() < deadline, "the stub did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(10)
