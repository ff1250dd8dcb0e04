"""Production: a pack holds all versions of a campaign in one ZIP, with sums to check them by."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping

from advocacy.campaigns.model import Campaign
from advocacy.production.workshop import Workshop

__all__ = ["MANIFEST", "make_files", "make_pack", "zip_files"]

MANIFEST = "MANIFEST.sha256"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can tell: the same for every file, whoever makes it."""


def make_pack(
    workshop: Workshop,
    campaign: Campaign,
    languages: Iterable[str],
    formats: Iterable[str],
    *,
    made: Callable[[str], None] = lambda name: None,
) -> bytes:
    """Return a ZIP of all versions in all formats with a manifest as ``sha256sum -c`` reads it.

    ``made`` is called with each file's name when it is ready. Fails as a whole, with NotReadyError
    or another AdvocacyError, when one version cannot be made.
    """
    files: dict[str, bytes] = {}
    for name, data in make_files(workshop, campaign, languages, formats):
        files[name] = data
        made(name)
    return zip_files(files)


def make_files(
    workshop: Workshop, campaign: Campaign, languages: Iterable[str], formats: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Make the files of a pack one by one; yield each with its name when it is ready."""
    formats = tuple(formats)
    for language in languages:
        document = workshop.compose(campaign, language)
        for format_name in formats:
            name = workshop.file_name(campaign, language, format_name)
            yield name, workshop.write(document, format_name)


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of named files and their manifest, the same bytes on any machine."""
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*sorted(files.items()), (MANIFEST, sums.encode())):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
