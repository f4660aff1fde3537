"""Hostile templates, and hostile words in them: each test carries its number."""

import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import make_brief, make_bullet, make_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from digest.config import REGIONS, Newsletter
from digest.errors import TemplateError
from digest.model import Brief, Section, Source
from digest.picture import Picture
from digest.render.archive import Kept, archive, past
from digest.render.email import email
from digest.render.engine import lint, to_html
from digest.render.environment import Templates, environment, render, safe_url
from digest.render.letter_html import letter_html
from digest.render.web import page, seen_on_the_web
from digest.resources import templates_folder
from digest.schedule import EditionRecord

NEWSLETTER = Newsletter(
    url="https://world.example/", reply_to="desk@world.example", address="1 Quay Road"
)
FRAME = (
    "<mjml><mj-body><mj-section><mj-column>\n{}\n"
    "</mj-column></mj-section></mj-body></mjml>"
)


def templates(folder: Path, files: Mapping[str, str]) -> Templates:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return environment(None, folder)


@cache
def shipped() -> Templates:
    return environment(None, templates_folder())


def failure(folder: Path, text: str, **given: object) -> TemplateError:
    env = templates(folder, {"a.mjml": text})
    with pytest.raises(TemplateError) as caught:
        letter_html(env, "a.mjml", given)
    return caught.value


def printed(written: str) -> Any:
    """Return the element with the class `probe` of a letter with this text."""
    html = to_html(FRAME.format(f"<mj-text>{written}</mj-text>"))
    tree: Any = lxml_html.fromstring(html)
    [probe] = tree.xpath("//*[@class='probe']")
    return probe


def title(value: str) -> str:
    return str(printed(f'<i class="probe" title="{value}">x</i>').get("title"))


def mailed(brief: Brief, **edition: Any) -> Any:
    """Return the tree of a mail whose top story is `brief`."""
    top = Section(id="top", title="", briefs=(brief,))
    made = make_edition(sections=(top,), **edition)
    mail = email(shipped(), made, NEWSLETTER, REGIONS)
    return lxml_html.fromstring(mail.html)


def test_62_a_newline_in_an_attribute_is_a_space() -> None:
    html = to_html(FRAME.format('<mj-text><p style="a: b;\n  c: d">x</p></mj-text>'))

    assert 'style="a: b; c: d"' in html
    assert title("one\n   two") == "one two"


def test_63_tabs_and_backslashes_in_an_attribute_are_as_typed() -> None:
    assert title("one\ttwo") == "one two"
    assert title("C:\\new\\table") == "C:\\new\\table"


@pytest.mark.parametrize("character", ["\u00a0", "\u00ad", "\u200e", "\u202f"])
def test_64_characters_that_are_not_seen_stay_in_an_attribute(character: str) -> None:
    assert title(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("emoji", ["👩\u200d🚒", "❤\ufe0f", "🏴\u200d☠\ufe0f"])
def test_65_emoji_of_several_parts_stay_whole_in_an_attribute(emoji: str) -> None:
    assert title(emoji) == emoji


@pytest.mark.parametrize(
    "words", ["नई दिल्ली", "ที่กรุงเทพฯ", "مُحَمَّد", "re\u0301sume\u0301"]
)
def test_66_marks_of_scripts_stay_in_attributes_and_in_the_title(words: str) -> None:
    head = f"<mjml><mj-head><mj-title>{words}</mj-title></mj-head><mj-body></mj-body>"

    html = to_html(f"{head}</mjml>")

    assert title(words) == words
    assert html.count(words) >= 2  # in <title>, and in an aria-label
    assert "\\u{" not in html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("title='a \"b\" c'", 'a "b" c'),
        ('title="it\'s"', "it's"),
        ("title='\" onclick=\"alert(1)'", '" onclick="alert(1)'),
    ],
)
def test_67_no_quotation_mark_opens_an_attribute(written: str, read: str) -> None:
    probe = printed(f"<i class='probe' {written}>x</i>")

    assert dict(probe.attrib) == {"class": "probe", "title": read}


