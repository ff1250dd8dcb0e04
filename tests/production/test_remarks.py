"""Remarks: whoever edits a version is told, beside the text, what is stale or unconfirmed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from advocacy import resources
from advocacy.campaigns.docx_reader import read_edits
from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign
from advocacy.campaigns.places import changed, text_at
from advocacy.campaigns.saving import saved
from advocacy.production.workshop import Workshop
from tests.validators import docx_failures


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """A statement whose second background paragraph was edited after it was translated."""
    path = next(one for one in resources.examples() if one.stem == "joint-statement-2021")
    before = saved(None, read_campaign(path))
    paragraphs = text_at(before, "texts.background", "en").split("\n\n")
    paragraphs[1] = "This paragraph says something new."
    return saved(before, changed(before, {"texts.background.en": "\n\n".join(paragraphs)}))


def comments(data: bytes) -> dict[str, str]:
    """Return each comment with the paragraph that it is about, as python-docx finds them."""
    document = docx.Document(io.BytesIO(data))
    texts = {comment.comment_id: comment.text for comment in document.comments}
    found = {}
    for paragraph in document.paragraphs:
        for mark in paragraph._p.iter(f"{{{paragraph._p.nsmap['w']}}}commentReference"):
            number = int(mark.get(f"{{{paragraph._p.nsmap['w']}}}id"))
            found[texts.pop(number)] = paragraph.text
    assert texts == {}
    return found


@pytest.mark.parametrize(
    ("tag", "said"),
    [("de", "hat sich geändert"), ("fr", "a été modifi"), ("ru", "измен"), ("it", "cambiat")],
)
def test_a_stale_paragraph_has_a_comment_with_both_sources_in_its_own_language(
    workshop: Workshop, campaign: Campaign, tag: str, said: str
):
    document = workshop.compose(campaign, tag, draft=True, remarks=True)
    [(text, paragraph)] = [
        item for item in comments(workshop.write(document, "docx")).items() if said in item[0]
    ]
    assert "This paragraph says something new." in text
    own = [block for block in document.blocks if block.key == "texts.background/2"]
    assert paragraph == "".join(run.text for run in next(own[0].texts()))


def test_what_has_no_place_in_the_text_stands_at_its_first_paragraph(
    workshop: Workshop, campaign: Campaign
):
    person = campaign.people[0]
    forms = {tag: replace(one, confirmed=False) for tag, one in person.name_forms.items()}
    doubtful = replace(campaign, people=(replace(person, name_forms=forms), *campaign.people[1:]))
    document = workshop.compose(doubtful, "ru", draft=True, remarks=True)
    [remark] = [one for one in document.remarks if "people[1].name_forms" in one.text]
    assert remark.key == document.blocks[0].key


def test_nobody_else_sees_remarks_and_a_file_without_them_has_no_such_part(
    workshop: Workshop, campaign: Campaign
):
    document = workshop.compose(campaign, "de", draft=True, remarks=True)
    bare = replace(document, remarks=())
    for name in workshop.formats:
        if not name.startswith("docx"):
            assert workshop.write(document, name) == workshop.write(bare, name)
    with zipfile.ZipFile(io.BytesIO(workshop.write(bare, "docx"))) as archive:
        assert "word/comments.xml" not in archive.namelist()


def test_comments_of_ours_are_no_answer_of_an_organisation(workshop: Workshop, campaign: Campaign):
    document = workshop.compose(campaign, "de", draft=True, remarks=True)
    assert document.remarks
    found = read_edits(workshop.write(document, "docx"), document)
    assert found.comments == ()
    assert found.proposals == ()


def test_a_file_with_comments_is_valid_by_the_schema(
    workshop: Workshop, campaign: Campaign, tmp_path: Path
):
    path = tmp_path / "commented.docx"
    document = workshop.compose(campaign, "ru", draft=True, remarks=True)
    path.write_bytes(workshop.write(document, "docx"))
    assert docx_failures(path) == []
