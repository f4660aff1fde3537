"""Pictures that a newsletter's own templates name: they go out with each edition."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from builders import NOW, make_brief, make_edition
from fakes import fake_web, mapped
from pictured import photograph

from digest import edition_file
from digest.config import REGIONS, Config, Newsletter
from digest.darkroom import UnprintableError, check_drawing
from digest.edition_file import Record, SourceText
from digest.errors import TemplateError
from digest.model import Section
from digest.picture import Picture
from digest.pipeline.job import Job
from digest.pipeline.publish import render
from digest.pipeline.trials import trials
from digest.progress import silent
from digest.render.environment import environment
from digest.render.trial import check_templates
from digest.resources import templates_folder
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
LOGO = photograph(200, 60, "PNG", "RGBA")
SHIPPED = (templates_folder() / "masthead.mjml").read_text(encoding="utf-8")
LINE = SHIPPED.count("\n") + 3
NAMED = (
    '<mj-section><mj-column>\n\n<mj-image src="pictures/logo.png" alt="Quay Press" '
    'width="200px" />\n</mj-column></mj-section>\n'
)


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


def with_logo(masthead: str, logo: bytes = LOGO) -> dict[str, str | bytes]:
    return {"masthead.mjml": SHIPPED + masthead, "pictures/logo.png": logo}


def drafted(job: Job, files: Mapping[str, str | bytes], picture: str = "") -> Path:
    """Write templates of one's own, and an edition of one story, with its picture."""
    for name, body in files.items():
        path = job.folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    named = Picture(file=picture, alt="A quay", credit="Desk") if picture else None
    section = Section(id="africa", title="Africa", briefs=(make_brief(picture=named),))
    folder = job.edition_folder(SLUG)
    folder.mkdir(parents=True)
    edition_file.write(
        folder, make_edition(slug=SLUG, sections=(section,)), Record(texts=TEXTS)
    )
    if picture:
        (folder / picture).parent.mkdir(exist_ok=True)
        (folder / picture).write_bytes(photograph(600, 400))
    return folder


def parts(folder: Path) -> tuple[str, list[bytes]]:
    """Return the HTML of the mail, and its pictures."""
    mail = message_from_bytes((folder / "digest.eml").read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    html = mail.get_body(("html",))
    assert html is not None
    images = [
        part.get_content() for part in mail.walk() if "image" in part.get_content_type()
    ]
    return html.get_content(), images


def test_a_logo_is_copied_and_travels_in_the_mail_as_it_is(job: Job) -> None:
    files = with_logo(NAMED)
    folder = drafted(job, files, "pictures/quay.jpg")

    render(job, SLUG)

    html, images = parts(folder)
    assert (folder / "pictures" / "logo.png").read_bytes() == LOGO
    assert images == [photograph(600, 400), LOGO]
    assert html.count('src="cid:') == 2
    assert 'src="pictures/' not in html


def test_a_logo_is_linked_where_pictures_are(job: Job) -> None:
    files = with_logo(NAMED)
    folder = drafted(job, files)
    newsletter = {"url": "https://world.example/n/", "pictures": "linked"}
    linked = replace(job, config=Config.model_validate({"newsletter": newsletter}))

    render(linked, SLUG)

    html, images = parts(folder)
    assert f'src="https://world.example/n/{SLUG}/pictures/logo.png"' in html
    assert images == []


def test_a_picture_that_only_the_page_shows_is_not_in_the_mail(job: Job) -> None:
    named = "{% if medium == 'web' %}" + NAMED + "{% endif %}"
    files = with_logo(named)
    folder = drafted(job, files)

    render(job, SLUG)

    assert parts(folder)[1] == []
    assert (folder / "pictures" / "logo.png").read_bytes() == LOGO


def test_a_picture_that_no_template_names_stays_at_home(job: Job) -> None:
    folder = drafted(job, {"pictures/logo.png": LOGO})

    render(job, SLUG)

    assert not (folder / "pictures").exists()


def test_a_picture_that_is_nowhere_is_told_with_the_templates_line(job: Job) -> None:
    folder = drafted(job, {"masthead.mjml": SHIPPED + NAMED})

    with pytest.raises(TemplateError) as caught:
        render(job, SLUG)

    assert str(caught.value) == (
        f"templates/masthead.mjml:{LINE}: there is no picture 'pictures/logo.png'; put "
        'it into templates/pictures/ and write src="pictures/logo.png"'
    )
    assert not (folder / "digest.eml").exists()


@pytest.mark.parametrize(
    "source",
    ["logo.png", "../logo.png", "pictures/../logo.png", "images/logo.png"],
)
def test_a_picture_elsewhere_is_not_sent(job: Job, source: str) -> None:
    files = with_logo(NAMED.replace("pictures/logo.png", source))
    files |= dict.fromkeys(("logo.png", "images/logo.png", "../logo.png"), LOGO)
    drafted(job, files)

    with pytest.raises(TemplateError, match="there is no picture"):
        render(job, SLUG)


def test_a_picture_between_single_quotation_marks_is_told(job: Job) -> None:
    image = "<mj-text><img src='pictures/logo.png' alt='Q' width='9' /></mj-text>"
    section = f"<mj-section><mj-column>{image}</mj-column></mj-section>"
    drafted(job, with_logo(section))

    with pytest.raises(TemplateError, match="single quotation marks; write src="):
        render(job, SLUG)


def test_an_editors_picture_of_the_same_name_is_not_overwritten(job: Job) -> None:
    files = with_logo(NAMED)
    folder = drafted(job, files, "pictures/logo.png")
    before = (folder / "pictures" / "logo.png").read_bytes()

    with pytest.raises(TemplateError, match=r"^templates/pictures/logo\.png: .*rename"):
        render(job, SLUG)

    assert (folder / "pictures" / "logo.png").read_bytes() == before


def test_a_logo_that_is_no_picture_is_told(job: Job) -> None:
    files = with_logo(NAMED, b"<svg/>")
    drafted(job, files)

    with pytest.raises(TemplateError) as caught:
        render(job, SLUG)

    assert str(caught.value) == (
        "templates/pictures/logo.png: no PNG that can be shown; save it anew, as .png "
        "or .jpg"
    )


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.png", photograph(9, 9), "no PNG that can be shown"),
        ("a.jpg", LOGO, "no JPEG that can be shown"),
        ("a.png", LOGO[:40], "no PNG that can be shown"),
        ("a.png", photograph(1200, 9, "PNG"), "1200 by 9 pixels"),
        ("a.png", LOGO + b"0" * 200_000, "too large; make it 1104 pixels wide"),
    ],
)
def test_a_drawing_that_cannot_be_mailed_is_refused(
    name: str, body: bytes, told: str
) -> None:
    with pytest.raises(UnprintableError, match=told):
        check_drawing(body, name)


def test_the_check_tells_of_every_picture_that_is_nowhere(tmp_path: Path) -> None:
    twice = NAMED + NAMED.replace("logo", "seal")
    (tmp_path / "masthead.mjml").write_text(SHIPPED + twice, encoding="utf-8")
    env = environment(tmp_path, templates_folder())

    found = check_templates(env, trials(Newsletter(), REGIONS))

    assert [flaw.line for flaw in found] == [LINE, LINE + 4]
