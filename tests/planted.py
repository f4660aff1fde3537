"""A fault for every code of `digest check`: what is planted, and what finds it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import NOW, make_brief, make_edition
from fakes import fake_web, mapped
from good_mail import (
    ADDRESS,
    GOOD,
    SENT,
    TEXT,
    edited,
    html_and,
    html_with,
    text_with,
    written,
)

from digest import config
from digest.edition_file import Places, Written
from digest.errors import ConfigError
from digest.findings import Finding, Level
from digest.http import Answer, Reply, Request
from digest.model import Edition, Section
from digest.pipeline.checking import check_all
from digest.pipeline.inspecting import broken
from digest.pipeline.job import Job
from digest.pipeline.link_check import link_findings
from digest.progress import silent
from digest.render import check as checking
from digest.render.check import check
from digest.render.check.edition import edition_checks
from digest.render.check.left_overs import placeholders
from digest.render.check.size import encoded_lines
from digest.rendered import Email
from digest.store import open_store


@dataclass(frozen=True)
class Fault:
    """A code, its level, and how to come by a finding of it."""

    level: Level
    code: str
    findings: Callable[[], Iterable[Finding]]


def in_mail(level: Level, code: str, email: Email) -> Fault:
    return Fault(level, code, lambda: check(email, ADDRESS, two_stories()))


def in_edition(
    level: Level, code: str, old: str, new: str, sent: tuple[str, ...] = SENT
) -> Fault:
    return Fault(level, code, lambda: edition_checks(edited(old, new), sent))


def in_newsletter(level: Level, code: str, files: Mapping[str, str]) -> Fault:
    """Return a fault that the whole of `digest check` finds in a newsletter's files."""

    def findings() -> Iterable[Finding]:
        with TemporaryDirectory() as name:
            folder = Path(name)
            for file, text in ({"feeds.yaml": FEEDS_YAML} | dict(files)).items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(text, encoding="utf-8")
            return whole_check(folder)

    return Fault(level, code, findings)


def whole_check(folder: Path) -> Iterable[Finding]:
    with open_store("sqlite:///test.db", folder) as store:
        job = Job(
            config=config.load(folder / "feeds.yaml"),
            folder=folder,
            out=folder / "out",
            store=store,
            web=fake_web({}),
            mapped=mapped,
            now=NOW,
            progress=silent,
        )
        try:
            return check_all(job, SLUG)
        except ConfigError as error:
            return broken(error, folder, folder)


def behind_link(code: str, status: int, url: str = "http://a.example/x") -> Fault:
    def web(requests: Iterable[Request]) -> Iterable[Answer]:
        for asked in requests:
            yield Reply(request=asked, url=url, status=status, headers={}, body=b"")

    links = [("http://a.example/x", "'A story'")]
    return Fault("warning", code, lambda: link_findings(web, links))  # type: ignore[arg-type]  # an iterator


def two_stories() -> Edition:
    """The edition that the good mail is made of."""
    briefs = (
        make_brief(id="s-1", headline="Dockers strike"),
        make_brief(id="s-2", headline="Ferry runs again"),
    )
    return make_edition(sections=(Section(id="africa", title="", briefs=briefs),))


def noted(note: str) -> Iterable[Finding]:
    return placeholders(make_edition(note=note), Places())


def colored(text: str, behind: str, more: str = "") -> Email:
    return html_and(
        f'<p class="odd" style="color: {text}; background: {behind}">Words</p>'
        f"<style>{more}</style>"
    )


def undated() -> Iterable[Finding]:
    return edition_checks(edited("id: s-2", "id: s-3"), SENT)


def stale() -> Iterable[Finding]:
    edition = written()
    assert edition.week
    window = replace(edition.week.window, start=edition.week.window.end)
    later = edition.week.model_copy(update={"window": window})
    return edition_checks(
        Written(part=edition.part, document=edition.document, week=later), SENT
    )


