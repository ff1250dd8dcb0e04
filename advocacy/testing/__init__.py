"""For plugin authors: sample documents, and the contract that every writer must pass.

In a plugin's own tests::

    @pytest.mark.parametrize("name", CHECKS)
    def test_the_writer_keeps_the_contract(name):
        check(FORMAT, name)
"""

from __future__ import annotations

from advocacy.testing.contract import CHECKS, ContractError, Extract, Result, check, check_all
from advocacy.testing.extraction import UnreadableError, extract_text, missing
from advocacy.testing.samples import (
    LANGUAGES,
    bare,
    empty,
    every_block,
    hostile,
    long,
    rare,
)

__all__ = [
    "CHECKS",
    "LANGUAGES",
    "ContractError",
    "Extract",
    "Result",
    "UnreadableError",
    "bare",
    "check",
    "check_all",
    "empty",
    "every_block",
    "extract_text",
    "hostile",
    "long",
    "missing",
    "rare",
]
