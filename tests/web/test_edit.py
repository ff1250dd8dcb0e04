"""The form: every field of the model in every language, and nothing typed is ever lost."""

import dataclasses
from typing import Any

import pytest

from advocacy.campaigns import model
from advocacy.campaigns.data import from_data
from advocacy.store import Store
from advocacy.web.labels import CHOICES, GROUPS, LABELS
from advocacy.web.shape import choices, hints
from tests.web.forms import Page

STATEMENT = "/campaigns/joint-statement-2021/edit/"
LETTER = "/campaigns/letter-prosecutor-2020/edit/"
CLASSES = [
    kind
    for kind in vars(model).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not model.Forms
]
NOT_TYPED = {
    "Campaign.basis", "Campaign.former", "Campaign.facts", "Campaign.sender", "Campaign.options",
    "Campaign.phrases",
}  # fmt: skip


def stored(store: Store, slug: str = "joint-statement-2021") -> Any:
    return store.get(slug).data


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_of_the_model_has_its_words(kind: type) -> None:
    for name, hint in hints(kind).items():
        place = f"{kind.__name__}.{name}"
        assert place in LABELS or name in GROUPS or place in NOT_TYPED, place
        if place != "Campaign.appeal" and choices(hint):
            assert set(choices(hint)) <= set(CHOICES[name]), place


def test_every_appeal_type_offers_every_part_it_names(desk: Page, workshop: Any) -> None:
    from advocacy.web.steps import steps_of

    slugs = {"joint-statement": "joint-statement-2021",
             "letter-to-prosecutor": "letter-prosecutor-2020",
             "petition": "petition-2022",
             "release-statement": "release-statement-2025",
             "solidarity-manifesto": "solidarity-day-2013"}  # fmt: skip
    assert slugs.keys() == workshop.recipes.keys()
    for kind, slug in slugs.items():
        recipe = workshop.recipes[kind]
        pages = [desk.open(f"/campaigns/{slug}/edit/{step.id}") for step in steps_of(recipe)]
        everything = "".join(page.response.text for page in pages)
        for part in recipe.parts:
            assert f'id="{part}"' in everything, (kind, part)
        for fact in recipe.facts:
            assert f'id="facts-{fact.id}"' in everything, (kind, fact.id)
        for text in recipe.texts:
            assert f'id="texts-{text.id}"' in everything, (kind, text.id)


def test_one_text_in_one_language_is_saved_and_nothing_else_changes(
    desk: Page, store: Store
) -> None:
    before = stored(store)
    page = desk.open(STATEMENT + "about").press(fill={"title.en": "Stop it"})
    assert page.value("title.en") == "Stop it"
    after = stored(store)
    remembered = {"basis", "former"}
    differing = {key for key in {**before, **after} if before.get(key) != after.get(key)}
    assert differing - remembered == {"title"}
    assert after["title"] == {**before["title"], "en": "Stop it"}
    assert "title.en" in store.history("joint-statement-2021")[0].changes


def test_saving_a_page_as_it_is_changes_nothing(desk: Page, store: Store) -> None:
    for slug in [campaign.slug for campaign in store.campaigns()]:
        for step in ("about", "people", "addressees", "text", "demands", "signatories", "look"):
            page = desk.open(f"/campaigns/{slug}/edit/{step}?shown=all")
            if page.all("//form[@id='edit']"):
                assert page.press().status == 200
        confirmed = [c for one in store.history(slug) for c in one.changes if "name_forms" not in c]
        assert store.get(slug).version == 1 or not [c for c in confirmed if "[" in c], slug


def test_a_second_language_is_written_beside_the_first(desk: Page, store: Store) -> None:
    page = desk.open(STATEMENT + "about").press(tick=["ru"])
    page = page.press("go:about:ru", fill={})
    page.press(fill={"title.ru": "Прекратите обыски"})
    assert stored(store)["title"]["ru"] == "Прекратите обыски"


