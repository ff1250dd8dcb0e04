"""What the fields of the campaign model are called on the page, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advocacy.errors import Message, message

__all__ = ["CHOICES", "GROUPS", "LABELS", "GroupLabel", "Label"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words for one field; ``rows`` above one makes it a field of several lines."""

    label: Message
    help: Message | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """Words for a list: its heading, one item of it, and the button that adds one."""

    heading: Message
    item: Message
    add: Message


NAME_FORMS = message(
    "field.forms_help",
    "How the name changes inside of a sentence. Suggestions are made where the language has them; "
    "confirm what you have looked at.",
)

LABELS: Mapping[str, Label] = {
    "Campaign.slug": Label(
        message("field.slug", "Short name"),
        message("field.slug_help", "Names the files: small letters a–z, digits and hyphens."),
    ),
    "Campaign.appeal": Label(message("field.appeal", "Kind of appeal")),
    "Campaign.source": Label(
        message("field.source", "Written first in"),
        message("field.source_help", "The language the others are translated from."),
    ),
    "Campaign.languages": Label(message("field.languages", "Languages")),
    "Campaign.date": Label(
        message("field.date", "Date"),
        message("field.date_help", "Stands on every document, and is the only date in the files."),
    ),
    "Campaign.title": Label(message("field.title", "Title")),
    "Campaign.place": Label(message("field.place", "Place")),
    "Campaign.reference": Label(
        message("field.reference", "Reference"),
        message("field.reference_help", "A file number, if there is one."),
    ),
    "Campaign.country": Label(
        message("field.country_about", "Country the appeal is about"),
    ),
    "Campaign.texts": Label(message("field.texts", "Texts"), rows=6),
    "Campaign.sender": Label(message("section.sender", "Sender")),
    "Campaign.phrases": Label(message("section.phrases", "Standard sentences")),
    "Campaign.note": Label(
        message("field.note", "Small print"),
        message("field.note_help", "Stands at the very end, for instance the date of the facts."),
        rows=3,
    ),
    "Campaign.enclosures": Label(message("field.enclosure", "Enclosure")),
    "Person.id": Label(
        message("field.person_id", "Short name of the person"),
        message("field.person_id_help", "Only this page and the file see it."),
    ),
    "Person.gender": Label(
        message("field.gender", "Gender"),
        message("field.gender_help", "Sentences are worded accordingly; it is never guessed."),
    ),
    "Person.name": Label(message("field.name", "Name")),
    "Person.name_forms": Label(message("field.name_forms", "Forms of the name"), NAME_FORMS),
    "Person.about": Label(
        message("field.about", "Function or occupation"),
        message("field.about_help", "Stands after the name, for instance “musician”."),
    ),
    "Charge.article": Label(message("field.article_of_law", "Article")),
    "Charge.name": Label(message("field.charge", "What the article is called")),
    "Addressee.title": Label(
        message("field.office_kind", "Kind of office"),
        message("field.office_kind_help", "Chooses the salutation; leave it open for any other."),
    ),
    "Addressee.gender": Label(message("field.gender", "Gender")),
    "Addressee.office": Label(message("field.office", "Office")),
    "Addressee.office_forms": Label(
        message("field.office_forms", "Forms of the office"), NAME_FORMS
    ),
    "Addressee.name": Label(message("field.name", "Name")),
    "Addressee.name_forms": Label(message("field.name_forms", "Forms of the name"), NAME_FORMS),
    "Addressee.address": Label(
        message("field.address", "Address"),
        message("field.address_help", "A line for each line of the envelope, without the country."),
        rows=3,
    ),
    "Addressee.country": Label(message("field.country", "Country")),
    "Addressee.email": Label(message("field.email", "E-mail")),
    "Addressee.salutation": Label(
        message("field.salutation", "Salutation of your own"),
        message("field.salutation_help", "Wins over the usual one of the language."),
    ),
    "Sender.gender": Label(message("field.gender", "Gender")),
    "Sender.name": Label(message("field.name", "Name")),
    "Sender.function": Label(message("field.function", "Function")),
    "Sender.address": Label(message("field.address", "Address"), rows=3),
    "Sender.email": Label(message("field.email", "E-mail")),
    "Demand.phrase": Label(message("field.phrase", "Phrase")),
    "Demand.text": Label(
        message("field.demand", "Demand in your own words"),
        message("field.demand_help", "It continues the sentence before the list: no full stop."),
        rows=2,
    ),
    "Signatory.name": Label(message("field.organisation", "Name")),
    "Signatory.language": Label(
        message("field.name_language", "Language of the original name"),
        message("field.name_language_help", "Shown where a language has no name of its own."),
    ),
    "Signatory.acronym": Label(message("field.acronym", "Acronym")),
    "Signatory.country": Label(message("field.country", "Country")),
    "Signatory.tier": Label(message("field.tier", "Role")),
    "Signatory.article": Label(
        message("field.article", "Article before the name"),
        message("field.article_help", "Where grammar needs one, as “la” or “l’”."),
    ),
    "EventEntry.text": Label(message("field.event", "What happens there"), rows=2),
    "EventEntry.place": Label(message("field.event_place", "Place")),
    "EventEntry.country": Label(message("field.country", "Country")),
    "QuoteEntry.text": Label(message("field.quote", "Words"), rows=4),
    "QuoteEntry.speaker": Label(message("field.speaker", "Speaker")),
    "QuoteEntry.function": Label(
        message("field.function", "Function"),
        message("field.speaker_function_help", "Stands after the speaker’s name."),
    ),
    "MilestoneEntry.count": Label(message("field.milestone_count", "Signatures")),
    "MilestoneEntry.date": Label(message("field.milestone_date", "Reached on")),
    "LogoEntry.data": Label(message("field.logo", "Logo")),
    "LogoEntry.alternative": Label(
        message("field.logo_words", "What the logo shows"),
        message("field.logo_words_help", "For people who do not see it: usually the name."),
    ),
    "Options.order": Label(message("field.order", "Order of the signatories")),
    "Options.countries": Label(message("field.countries", "Name their countries")),
    "Options.typography": Label(
        message("field.typography", "Correct quotation marks and spaces"),
        message("field.typography_help", "By the habits of each language, in your texts."),
    ),
    "Options.justified": Label(message("field.justified", "Justified lines")),
    "Options.hyphenated": Label(message("field.hyphenated", "Hyphenate long words")),
    "Options.prompt": Label(
        message("field.prompt", "Leave room for the sender’s own sentence"),
    ),
    "Options.signature_columns": Label(message("field.columns", "Columns of signatories")),
    "Options.window": Label(message("field.window", "Place of the address")),
    "Options.accent": Label(
        message("field.accent", "Colour of the letterhead"),
        message("field.accent_help", "As #1c4f6b; it has to be dark enough to read."),
    ),
    "Options.organisation": Label(message("field.organisation_line", "Organisation in the head")),
}

