"""The guard: only our own page, with the token, is answered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from previewing import newsletter
from web_served import Answered, ask, bench, cookie, served

from digest.web import Address

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
    return ask(address, path, Cookie=cookie(address), **headers)


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
    """With the token, too: a page there would have it after DNS rebinding."""
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


def test_another_page_cannot_lead_here_with_the_token(address: Address) -> None:
    answer = ask(address, f"/?token={address.token}", Sec_Fetch_Site="cross-site")

    assert (answer.status, answer.cookies) == (403, "")


def test_the_address_with_the_token_gives_a_cookie_and_goes_on_without_it(
    address: Address,
) -> None:
    answer = ask(address, f"/?token={address.token}")

    assert (answer.status, answer.headers["location"]) == (303, "/")
    said = answer.cookies.lower().split("; ")
    assert said[0] == cookie(address).lower()
    assert {"httponly", "samesite=strict", "path=/"} <= set(said)
    assert not [word for word in said if word.startswith(("max-age", "expires"))]


def test_the_token_leads_to_no_other_host(address: Address) -> None:
    answer = ask(address, f"//evil.example/?token={address.token}")

    assert answer.headers["location"] == "/evil.example/"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("given", ["", "?token=", "?token=wrong", "?token=%F0%9F"])
def test_nothing_is_told_without_the_token(
    address: Address, path: str, given: str
) -> None:
    answer = ask(address, path + given)

    assert (answer.status, answer.cookies) == (403, "")
    assert answer.text.startswith("This address belongs to a preview")
    assert "digest preview" in answer.text


@pytest.mark.parametrize("path", SECRET_PATHS)
@pytest.mark.parametrize("given", ["wrong", "", "ü"])
def test_a_wrong_cookie_opens_nothing(address: Address, path: str, given: str) -> None:
    answer = ask(address, path, Cookie=f"digest-{address.port}={given}")

    assert answer.status == 403


def test_another_previews_cookie_opens_nothing(address: Address) -> None:
    answer = ask(address, "/sets", Cookie=f"digest-1={address.token}")

    assert answer.status == 403


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
    answer = ask(address, path, method, Cookie=cookie(address))

    assert answer.status == 405
    assert answer.headers["cache-control"] == "no-store"


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
        ("/see/week/upside-down", "There is no way to see it as"),
        ("/see/2001-01-01/light", "There is no edition"),
        ("/source/week/pdf", "A mail has no"),
        ("/see/week/pictures/../../feeds.yaml", ""),
        ("/see/week/pictures/no.jpg", "The mail shows no"),
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
