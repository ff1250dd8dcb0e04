"""Production: what in a version is out of date or doubtful, beside what composing found missing."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.campaigns.model import Campaign, NameForms
from advocacy.errors import Problem, message
from advocacy.language.languages import Languages

__all__ = ["doubtful", "outdated"]


def outdated(campaign: Campaign, language: str) -> tuple[Problem, ...]:
    """Name the paragraphs whose source was edited after they were translated."""
    if not campaign.basis:
        return ()
    from advocacy.campaigns.staleness import stale  # noqa: PLC0415 - few files have a basis

    return tuple(
        Problem(
            f"{paragraph.path}.{language}",
            message(
                "readiness.stale",
                "Paragraph {number}: the source has changed since this was translated.",
                number=paragraph.index,
            ),
        )
        for paragraph in stale(campaign, language)
    )


def doubtful(campaign: Campaign, language: str, languages: Languages) -> tuple[Problem, ...]:
    """Warn of forms that nobody confirmed, and of figures and names a translation lacks."""
    warnings = list(_unconfirmed(campaign, language))
    if language != campaign.source and campaign.source in languages:
        from advocacy.campaigns.comparison import compare  # noqa: PLC0415 - no file needs it

        source, target = languages.get(campaign.source), languages.get(language)
        warnings += compare(campaign, source.locale, target.locale)
    return tuple(warnings)


def _unconfirmed(campaign: Campaign, language: str) -> Iterator[Problem]:
    for path, forms in _stored_forms(campaign):
        if language in forms and not forms[language].confirmed:
            yield Problem(
                f"{path}.{language}.confirmed",
                message(
                    "readiness.unconfirmed",
                    "Nobody has confirmed the forms of this name yet.",
                ),
                warning=True,
            )


def _stored_forms(campaign: Campaign) -> Iterator[tuple[str, NameForms]]:
    for number, person in enumerate(campaign.people, start=1):
        yield f"people[{number}].name_forms", person.name_forms
    for part in ("addressees", "copies"):
        for number, official in enumerate(getattr(campaign, part), start=1):
            yield f"{part}[{number}].office_forms", official.office_forms
            yield f"{part}[{number}].name_forms", official.name_forms
