"""Words for the sample documents: real ones, so that hyphenation, fonts and quotes are tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["SENTENCES", "Sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The words of one language."""

    title: str
    heading: str
    sentence: str
    demand: str
    salutation: str
    closing: str
    person: str
    office: str
    organisation: str
    country: str
    dateline: str
    sources: str
    page_label: str


SENTENCES: Mapping[str, Sentences] = MappingProxyType(
    {
        "en-GB": Sentences(
            title="Freedom for those who sang",
            heading="What happened",
            sentence="The court heard no witness, and it read the verdict before noon.",
            demand="release her at once and without conditions;",
            salutation="Dear Minister,",
            closing="Yours faithfully,",
            person="Ms Ann O’Hara",
            office="Ministry of Justice",
            organisation="Chorus of Neighbours",
            country="United Kingdom",
            dateline="London, 15 July 2021",
            sources="Sources",
            page_label="Page {page} of {pages}",
        ),
        "de-DE": Sentences(
            title="Freiheit für alle, die gesungen haben",
            heading="Was geschehen ist",
            sentence="Das Gericht hörte keine Zeugin; die Urteilsverkündung war um zwölf „fertig“.",
            demand="sie unverzüglich und bedingungslos freizulassen;",
            salutation="Sehr geehrte Frau Ministerin,",
            closing="Mit freundlichen Grüßen",
            person="Jürgen Weiß",
            office="Justizministerium",
            organisation="Chor der Nachbarschaften",
            country="Österreich",
            dateline="Köln, den 15. Juli 2021",
            sources="Quellen",
            page_label="Seite {page} von {pages}",
        ),
        "fr-FR": Sentences(
            title="Liberté pour celles et ceux qui ont chanté",
            heading="Ce qui s’est passé",
            sentence="Le tribunal n’a entendu aucun témoin : « le verdict était prêt » dès midi.",
            demand="la libérer immédiatement et sans condition ;",
            salutation="Madame la Ministre,",
            closing="Veuillez agréer, Madame la Ministre, l’expression de ma haute considération.",
            person="Maître Zoë L’Hôte",
            office="Ministère de la Justice",
            organisation="Chœur des voisins",
            country="Côte d’Ivoire",
            dateline="Orléans, le 1er juillet 2021",
            sources="Sources",
            page_label="Page {page} sur {pages}",
        ),
        "it-IT": Sentences(
            title="Libertà per chi ha cantato",
            heading="Che cosa è successo",
            sentence="Il tribunale non ha sentito testimoni: la sentenza era pronta già all’alba.",
            demand="rilasciarla subito e senza condizioni;",
            salutation="Egregia Ministra,",
            closing="Distinti saluti,",
            person="Nicolò D’Angelo",
            office="Ministero della Giustizia",
            organisation="Coro dei vicini",
            country="Città del Vaticano",
            dateline="Forlì, 15 luglio 2021",
            sources="Fonti",
            page_label="Pagina {page} di {pages}",
        ),
        "ru-RU": Sentences(
            title="Свободу тем, кто пел",
            heading="Что произошло",
            sentence="Суд не выслушал ни одного свидетеля: приговор по ст. 342 был уже готов.",
            demand="немедленно и безоговорочно освободить её;",
            salutation="Уважаемая госпожа министр!",
            closing="С уважением,",
            person="Н. И. Ёлкина",
            office="Министерство юстиции",
            organisation="«Хор соседей»",
            country="Казахстан",
            dateline="г. Брест, 15 июля 2021 года",
            sources="Источники",
            page_label="Страница {page} из {pages}",
        ),
    }
)
