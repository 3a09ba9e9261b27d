"""The words of a text that carry meaning, and their stems: what evidence and lexical search compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
PAIRED = "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f々〆"
TRIPLED = "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
"""Scripts without spaces between words, as they stand in a class of letters; told by two or three letters at a time."""

UNSPACED = re.compile(rf"(?P<pairs>[{PAIRED}]+)|[{TRIPLED}]+")
PARTICLES = re.compile("[\u3041-\u309f]+")
"""What Japanese writes its endings and particles in."""

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
    """Words without accents, case or soft hyphens, in order: letters and digits of any script, nothing else.

    Of scripts that put no spaces between words each pair of letters is one (three letters of Thai and the like).
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))  # capitals among letters of other styles, too
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    found = _WORD.findall(unicodedata.normalize("NFC", bare))
    return [part for word in found for part in _parts(word)] if UNSPACED.search(bare) else found


def _parts(word: str) -> Iterator[str]:
    """A run of letters and digits of several scripts in pieces."""
    after = 0
    for run in UNSPACED.finditer(word):
        yield from filter(None, [word[after : run.start()]])
        size = 2 if run["pairs"] else 3
        yield from (run[0][at : at + size] for at in range(max(1, len(run[0]) - size + 1)))
        after = run.end()
    yield from filter(None, [word[after:]])


FUNCTION_WORDS = frozenset(words(
    """aan aantal agli alla alle allo als andere anche ao aos avec beter bij che chi ci cui da dai dal dalla das de
    deel deze di die dit do does doen dos du dus een elke em er està foi geen gli haar hanno heb hebben heeft hem
    het hij hoe hoeveel hun ik il io isso iets je jij jou jullie kan kun kunnen lei lo loro maar mag meer mij
    mijn minha moet moeten mogen na naar nell nella nelle nel não niet nog o of om omdat onze ons ook op os ou over
    pela pelo perché perche per più qual quale quali quando quanta quante quanti quanto quantos quantas quello questa
    questo são se sei sem seu sia siamo sono sta sua su sul sulla tem ter toch tot tra tussen u uit um uma vanaf
    veel voor vooral waar waarom wanneer was wat we welk welke werd wie wij worden wordt ze zich zij zijn zo zonder zou
    è à ab aber al alle als am an au auch auf aus aux avec bei beim bin bis ce ces cette combien comment como con cual
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
"""Words of German, French, Spanish, Dutch, Italian and Portuguese that carry no meaning, as `words` gives them."""


def content_words(text: str) -> list[str]:
    """The words that are not empty ones; all of them where nothing else would be left."""
    found = words(text)
    return [word for word in found if word not in STOPWORDS and not PARTICLES.fullmatch(word)] or found


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
