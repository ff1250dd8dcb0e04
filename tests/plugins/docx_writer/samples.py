"""Documents as organisers make them, about invented people: a letter, a statement, a manifesto."""

from __future__ import annotations

import datetime
from dataclasses import replace

from advocacy import document as d

DATE = datetime.date(2021, 7, 15)


def lines(*items: str) -> d.Lines:
    return tuple(d.text(item) for item in items)


def letter_de(*, prompt: bool = True) -> d.Document:
    """A German letter of one page for the window of DIN 5008, form B."""
    own = (d.Prompt(text=d.text("Schreiben Sie hier einen Satz über sich."), key="prompt"),)
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
            *(own if prompt else ()),
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


def letter_fr() -> d.Document:
    """A French letter: the address for the window on the right, a high closing formula."""
    german = letter_de(prompt=False)
    return replace(
        german,
        language="fr-FR",
        title="Libération de Vera Exemple",
        page_label="page {page} sur {pages}",
        running_title="Libération de Vera Exemple",
        layout=d.Layout(design="letter", window="right", dateline="right", justified=True),
        letterhead=d.Letterhead(
            organisation=d.text("Comité pour Vera · 12, rue des Tilleuls · 75011 Paris"),
            accent="#7a1f3d",
        ),
        blocks=(
            d.Sender(lines=lines("Anne Exemple", "12, rue des Tilleuls", "75011 Paris")),
            d.Address(
                lines=lines(
                    "Monsieur Dmitri Hora",
                    "Procureur général de la République du Bélarus",
                    "22, rue Internatsionalnaïa",
                    "220030 Minsk",
                    "BÉLARUS",
                )
            ),
            d.Dateline(text=d.text("Paris, le 15 juillet 2021")),
            d.Subject(label=d.text("Objet :"), text=d.text("libération de Vera Exemple")),
            d.Salutation(text=d.text("Monsieur le Procureur général,")),
            *(
                d.Paragraph(
                    text=d.text(
                        "Je vous écris au sujet de la détention de Vera Exemple, musicienne, "
                        "arrêtée à Minsk le 1er juin 2021. Rien dans le dossier ne justifie une "
                        "privation de liberté ; elle n’a fait qu’exercer son droit à la liberté "
                        "d’expression, garanti par l’article 19 du Pacte."
                    )
                )
                for _ in range(6)
            ),
            d.Demands(
                lead=d.text("Je vous demande :"),
                items=lines(
                    "de libérer Vera Exemple immédiatement et sans condition ;",
                    "d’abandonner toutes les charges retenues contre elle ;",
                    "d’ouvrir une enquête rapide, efficace et impartiale.",
                ),
            ),
            d.Paragraph(text=d.text("Ces demandes reposent sur le droit international. " * 9)),
            d.Closing(
                text=d.text(
                    "Je vous prie d’agréer, Monsieur le Procureur général, l’expression de ma "
                    "haute considération."
                )
            ),
            d.Signature(lines=lines("Anne Exemple", "enseignante")),
        ),
    )


def statement_ru(signatories: int = 23) -> d.Document:
    """A Russian joint statement of two pages with a table of signatories."""
    long = (
        "Мы, представители правозащитных организаций, следим за делом Веры Примеровой с первого "
        "дня. Задержание последовало за мирной встречей, о которой власти были уведомлены "
        "заранее. Следствие до сих пор не назвало ни одного действия, которое международное "
        "право позволяло бы считать преступлением."
    )
    named = tuple(
        d.SignatoryLine(
            d.text(f"Правозащитная организация «Пример № {number}»"),
            d.text("Беларусь" if number % 3 else "Германия"),
        )
        for number in range(1, signatories + 1)
    )
    return d.Document(
        language="ru-RU",
        title="Заявление о деле Веры Примеровой",
        description="Совместное заявление правозащитных организаций",
        identifier="vera-statement",
        date=DATE,
        page_label="{page} из {pages}",
        running_title="Заявление о деле Веры Примеровой",
        letterhead=d.Letterhead(organisation=d.text("Коалиция «Пример»"), accent="#1f4e79"),
        blocks=(
            d.Kicker(text=d.text("Совместное заявление"), key="kicker"),
            d.Title(text=d.text("Заявление о деле Веры Примеровой"), key="title"),
            d.Dateline(text=d.text("Минск, 15 июля 2021 года"), key="dateline"),
            d.Addressees(
                label=d.text("Кому:"),
                items=(
                    lines("Генеральному прокурору", "Горе Д. Ю."),
                    lines("Министру внутренних дел", "Примерову И. И."),
                ),
                key="addressees",
            ),
            d.Paragraph(text=d.text(long), key="texts.preamble"),
            d.Heading(text=d.text("Что произошло"), key="heading.background"),
            *(
                d.Paragraph(text=d.text(long), key=f"texts.background/{number}")
                for number in range(1, 4)
            ),
            d.Quote(
                paragraphs=lines("Меня спрашивают, жалею ли я. Нет. Жалеть должны другие."),
                attribution=d.text("Вера Примерова, музыкант"),
                key="quotes[1]",
            ),
            d.Listing(
                items=lines("задержание 1 июня", "обвинение 16 июня", "суд назначен на осень"),
                key="texts.background/4",
            ),
            d.Demands(
                lead=d.text("Мы требуем:"),
                items=lines(
                    "немедленно и безоговорочно освободить Веру Примерову;",
                    "прекратить уголовное преследование за мирное осуществление прав;",
                    "незамедлительно и беспристрастно расследовать сообщения о пытках.",
                ),
                key="demands",
            ),
            d.Paragraph(
                text=(d.Run(long, note="Закон № 12 от 1 января 2012 года, статья 4."),),
                key="texts.ending",
            ),
            d.Signatures(
                heading=d.text("Подписали"),
                groups=(
                    d.SignatureGroup(named[:3], d.text("Инициаторы")),
                    d.SignatureGroup(named[3:], d.text("Присоединились")),
                )
                if signatories > 3
                else (d.SignatureGroup(named),),
                name_label="Организация",
                detail_label="Страна",
                summary="Список подписавших организаций и их стран.",
                key="signatures",
            ),
            d.Note(text=d.text("Факты приведены по состоянию на 15 июля 2021 года."), key="note"),
        ),
    )


