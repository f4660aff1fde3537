"""edition.yaml into its files, with pictures of all kinds, and into the archive."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from builders import NOW, make_brief, make_edition
from fakes import fake_web, mapped
from lxml import etree
from lxml import html as lxml_html
from pictured import photograph
from PIL import Image

from digest import edition_file
from digest.config import Config
from digest.edition_file import Record, SourceText
from digest.errors import ConfigError, OutputError, TemplateError
from digest.model import Section
from digest.picture import Picture
from digest.pipeline.job import Job
from digest.pipeline.publish import FORMS, render, send
from digest.progress import silent
from digest.store import open_store

SLUG = "2026-11-19"
TEXTS = {
    "a-1": SourceText(
        outlet="Courier",
        url="http://courier.example/2026/dockers",
        title="Dockers strike",
        published=NOW,
        origin="page",
        shortfall=None,
        sentences=("MOMBASA — Some 3,800 dock workers stopped work.",),
    )
}
LINKED = {"url": "https://world.example/n/", "pictures": "linked"}


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with open_store("sqlite:///test.db", tmp_path) as store:
        yield Job(
            config=Config(),
            folder=tmp_path,
            out=tmp_path / "out",
            store=store,
            web=fake_web({}),
            mapped=mapped,
            now=NOW,
            progress=silent,
        )


def with_newsletter(job: Job, **given: Any) -> Job:
    return replace(job, config=Config.model_validate({"newsletter": given}))


def drafted(
    job: Job, file: str | None = None, body: bytes = b"", slug: str = SLUG
) -> Path:
    """Write an edition of one story, with a picture if one is named."""
    picture = Picture(file=file, alt="A quay", credit="Desk") if file else None
    brief = make_brief(picture=picture)
    section = Section(id="africa", title="Africa", briefs=(brief,))
    edition = make_edition(slug=slug, sections=(section,))
    folder = job.edition_folder(slug)
    folder.mkdir(parents=True, exist_ok=True)
    edition_file.write(folder, edition, Record(texts=TEXTS))
    if file:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(body)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def tree_of(html: Path | str) -> Any:
    body = html.read_bytes() if isinstance(html, Path) else html
    return lxml_html.document_fromstring(body)


def shown(folder: Path) -> Any:
    """Return the one picture that the mail shows."""
    [image] = tree_of(folder / "digest.html").xpath("//img")
    return image


def mail(folder: Path) -> EmailMessage:
    body = (folder / "digest.eml").read_bytes()
    read = message_from_bytes(body, policy=default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def html_of(read: EmailMessage) -> str:
    part = read.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def test_every_form_lies_in_the_editions_folder(job: Job) -> None:
    folder = drafted(job)

    render(job, SLUG)

    assert set(FORMS) <= set(files(folder))
    assert FORMS == (
        "digest.html",
        "index.html",
        "digest.txt",
        "digest.mjml",
        "digest.eml",
    )


def test_rendering_again_makes_the_same_bytes(job: Job) -> None:
    folder = drafted(job, "pictures/Old Port.webp", photograph(1600, 900, "WEBP"))
    render(job, SLUG)
    before = files(folder)

    render(job, SLUG)

    assert files(folder) == before


def test_a_broken_template_leaves_the_files_as_they_were(job: Job) -> None:
    folder = drafted(job)
    render(job, SLUG)
    before = files(folder)
    (job.folder / "templates").mkdir()
    (job.folder / "templates" / "web_head.html").write_text("{{ nonsense }}")

    with pytest.raises(TemplateError, match=r"web_head\.html:1: 'nonsense'"):
        render(replace(job), SLUG)  # templates are read once for each job

    assert files(folder) == before


def test_a_picture_that_can_be_printed_stays_where_it_is(job: Job) -> None:
    body = photograph(1104, 620)
    folder = drafted(job, "pictures/quay.jpg", body)

    render(job, SLUG)

    assert shown(folder).get("src") == "pictures/quay.jpg"
    assert [name for name in files(folder) if "pictures/" in name] == [
        "pictures/quay.jpg"
    ]


@pytest.mark.parametrize(
    ("file", "body"),
    [
        ("pictures/quay.jpg", photograph(3000, 2000)),
        ("pictures/quay.webp", photograph(800, 600, "WEBP")),
        ("pictures/quay.jpg", photograph(800, 600, "PNG")),
        ("pictures/quay.JPEG", photograph(800, 600, "JPEG", "CMYK")),
        ('pictures/The quay & "us".jpg', photograph(800, 600)),
        ("pictures/набережная.jpg", photograph(800, 600)),
    ],
)
def test_of_any_other_picture_a_copy_is_printed_and_the_editors_stays(
    job: Job, file: str, body: bytes
) -> None:
    folder = drafted(job, file, body)

    render(job, SLUG)

    source = shown(folder).get("src")
    assert source.startswith("pictures/printed/")
    assert source.isascii()
    assert (folder / file).read_bytes() == body
    with Image.open(folder / source) as image:
        assert image.format in ("JPEG", "PNG")
        assert image.width <= 1104


def test_a_changed_picture_gets_another_name(job: Job) -> None:
    """What was sent with a link to the picture goes on showing the old one."""
    folder = drafted(job, "pictures/quay.webp", photograph(800, 600, "WEBP"))
    render(job, SLUG)
    first = shown(folder).get("src")
    (folder / "pictures/quay.webp").write_bytes(photograph(900, 600, "WEBP"))

    render(job, SLUG)

    assert shown(folder).get("src") != first
    assert (folder / first).is_file()


def test_a_picture_that_is_no_longer_named_is_in_no_form(job: Job) -> None:
    folder = drafted(job, "pictures/quay.jpg", photograph(800, 600))
    render(job, SLUG)
    drafted(job)

    render(job, SLUG)

    assert (folder / "pictures/quay.jpg").is_file()
    assert not tree_of(folder / "digest.html").xpath("//img")
    assert not tree_of(folder / "index.html").xpath("//img")
    assert not [part for part in mail(folder).walk() if part["Content-ID"]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<svg/>", "no picture that can be printed; save it as JPEG or PNG"),
        (photograph(200, 150), "200 by 150 pixels: too small"),
        (photograph(1000, 200), "1000 by 200 pixels: too wide"),
        (photograph(800, 600)[:300], "damaged"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_a_complaint_with_its_line(
    job: Job, body: bytes, why: str
) -> None:
    folder = drafted(job, "pictures/quay.jpg", body)
    told = (folder / "edition.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, text in enumerate(told) if "pictures/quay.jpg" in text)

    with pytest.raises(ConfigError) as caught:
        render(job, SLUG)

    [complaint] = caught.value.complaints
    assert complaint.line == line
    assert f"'pictures/quay.jpg' cannot be printed: {why}" in complaint.message
    assert "digest.html" not in files(folder)


def test_pictures_travel_inside_the_mail(job: Job) -> None:
    folder = drafted(job, "pictures/quay.webp", photograph(800, 600, "WEBP"))

    render(job, SLUG)

    [inside] = [part for part in mail(folder).walk() if part["Content-ID"]]
    source = shown(folder).get("src")
    assert inside.get_content() == (folder / source).read_bytes()
    assert f"cid:{inside['Content-ID'].strip('<>')}" in html_of(mail(folder))


def test_linked_pictures_are_on_the_web_and_not_in_the_mail(job: Job) -> None:
    linking = with_newsletter(job, **LINKED)
    folder = drafted(linking, "pictures/quay.jpg", photograph(800, 600))

    render(linking, SLUG)

    kinds = [part.get_content_type() for part in mail(folder).walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    address = f'src="https://world.example/n/{SLUG}/pictures/quay.jpg"'
    assert address in html_of(mail(folder))
    assert shown(folder).get("src") == "pictures/quay.jpg"


@pytest.mark.parametrize("given", [{}, LINKED, {"url": "https://world.example/"}])
def test_every_address_in_the_mail_is_whole(job: Job, given: dict[str, str]) -> None:
    told = with_newsletter(job, **given)
    folder = drafted(told, "pictures/quay.jpg", photograph(800, 600))

    render(told, SLUG)

    tree = tree_of(html_of(mail(folder)))
    addresses = [*tree.xpath("//a/@href"), *tree.xpath("//@src")]
    assert len(addresses) > 3
    for address in addresses:
        assert address.startswith(("https://", "http://", "mailto:", "cid:", "#"))


def test_the_mail_is_dated_when_it_is_due(job: Job) -> None:
    folder = drafted(job)

    render(job, SLUG)

    assert mail(folder)["Date"].datetime.isoformat() == "2026-11-19T07:00:00+00:00"


def sent(job: Job, slug: str) -> None:
    drafted(job, "pictures/quay.jpg", photograph(800, 600), slug)
    send(job, slug, render(job, slug))


def test_the_feed_has_the_whole_edition(job: Job) -> None:
    sent(job, SLUG)

    feed = etree.fromstring((job.out / "feed.xml").read_bytes())
    content = feed.findtext(".//{http://www.w3.org/2005/Atom}content") or ""
    assert "Some 3,800 dock workers stopped work." in content


def test_an_edition_whose_folder_is_gone_is_gone_from_the_archive(job: Job) -> None:
    sent(job, "2026-11-12")
    shutil.rmtree(job.edition_folder("2026-11-12"))

    sent(job, SLUG)

    assert "2026-11-12" not in (job.out / "index.html").read_text(encoding="utf-8")
    assert "2026-11-12" not in (job.out / "feed.xml").read_text(encoding="utf-8")


def test_a_picture_that_is_gone_is_gone_from_the_archive(job: Job) -> None:
    sent(job, "2026-11-12")
    (job.edition_folder("2026-11-12") / "pictures/quay.jpg").unlink()

    sent(job, SLUG)

    images = tree_of(job.out / "index.html").xpath("//img/@src")
    assert images == [f"{SLUG}/pictures/quay.jpg"]


@pytest.mark.parametrize(
    "damage", [b"{", b"\xff\xfe", b'{"headlines": [], "picture": 5}', None]
)
def test_an_edition_of_which_nothing_is_known_is_listed_all_the_same(
    job: Job, damage: bytes | None
) -> None:
    sent(job, "2026-11-12")
    known = job.edition_folder("2026-11-12") / "archive.json"
    known.unlink()
    if damage:
        known.write_bytes(damage)

    sent(job, SLUG)

    links = tree_of(job.out / "index.html").xpath("//h3/a/@href")
    assert links == ["2026-11-12/"]


def test_a_page_names_the_edition_before_it_that_was_sent(job: Job) -> None:
    sent(job, "2026-11-12")
    sent(job, "2026-11-26")
    folder = drafted(job)

    render(job, SLUG)

    tree = tree_of(folder / "index.html")
    assert tree.xpath("//link[@rel='prev']/@href") == ["../2026-11-12/"]


def test_a_folder_in_the_place_of_the_prints_is_told(job: Job) -> None:
    folder = drafted(job, "pictures/quay.webp", photograph(800, 600, "WEBP"))
    (folder / "pictures" / "printed").write_text("in the way")

    with pytest.raises(OutputError, match="cannot be written"):
        render(job, SLUG)


def test_a_print_is_a_whole_file(job: Job) -> None:
    folder = drafted(job, "pictures/quay.webp", photograph(800, 600, "WEBP"))

    render(job, SLUG)

    body = (folder / shown(folder).get("src")).read_bytes()
    with Image.open(io.BytesIO(body)) as image:
        image.load()
