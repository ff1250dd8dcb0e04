"""The store under any order of what people do, compared with a model of a few lines."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from advocacy.errors import UnknownNameError
from advocacy.store import ConflictError, TakenError, open_store
from advocacy.store.backup import make_backup
from advocacy.store.location import prepare
from advocacy.store.restoring import restore_backup
from tests.fuzz.trying import MINUTES

SLUGS = st.sampled_from(["a", "b", "c"])
FIELDS = st.sampled_from(["title", "note", "place"])
WORDS = st.text(max_size=5)


class Desk(RuleBasedStateMachine):
    """Several people at one store; ``kept`` is what has to be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "data"
        self.store = open_store(prepare(self.folder))
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.frozen: dict[str, list[dict[str, Any]]] = {}
        self.count = 0

    pages = Bundle("pages")
    backups = Bundle("backups")

    @rule(slug=SLUGS, words=WORDS)
    def create(self, slug: str, words: str) -> None:
        data = {"slug": slug, "title": words}
        try:
            self.store.create(data)
        except TakenError:
            assert slug in self.kept
        else:
            assert slug not in self.kept
            self.kept[slug], self.frozen[slug] = [data], []

    @rule(target=pages, slug=SLUGS)
    def open_page(self, slug: str) -> tuple[str, int, dict[str, Any]]:
        try:
            stored = self.store.get(slug)
        except UnknownNameError:
            assert slug not in self.kept
            return slug, 0, {"slug": slug}
        return slug, stored.version, dict(stored.data)

    @rule(page=pages, field=FIELDS, words=WORDS)
    def save(self, page: tuple[str, int, dict[str, Any]], field: str, words: str) -> None:
        slug, version, data = page
        mine = {**data, field: words}
        try:
            stored = self.store.save(slug, version, mine)
        except UnknownNameError:
            assert slug not in self.kept or version not in range(1, len(self.kept[slug]) + 1)
            return
        except ConflictError:
            return
        assert stored.data[field] == words
        if stored.data != self.kept[slug][-1]:
            self.kept[slug].append(dict(stored.data))

    @rule(slug=SLUGS, number=st.integers(0, 6))
    def restore(self, slug: str, number: int) -> None:
        try:
            stored = self.store.restore(slug, number)
        except UnknownNameError:
            assert slug not in self.kept or not 0 < number <= len(self.kept[slug])
            return
        if stored.data != self.kept[slug][-1]:
            self.kept[slug].append(dict(stored.data))
        assert stored.data == self.kept[slug][number - 1]

    @rule(slug=SLUGS)
    def freeze(self, slug: str) -> None:
        if slug in self.kept:
            self.store.freeze(slug)
            if not self.frozen[slug] or self.frozen[slug][-1] != self.kept[slug][-1]:
                self.frozen[slug].append(self.kept[slug][-1])

    @rule(slug=SLUGS)
    def delete(self, slug: str) -> None:
        if slug in self.kept:
            self.store.delete(slug)
            del self.kept[slug], self.frozen[slug]

    @rule(target=backups)
    def back_up(self) -> tuple[Path, Any, Any]:
        self.count += 1
        path = self.folder.parent / f"{self.count}.zip"
        make_backup(self.store.engine, self.folder, path)
        copies = [{k: list(v) for k, v in one.items()} for one in (self.kept, self.frozen)]
        return path, *copies

    @rule(backup=backups)
    def bring_back(self, backup: tuple[Path, Any, Any]) -> None:
        path, kept, frozen = backup
        restore_backup(path, self.store.engine, self.folder)
        self.kept, self.frozen = ({k: list(v) for k, v in one.items()} for one in (kept, frozen))

    @invariant()
    def everything_is_there(self) -> None:
        assert {one.slug: one.data for one in self.store.campaigns()} == {
            slug: versions[-1] for slug, versions in self.kept.items()
        }
        for slug, versions in self.kept.items():
            history = self.store.history(slug)
            assert [one.version for one in history] == list(range(len(versions), 0, -1))
            editions = [one.data for one in reversed(self.store.editions(slug))]
            assert editions == self.frozen[slug]

    def teardown(self) -> None:
        self.store.engine.dispose()
        self.place.cleanup()


def test_any_order_of_saves_deletions_and_backups_keeps_every_word() -> None:
    calm = settings(max_examples=6 + int(12 * MINUTES), stateful_step_count=20, deadline=None,
                    database=None, suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(Desk, settings=calm)