def manifesto_fr() -> d.Document:
    """A French manifesto: places and actions, milestones, signatories in balanced columns."""
    names = tuple(d.SignatoryLine(d.text(f"Association n° {number}")) for number in range(1, 15))
    return d.Document(
        language="fr-FR",
        title="Journée de solidarité",
        identifier="vera-day",
        date=DATE,
        page_label="page {page} sur {pages}",
        running_title="Journée de solidarité",
        draft="PROJET",
        layout=d.Layout(design="manifesto", justified=True),
        blocks=(
            d.Kicker(text=d.text("Manifeste"), key="kicker"),
            d.Title(text=d.text("Journée de solidarité avec Vera Exemple"), key="title"),
            d.Dateline(text=d.text("Paris, le 21 mai 2021"), key="dateline"),
            d.Paragraph(
                text=d.text(
                    "Le 21 mai, nous nous souvenons de celles et ceux qui ont perdu la liberté "
                    "pour avoir parlé. Nous marquerons ce jour chaque année, jusqu’à ce que la "
                    "dernière cellule soit ouverte. " * 2
                ),
                key="texts.text",
            ),
            d.Heading(text=d.text("Où nous serons"), key="heading.events"),
            d.Events(
                items=(
                    d.Event(d.text("France, Paris"), d.text("Lecture publique, 18 h.")),
                    d.Event(d.text("Allemagne, Berlin"), d.text("Veillée devant l’ambassade.")),
                    d.Event(d.text("Italie, Rome"), d.text("Concert pour Vera.")),
                ),
                key="events",
            ),
            d.Heading(text=d.text("Les étapes"), level=3),
            d.Milestones(
                items=(
                    (d.text("25 signatures"), d.text("1er mars 2021")),
                    (d.text("100 signatures"), d.text("2 avril 2021")),
                ),
                key="milestones",
            ),
            d.Signatures(
                heading=d.text("Signataires"), groups=(d.SignatureGroup(names),), key="signatures"
            ),
            d.Note(text=d.text("Contact : presse@example.org"), key="note"),
        ),
    )


ALL = {
    "letter-de": letter_de,
    "letter-fr": letter_fr,
    "statement-ru": statement_ru,
    "manifesto-fr": manifesto_fr,
}


def logo_png() -> d.Logo:
    """A blue square with an opening, as a PNG file of 57 by 57 points."""
    import io

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (57, 57), "#1f4e79")
    ImageDraw.Draw(image).rectangle((20, 20, 36, 56), fill="white")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return d.Logo(buffer.getvalue(), "image/png", "Coalition Example: an open door")


def logo_svg() -> d.Logo:
    """The same door as SVG."""
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 57">'
        b'<rect width="120" height="57" fill="#7a1f3d"/>'
        b'<rect x="50" y="20" width="17" height="37" fill="#fff"/></svg>'
    )
    return d.Logo(data, "image/svg+xml", "Committee for Vera")


def letter_a() -> d.Document:
    """A German letter of form A under a letterhead with two logos, not ready yet."""
    german = letter_de()
    return replace(
        german,
        draft="ENTWURF",
        layout=replace(german.layout, window="din5008-a"),
        letterhead=d.Letterhead(
            logos=(logo_png(), logo_svg()), organisation=d.text("Komitee für Vera")
        ),
    )


def letter_ru() -> d.Document:
    """A Russian letter without a window: the address stands on the right, the title centred."""
    return d.Document(
        language="ru-RU",
        title="О деле Веры Примеровой",
        identifier="vera-letter",
        date=DATE,
        page_label="{page} из {pages}",
        layout=d.Layout(
            design="letter", window="flow-right", subject="centred", dateline="left"
        ),
        blocks=(
            d.Address(
                lines=lines(
                    "Генеральному прокурору", "Республики Беларусь", "Горе Д. Ю.",
                    "ул. Интернациональная, 22", "220030 Минск",
                ),
                key="address",
            ),
            d.Sender(lines=lines("Анна Примерова", "Липовая ул., 7"), key="sender"),
            d.Subject(text=d.text("О деле Веры Примеровой"), key="subject"),
            d.Salutation(text=d.text("Уважаемый Дмитрий Юрьевич!"), key="salutation"),
            d.Paragraph(
                text=d.text("Обращаюсь к Вам по поводу содержания под стражей. " * 6),
                key="texts.background",
            ),
            d.Closing(text=d.text("С уважением,"), key="closing"),
            d.Signature(lines=lines("А. Примерова"), key="signature"),
            d.Dateline(text=d.text("15 июля 2021 года"), key="dateline"),
        ),
    )  # fmt: skip


ALL |= {"letter-a": letter_a, "letter-ru": letter_ru}
