"""Many small documents, and searching them."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from tests.bench.figures import Figures, Raw
from tests.bench.material import questions, text
from tests.bench.served import Served, added

DOCUMENTS = 120
CHARACTERS = 1000
CLIENTS = 4
SEARCHES = 200


def measure(quick: bool) -> tuple[Figures, Raw]:
    """120 different texts of about 1 kB, each by its own `POST /api/documents` with the default wait, one after the
    other: documents a second until all are ready. Then 120 others by four clients at once. Then, over these 240
    documents of a paragraph, 200 different queries by `POST /api/search`, one after the other: p50 of the whole
    request."""
    number = 20 if quick else DOCUMENTS
    with Served() as service:
        service.ready().add("first.txt", text(3, CHARACTERS).encode())
        began = time.perf_counter()
        own = [float(str(add(service, seed)["seconds"])) for seed in range(1000, 1000 + number)]
        one_client = number / (time.perf_counter() - began)
        began = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda seed: add(service, seed), range(5000, 5000 + number)))
        four_clients = number / (time.perf_counter() - began)
        times, server = search_times(service, 20 if quick else SEARCHES)
    figures = {
        "documents_per_s": one_client, "documents_per_s_4": four_clients,
        "search_ms": 1000 * statistics.median(times),
    }  # fmt: skip
    return figures, {
        "search_p95_ms": 1000 * statistics.quantiles(times, n=20)[-1], "own_seconds": statistics.median(own),
        "search_in_service_ms": 1000 * statistics.median(server), "documents": 2 * number,
        "processes_left": service.left,
    }  # fmt: skip


def add(service: Served, seed: int) -> dict[str, object]:
    return added(service.client, f"paragraph-{seed}.txt", text(seed, CHARACTERS).encode())


def search_times(service: Served, number: int) -> tuple[list[float], list[float]]:
    """Seconds of each request as the client sees it, and as the service counts it."""
    times, server = [], []
    service.client.post("/api/search", json={"query": "warm", "limit": 5}).raise_for_status()
    for query in questions(21, number):
        began = time.perf_counter()
        response = service.client.post("/api/search", json={"query": query, "limit": 5})
        times.append(time.perf_counter() - began)
        server.append(float(response.raise_for_status().json()["seconds"]))
    return times, server
