"""Long texts: what adding them costs over the text encoder alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

from core.settings import limit_openmp_spin, settings
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio
from tests.bench.material import text
from tests.bench.served import Served

CHARACTERS = 600_000  # about 1,000 chunks
PLAIN_CHUNKS = 256  # for sentence-transformers, which is no part of the ratio


def measure(quick: bool) -> tuple[Figures, Raw]:
    """Two texts of about 1,000 chunks each, added by `POST /api/documents` one after the other: chunks a second from
    the request to the answer that says `ready` (read, cut, embedded, indexed, on disk). After each, the same chunk
    texts through the same encoder alone, in a process beside the service; the figure is the median of the two ratios.
    For comparison also through sentence-transformers' own `encode`, batches of 32."""
    ours, own, theirs, chunks = [], [], [], []
    with Served() as service, Aside(load_encoder) as raw:
        service.ready()
        for number in range(2):
            content = text(500 + number, CHARACTERS // (20 if quick else 1)).encode()
            began = time.perf_counter()
            document = service.add(f"long-{number}.txt", content)
            passed = time.perf_counter() - began
            found = service.client.get(f"/api/documents/{document['document']}/passages").json()["passages"]
            chunks = [passage["text"] for passage in found]
            ours.append(len(chunks) / passed)
            own.append(len(chunks) / float(str(document["seconds"])))
            theirs.append(len(chunks) / raw.call(encode_seconds, chunks))
    with Aside() as plain:
        other = plain.call(sentence_transformers_rate, chunks[:PLAIN_CHUNKS])
    return {"ingest": median_ratio(ours, theirs)}, {
        "chunks_per_s": statistics.median(ours), "raw_chunks_per_s": statistics.median(theirs),
        "chunks_per_s_own_clock": statistics.median(own), "chunks": len(chunks),
        "sentence_transformers_chunks_per_s": other,
        "over_sentence_transformers": statistics.median(ours) / other,
        "ratios": [a / b for a, b in zip(ours, theirs, strict=True)],
    }  # fmt: skip


# --- the encoders alone, in a process of their own ------------------------------------------------------------------

_encoder = None


def load_encoder() -> None:
    global _encoder
    limit_openmp_spin()  # as the service does
    from app.wiring.models import text_encoder

    _encoder = text_encoder(settings())
    _encoder.encode(["warm"])


def encode_seconds(texts: Sequence[str]) -> float:
    assert _encoder is not None
    began = time.perf_counter()
    _encoder.encode(texts)
    return time.perf_counter() - began


def sentence_transformers_rate(texts: Sequence[str]) -> float:
    """Texts a second."""
    import torch
    from sentence_transformers import SentenceTransformer

    from app.wiring.models import threads
    from core.weights.locate import locate

    torch.set_num_threads(threads(settings()))
    model = SentenceTransformer(str(locate("minilm")), device="cpu")
    model.encode(["warm"])
    began = time.perf_counter()
    model.encode(list(texts), batch_size=32)
    return len(texts) / (time.perf_counter() - began)
