"""Documents to print: one of each design, in Russian, German and French, of invented people."""

from __future__ import annotations

import datetime

from advocacy import (
    Address,
    Addressees,
    Closing,
    Copies,
    Dateline,
    Demands,
    Document,
    Enclosures,
    Event,
    Events,
    Heading,
    Kicker,
    Layout,
    Letterhead,
    Listing,
    Milestones,
    Note,
    Paragraph,
    Prompt,
    Quote,
    Reference,
    Run,
    Salutation,
    Sender,
    SignatoryLine,
    Signature,
    SignatureGroup,
    Signatures,
    Subject,
    Title,
    text,
)

DAY = datetime.date(2021, 7, 14)


def lines(*rows: str) -> tuple[tuple[Run, ...], ...]:
    return tuple(map(text, rows))


def letter_de() -> Document:
    """A letter for a window envelope by DIN 5008."""
    return Document(
        language="de-DE",
        title="Sofortige Freilassung von Mikola Dzjadok",
        date=DAY,
        identifier="brief-dzjadok",
        description="Brief an die Generalstaatsanwaltschaft",
        page_label="Seite {page} von {pages}",
        running_title="Sofortige Freilassung von Mikola Dzjadok",
        hyphenation="de_DE",
        layout=Layout(design="letter", window="din5008-b", fold_marks=True, dateline="right"),
        blocks=(
            Sender(lines=lines("Johanna Größmann", "Ulmenweg 7", "10115 Berlin"), key="sender"),
            Address(
                lines=lines(
                    "Herrn Generalstaatsanwalt",
                    "Andrej Schwed",
                    "ul. Internazionalnaja 22",
                    "220030 Minsk",
                    "BELARUS",
                ),
                key="addressees[1]",
            ),
            Reference(text=text("Unser Zeichen: UA 27/21 · EUR 49/3672/2021"), key="reference"),
            Dateline(text=text("Berlin, den 14. Juli 2021"), key="dateline"),
            Subject(text=text("Mikola Dzjadok: sofortige und bedingungslose Freilassung"), key="s"),
            Salutation(text=text("Sehr geehrter Herr Generalstaatsanwalt,"), key="salutation"),
            Paragraph(
                text=text(
                    "mit großer Sorge habe ich erfahren, dass der Journalist und Blogger Mikola "
                    "Dzjadok seit dem 12. November 2020 in Untersuchungshaft gehalten wird. "
                    "Nach Angaben seiner Familie wurde er bei der Festnahme geschlagen und mit "
                    "Reizgas besprüht; eine unabhängige medizinische Untersuchung wurde ihm "
                    "verweigert."
                ),
                key="texts.opening/1",
            ),
            Paragraph(
                text=(
                    Run("Die Vorwürfe nach "),
                    Run("Artikel 342 des Strafgesetzbuches", bold=True),
                    Run(
                        " betreffen ausschließlich seine Veröffentlichungen. Wer friedlich seine "
                        "Meinung äußert, übt ein Recht aus, das der Internationale Pakt über "
                        "bürgerliche und politische Rechte"
                    ),
                    Run(" (Artikel 19)", italic=True),
                    Run(
                        " garantiert und das auch die Rechtsordnung Ihres Landes anerkennt.",
                        note="Internationaler Pakt über bürgerliche und politische Rechte, in "
                        "Kraft seit dem 23. März 1976.",
                    ),
                ),
                key="texts.opening/2",
            ),
            Demands(
                lead=text("Ich fordere Sie daher auf,"),
                items=lines(
                    "Mikola Dzjadok unverzüglich und bedingungslos freizulassen, da er allein "
                    "aufgrund der Wahrnehmung seines Rechts auf freie Meinungsäußerung inhaftiert "
                    "ist;",
                    "bis zu seiner Freilassung dafür zu sorgen, dass er weder gefoltert noch auf "
                    "andere Weise misshandelt wird und jede ärztliche Hilfe erhält, die er "
                    "benötigt;",
                    "die Foltervorwürfe umgehend, unabhängig und unparteiisch untersuchen zu "
                    "lassen.",
                ),
                key="demands",
            ),
            Prompt(text=text("Platz für einen eigenen Satz"), key="prompt"),
            Closing(text=text("Mit freundlichen Grüßen"), key="closing"),
            Signature(lines=lines("Johanna Größmann", "Lehrerin"), key="signature"),
            Enclosures(label=text("Anlagen"), items=lines("Erklärung vom 14. Juli 2021"), key="e"),
            Copies(
                label=text("Kopie an"),
                items=(lines("Botschaft der Republik Belarus", "Am Treptower Park 32, Berlin"),),
                key="copies",
            ),
        ),
    )


