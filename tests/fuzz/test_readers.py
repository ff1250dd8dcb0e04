"""Files that are almost right: every reader takes them or refuses them with a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from advocacy import resources
from advocacy.appeals.recipe import read_recipe
from advocacy.campaigns.docx_reader import read_edits
from advocacy.campaigns.exchange_docx import export_docx, import_docx
from advocacy.campaigns.exchange_po import export_po, import_po
from advocacy.campaigns.file import parse_campaign, read_campaign
from advocacy.campaigns.logo import without_metadata
from advocacy.campaigns.markdown import blocks
from advocacy.campaigns.signatories import from_file, from_text, to_csv, to_xlsx
from advocacy.language.locale_file import read_locale
from advocacy.language.wording import parse
from tests.fuzz.trying import any_text, bent, nothing_worse, try_many

if TYPE_CHECKING:
    from advocacy.production.workshop import Workshop

CAMPAIGN = read_campaign(
    next(path for path in resources.examples() if path.stem.startswith("letter"))
)
TOML = [
    b"=",
    b"[",
    b"]",
    b"[[",
    b'"""',
    b"'''",
    b'"',
    b"\\u",
    b"\n",
    b".",
    b"1979-05-27",
    b"{",
    b"}",
    b"inf",
    b"0x",
    b"#",
    b"\x00",
    b"\xff",
    b"true",
    b"en",
    b"people",
    b"title",
]
PO = [
    b'msgid "',
    b'msgstr "',
    b'msgctxt "',
    b'"\n',
    b"#, fuzzy\n",
    b"#| ",
    b"#~ ",
    b"\\n",
    b"\\",
    b'msgid_plural "',
    b"msgstr[0] ",
    b"Language: fr\\n",
    b"\x00",
    b"\xff",
]
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g fill="#fff"><path d="M0 0"/>'
    b"<text>a</text></g></svg>"
)


def in_a_file(name: str, folder: Path, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_campaign_files() -> None:
    samples = [path.read_bytes()[:6_000] for path in resources.examples()]
    check = nothing_worse(lambda data: parse_campaign(data.decode("utf-8", "replace"), "a.toml"))
    try_many("campaign files", bent(samples, TOML), check, examples=60)


def test_languages_and_recipes(tmp_path: Path) -> None:
    folder = resources.folder("locales") / "fr"
    samples = [(folder / "locale.toml").read_bytes()]

    def check(data: bytes) -> object:
        in_a_file("locale.toml", tmp_path, data)
        return nothing_worse(read_locale)(tmp_path)

    try_many("languages", bent(samples, TOML), check, examples=40)


def test_recipes(tmp_path: Path) -> None:
    recipes = sorted((resources.folder("templates") / "appeals").glob("*.toml"))

    def check(data: bytes) -> object:
        read = nothing_worse(lambda path: read_recipe(path, ("label.copy",)))
        return read(in_a_file("a.toml", tmp_path, data))

    try_many("recipes", bent([path.read_bytes() for path in recipes], TOML), check, examples=40)


def test_translations() -> None:
    sample = export_po(CAMPAIGN, "fr")[:5_000]
    check = nothing_worse(lambda data: import_po(CAMPAIGN, "fr", data))
    try_many("PO files", bent([sample], PO), check, examples=60)


def test_tables() -> None:
    sample = to_csv(CAMPAIGN.signatories, CAMPAIGN.languages) + b'"A, B",BY\r\n=1+1;\t"\r\n'
    tokens = [b",", b";", b"\t", b'"', b"\r\n", b"\n", b"=", b"sep=;", b"\xff\xfe", b"\x00", b"'"]
    check = nothing_worse(lambda data: from_file(data, "en"))
    try_many("tables", bent([sample], tokens), check, examples=80)


def test_lists_of_names() -> None:
    pieces = ["(", ")", "\n", "\t", ",", "–", "BY", "Belarus", "a@b.org", ":", "«", "»", "1.", "•"]
    check = nothing_worse(lambda text: from_text(text, "ru"))
    try_many("lists", any_text(pieces), check, examples=60)


def archives(data: bytes) -> st.SearchStrategy[bytes]:
    """Draw archives of which one part is bent, and archives that are bent themselves."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    tokens = [b"<w:p>", b"</w:p>", b"<w:t>", b"&#0;", b"&a;", b"<!--", b"]]>", b'xml:id="a"', b"<"]

    def packed(name: str, part: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
            for other, content in {**parts, name: part}.items():
                written.writestr(other, content)
        return made.getvalue()

    readable = [name for name in parts if name.endswith((".xml", ".rels")) and parts[name]]
    one = st.sampled_from(readable).flatmap(
        lambda name: bent([parts[name]], tokens).map(lambda part: packed(name, part))
    )
    return st.one_of(one, bent([data], [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"]))


def test_workbooks() -> None:
    data = to_xlsx(CAMPAIGN.signatories, CAMPAIGN.languages)
    check = nothing_worse(lambda bytes_: from_file(bytes_, "en"))
    try_many("workbooks", archives(data), check, examples=40)


def test_documents_that_come_back(workshop: Workshop) -> None:
    document = workshop.compose(CAMPAIGN, "en", draft=True)
    data = workshop.write(document, "docx")
    check = nothing_worse(lambda bytes_: read_edits(bytes_, document))
    try_many("edited documents", archives(data), check, examples=40)


def test_tables_of_translators() -> None:
    data = export_docx(CAMPAIGN, "fr")
    check = nothing_worse(lambda bytes_: import_docx(CAMPAIGN, "fr", bytes_))
    try_many("translated documents", archives(data), check, examples=30)


def test_logos() -> None:
    from tests.hostile.bad_files import picture

    samples = [SVG, picture("PNG", (40, 40))(), picture("JPEG", (40, 40))()]
    tokens = [b"<g>", b"</g>", b"url(", b"data:", b"href=", b"<!--", b"&", b"IDAT", b"\xff\xd8"]
    try_many("logos", bent(samples, tokens), nothing_worse(without_metadata), examples=80)


def test_markdown() -> None:
    pieces = [
        "*",
        "**",
        "_",
        "`",
        "[",
        "](",
        ")",
        "https://a.org",
        "[^1]",
        "[^1]: ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "\\",
        "<",
        ">",
        "&amp;",
        "!",
        "|",
        "~~",
        "    ",
        "é",
    ]
    try_many("Markdown", any_text(pieces), nothing_worse(lambda t: blocks(t, "a")), examples=150)


def test_inflection() -> None:
    pieces = ["{", "}", "[", "]", "person", ":", "|", "=", "f", "m", "fpl", "[acc]", "{{", "}}"]
    try_many("inflection", any_text(pieces), nothing_worse(parse), examples=200)


def test_an_unguarded_reader_is_noticed() -> None:
    def careless(text: str) -> int:
        return int(text)

    with pytest.raises(ValueError, match="invalid literal"):
        try_many("careless", st.just("x"), nothing_worse(careless), examples=1)