@pytest.mark.parametrize(
    "words",
    [
        '<script>alert("x")</script>',
        '"it\'s" & more',
        "]]></mj-text></mj-column>",
        "&lt;b&gt; &amp;amp; &#60;",
        "<!-- a -- b",
    ],
)
def test_68_markup_in_a_headline_is_text(words: str) -> None:
    tree = mailed(make_brief(headline=words, bullets=(make_bullet(text=words),)))

    assert tree.xpath("//h2//a")[0].text_content() == words
    assert tree.xpath("//li")[0].text_content().startswith(words)
    assert not tree.xpath("//script")


@pytest.mark.parametrize("words", ["{{ 7*7 }}", "{% raw %}", "{# note #}", "{%- if %}"])
def test_69_marks_of_templates_in_a_headline_are_text(words: str) -> None:
    assert mailed(make_brief(headline=words)).xpath("//h2//a")[0].text == words


HIDDEN = "a\x02" + "17\x03b\x00c\x1b\x85d\ufffe"


def test_69_control_characters_never_reach_a_template(tmp_path: Path) -> None:
    source = Source(outlet=HIDDEN, url="https://a.example/")
    brief = make_brief(headline=HIDDEN, source=source, also=(source,))
    env = templates(
        tmp_path, {"a.txt": "{{ top.headline }}, {{ top.also[0].outlet }}, {{ other }}"}
    )

    told = render(env, "a.txt", {"top": brief, "other": HIDDEN})

    assert told == "a17bc d, a17bc d, a17bc d"
    assert mailed(brief, note=HIDDEN).xpath("//h2//a")[0].text == "a17bc d"


def test_69_control_characters_reach_neither_the_web_page_nor_the_archive() -> None:
    picture = Picture(file="a.jpg", alt=HIDDEN, credit=HIDDEN, width=9, height=6)
    top = Section(id="top", title="", briefs=(make_brief(picture=picture),))
    record = EditionRecord(
        slug="2026-11-19",
        window=make_edition().window,
        drafted_at=datetime(2026, 11, 18, tzinfo=UTC),
        sent_at=datetime(2026, 11, 19, tzinfo=UTC),
        subject=HIDDEN,
        preheader=HIDDEN,
    )
    kept = Kept(headlines=(HIDDEN, HIDDEN), content=HIDDEN)

    edition = make_edition(sections=(top,))
    html = page(shipped(), seen_on_the_web(shipped(), edition, NEWSLETTER, REGIONS))
    made = archive(shipped(), NEWSLETTER, [past(record, NEWSLETTER, kept)])

    assert html.count("a17bc d") > 1
    for text in (html, *made):
        assert "a17bc d" in text
        assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", text) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//host.example/a",
        "/rel",
        "ftp://host.example/a",
    ],
)
def test_70_such_an_address_is_not_linked_to(address: str) -> None:
    with pytest.raises(TemplateError, match="is no address to link to"):
        safe_url(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://ok.example/a b",
        "https://ok.example/\x07",
        "https://user:word@ok.example/",
        "https:///a",
    ],
)
def test_71_an_address_of_ill_form_is_not_linked_to(address: str) -> None:
    with pytest.raises(TemplateError, match="is no address to link to"):
        safe_url(address)


def test_72_deep_nesting_is_refused_with_its_line_and_ends_nothing(
    tmp_path: Path,
) -> None:
    deep = "<div>\n" * 12_000 + "</div>" * 12_000

    error = failure(tmp_path, FRAME.format(f"<mj-text>{deep}</mj-text>"))

    # Four tags of the frame, and 96 more, stand on lines of their own.
    assert (error.file, error.line) == ("Digest's own a.mjml", 97)
    assert "nested more than 100 deep" in error.message


def test_73_mj_include_is_refused_before_the_engine_sees_it(tmp_path: Path) -> None:
    error = failure(tmp_path, FRAME.format('<mj-include path="a.mjml" />'))

    assert error.line == 2
    assert "use {% include %} instead" in error.message


