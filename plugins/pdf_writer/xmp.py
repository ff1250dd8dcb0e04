"""The metadata: an XMP packet that says what the file is and which norms it keeps."""

from __future__ import annotations

import datetime
from html import escape
from typing import Final

__all__ = ["packet"]

_PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/">\
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<r:Description r:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><r:Alt><r:li xml:lang="x-default">{title}</r:li></r:Alt></dc:title>
{description}<dc:language><r:Bag><r:li>{language}</r:li></r:Bag></dc:language>
<dc:identifier>{identifier}</dc:identifier>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
{schema}</r:Description>
</r:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_DESCRIPTION: Final = (
    '<dc:description><r:Alt><r:li xml:lang="x-default">{}</r:li></r:Alt></dc:description>\n'
)

# PDF/A knows the namespace of PDF/UA only when the file describes it (ISO 19005-2, 6.6.2.3).
_SCHEMA: Final = """\
<pdfaExtension:schemas><r:Bag><r:li r:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><r:Seq><r:li r:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file keeps</pdfaProperty:description>
</r:li></r:Seq></pdfaSchema:property>
</r:li></r:Bag></pdfaExtension:schemas>
"""


def packet(
    *,
    title: str,
    description: str,
    language: str,
    identifier: str,
    producer: str,
    date: datetime.date,
) -> bytes:
    """Return the packet as UTF-8."""
    text = _PACKET.format(
        title=escape(title, quote=False),
        description=_DESCRIPTION.format(escape(description, quote=False)) if description else "",
        language=escape(language, quote=False),
        identifier=escape(identifier, quote=False),
        producer=escape(producer, quote=False),
        date=f"{date.isoformat()}T00:00:00+00:00",
        schema=_SCHEMA,
    )
    return text.encode()
