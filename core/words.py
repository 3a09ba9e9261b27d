"""The words of a text that carry meaning, and their stems: what evidence and lexical search compare."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, joiners, marks of direction
STOPWORDS = frozenset(
    """a about above after again against all also am an and any are aren as at be because been before being below
    between both but by can cannot could couldn d did didn do does doesn doing don down during each either else ever few
    for from further had hadn has hasn have haven having he hence her here hers herself him himself his how however i if
    in into is isn it its itself just ll m may me might more most much must my myself neither no nor not now o of off on
    once only or other our ours ourselves out over own per please quite rather re s same shall she should shouldn since
    so some such t tell than that the their theirs them themselves then there these they this those though through thus
    to too under until up upon us ve very via was wasn we were weren what when where whether which while who whom whose
    why will with within without won would wouldn yet you your yours yourself yourselves""".split()
)


def words(text: str) -> list[str]:
    """Words without accents, case or soft hyphens, in order: letters and digits of any script, nothing else."""
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))  # capitals among letters of other styles, too
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(unicodedata.normalize("NFC", bare))


FUNCTION_WORDS = frozenset(words(
    """ab aber al alle als am an au auch auf aus aux avec bei beim bin bis ce ces cette combien comment como con cual
    cuando cuál cuándo cuánta cuántas cuánto cuántos cómo da damit dann dans darf das dass de del dem den denn der
    deren des die dies diese diesem diesen dieser dir doch donde dort du durch dónde dürfen ein eine einem einen
    einer eines el ella elle elles ellos en er es esa ese eso est esta este está et euch euer für gegen gibt hab
    habe haben hat hatte hay hier ich ihm ihn ihnen ihr ihre il ils im in ins ist ja je jede jedem jeden jeder jetzt
    kann kein keine keinem keinen keiner können la las le les leur leurs lo los lui ma mais man mehr mein meine
    meinem meinen meiner mes mi mich mir mis mit moi mon muss muy más müssen nach ne nicht no noch nos notre nous
    nur ob oder ohne ont ou où par para pas pero por porque pour pourquoi pro puede qu quand que quel quelle quelles
    quels qui quien quién quoi qué sa sans se sehr seit ser ses si sich sie sin sind so sobre soll sollen son sont
    steht su sur sus ta también te tes tiene toi ton tu um un una und une uno unos uns unser unsere unserem unseren
    unserer unter viel viele vom von vor vos votre vous wann war waren warum was weil welche welchem welchen welcher
    welches wem wen wenn wer werden wessen wie wieder wieviel wird wo wofür woher wohin womit worden wurde würde y
    ya zu zum zur zwischen über"""
))  # fmt: skip
"""Words of German, French and Spanish that carry no meaning, as `words` gives them."""


def content_words(text: str) -> list[str]:
    """The words that are not empty ones; all of them where nothing else would be left."""
    found = words(text)
    return [word for word in found if word not in STOPWORDS] or found


def stem(word: str) -> str:
    """A crude stem of an English word: enough for "founded" to meet "founder" and "cities" to meet "city"."""
    if len(word) <= 3 or not word.isascii() or word.isdigit():
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + replacement
    return word[:-1] if word.endswith("e") else word


_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ingly", ""), ("edly", ""), ("ments", ""), ("ment", ""), ("ness", ""),
    ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("ed", ""), ("er", ""),
    ("or", ""), ("ss", "ss"), ("es", ""), ("ly", ""), ("s", ""),
)  # fmt: skip


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in content_words(text)]
