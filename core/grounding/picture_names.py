"""Names that people give to what their pictures show, and questions about them: "This is Bruno", "Who is this?"."""

from __future__ import annotations

import re

_NAME = (
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:(?:de|da|del|van|von|der|den|la|le|of|the) )*[A-ZÀ-ÖØ-Þ0-9][\w'’.-]*){0,3})"
)
_WHO = r"(?:(?:my|our|the) (?:[a-zà-ÿ-]+ ){1,3})?"  # "my little dog Bruno"
_TAUGHT = re.compile(
    rf"^\W*(?:[Tt]his|[Tt]hat|[Tt]hese|[Hh]ere|[Ii]t|[Tt]he (?:\w+ )?(?:in|on) (?:this|the|my) (?:picture|photo|image))"
    rf"(?:['’]s| is| are) (?:called |named )?{_WHO}{_NAME}[\s.!]*$"
    rf"|^\W*(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) name is (?P<called>{_NAME.replace('name', 'inner')})[\s.!]*$"
)
_WHO_IS = re.compile(
    r"^\W*(?:do you know |can you tell me |tell me )?who(?:['’]s| is| are)?"
    r" (?:this|that|it|he|she|they|these|those|(?:(?:here|seen|shown) )?(?:in|on) (?:this|the|my|that|it)"
    r"(?: (?:picture|photo|photograph|image|pic))?)(?: (?:is|are))?\W*$"
    r"|^\W*(?:do you know|do you recogni[sz]e) (?:him|her|them|who this is|who that is|who it is)\W*$",
    re.IGNORECASE,
)
_IS_IT = re.compile(rf"^\W*(?:[Ii]s|[Aa]re) (?:this|that|it|these|he|she) {_WHO}{_NAME}\W*$")
_PICTURES_OF = re.compile(
    r"^\W*(?:(?:do|have) (?:i|you|we)(?: have| got)?|(?:are|is) there|can you (?:show me|find)|(?:show|find)(?: me)?|"
    r"where (?:is|are))\b.*?\b(?:pic|picture|photo|photograph|image)s? (?:of|with|showing) (?P<of>[^?!]+?)"
    r"(?: in (?:my|the|our) library)?[\s.?!]*$|^\W*show me (?P<shown>[^?!]+?)[\s.?!]*$",
    re.IGNORECASE,
)


def taught(text: str) -> str | None:
    """The name that a message gives to what its picture shows: a name begins with a capital letter."""
    found = _TAUGHT.match(text)
    return (found["name"] or found["called"]).rstrip(".") if found else None


def asks_who(text: str) -> bool:
    """Whether it asks whom a picture shows."""
    return _WHO_IS.match(text) is not None


def asks_whether(text: str) -> str | None:
    """The name in "Is this Bruno?"."""
    found = _IS_IT.match(text)
    return found["name"].rstrip(".") if found else None


def asks_pictures_of(text: str) -> str | None:
    """What pictures are asked for, in the words of the question."""
    found = _PICTURES_OF.match(text)
    return (found["of"] or found["shown"]).strip() if found else None
