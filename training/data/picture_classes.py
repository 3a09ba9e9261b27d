"""Makes core/assets/picture_classes.{json,safetensors}: the 1,000 ImageNet classes in the network's order.

    python -m training.data.picture_classes /usr/share/wordnet

reads WordNet 3.0's noun database (Debian's `wordnet-base`), timm's list of class ids, and `everyday_kinds.json` beside
this file. Each class gets its WordNet lemmas and gloss, an everyday `name`, and a basic-level `kind` ("dog" of a golden
retriever: the level at which people name things first; Rosch et al. 1976). The second file holds MiniLM's vectors of
them, so that the first start need not encode 5,000 texts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from core.embedding.ctranslate import CTranslate2Encoder
from core.vision.classes import ASSET, VECTORS, encode_classes
from core.weights.hashes import sha256
from core.weights.locate import converted
from training.data.wordnet import Synset, ancestors, read_nouns

SOURCE = "WordNet 3.0 (lemmas, glosses, hypernyms); names and kinds chosen for Vermeil"
LICENCE = (
    "WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and "
    "distribute this software and database and its documentation for any purpose and without fee or royalty is "
    "hereby granted, provided that you agree to comply with the following copyright notice and statements, "
    "including the disclaimer, and that the same appear on ALL copies of the software, database and "
    "documentation, including modifications that you make for internal use or for distribution. THIS SOFTWARE AND "
    'DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR '
    "IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES "
    "OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE "
    "OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name "
    "of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution "
    "of the software and/or database. Title to copyright in this software, database and any associated "
    "documentation shall at all times remain with Princeton University and LICENSEE agrees to preserve same."
)


class Everyday(TypedDict):
    """What `everyday_kinds.json` says: kinds by their words, and names and kinds of single classes."""

    kinds: str
    names: dict[str, str]
    kind_of: dict[str, str]


def describe(wnid: str, synsets: Mapping[int, Synset], everyday: Everyday) -> dict[str, object]:
    """One row of the asset."""
    offset = int(wnid[1:])
    first = synsets[offset].lemmas[0]
    name = everyday["names"].get(wnid) or everyday["names"].get(first) or first
    kinds = set(everyday["kinds"].split())
    above = (lemma for hypernym in ancestors(synsets, offset) for lemma in synsets[hypernym].lemmas if lemma in kinds)
    kind = everyday["kind_of"].get(wnid) or everyday["kind_of"].get(first) or next(above, "")
    return {"wnid": wnid, "lemmas": synsets[offset].lemmas, "gloss": synsets[offset].gloss, "name": name, "kind": kind}


def main(wordnet: Path) -> None:
    """Write both assets from the WordNet database in the folder."""
    from timm.data import ImageNetInfo

    synsets = read_nouns(wordnet / "data.noun")
    everyday: Everyday = json.loads(Path(__file__).with_name("everyday_kinds.json").read_text())
    rows = [describe(wnid, synsets, everyday) for wnid in ImageNetInfo("imagenet-1k").label_names()]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    header = json.dumps({"source": SOURCE, "licence": LICENCE})[:-1]
    ASSET.write_text(f'{header}, "classes": [\n{lines}\n]}}\n')
    embed()


def embed() -> None:
    """Writes the class vectors of the `lite` text encoder, float16 (1000 + kinds, 384)."""
    import numpy as np
    from safetensors.numpy import save_file

    encoder = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32")
    about = {"space": encoder.space.partition("/")[0], "classes_sha256": sha256(ASSET)}
    save_file({"vectors": encode_classes(encoder).astype(np.float16)}, VECTORS, metadata=about)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
