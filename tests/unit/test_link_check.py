"""Links asked for on real servers; and nothing asked where nobody wants it."""

import ssl
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
import trustme
from fakes import fake_web
from loopback import Answer as Answering
from loopback import Site, answer, hang, served
from webs import make_web

from digest.findings import Finding
from digest.http import Answer, Request
from digest.pipeline.link_check import link_findings


def verdict(site: Site, *paths: str) -> list[tuple[str, str]]:
    links = [(site.url(path, "a.example"), f"the story of {path}") for path in paths]
    found = link_findings(make_web(timeout=timedelta(seconds=0.3)), links)
    return [(finding.code, finding.place) for finding in found]


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as opened:
        yield opened


@pytest.mark.parametrize(
    ("answered", "code"),
    [
        (answer(b"x"), None),
        (answer(status=404), "dead-link"),
        (answer(status=410), "dead-link"),
        (answer(status=500), "failing-link"),
        (answer(status=503), "failing-link"),
        (hang, "failing-link"),
        (answer(status=401), None),
        (answer(status=403), None),
        (answer(status=429), None),
        (answer(b"x" * 9_000_000), "failing-link"),
    ],
)
def test_what_a_server_answers_decides(
    site: Site, answered: Answering, code: str | None
) -> None:
    site.answers["/x"] = answered

    assert verdict(site, "/x") == ([(code, "the story of /x")] if code else [])


def test_a_redirect_within_the_host_is_fine(site: Site) -> None:
    site.answers["/x"] = answer(status=301, Location=site.url("/y", "www.a.example"))
    site.answers["/y"] = answer(b"here")

    assert verdict(site, "/x") == []


def test_a_redirect_to_another_host_is_told_with_the_address(site: Site) -> None:
    parked = site.url("/y", "parked.example")
    site.answers["/x"] = answer(status=302, Location=parked)
    site.answers["/y"] = answer(b"Buy this domain")

    found = link_findings(make_web(), [(site.url("/x", "a.example"), "'A story'")])

    assert [finding.code for finding in found] == ["moved-link"]
    assert parked in found[0].message


def test_a_certificate_that_is_not_valid_is_told() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("a.example").configure_cert(context)
    with served(context) as site:
        [finding] = link_findings(
            make_web(), [(site.url("/x", "a.example"), "'A story'")]
        )

    assert finding.code == "failing-link"
    assert "its certificate is not valid" in finding.message


def test_a_host_that_does_not_exist_is_told() -> None:
    [finding] = link_findings(make_web(), [("http://gone.test/x", "'A story'")])

    assert "host not found" in finding.message


def test_findings_stand_in_the_order_of_the_links() -> None:
    links = [(f"http://a.example/{number}", str(number)) for number in range(12)]

    def backwards(requests: Iterable[Request]) -> Iterator[Answer]:
        yield from reversed([*fake_web({})(requests)])

    found = link_findings(backwards, links)

    assert [finding.place for finding in found] == [place for _, place in links]


def test_each_address_is_asked_for_once_and_mail_addresses_never(site: Site) -> None:
    site.answers["/x"] = answer(b"x")
    url = site.url("/x", "a.example")
    links = [(url, "'One'"), ("mailto:desk@a.example", "'Two'"), (url, "'Three'")]

    found: tuple[Finding, ...] = link_findings(make_web(), links)

    assert found == ()
    assert [path for path, _ in site.asked] == ["/x"]
