"""Whether a question is about the library itself ("how many PDFs did I add last week?"), and what it asks of it.

It is where its words are all spoken for: by a kind of document, by what is asked of documents, by a time, by a topic
behind "about", or by the name of a document. "How many documents must the tenant hand in?" leaves words over, and is
about what stands in one. Where few are left over, the nearest of some example questions decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from core import periods
from core.embedding.encoder import TextEncoder
from core.grounding.examples import Examples, examples
from core.grounding.naming import name_words
from core.periods import Period
from core.words import STOPWORDS, stems, words

Asked = Literal[
    "list", "count", "newest", "oldest", "largest", "smallest", "longest", "when", "size", "inside", "failed", "have"
]


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """What is asked of the library: of documents of a `group`, from a `period`, on a `topic`, or of those `named`.

    `literal` says that the topic has to stand in them word by word, `called` that they go by that name.
    """

    asked: Asked
    group: str = "document"
    period: Period | None = None
    topic: str = ""
    literal: bool = False
    named: bool = False
    when: str = ""  # the period in the words of the question
    called: bool = False


GROUPS: Mapping[str, str] = {
    **dict.fromkeys(
        "document documents doc docs file files upload uploads anything something everything stuff library".split(),
        "document",
    ),
    **dict.fromkeys("pdf pdfs".split(), "PDF"),
    **dict.fromkeys(
        "picture pictures photo photos photograph photographs image images screenshot screenshots pic pics".split(),
        "picture",
    ),
    **dict.fromkeys("recording recordings audio audios podcast podcasts".split(), "recording"),
    **dict.fromkeys("spreadsheet spreadsheets excel xlsx xls ods csv csvs workbook workbooks".split(), "spreadsheet"),
    **dict.fromkeys("docx odt rtf".split(), "Word document"),
    **dict.fromkeys("presentation presentations slide slides slideshow powerpoint pptx odp".split(), "presentation"),
    **dict.fromkeys("email emails mail mails eml".split(), "mail"),
    **dict.fromkeys("ebook ebooks epub".split(), "book"),
    **dict.fromkeys("html webpage webpages".split(), "web page"),
    **dict.fromkeys("zip zips".split(), "ZIP archive"),
    **dict.fromkeys("ics calendars".split(), "calendar"),
    **dict.fromkeys("markdown txt".split(), "text file"),
}
"""Words for documents, with the group of documents that they mean."""

_QUALIFIERS: Mapping[str, str] = {
    "word": "Word document", "text": "text file", "sound": "recording", "voice": "recording", "archives": "ZIP archive",
}  # fmt: skip
"""Words that mean a group of documents beside a word for documents only."""
_SUPERLATIVES: Mapping[str, Asked] = {
    **dict.fromkeys("newest latest recent recently last".split(), "newest"),
    **dict.fromkeys("oldest earliest first".split(), "oldest"),
    **dict.fromkeys("largest biggest heaviest".split(), "largest"),
    **dict.fromkeys("smallest tiniest".split(), "smallest"),
    "longest": "longest",
}
_OWN = frozenset("my library collection uploaded upload uploads added imported stored saved indexed have got".split())
_VERBS = frozenset(
    """add added upload uploaded import imported put store stored save saved keep kept index indexed ingest ingested
    process processed handed give gave given have has had hold holds got get own exist exists available know see
    show list display name enumerate count tell find give include includes access stored""".split()
)
_SPOKEN_FOR = frozenset(
    """a an the my me i you your we our us of in on at to from for is are was were be been do does did there here it its
    that this these those one ones which what when how many much all any every each some and or with
    by so far now have access currently right please can could would will just already yet ever most more than per
    different kind kinds type types sort sorts format formats names titles title overview inventory catalogue catalog
    system database app vermeil folder zip archive inside within long time date day ago them were s ve re m""".split()
)
_MEASURES = frozenset("page pages big size large minutes length duration bytes megabytes number total amount".split())
_TOPIC = re.compile(
    r"\b(?P<verb>about(?! to\b)|regarding|concerning|related to|relating to|relate to|on the (?:topic|subject) of|"
    r"to do with|dealing with|deals? with|cover(?:s|ing)?|discuss(?:es|ing)?|describ(?:e|es|ing)|"
    r"talk(?:s|ing)? (?:about|of)|mention(?:s|ing|ed)?|contain(?:s|ing)?|refer(?:s|ring)? to|"
    r"speak(?:s|ing)? (?:about|of)|"
    r"(?:have|got|there|files|documents) from(?! (?:last|this|the past|today|yesterday|\d))|"
    r"that show|which show|show(?:s|ing)? (?=a |an )|with the words?)\s+(?P<topic>[^?!]+)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^\W*(?:(?P<count>how many)|which|what|list|show|name)(?: me)?(?: all)?(?: of)?(?: the| my| our)?"
    r" (?P<called>[^\W\d_]+(?: [^\W\d_]+)?)"
    r"(?: (?:do (?:i|we) have|have (?:i|we)(?: got)?|are there|are here|did (?:i|we) (?:add|upload)))?"
    r"(?: (?:in (?:my|the|our) library|in here|here|in total|altogether|now|so far))?\W*$",
    re.IGNORECASE,
)  # "How many invoices do I have?"
_CALLED_ELSEWHERE = re.compile(
    r"^\W*(?:(?P<count>wie ?viele|combien d(?:e |['’])|cu[aá]nt[ao]s|quant[ie]|hoeveel|quant[ao]s|ile)|"
    r"welche|quel(?:le)?s|qu[eé]|cu[aá]les|quali|welke|quais|które|jakie)\s*(?P<called>[^\W\d_]+)"
    r" (?:habe ich|haben wir|gibt es|sind (?:da|hier|vorhanden)|liegen vor|ai-je|j['’]ai|avons-nous|y a-t-il|il y a|"
    r"hay|tengo|tenemos|ci sono|ho|abbiamo|heb ik|hebben we|zijn er|tenho|temos|há|mam|mamy|są)"
    r"(?: (?:da|hier|ici|aquí))?\W*$",
    re.IGNORECASE,
)  # "Welche Protokolle sind da?"
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|hei[cf]|avif)$", re.IGNORECASE)
_SHOWS = re.compile(r"^\W*(?:what|tell me what|describe)\b", re.IGNORECASE)
_SEEN = frozenset("picture photo image show shows shown see seen depicted visible displayed describe tell file".split())
_FEWEST_CALLED = 2  # documents of one name that make it a kind of document
_LITERAL = re.compile(r"mention|contain|refer|word", re.IGNORECASE)
_WHEN = re.compile(r"^\W*(?:when|what (?:day|date|time)|how long ago|since when)\b", re.IGNORECASE)
_WHICH_PAPERS = re.compile(
    r"^\W*which of (?:the|my|our|these|all my|all our) "
    r"(?:papers|articles|studies|reports|letters|notes|contracts|policies)"
    r"(?= (?:is|are|was|were|deals?|talks?|speaks?|mentions?|covers?|discuss(?:es)?|describes?|refers?|contains?)\b)"
    r"(?! (?:is|are|was|were) (?:mention|cover|discuss|describ|contain))",
    re.IGNORECASE,
)  # "Which of our papers are about runners?"
_FILES = r"(?P<files>(?:files?|documents?|docs?|pdfs?|e?mails?|recordings?))"
_WHICH = rf"(?P<which>^\W*(?:in )?(?:which|what)(?: of)?(?: (?:my|the|our|these))? ){_FILES}"
_MENTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            rf"{_WHICH} (?:says?|tells?(?: (?:us|me))?|ha(?:s|ve)) (?:anything|something|a word) "
            r"(?:about|on|regarding)\b",
            r"\g<which>\g<files> about",
        ),
        (rf"{_WHICH} brings? up\b", r"\g<which>\g<files> mention"),
        (
            rf"{_WHICH} ha(?:s|ve) the words? (?P<topic>[^?!]+?)(?: in (?:it|them))?\W*$",
            r"\g<which>\g<files> mention \g<topic>",
        ),
        (
            rf"{_WHICH} (?:is|are|was|were) (?P<topic>[^?!]+?) in\W*$",
            r"\g<which>\g<files> about \g<topic>",
        ),
        (
            rf"^\W*where(?:[’']s| is| are) (?P<topic>[^?!]+?)[,;:–-]+ *(?P<which>(?:in )?(?:which|what) ){_FILES}"
            r" (?:is it|are they)(?: in)?\W*$",
            r"\g<which>\g<files> about \g<topic>",
        ),
        (
            rf"(?P<which>^\W*(?:show|list|find|give)(?: me)?(?: all)?(?: (?:my|the|our))? ){_FILES} "
            r"(?:where|in which) (?P<topic>[^?!]+?) (?:comes? up|(?:is|are) mentioned)\W*$",
            r"\g<which>\g<files> that mention \g<topic>",
        ),
    )
)
"""Other words for "the files that mention …", or that are about something."""

_SPOKEN = re.compile(r"\b(?:voice|audio|sound) (?:memos?|notes?|messages?|clips?|files?|tracks?)\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:how many|number of|count)\b|\btotal number\b", re.IGNORECASE)
_SIZE = re.compile(
    r"\b(?:how (?:big|large|long)|how many (?:pages|minutes|bytes|megabytes)|size|length|duration)\b", re.I
)
_FAILED = re.compile(
    r"\b(?:failed|fail|unreadable|not (?:be )?(?:read|processed|ready|readable)|broken|errors?)\b", re.I
)
_INSIDE = re.compile(
    r"^\W*(?:what(?:'s| is| are|s)?|list|show|tell me what is)\b(?: (?:files|documents|all|me|the|there|stored))*"
    r" (?:in|inside|within|contained|contents? of)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"^\W*(?:how (?:do|can|could|should|would|may|might|to)|where (?:do|can|could|should) (?:i|we|you|one))\b",
    re.IGNORECASE,
)
_HAVE = re.compile(r"^\W*(?:do|did|have|has|is|are|does)\b", re.IGNORECASE)
_NEAREST = 5
_SURE = 0.12  # of the mean likeness of the nearest examples, by which those of the library must lead
_MOST_LEFT = 2  # words that are not spoken for


class LibraryQuestions:
    """Reads questions about the library; the example vectors are computed when they are first needed."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._examples = Examples(encoder, examples("library_questions.json"))

    def read(self, question: str, today: date, name: Collection[str] = ()) -> LibraryQuestion | None:
        """None where it asks for what stands in documents. `name` are its words that name a document."""
        found, left = parse(question, today, name)
        if found is None or len(left) > _MOST_LEFT:
            return None
        if not left:
            return found
        return found if not found.named and self._resembles(question) else None

    def _resembles(self, question: str) -> bool:
        about, other = (np.sort(scores)[::-1] for scores in self._examples.likeness(question))
        return bool(about[:_NEAREST].mean() - other[:_NEAREST].mean() >= _SURE)


