"""The search for cycles waits while somebody draws, and goes on afterwards whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import ModuleType

import pytest

Undisturbed = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def undisturbed(part: Callable[[str], ModuleType]) -> Undisturbed:
    found: Undisturbed = part("collector").undisturbed
    return found


def test_it_waits_for_the_last_of_those_who_draw(undisturbed: Undisturbed):
    assert gc.isenabled()
    with undisturbed():
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_document_that_was_refused(undisturbed: Undisturbed):
    with pytest.raises(ValueError, match="refused"), undisturbed():
        raise ValueError("refused")
    assert gc.isenabled()


def test_whoever_has_switched_it_off_finds_it_off(undisturbed: Undisturbed):
    gc.disable()
    try:
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
