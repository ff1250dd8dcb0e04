"""The sign-on flow under any order of what visitors and organisers do: each counted once."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.fuzz.trying import MINUTES
from tests.web.signing import STATEMENT, confirm, endorsements, link_in, mails, opened, sign

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

DECISIONS = st.sampled_from(["confirmed", "refused", "withdrawn"])


class Signing(RuleBasedStateMachine):
    """Visitors and organisers; ``states`` is what has become of each endorsement."""

    workshop: ClassVar[Workshop]
    links: Bundle[tuple[int, str]] = Bundle("links")

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.app = opened(Path(self.place.name) / "data", self.workshop)
        self.client = self.app.test_client()
        self.kept = endorsements(self.app.extensions["advocacy"].store)
        self.states: dict[int, str] = {}
        self.verified: set[int] = set()
        self.others = self.kept.count(STATEMENT)

    @rule(target=links, tag=st.sampled_from(["en", "de", "ru"]))
    def sign(self, tag: str) -> tuple[int, str]:
        number = len(self.states) + 1
        answer = sign(self.client, tag, f"Organisation {number}",
                      email=f"somebody-{number}@example.org")  # fmt: skip
        assert answer.status == 200
        [(recipient, _, body)] = mails(self.app)
        assert recipient == f"somebody-{number}@example.org"
        self.states[number] = "pending"
        return number, link_in(body)

    @rule(link=links)
    def press_confirm(self, link: tuple[int, str]) -> None:
        number, address = link
        if self.states[number] in {"pending", "confirmed"}:
            assert confirm(self.client, address).status == 200
            self.verified.add(number)
        else:
            assert self.client.get(address).status_code >= 400

    @rule(link=links)
    def only_look(self, link: tuple[int, str]) -> None:
        self.client.get(link[1])

    @rule(link=consumes(links))
    def withdraw(self, link: tuple[int, str]) -> None:
        number, address = link
        if self.states[number] in {"pending", "confirmed"}:
            assert confirm(self.client, address, "withdraw").status == 200
            self.states[number] = "withdrawn"

    @rule(decision=DECISIONS, data=st.data())
    def decide(self, decision: Any, data: st.DataObject) -> None:
        ready = sorted(self.verified)
        if ready:
            number = data.draw(st.sampled_from(ready))
            self.kept.decide(STATEMENT, [number], decision)
            self.states[number] = decision

    @rule(link=links)
    def forge(self, link: tuple[int, str]) -> None:
        number, address = link
        sign = "A" if address[-9] != "A" else "B"
        assert self.client.get(f"{address[:-9]}{sign}{address[-8:]}").status_code >= 400
        assert number in self.states

    @invariant()
    def each_is_there_once_and_only_confirmed_ones_count(self) -> None:
        found = {one.number: one.state for one in self.kept.all(STATEMENT)}
        assert found == self.states
        confirmed = list(found.values()).count("confirmed")
        assert self.kept.count(STATEMENT) == self.others + confirmed

    def teardown(self) -> None:
        self.place.cleanup()


def test_any_order_of_signing_confirming_and_deciding_counts_each_once(
    workshop: Workshop,
) -> None:
    calm = settings(max_examples=3 + int(4 * MINUTES), stateful_step_count=12, deadline=None,
                    database=None, suppress_health_check=list(HealthCheck))  # fmt: skip
    kind = type("Signing", (Signing,), {"workshop": workshop})
    run_state_machine_as_test(kind, settings=calm)
