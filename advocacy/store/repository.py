"""The store's one door: campaigns in and out, each save whole, none lost to another."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from sqlalchemy import ColumnElement, Engine, Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from advocacy.errors import AdvocacyError, UnknownNameError, message
from advocacy.store.account_rows import RoleRow
from advocacy.store.merge import Conflict, changes, merge
from advocacy.store.models import CampaignRow, EditionRow, RevisionRow
from advocacy.store.outbox import Outbox
from advocacy.store.paths import show
from advocacy.store.scope import Scope
from advocacy.store.transactions import CREATION, lock, overwrite, present, reading, writing
from advocacy.store.values import Data, Edition, Revision, Stored

__all__ = ["ConflictError", "Store", "TakenError", "canonical"]

ATTEMPTS = 1000
REMEMBERED = frozenset({"basis", "former"})
"""What the program itself remembers of translations: nobody has to decide about it."""


class ConflictError(AdvocacyError):
    """Two people changed the same places; nothing was stored.

    ``current`` is what is stored, ``merged`` the result with the caller's values at the
    conflicting places: saving it with the current version as its base overrides the other's.
    """

    def __init__(self, current: Stored, merged: Data, conflicts: tuple[Conflict, ...]) -> None:
        self.current, self.merged, self.conflicts = current, merged, conflicts
        super().__init__(
            message(
                "store.conflict",
                "Somebody else changed the same place at the same time: {places}.",
                places=", ".join(map(str, conflicts)),
            )
        )


class TakenError(AdvocacyError):
    """Another campaign has the name already."""


def canonical(data: Data) -> str:
    """Write plain data as JSON, always the same for the same data; dates become ISO strings."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=_plain)


