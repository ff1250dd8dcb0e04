"""Keeps the pages of every example in every language as pictures, for a person to look at.

Those of DOCX files are what LibreOffice makes of them.

``python -m tests.golden_pictures`` after a change of the layout or of the wording.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from advocacy import resources
from advocacy.campaigns.file import read_campaign
from advocacy.production.workshop import open_workshop
from tests.office import Office
from tests.plugins.pdf.pictures import keep

GOLDEN = Path(__file__).parent / "golden"

if __name__ == "__main__":
    workshop = open_workshop()
    files: dict[str, bytes] = {}
    for path in resources.examples():
        campaign = read_campaign(path)
        for tag in campaign.languages:
            keep(workshop.render(campaign, tag, "pdf"), GOLDEN / "pdf", f"{path.stem}.{tag}")
            files[f"{path.stem}.{tag}.docx"] = workshop.render(campaign, tag, "docx")
    with tempfile.TemporaryDirectory() as place:
        converted = Office(Path(place)).convert_all(files, "pdf")
    for name, pdf in converted.items():
        keep(pdf, GOLDEN / "docx", name.removesuffix(".docx"), width=420)