def parse(question: str, today: date, name: Collection[str] = ()) -> tuple[LibraryQuestion | None, list[str]]:
    """What a question asks of the library if it does, and the words of it that are not spoken for then."""
    question = _SPOKEN.sub("recordings", question)
    for pattern, mention in _MENTIONS:
        question = pattern.sub(mention, question)
    if _TOPIC.search(question):
        question = _WHICH_PAPERS.sub("which documents", question)
    text = question
    period = periods.find(text, today)
    if period is not None and set(name) & set(words(text[period.start : period.end])):
        period = None  # the year in a file's name
    if period is not None:
        text = f"{text[: period.start]} {text[period.end :]}"
    topic = _TOPIC.search(text)
    if _PROCEDURE.search(text) or (topic is not None and _is_inside(topic["topic"], name)):
        return None, words(text)
    if topic is not None and any(word in GROUPS for word in words(text[: topic.start()])):
        text, name = text[: topic.start()], ()
    else:
        topic = None
    said = words(text)
    groups = _groups(said)
    named = bool(name)
    if not _is_asked_of_documents(said, groups, named, question):
        return None, said
    asked = _asked(text, said, named)
    if asked == "failed":
        said = words(_FAILED.sub(" ", text))
    left = [word for word in said if not _is_spoken_for(word, name, asked)]
    found = LibraryQuestion(
        asked, next((g for g in groups if g != "document"), "document"), period,
        _clean(topic["topic"]) if topic else "", bool(topic and _LITERAL.search(topic["verb"])), named,
        question[period.start : period.end] if period is not None else "",
    )  # fmt: skip
    return found, left


