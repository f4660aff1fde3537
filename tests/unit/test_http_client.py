"""What the client is made of: authorities, and imports that wait."""

import ssl
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from digest.errors import UsageError
from digest.http import Manners, client
from digest.http.client import authorities


def test_the_systems_authorities_stay(own_ca: tuple[trustme.CA, Path]) -> None:
    usual = ssl.create_default_context().get_ca_certs()

    assert len(authorities(own_ca[1]).get_ca_certs()) == len(usual) + 1


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "No such file or directory"), (b"hello", "not certificates in PEM")],
)
def test_a_file_of_authorities_that_is_none_is_told_at_once(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "our-ca.pem"
    if content:
        file.write_bytes(content)

    with pytest.raises(UsageError) as raised:
        client(Manners(user_agent="x", ca_file=file))

    assert str(raised.value) == f"fetch.ca_file: {file} cannot be used ({why})"


def test_who_imports_the_client_does_not_pay_for_it() -> None:
    code = "import sys, digest.http; print({'aiohttp', 'asyncio'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b"set()"
