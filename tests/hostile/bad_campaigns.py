"""Bad campaign files: what stands in the file, the place that is named and the kind of sentence."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BROKEN", "WRONG"]

LETTERS = "abcdefghijk"

BROKEN: Mapping[str, tuple[bytes, str, str]] = {
    "not UTF-8": ("slug = 'é'".encode("latin-1"), "a.toml:1", "file.encoding"),
    "UTF-16": ("slug = 'a'".encode("utf-16"), "a.toml:1", "file.encoding"),
    "compressed": (b"\x1f\x8b\x08\x00\x00", "a.toml:1", "file.encoding"),
    "an archive": (b"PK\x03\x04\x14\x00\x06\x00", "a.toml:1", "file.syntax"),
    "a program": (b"\x7fELF\x02\x01\x01\x00", "a.toml:1", "file.syntax"),
    "a page": (b"<!DOCTYPE html><html></html>", "a.toml:1", "file.syntax"),
    "JSON": (b'{"slug": "a"}', "a.toml:1", "file.syntax"),
    "YAML": (b"slug: a\n", "a.toml:1", "file.syntax"),
    "a null": (b"slug = 'a\x00'", "a.toml:1", "file.syntax"),
    "half a line": (b"slug = ", "a.toml:1", "file.early_end"),
    "an open text": (b"slug = 'a'\ntitle.en = \"b\n", "a.toml:2", "file.syntax"),
    "an open long text": (b'title.en = """a\nb', "a.toml:2", "file.early_end"),
    "an open list": (b"slug = 'a'\nlanguages = ['en'", "a.toml:2", "file.early_end"),
    "an open table": (b"[sender\n", "a.toml:1", "file.syntax"),
    "a key twice": (b"slug = 'a'\nslug = 'b'\n", "a.toml:2", "file.syntax"),
    "a table twice": (b"[sender]\n[sender]\n", "a.toml:2", "file.syntax"),
    "a table over a value": (b"title = 'a'\n[title]\n", "a.toml:2", "file.syntax"),
    "an unknown escape": (b'slug = "\\q"', "a.toml:1", "file.syntax"),
    "half a character": (b'slug = "\\ud800"', "a.toml:1", "file.syntax"),
    "a key without a name": (b"= 'a'", "a.toml:1", "file.syntax"),
    "no such day": (b"date = 2021-02-30", "a.toml:1", "file.syntax"),
    "a depth of lists": (b"a = " + b"[" * 5_000, "a.toml", "file.depth"),
    "a depth of tables": (b"a = " + b"{b=" * 5_000, "a.toml", "file.depth"),
    "a number without end": (b"a = " + b"9" * 5_000, "a.toml", "file.depth"),
    "a file of 20 MB": (b"#" * 20_000_001, "a.toml", "file.large"),
}
"""Files that are no TOML: content, the file and line that is named, the key of the sentence."""