@pytest.mark.parametrize("how", ["extends", "include", "import"])
def test_74_templates_in_a_circle_are_named(tmp_path: Path, how: str) -> None:
    rest = " as other" if how == "import" else ""
    files = {
        "a.mjml": f'\n{{% {how} "b.mjml"{rest} %}}',
        "b.mjml": f'{{% {how} "a.mjml"{rest} %}}',
    }
    env = templates(tmp_path, files)

    with pytest.raises(TemplateError, match="in a circle") as caught:
        render(env, "a.mjml", {})

    assert "Digest's own a.mjml -> Digest's own b.mjml" in caught.value.message


@pytest.mark.parametrize(
    "wrong",
    [
        "<mj-text>a</mj-column>",
        "<mj-txt>a</mj-txt>",
        '<mj-text colr="red">a</mj-text>',
        '<mj-text font-size="big">a</mj-text>',
        '<mj-text mj-class="none">a</mj-text>',
    ],
)
def test_75_what_the_engine_takes_in_silence_is_told_with_its_line(
    tmp_path: Path, wrong: str
) -> None:
    files = {
        "base.mjml": FRAME.format("{% block body %}{% endblock %}"),
        "part.mjml": f"{{# A part #}}\n\n{wrong}\n",
        "a.mjml": '{% extends "base.mjml" %}\n{% block body %}\n'
        '{% for n in [1, 2] %}{% include "part.mjml" %}{% endfor %}{% endblock %}',
    }
    env = templates(tmp_path, files)

    with pytest.raises(TemplateError) as caught:
        letter_html(env, "a.mjml", {})

    assert (caught.value.file, caught.value.line) == ("Digest's own part.mjml", 3)


@pytest.mark.parametrize(
    "wrong", ["<mj-text>a", '<mj-text color="red>a</mj-text>', "a < b", "a\x00b"]
)
def test_76_what_the_engine_gives_no_place_for_has_one(
    tmp_path: Path, wrong: str
) -> None:
    error = failure(tmp_path, FRAME.format(f"\n{wrong}"))

    assert (error.file, error.line) == ("Digest's own a.mjml", 3)


def test_77_a_mistake_behind_other_scripts_has_its_line(tmp_path: Path) -> None:
    before = "<mj-text title='x\ny'>नई दिल्ली 👩\u200d🚒</mj-text>\n" * 40

    error = failure(tmp_path, FRAME.format(before.replace(" title='x\ny'", "") + "<x>"))

    assert error.line == 42


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{{ titel }}", "'titel' is undefined; did you mean 'title'?"),
        ("{{ brief.headlin }}", "a Brief has no 'headlin'; did you mean 'headline'?"),
        ("{{ brief.source.ulr }}", "a Source has no 'ulr'; did you mean 'url'?"),
        ("{{ theme.acent }}", "there is no 'acent' here; did you mean 'accent'?"),
        ("{{ title|uper }}", "no filter is called 'uper'; did you mean 'upper'?"),
        ("{{ title is strng }}", "no test is called 'strng'; did you mean 'string'?"),
        ("{% iff a %}", "no tag is called 'iff'; did you mean 'if'?"),
        ("{% for storry in [1] %}{{ story }}{% endfor %}", "did you mean 'storry'?"),
    ],
)
def test_78_what_is_misspelt_is_told_with_the_nearest_name(
    tmp_path: Path, wrong: str, told: str
) -> None:
    seen = {"title": "News", "brief": make_brief(), "theme": {"accent": "#9b1c13"}}

    error = failure(tmp_path, f"<mjml>\n\n{wrong}", **seen)

    assert (error.file, error.line) == ("Digest's own a.mjml", 3)
    assert told in error.message


