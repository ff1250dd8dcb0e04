"""What somebody filled in is cleaned or refused, never repaired silently."""

import pytest

from advocacy.campaigns.application import name_fault, read_application
from advocacy.campaigns.logo import LARGEST_LOGO

GOOD = {"name.de": "Beispiel-Initiative", "country": "DE", "contact": "Anna"}


@pytest.mark.parametrize(
    "name",
    ["Вясна", "HRHF", "ACAT-France", "NGO Docudays", "«Пример»", "3rd Example",
     "Frauen*rechte e. V.", "УМДПЛ Ассоциация", "L’Exemple & Cie", "Ärzte für das Beispiel"],
)  # fmt: skip
def test_ordinary_names_are_taken_as_they_are(name: str) -> None:
    assert name_fault(name) is None
    application, problems = read_application({"name.de": f"  {name} "}, "de")
    assert (dict(application.signatory.name), problems) == ({"de": name}, ())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("BEISPIEL FÜR ALLE MENSCHEN", "signing.capitals"),
        ("ПРАВОЗАЩИТНЫЙ ЦЕНТР", "signing.capitals"),
        ("<script>alert(1)</script>", "signing.markup"),
        ("[Beispiel](https://example.org)", "signing.markup"),
        ("Beispiel www.example.org", "signing.markup"),
        ("Beispiel &lt;b&gt;", "signing.markup"),
        ("=1+1", "signing.formula"),
        ("+Beispiel", "signing.formula"),
        ("-Beispiel", "signing.formula"),
        ("@Beispiel", "signing.formula"),
        ("＝Beispiel", "signing.formula"),
        ("2021", "signing.no_letters"),
        ("a\nb", "signing.line"),
        ("n" * 201, "signing.long"),
    ],
)
def test_what_cannot_be_published_is_refused_with_its_reason(name: str, key: str) -> None:
    _, problems = read_application({**GOOD, "name.de": name}, "de")
    assert [(problem.where, problem.message.key) for problem in problems] == [("name.de", key)]


def test_the_language_of_the_page_is_the_original_of_the_name() -> None:
    names = {"name.de": "Beispiel", "name.ru": "Пример", "name.fr": ""}
    application, _ = read_application(names, "ru")
    assert application.signatory.language == "ru"
    assert set(application.signatory.name) == {"de", "ru"}
    application, _ = read_application(names, "it")
    assert application.signatory.language == "de"


@pytest.mark.parametrize(("typed", "code"), [("Deutschland", "DE"), ("DE", "DE"), ("", "")])
def test_a_country_is_known_by_code_or_name_and_may_be_left_out(typed: str, code: str) -> None:
    application, problems = read_application({**GOOD, "country": typed}, "de")
    assert (application.signatory.country, problems) == (code, ())


def test_a_logo_of_more_than_a_megabyte_is_refused() -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST_LOGO
    application, problems = read_application(GOOD, "de", png)
    assert application.logo == b""
    assert [problem.message.key for problem in problems] == ["logo.size"]


def test_a_drawing_with_a_script_is_refused_and_a_plain_one_loses_its_authors() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}<rect width="1"/></svg>'
    _, problems = read_application(GOOD, "de", svg.format("<script>1</script>").encode())
    assert [problem.where for problem in problems] == ["logo"]
    drawn = svg.format("<metadata>Anna</metadata>").encode()
    application, problems = read_application(GOOD, "de", drawn)
    assert (application.logo_type, problems) == ("image/svg+xml", ())
    assert b"Anna" not in application.logo
