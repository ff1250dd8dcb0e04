"""Beside the pages: what has expired is deleted without anybody thinking of it."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from advocacy.store.retention import Retention

__all__ = ["RetentionThread"]

PAUSE = 6 * 60 * 60.0  # seconds

logger = logging.getLogger(__name__)


class RetentionThread(threading.Thread):
    """Deletes at its start and some times a day, until it is stopped."""

    def __init__(self, retention: Retention, pause: float = PAUSE) -> None:
        super().__init__(name="advocacy-retention", daemon=True)
        self._retention = retention
        self._pause = pause
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Delete again and again; a database that is busy is asked again later."""
        while True:
            try:
                self._retention.run()
            except SQLAlchemyError as error:
                # Its words may repeat what was to be deleted.
                logger.warning("Expired data could not be deleted: %s", type(error).__name__)
            if self._stop_asked.wait(self._pause):
                return

    def stop(self) -> None:
        """End after the run that is going on."""
        self._stop_asked.set()
        self.join()
