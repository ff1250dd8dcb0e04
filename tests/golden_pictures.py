"""Keeps the pages of every example in every language as pictures, for a person to look at.

``python -m tests.golden_pictures`` after a change of the layout or of the wording.
"""

from __future__ import annotations

from pathlib import Path

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.production.workshop import open_workshop
from tests.plugins.pdf.pictures import keep

if __name__ == "__main__":
    workshop = open_workshop()
    for path in resources.examples():
        campaign = read_campaign(path)
        for tag in campaign.languages:
            pdf = workshop.render(campaign, tag, "pdf")
            keep(pdf, Path(__file__).parent / "golden" / "pdf", f"{path.stem}.{tag}")
