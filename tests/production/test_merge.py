"""One campaign and a list of people become letters: in a ZIP, in a folder, in one PDF."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.errors import RefusedError
from advocacy.production.executors import open_workers
from advocacy.production.letters import Job, personal
from advocacy.production.merge import Merge, joined_format
from advocacy.production.people import open_people
from advocacy.production.workshop import Workshop
from tests import validators
from tests.plugins.pdf import reading
from tests.production import merging
from tests.production.merging import finished, persons, run_of, zipped

MANIFEST = "MANIFEST.sha256"


def expected(workshop: Workshop, people: Path, format_name: str) -> Iterator[bytes]:
    """Each letter as it is made alone."""
    for person in merging.read(workshop, people)[0]:
        campaign = personal(merging.campaign(), person)
        yield workshop.render(campaign, person.language, format_name)


@pytest.mark.parametrize("format_name", ["docx", "html", "pdf"])
def test_a_zip_holds_each_letter_as_it_is_made_alone_and_the_sums_of_all(
    workshop: Workshop, tmp_path: Path, format_name: str
) -> None:
    people = merging.table(tmp_path, persons(6))
    finished(run_of(workshop, people, tmp_path / "letters.zip", format_name=format_name))
    files = zipped(tmp_path / "letters.zip")
    sums = files.pop(MANIFEST).decode().splitlines()
    assert list(files.values()) == list(expected(workshop, people, format_name))
    assert sums == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in files.items()]
    assert list(files)[:2] == [
        f"00000{number + 1}-anna-beispiel-{number}.{tag}.{format_name}"
        for number, tag in ((1, "en"), (2, "fr"))
    ]


@pytest.mark.parametrize("format_name", ["text", "pdf"])
def test_a_folder_holds_the_same_files_as_the_zip(
    workshop: Workshop, tmp_path: Path, format_name: str
) -> None:
    people = merging.table(tmp_path, persons(6))
    for out in (tmp_path / "letters", tmp_path / "letters.zip"):
        finished(run_of(workshop, people, out, format_name=format_name))
    folder = {path.name: path.read_bytes() for path in (tmp_path / "letters").iterdir()}
    assert folder == zipped(tmp_path / "letters.zip")
    assert len(folder) == 7


def test_each_letter_carries_its_own_sender_sentence_and_addressee(
    workshop: Workshop, tmp_path: Path
) -> None:
    text = write_campaign(merging.campaign())
    first, second = text.split("[[addressees]]", 1)[1].split("\n\n", 1)[0], "Ombudsperson"
    twice = text.replace("[[addressees]]", f"[[addressees]]{first}\n\n[[addressees]]", 1)
    path = tmp_path / "campaign.toml"
    path.write_text(twice.replace("Prosecutor General of the Republic", second, 1))
    campaign = read_campaign(path)
    rows = [
        ("Anna", "Lindenweg 1", "en", "I teach.", "2"),
        ("Bela", "", "en", "", "1"),
    ]
    people = open_people(merging.table(tmp_path, rows), campaign, workshop.languages)
    job = Job(campaign=write_campaign(campaign), format="text", pattern="{number}")
    finished(Merge(job, people, tmp_path / "letters.zip"))
    anna, bela, _ = (data.decode() for data in zipped(tmp_path / "letters.zip").values())
    assert all(word in anna for word in ("Anna", "Lindenweg 1", "I teach.", "Prosecutor General"))
    assert second not in anna
    assert all(word in bela for word in ("Bela", second))
    assert not any(word in bela for word in ("Anna", "I teach."))


@pytest.fixture(scope="module")
def merged(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Sixty letters in five languages in one PDF: more than one part."""
    folder = tmp_path_factory.mktemp("merged")
    people = merging.table(folder, persons(60))
    run = run_of(workshop, people, folder / "letters.pdf", format_name="pdf", joined=True)
    finished(run)
    return people, (folder / "letters.pdf").read_bytes()


@pytest.mark.parametrize(("own", "veras"), [("ua1", "PDFUA-1"), ("2a", "PDFA-2A")])
def test_a_merged_pdf_keeps_both_norms(
    merged: tuple[Path, bytes], verapdf: validators.VeraPdf, own: str, veras: str
) -> None:
    assert validators.pdf_failures(merged[1], own) == []
    assert verapdf.failures(merged[1], veras) == {}


def test_a_merged_pdf_has_no_fault_of_syntax(merged: tuple[Path, bytes], tmp_path: Path) -> None:
    (tmp_path / "merged.pdf").write_bytes(merged[1])
    assert validators.qpdf_failures(tmp_path / "merged.pdf") == []


