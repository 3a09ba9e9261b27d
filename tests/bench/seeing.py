"""How long a question about a drawing takes, from the request to the whole answer."""

from __future__ import annotations

import base64
import io
import statistics
import time

from PIL import Image, ImageDraw

from tests.bench.figures import Figures, Raw
from tests.bench.served import Served

COLOURS = ((214, 40, 40), (40, 90, 220), (40, 160, 60), (240, 200, 40), (140, 60, 160), (120, 80, 50))
QUESTIONS = ("What colour is the square?", "Where is the square?", "How many squares are there?")


def measure(quick: bool) -> tuple[Figures, Raw]:
    """A drawing of a square and a question about it, over HTTP, each with another colour: median of 18 of them, after
    the first, which loads eyes, projector and the language model that hears them."""
    asked = [(question, colour) for colour in COLOURS for question in QUESTIONS]
    with Served(web=False) as service:
        service.ready()
        first = seconds(service, QUESTIONS[0], (20, 20, 20))
        later = [seconds(service, *each) for each in (asked[:2] if quick else asked)]
    return {"picture_answer_s": statistics.median(later)}, {"first_s": first, "slowest_s": max(later)}


def seconds(service: Served, question: str, colour: tuple[int, int, int]) -> float:
    picture = Image.new("RGB", (640, 480), (235, 235, 230))
    ImageDraw.Draw(picture).rectangle((60, 60, 180, 180), fill=colour)
    encoded = io.BytesIO()
    picture.save(encoded, "PNG")
    body = {"question": question, "stream": False, "picture": base64.b64encode(encoded.getvalue()).decode()}
    began = time.perf_counter()
    answer = service.client.post("/api/ask", json=body).raise_for_status().json()
    took = time.perf_counter() - began
    if not answer["answer"].startswith("My guess from the picture"):
        raise RuntimeError(f"The question was answered in another way: {answer['answer']}")
    return took
