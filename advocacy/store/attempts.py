"""Guessing made slow: after some failures an account answers only after a pause, ever longer."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Callable

from sqlalchemy import Engine, delete, or_
from sqlalchemy.orm import Session

from advocacy.store.account_rows import AttemptRow
from advocacy.store.transactions import CREATION, lock, present, writing

__all__ = ["Attempts"]

FREE = 5
LONGEST = datetime.timedelta(minutes=15)
FORGOTTEN = datetime.timedelta(days=1)


class Attempts:
    """Attempts since the last success, by account, under a keyed hash.

    Whom somebody tried to be is not written down.
    An address without an account is counted like any other, so that nothing tells the two apart.
    No address of a machine is looked at: whoever guesses from many machines waits as well.
    """

    def __init__(
        self, engine: Engine, key: bytes, clock: Callable[[], datetime.datetime] = present
    ) -> None:
        self._engine = engine
        self._key = key
        self._clock = clock

    def begin(self, name: str) -> bool:
        """Count an attempt, and say whether it may be looked at now.

        It counts before it is looked at: many at the same moment are no way around. From the sixth
        on the pause after it doubles, up to a quarter of an hour.
        """
        with writing(self._engine) as session:
            lock(session, CREATION)
            now = self._clock()
            self._forget(session, now)
            row = session.get(AttemptRow, self._hash(name))
            if row is None:
                row = AttemptRow(key=self._hash(name), failures=0, until=now)
                session.add(row)
            if row.until > now:
                return False
            row.failures += 1
            doubled = max(0, min(row.failures - FREE, 20))
            pause = datetime.timedelta(seconds=2**doubled) if doubled else datetime.timedelta()
            row.until = now + min(pause, LONGEST)
            return True

    def succeeded(self, name: str) -> None:
        """Forget the failures."""
        with writing(self._engine) as session:
            session.execute(delete(AttemptRow).where(AttemptRow.key == self._hash(name)))

    def _forget(self, session: Session, now: datetime.datetime) -> None:
        # No pause reaches further than the longest: a clock was set back since it was noted.
        gone = or_(AttemptRow.until < now - FORGOTTEN, AttemptRow.until > now + LONGEST)
        session.execute(delete(AttemptRow).where(gone))

    def _hash(self, name: str) -> str:
        return hmac.new(self._key, name.strip().lower().encode(), hashlib.sha256).hexdigest()
