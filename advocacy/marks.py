"""Names under which a file keeps the place of a text, so that an edited file can be read back.

A writer of an editable format puts the name of each text beside it; whoever reads the edited file
compares it with the same document. The names say nothing to anybody who lacks the document.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from advocacy.document import Document

__all__ = ["MARK", "mark"]

MARK: Final = "_adv"
"""What every name begins with; word processors hide bookmarks that begin with an underscore."""


def mark(document: Document, key: str, part: int = 1) -> str:
    """Return the name of the ``part``-th paragraph (from one) of the block with this key.

    It has 24 characters, letters and digits only after the underscore: Word allows 40. The same
    key in another campaign or language has another name.
    """
    return _name(document.identifier, document.language, key, part)


@lru_cache(maxsize=4096)
def _name(identifier: str, language: str, key: str, part: int) -> str:
    # All letters of a merge have the same places.
    place = "\0".join((identifier, language, key, str(part)))
    return MARK + hashlib.sha256(place.encode()).hexdigest()[:20]
