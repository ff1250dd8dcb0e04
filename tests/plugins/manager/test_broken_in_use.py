"""With every broken plugin installed, the program is used as on any other day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient

from advocacy.production.workshop import open_workshop
from advocacy.web import create_app

if TYPE_CHECKING:
    from tests.conftest import Called
from tests.data_dirs import DataDir

BROKEN = Path(__file__).parents[2] / "broken_plugins"
STATEMENT = "joint-statement-2021"


@pytest.fixture
def client(tmp_path: Path, first_start: DataDir) -> FlaskClient:
    workshop = open_workshop(plugin_dirs=[BROKEN])
    return create_app(data_dir=first_start.at(tmp_path), workshop=workshop).test_client()


def test_the_command_line_names_each_of_them(cli: Callable[..., Called]) -> None:
    done = cli("plugins", "--plugins-dir", BROKEN)
    assert done.status == 0
    names = {path.stem for path in BROKEN.iterdir() if path.name != "__pycache__"}
    assert [name for name in sorted(names) if name not in done.out] == []
    assert "Traceback" not in done.out + done.err


def test_tracebacks_are_shown_on_demand(cli: Callable[..., Called]) -> None:
    done = cli("plugins", "--plugins-dir", BROKEN, "--traceback")
    assert "Traceback (most recent call last)" in done.out


def test_the_joint_statement_is_rendered(
    cli: Callable[..., Called], examples: tuple[Path, ...], tmp_path: Path
) -> None:
    (campaign,) = (path for path in examples if path.stem == STATEMENT)
    for folder, options in (("with", ["--plugins-dir", BROKEN]), ("without", [])):
        order = ["--language", "de", "--format", "docx,html,markdown,odt,text"]
        done = cli("render", campaign, *order, "--out", tmp_path / folder, *options)
        assert done.status == 0, done.err
        assert ("transform_document failed" in done.err) == (folder == "with")
    made = {path.name: path.read_bytes() for path in (tmp_path / "with").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "without").iterdir()}
    assert len(made) == 5


def test_a_format_that_fails_is_a_sentence_that_names_its_plugin(
    cli: Callable[..., Called], examples: tuple[Path, ...], tmp_path: Path
) -> None:
    (campaign,) = (path for path in examples if path.stem == STATEMENT)
    options = ["--language", "de", "--out", tmp_path, "--plugins-dir", BROKEN]
    done = cli("render", campaign, "--format", "raises", *options)
    assert done.status == 1
    assert "The plugin “raises_while_writing” could not write the format “raises”" in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "odt", "pdf", "text"])
def test_the_joint_statement_is_downloaded_in_the_browser(client: FlaskClient, name: str) -> None:
    opened = client.get(f"/campaigns/{STATEMENT}", follow_redirects=True)
    assert opened.status_code == 200
    answer = client.get(f"/campaigns/{STATEMENT}/files/de.{name}")
    assert answer.status_code == 200
    assert len(answer.data) > 1000


def test_the_pack_of_chosen_formats_is_whole(client: FlaskClient) -> None:
    chosen = "language_version=de&language_version=fr&format=docx&format=text"
    answer = client.get(f"/campaigns/{STATEMENT}/pack?{chosen}")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")


def test_a_failing_format_is_a_page_and_not_a_crash(client: FlaskClient) -> None:
    answer = client.get(f"/campaigns/{STATEMENT}/files/de.raises")
    assert answer.status_code >= 400
    assert "raises_while_writing" in answer.get_data(as_text=True)


def test_an_appeal_type_that_is_broken_says_where(
    cli: Callable[..., Called], examples: tuple[Path, ...], tmp_path: Path
) -> None:
    (tmp_path / "appeals").mkdir()
    (tmp_path / "appeals" / "torn.toml").write_text('id = "torn"\n[[blocks]]\nkind = "titel"\n')
    (campaign,) = (path for path in examples if path.stem == STATEMENT)
    text = campaign.read_text("utf-8").replace('appeal = "joint-statement"', 'appeal = "torn"')
    copy = tmp_path / "torn-campaign.toml"
    copy.write_text(text, encoding="utf-8")
    said = cli("check", copy, "--templates-dir", tmp_path)
    assert "There is no appeal type “torn”" in said.err
    assert "torn.toml:3: blocks[1].kind must be one of: head," in said.err
    assert "torn.toml:3: blocks[1].kind" in cli("plugins", "--templates-dir", tmp_path).out
