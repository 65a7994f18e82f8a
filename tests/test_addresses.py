"""Addresses of other hosts, DOIs, arXiv identifiers and ISBNs: what is let through, and what is refused and why."""

import pytest

from addresses import PLAIN, arxiv_faults, doi_faults, find_faults, isbn_faults

SOUND = [
    (find_faults, "https://proceedings.mlr.press/v9/glorot10a.html"),
    (find_faults, "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2"),
    (find_faults, "https://arxiv.org/abs/1706.03762v7"),
    (find_faults, "https://groups.google.com/forum/m/#!topic/theano-users/7Poq8BZutbY"),
    (find_faults, "https://xn--bcher-kva.example/%C3%A4?ref=v2"),
    (doi_faults, "10.1016/0893-6080(89)90020-8"),
    (doi_faults, "10.1007/978-3-642-35289-8_1"),
    (doi_faults, "10.1162/neco.1997.9.8.1735"),
    (arxiv_faults, "0704.0001"),
    (arxiv_faults, "1412.6980"),
    (arxiv_faults, "1501.00001"),
    (arxiv_faults, "hep-th/9901001"),
    (isbn_faults, "0-262-68053-X"),
    (isbn_faults, "9780262035613"),
]
WRONG = [
    (find_faults, "http://example.org/", "encrypted"),
    (find_faults, "ftp://example.org/a", "no web address"),
    (find_faults, "example.org", "no web address"),
    (find_faults, "https://example.org/a b", "%20"),
    (find_faults, "https://example.org/ä", "%C3%A4"),
    (find_faults, "https://example.org/100%", "%25"),
    (find_faults, "https://[example.org/", "cannot be read"),
    (find_faults, "https://localhost/", "no name of a host"),
    (find_faults, "https://127.0.0.1/", "no name of a host"),
    (find_faults, "https://-a.example/", "no name of a host"),
    (find_faults, "https://Example.org/", "capital letters"),
    (find_faults, "https://me:secret@example.org/", "a user"),
    (find_faults, "https://example.org:443/", "a port"),
    (find_faults, "https://xn--99999999.example/", "no Punycode"),
    (find_faults, "https://example.org/?a=1&utm_medium=mail", "utm_medium"),
    (find_faults, "https://example.org/?fbclid", "fbclid"),
    (find_faults, "https://example.org/a/../b", "goes up"),
    (find_faults, "https://example.org/a.", "mark of the sentence"),
    (find_faults, "https://dx.doi.org/10.1000/1", "former name"),
    (find_faults, "https://doi.org/1000/1", "form of a doi"),
    (find_faults, "https://arxiv.org/pdf/1706.03762", "by its page"),
    (find_faults, "https://arxiv.org/abs/1713.03762", "no month"),
    (doi_faults, "doi:10.1000/1", "form of a doi"),
    (doi_faults, "10.1000/1.", "form of a doi"),
    (doi_faults, "10.1016/0893-6081(89)90020-8", "ISSN 0893-6081"),
    (doi_faults, "10.1007/978-3-642-35289-7_1", "ISBN 978-3-642-35289-7"),
    (arxiv_faults, "1706.0376", "at that time"),
    (arxiv_faults, "0703.0001", "at that time"),
    (arxiv_faults, "1412.06980", "at that time"),
    (arxiv_faults, "1706.00000", "at that time"),
    (arxiv_faults, "cs/0812001", "at that time"),
    (arxiv_faults, "nothing/9901001", "form of an arXiv"),
    (isbn_faults, "0-262-68053-1", "check digit"),
    (isbn_faults, "9780262035614", "check digit"),
    (isbn_faults, "978-0-262", "form of an ISBN"),
]


@pytest.mark.parametrize(("find", "text"), SOUND, ids=[text for _, text in SOUND])
def test_what_is_well_formed_has_no_fault(find, text):
    assert list(find(text)) == []


@pytest.mark.parametrize(("find", "text", "word"), WRONG, ids=[text for _, text, _ in WRONG])
def test_what_is_not_says_why(find, text, word):
    (fault,) = find(text)
    assert word in fault
    assert "; " in fault


def test_a_host_without_encryption_has_to_be_named():
    assert all(list(find_faults(f"http://{host}/a")) == [] for host in PLAIN)
