"""What a block looks like in the file: named styles, true lists, notes, marks and frames."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import docx
import pytest

from advocacy import document as d
from tests.plugins.docx_writer import samples
from tests.plugins.docx_writer.parts import SPACES, Parts

Inside = Callable[[d.Document], Parts]
Write = Callable[[d.Document], bytes]


def of(*blocks: d.Block, **values: object) -> d.Document:
    """A document of these blocks."""
    return dataclasses.replace(samples.letter_ru(), blocks=blocks, **values)


def test_each_block_of_a_letter_has_its_named_style(inside: Inside):
    shown = [(style, text[:28]) for style, text in inside(samples.letter_de()).paragraphs()]
    assert shown == [
        ("Sender", "Anna Muster\nLindenweg 7\n1011"),
        ("Address", "An den Generalstaatsanwalt\nH"),
        ("Reference", "Unser Zeichen: AB 12/2021"),
        ("Date", "Berlin, den 15. Juli 2021"),
        ("Heading1", "Freilassung von Vera Beispie"),
        ("Salutation", "Sehr geehrter Herr Generalst"),
        ("BodyText", "Schreiben Sie hier einen Sat"),
        ("BodyText", "mit großer Sorge verfolge ic"),
        ("BodyText", "Artikel 19 des Internationale"[:28]),
        ("LeadIn", "Ich bitte Sie deshalb,"),
        ("Demand", "Vera Beispiel unverzüglich u"),
        ("Demand", "ihr sofort Zugang zu ärztlic"),
        ("Demand", "die Vorwürfe der Misshandlun"),
        ("Closing", "Mit freundlichen Grüßen"),
        ("Signature", "Anna Muster\nLehrerin"),
        ("Label", "Anlagen"),
        ("Enclosure", "Unterschriftenliste"),
        ("Label", "Kopie an:"),
        ("Copy", "Botschaft der Republik Belar"),
    ]


def test_each_block_of_a_statement_has_its_named_style(inside: Inside):
    styles = [style for style, _ in inside(samples.statement_ru(4)).paragraphs()]
    assert styles == [
        "Kicker", "Heading1", "Date", "Label", "Addressee", "LastAddressee", "BodyText", "Heading2",
        "BodyText", "BodyText", "BodyText", "Quote", "Attribution", "ListBullet", "ListBullet",
        "ListBullet", "LeadIn", "Demand", "Demand", "Demand", "BodyText", "Heading2",
        "Caption", *["Signatory"] * 8, "Caption", *["Signatory"] * 4, "SmallPrint",
    ]  # fmt: skip


def test_python_docx_reads_headings_and_styles_by_their_names(write: Write):
    document = docx.Document(io.BytesIO(write(samples.statement_ru())))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names[:4] == ["Kicker", "Heading 1", "Date", "Label"]
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["Заявление о деле Веры Примеровой", "Что произошло", "Подписали"]
    assert [len(table.rows) for table in document.tables] == [4, 21]


def test_headings_have_outline_levels_and_stay_with_their_text(inside: Inside):
    package = inside(samples.statement_ru())
    for level in ("1", "2", "3"):
        style = f"//w:style[@w:styleId='Heading{level}']/w:pPr"
        outline = package.values(f"{style}/w:outlineLvl/@w:val", "word/styles.xml")
        assert outline == [str(int(level) - 1)]
        assert package.values(f"name({style}/w:keepNext)", "word/styles.xml") != [""]


def test_every_ordered_list_starts_from_one_and_bullets_need_no_number_of_their_own(
    inside: Inside,
):
    items = (d.text("a"), d.text("b"))
    package = inside(
        of(
            d.Demands(items=items),
            d.Listing(items=items, ordered=True),
            d.Listing(items=items),
            d.Demands(items=items),
        )
    )
    used = [
        (style.get(f"{{{SPACES['w']}}}val"), number)
        for paragraph in package.find(".//w:p")
        for style in paragraph.findall("w:pPr/w:pStyle", SPACES)
        for number in [paragraph.xpath("string(.//w:numId/@w:val)", namespaces=SPACES)]
    ]
    assert used == [
        ("Demand", "4"), ("Demand", "4"), ("ListNumber", "5"), ("ListNumber", "5"),
        ("ListBullet", ""), ("ListBullet", ""), ("Demand", "6"), ("Demand", "6"),
    ]  # fmt: skip
    starts = package.values(
        "//w:num[@w:numId > 3]/w:lvlOverride/w:startOverride/@w:val", "word/numbering.xml"
    )
    assert starts == ["1", "1", "1"]


def test_lists_have_three_levels_for_those_who_edit(inside: Inside):
    package = inside(samples.letter_de())
    definitions = package.find("w:abstractNum", "word/numbering.xml")
    assert [len(item.findall("w:lvl", SPACES)) for item in definitions] == [3, 3, 3]


def test_a_run_says_its_language_only_where_it_differs(inside: Inside):
    package = inside(samples.letter_de())
    assert package.values("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["de-DE"]
    marked = package.find(".//w:r[w:rPr/w:lang]")
    assert ["".join(run.itertext()) for run in marked] == ["freedom of expression"]
    assert package.values("//w:r/w:rPr/w:lang/@w:val") == ["en-GB"]


def test_fonts_are_named_in_all_four_slots_and_never_by_a_theme(inside: Inside):
    package = inside(samples.statement_ru())
    fonts = package.find(".//w:rFonts", "word/styles.xml")
    assert [sorted(font.attrib.values()) for font in fonts] == [["PT Serif"] * 4]
    assert not [name for name in package.files if "theme" in name]
    assert b"Theme" not in package.files["word/styles.xml"]


def test_emphasis_is_a_named_style_and_bold_styles_keep_theirs(inside: Inside):
    runs = (d.Run("a", bold=True), d.Run("b", italic=True), d.Run("c", bold=True, italic=True))
    package = inside(of(d.Paragraph(text=runs), d.Heading(text=runs)))
    assert package.values("//w:p[1]//w:rStyle/@w:val") == ["Strong", "Emphasis", "IntenseEmphasis"]
    assert package.values("//w:p[2]//w:rStyle/@w:val") == []
    assert len(package.find(".//w:p[2]/w:r/w:rPr/w:b")) == 2


def test_one_address_is_one_relationship(inside: Inside):
    link = d.Run("here", href="https://example.org/?a=1&b=2")
    package = inside(of(d.Paragraph(text=(link, d.Run(" and "), link))))
    assert package.values("//w:hyperlink/@r:id") == ["rIdL1", "rIdL1"]
    outside = [
        element.get("Target")
        for element in package["word/_rels/document.xml.rels"]
        if element.get("TargetMode") == "External"
    ]
    assert outside == ["https://example.org/?a=1&b=2"]


def test_source_notes_are_footnotes_in_the_order_of_their_marks(inside: Inside):
    package = inside(
        of(
            d.Paragraph(text=(d.Run("a", note="First."), d.Run("b", note="Second."))),
            d.Listing(items=((d.Run("c", note="First."),),)),
        )
    )
    assert package.values("//w:footnoteReference/@w:id") == ["1", "2", "3"]
    notes = package.values("//w:footnote[@w:id > 0]//w:t/text()", "word/footnotes.xml")
    assert notes == [" First.", " Second.", " First."]


def test_a_prompt_is_a_content_control_that_shows_its_placeholder(inside: Inside):
    package = inside(samples.letter_de())
    (control,) = package.find(".//w:sdt")
    assert "".join(control.itertext()) == "Schreiben Sie hier einen Satz über sich."
    assert control.find("w:sdtPr/w:showingPlcHdr", SPACES) is not None
    assert control.find("w:sdtPr/w:text", SPACES) is not None


def test_the_lead_of_demands_and_the_text_before_a_closing_stay_with_them(inside: Inside):
    package = inside(of(d.Paragraph(text=d.text("Last.")), d.Closing(text=d.text("Yours"))))
    assert package.values("//w:p[w:pPr/w:keepNext]//w:t/text()") == ["Last."]
    for style in ("LeadIn", "Closing", "Quote", "EventPlace", "Caption", "Label"):
        path = f".//w:style[@w:styleId='{style}']/w:pPr/w:keepNext"
        assert package.find(path, "word/styles.xml"), style


def test_a_table_of_signatories_repeats_its_head_and_keeps_its_rows_whole(inside: Inside):
    package = inside(samples.statement_ru(5))
    tables = package.find(".//w:tbl")
    assert [len(table.findall("w:tr", SPACES)) for table in tables] == [4, 3]
    for table in tables:
        heads = [row.find("w:trPr/w:tblHeader", SPACES) for row in table.findall("w:tr", SPACES)]
        assert [head is not None for head in heads] == [True] + [False] * (len(heads) - 1)
    assert len(package.find(".//w:trPr/w:cantSplit")) == 7
    assert package.values("//w:tblCaption/@w:val") == [
        "Подписали – Инициаторы",
        "Подписали – Присоединились",
    ]
    assert set(package.values("//w:tblDescription/@w:val")) == {
        "Список подписавших организаций и их стран."
    }


def test_names_alone_stand_in_balanced_columns_between_two_sections(inside: Inside):
    package = inside(samples.manifesto_fr())
    assert package.values("//w:sectPr/w:cols/@w:num") == ["2"]
    sections = package.find(".//w:sectPr")
    assert [section.findtext("w:type", None, SPACES) for section in sections] == [None, "", ""]
    first, *others = sections
    assert len(first.findall("w:headerReference", SPACES)) == 2
    assert first.find("w:titlePg", SPACES) is not None
    assert all(other.find("w:titlePg", SPACES) is None for other in others)


@pytest.mark.parametrize(
    ("count", "name", "columns"),
    [
        (5, "Short", []),
        (6, "Short", ["2"]),
        (36, "Short", ["3"]),
        (36, "A name that is too long for a third of the page", ["2"]),
    ],
)
def test_the_number_of_columns_follows_the_number_and_length_of_names(
    inside: Inside, count: int, name: str, columns: list[str]
):
    group = d.SignatureGroup((d.SignatoryLine(d.text(name)),) * count)
    package = inside(of(d.Signatures(heading=d.text("Signed"), groups=(group,))))
    assert package.values("//w:sectPr/w:cols/@w:num") == columns


def test_asked_for_columns_the_details_stand_under_the_names(inside: Inside):
    group = d.SignatureGroup((d.SignatoryLine(d.text("Verein"), d.text("Polen")),) * 2)
    package = inside(
        of(d.Signatures(heading=(), groups=(group,)), layout=d.Layout(signature_columns=2))
    )
    texts = [text for style, text in package.paragraphs() if style == "Signatory"]
    assert texts == ["Verein\nPolen", "Verein\nPolen"]
    assert package.find(".//w:tbl") == []


@pytest.mark.parametrize(
    ("window", "x", "y"),
    [("din5008-b", 1417, 3591), ("din5008-a", 1417, 2570), ("right", 6236, 2835)],
)
def test_the_address_stands_in_the_window(inside: Inside, window: str, x: int, y: int):
    german = samples.letter_de()
    package = inside(
        dataclasses.replace(german, layout=dataclasses.replace(german.layout, window=window))
    )
    (frame,) = package.find("//w:pPr[w:pStyle/@w:val='Address']/w:framePr")
    named = {key.rpartition("}")[2]: value for key, value in frame.attrib.items()}
    assert (named["x"], named["y"]) == (str(x), str(y))
    assert (named["vAnchor"], named["hAnchor"], named["wrap"]) == ("page", "page", "notBeside")


def test_a_long_address_begins_higher_so_that_the_window_shows_all_of_it(inside: Inside):
    german = samples.letter_de()
    tops = []
    for count in (6, 7, 9, 12):
        blocks = (d.Address(lines=(d.text("line"),) * count),)
        package = inside(dataclasses.replace(german, blocks=blocks))
        path = "//w:pPr[w:pStyle/@w:val='Address']/w:framePr/@w:y"
        tops += [round(int(y) * 25.4 / 1440, 1) for y in package.values(path)]
    assert tops == [63.3, 58.9, 50.0, 50.0]


def test_the_window_shows_the_sender_in_one_line_that_is_not_part_of_the_text(inside: Inside):
    package = inside(samples.letter_de())
    line = "Anna Muster · Lindenweg 7 · 10115 Berlin · anna@example.org"
    assert package.values("//w:t/text()", "word/header1.xml") == [line]
    assert line not in "".join(package.values("//w:t/text()"))


def test_without_a_sender_nothing_slips_above_the_window(inside: Inside):
    german = samples.letter_de()
    blocks = tuple(block for block in german.blocks if not isinstance(block, d.Sender))
    package = inside(dataclasses.replace(german, blocks=blocks))
    assert package.paragraphs()[0] == ("Sender", "")
    assert package.find(".//w:p[1]/w:pPr/w:framePr")


def test_the_page_is_a4_with_the_margins_of_its_design(inside: Inside):
    for document, margins in (
        (samples.letter_de(), {"left": 1417, "right": 1701, "top": 1417, "bottom": 1587}),
        (samples.letter_fr(), {"left": 1559, "right": 1559, "top": 1417, "bottom": 1587}),
        (samples.statement_ru(), {"left": 1701, "right": 1814, "top": 1361, "bottom": 1361}),
    ):
        package = inside(document)
        assert package.values("//w:pgSz/@*")[:2] == ["11906", "16838"]
        for side, width in margins.items():
            assert package.values(f"//w:pgMar/@w:{side}")[0] == str(width)


def test_following_pages_carry_the_running_title_and_fields_count_them(inside: Inside):
    package = inside(samples.letter_de())
    assert "Freilassung" not in "".join(package.values("//w:t/text()", "word/header1.xml"))
    assert package.values("//w:t/text()", "word/header2.xml") == ["Freilassung von Vera Beispiel"]
    assert package.values("//w:fldSimple/@w:instr", "word/footer1.xml") == []
    assert package.values("//w:fldSimple/@w:instr", "word/footer2.xml") == ["PAGE", "NUMPAGES"]
    assert package.values("//w:t/text()", "word/footer2.xml") == ["Seite ", "1", " von ", "1"]
    statement = inside(samples.statement_ru())
    assert statement.values("//w:fldSimple/@w:instr", "word/footer1.xml") == ["PAGE", "NUMPAGES"]


def test_a_draft_has_the_word_across_all_pages_and_a_ready_document_has_not(inside: Inside):
    draft = inside(samples.manifesto_fr())
    for part in ("word/header1.xml", "word/header2.xml"):
        assert draft.values("//v:shape/v:textpath/@string", part) == ["PROJET"]
    ready = inside(samples.statement_ru())
    assert ready.values("//v:shape", "word/header1.xml") == []


def test_logos_have_words_and_an_svg_has_a_picture_for_older_programs(inside: Inside):
    package = inside(samples.letter_a())
    assert package.values("//wp:docPr/@descr", "word/header1.xml") == [
        "Coalition Example: an open door",
        "Committee for Vera",
    ]
    media = sorted(name for name in package.files if "media" in name)
    assert media == ["word/media/logo1.png", "word/media/logo2.png", "word/media/logo2.svg"]
    assert package.files["word/media/logo1.png"] == samples.logo_png().data
    assert package.files["word/media/logo2.svg"] == samples.logo_svg().data
    heights = [int(value) for value in package.values("//wp:extent/@cy", "word/header1.xml")]
    assert heights == [360_000, 360_000]


def test_right_to_left_documents_turn_around(inside: Inside):
    package = inside(
        dataclasses.replace(samples.statement_ru(4), direction="rtl", language="ar-EG")
    )
    assert package.find(".//w:pPrDefault/w:pPr/w:bidi", "word/styles.xml")
    assert package.values("//w:docDefaults//w:lang/@w:bidi", "word/styles.xml") == ["ar-EG"]
    assert len(package.find(".//w:tblPr/w:bidiVisual")) == 2
    assert package.find(".//w:sectPr/w:bidi")


def test_only_runs_of_a_script_from_right_to_left_say_so(inside: Inside):
    text = (d.Run("سلام"), d.Run("Amnesty", bold=True), d.Run("سلام", bold=True))
    package = inside(of(d.Paragraph(text=text), direction="rtl", language="ar-EG"))
    assert package.values("//w:r[w:rPr/w:rtl]//w:t/text()") == ["سلام", "سلام"]


def test_hyphenation_is_a_setting_that_can_be_switched_off(inside: Inside):
    statement = samples.statement_ru(4)
    assert inside(statement).find("w:autoHyphenation", "word/settings.xml")
    plain = dataclasses.replace(statement, layout=d.Layout(hyphenated=False))
    assert not inside(plain).find("w:autoHyphenation", "word/settings.xml")
