"""The store: campaigns, their history and their editions in a database of one's own."""

from advocacy.store.database import DamagedError, open_store
from advocacy.store.location import data_directory
from advocacy.store.merge import Conflict
from advocacy.store.outbox import Mail, Outbox
from advocacy.store.repository import ConflictError, Store, TakenError
from advocacy.store.values import Edition, Revision, Stored

__all__ = [
    "Conflict",
    "ConflictError",
    "DamagedError",
    "Edition",
    "Mail",
    "Outbox",
    "Revision",
    "Store",
    "Stored",
    "TakenError",
    "data_directory",
    "open_store",
]