def test_what_is_missing_leads_to_its_field(desk: Page) -> None:
    page = desk.open(STATEMENT + "about").press(fill={"title.en": ""})
    [link] = page.all("//aside//a[normalize-space()='Title']")
    assert link.get("href").endswith("#title-en")
    target = desk.open(link.get("href").partition("#")[0])
    assert target.one("//*[@id='title-en']").get("name") == "title.en"


@pytest.mark.parametrize(
    "case",
    [
        ("about", "slug", "Not A Slug", "lower-case letters"),
        ("about", "country", "Atlantis", "No country of this name"),
        ("about", "title.en", "a\x07b", "control character"),
        ("about", "title.en", "abc\u202edef", "direction"),
        ("people", "facts.detained_on", "31.12.2020", "as 2021-07-14"),
        ("text", "texts.preamble.en", "x" * 500_000, "characters"),
        ("look", "options.accent", "red", "#1d4e89"),
    ],
)
def test_a_mistake_stands_at_its_field_and_what_was_typed_stays(
    desk: Page, store: Store, case: tuple[str, str, str, str]
) -> None:
    step, name, typed, sentence = case
    before = store.get("joint-statement-2021").version
    page = desk.open(STATEMENT + step).press(fill={name: typed})
    assert page.status == 422
    assert sentence in page.error(name)
    assert page.value(name).strip("\n") in {typed, typed.replace("\x07", "\ufffd")}
    assert "Not saved yet" in page.words
    assert store.get("joint-statement-2021").version == before


def test_a_country_is_typed_by_its_name_in_the_language_of_the_page(
    desk: Page, store: Store
) -> None:
    page = desk.open(STATEMENT + "about").press(fill={"country": "Ukraine"})
    assert stored(store)["country"] == "UA"
    assert page.value("country") == "Ukraine"


def test_items_are_added_moved_and_removed_without_a_script(desk: Page, store: Store) -> None:
    names = [one["name"]["en"] for one in stored(store)["addressees"]]
    page = desk.open(STATEMENT + "addressees").press("down:addressees[1]")
    page = page.press("remove:addressees[6]")
    page = page.press("add:addressees")
    page.press(fill={"addressees[6].name.en": "New Name"})
    after = [one["name"]["en"] for one in stored(store)["addressees"]]
    assert after == [names[1], names[0], *names[2:5], "New Name"]


def test_typing_and_pressing_a_list_button_keeps_both(desk: Page, store: Store) -> None:
    desk.open(STATEMENT + "addressees").press(
        "add:addressees", fill={"addressees[1].name.en": "Changed meanwhile"}
    )
    people = stored(store)["addressees"]
    assert people[0]["name"]["en"] == "Changed meanwhile"
    assert len(people) == 7


def test_a_new_person_is_stored_once_the_gender_is_said(desk: Page, store: Store) -> None:
    place = f"people[{len(stored(store).get('people', ())) + 1}]"
    page = desk.open(STATEMENT + "people").press("add:people")
    assert page.status == 200
    assert "it is stored with the next save" in page.words
    page = page.press(fill={f"{place}.name.en": "Nina Example"})
    assert page.status == 422
    assert "This is missing." in page.error(f"{place}.gender")
    assert page.value(f"{place}.name.en") == "Nina Example"
    page = page.press(fill={f"{place}.gender": "f"})
    person = stored(store)["people"][-1]
    assert (person["name"], person["gender"]) == ({"en": "Nina Example"}, "f")


def test_a_new_charge_waits_for_its_article(desk: Page, store: Store) -> None:
    charges = stored(store).get("facts", {}).get("charges", [])
    place = f"facts.charges[{len(charges) + 1}]"
    page = desk.open(STATEMENT + "people").press("add:facts.charges")
    page.press(fill={f"{place}.article": "342", f"{place}.name.en": "Disorder"})
    added = {"article": "342", "name": {"en": "Disorder"}}
    assert stored(store)["facts"]["charges"] == [*charges, added]