ENDLESS = {
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}"
    "{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}"
    "{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(64) }}",
    "a loop in a loop by name": "{% for a in [1] recursive %}{% if loop.depth < 99 %}"
    "{{ loop([1, 2]) }}{% endif %}{% endfor %}",
}
LOOP = "{% set n = namespace(s='xxxx', i=9, l=[]) %}{% for i in range(50000) %}"
END = "{% endfor %}"
HUGE = [
    ("*", "would make", "{{ 'x' * 10**9 }}"),
    ("* of a list", "would make", "{% set a = [1] * 10**9 %}"),
    ("* of a list of texts", "would make", "{% set a = ['x' * 10**6] * 10**5 %}"),
    ("~ in a loop", "makes a value", LOOP + "{% set n.s = n.s ~ n.s %}" + END),
    ("+ in a loop", "makes a value", LOOP + "{% set n.s = n.s + n.s %}" + END),
    (
        "many large texts",
        "altogether",
        LOOP + "{% set n.s = 'x' * 4000000 %}" + END,
    ),
    ("center", "would make", "{{ 'x'|center(10**9) }}"),
    ("indent", "would make", "{{ 'x\\ny'|indent(10**9) }}"),
    ("indent of odd lines", "would make", "{{ ('x\\r' * 9999)|indent(9999) }}"),
    (
        "string",
        "would make",
        "{% set a = ['x' * 10**6] * 3 %}{{ ([a, a]|string)|length }}",
    ),
    ("tojson", "no filter is called 'tojson'", "{{ [1]|tojson(indent=10**6) }}"),
    ("format", "formats with a width", "{{ '%0999999999d'|format(1) }}"),
    ("format with a star", "formats with a width", "{{ '%*d'|format(999999999, 1) }}"),
    ("%", "formats with a width", "{{ '%0999999999d' % 1 }}"),
    ("str.format", "formats with a width", "{{ '{:>999999999}'.format(1) }}"),
    ("str.ljust", "would make", "{{ 'x'.ljust(10**9) }}"),
    ("str.zfill", "would make", "{{ '1'.zfill(10**9) }}"),
    ("str.replace", "would make", "{{ ('x' * 10**6).replace('x', 'y' * 10**6) }}"),
    ("replace", "would make", "{{ ('x' * 10**6)|replace('x', 'y' * 10**6) }}"),
    ("join", "would make", "{{ range(99999)|join('x' * 10**6) }}"),
    (
        "join what is printed",
        "makes a value",
        "{{ (['x' * 10**6] * 4 + ['y' * 10**6] * 4)|join }}",
    ),
    ("**", "calculates with", "{{ 10 ** (10 ** 9) }}"),
    ("digits", "calculates with", LOOP + "{% set n.i = n.i * n.i %}" + END),
    ("printed in a loop", "prints more than", LOOP + "x" * 200 + END),
    (
        "a macro's print",
        "prints more than",
        "{% macro m() %}" + LOOP + "x" * 200 + END + "{% endmacro %}{% set a = m() %}",
    ),
    ("_", "formats with a width", "{{ _('%(a)900000000s', a='x') }}"),
    (
        "_ with brackets in a name",
        "formats with a width",
        "{{ _('%(a())900000000s', **{'a()': 'x'}) }}",
    ),
    ("_ with many widths", "would make", "{{ _('%(a)9999s' * 90000, a='x') }}"),
    ("_ with large words", "would make", "{{ _('%(a)s' * 900, a='x' * 10**6) }}"),
    (
        "ngettext",
        "formats with a width",
        "{{ ngettext('%(a)s', '%(a).900000000f', 2, a=1.5) }}",
    ),
    (
        "trans",
        "would make",
        "{% set a = 'x' * 10**6 %}{% trans a=a %}" + "{{ a }}" * 9 + "{% endtrans %}",
    ),
    (
        "a width of a width",
        "width that is not written out",
        "{{ '{a:>{b}}'.format(a=1, b=900000000) }}",
    ),
    ("many widths", "would make", "{{ ('{a:>9999}' * 90000).format(a=1) }}"),
    ("format_map", "cannot call 'format_map'", "{{ '{a}'.format_map({'a': 1}) }}"),
    ("encode", "cannot call 'encode'", "{{ 'x'.encode().ljust(900000000) }}"),
    ("to_bytes", "cannot call 'to_bytes'", "{{ (1).to_bytes(900000000, 'big') }}"),
    (
        "translate",
        "cannot call 'translate'",
        "{{ ('a' * 100000).translate({97: 'x' * 100000}) }}",
    ),
    ("expandtabs", "cannot call 'expandtabs'", "{{ '\t'.expandtabs(10**9) }}"),
    ("str.join", "would make", "{{ ('x' * 10**6).join(['a'] * 9000) }}"),
    (
        "str.join of what comes one by one",
        "would make",
        "{{ ('x' * 10**6).join(range(9000)|map('string')) }}",
    ),
    ("wrapped", "would make", "{{ ('a ' * 10**6)|wrapped('x' * 900) }}"),
    ("wrapped anew", "would make", "{{ ('a ' * 10**6)|wrapped('', 'x' * 900) }}"),
    (
        "listed",
        "would make",
        "{{ ([0] * 9)|map('default', 'x' * 10**6, true)|listed }}",
    ),
    (
        "lists of lists",
        "makes a value",
        "{% set a = ['x' * 10**6] * 3 %}{{ [a, a, a] }}",
    ),
    (
        "~ of lists",
        "makes a value",
        "{% set a = ['x' * 10**6] * 3 %}{% set b = [a, a, a] ~ '' %}",
    ),
    ("filler", "'lipsum' is undefined", "{{ lipsum(n=10**9) }}"),
    (
        "a list that grows",
        "templates cannot change what they are given",
        "{% set a = [1] %}{{ a.append(2) }}",
    ),
]


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_79_a_template_without_end_ends_with_its_line(
    tmp_path: Path, text: str
) -> None:
    error = failure(tmp_path, f"\n{text}")

    assert (error.file, error.line) == ("Digest's own a.mjml", 2)
    assert "without end" in error.message


