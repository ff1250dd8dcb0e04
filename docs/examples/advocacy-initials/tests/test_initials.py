from dataclasses import replace

import advocacy_initials
import pytest
from advocacy import SignatoryLine, SignatureGroup, Signatures, text
from advocacy.testing import every_block


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jean-Claude Dupont", "J.-C. D."),
        ("Н. И. Ёлкина", "Н. И. Ё."),
        ("Nicolò D’Angelo", "N. D."),
        ("Ann O'Hara ", "A. O."),
    ],
)
def test_initials_keep_hyphens_and_alphabets(name, expected):
    assert advocacy_initials.initials(name) == expected


def test_only_marked_names_are_shortened():
    names = (SignatoryLine(text("Jan Nowak*")), SignatoryLine(text("Chorus of Neighbours")))
    block = Signatures(heading=text("Signed"), groups=(SignatureGroup(names),))
    document = replace(every_block(), blocks=(block,))
    changed = advocacy_initials.transform_document(document)
    assert changed.lines() == ("Signed", "J. N.", "Chorus of Neighbours")
