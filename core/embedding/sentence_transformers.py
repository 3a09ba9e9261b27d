"""Any model of the sentence-transformers library, on torch: the `phi2` profile's text encoder, and the reference."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.embedding.cleaning import clean
from core.errors import Missing
from core.types import FloatArray
from core.weights.hub import model_folder

BATCH = 32


class SentenceTransformersEncoder:
    """`model` is a folder or a hub name. The space is named by the model's last path part and a hash of its weights.

    Raises `Missing` where the model is neither a folder nor in the hub's cache or reach, `WeightsMismatch` where a file
    is not what the hub published.
    """

    def __init__(self, model: str | Path, *, device: str = "cpu") -> None:
        from sentence_transformers import SentenceTransformer

        folder = str(model_folder(model))
        try:
            self._model = SentenceTransformer(
                folder, device=device, model_kwargs={"use_safetensors": True}, local_files_only=True
            )
        except OSError as error:  # what transformers raises where a file is not there
            raise Missing(
                f"The text encoder {Path(model).name} is not whole, or not in safetensors.",
                "Copy or download it again.",
            ) from error
        self._lock = threading.Lock()  # the tokenizer's padding and truncation are state
        self._dimension = int(self._model.get_embedding_dimension() or self.encode(["dimension"]).shape[1])
        self._space = f"{Path(model).name}@{self._fingerprint()}"

    threshold = related = 0.30  # MiniLM's
    alike = 0.5

    @property
    def space(self) -> str:
        """The model's name and eight digits of a hash of its weights."""
        return self._space

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension); the library sorts by length and batches."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(
                [clean(t) for t in texts],
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)

    def _fingerprint(self) -> str:
        """Eight hex digits of the hash of all parameters: the same weights are the same space wherever they lie."""
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().float().cpu().numpy().tobytes())
        return digest.hexdigest()[:8]