_RU_NAMES = (
    "Хельсинкский комитет",
    "Правозащитный центр",
    "Ассоциация журналистов",
    "Фонд помощи узникам",
    "Союз юристов",
    "Комитет против пыток",
    "Центр свобод",
    "Школа права",
    "Форум «Диалог»",
    "Музей памяти",
)
_RU_CITIES = ("Брест", "Гродно", "Вильнюс", "Киев", "Осло", "Тбилиси")
_RU_PLACES = ("Беларусь", "Беларусь", "Литва", "Украина", "Норвегия", "Грузия")


_RU_BODY = """\
Правозащитные организации с тревогой следят за тем, как в Беларуси продолжаются преследования
тех, кто мирно защищает права других людей. Утром четырнадцатого июля 2021 года сотрудники
силовых ведомств провели обыски в квартирах и офисах, задержали правозащитников и журналистов,
изъяли документы и технику.

Обыски прошли одновременно в нескольких городах. Задержанным отказывали во встрече с адвокатом,
а их семьям не сообщали, где они находятся. Поводом названы уголовные дела об организации
действий, грубо нарушающих общественный порядок.

Мы напоминаем, что свобода объединений и свобода выражения мнения закреплены в статьях 19 и 22
Международного пакта о гражданских и политических правах, участницей которого Беларусь остаётся.

Уголовное преследование за помощь пострадавшим от пыток противоречит Декларации о
правозащитниках, принятой Генеральной Ассамблеей ООН 9 декабря 1998 года.

Ни одна из проверок, о которых сообщали власти, не привела к расследованию заявлений о жестоком
обращении: ни в изоляторах, ни при задержании на улицах, ни в отделениях.

Организации, подписавшие это заявление, поддерживают друг друга много лет и намерены продолжать
общую работу, пока все незаконно лишённые свободы не вернутся домой.

Мы обращаемся к каждому, кто может повлиять на происходящее, с просьбой действовать без
промедления.
"""


