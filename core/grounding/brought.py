"""What a program brings along to be answered from: it searches by itself, and writes what it found beside the question.

Each framework words that message in its own way. They have three forms in common, which are told apart here: text
between tags (`<context>`), text between rulers or behind a label (`Context:`, with `Question:` before or behind it),
and a question at the beginning or the end of a longer text. All of it takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAGS = re.compile(
    r"<(context|documents?|sources?|passages?|excerpts?|snippets?|chunks?|fragments?|files?|search_results?|results?|"
    r"retrieved\w{0,20}|knowledge\w{0,20}|information|reference\w{0,10}|data|text|article|page)\b[^<>\n]{0,200}>",
    re.IGNORECASE,
)
_QUESTION_TAGS = re.compile(r"<(user_?query|user_?question|question|query|user_?input)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z_]{1,40}(?:\s[^<>\n]{0,200})?/?>", re.IGNORECASE)

_QUESTION = re.compile(
    r"^[ \t#>*_]{0,8}(?:(?:the|my|your|user'?s?|follow.?up|original|current) ){0,3}"
    r"(?:question|query|frage|pregunta|domanda|pergunta|вопрос|问题)(?: is(?: as follows)?)?"
    r"[ \t*_]{0,4}:[ \t*_]{0,4}(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTEXT = re.compile(
    r"^[ \t#>*_\[]{0,8}(?:(?:the|following|provided|retrieved|relevant|given|some|additional|here is the|this is the|"
    r"here are the|use the) ){0,3}"
    r"(?:context(?: information)?|documents?|sources?|passages?|excerpts?|text|article|search results?|information|"
    r"knowledge(?: base)?|background|references?|kontext|contexto|contexte|contesto)"
    r"(?: \d{1,3}| from [\w ]{1,40})?(?: is| are)?(?: given| provided)?(?: below)?[ \t*_\]]{0,4}[:.][ \t*_]{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER = re.compile(
    r"^[ \t#>*_]{0,8}(?:(?:helpful|your|final|short|the) )?(?:answer|response|antwort|respuesta|réponse)"
    r"(?: in [\w ]{1,30})?[ \t*_]{0,4}:",
    re.IGNORECASE | re.MULTILINE,
)
_RULER = re.compile(r"^[ \t]*([-=_*#~`\"'])\1{2,}[ \t]*\w{0,12}$", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_ENDS_AS_QUESTION = re.compile(r"[?？؟][\"'”’)\s]*$")
_SENTENCE_BEFORE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
_ENOUGH = 12
"""Words beside a question that it may be about: fewer are part of it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A question, and the text that came with it to be answered from; empty where none did."""

    question: str
    context: str = ""


_Around = tuple[str, str, str]
"""A text, what stands before it, and what behind."""


def parted(text: str) -> Brought:
    """A message as its question and the text beside it."""
    question, rest = _tagged_question(text)
    context, before, behind = _between_tags(rest) or _between_rulers(rest) or ("", rest, "")
    if context:
        return _apart(question or _labelled(f"{before}\n\n{behind}")[0] or _nearest(before, behind), context)
    if not question:
        question, rest = _labelled(text)
    return _apart(question, _from_label(rest)) if question else _at_an_end(text)


def context_of(text: str) -> str:
    """The text to be answered from in a message that asks nothing itself: between tags or rulers, or behind a label."""
    enclosed = _between_tags(text) or _between_rulers(text)
    if enclosed:
        return _bare(enclosed[0])
    label = _CONTEXT.search(text)
    return _bare(text[label.end() :]) if label is not None else ""


def _apart(question: str, context: str) -> Brought:
    return Brought(_bare(question), _bare(context))


def _bare(text: str) -> str:
    """Without tags, rulers, and labels that nothing stands behind."""
    return _RULER.sub("", _ANY_TAG.sub("\n", text)).strip()


# --- between tags and rulers --------------------------------------------------------------------------------------


def _tagged_question(text: str) -> tuple[str, str]:
    """What stands in the last tag of a question, and the text without it."""
    found = list(_QUESTION_TAGS.finditer(text))
    if not found:
        return "", text
    opening = found[-1]
    end = text.find(f"</{opening[1]}>", opening.end())
    inside = text[opening.end() : end if end >= 0 else len(text)]
    return inside.strip(), text[: opening.start()] + text[opening.end() + len(inside) :]


def _between_tags(text: str) -> _Around | None:
    """From the first opening tag of its kind to the last closing one."""
    opening = _TAGS.search(text)
    end = text.rfind(f"</{opening[1]}", opening.end()) if opening is not None else -1
    if opening is None or end < 0:
        return None
    behind = text.find(">", end) + 1 or len(text)
    return text[opening.end() : end], text[: opening.start()], text[behind:]


def _between_rulers(text: str) -> _Around | None:
    rulers = list(_RULER.finditer(text))
    if len(rulers) < 2:
        return None
    first, last = rulers[0], rulers[-1]
    return text[first.end() : last.start()].strip(), text[: first.start()], text[last.end() :]


def _nearest(before: str, behind: str) -> str:
    """The last paragraph behind a context, or else before it."""
    for side in (behind, before):
        said = _bare(side)
        answer = _ANSWER.search(said)
        said = said[: answer.start()].strip() if answer is not None else said
        if said:
            return _PARAGRAPHS.split(said)[-1].strip()
    return ""


# --- behind labels ------------------------------------------------------------------------------------------------


def _labelled(text: str) -> tuple[str, str]:
    """The question behind its label, and the text without it. What is behind a context may quote other questions."""
    found = list(_QUESTION.finditer(text))
    if not found:
        return "", text
    context = _CONTEXT.search(text)
    label = found[0] if context is not None and found[0].start() < context.start() else found[-1]
    ends = (pattern.search(text, label.end()) for pattern in (_ANSWER, _CONTEXT))
    stop = min((end.start() for end in ends if end is not None), default=len(text))
    asked = (label[1] + text[label.end() : stop]).strip()
    answer = _ANSWER.match(text, stop)
    behind = text[answer.end() if answer is not None else stop :]
    line = asked.partition("\n")[0].strip()
    question = line if _ENDS_AS_QUESTION.search(line) else _PARAGRAPHS.split(asked)[0].strip()
    return question, f"{text[: label.start()]}\n{behind}"


def _from_label(rest: str) -> str:
    """What of a message without its question is to be answered from: what a label announces, or all that is long."""
    label = _CONTEXT.search(rest)
    found = rest[label.end() if label is not None else 0 :].strip()
    answers = list(_ANSWER.finditer(found))
    if answers and not found[answers[-1].end() :].strip():
        found = found[: answers[-1].start()]
    return found if label is not None or len(found.split()) >= _ENOUGH else ""


# --- at an end ----------------------------------------------------------------------------------------------------


def _at_an_end(text: str) -> Brought:
    """The first or the last paragraph where that is a question, or the last sentence; the rest is what it is about."""
    paragraphs = _PARAGRAPHS.split(text.strip())
    for question, others in ((paragraphs[-1], paragraphs[:-1]), (paragraphs[0], paragraphs[1:])):
        if others and _ENDS_AS_QUESTION.search(question) and len(" ".join(others).split()) >= _ENOUGH:
            return Brought(question.strip(), "\n\n".join(others).strip())
    *before, last = _SENTENCE_BEFORE.split(text.strip())
    rest = text.strip()[: -len(last)].strip() if last and before else ""
    if _ENDS_AS_QUESTION.search(last) and len(rest.split()) >= _ENOUGH and len(last.split()) > 1:
        return Brought(last, rest)
    return Brought(text)