def test_a_demand_is_ticked_with_its_sentence_shown_and_can_be_ones_own(
    desk: Page, store: Store
) -> None:
    page = desk.open(STATEMENT + "demands")
    count = len(stored(store)["demands"])
    assert "release all political prisoners in Belarus immediately" in page.words
    page = page.press(tick=["demand.release-all"])
    page = page.press("add:demands")
    page.press(fill={f"demands[{count + 2}].text.en": "do what is right"})
    assert stored(store)["demands"][count:] == [
        {"phrase": "demand.release-all"},
        {"text": {"en": "do what is right"}},
    ]


def test_phrases_are_ticked_moved_and_taken_away(desk: Page, store: Store) -> None:
    before = stored(store, "letter-prosecutor-2020")["phrases"]
    page = desk.open(LETTER + "text").press("down:phrases[1]")
    page.press(untick=[before[-1]])
    after = stored(store, "letter-prosecutor-2020")["phrases"]
    assert after == [before[1], before[0], *before[2:-1]]


def test_a_box_without_a_tick_is_stored_as_such(desk: Page, store: Store) -> None:
    page = desk.open(STATEMENT + "look")
    assert page.one("//input[@name='options.hyphenated']").get("checked") is not None
    page.press(untick=["yes"])
    options = from_data(stored(store)).options
    assert (options.hyphenated, options.typography) == (False, False)
    assert options.countries is True, "it stands on another step"


def test_russian_forms_of_a_name_are_suggested_and_confirmed(desk: Page, store: Store) -> None:
    page = desk.open(LETTER + "about").press(tick=["ru"])
    page = page.press("go:people:ru")
    page = page.press(fill={"people[1].name.ru": "Мария Колесникова"})
    assert page.value("people[1].name_forms.ru.acc") == "Марию Колесникову"
    page.press(tick=["yes"])
    forms = stored(store, "letter-prosecutor-2020")["people"][0]["name_forms"]["ru"]
    assert (forms["acc"], forms["confirmed"]) == ("Марию Колесникову", True)


def test_two_people_who_edit_different_fields_both_keep_theirs(desk: Page, store: Store) -> None:
    anna, boris = desk.open(STATEMENT + "about"), desk.open(STATEMENT + "addressees")
    anna.press(fill={"title.en": "Anna's title"})
    boris.press(fill={"addressees[2].name.en": "Boris's name"})
    after = stored(store)
    assert after["title"]["en"] == "Anna's title"
    assert after["addressees"][1]["name"]["en"] == "Boris's name"


def test_two_people_who_edit_the_same_field_see_both_versions(desk: Page, store: Store) -> None:
    anna, boris = desk.open(STATEMENT + "about"), desk.open(STATEMENT + "about")
    anna.press("", form="//form[contains(@action, '/you')]", fill={"author": "Anna"})
    anna.press(fill={"title.en": "Hers"})
    page = boris.press(fill={"title.en": "His", "reference": "B/1"})
    assert page.status == 409
    assert page.value("title.en") == "His"
    assert "Anna wrote here at the same time: Hers" in page.words
    assert stored(store)["title"]["en"] == "Hers"
    page.press()
    assert stored(store)["title"]["en"] == "His"


def test_the_other_version_can_be_taken(desk: Page, store: Store) -> None:
    anna, boris = desk.open(STATEMENT + "about"), desk.open(STATEMENT + "about")
    anna.press(fill={"title.en": "Hers"})
    page = boris.press(fill={"title.en": "His"}).press("theirs:title.en")
    assert page.value("title.en") == "Hers"


def test_a_script_is_told_in_json(desk: Page, store: Store) -> None:
    wants = {"Accept": "application/json"}
    page = desk.open(STATEMENT + "about")
    saved = page.press(fill={"title.en": "Typed"}, headers=wants).response.json
    assert (saved["state"], saved["version"]) == ("saved", 2)
    assert "Readiness" in saved["panel"]
    refused = page.press(fill={"slug": "No!"}, headers=wants).response
    assert refused.status_code == 422
    assert list(refused.json["fields"]) == ["slug"]
    conflict = page.press(fill={"title.en": "Other"}, headers=wants).response
    assert (conflict.status_code, conflict.json["state"]) == (409, "conflict")


