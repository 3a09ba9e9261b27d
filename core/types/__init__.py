"""The value types that the packages exchange. They have no behaviour beyond conversion to JSON and back."""

from core.types.asking import TALK_TEMPERATURE, UNRECORDED, Answer, LibraryMode, Outcome, Question, Route
from core.types.messages import (
    Finish,
    FloatArray,
    Message,
    MessagePart,
    Piece,
    Role,
    Sampling,
    SoftTokens,
    Usage,
    Weights,
    message,
)
from core.types.passages import CITATION_MARK, HANDBOOK, IN_THE_QUESTION, Citation, Evidence, Passage, ScoredBy
from core.types.places import BoxSpan, PageSpan, Span, TimeSpan, span_from_json
from core.types.rating import Reason, VoteValue
from core.types.readings import Chunk, HeardSegment, HeardWord, Kind, Reading, Status, Transcription, Word
from core.types.wire import JsonObject, JsonValue

__all__ = [
    "CITATION_MARK",
    "HANDBOOK",
    "IN_THE_QUESTION",
    "TALK_TEMPERATURE",
    "UNRECORDED",
    "Answer",
    "BoxSpan",
    "Chunk",
    "Citation",
    "Evidence",
    "Finish",
    "FloatArray",
    "HeardSegment",
    "HeardWord",
    "JsonObject",
    "JsonValue",
    "Kind",
    "LibraryMode",
    "Message",
    "MessagePart",
    "Outcome",
    "PageSpan",
    "Passage",
    "Piece",
    "Question",
    "Reading",
    "Reason",
    "Role",
    "Route",
    "Sampling",
    "ScoredBy",
    "SoftTokens",
    "Span",
    "Status",
    "TimeSpan",
    "Transcription",
    "Usage",
    "VoteValue",
    "Weights",
    "Word",
    "message",
    "span_from_json",
]
