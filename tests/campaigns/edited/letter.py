"""The letter that was edited in LibreOffice: it belongs to the files of this folder."""

from __future__ import annotations

import datetime

from advocacy import document as d

DATE = datetime.date(2021, 7, 15)


def lines(*items: str) -> d.Lines:
    return tuple(d.text(item) for item in items)


def letter() -> d.Document:
    """A German letter of one page for the window of DIN 5008, form B."""
    return d.Document(
        language="de-DE",
        title="Freilassung von Vera Beispiel",
        description="Brief an den Generalstaatsanwalt",
        identifier="vera-letter",
        date=DATE,
        page_label="Seite {page} von {pages}",
        running_title="Freilassung von Vera Beispiel",
        layout=d.Layout(design="letter", window="din5008-b", fold_marks=True, dateline="right"),
        blocks=(
            d.Sender(
                lines=lines("Anna Muster", "Lindenweg 7", "10115 Berlin", "anna@example.org"),
                key="sender",
            ),
            d.Address(
                lines=lines(
                    "An den Generalstaatsanwalt",
                    "Herrn Dmitri Hora",
                    "Internazionalnaja-Straße 22",
                    "220030 Minsk",
                    "BELARUS",
                ),
                key="address",
            ),
            d.Reference(text=d.text("Unser Zeichen: AB 12/2021"), key="reference"),
            d.Dateline(text=d.text("Berlin, den 15. Juli 2021"), key="dateline"),
            d.Subject(text=d.text("Freilassung von Vera Beispiel"), key="subject"),
            d.Salutation(text=d.text("Sehr geehrter Herr Generalstaatsanwalt,"), key="salutation"),
            d.Prompt(text=d.text("Schreiben Sie hier einen Satz über sich."), key="prompt"),
            d.Paragraph(
                text=(
                    d.Run("mit großer Sorge verfolge ich den Fall von "),
                    d.Run("Vera Beispiel", bold=True),
                    d.Run(
                        ", Musikerin, die seit dem 1. Juni 2021 in der Untersuchungshaftanstalt "
                        "Nr. 1 in Minsk festgehalten wird."
                    ),
                    d.Run(
                        " Ihr wird Artikel 342 des Strafgesetzbuchs vorgeworfen.",
                        note="Mitteilung der Staatsanwaltschaft vom 3. Juni 2021.",
                    ),
                ),
                key="texts.background",
            ),
            d.Paragraph(
                text=(
                    d.Run("Artikel 19 des Internationalen Pakts über bürgerliche und politische "),
                    d.Run("Rechte schützt die Meinungsfreiheit ("),
                    d.Run("freedom of expression", italic=True, lang="en-GB"),
                    d.Run("). Einzelheiten stehen auf "),
                    d.Run("example.org/vera", href="https://example.org/vera?a=1&b=2"),
                    d.Run("."),
                ),
                key="texts.background/2",
            ),
            d.Demands(
                lead=d.text("Ich bitte Sie deshalb,"),
                items=lines(
                    "Vera Beispiel unverzüglich und bedingungslos freizulassen;",
                    "ihr sofort Zugang zu ärztlicher Versorgung und zu einem Rechtsbeistand ihrer "
                    "Wahl zu gewähren;",
                    "die Vorwürfe der Misshandlung umgehend und unparteiisch zu untersuchen.",
                ),
                key="demands",
            ),
            d.Closing(text=d.text("Mit freundlichen Grüßen"), key="closing"),
            d.Signature(lines=lines("Anna Muster", "Lehrerin"), key="signature"),
            d.Enclosures(label=d.text("Anlagen"), items=lines("Unterschriftenliste"), key="encl"),
            d.Copies(
                label=d.text("Kopie an:"),
                items=(
                    lines(
                        "Botschaft der Republik Belarus",
                        "S. E. Herrn Pavel Muster",
                        "Am Treptower Park 32, 12435 Berlin",
                    ),
                ),
                key="copies",
            ),
        ),
    )