def test_a_merged_pdf_reads_as_all_letters_one_after_the_other(
    workshop: Workshop, tmp_path: Path
) -> None:
    people = merging.table(tmp_path, persons(5))
    out = tmp_path / "letters.pdf"
    finished(run_of(workshop, people, out, format_name="pdf", joined=True))
    documents = [
        workshop.compose(personal(merging.campaign(), person), person.language)
        for person in merging.read(workshop, people)[0]
    ]
    whole = " ".join(map(reading.expected, documents))
    assert reading.spoken(out.read_bytes()) == reading.words(whole)


def test_a_merged_pdf_has_a_bookmark_for_each_letter_that_leads_to_its_first_page(
    workshop: Workshop, merged: tuple[Path, bytes]
) -> None:
    people, data = merged
    lengths = [
        len(pikepdf.open(io.BytesIO(each)).pages) for each in expected(workshop, people, "pdf")
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [group.title for group in outline.root] == ["1–50", "51–60"]
        found = [
            (item.title, pdf.pages.index(item.destination[0]))
            for group in outline.root
            for item in group.children
        ]
    names = [name for name, *_ in persons(60)]
    assert found == [(name, sum(lengths[:place])) for place, name in enumerate(names)]


def test_a_merged_pdf_holds_each_face_once_and_each_letter_in_its_own_language(
    workshop: Workshop, merged: tuple[Path, bytes]
) -> None:
    people, data = merged
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [each.FontName for each in pdf.objects if "/FontFile2" in _keys(each)]
        [body] = [pdf.Root.StructTreeRoot.K]
        tongues = [str(part.Lang)[:2] for part in body.K]
    assert len(fonts) == len(set(fonts)) <= 4
    assert tongues == [person.language for person in merging.read(workshop, people)[0]]
    assert len(data) < sum(map(len, expected(workshop, people, "pdf"))) / 2


def _keys(item: object) -> set[str]:
    return set(item.keys()) if isinstance(item, pikepdf.Dictionary) else set()


def test_one_two_and_three_workers_make_the_same_bytes(workshop: Workshop, tmp_path: Path) -> None:
    rows = persons(110)
    # One is found by who reads the list, one by a worker: no font of a PDF has the signs.
    rows[60:62] = [("", "", "de", "", ""), ("𒀀𒀁", "", "de", "", "")]
    people = merging.table(tmp_path, rows)
    made = []
    for count in (1, 2, 3):
        folder = tmp_path / str(count)
        folder.mkdir()
        with open_workers(count=count) as workers:
            for name in ("letters.zip", "letters.pdf"):
                run = run_of(
                    workshop, people, folder / name, format_name="pdf", joined=name.endswith("pdf")
                )
                summary = run.run(workers)
                assert (summary.made, summary.failed) == (108, 2)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert sorted(made[0]) == ["letters.pdf", "letters.report.csv", "letters.zip"]
    assert made[0] == made[1] == made[2]


def test_rows_that_cannot_be_used_are_in_a_report_beside_the_letters(
    workshop: Workshop, tmp_path: Path
) -> None:
    rows = [*persons(1), ("", "", "de", "", ""), ("Anna", "", "xx", "", "")]
    run = run_of(workshop, merging.table(tmp_path, rows), tmp_path / "letters.zip")
    summary = finished(run)
    assert summary.report == tmp_path / "letters.report.csv"
    assert summary.report.read_text(encoding="utf-8-sig").splitlines() == [
        "row,reason",
        "3,There is no name in this row.",
        "4,The campaign has no version in “xx”.",
    ]


def test_a_run_without_faults_takes_an_old_report_away(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "letters.report.csv").write_text("old", encoding="utf-8")
    finished(run_of(workshop, merging.table(tmp_path, persons(1)), tmp_path / "letters.zip"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters.zip", "people.csv"]


def test_a_folder_that_holds_something_else_is_left_alone(
    workshop: Workshop, tmp_path: Path
) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    (out / "mine").touch()
    run = run_of(workshop, merging.table(tmp_path, persons(1)), out)
    with pytest.raises(RefusedError, match="is not empty"):
        finished(run)
    assert [path.name for path in out.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("name", "expected_format"), [("letters.zip", ""), ("letters", ""), ("letters.pdf", "pdf")]
)
def test_the_name_of_the_output_says_its_kind(
    workshop: Workshop, tmp_path: Path, name: str, expected_format: str
) -> None:
    assert joined_format(tmp_path / name, workshop.formats.values()) == expected_format


def test_an_output_of_no_known_kind_is_refused(workshop: Workshop) -> None:
    with pytest.raises(RefusedError, match=r"letters.doc is none"):
        joined_format(Path("letters.doc"), workshop.formats.values())
