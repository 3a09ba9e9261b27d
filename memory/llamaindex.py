"""A Vermeil library as a LlamaIndex retriever, so that any LlamaIndex program can ask it.

Importing this module imports LlamaIndex, which takes seconds: nothing that answers a question imports it.
"""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from core.types import Kind, Passage
from memory.retrieve import Retriever


class VermeilRetriever(BaseRetriever):  # type: ignore[misc]
    """Finds the passages of one owner. A node's metadata say the document, its name, its kind and the span in it.

    Give the query engine a language model: LlamaIndex falls back to a remote one without.
    """

    def __init__(
        self,
        retriever: Retriever,
        owner: str,
        limit: int = 5,
        kinds: Collection[Kind] | None = None,
        documents: Collection[str] | None = None,
    ) -> None:
        super().__init__()
        self._retriever = retriever
        self._owner = owner
        self._limit = limit
        self._kinds = kinds
        self._documents = documents

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        passages = self._retriever.search(
            self._owner, query_bundle.query_str, self._limit, kinds=self._kinds, documents=self._documents
        )
        return [NodeWithScore(node=_node(passage), score=passage.score) for passage in passages]


def _node(passage: Passage) -> TextNode:
    """The keys that say where it stands are for programs: neither a model nor an embedding gets to read them."""
    metadata = {
        "document": passage.document,
        "name": passage.name,
        "kind": passage.kind,
        "span": passage.span.to_json(),
    }
    hidden = ["document", "kind", "span"]
    return TextNode(
        id_=str(passage.chunk),
        text=passage.text,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
    )
