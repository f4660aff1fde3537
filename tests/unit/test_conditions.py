"""A mail in five conditions, as text; tests/functional looks at them in a browser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import specimen_mail

from digest.render.check.mail import parsed
from digest.render.colors import darkened, lightened, read
from digest.render.conditions import CONDITIONS, Condition, as_seen
from digest.transfer import CLIPPED, encoded_size

ALWAYS, NEVER = "(min-width:0)", "(min-width:999999px)"
OTHER = {"light": "dark", "dark": "light"}
conditions = pytest.mark.parametrize("condition", CONDITIONS)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])

PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<P CLASS=x>",
            "<b style='color:#111'>",
            "</b>",
            "<br/>",
            "<a ",
        ),
        *(
            "<img src=a.png alt=Quay>",
            "<a href='x?a=1&b=2'>",
            "</a>",
            "<td>",
            "</table>",
        ),
        *("<div style=background:white;color:red>", "</div>", "<table bgcolor=fff>"),
        *("&amp;", "&quot;", "&", "<", ">", '"', "'", "=", "/", "\\", "words", "שלום"),
        *("🎈", "\x00", "\ud800", "<!--[if mso]><p>hidden<![endif]-->", "<!--", "-->"),
        *(
            "<!doctype html>",
            "<head>",
            "</head>",
            "<html>",
            "<title>T</title>",
            "<style>",
        ),
        *(
            "p{color:#222}",
            "</style>",
            "@media(prefers-color-scheme:dark){p{color:red}}",
        ),
        *("/*", "*/", "url(", "{", "color: ", "}", ";", ":", "#", "@media", "@import"),
    ]
)
ODD = st.lists(PIECES, max_size=30).map("".join)
WORDS = st.lists(
    st.sampled_from(
        [
            "<p style='color:#111;background:url(a.png) #eee'>",
            '<div bgcolor=white STYLE="border:1px solid #ddd">',
            "</p>",
            "</div>",
            "<img width=9 src='a.png' srcset=b.png alt='The quay'>",
            "<!--[if mso]><p>hidden</p><![endif]-->",
            "<style>p{color:#222}@media(prefers-color-scheme:dark){p{color:red}}</style>",
            "<br/>",
            "words & more ",
            "color: #fff; ",
            "(prefers-color-scheme: dark) ",
            "url(a.png) ",
            "&lt;b style='color:red'&gt;",
        ]
    ),
    max_size=20,
).map("".join)


def sheet(css: str) -> str:
    return f"<head><style>{css}</style></head><p>Words</p>"


def told(html: str) -> str:
    """Return the text of a mail without its style sheets."""
    tree = parsed(f"<main>{html}")
    for style in tree.findall(".//style"):
        style.text = ""
    return str(tree.text_content())


def inverted(html: str) -> str:
    """Return a mail inverted, without the sheet that comes before all others."""
    seen = as_seen(html, "inverted")
    start = seen.index("<style>")
    return seen[:start] + seen[seen.index("</style>", start) + len("</style>") :]


def bare(html: str) -> str:
    return as_seen(html, "bare").replace(
        "<style>:where(img){display:inline-block}</style>", ""
    )


# Light and dark


@schemes
@pytest.mark.parametrize(
    "query",
    [
        "@media ({0}) {{ p {{ color: red }} }}",
        "@media screen and ({0}) and (min-width: 9px) {{}}",
        "@media not ({0}) {{}}",
        "@media print, ({0}) {{}}",
        "@MEDIA screen{{ @media ({0}) {{}} }}",
        '.a{{content:"("}} @media ({0}) {{}}',
        "/* ' */ @media ({0}) {{}}",
        "p {{ color }} }} @media ({0}) {{ p {{",
    ],
)
def test_a_question_for_the_scheme_is_answered(scheme: Condition, query: str) -> None:
    same = sheet(query.format(f"prefers-color-scheme: {scheme}"))
    other = sheet(query.format(f"PREFERS-color-scheme :{OTHER[scheme].upper()} "))

    loud = sheet(query.format(f"prefers-color-scheme:{scheme.upper()}"))

    assert as_seen(same, scheme) == sheet(query.format(ALWAYS[1:-1]))
    assert as_seen(loud, scheme) == sheet(query.format(ALWAYS[1:-1]))
    assert as_seen(other, scheme) == sheet(query.format(NEVER[1:-1]))


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        (
            "<source media='(prefers-color-scheme: dark)' srcset=n.png>",
            "<source media='(min-width:999999px)' srcset=n.png>",
        ),
        (
            "<STYLE MEDIA=(prefers-color-scheme:dark)>p{}</STYLE>",
            '<STYLE MEDIA="(min-width:999999px)">p{}</STYLE>',
        ),
        (
            "<meta content='light dark' name=color-scheme>",
            "<meta content='light' name=color-scheme>",
        ),
        (
            '<META NAME="Supported-Color-Schemes" CONTENT="dark light" />',
            '<META NAME="Supported-Color-Schemes" CONTENT="light" />',
        ),
        ('<p style="color-scheme: light dark">', '<p style="color-scheme:light">'),
        (
            sheet(":root{color-scheme:dark light;x:y}"),
            sheet(":root{color-scheme:light;x:y}"),
        ),
        (sheet("@media (prefers-color-scheme){}"), sheet("@media (min-width:0){}")),
        (
            "<!--[if !mso]><!--><p style='color-scheme:light dark'><!--<![endif]-->",
            "<!--[if !mso]><!--><p style='color-scheme:light'><!--<![endif]-->",
        ),
    ],
)
def test_a_mail_is_light_wherever_it_speaks_of_schemes(html: str, seen: str) -> None:
    assert as_seen(html, "light") == seen


@schemes
@pytest.mark.parametrize(
    "html",
    [
        "<!--[if mso]><style>@media (prefers-color-scheme: dark){}</style><![endif]-->",
        "<textarea><p media='(prefers-color-scheme:dark)'></textarea>",
        "<p title='(prefers-color-scheme: dark)'>color-scheme: light dark;</p>",
        sheet("/* (prefers-color-scheme: dark) */"),
        sheet("p::after{content:'(prefers-color-scheme: dark)'}"),
        sheet("p{--color-scheme: light dark}"),
        sheet("@media (prefers-color-scheme: no-preference){}"),
        "<meta name=color-scheme content=dark>",
        "<meta name=viewport content='light dark color-scheme'>",
        sheet(":root{color-scheme: only light}"),
    ],
)
def test_what_does_not_ask_or_offers_one_stays_as_it_is(
    scheme: Condition, html: str
) -> None:
    assert as_seen(html, scheme) == html


def test_a_mail_that_speaks_of_no_scheme_is_untouched() -> None:
    html = specimen_mail("week", "classic").html
    silent = html.replace("scheme", "scheming")

    assert as_seen(silent, "light") == silent
    assert as_seen(silent, "dark") == silent
    assert as_seen(html, "light") != html


# Inverted


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ('<p style="color:#000">', '<p style="color:#ffffff">'),
        ("<p STYLE='background:white'>", "<p STYLE='background:#000000'>"),
        (
            "<p style=background:#fff;color:black>",
            '<p style="background:#000000;color:#ffffff">',
        ),
        ("<td bgcolor=FFFFFF>", '<td bgcolor="#000000">'),
        ("<td bgcolor='#fff'>", "<td bgcolor='#000000'>"),
        ("<font color=black>", '<font color="#ffffff">'),
        ("<body text=black link='#000'>", "<body text=\"#ffffff\" link='#ffffff'>"),
        (
            '<p style="border-top:solid 5px #000">',
            '<p style="border-top:solid 5px #ffffff">',
        ),
        ('<p style="border:1px solid #fff">', '<p style="border:1px solid #000000">'),
        ('<p style="color:#000 !important">', '<p style="color:#ffffff !important">'),
        (
            '<p style="color:rgba(0,0,0,0.5)">',
            '<p style="color:rgba(255,255,255,0.5)">',
        ),
        (
            "<p style='font:1px &quot;A&quot;;color:#000'>",
            "<p style='font:1px \"A\";color:#ffffff'>",
        ),
        (
            '<p style="background:url(a?b&amp;amp;c);color:#000">',
            '<p style="background:url(a?b&amp;amp;c);color:#ffffff">',
        ),
        (
            '<p style="font:1px &quot;A&quot;;color:#000">',
            '<p style="font:1px &quot;A&quot;;color:#ffffff">',
        ),
        (sheet(".a, a:hover{color:#000}"), sheet(".a, a:hover{color:#ffffff}")),
        (
            sheet("@media x{p{background-color:#fff}}"),
            sheet("@media x{p{background-color:#000000}}"),
        ),
        (
            sheet("p{background:url(white.png;) white}"),
            sheet("p{background:url(white.png;) #000000}"),
        ),
        (
            sheet("p{background:linear-gradient(#fff,rgb(255 255 255))}"),
            sheet("p{background:linear-gradient(#000000,#000000)}"),
        ),
    ],
)
def test_a_declared_color_is_turned_by_its_role(html: str, seen: str) -> None:
    assert inverted(html) == seen


@pytest.mark.parametrize(
    "html",
    [
        "<!--[if mso]><td bgcolor=white><![endif]-->",
        sheet("#fff, .color:hover #123, .background {margin:0}"),
        sheet("/* color:#000 */ p::after{content:'color:#000'}"),
        sheet("p{background:transparent;color:currentcolor;border:0 none}"),
        sheet("p{box-shadow:0 0 1px #fff;--own:#000}"),
        "<p style='color:#fff;background:#000'>color: #000",
        "<svg><path fill='#000'></svg><img src='white.png' alt=black>",
        "<p style='color:#12;background:odd'>",
    ],
)
def test_what_is_no_color_or_stands_out_already_is_not_turned(html: str) -> None:
    assert inverted(html) == html


@given(st.text("0123456789abcdef", min_size=6, max_size=6))
def test_colors_are_turned_as_the_check_computes(digits: str) -> None:
    color = read(f"#{digits}")
    assert color

    assert inverted(f"<p style='color:#{digits};background:#{digits}'>") == (
        f"<p style='color:{lightened(color).hex};background:{darkened(color).hex}'>"
    )


def test_an_inverted_mail_knows_no_dark_rules_of_its_own() -> None:
    html = sheet("@media (prefers-color-scheme: dark){p{color:#123}}")

    assert f"@media {NEVER}" in inverted(html)
    assert inverted("<meta name=color-scheme content=light>") == (
        '<meta name=color-scheme content="dark">'
    )


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<!doctype html>",
        "\ufeff <!-- a --><!DOCTYPE html>\n<HTML lang=en>\n<Head profile='>'>",
        "<html><head>",
    ],
)
@pytest.mark.parametrize("after", ["<title>T</title>", "words", "<header>", "<p>"])
def test_the_sheet_for_what_is_untold_comes_first_but_after_the_doctype(
    before: str, after: str
) -> None:
    seen = as_seen(before + after, "inverted")

    assert seen.startswith(f"{before}<style>:root{{color-scheme:dark}}")
    assert seen.endswith(f"</style>{after}")


# Bare


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<img src=a.png alt=Quay>", "<img alt=Quay>"),
        ("<IMG ALT='Quay' width=9 SRC='a.png'/>", "<IMG ALT='Quay' width=9/>"),
        ("<img alt=Quay srcset='a.png 2x'>", "<img alt=Quay>"),
        (
            "<picture><source srcset=a.png><img src=b.png></picture>",
            "<picture><source><img></picture>",
        ),
        ("<td background=a.png>", "<td>"),
        ("<video poster=a.png src=b.mp4>", "<video>"),
        ("<link rel=stylesheet href=a.css>", "<link rel=stylesheet>"),
        ("<svg><image xlink:href=a.png /></svg>", "<svg><image /></svg>"),
        (
            "<p style='background:url(\"a.png\") #fff'>",
            "<p style='background:none #fff'>",
        ),
        (sheet("p{background:URL( a.png )}"), sheet("p{background:none}")),
        (sheet("@import 'a.css';p{}"), sheet("@not-imported 'a.css';p{}")),
        (
            sheet("p{background:image-set('a.png' 1x)}"),
            sheet("p{background:not-loaded('a.png' 1x)}"),
        ),
    ],
)
def test_nothing_is_left_to_load(html: str, seen: str) -> None:
    assert bare(html) == seen


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://courier.example/a.png'>src=a.png url(a.png)</a>",
        "<!--[if mso]><v:fill src='a.png'/><![endif]-->",
        sheet("/* url(a.png) */ p::after{content:'url(a.png)'}"),
        "<img alt='src=a.png' width=200 height=100 style='border:0'>",
    ],
)
def test_what_loads_nothing_is_left_alone(html: str) -> None:
    assert bare(html) == html


# Clipped

LINE = "[Message clipped]&nbsp; "
ROW = "<p title='a > b'>Words &amp; more words &mdash; über 🎈</p>"


def kept(html: str) -> str:
    """Return what is left of a mail that is clipped, with the tags that close it."""
    return as_seen(html, "clipped").partition('<div dir="ltr" style="all:initial')[0]


@settings(max_examples=20)
@given(st.integers(0, 60), st.sampled_from(["a", "é", "🎈", " ", "\n", "=", "ж"]))
def test_a_mail_is_cut_where_the_next_piece_would_not_fit(
    pad: int, letter: str
) -> None:
    html = letter * pad + ROW * 3000

    left = kept(html)

    assert html.startswith(left)
    assert encoded_size(left.rstrip()) <= CLIPPED  # a space at the end is three bytes
    assert encoded_size(html[: len(left) + 25]) > CLIPPED  # the longest piece is a tag
    assert LINE in as_seen(html, "clipped")


@settings(max_examples=20)
@given(st.integers(0, len(ROW)))
def test_no_tag_entity_or_letter_is_cut_in_two(pad: int) -> None:
    left = kept("x" * pad + ROW * 3000)

    rest = left[pad:].replace(ROW, "")
    assert rest == "" or ROW.startswith(rest)
    assert rest.count("<") == rest.count(">") - rest.count("a > b")
    assert rest.count("&") == rest.count(";")


@pytest.mark.parametrize(
    "begin", ["<style>", "<!-- ", "<title>", "<p title='", "<style"]
)
def test_what_is_not_text_goes_as_a_whole(begin: str) -> None:
    assert kept("Words" + begin + "x " * CLIPPED) == "Words"


@pytest.mark.parametrize("size", range(CLIPPED - 3000, CLIPPED - 2900))
def test_the_line_never_stands_in_a_style_sheet(size: int) -> None:
    end = "<style>p{}</style>"
    html = "y" * size
    over = html + "z" * (CLIPPED - encoded_size(html) - len(end) // 2) + end + ROW * 20

    left = kept(over)

    assert left.count("<style>") == left.count("</style>")


def test_elements_that_are_open_are_closed_before_the_line() -> None:
    html = "<table><tr><td><div><a href=x><b></i>" + " words" * 30_000

    assert kept(html).endswith("words</b></a></div></table>")


def test_a_mail_that_fits_is_light_and_whole() -> None:
    html = specimen_mail("week", "classic").html

    assert as_seen(html, "clipped") == as_seen(html, "light")


def test_a_mail_that_is_clipped_is_light() -> None:
    html = "<meta name=color-scheme content='light dark'>" + ROW * 3000

    assert as_seen(html, "clipped").startswith(
        "<meta name=color-scheme content='light'>"
    )


# Whatever the mail is like


@conditions
@given(ODD | st.text())
def test_any_text_is_seen_somehow(condition: Condition, html: str) -> None:
    assert isinstance(as_seen(html, condition), str)


@conditions
@given(WORDS)
def test_no_condition_changes_what_is_said(condition: Condition, html: str) -> None:
    assert told(as_seen(html, condition)) == told(html)


@conditions
@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a", "<a ", "<p/ ", "<a b='\"", "<!--", "<!-->", "</b><i>", "<head>"),
        *(
            "<style>/*",
            "<style>url(",
            "<style>a{color:",
            "<style>(prefers-color-scheme",
        ),
        "&",
    ],
)
def test_a_long_mail_of_brackets_takes_no_longer_than_one_of_words(
    condition: Condition, piece: str
) -> None:
    """One pattern that went back would keep this test for an hour."""
    many = 200_000

    assert as_seen(piece * (many // len(piece)), condition)
    assert as_seen(piece + piece[-1] * many, condition)
