"""Which texts say the same: whoever agreed to one has agreed to the other."""

from __future__ import annotations

from advocacy.store.merge import changes
from advocacy.store.paths import Path
from advocacy.store.values import Data

__all__ = ["differences"]

ASIDE = frozenset(
    {"basis", "former", "languages", "options", "sender", "signatories", "slug", "source"}
)
"""Who signs, how it looks, and what the program remembers: not what is said."""
FORMS = frozenset({"name_forms", "office_forms", "id"})


def differences(before: Data, after: Data) -> tuple[Path, ...]:
    """Return the places in which two versions of a campaign say something different.

    Signatories, the look, inflected forms and a language that was added or taken away do not count:
    nobody has to agree again because a translation was finished.
    """
    kept = set(before.get("languages", ())) & set(after.get("languages", ()))
    lost = {*before.get("languages", ()), *after.get("languages", ())} - kept
    return tuple(
        path
        for path in changes(before, after)
        if path[0] not in ASIDE and not FORMS & set(path) and path[-1] not in lost
    )
