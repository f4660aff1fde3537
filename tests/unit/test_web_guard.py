"""The guard: only our own page, with the token, is answered."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from previewing import newsletter
from web_served import Answered, ask, bench, served

from digest.errors import UsageError
from digest.web import Address, listen

PATHS = [
    "/",
    "/sets",
    "/events/week",
    "/see/week/light",
    "/see/week/pictures/s-1.jpg",
    "/source/week/text",
    "/story/week",
    "/story/week/s-1",
    "/static/bench.js",
    "/nothing/of/the/kind",
]
SECRET_PATHS = [path for path in PATHS if path != "/nothing/of/the/kind"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    folder = newsletter(tmp_path_factory.mktemp("guarded") / "world")
    with served(bench(folder)) as told:
        yield told


def with_token(address: Address, path: str = "/sets", **headers: str) -> Answered:
    return ask(address, f"/{address.token}{path}", **headers)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "192.168.1.7"])
def test_an_address_and_localhost_are_answered(address: Address, name: str) -> None:
    answer = with_token(address, Host=f"{name}:{address.port}")

    assert answer.status == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:8642",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "[::1",
        "",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(
    address: Address, name: str
) -> None:
    """With the token, too."""
    answer = with_token(address, Host=name)

    assert answer.status in {400, 403}
    assert "week" not in answer.text


def test_a_name_given_as_host_is_answered(tmp_path: Path) -> None:
    with served(bench(newsletter(tmp_path / "world")), "localhost") as address:
        answer = with_token(address, Host=f"LOCALHOST:{address.port}")

    assert answer.status == 200


def test_our_own_origin_is_answered(address: Address) -> None:
    own = f"127.0.0.1:{address.port}"

    answer = with_token(address, Host=own, Origin=f"http://{own}")

    assert answer.status == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "http://localhost", "null"]
)
def test_another_origin_is_refused(address: Address, origin: str) -> None:
    answer = with_token(address, Origin=origin)

    assert answer.status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_what_another_page_asks_for_is_refused(address: Address, site: str) -> None:
    """Another port of this machine is the same site."""
    answer = with_token(address, Sec_Fetch_Site=site)

    assert answer.status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_our_page_or_the_address_bar_asks_for_is_answered(
    address: Address, site: str
) -> None:
    answer = with_token(address, Sec_Fetch_Site=site)

    assert answer.status == 200


def test_a_link_elsewhere_may_lead_a_person_here(address: Address) -> None:
    """A terminal may be a page; who made the link knows the token."""
    followed = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}

    answer = with_token(address, "/", Sec_Fetch_Site="cross-site", **followed)

    assert answer.status == 200


def test_a_frame_of_another_page_is_refused(address: Address) -> None:
    framed = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}

    answer = with_token(address, "/", Sec_Fetch_Site="cross-site", **framed)

    assert answer.status == 403


def test_no_cookie_is_set_and_none_opens_anything(address: Address) -> None:
    """What is served on another port of this machine would get it, too."""
    answer = with_token(address, "/")

    refused = ask(address, "/sets", Cookie=f"digest={address.token}")

    assert "set-cookie" not in answer.headers
    assert refused.status == 403


def test_the_token_without_its_slash_leads_to_the_page(address: Address) -> None:
    answer = with_token(address, "")

    assert (answer.status, answer.headers["location"]) == (303, f"/{address.token}/")


def test_a_ticket_opens_the_page_once(tmp_path: Path) -> None:
    with served(bench(newsletter(tmp_path / "world"))) as address:
        first = ask(address, f"/{address.ticket}/")
        second = ask(address, f"/{address.ticket}/")

    assert (first.status, first.headers["location"]) == (303, f"/{address.token}/")
    assert second.status == 403
    assert address.token not in second.text


def test_the_browser_is_given_a_ticket_and_people_the_token(address: Address) -> None:
    assert address.token not in address.page("week", once=True)
    assert address.page("week").endswith(f"/{address.token}/#name=week")


def test_an_address_for_elsewhere_has_the_machines_name() -> None:
    address = listen("0.0.0.0", 0, exactly=True)
    with address.socket:
        told = address.page()

    assert f"//{socket.gethostname()}:" in told


def test_two_previews_never_listen_on_one_port() -> None:
    first = listen("127.0.0.1", 0, exactly=True)
    with first.socket:
        second = listen("127.0.0.1", first.port, exactly=False)
        with second.socket:
            assert second.port != first.port
        with pytest.raises(UsageError, match="another --host or --port"):
            listen("127.0.0.1", first.port, exactly=True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("given", ["", "/wrong", "/%F0%9F", "//evil.example"])
def test_nothing_is_told_without_the_token(
    address: Address, path: str, given: str
) -> None:
    answer = ask(address, given + path)

    assert answer.status == 403
    assert answer.text.startswith("This address belongs to a preview")
    assert "digest preview" in answer.text


@pytest.mark.parametrize("path", [path for path in PATHS if "events" not in path])
@pytest.mark.parametrize("asking", [with_token, ask])
def test_every_answer_carries_the_headers(
    address: Address, path: str, asking: Callable[..., Answered]
) -> None:
    answer = asking(address, path)

    headers = answer.headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_the_page_runs_no_scripts_but_its_own_and_stands_in_no_frame(
    address: Address,
) -> None:
    policy = with_token(address, "/").headers["content-security-policy"]

    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "path",
    ["/see/week/light", "/source/week/html", "/see/week/nothing", "/see/no/dark"],
)
def test_a_mail_runs_no_scripts_and_stands_in_our_frames_only(
    address: Address, path: str
) -> None:
    policy = with_token(address, path).headers["content-security-policy"]

    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert policy.endswith("sandbox allow-same-origin")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", SECRET_PATHS)
def test_nothing_can_be_done(address: Address, path: str, method: str) -> None:
    answer = ask(address, f"/{address.token}{path}", method)

    assert answer.status == 405
    assert answer.headers["cache-control"] == "no-store"


def test_a_picture_that_is_named_by_other_content_is_not_kept(
    address: Address,
) -> None:
    mail = with_token(address, "/see/week/light").text
    name = mail.split('"pictures/', 1)[1].split("?", 1)[0]

    answer = with_token(address, f"/see/week/pictures/{name}?00000000")

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")


def test_a_picture_that_is_named_by_its_content_is_kept(address: Address) -> None:
    mail = with_token(address, "/see/week/light").text
    name = mail.split('"pictures/', 1)[1].split('"', 1)[0]

    answer = with_token(address, f"/see/week/pictures/{name}")

    assert answer.status == 200
    assert "?" in name
    assert "private" in answer.headers["cache-control"]
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/see/week/upside-down", "There is no condition or picture"),
        ("/see/2001-01-01/light", "There is no edition"),
        ("/source/week/pdf", "A mail has no"),
        ("/see/week/pictures/../../feeds.yaml", ""),
        ("/see/week/pictures/no.jpg", "There is no condition or picture"),
        ("/see/%3Cscript%3E/light", "&lt;script&gt;"),
        ("/static/../app.py", ""),
        ("/static/%2e%2e/app.py", ""),
    ],
)
def test_what_is_not_there_is_said(address: Address, path: str, told: str) -> None:
    answer = with_token(address, path)

    assert answer.status == 404
    assert told in answer.text
    assert "<script>" not in answer.text
