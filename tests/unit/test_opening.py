"""What the composition root makes of feeds.yaml and the environment."""

from pathlib import Path

import pytest
import trustme
from loopback import Site, answer
from webs import ask, refusal

from digest import __version__, config
from digest.cli import opening
from digest.errors import UsageError
from digest.http import Web

NAME = "COURIER_PASSWORD"


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (NAME, f"{NAME}_FILE"):
        monkeypatch.delenv(name, raising=False)


def make_web(folder: Path, url: str, more: str = "", fetch: str = "") -> Web:
    (folder / "feeds.yaml").write_text(
        f"newsletter: {{url: http://news.example/world/}}\n"
        f"fetch: {{allow_private: [127.0.0.0/8]{fetch}}}\n"
        f"feeds: [{{title: Courier, url: '{url}'{more}}}]\n",
        encoding="utf-8",
    )
    return opening.web(config.load(folder / "feeds.yaml"), folder)


AUTH = f", auth: {{user: desk, password_env: {NAME}}}"


def test_21_the_client_names_the_program_and_the_newsletter(
    site: Site, tmp_path: Path
) -> None:
    ask(make_web(tmp_path, site.url("/rss")), site.url("/rss"))

    ((_, headers),) = site.asked
    assert headers["User-Agent"] == (
        f"Digest/{__version__} (+http://news.example/world/)"
    )


def test_a_password_is_read_from_its_variable(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, "swordfish")

    ask(make_web(tmp_path, site.url("/rss"), AUTH), site.url("/rss"))

    ((_, headers),) = site.asked
    assert headers["Authorization"] == "Basic ZGVzazpzd29yZGZpc2g="


def test_a_password_is_read_from_the_file_that_a_variable_names(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("swordfish\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))

    ask(make_web(tmp_path, site.url("/rss"), AUTH), site.url("/rss"))

    ((_, headers),) = site.asked
    assert headers["Authorization"] == "Basic ZGVzazpzd29yZGZpc2g="


@pytest.mark.parametrize("empty", [True, False])
def test_a_feed_whose_password_is_not_set_fails_alone(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, empty: bool
) -> None:
    if empty:
        monkeypatch.setenv(NAME, "")
    site.answers["/other"] = answer(b"<rss/>")
    web = make_web(tmp_path, site.url("/rss"), AUTH)

    found = refusal(web, site.url("/rss"))

    assert found.reason == f"its password is not set: environment variable {NAME}"
    assert site.asked == []
    assert ask(web, site.url("/other")).body == b"<rss/>"


@pytest.mark.parametrize(
    ("secret", "why"),
    [(None, "No such file or directory"), (b"\xff\xfe", "it is no text")],
)
def test_a_password_file_that_cannot_be_read_is_told(
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    secret: bytes | None,
    why: str,
) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    if secret:
        (tmp_path / "secret").write_bytes(secret)

    found = refusal(make_web(tmp_path, site.url("/rss"), AUTH), site.url("/rss"))

    assert found.reason == f"its password cannot be read: {NAME}_FILE ({why})"


def test_the_file_of_authorities_lies_beside_feeds_yaml(
    tmp_path: Path, own_ca: tuple[trustme.CA, Path]
) -> None:
    (tmp_path / "our-ca.pem").write_bytes(own_ca[1].read_bytes())

    make_web(tmp_path, "http://courier.example/rss", fetch=", ca_file: our-ca.pem")

    with pytest.raises(UsageError, match=r"fetch.ca_file: .*/gone.pem cannot be used"):
        make_web(tmp_path, "http://courier.example/rss", fetch=", ca_file: gone.pem")