def test_a_form_that_does_not_show_anothers_words_never_puts_its_own_back(
    desk: Page, store: Store
) -> None:
    wants = {"Accept": "application/json"}
    boris = desk.open(STATEMENT + "about")
    desk.open(STATEMENT + "about").press(fill={"title.en": "Anna's title"})
    told = boris.press(fill={"reference": "B/1"}, headers=wants).response.json
    assert told["fresh"] == {"title.en": "Anna's title"}
    boris.one("//input[@name='version']").set("value", str(told["version"]))
    boris.press(fill={"reference": "B/2", **told["fresh"]}, headers=wants)
    assert stored(store)["title"]["en"] == "Anna's title"
    assert stored(store)["reference"] == "B/2"


def test_a_form_whose_items_came_or_went_is_drawn_anew(desk: Page) -> None:
    boris = desk.open(STATEMENT + "addressees")
    desk.open(STATEMENT + "addressees").press("remove:addressees[1]")
    fill = {"addressees[6].name.en": "Changed"}
    told = boris.press(fill=fill, headers={"Accept": "application/json"}).response.json
    assert told["redraw"] is True


def test_a_changed_short_name_leads_to_the_campaigns_new_address(desk: Page, store: Store) -> None:
    page = desk.open(STATEMENT + "about").press(fill={"slug": "raids"})
    assert page.address == "/campaigns/raids/edit/about"
    assert store.get("raids").version == 2


def test_a_short_name_that_is_taken_is_refused_at_its_field(desk: Page) -> None:
    page = desk.open(STATEMENT + "about").press(fill={"slug": "solidarity-day-2013"})
    assert page.status == 422
    assert "already a campaign named “solidarity-day-2013”" in page.error("slug")
    assert page.value("slug") == "solidarity-day-2013"


def test_taking_a_languages_tick_away_keeps_its_texts(desk: Page, store: Store) -> None:
    page = desk.open(STATEMENT + "about").press(tick=["ru"])
    page = page.press("go:about:ru").press(fill={"title.ru": "Заголовок"})
    page.press(untick=["ru"])
    assert "ru" not in stored(store)["languages"]
    assert stored(store)["title"]["ru"] == "Заголовок"


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "{{ 7*7 }}", "'\"><img src=x>", "=1+1", "😀", "ü" * 900, "%s%n"],
)
def test_markup_stays_text_in_every_field_of_a_step(desk: Page, store: Store, typed: str) -> None:
    for step in ("about", "addressees", "text", "demands", "signatories"):
        page = desk.open(STATEMENT + step)
        names = [one.get("name") for one in page.all("//*[contains(@name, '.en')]")]
        answer = page.press(fill=dict.fromkeys(names, typed))
        assert answer.status in {200, 422}
        for name in names:
            assert answer.value(name).strip("\n") == typed, (step, name)
        assert not answer.all("//main//script | //main//img[@src='x']")


@pytest.mark.parametrize(
    "fields",
    [
        {"addressees[99999].name.en": "x"},
        {"addressees[0].name.en": "x"},
        {"__class__.x": "y", "options.__init__": "z", "basis.x": "1"},
        {"people": "x"},
        {"title": "x"},
        {"options": "x"},
        {"version": "-5"},
        {"version": "999"},
        {"version": "x", "do": "up:[", "shown": "../../etc"},
        {"do": "remove:people[7]"},
        {"do": "theirs:"},
        {"do": "add:title"},
        {"do": "add:slug"},
        {"do": "go:nowhere:xx"},
        {"seen": "title"},
        {"seen": "addressees[1].name"},
    ],
)
def test_a_forged_field_is_passed_over_or_answered_never_a_fault(
    desk: Page, store: Store, fields: dict[str, str]
) -> None:
    before = stored(store)
    page = desk.open(STATEMENT + "about").press("", fill=fields)
    assert page.status in {200, 404, 422}
    assert from_data(stored(store)) == from_data(before) or page.status == 200
    assert desk.open(STATEMENT + "about").status == 200
