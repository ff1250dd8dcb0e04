"""For translators: the templates of all wording, gathered from phrases, recipes, pages and code."""

from __future__ import annotations

from collections.abc import Mapping

from advocacy import resources
from advocacy.language.extraction import documents_template, web_template
from advocacy.language.phrases import PhraseBank
from advocacy.language.po_file import PoFile

__all__ = ["wording_templates"]


def wording_templates(bank: PhraseBank, formats: Mapping[str, str]) -> Mapping[str, PoFile]:
    """Return the template of each domain; its units are what every language has to say.

    ``formats`` are the labels of the program's own formats by name; a plugin brings its words.
    """
    templates, package = resources.folder("templates"), resources.PACKAGE
    return {
        "documents": documents_template(bank),
        "web": web_template(
            bank=bank,
            recipes=sorted((templates / "appeals").glob("*.toml")),
            sources=[package, templates / "web"],
            formats=formats,
            root=package.parent,
        ),
    }