@pytest.mark.parametrize(
    ("told", "text"), [case[1:] for case in HUGE], ids=[case[0] for case in HUGE]
)
def test_79_a_template_that_wants_all_the_memory_is_refused(
    tmp_path: Path, told: str, text: str
) -> None:
    env = templates(tmp_path, {"a.txt": f"\n{text}"})

    with pytest.raises(TemplateError) as caught:
        render(env, "a.txt", {})

    assert caught.value.file == "Digest's own a.txt"
    assert caught.value.line in (0, 2)  # what is printed altogether has no line
    assert told in caught.value.message


def test_79_a_template_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": "{% for n in range(9) %}.{% endfor %}"})
    ticks = iter(range(0, 9000, 10))
    env.clock = lambda: float(next(ticks))

    with pytest.raises(
        TemplateError, match=r"^Digest's own a\.txt:1: .* than 30 seconds"
    ):
        render(env, "a.txt", {})


def test_79_the_limits_hold_in_every_thread(tmp_path: Path) -> None:
    env = templates(tmp_path, {"a.txt": ENDLESS["nested loops"]})
    told: list[str] = []

    def run() -> None:
        try:
            render(env, "a.txt", {})
        except TemplateError as error:
            told.append(error.message)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ["without end" in message for message in told] == [True, True]


PICKLE = (
    "{{ given.parse_raw(\"cbuiltins\\nlen\\n(S'abc'\\ntR.\","
    ' content_type="x/pickle", allow_pickle=true) }}'
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (PICKLE, "templates cannot call 'parse_raw'"),
        ("{{ given.parse_file('FILE').title }}", "templates cannot call 'parse_file'"),
        ("{{ given.model_copy() }}", "templates cannot call 'model_copy'"),
        ("{{ given|map }}{{ path.read_text() }}", "templates cannot call 'read_text'"),
        ("{{ opened('FILE') }}", "templates cannot call 'open'"),
        ("{{ ''.maketrans({}) }}", "templates cannot call 'maketrans'"),
        ("{{ {}.fromkeys('a') }}", "templates cannot call 'fromkeys'"),
    ],
)
def test_79_a_template_calls_nothing_of_what_it_is_given(
    tmp_path: Path, written: str, told: str
) -> None:
    file = tmp_path / "any.json"
    file.write_text('{"title": "read"}', encoding="utf-8")
    env = templates(tmp_path, {"a.txt": written.replace("FILE", str(file))})
    seen = {"given": NEWSLETTER, "path": file, "opened": open}

    with pytest.raises(TemplateError) as caught:
        render(env, "a.txt", seen)

    assert caught.value.message == told