CHOICES: Mapping[str, Mapping[object, Message]] = {
    "gender": {
        None: message("choice.gender_open", "not said"),
        "f": message("choice.f", "woman"),
        "m": message("choice.m", "man"),
    },
    "tier": {
        "initiator": message("choice.initiator", "initiator"),
        "supporter": message("choice.supporter", "supporter"),
    },
    "order": {
        "name": message("choice.order_name", "by name"),
        "country": message("choice.order_country", "by country"),
        "initiators": message("choice.order_initiators", "initiators first, then by name"),
        "entered": message("choice.order_entered", "as entered"),
    },
    "signature_columns": {
        0: message("choice.columns_free", "as many as fit"),
        1: message("choice.columns_1", "one"),
        2: message("choice.columns_2", "two"),
        3: message("choice.columns_3", "three"),
    },
    "window": {
        "": message("choice.window_usual", "as usual in the language"),
        "din5008-a": message("choice.window_a", "DIN 5008, form A"),
        "din5008-b": message("choice.window_b", "DIN 5008, form B"),
        "right": message("choice.window_right", "window on the right"),
        "flow-left": message("choice.window_left", "no window, left"),
        "flow-right": message("choice.window_flow_right", "no window, right"),
    },
}

GROUPS: Mapping[str, GroupLabel] = {
    "people": GroupLabel(
        message("group.people", "People concerned"),
        message("group.person", "Person {number}"),
        message("group.add_person", "Add a person"),
    ),
    "addressees": GroupLabel(
        message("group.addressees", "Addressees"),
        message("group.addressee", "Addressee {number}"),
        message("group.add_addressee", "Add an addressee"),
    ),
    "copies": GroupLabel(
        message("group.copies", "Copies to"),
        message("group.copy", "Copy {number}"),
        message("group.add_copy", "Add somebody who receives a copy"),
    ),
    "demands": GroupLabel(
        message("group.demands", "Demands"),
        message("group.demand", "Demand {number}"),
        message("group.add_demand", "Add a demand in your own words"),
    ),
    "quotes": GroupLabel(
        message("group.quotes", "Quotations"),
        message("group.quote", "Quotation {number}"),
        message("group.add_quote", "Add a quotation"),
    ),
    "events": GroupLabel(
        message("group.events", "Actions"),
        message("group.event", "Action {number}"),
        message("group.add_event", "Add an action"),
    ),
    "milestones": GroupLabel(
        message("group.milestones", "Milestones"),
        message("group.milestone", "Milestone {number}"),
        message("group.add_milestone", "Add a milestone"),
    ),
    "enclosures": GroupLabel(
        message("group.enclosures", "Enclosures"),
        message("group.enclosure", "Enclosure {number}"),
        message("group.add_enclosure", "Add an enclosure"),
    ),
    "signatories": GroupLabel(
        message("group.signatories", "Signatories"),
        message("group.signatory", "Signatory {number}"),
        message("group.add_signatory", "Add a signatory"),
    ),
    "logos": GroupLabel(
        message("group.logos", "Logos"),
        message("group.logo", "Logo {number}"),
        message("group.add_logo", "Add a logo"),
    ),
    "charges": GroupLabel(
        message("group.charges", "Charges"),
        message("group.charge", "Charge {number}"),
        message("group.add_charge", "Add a charge"),
    ),
}
