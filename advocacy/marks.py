"""Names under which a file keeps the place of a text, so that an edited file can be read back.

A writer of an editable format puts the name of each text beside it; whoever reads the edited file
compares it with the same document. The names say nothing to anybody who lacks the document.
"""

from __future__ import annotations

import hashlib
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
    place = "\0".join((document.identifier, document.language, key, str(part)))
    return MARK + hashlib.sha256(place.encode()).hexdigest()[:20]