def called(question: str, known_by: Callable[[], Iterable[set[str]]]) -> LibraryQuestion | None:
    """What is asked of documents by what several are called: "invoices" where there are invoice_1 and _2.pdf.

    `known_by` gives the stems of the words that each document goes by.
    """
    match = _CALLED.match(question) or _CALLED_ELSEWHERE.match(question)
    if match is None:
        return None
    wanted = set(stems(match["called"]))
    if sum(wanted <= known for known in known_by()) < _FEWEST_CALLED:
        return None
    return LibraryQuestion("count" if match["count"] else "list", topic=match["called"], literal=True, called=True)


def shown(question: str, names: Collection[str]) -> LibraryQuestion | None:
    """What is asked of pictures by their names: what they show, and nothing else of them."""
    if not names or not all(_PICTURE.search(name) for name in names) or not _SHOWS.search(question):
        return None
    told = {word for name in names for word in (*name_words(name), *words(name))}
    left = [word for word in words(question) if word not in told and word not in STOPWORDS and word not in _SEEN]
    return None if left else LibraryQuestion("inside", named=True)


def continued(before: LibraryQuestion, question: str, today: date) -> LibraryQuestion | None:
    """A follow-up to a question about the library, None where it is none: "and pictures?", "and from last week?" """
    found, left = parse(f"{question} documents", today)
    said = words(question)
    if found is None or left:
        return None
    grouped = any(word in GROUPS for word in said)
    if not grouped and (found.asked, found.period, found.topic) == ("list", None, ""):
        return None
    return replace(
        before,
        asked=before.asked if found.asked in ("list", "have") else found.asked,
        group=found.group if grouped else before.group,
        period=found.period or before.period,
        when=found.when or before.when,
        topic=found.topic or before.topic,
        literal=found.literal if found.topic else before.literal,
    )


