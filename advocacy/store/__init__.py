"""The store: campaigns, their history and their editions in a database of one's own."""

from advocacy.store.database import DamagedError, open_store
from advocacy.store.endorsements import Endorsements
from advocacy.store.location import data_directory
from advocacy.store.merge import Conflict
from advocacy.store.outbox import Mail, Outbox
from advocacy.store.public_pages import PublicPage, PublicPages
from advocacy.store.repository import ConflictError, Store, TakenError
from advocacy.store.retention import Retention
from advocacy.store.signing import Signing
from advocacy.store.values import Edition, Revision, Stored

__all__ = [
    "Conflict",
    "ConflictError",
    "DamagedError",
    "Edition",
    "Endorsements",
    "Mail",
    "Outbox",
    "PublicPage",
    "PublicPages",
    "Retention",
    "Revision",
    "Signing",
    "Store",
    "Stored",
    "TakenError",
    "data_directory",
    "open_store",
]