SLUG = "2026-11-19"
FEEDS_YAML = "feeds: [{title: Courier, url: 'http://courier.example/rss'}]\n"
WEEK = '{"start": "2026-11-12T00:00:00Z", "end": "2026-11-19T00:00:00Z"}'
COUNTED = ("feeds", "entries", "outlets", "pages_read", "pages_missed")
COVERAGE = ", ".join(f'"{name}": 1' for name in COUNTED)
DRAFTED = {
    f"out/{SLUG}/edition.yaml": "slug: 1\n",
    f"out/{SLUG}/draft.json": f'{{"window": {WEEK}, "articles": {{}}, "coverage":'
    f' {{{COVERAGE}, "failed": [], "damaged": []}}}}',
}
LATVIAN = {"feeds.yaml": f"newsletter: {{language: lv}}\n{FEEDS_YAML}"}
DARK = "@media (prefers-color-scheme: dark)"
LOUD = "Nine Hundred Dockers Strike In Mombasa".upper()
MAILS = [
    in_mail("error", "too-large", html_and(f"<p>{'a' * 102_000}</p>")),
    in_mail("warning", "nearly-too-large", html_and(f"<p>{'a' * 91_000}</p>")),
    in_mail("warning", "long-text-line", text_with("NEWS", "word " * 16)),
    in_mail("error", "no-subject", replace(GOOD, subject="")),
    in_mail("warning", "long-subject", replace(GOOD, subject="a" * 79)),
    in_mail("warning", "subject-shouts", replace(GOOD, subject=LOUD)),
    in_mail("warning", "preheader-length", replace(GOOD, preheader="Short.")),
    in_mail("warning", "preheader-length", replace(GOOD, preheader="a" * 141)),
    in_mail(
        "warning",
        "preheader-repeats",
        replace(GOOD, preheader=f"{GOOD.subject}; and a little more of it"),
    ),
    in_mail(
        "warning",
        "preheader-repeats",
        replace(GOOD, preheader="In Mombasa the dockers are on strike over a lease"),
    ),
    in_mail("error", "no-language", html_with(' lang="en"', "")),
    in_mail("error", "no-language", html_with('lang="en"', 'lang="und"')),
    in_mail("warning", "no-title", html_with("<title>News</title>", "")),
    in_mail("error", "one-h1", html_with("<h1>News</h1>", "")),
    in_mail("error", "one-h1", html_and("<h1>More news</h1>")),
    in_mail("error", "heading-jump", html_with("h3>", "h4>")),
    in_mail("error", "empty-heading", html_and("<h2>&nbsp;</h2>")),
    in_mail("error", "repeated-heading", html_and("<h2>Africa</h2>")),
    in_mail("warning", "repeated-heading", html_and("<h3>Ferry  runs again</h3>")),
    in_mail("error", "active-content", html_and("<script>1</script>")),
    in_mail("error", "active-content", html_and("<form></form>")),
    in_mail("error", "active-content", html_and("<iframe></iframe>")),
    in_mail("error", "active-content", html_and("<object></object>")),
    in_mail(
        "error", "active-content", html_and('<link rel="stylesheet" href="a.css">')
    ),
    in_mail("warning", "long-style", html_and(f"<style>{'a{}' * 3000}</style>")),
    in_mail("error", "no-alt", html_with(' alt="The quay"', "")),
    in_mail("error", "no-alt", html_with('alt="The quay"', 'alt=" "')),
    in_mail("error", "picture-format", html_with("a.jpg", "https://a.example/a.webp")),
    in_mail("error", "picture-format", html_with("a.jpg", "a.avif")),
    in_mail("error", "picture-address", html_with("a.jpg", "http://a.example/a.jpg")),
    in_mail("error", "picture-address", html_with("a.jpg", "data:image/png;base64,x")),
    in_mail("error", "picture-address", html_with("a.jpg", "../a.jpg")),
    in_mail("error", "picture-address", html_with("a.jpg", "//a.example/a.jpg")),
    in_mail("error", "picture-address", html_with("a.jpg", "")),
    in_mail("warning", "picture-width", html_with('width="536"', 'width="100%"')),
    in_mail("warning", "picture-width", html_with('width="536"', 'width="1104"')),
    in_mail("warning", "picture-width", html_with('width="536"', "")),
    in_mail("error", "bad-link", html_and('<a href="javascript:x">x</a>')),
    in_mail("error", "bad-link", html_and('<a href="/2026/dockers">x</a>')),
    in_mail("error", "bad-link", html_and('<a href="http:///x">x</a>')),
    in_mail("error", "bad-link", html_and('<a href="">x</a>')),
    in_mail("error", "bad-link", html_and("<a>x</a>")),
    in_mail("error", "empty-link", html_with(">Dockers strike<", "> <")),
    in_mail(
        "warning",
        "repeated-link",
        html_and(
            '<p>Also: <a href="http://ledger.example/ferry">Ledger</a>,'
            ' <a href="http://ledger.example/ferry">Ledger</a></p>'
        ),
    ),
    in_mail("error", "broken-jump", html_with('id="africa"', 'id="asia"')),
    in_mail("warning", "no-unsubscribe", html_with("unsubscribe", "hello")),
    in_mail("error", "text-part-links", text_with("courier.example/dockers", "")),
    in_mail(
        "warning", "text-part-more", replace(GOOD, text=f"{TEXT}http://b.example/")
    ),
    in_mail("error", "text-part-stories", text_with("Ferry runs again", "")),
    in_mail("error", "html-stories", html_with("Ferry runs again", "Ferry runs")),
    in_mail("error", "low-contrast", colored("#888", "#fff")),
    in_mail(
        "error",
        "low-contrast-dark",
        colored("#111", "#fff", f"{DARK} {{ .odd {{ color: #eee !important }} }}"),
    ),
    in_mail("warning", "low-contrast-inverted", colored("#111", "#b0a080")),
    in_mail("warning", "bright-in-dark", colored("#111", "#fff")),
    in_mail("error", "left-over", html_and("{{ title }}")),
    in_mail("error", "left-over", html_and("{% if %}")),
    in_mail("error", "left-over", html_and("<mj-text>x</mj-text>")),
    in_mail("error", "left-over", html_and(r"a\u{a0}b")),
    in_mail("error", "left-over", replace(GOOD, text=f"{TEXT}{{{{ title }}}}")),
]
EDITIONS = [
    in_edition("warning", "no-note", "I was there once.", ""),
    in_edition("warning", "no-top", "subject: Dockers strike in Mombasa", ""),
    in_edition("warning", "poor-alt", "A quay", "image"),
    in_edition("error", "bad-link", "once.", "once, [at](/home)."),
    in_edition("warning", "long-note", "once.", "once. " * 200),
    in_edition("warning", "long-edition", "runs again.", "runs again. " * 800),
    in_edition("warning", "foreign-sentence", "from: a-2/0", "from: a-1/0"),
    in_edition("warning", "changed-date", "[17 November]", "[18 November]"),
    in_edition("warning", "changed-sentence", "The ferry to", "The ferry from"),
    in_edition(
        "warning",
        "repeated-bullet",
        "            from: a-2/0",
        "            from: a-2/0\n          - text: The ferry to  Lamu runs again.",
    ),
    in_edition(
        "warning",
        "repeated-article",
        "http://ledger.example/ferry",
        "https://www.courier.example/dockers?utm_source=feed",
    ),
    in_edition("warning", "headline-question", "Ferry runs again", "Ferry runs again?"),
    in_edition("warning", "headline-shouts", "Ferry runs again", "FERRY RUNS AGAIN"),
    in_edition("warning", "headline-cut", "Ferry runs again", "Ferry runs…"),
    in_edition("warning", "long-headline", "Ferry runs", "Ferry runs " * 11),
    in_edition("warning", "never-sent", "id", "id", sent=()),
    in_edition(
        "warning",
        "no-bullets",
        "          - text: The ferry to Lamu runs again.\n            from: a-2/0\n",
        "",
    ),
    in_edition("warning", "empty-section", "sections:", "sections:\n  - id: europe"),
    in_edition(
        "warning", "unsourced-quote", ", url: 'http://courier.example/dockers'", ""
    ),
    Fault("warning", "undated", undated),
    Fault("warning", "stale", stale),
]
ELSEWHERE = [
    Fault("error", "long-line", lambda: encoded_lines(b"Subject: a\r\n" + b"a" * 999)),
    Fault("error", "placeholder", lambda: noted("TODO")),
    Fault("error", "placeholder", lambda: noted("A week.\n\nTODO: write more")),
    Fault("error", "placeholder", lambda: noted("Lorem ipsum dolor sit amet")),
    Fault("error", "placeholder", lambda: noted("…")),
    in_newsletter("error", "no-feeds", {"feeds.yaml": "feeds: []\n"}),
    in_newsletter("warning", "no-edition", {}),
    in_newsletter("error", "broken-config", {"places.yaml": "waitangi: NZ\n"}),
    in_newsletter("error", "broken-edition", DRAFTED),
    in_newsletter("error", "broken-template", {"templates/footer.mjml": "{{ titel }}"}),
    in_newsletter("warning", "odd-template", {"templates/foter.mjml": "Hello"}),
    in_newsletter("warning", "missing-word", LATVIAN),
    in_newsletter(
        "warning",
        "broken-word",
        {"templates/words/en.po": 'msgid "Also: "\nmsgstr "%(what)s: "\n'},
    ),
    Fault("warning", "no-address", lambda: check(GOOD, None)),
    Fault("error", "bug", lambda: [checking.bug(ZeroDivisionError("by nought"))]),
    Fault("warning", "late-note", lambda: [checking.late_note(SLUG)]),
    Fault(
        "warning",
        "figures-disagree",
        lambda: [checking.disagreement("Storm", "Courier says six", ())],
    ),
    Fault(
        "warning",
        "failing-link",
        lambda: link_findings(fake_web({}), [("http://a.example/x", "'A story'")]),
    ),
    behind_link("failing-link", 503),
    behind_link("dead-link", 404),
    behind_link("dead-link", 410),
    behind_link("moved-link", 200, "http://parked.example/"),
]
FAULTS = [*MAILS, *EDITIONS, *ELSEWHERE]
