"""The guard: private addresses in every spelling are refused."""

import socket
from ipaddress import ip_network

import pytest

from digest.http.guard import Guard, RefusedError

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "5f00::1",
    "4000::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "::127.0.0.1",
    "2002:7f00:1::",
    "2001:0:7f00:1::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1:ffff::5db8:d70e",
]
PUBLIC = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "::ffff:93.184.215.14",
    "2002:5db8:d70e::",
    "64:ff9b::5db8:d70e",
]
SPELLINGS = [
    "2130706433",
    "0x7f000001",
    "0x7F.0.0.1",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "127.0.0.1.",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "\uff11\uff12\uff17.0.0.1",
    "127.0.0.%31",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match=r"is a private address; allow it by fetch"):
        Guard(()).check(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_passes(address: str) -> None:
    Guard(()).check(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_literal_in_a_url_is_refused(address: str) -> None:
    host = f"[{address}]".replace("%", "%25") if ":" in address else address

    with pytest.raises(RefusedError, match="is a private address"):
        Guard(()).admit(f"http://{host}:8080/rss")


@pytest.mark.parametrize("host", SPELLINGS)
def test_an_ipv4_address_is_known_in_every_spelling(host: str) -> None:
    with pytest.raises(RefusedError):
        Guard(()).admit(f"http://{host}/")


@pytest.mark.parametrize("host", SPELLINGS[:7])
def test_a_spelling_that_the_system_understands_is_told_as_an_address(
    host: str,
) -> None:
    with pytest.raises(RefusedError, match=r"(127\.0\.0\.1|0\.0\.0\.0) is a private"):
        Guard(()).admit(f"http://{host}/")


@pytest.mark.parametrize("address", PRIVATE)
def test_no_socket_is_made_for_a_private_address(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    with pytest.raises(RefusedError):
        Guard(()).socket((family, socket.SOCK_STREAM, 0, "", (address, 80)))


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("10.1.0.0/16", "10.1.2.3"),
        ("10.1.0.0/16", "::ffff:10.1.2.3"),
        ("127.0.0.0/8", "127.0.0.1"),
        ("fd00::/8", "fd00::1"),
        ("64:ff9b:1::/48", "64:ff9b:1::7f00:1"),
    ],
)
def test_a_network_that_is_allowed_may_be_asked(network: str, address: str) -> None:
    Guard((ip_network(network),)).check(address)


def test_an_allowed_network_opens_no_other() -> None:
    with pytest.raises(RefusedError, match=r"^10\.2\.0\.1 is a private address"):
        Guard((ip_network("10.1.0.0/16"),)).check("10.2.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://courier.example/rss",
        "gopher://courier.example/",
        "courier.example/rss",
        "http:///rss",
        "",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(RefusedError) as raised:
        Guard(()).admit(url)

    assert str(raised.value) == f"'{url}' is no http or https address"


def test_a_long_address_is_told_in_part_and_without_control_characters() -> None:
    with pytest.raises(RefusedError) as raised:
        Guard(()).admit("data:text/html,\x1b[31m" + "x" * 9000)

    assert len(str(raised.value)) < 120
    assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://courier.example:99999/", "http://a b.example/"]
)
def test_a_broken_address_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        Guard(()).admit(url)


@pytest.mark.parametrize(
    "address",
    [
        "https://desk@courier.example/rss",
        "https://desk:pw@courier.example/rss",
        "https://:@courier.example/rss",
        "ftp://desk:pw@courier.example/rss",
    ],
)
def test_credentials_in_an_address_are_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(RefusedError) as raised:
        Guard(()).admit(address)

    assert str(raised.value) == "an address with a user name in it; write it under auth"


@pytest.mark.parametrize(
    "host", ["courier.example", "xn--bcher-kva.example", "bücher.example", "face.cafe"]
)
def test_a_name_is_admitted(host: str) -> None:
    assert Guard(()).admit(f"https://{host}/rss").scheme == "https"
