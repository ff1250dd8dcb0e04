"""Every kind of file that the program makes of a campaign; run as a program it writes them."""

from __future__ import annotations

import sys
from pathlib import Path

from advocacy.campaigns.exchange_docx import export_docx
from advocacy.campaigns.exchange_po import export_po
from advocacy.campaigns.file import read_campaign, write_campaign
from advocacy.campaigns.signatories import to_csv, to_xlsx
from advocacy.production.pack import make_pack
from advocacy.production.workshop import Workshop, open_workshop

__all__ = ["everything"]


def everything(path: Path, workshop: Workshop) -> dict[str, bytes]:
    """Return the files of a campaign in two languages, by their names."""
    campaign = read_campaign(path)
    tags = campaign.languages[:2]
    files = {
        workshop.file_name(campaign, tag, name): workshop.render(campaign, tag, name)
        for tag in tags
        for name in workshop.formats
    }
    other = next(tag for tag in campaign.languages if tag != campaign.source)
    return {
        **files,
        "translate.docx": export_docx(campaign, other),
        "translate.po": export_po(campaign, other),
        "signatories.csv": to_csv(campaign.signatories, campaign.languages),
        "signatories.xlsx": to_xlsx(campaign.signatories, campaign.languages),
        "campaign.toml": write_campaign(campaign).encode(),
        "pack.zip": make_pack(workshop, campaign, tags[:1], ("docx", "pdf")),
    }


def main(out: Path, examples: list[Path]) -> None:
    """Write the files of each example into a folder of its name."""
    workshop = open_workshop()
    for path in examples:
        folder = out / path.stem
        folder.mkdir(parents=True)
        for name, data in everything(path, workshop).items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
