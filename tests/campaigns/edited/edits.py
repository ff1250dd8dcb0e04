"""What an organisation did to the letter, for the fixtures and the tests that read them."""

from __future__ import annotations

from advocacy.plugin_manager import PluginManager
from tests.campaigns.edited.editing import Word
from tests.campaigns.edited.letter import letter


def original() -> bytes:
    """Return the letter as the program writes it."""
    manager = PluginManager()
    manager.load()
    return manager.write(letter(), "docx")


def changed(*, tracked: bool = True) -> bytes:
    """Two paragraphs and a demand are changed."""
    word = Word(original(), tracked=tracked)
    word.change("großer Sorge", "wachsender Sorge")
    word.change("Einzelheiten stehen auf", "Mehr steht auf")
    word.change("ihr sofort Zugang", "ihr unverzüglich Zugang")
    return word.save()


def rearranged(*, tracked: bool = True) -> bytes:
    """One paragraph is new, one is gone, one is divided.

    The prompt is answered without a record: LibreOffice 7.4 loses records in content controls.
    """
    word = Word(original(), tracked=tracked)
    word.add_paragraph("Ich bitte Sie deshalb,", "Auch die Angehörigen warten auf Nachricht.")
    word.remove_paragraph("die Vorwürfe der Misshandlung")
    word.divide_paragraph("Einzelheiten")
    word.tracked = False
    word.change("Schreiben Sie hier einen Satz über sich.", "Ich unterrichte Musik.")
    return word.save()


def files() -> dict[str, bytes]:
    """Return every edited letter by the name of its fixture."""
    return {
        "changed-tracked": changed(),
        "changed": changed(tracked=False),
        "rearranged-tracked": rearranged(),
        "rearranged": rearranged(tracked=False),
    }
