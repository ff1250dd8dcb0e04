"""This program: the ordinary way from a campaign to the ZIP of all its versions.

Answers lines ``folder number`` on its standard input with the seconds of processor time.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from advocacy.campaigns.file import read_campaign
from advocacy.campaigns.model import Campaign
from advocacy.production.pack import make_pack
from advocacy.production.workshop import open_workshop


def varied(campaign: Campaign, number: int) -> Campaign:
    """Return the campaign with other words at its beginning and at its end."""
    place = {tag: f"{words} {number}" for tag, words in campaign.place.items()}
    ending = {tag: f"{words} № {number}." for tag, words in campaign.texts["ending"].items()}
    return replace(campaign, place=place, texts={**campaign.texts, "ending": ending})


def main() -> None:
    """Make a pack for each line."""
    workshop, campaign = open_workshop(), read_campaign(Path(sys.argv[1]))
    for line in sys.stdin:
        folder, number = line.split()
        changed = varied(campaign, int(number))
        start = time.process_time()
        data = make_pack(workshop, changed, campaign.languages, ("docx", "pdf"))
        (Path(folder) / "pack.zip").write_bytes(data)
        print(time.process_time() - start, flush=True)


main()