def _groups(said: list[str]) -> list[str]:
    found = [GROUPS[word] for word in said if word in GROUPS]
    return found + ([_QUALIFIERS[word] for word in said if word in _QUALIFIERS] if found else [])


def _is_asked_of_documents(said: list[str], groups: list[str], named: bool, question: str) -> bool:
    """Whether it names documents, or what people do to documents, as what it asks for."""
    if named:
        return bool(
            _WHEN.search(question) or _SIZE.search(question) or _HAVE.search(question) or _INSIDE.search(question)
        )
    there = set(said)
    return bool(groups) or bool(there & {"upload", "uploaded", "imported"}) or bool(
        there & {"add", "added", "have", "stored", "saved"} and there & {"i", "you", "we", "here"} and "what" in there
    )  # fmt: skip


def _asked(text: str, said: list[str], named: bool) -> Asked:
    superlatives = [_SUPERLATIVES[word] for word in said if word in _SUPERLATIVES]
    if _FAILED.search(text):
        return "failed"
    if _WHEN.search(text):
        return "when"
    if named and _SIZE.search(text):
        return "size"
    if _COUNT.search(text):
        return "count"
    if superlatives and not named:
        return superlatives[0]
    if named:
        return "have" if _HAVE.search(text) else "inside"
    return "have" if _HAVE.search(text) else "list"


def _is_spoken_for(word: str, name: Collection[str], asked: Asked) -> bool:
    if word in _MEASURES:
        return asked in ("size", "count", "largest", "smallest", "longest")
    return (
        word in _SPOKEN_FOR or word in GROUPS or word in _QUALIFIERS or word in _VERBS or word in _SUPERLATIVES
        or word in name or word in _OWN
    )  # fmt: skip


def _is_inside(topic: str, name: Collection[str]) -> bool:
    """Whether a topic is looked for in one named document: "anything about pets in the lease"."""
    place = re.search(r"\b(?:in|inside|within|from)\b(?! (?:my|the) library)(?P<where>.*)", topic, re.IGNORECASE)
    return place is not None and bool(set(name) & set(words(place["where"])))


def _clean(topic: str) -> str:
    return re.sub(
        r"\b(?:do i have|are there|have i (?:added|uploaded)|in (?:my|the) library|in here)\b.*$|^(?:the|a|an|my|any) ",
        "", topic.strip(" .,\"'“”"), flags=re.IGNORECASE,
    ).strip(" .,\"'“”")  # fmt: skip
