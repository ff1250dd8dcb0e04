"""The words around a pasted list: tells greetings and a sender's signature from signatories."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["courtesies"]

OPENING = (
    r"dear|hello|hi|hey|good (?:morning|day|evening)|"
    r"liebe[r]?|sehr geehrte[r]?|hallo|guten (?:tag|morgen|abend)|"
    r"cher|chère|chers|chères|bonjour|bonsoir|"
    r"caro|cara|cari|care|gentile|gentili|buongiorno|buonasera|"
    r"уважаем\w+|дорог(?:ая|ой|ие)|здравствуйте|добрый (?:день|вечер)"
)
CLOSING = (
    r"best|best (?:wishes|regards)|(?:kind|warm|many) regards|regards|yours \w+|in solidarity|"
    r"mit (?:freundlichen|besten|herzlichen|solidarischen) grüßen|(?:viele|beste|liebe) grüße|"
    r"cordialement|bien cordialement|bien à (?:vous|toi)|salutations|amitiés|"
    r"cordiali saluti|distinti saluti|cari saluti|un caro saluto|"
    r"с уважением|с наилучшими пожеланиями|всего доброго"
)
THANKS = r"thanks|thank you|many thanks|danke|vielen dank|merci|grazie|спасибо"
REACHED = re.compile(r"https?://|www\.|(?:\+|\b00)\d[\d ()/.-]{6,}", re.IGNORECASE)
OPENS = re.compile(
    rf"(?:{OPENING}|{THANKS})(?:[,\s]+[^\W\d_]+)?(?:\s+[^\W\d_]+){{0,2}}[,.!]?", re.IGNORECASE
)
CLOSES = re.compile(rf"(?:{CLOSING})", re.IGNORECASE)
MOST_LINES_BELOW = 6


def courtesies(names: Sequence[str]) -> frozenset[int]:
    """Return the places in a list of those that are probably no signatories.

    They are greetings, thanks, the rest of a sentence that ends in an exclamation, addresses of the
    net, telephone numbers, and the few lines below a closing formula. Nothing is dropped for it: a
    person decides, since an organisation may call itself “Dear Neighbours”.
    """
    found = {place for place, name in enumerate(names) if _is_courtesy(name)}
    closings = [place for place, name in enumerate(names) if CLOSES.fullmatch(name.strip(" .!,"))]
    if closings and len(names) - closings[-1] - 1 <= MOST_LINES_BELOW:
        found |= set(range(closings[-1], len(names)))
    return frozenset(found)


def _is_courtesy(name: str) -> bool:
    return bool(
        (name.endswith(("!", "?")) and name[:1].islower())
        or OPENS.fullmatch(name)
        or CLOSES.fullmatch(name.strip(" .!,"))
        or REACHED.search(name)
    )
