"""Sample documents for writers: every kind of block, five languages, the extremes, hostile text."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from itertools import count, cycle

from advocacy import document as d
from advocacy.runs import replace_runs
from advocacy.testing.sentences import SENTENCES, Sentences

__all__ = ["LANGUAGES", "bare", "empty", "every_block", "hostile", "long", "rare"]

LANGUAGES = tuple(SENTENCES)
"""The languages of the samples, as BCP 47 tags."""

DATE = datetime.date(2021, 7, 15)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></w:t><w:p/>",
    "<!-- -- --> <?php echo 1 ?>",
    "&lt;b&gt; &amp; &#x3c; & <",
    "<b b & <para><img src='/etc/passwd'/></para>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} {page}",
    "%s %(name)s {0.__class__} \\input{/etc/passwd}",
    "[link](javascript:alert(1)) ![image](x) <https://evil.example>",
    "*stars* _lines_ `ticks` ~~~ # heading",
    "1. first - second + third > quote | pipe",
    "=HYPERLINK(1) @SUM(1) ;--",
    "'; DROP TABLE campaigns; --",
    "\\ \\\\ \\n \\u0041 %0A%0D &nbsp;",
    "https://example.org/?a=1&b=<2>#frag",
    "e\u0301a\u0300 \u02bc \u2011 \u00ad \u00a0 № « » „ “ ’",
)


def every_block(language: str = "en-GB") -> d.Document:
    """Return a document with every kind of block, every look of runs, and source notes."""
    say = SENTENCES[language]
    return d.Document(
        language=language,
        title=say.title,
        description=say.sentence,
        running_title=say.title,
        notes_label=say.sources,
        page_label=say.page_label,
        identifier="every-block",
        date=DATE,
        blocks=tuple(_numbered(_blocks(say))),
    )


def empty(language: str = "en-GB") -> d.Document:
    """Return a document without a single block."""
    return d.Document(language=language, title="", identifier="empty", date=DATE, blocks=())


def bare(language: str = "en-GB") -> d.Document:
    """Return a document whose blocks hold as little as the types allow."""
    say = SENTENCES[language]
    one = d.text("1")
    blocks: tuple[d.Block, ...] = (
        d.Subject(text=one),
        d.Addressees(items=()),
        d.Addressees(items=((one,), (one,))),
        d.Sender(lines=()),
        d.Paragraph(text=()),
        d.Paragraph(text=(d.Run(""), d.Run("2"))),
        d.Listing(items=()),
        d.Demands(items=(one,)),
        d.Quote(paragraphs=(one,)),
        d.Events(items=(d.Event((), one), d.Event(one, ()))),
        d.Milestones(items=()),
        d.Signature(lines=()),
        d.Signatures(heading=one, groups=()),
        d.Signatures(heading=(), groups=(d.SignatureGroup((d.SignatoryLine(one),)),)),
    )
    return d.Document(
        language=language, title=say.title, identifier="bare", date=DATE, blocks=blocks
    )


def long(language: str = "en-GB") -> d.Document:
    """Return a document of many pages: long paragraphs, long lists, a thousand signatories."""
    say = SENTENCES[language]
    number = count(1)
    paragraphs = tuple(
        d.Paragraph(text=d.text(" ".join(f"{say.sentence} [{next(number)}]" for _ in range(6))))
        for _ in range(120)
    )
    signatories = tuple(
        d.SignatoryLine(d.text(f"{say.organisation} [{next(number)}]"), d.text(say.country))
        for _ in range(1000)
    )
    blocks: tuple[d.Block, ...] = (
        d.Title(text=d.text(f"{say.title} " * 20)),
        *paragraphs,
        d.Paragraph(text=d.text(say.sentence * (15_000 // len(say.sentence)))),
        d.Paragraph(text=d.text("w" * 500)),
        d.Paragraph(text=(d.Run("link", href=f"https://example.org/{'path/' * 100}"),)),
        d.Demands(items=tuple(d.text(f"{say.demand} [{next(number)}]") for _ in range(150))),
        d.Signatures(heading=d.text(say.heading), groups=(d.SignatureGroup(signatories),)),
    )
    return dataclasses.replace(every_block(language), identifier="long", blocks=blocks)


def hostile(language: str = "en-GB") -> d.Document:
    """Return the document of `every_block` with nasty strings in all of its texts."""
    nasty = cycle(HOSTILE)
    document = replace_runs(
        every_block(language), lambda run: dataclasses.replace(run, text=f"{next(nasty)} ")
    )
    return dataclasses.replace(
        document,
        identifier="hostile",
        title=HOSTILE[0],
        description=HOSTILE[1],
        running_title=HOSTILE[2],
        notes_label=HOSTILE[3],
    )


def rare(language: str = "en-GB") -> d.Document:
    """Return characters that few fonts have: to be written, or refused with a RefusedError."""
    letters = d.Paragraph(text=d.text("Ελλάδα ქართული հայերեն 中文 🕊 ﷽ 𝔘"))
    return dataclasses.replace(every_block(language), identifier="rare", blocks=(letters,))


def _numbered(blocks: Iterator[d.Block]) -> Iterator[d.Block]:
    """Give every run a number of its own, so that no lost text can hide behind an equal one."""
    number = count(1)
    for block in blocks:
        yield replace_runs(
            block, lambda run: dataclasses.replace(run, text=f"{run.text} [{next(number)}] ")
        )


def _blocks(say: Sentences) -> Iterator[d.Block]:
    yield from _head(say)
    yield from _body(say)
    yield from _foot(say)


def _head(say: Sentences) -> Iterator[d.Block]:
    lines = (d.text(say.person), d.text("Street 1"), d.text("10115 Town"))
    yield d.Sender(lines=lines, key="sender")
    yield d.Address(lines=(d.text(say.office), *lines), key="addressees/1")
    yield d.Dateline(text=d.text(say.dateline))
    yield d.Reference(text=d.text("EUR 49/2021"))
    yield d.Kicker(text=d.text(say.heading))
    yield d.Notice(text=d.text(say.sentence))
    yield d.Title(text=d.text(say.title), key="title")
    yield d.Subject(label=d.text(say.heading), text=d.text(say.title))
    officials = ((d.text(say.office), d.text(say.person)), (d.text(say.office),))
    yield d.Addressees(label=d.text(say.heading), items=officials)
    yield d.Copies(label=d.text(say.heading), items=officials)
    yield d.Salutation(text=d.text(say.salutation))


def _body(say: Sentences) -> Iterator[d.Block]:
    sentence = d.text(say.sentence)
    yield d.Paragraph(text=_looks(say), key="texts.opening/1")
    yield d.Heading(text=d.text(say.heading), level=2)
    yield d.Heading(text=d.text(say.heading), level=3)
    yield d.Listing(items=(sentence, _looks(say)))
    yield d.Listing(items=(sentence, sentence), ordered=True)
    yield d.Demands(lead=sentence, items=(d.text(say.demand), d.text(say.demand)))
    yield d.Demands(items=(d.text(say.demand),))
    yield d.Quote(paragraphs=(sentence, sentence), attribution=d.text(say.person))
    yield d.Events(items=(d.Event(d.text(say.country), sentence), d.Event((), sentence)))
    yield d.Milestones(items=((d.text("1 000"), d.text(say.dateline)),))
    yield d.Prompt(text=sentence)


def _foot(say: Sentences) -> Iterator[d.Block]:
    yield d.Closing(text=d.text(say.closing))
    yield d.Signature(lines=(d.text(say.person), d.text(say.office)))
    yield d.Enclosures(label=d.text(say.heading), items=(d.text(say.title),))
    names = tuple(d.SignatoryLine(d.text(say.organisation), d.text(say.country)) for _ in range(7))
    yield d.Signatures(
        heading=d.text(say.heading),
        groups=(
            d.SignatureGroup(names[:2], d.text(say.heading)),
            d.SignatureGroup((*names, d.SignatoryLine(d.text("Вясна"))), d.text(say.heading)),
        ),
        name_label=say.organisation,
        detail_label=say.country,
        summary=say.sentence,
    )
    yield d.Note(text=d.text(say.sentence))


def _looks(say: Sentences) -> d.Text:
    return (
        d.Run(say.sentence),
        d.Run("bold", bold=True),
        d.Run("italic", italic=True),
        d.Run("both", bold=True, italic=True),
        d.Run("link", href="https://example.org/a?b=1&c=2"),
        d.Run("mail", href="mailto:office@example.org"),
        d.Run("Приветствие", lang="ru-RU"),
        d.Run("source", note=f"{say.sentence} {say.sources} 1"),
        d.Run("first line\nsecond line"),
        d.Run("source", italic=True, note=f"{say.sentence} {say.sources} 2"),
    )
