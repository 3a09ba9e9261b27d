"""People of one service: each with an account, a file, a conversation, and a word that nobody else has ever seen."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.bench.served import Served, added

PASSWORD = "long enough for anybody"
THINGS = ("gate", "cellar", "safe", "boat", "attic", "shed")
LEAVES = 0.2
"""The share of the questions whose answer somebody walks away from."""
SECONDS = 120.0


@dataclass
class Person:
    """Somebody who is signed in. `mark` stands in their file and in what they say, and nowhere else."""

    name: str
    mark: str
    cookies: httpx.Cookies
    conversation: str | None = None


@dataclass
class Heard:
    """What came of one question: seconds to the first word and to the end, and all that was sent, as it was sent.

    Without `whole` it did not come to its end: somebody left, or an `error` says what happened.
    """

    first: float | None = None
    whole: float | None = None
    error: str = ""
    left: bool = False
    lines: list[str] = field(default_factory=list)


class Crowd:
    """`grow` invites people over HTTP, as an admin does; the first of them is that admin."""

    def __init__(self, service: Served) -> None:
        self.service = service
        self.people: list[Person] = []
        self._address = str(service.client.base_url)

    def grow(self, number: int) -> None:
        """Have so many people, each with a file of their own that is read."""
        while len(self.people) < number:
            name = f"person{len(self.people):02d}"
            with httpx.Client(base_url=self._address, timeout=SECONDS, trust_env=False) as client:
                joined = client.post(f"/api/links/{self._link()}", data={"username": name, "password": PASSWORD})
                joined.raise_for_status()
                person = Person(name, mark_of(len(self.people)), client.cookies)
                added(client, f"{name}.txt", file_of(person))
            self.people.append(person)

    def _link(self) -> str:
        """A link to sign up by: for the first admin the one that was printed."""
        if not self.people:
            return self.service.printed(re.compile(r"link=(\S+)"))
        with self._client(self.people[0]) as admin:
            made = admin.post("/api/invitations", json={"role": "user"}).raise_for_status().json()
        return str(made["path"]).partition("=")[2]

    def _client(self, person: Person) -> httpx.Client:
        return httpx.Client(base_url=self._address, cookies=person.cookies, timeout=SECONDS, trust_env=False)

    def talk(self, people: Sequence[Person], questions: int, seed: int, *, pause: float = 0.0) -> list[Heard]:
        """All of them ask so many questions at the same time, each the next one when the answer is there.

        `pause`: the mean of the seconds that each reads in between. One in five leaves before the end, at any moment.
        """
        return asyncio.run(self._talk(people, questions, seed, pause))

    async def _talk(self, people: Sequence[Person], questions: int, seed: int, pause: float) -> list[Heard]:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=len(people))
        async with httpx.AsyncClient(base_url=self._address, timeout=SECONDS, trust_env=False, limits=limits) as client:
            several = [self._one(client, person, questions, seed, pause) for person in people]
            return [heard for one in await asyncio.gather(*several) for heard in one]

    async def _one(
        self, client: httpx.AsyncClient, person: Person, questions: int, seed: int, pause: float
    ) -> list[Heard]:
        draw, found = random.Random(f"{seed} {person.name}"), []
        for _ in range(questions):
            await asyncio.sleep(draw.uniform(0, 2 * pause))
            patience = draw.uniform(0.0, 1.5) if draw.random() < LEAVES else None
            found.append(await ask(client, person, draw, patience))
        return found

    def foreign(self, people: Sequence[Person], heard: Sequence[Heard]) -> int:
        """How many answers, and conversations as they are kept, have a word of somebody else in them.

        `heard` are the answers in the order of `people`, as many for each.
        """
        each = len(heard) // len(people)
        told = {
            person.name: [line for one in heard[at * each : (at + 1) * each] for line in one.lines]
            for at, person in enumerate(people)
        }
        for person in people:
            with self._client(person) as client:
                kept = client.get("/api/conversations").raise_for_status().json()["conversations"]
                paths = [f"/api/conversations/{conversation['id']}" for conversation in kept]
                told[person.name] += [client.get(path).raise_for_status().text for path in paths]
        return sum(bool(strangers(text, person.mark)) for person in people for text in told[person.name])


def mark_of(number: int) -> str:
    """A word that is no part of any other one's."""
    return f"quill{number:02d}x{random.Random(number).getrandbits(32):08x}"


def file_of(person: Person) -> bytes:
    return "\n".join(f"The code of the {thing} is {person.mark}-{thing}." for thing in THINGS).encode()


def strangers(text: str, mark: str) -> set[str]:
    """The marks in a text that are not this one."""
    return set(re.findall(r"quill\d\dx[0-9a-f]{8}", text)) - {mark}


async def ask(client: httpx.AsyncClient, person: Person, draw: random.Random, patience: float | None) -> Heard:
    """One question in the person's conversation: about their file, or one that the model answers by itself."""
    asked: dict[str, Any] = {"question": f"What is the code of the {draw.choice(THINGS)}?", "library": "only"}
    if draw.random() < 0.25:
        asked = {"question": f"Write a letter about {person.mark}.", "library": "off", "max_tokens": 48}
    heard, began = Heard(), time.perf_counter()
    headers = {"cookie": "; ".join(f"{name}={value}" for name, value in person.cookies.items())}
    try:
        async with (
            asyncio.timeout(patience),
            client.stream(
                "POST", "/api/ask", json={**asked, "conversation": person.conversation}, headers=headers
            ) as response,
        ):
            if response.status_code != 200:
                heard.error = f"{response.status_code} {(await response.aread()).decode()[:200]}"
            else:
                await _listen(response, person, heard, began)
    except TimeoutError:
        heard.left = True
    except httpx.HTTPError as error:
        heard.error = f"{type(error).__name__} {error}"
    return heard


async def _listen(response: httpx.Response, person: Person, heard: Heard, began: float) -> None:
    async for line in response.aiter_lines():
        if not line.startswith("data: "):
            continue
        heard.lines.append(line)
        event = json.loads(line.removeprefix("data: "))
        if event["type"] == "token" and heard.first is None:
            heard.first = time.perf_counter() - began
        elif event["type"] == "began":
            person.conversation = event["conversation"]
        elif event["type"] == "error":
            heard.error = event["message"]
        elif event["type"] == "done":
            heard.whole = time.perf_counter() - began
            person.conversation = event["answer"]["conversation"]
    if heard.whole is None and not heard.error:
        heard.error = "the answer broke off"
