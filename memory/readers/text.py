"""Plain text: from bytes to clean characters.

LlamaIndex's own file readers come in a separate package that brings parsers we do not want; Python reads text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.boxes import lines_in_words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_JOINED = re.compile(
    "[\ufb00-\ufb4f\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
)  # ligatures, Arabic letters by their place
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")
_SPACES = re.compile("(?<! ) ++\n")  # a tab at the end of a line is an empty cell
_GAPS = re.compile(r"\n{3,}")
_SAMPLE = 65_536
_COMMONEST = "cp1252"
_NULL_SHARE = 0.1
_BINARY_SHARE = 0.02  # of control characters; text has hardly any, other files many


def read_text(file: IO[bytes]) -> list[Page]:
    """One page with the text as it stands, but for its check boxes."""
    return [Page(lines_in_words(read_characters(file)))]


def read_characters(file: IO[bytes]) -> str:
    """The decoded, cleaned text of a file. Raises `UnreadableFile` where its encoding cannot be told."""
    text = decode(file.read(), whole=True)
    if text is None:
        raise UnreadableFile("Its text is in no encoding that is known.", "Save it as UTF-8.")
    return clean(text)


def decode(data: bytes, *, whole: bool) -> str | None:
    """Bytes to characters by byte order mark, UTF-8, or the likeliest encoding; None where it is not text.

    `whole` is false for the first part of a file, which may end inside a character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) * _NULL_SHARE:
        return _without_mark(data)
    if _control_share(sample) > _BINARY_SHARE:
        return None
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return _guess(data)


def clean(text: str) -> str:
    """Without NUL, other control characters and lone surrogates; newlines are one character, gaps one empty line.

    Ligatures become letters, so that words are found. Tabs stay, form feeds become newlines: nothing downstream (SQL,
    JSON, a tokenizer) chokes on what is left.
    """
    text = _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _BREAKS.sub("\n", text).replace("\f", "\n\n").replace("\v", "\n")
    text = _SPACES.sub("\n", _UNWANTED.sub("", text))
    return _GAPS.sub("\n\n", text)


def _control_share(sample: bytes) -> float:
    """Of characters that text hardly has; single NULs are let through, they stand in real files and are removed."""
    controls = sum(sample.count(code) for code in (*range(1, 8), *range(14, 27), *range(28, 32), 127))
    return controls / max(1, len(sample))


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: Western text has its NULs all on one side."""
    sample = data[:_SAMPLE]
    for encoding, nulls, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if nulls.count(0) > 0.7 * len(nulls) and others.count(0) < 0.05 * len(others):
            return data.decode(encoding, errors="replace")
    return None


def _guess(data: bytes) -> str | None:
    """The likeliest encoding is found on the first part of the file: detection is slow, and one part tells.

    Single-byte Latin encodings differ in a few letters, too few to tell on a short text: where the commonest is among
    the candidates, it is taken.
    """
    import charset_normalizer

    matches = charset_normalizer.from_bytes(data[:_SAMPLE])
    best = matches.best()
    if best is None:
        return None
    candidates = {name for match in matches for name in match.could_be_from_charset}
    return data.decode(_COMMONEST if _COMMONEST in candidates else best.encoding, errors="replace")