WRONG: Mapping[str, tuple[str, str, str]] = {
    "no slug": ("slug = ''", "slug", "campaign.missing"),
    "a slug with a path": ("slug = '../a'", "slug", "campaign.slug"),
    "a slug with a null": ('slug = "a\\u0000"', "slug", "guard.control"),
    "a slug in capitals": ("slug = 'Letter'", "slug", "campaign.slug"),
    "a slug of another script": ("slug = 'письмо'", "slug", "campaign.slug"),
    "a slug of look-alikes": ("slug = 'lеtter'", "slug", "campaign.slug"),
    "a long slug": (f"slug = '{'a' * 81}'", "slug", "campaign.slug"),
    "a number for a slug": ("slug = 7", "slug", "campaign.expected_text"),
    "a list for a slug": ("slug = ['a']", "slug", "campaign.expected_text"),
    "an appeal with a path": ("appeal = '../../etc/passwd'", "appeal", "campaign.slug"),
    "a language with a path": ("source = '../en'", "source", "campaign.language"),
    "a language with a line end": ('source = "en\\n\\nx"', "source", "campaign.one_line"),
    "a language of the system": ("source = 'en_US.UTF-8'", "source", "campaign.language"),
    "languages as a text": ("languages = 'en'", "languages", "campaign.expected_list"),
    "a language twice": ("languages = ['en', 'en']", "languages[2]", "campaign.twice"),
    "a language with markup": ("languages = ['<b>']", "languages[1]", "campaign.language"),
    "a date as a number": ("date = 20210714", "date", "campaign.expected_date"),
    "a moment for a date": ("date = 2021-07-14T10:00:00", "date", "campaign.expected_date"),
    "a time for a date": ("date = 10:00:00", "date", "campaign.expected_date"),
    "a day there is not": ("date = '2021-02-30'", "date", "campaign.no_such_day"),
    "a year nought": ("date = '0000-01-01'", "date", "campaign.no_such_day"),
    "a far year": ("date = '99999-01-01'", "date", "campaign.expected_date"),
    "digits of another script": ("date = '२०२१-०७-१४'", "date", "campaign.expected_date"),
    "a title without a language": ("title = 'a'", "title", "campaign.expected_languages"),
    "a title in no language": ("title.english = 'a'", "title.english", "campaign.language"),
    "a title as a number": ("title.en = 1", "title.en", "campaign.expected_text"),
    "a title as infinity": ("title.en = inf", "title.en", "campaign.expected_text"),
    "a country by its name": ("country = 'Belarus'", "country", "campaign.country"),
    "a country in small letters": ("country = 'by'", "country", "campaign.country_case"),
    "a country there is not": ("country = 'XX'", "country", "campaign.country"),
    "an unknown key": ("people_ = 1", "people_", "campaign.unknown_near"),
    "a key of Python": ("__class__ = 'a'", "__class__", "campaign.unknown"),
    "a key with a control": ('"a\\u0007" = 1', '"a\\x07"', "campaign.unknown"),
    "people as a table": ("people.a = 1", "people", "campaign.expected_list"),
    "people as texts": ("people = ['a']", "people[1]", "campaign.expected_table"),
    "a person without a gender": ("people = [{id = 'a'}]", "people[1].gender", "campaign.missing"),
    "a person twice": (
        "people = [{id = 'a', gender = 'f'}, {id = 'a', gender = 'm'}]",
        "people[2].id", "campaign.twice",
    ),
    "an unknown gender": (
        "people = [{id = 'a', gender = 'x'}]", "people[1].gender", "campaign.expected_choice",
    ),
    "a form with a path": (
        "people = [{id = 'a', gender = 'f', name_forms.ru.'../a' = 'b'}]",
        'people[1].name_forms.ru."../a"', "campaign.name",
    ),
    "forms as a text": (
        "people = [{id = 'a', gender = 'f', name_forms.ru = 'b'}]",
        "people[1].name_forms.ru", "campaign.expected_table",
    ),
    "a confirmation as a text": (
        "people = [{id = 'a', gender = 'f', name_forms.ru.confirmed = 'yes'}]",
        "people[1].name_forms.ru.confirmed", "campaign.expected_flag",
    ),
    "two addresses for one": (
        "addressees = [{email = 'a@example.org, b@example.org'}]",
        "addressees[1].email", "campaign.email",
    ),
    "a header in an address": (
        'sender.email = "a@example.org\\nBcc: b@example.org"', "sender.email", "campaign.one_line",
    ),
    "a name before an address": (
        "sender.email = 'A <a@example.org>'", "sender.email", "campaign.email",
    ),
    "a fact as a flag": ("facts.a = true", "facts.a", "campaign.expected_fact"),
    "a fact as a fraction": ("facts.a = 1.5", "facts.a", "campaign.expected_fact"),
    "a fact as not a number": ("facts.a = nan", "facts.a", "campaign.expected_fact"),
    "a large number": ("facts.a = 9007199254740993", "facts.a", "campaign.large"),
    "a fact with an unusable name": ("facts.A-B = 'a'", "facts.A-B", "campaign.name"),
    "charges as texts": ("facts.a = ['b']", "facts.a[1]", "campaign.expected_table"),
    "a charge without its article": (
        "facts.a = [{name.en = 'b'}]", "facts.a[1].article", "campaign.missing",
    ),
    "a phrase as a sentence": ("phrases = ['Free them!']", "phrases[1]", "campaign.key"),
    "a phrase twice": ("phrases = ['a.b', 'a.b']", "phrases[2]", "campaign.twice"),
    "a phrase with a path": ("demands = [{phrase = '../a'}]", "demands[1].phrase", "campaign.key"),
    "an unknown tier": (
        "signatories = [{name.en = 'a', tier = 'boss'}]",
        "signatories[1].tier", "campaign.expected_choice",
    ),
    "a colour by its name": ("options.accent = 'red'", "options.accent", "campaign.accent"),
    "a colour with style": (
        "options.accent = '#fff;background:url(a)'", "options.accent", "campaign.accent",
    ),
    "a window there is not": (
        "options.window = 'bay'", "options.window", "campaign.expected_choice",
    ),
    "a flag as a number": ("options.countries = 1", "options.countries", "campaign.expected_flag"),
    "columns as a text": (
        "options.signature_columns = '2'",
        "options.signature_columns", "campaign.expected_choice",
    ),
    "true for one": (
        "options.signature_columns = true",
        "options.signature_columns", "campaign.expected_choice",
    ),
    "a logo that is none": (
        "options.logos = [{data = 'aGVsbG8='}]", "options.logos[1].data", "logo.kind",
    ),
    "a logo by its address": (
        "options.logos = [{data = 'https://example.org/a.png'}]",
        "options.logos[1].data", "campaign.base64",
    ),
    "a digest that is none": ("basis.'texts.a.de' = 'x'", 'basis."texts.a.de"', "campaign.digests"),
    "too many languages of a title": (
        "".join(f"title.{a}{b}{c} = 'a'\n" for a in LETTERS for b in LETTERS for c in LETTERS),
        "title", "campaign.too_many",
    ),
    "too many signatories": (
        "signatories = [" + "{name.en = 'a'}," * 10_001 + "]", "signatories", "campaign.too_many",
    ),
}  # fmt: skip
"""Lines added to the least campaign: the place that is named, and the key of the sentence."""