@pytest.mark.parametrize("name", ["/etc", "/etc/passwd", "../own/a.txt", "x/../a.txt"])
def test_79_a_template_is_named_from_its_folder(tmp_path: Path, name: str) -> None:
    own = tmp_path / "own"
    templates(own, {"a.txt": "mine", "b.txt": f"{{% include '{name}' %}}"})

    with pytest.raises(TemplateError) as caught:
        render(environment(own, templates_folder()), "b.txt", {})

    told = (caught.value.file, caught.value.line, caught.value.message[:27])
    assert told == ("templates/b.txt", 1, f"there is no template '{name}'"[:27])


@pytest.mark.parametrize("linked", ["s.html", "part/s.html"])
def test_79_no_link_leads_out_of_the_newsletters_folder(
    tmp_path: Path, linked: str
) -> None:
    own, outside = tmp_path / "letter" / "templates", tmp_path / "outside"
    outside.mkdir()
    (outside / "s.html").write_text("the password", encoding="utf-8")
    own.mkdir(parents=True)
    link = own / linked.partition("/")[0]
    link.symlink_to(outside if "/" in linked else outside / "s.html")
    (own / "a.txt").write_text(f"{{% include '{linked}' %}}", encoding="utf-8")

    with pytest.raises(TemplateError) as caught:
        render(environment(own, templates_folder()), "a.txt", {})

    assert caught.value.file == f"templates/{linked}"
    assert "a link out of the newsletter's folder" in caught.value.message


def test_79_links_inside_the_newsletters_folder_are_followed(tmp_path: Path) -> None:
    letter, elsewhere = tmp_path / "letter", tmp_path / "looks"
    letter.mkdir()
    (letter / "house.txt").write_text("house", encoding="utf-8")
    templates(elsewhere, {"a.txt": "{% include 'b.txt' %}", "b.txt": "look"})
    (letter / "templates").symlink_to(elsewhere)
    (letter / "mine").mkdir()
    (letter / "mine" / "b.txt").symlink_to(letter / "house.txt")

    whole = environment(letter / "templates", templates_folder())
    single = environment(letter / "mine", templates_folder())

    assert render(whole, "a.txt", {}) == "look"
    assert render(single, "b.txt", {}) == "house"


@pytest.mark.parametrize("name", ["archive.html", "feed.xml"])
def test_79_the_archive_is_given_plain_words(tmp_path: Path, name: str) -> None:
    files = {"archive.html": "{{ title }}", "feed.xml": "{{ title }}"}
    env = templates(tmp_path, files | {name: "{{ newsletter.parse_raw }}"})

    with pytest.raises(TemplateError, match="'newsletter' is undefined"):
        archive(env, NEWSLETTER, [])


def test_79_a_template_reaches_no_python(tmp_path: Path) -> None:
    error = failure(tmp_path, "{{ ''.__class__ }}")

    assert "cannot reach what begins with _" in error.message


