"""Small words of English: articles, plurals, lists."""

from __future__ import annotations

from collections.abc import Sequence


def article(title: str) -> str:
    """With "a" or "an"; a plural ("grapes") and what has an article stay as they are."""
    last = title.rsplit(" ", 1)[-1]
    if title.split(" ", 1)[0].lower() in ("a", "an", "the") or (last.endswith("s") and last != "cross"):
        return title
    return f"{'an' if title[:1].lower() in 'aeiou' else 'a'} {title}"


def plural(title: str) -> str:
    """The plural of a title."""
    return title + ("es" if title.endswith(("s", "x", "ch", "sh")) else "s")


def join(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