class Store:
    """Campaigns in a database; every method is one transaction and may be called from any thread.

    ``clock`` tells the time of a save; documents never carry it. With a ``scope`` there are no
    campaigns but those that it lets see.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime.datetime] = present,
        scope: Scope | None = None,
    ) -> None:
        self.engine = engine
        self._clock = clock
        self._scope = scope

    def within(self, scope: Scope) -> Store:
        """Return the same store as somebody sees it."""
        return Store(self.engine, self._clock, scope)

    def campaigns(self, *, first: int = 0, most: int | None = None) -> tuple[Stored, ...]:
        """Return the campaigns, the last changed first: all, or at most ``most`` from ``first``."""
        order = (CampaignRow.changed.desc(), CampaignRow.slug.desc())
        with reading(self.engine) as session:
            query = (
                select(CampaignRow)
                .where(*self._visible())
                .order_by(*order)
                .offset(first)
                .limit(most)
            )
            return tuple(map(_stored, session.scalars(query)))

    def count(self) -> int:
        """Return how many campaigns there are."""
        with reading(self.engine) as session:
            query = select(func.count(CampaignRow.id)).where(*self._visible())
            return session.scalar(query) or 0

    def get(self, slug: str) -> Stored:
        """Return one campaign; UnknownNameError names the nearest one."""
        with reading(self.engine) as session:
            return _stored(self._row(session, slug))

    def create(
        self, data: Data, author: str = "", *, number: bool = False, submission: str = ""
    ) -> Stored:
        """Keep a new campaign; with ``number``, a slug that is taken gets the next number.

        A form ``submission`` is taken once: sent again, it returns the campaign it has made.
        """
        with writing(self.engine) as session:
            lock(session, CREATION)
            made = select(CampaignRow).where(CampaignRow.submission == submission, *self._visible())
            if submission and (known := session.scalars(made).first()):
                return _stored(known)
            slug = self._named(str(data["slug"]))
            slug = _free_slug(session, slug) if number else slug
            row = CampaignRow(slug=slug, version=0, content="{}", author="", submission=submission)
            session.add(row)
            stored = self._keep(session, row, {**data, "slug": slug}, author)
            self._belong(session, row)
            return stored

    def save(
        self,
        slug: str,
        base_version: int,
        data: Data,
        author: str = "",
        *,
        check: Callable[[Data], object] = lambda data: None,
    ) -> Stored:
        """Keep what somebody made of ``base_version``.

        What others saved in between is merged; ConflictError where both changed the same place.
        ``check`` raises where the merged data, right in both its parts, is wrong as a whole.
        """
        with writing(self.engine) as session:
            row = self._row(session, slug, locked=True)
            if row.version == base_version:
                return self._keep(session, row, data, author)
            current = _stored(row)
            base = json.loads(_revision(session, row, base_version).content)
            merged, found = merge(base, current.data, json.loads(canonical(data)))
            conflicts = tuple(one for one in found if one.path[0] not in REMEMBERED)
            if conflicts:
                raise ConflictError(current, merged, conflicts)
            check(merged)
            return self._keep(session, row, merged, author)

    def delete(self, slug: str) -> None:
        """Delete a campaign with its history, and overwrite where it was on the disk."""
        with writing(self.engine) as session:
            row = self._row(session, slug, locked=True)
            Outbox(self.engine).forget(f"endorsement:{row.id}:", session=session)
            session.delete(row)
        overwrite(self.engine)

    def history(self, slug: str) -> tuple[Revision, ...]:
        """Return every save, the last first."""
        with reading(self.engine) as session:
            query = select(RevisionRow).where(
                RevisionRow.campaign_id == self._row(session, slug).id
            )
            rows = session.scalars(query.order_by(RevisionRow.version.desc())).all()
            return tuple(
                Revision(
                    version=row.version,
                    author=row.author,
                    at=row.at,
                    changes=tuple(json.loads(row.changes)),
                )
                for row in rows
            )

    def at_version(self, slug: str, version: int) -> Data:
        """Return the content of an earlier save."""
        with reading(self.engine) as session:
            content = _revision(session, self._row(session, slug), version).content
        return dict(json.loads(content))

    def restore(self, slug: str, version: int, author: str = "") -> Stored:
        """Make an earlier save the present one again; what came after it stays in the history."""
        with writing(self.engine) as session:
            row = self._row(session, slug, locked=True)
            data = json.loads(_revision(session, row, version).content)
            return self._keep(session, row, {**data, "slug": row.slug}, author)

    def freeze(self, slug: str, author: str = "", note: str = "") -> Edition:
        """Freeze the present text as the next edition; the same text twice is one edition."""
        with writing(self.engine) as session:
            row = self._row(session, slug, locked=True)
            digest = hashlib.sha256(row.content.encode()).hexdigest()
            last = session.scalars(_editions(row).limit(1)).first()
            if last is None or last.digest != digest:
                last = EditionRow(
                    campaign_id=row.id, number=last.number + 1 if last else 1, digest=digest,
                    author=author, at=self._clock(), note=note, content=row.content,
                )  # fmt: skip
                session.add(last)
            return _edition(last)

    def editions(self, slug: str) -> tuple[Edition, ...]:
        """Return the frozen texts, the last first."""
        with reading(self.engine) as session:
            return tuple(map(_edition, session.scalars(_editions(self._row(session, slug)))))

    def edition(self, slug: str, number: int) -> Edition:
        """Return one frozen text."""
        found = next((one for one in self.editions(slug) if one.number == number), None)
        if found is None:
            raise UnknownNameError(
                message("store.no_edition", "There is no edition {number}.", number=number)
            )
        return found

    def _keep(self, session: Session, row: CampaignRow, data: Data, author: str) -> Stored:
        """Write the next version and its revision; nothing where nothing changed."""
        if row.version and data["slug"] != row.slug:
            data = {**data, "slug": self._named(str(data["slug"]))}
        content = canonical(data)
        if content == row.content:
            return _stored(row)
        before, after = json.loads(row.content), json.loads(content)
        row.slug, row.content, row.author = str(data["slug"]), content, author
        row.version, row.changed = row.version + 1, self._clock()
        try:
            session.flush()
        except IntegrityError as error:
            raise _taken(str(data["slug"])) from error
        session.add(_new_revision(row, [show(path) for path in changes(before, after)]))
        return _stored(row)

    def _named(self, slug: str) -> str:
        return self._scope.name(slug) if self._scope else slug

    def _belong(self, session: Session, row: CampaignRow) -> None:
        """Give a new campaign to its team, and its organiser the role."""
        if self._scope is None:
            return
        row.team_id = self._scope.team
        if self._scope.account is not None:
            session.add(
                RoleRow(account_id=self._scope.account, campaign_id=row.id, role="organiser")
            )

    def _visible(self) -> tuple[ColumnElement[bool], ...]:
        return self._scope.conditions() if self._scope else ()

    def _row(self, session: Session, slug: str, *, locked: bool = False) -> CampaignRow:
        """Find a campaign; with ``locked`` nobody else changes it until the transaction ends."""
        query = select(CampaignRow).where(CampaignRow.slug == slug, *self._visible())
        row = session.scalars(query.with_for_update() if locked else query).first()
        if row is None:
            known = session.scalars(select(CampaignRow.slug).where(*self._visible())).all()
            raise _unknown(slug, known)
        return row


def _revision(session: Session, row: CampaignRow, version: int) -> RevisionRow:
    # A number of an address may be larger than a database can compare.
    sought = version if 0 < version <= row.version else 0
    found = session.scalars(
        select(RevisionRow).where(RevisionRow.campaign_id == row.id, RevisionRow.version == sought)
    ).first()
    if found is None:
        raise UnknownNameError(
            message("store.no_version", "There is no version {number}.", number=version)
        )
    return found


def _new_revision(row: CampaignRow, paths: list[str]) -> RevisionRow:
    return RevisionRow(
        campaign_id=row.id,
        version=row.version,
        author=row.author,
        at=row.changed,
        changes=json.dumps(paths, ensure_ascii=False),
        content=row.content,
    )


def _editions(row: CampaignRow) -> Select[EditionRow]:
    query = select(EditionRow).where(EditionRow.campaign_id == row.id)
    return query.order_by(EditionRow.number.desc())


def _free_slug(session: Session, slug: str) -> str:
    taken = set(session.scalars(select(CampaignRow.slug)))
    # A copy of a copy counts on; a year at the end belongs to the name.
    stem = re.sub(r"-\d{1,3}$", "", slug)
    numbered = (f"{stem}-{number}" for number in range(2, ATTEMPTS))
    return next(one for one in (slug, *numbered) if one not in taken)


def _unknown(slug: str, known: Sequence[str]) -> UnknownNameError:
    near = get_close_matches(slug, known, n=1)
    if near:
        text = message(
            "store.unknown_near", "There is no campaign “{slug}”; is “{near}” meant?",
            slug=slug, near=near[0],
        )  # fmt: skip
        return UnknownNameError(text)
    return UnknownNameError(message("store.unknown", "There is no campaign “{slug}”.", slug=slug))


def _taken(slug: str) -> TakenError:
    return TakenError(
        message("store.taken", "There is already a campaign named “{slug}”.", slug=slug)
    )


def _stored(row: CampaignRow) -> Stored:
    return Stored(
        slug=row.slug,
        version=row.version,
        data=json.loads(row.content),
        changed=row.changed,
        author=row.author,
    )


def _edition(row: EditionRow) -> Edition:
    return Edition(
        number=row.number, digest=row.digest, at=row.at, author=row.author, note=row.note,
        data=json.loads(row.content),
    )  # fmt: skip


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not plain data")
