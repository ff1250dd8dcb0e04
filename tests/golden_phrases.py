"""Every phrase of the bank for a woman, a man, several women and a mixed group, as one table.

``python -m tests.golden_phrases`` writes the tables anew; a person reviews the difference.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from advocacy.language.formats import country_name, format_list
from advocacy.language.languages import Language
from advocacy.language.values import Name, Names, Value
from advocacy.production.workshop import open_workshop

FOLDER = Path(__file__).parent / "golden"

MARIA = {
    "en": ("Maria Kalesnikava", {}),
    "de": ("Maria Kolesnikowa", {}),
    "fr": ("Maria Kolesnikova", {}),
    "it": ("Maria Kolesnikova", {}),
    "ru": (
        "Мария Колесникова",
        {
            "gen": "Марии Колесниковой",
            "dat": "Марии Колесниковой",
            "acc": "Марию Колесникову",
            "ins": "Марией Колесниковой",
            "loc": "Марии Колесниковой",
        },
    ),
}
MARFA = {
    "en": ("Marfa Rabkova", {}),
    "de": ("Marfa Rabkowa", {}),
    "fr": ("Marfa Rabkova", {}),
    "it": ("Marfa Rabkova", {}),
    "ru": (
        "Марфа Рабкова",
        {
            "gen": "Марфы Рабковой",
            "dat": "Марфе Рабковой",
            "acc": "Марфу Рабкову",
            "ins": "Марфой Рабковой",
            "loc": "Марфе Рабковой",
        },
    ),
}
ALES = {
    "en": ("Ales Bialiatski", {}),
    "de": ("Ales Bialiatski", {}),
    "fr": ("Ales Bialiatski", {}),
    "it": ("Ales Bialiatski", {}),
    "ru": (
        "Алесь Беляцкий",
        {
            "gen": "Алеся Беляцкого",
            "dat": "Алесю Беляцкому",
            "acc": "Алеся Беляцкого",
            "ins": "Алесем Беляцким",
            "loc": "Алесе Беляцком",
        },
    ),
}
TEXTS = {
    "court": {
        "en": "the Minsk Regional Court",
        "de": "das Minsker Gebietsgericht",
        "fr": "le tribunal régional de Minsk",
        "it": "il Tribunale regionale di Minsk",
        "ru": "Минский областной суд",
    },
    "detention_place": {
        "en": "the pre-trial detention centre in Zhodzina",
        "de": "das Untersuchungsgefängnis in Schodsina",
        "fr": "la maison d’arrêt de Jodzina",
        "it": "il centro di custodia cautelare di Žodzina",
        "ru": "следственный изолятор в Жодино",
    },
    "until": {
        "en": "the last political prisoner is free",
        "de": "die letzten politischen Gefangenen frei sind",
        "fr": "le dernier prisonnier politique sera libre",
        "it": "l’ultimo prigioniero politico sarà libero",
        "ru": "последний политзаключённый выйдет на свободу",
    },
    "embargo_time": {
        "en": "18:00 (Vilnius time)",
        "de": "18 Uhr (Ortszeit Vilnius)",
        "fr": "18 heures (heure de Vilnius)",
        "it": "ore 18 (ora di Vilnius)",
        "ru": "18:00 по вильнюсскому времени",
    },
    "anniversary_of": {
        "en": "the second anniversary of the arrest of Ales Bialiatski",
        "de": "der zweite Jahrestag der Festnahme von Ales Bialiatski",
        "fr": "le deuxième anniversaire de l’arrestation d’Ales Bialiatski",
        "it": "il secondo anniversario dell’arresto di Ales Bialiatski",
        "ru": "вторая годовщина ареста Алеся Беляцкого",
    },
    "day_name": {
        "en": "International Day of Solidarity with the Civil Society of Belarus",
        "de": "Internationaler Tag der Solidarität mit der Zivilgesellschaft von Belarus",
        "fr": "Journée internationale de solidarité avec la société civile du Bélarus",
        "it": "Giornata internazionale di solidarietà con la società civile della Bielorussia",
        "ru": "Международный день солидарности с гражданским обществом Беларуси",
    },
}
CHARGE = {
    "en": "Calls to actions seeking to undermine national security",
    "de": "Aufrufe zu Handlungen gegen die nationale Sicherheit",
    "fr": "Appels à des actes portant atteinte à la sécurité nationale",
    "it": "Appelli ad azioni contro la sicurezza nazionale",
    "ru": "Призывы к действиям, направленным на причинение вреда национальной безопасности",
}


def table(language: Language) -> str:
    """Return the table of one language; lines that are the same for all four stand once."""
    lines = [f"# {language.locale.english}: every phrase for f, m, fpl, mpl"]
    for key in sorted(language.phrases):
        lines += ["", key, *_lines(key, language)]
    return "\n".join(lines) + "\n"


def _lines(key: str, language: Language) -> Iterator[str]:
    said = {group: _said(key, person, language) for group, person in _groups(language).items()}
    if len(set(said.values())) == 1:
        yield f"  all  {said['f']}"
        return
    yield from (f"  {group:<4} {text}" for group, text in said.items())


def _said(key: str, person: Name | Names, language: Language) -> str:
    return " | ".join(
        dict.fromkeys(
            language.say(key, **_values(person, count, gender, language))
            for count in ((1, 2, 5, 23) if language.phrases[key].plural else (23,))
            for gender in ("f", "m")
        )
    )


def _values(person: Name | Names, count: int, gender: str, language: Language) -> dict[str, Value]:
    tag = language.key
    charge = language.say("fact.charge", article="361", name=CHARGE[tag])
    official = Name(_name(ALES if gender == "m" else MARIA, language).text, agreement=gender)
    values: dict[str, Value] = {
        "person": person,
        "country": country_name("BY", language.locale),
        "count": count,
        "sentence_years": count,
        "participants": count,
        "signatures": count,
        "released": count,
        "addressee": official,
        "office": official,
        "charges": format_list([charge], language.locale),
        "article": "361",
        "name": CHARGE[tag],
        "page": "1",
        "pages": "2",
        "reference": "SC/2020/09",
        "salutation": "…",
        "place": "…",
        "title": "…",
        "day": datetime.date(2013, 8, 4),
        "date": datetime.date(2020, 9, 23),
        "detained_on": datetime.date(2020, 9, 7),
        "charged_on": datetime.date(2020, 9, 16),
        "sentenced_on": datetime.date(2021, 9, 6),
        "counted_on": datetime.date(2021, 4, 2),
        "closed_on": datetime.date(2022, 6, 1),
        "released_on": datetime.date(2025, 12, 13),
        "embargo_on": datetime.date(2025, 12, 8),
        **{name: texts[tag] for name, texts in TEXTS.items()},
    }
    return values


def _groups(language: Language) -> dict[str, Name | Names]:
    maria, marfa, ales = (
        _name(data, language, gender) for data, gender in ((MARIA, "f"), (MARFA, "f"), (ALES, "m"))
    )
    return {"f": maria, "m": ales, "fpl": Names((maria, marfa)), "mpl": Names((maria, ales))}


def _name(
    data: dict[str, tuple[str, dict[str, str]]], language: Language, gender: str = ""
) -> Name:
    text, forms = data[language.key]
    return Name(text, agreement=gender, forms=forms)


if __name__ == "__main__":
    workshop = open_workshop()
    FOLDER.mkdir(exist_ok=True)
    for tag in MARIA:
        path = FOLDER / f"phrases.{tag}.txt"
        path.write_text(table(workshop.languages.get(tag)), encoding="utf-8")
