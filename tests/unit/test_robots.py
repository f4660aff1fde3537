from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from fakes import mapped
from hypothesis import given
from hypothesis import strategies as st
from loopback import Site

from digest.cli import opening
from digest.compose.pages.robots import ASKED_NOT_TO, PRODUCT, disallowed, refused
from digest.config import Config
from digest.http import Answer, NoReply, Reply, Request, Web

PAGE = "http://courier.example/news/dockers"
FORBIDS_ALL = b"User-agent: *\nDisallow: /\n"


def answering(
    answers: Mapping[str, bytes | int | str], asked: list[str] | None = None
) -> Web:
    """A web of these robots.txt: a body, a status, or why there is no answer."""

    def web(requests: Iterable[Request]) -> Iterator[Answer]:
        for request in reversed(list(requests)):
            if asked is not None:
                asked.append(request.url)
            told = answers.get(request.url.removesuffix("/robots.txt"), 404)
            if isinstance(told, str):
                yield NoReply(request=request, reason=told, unreachable=True)
            else:
                status, body = (told, b"") if isinstance(told, int) else (200, told)
                yield Reply(
                    request=request,
                    url=request.url,
                    status=status,
                    headers={},
                    body=body,
                )

    return web


def courier(told: bytes | int | str) -> dict[str, str]:
    return refused([PAGE], answering({"http://courier.example": told}), mapped)


def test_what_robots_txt_forbids_is_refused() -> None:
    assert courier(FORBIDS_ALL) == {PAGE: ASKED_NOT_TO}


def test_what_robots_txt_does_not_forbid_may_be_read() -> None:
    assert courier(b"User-agent: *\nDisallow: /admin\n") == {}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 499])
def test_a_host_without_rules_is_open(status: int) -> None:
    """RFC 9309 section 2.3.1.3."""
    assert courier(status) == {}


@pytest.mark.parametrize("status", [500, 503, 599])
def test_a_host_that_fails_is_closed_and_the_reason_says_so(status: int) -> None:
    """RFC 9309 section 2.3.1.4."""
    why = f"its robots.txt cannot be read: it answers {status}"

    assert courier(status) == {PAGE: why}


def test_a_host_that_cannot_be_reached_is_closed_and_the_reason_says_so() -> None:
    why = "its robots.txt cannot be read: no answer within 20 s"

    assert courier("no answer within 20 s") == {PAGE: why}


def test_rules_for_our_name_count_above_those_for_all() -> None:
    welcome = b"User-agent: Digest\nAllow: /\n\nUser-agent: *\nDisallow: /\n"
    unwelcome = b"User-agent: digest\nDisallow: /\n\nUser-agent: *\nAllow: /\n"

    assert courier(welcome) == {}
    assert courier(unwelcome) == {PAGE: ASKED_NOT_TO}


def test_a_name_with_a_version_as_in_a_log_is_our_name() -> None:
    rules = b"User-agent: digest/2.0 (+http://digest.example)\nDisallow: /news\n"

    assert courier(rules) == {PAGE: ASKED_NOT_TO}


def test_rules_for_others_do_not_count() -> None:
    assert courier(b"User-agent: OtherBot\nDisallow: /\n") == {}


def test_the_name_that_rules_may_speak_to_is_the_one_the_client_gives(
    site: Site, tmp_path: Path
) -> None:
    fetch = {"allow_private": ["127.0.0.0/8"]}
    web = opening.web(Config.model_validate({"fetch": fetch}), tmp_path)

    list(web([Request(url=site.url())]))

    assert site.asked[0][1]["User-Agent"].startswith(f"{PRODUCT}/")


def test_the_longer_rule_wins() -> None:
    rules = b"User-agent: *\nDisallow: /news\nAllow: /news/dockers\n"

    assert courier(rules) == {}


def test_every_host_scheme_and_port_is_asked_once_for_its_own_rules() -> None:
    asked: list[str] = []
    urls = [
        PAGE,
        "http://courier.example/news/two?page=2",
        "https://courier.example/news/dockers",
        "http://courier.example:8080/news/dockers",
        "http://HERALD.example/news",
    ]
    web = answering({"http://courier.example:8080": FORBIDS_ALL}, asked)

    found = refused(urls, web, mapped)

    assert sorted(asked) == [
        "http://courier.example/robots.txt",
        "http://courier.example:8080/robots.txt",
        "http://herald.example/robots.txt",
        "https://courier.example/robots.txt",
    ]
    assert found == {"http://courier.example:8080/news/dockers": ASKED_NOT_TO}


def test_answers_in_any_order_are_put_to_their_hosts() -> None:
    urls = [f"http://h{n}.example/page" for n in range(9)]
    web = answering({f"http://h{n}.example": FORBIDS_ALL for n in (2, 5)})

    assert set(refused(urls, web, mapped)) == {urls[2], urls[5]}


def test_a_byte_order_mark_hides_no_rule() -> None:
    assert courier(b"\xef\xbb\xbf" + FORBIDS_ALL) == {PAGE: ASKED_NOT_TO}


def test_no_more_than_500_kib_are_read_and_no_half_a_rule() -> None:
    filler = b"# " + b"x" * 97 + b"\n"
    head = b"User-agent: *\n" + filler * 5119
    spare = 500 * 1024 - len(head)
    before_cut = b"#" * (spare - len(b"\nDisallow: /news")) + b"\nDisallow: /news"
    beyond = head + before_cut + b"/other\nDisallow: /\n"

    assert disallowed((beyond, (PAGE,))) == ()
    assert disallowed((head + b"Disallow: /\n", (PAGE,))) == (PAGE,)


def test_a_page_where_robots_txt_should_be_forbids_nothing() -> None:
    assert courier(b"<!doctype html><html><body>Welcome!</body></html>") == {}


def test_patterns_of_many_wildcards_take_no_time_without_end() -> None:
    many = b"Disallow: /" + b"*a" * 2000 + b"b\n"
    page = f"http://courier.example/{'a' * 5000}"

    assert disallowed((b"User-agent: *\n" + many * 100, (page, page + "b"))) == (
        page + "b",
    )


def test_a_rule_that_is_no_address_hides_no_other() -> None:
    rules = b"User-agent: *\nDisallow: http://[\nCrawl-delay: soon\nDisallow: /news\n"

    assert courier(rules) == {PAGE: ASKED_NOT_TO}


def test_an_address_that_is_none_is_left_to_the_client() -> None:
    urls = ["", "mailto:a@courier.example", "http://[broken/", "http:///path"]
    asked: list[str] = []

    assert refused(urls, answering({}, asked), mapped) == {}
    assert asked == []


def test_a_password_in_an_address_is_not_sent_along() -> None:
    asked: list[str] = []

    refused(["http://ann:secret@courier.example/a"], answering({}, asked), mapped)

    assert asked == ["http://courier.example/robots.txt"]


def test_no_pages_ask_nobody() -> None:
    assert refused([], answering({}), mapped) == {}


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_are_rules(noise: bytes, path: str) -> None:
    url = f"http://courier.example/{path}"

    assert disallowed((b"User-agent: *\nDisallow: " + noise, (url,))) in ((), (url,))
