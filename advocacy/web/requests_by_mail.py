"""Messages to signatories: plain text in their language, with a link that a button confirms."""

from __future__ import annotations

from flask import url_for

from advocacy.campaigns.endorsements import Endorsement
from advocacy.errors import Message, message
from advocacy.store import Edition
from advocacy.store.endorsements import Letter
from advocacy.web.desk import desk
from advocacy.web.public import LINK_DAYS, link_token, ready_tags

__all__ = ["first_request", "next_request"]


def first_request(slug: str, edition: Edition) -> Letter | None:
    """Return who writes the mail that asks a new signatory to confirm; None without a server."""

    def write(one: Endorsement) -> tuple[str, str]:
        subject = message("mail.confirm_subject", "Please confirm: {title}",
                          title=_title(one, edition))  # fmt: skip
        body = message(
            "mail.confirm_body",
            "Good day,\n\n"
            "somebody has signed “{title}” in the name of {organisation} and given this address. "
            "Please open the following page and press the button there to confirm it:\n\n"
            "{link}\n\n"
            "The link is valid for {days} days. If you know nothing of this, you need not do "
            "anything: without your confirmation nothing is published. The same page lets you "
            "withdraw the signature.\n\n"
            "The text: {page}",
            **_values(slug, one, edition),
        )
        return _in(one.language, subject), _in(one.language, body)

    return write if desk().mails else None


def next_request(slug: str, edition: Edition) -> Letter:
    """Return who writes the mail that asks signatories to confirm a text that has changed."""

    def write(one: Endorsement) -> tuple[str, str]:
        subject = message("mail.again_subject", "The text has changed: {title}",
                          title=_title(one, edition))  # fmt: skip
        body = message(
            "mail.again_body",
            "Good day,\n\n"
            "{organisation} has signed “{title}”. The text has changed since then, and your "
            "signature stands for the earlier one. Please read the new text and confirm it, or "
            "withdraw the signature, on this page:\n\n"
            "{link}\n\n"
            "The link is valid for {days} days. Without your confirmation {organisation} is not "
            "listed beneath the new text.\n\n"
            "The new text: {page}",
            **_values(slug, one, edition),
        )
        return _in(one.language, subject), _in(one.language, body)

    return write


def _values(slug: str, one: Endorsement, edition: Edition) -> dict[str, object]:
    names, tag = one.signatory.name, _page_tag(one, edition)
    token = link_token(one.number, edition.number)
    return {
        "title": _title(one, edition),
        "organisation": names.get(one.language) or names.get(one.signatory.language, ""),
        "link": url_for("signon.look", slug=slug, tag=tag, token=token, _external=True),
        "page": url_for("signon.show", slug=slug, tag=tag, _external=True),
        "days": LINK_DAYS,
    }


def _title(one: Endorsement, edition: Edition) -> str:
    titles = edition.data.get("title", {})
    return str(titles.get(one.language) or titles.get(edition.data["source"], ""))


def _page_tag(one: Endorsement, edition: Edition) -> str:
    """The signatory's language, or the first one in which the text is complete."""
    tags = ready_tags(edition)
    return one.language if one.language in tags or not tags else tags[0]


def _in(tag: str, sentence: Message) -> str:
    """Say a message in a language; English where it is not translated."""
    languages = desk().workshop.languages
    if tag not in languages:
        return str(sentence)
    catalog = languages.get(tag).web
    return sentence.translated(lambda key, text: str(catalog.gettext(key, text)))