def statement_ru(signatories: int = 60) -> Document:
    """The statement that is measured: two pages, sixty signatories."""
    names = tuple(
        SignatoryLine(
            text(f"{_RU_NAMES[at % 10]}, {_RU_CITIES[at // 10 % 6]}"),
            text(_RU_PLACES[at // 10 % 6]),
        )
        for at in range(signatories)
    )
    paragraphs = [" ".join(part.split()) for part in _RU_BODY.split("\n\n")]
    return Document(
        language="ru-RU",
        title="Совместное заявление о преследовании правозащитников",
        date=DAY,
        identifier="zayavlenie",
        description="Совместное заявление правозащитных организаций",
        page_label="Страница {page} из {pages}",
        running_title="Совместное заявление о преследовании правозащитников",
        hyphenation="ru_RU",
        layout=Layout(design="statement", dateline="left"),
        blocks=(
            Kicker(text=text("Совместное заявление"), key="kicker"),
            Title(text=text("О преследовании правозащитников и журналистов"), key="title"),
            Dateline(text=text("Вильнюс, 14 июля 2021 года"), key="dateline"),
            Addressees(
                label=text("Адресаты"),
                items=(
                    lines("Президенту Украины", "Владимиру Зеленскому"),
                    lines("Председателю Верховной Рады", "Дмитрию Разумкову"),
                    lines("Министру иностранных дел", "Дмитрию Кулебе"),
                    lines("Верховному комиссару ООН по правам человека", "Мишель Бачелет"),
                    lines("Генеральному секретарю Совета Европы", "Марии Пейчинович-Бурич"),
                    lines("Председателю ОБСЕ", "Анн Линде"),
                ),
                key="addressees",
            ),
            *(
                Paragraph(text=text(words), key=f"texts.body/{at}")
                for at, words in enumerate(paragraphs, 1)
            ),
            Demands(
                lead=text("Мы требуем:"),
                items=lines(
                    "немедленно и безоговорочно освободить всех задержанных правозащитников;",
                    "прекратить уголовное преследование за законную правозащитную деятельность;",
                    "обеспечить задержанным доступ к адвокатам, врачам и родственникам;",
                    "вернуть изъятые документы, технику и архивы организаций;",
                    "провести независимое расследование каждого сообщения о пытках;",
                    "допустить в страну специального докладчика ООН по Беларуси.",
                ),
                key="demands",
            ),
            Signatures(
                heading=text("Подписали"),
                groups=(SignatureGroup(names),),
                name_label="Организация",
                detail_label="Страна",
                key="signatories",
            ),
        ),
    )


def manifesto_fr() -> Document:
    """A manifesto with places, figures and a quotation."""
    return Document(
        language="fr-FR",
        title="Pour que personne ne soit oublié",
        date=datetime.date(2022, 5, 21),
        identifier="manifeste",
        page_label="Page {page} sur {pages}",
        running_title="Pour que personne ne soit oublié",
        hyphenation="fr",
        layout=Layout(design="manifesto", justified=True),
        blocks=(
            Kicker(text=text("Manifeste"), key="kicker"),
            Title(text=text("Pour que personne ne soit oublié"), key="title"),
            Dateline(text=text("Journée de solidarité, 21 mai 2022"), key="dateline"),
            Paragraph(
                text=(
                    Run("Il y a un an, le 21 mai 2021, "),
                    Run("Vitold Achourak", bold=True),
                    Run(
                        " mourait dans une colonie pénitentiaire. Il avait cinquante ans. Depuis, "
                        "chaque année, nous consacrons cette journée à celles et ceux que l’on a "
                        "privés de liberté parce qu’ils avaient dit ce qu’ils pensaient\u202f: "
                        "syndicalistes, étudiantes, infirmiers, journalistes, enseignantes, "
                        "retraités."
                    ),
                ),
                key="texts.a/1",
            ),
            Quote(
                paragraphs=lines("Une cellule ne se referme jamais sur une seule personne."),
                attribution=text("Une mère, devant la prison de Mahiliow"),
                key="quote",
            ),
            Heading(text=text("Nous déclarons"), key="h"),
            Listing(
                items=lines(
                    "que la liberté d’opinion n’est pas une faveur\u202f;",
                    "que tout procès tenu à huis clos, sans défense librement choisie, reste une "
                    "injustice, quelle que soit la sentence\u202f;",
                    "que nous observerons cette journée chaque année, jusqu’à la libération de la "
                    "dernière prisonnière et du dernier prisonnier.",
                ),
                key="list",
            ),
            Demands(
                lead=text("Nous demandons aux autorités"),
                items=lines(
                    "de libérer immédiatement et sans condition toutes les personnes détenues "
                    "pour avoir exercé pacifiquement leurs droits\u202f;",
                    "de garantir à chacune l’accès à des soins et à une défense indépendante.",
                ),
                key="demands",
            ),
            Heading(text=text("Rendez-vous"), key="h2"),
            Events(
                items=(
                    Event(text("Paris"), text("Rassemblement, parvis des Droits de l’Homme, 18 h")),
                    Event(text("Bruxelles"), text("Lecture publique de lettres de détention")),
                    Event(text("Genève"), text("Veillée devant le Palais des Nations, à la nuit")),
                ),
                key="events",
            ),
            Milestones(
                items=(
                    (text("100 signatures"), text("le 22 mai 2021")),
                    (text("1 000 signatures"), text("le 3 juin 2021")),
                ),
                key="milestones",
            ),
            Note(
                text=(
                    Run("Texte ouvert à la signature sur "),
                    Run("https://example.org/manifeste", href="https://example.org/manifeste"),
                    Run(". Devise du mouvement\u202f: "),
                    Run("Жыве Беларусь", lang="be-BY"),
                    Run("."),
                ),
                key="note",
            ),
        ),
        letterhead=Letterhead(organisation=text("Coalition du 21 mai")),
    )


def designs() -> tuple[Document, ...]:
    """One of each."""
    return letter_de(), statement_ru(), manifesto_fr()