def test_79_what_a_letter_does_with_words_is_allowed(tmp_path: Path) -> None:
    text = (
        "{{ ('ab' * 3)|center(10)|replace('b', 'c') }}{{ ['a', 'b']|join(', ') }}"
        "{{ '%d'|format(123456789) }}{{ _('%(n)s of 20000', n=3) }}"
        "{{ ['a', 'b'].index('b') }}{{ {'a': 1}.get('a') }}{{ {'a': 1}.items()|list }}"
        "{% for n in [1, 2] %}{{ loop.cycle('x', 'y') }}{% endfor %}"
        "{% set turn = cycler('p', 'q') %}{{ turn.next() }}{{ turn.next() }}"
        "{% set mark = joiner(';') %}{{ mark() }}{{ mark() }}"
        "{{ '%05.1f' % 3.14 }}{{ 'x'.ljust(3) }}{{ '{:>4}'.format('y') }}{{ 2 ** 10 }}"
        "{% for n in range(500) %}{% if loop.last %}{{ loop.length }}{% endif %}"
        "{% endfor %}{{ range(3)|map('string')|join('-') }}"
    )
    env = templates(tmp_path, {"a.txt": text})

    assert render(env, "a.txt", {}) == (
        "  acacac  a, b1234567893 of 2000011[('a', 1)]xypq;003.1x     y10245000-1-2"
    )


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        (
            '<mj-class name="a" color="red" /><mj-class name="b" color="blue" />',
            '<mj-text mj-class="a b">x</mj-text>',
        ),
        ("", '<mj-text color="red" color="blue">x</mj-text>'),
    ],
)
def test_80_what_engines_disagree_on_is_refused(head: str, inner: str) -> None:
    attributes = f"<mj-head><mj-attributes>{head}</mj-attributes></mj-head><mj-body>"

    found = lint(FRAME.format(inner).replace("<mj-body>", attributes))

    assert [fault.level for fault in found] == ["error"]


def test_80_styles_that_would_not_be_inlined_are_refused() -> None:
    head = '<mj-head><mj-style inline="inline">p</mj-style></mj-head>'

    found = lint(f"<mjml>{head}<mj-body></mj-body></mjml>")

    assert "not inlined" in found[0].message


@pytest.mark.parametrize(
    "written",
    [
        'alt="A"',
        'src="https://a.example/a.png"',
        'src="https://a.example/a.webp" alt="A"',
        'src="https://a.example/a.avif" alt="A"',
        'src="http://a.example/a.png" alt="A"',
        'src="https://a.example/a.png" alt="A" width="50%"',
        'src="https://a.example/a.png" alt="A" width="50.5px"',
    ],
)
def test_81_a_picture_that_would_be_a_broken_box_is_refused(
    tmp_path: Path, written: str
) -> None:
    error = failure(tmp_path, FRAME.format(f"<mj-image {written} />"))

    assert error.line == 2


def test_81_a_value_of_the_edition_that_breaks_a_picture_is_named(
    tmp_path: Path,
) -> None:
    picture = Picture(file="a.webp", alt="A", credit="C", width=9, height=6)
    text = FRAME.format('<mj-image src="{{ top.picture.file }}" alt="" />')

    error = failure(tmp_path, text, top=make_brief(picture=picture))

    assert (error.file, error.line) == ("Digest's own a.mjml", 2)
    assert error.message.endswith("jpg or png; it comes from {{ top.picture.file }}")


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (
            "def mjml_to_html(text): ...",
            "the wrong package is installed under the name",
        ),
        ("def mjml2html(text): return ''", "mjml-python is too old or another's"),
        ("raise ImportError('no wheel')", "mjml-python cannot be loaded: no wheel"),
    ],
)
def test_87_another_package_under_the_engines_name_is_told_of(
    tmp_path: Path, module: str, told: str
) -> None:
    (tmp_path / "mjml.py").write_text(module)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from digest.errors import DigestError\n"
        "try:\n    import digest.render.email\n"
        "except DigestError as error:\n    print(error)\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert told in said.stdout
    assert "pip install" in said.stdout


@given(words=st.text(max_size=60), place=st.text(max_size=20))
@settings(max_examples=40, deadline=None)
def test_no_words_of_an_edition_break_the_letter(words: str, place: str) -> None:
    source = Source(outlet=words, url="https://a.example/")
    brief = make_brief(
        headline=words,
        place=place,
        source=source,
        bullets=(make_bullet(text=words, outlet=words, url="https://b.example/"),),
        picture=Picture(file="a.jpg", alt=words, credit=place, width=9, height=6),
    )

    tree = mailed(brief, note=words, by=place, subject=words)

    assert len(tree.xpath("//h1")) == 1
