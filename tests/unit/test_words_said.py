"""What templates say by themselves: whose words are taken, and how they are shown."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import TemplateError
from digest.render.environment import Templates, environment, render
from digest.render.words import words

OUTLET = 'msgid "Read more at %(outlet)s"\nmsgstr '
LINE = '{{ _("Read more at %(outlet)s", outlet=outlet) }}'
STORIES = '{{ ngettext("%(num)s story", "%(num)s stories", count) }}'


def folder(path: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def said(env: Templates, name: str = "a.txt", **seen: object) -> str:
    return render(env, name, {"outlet": "Courier", "count": 1} | seen)


def test_without_a_file_of_words_english_is_said(tmp_path: Path) -> None:
    shipped = folder(tmp_path, {"a.txt": f"{LINE} {STORIES}"})

    assert said(environment(None, shipped, language="it"), count=2) == (
        "Read more at Courier 2 stories"
    )


def test_the_newsletters_own_words_win_one_by_one(tmp_path: Path) -> None:
    world = 'msgid "World"\nmsgstr "Welt"\n\n'
    shipped = folder(
        tmp_path / "shipped",
        {
            "a.txt": LINE + ' {{ _("World") }}',
            "words/de.po": world + OUTLET + '"Mehr bei %(outlet)s"\n',
        },
    )
    own = folder(tmp_path / "own", {"words/de.po": OUTLET + '"Ganz bei %(outlet)s"\n'})

    env = environment(own, shipped, language="de")

    assert said(env) == "Ganz bei Courier Welt"


def test_one_phrase_may_be_changed_in_english_too(tmp_path: Path) -> None:
    shipped = folder(tmp_path / "shipped", {"a.txt": LINE + ' {{ _("World") }}'})
    own = folder(
        tmp_path / "own", {"words/en.po": OUTLET + '"The whole story: %(outlet)s"\n'}
    )

    assert said(environment(own, shipped)) == "The whole story: Courier World"


def test_a_country_without_words_of_its_own_takes_those_of_the_language(
    tmp_path: Path,
) -> None:
    world = 'msgid "World"\nmsgstr "Monde"\n\n'
    files = {
        "words/fr.po": world + OUTLET + '"Suite : %(outlet)s"\n',
        "words/fr_CA.po": OUTLET + '"À lire : %(outlet)s"\n',
    }

    spoken = words(None, folder(tmp_path, files), "fr-CA")

    assert spoken.gettext("Read more at %(outlet)s") == "À lire : %(outlet)s"
    assert spoken.gettext("World") == "Monde"


def test_a_translation_that_cannot_be_filled_in_is_said_in_english(
    tmp_path: Path,
) -> None:
    files = {"a.txt": LINE, "words/de.po": OUTLET + '"Mehr bei %(outlte)s"\n'}

    env = environment(None, folder(tmp_path, files), language="de")

    assert said(env) == "Read more at Courier"


def test_an_unusable_word_of_ones_own_lets_the_shipped_one_speak(
    tmp_path: Path,
) -> None:
    shipped = folder(
        tmp_path / "shipped",
        {"a.txt": LINE, "words/de.po": OUTLET + '"Mehr bei %(outlet)s"\n'},
    )
    own = folder(tmp_path / "own", {"words/de.po": OUTLET + '"Mehr bei %s"\n'})

    assert said(environment(own, shipped, language="de")) == "Mehr bei Courier"


@pytest.mark.parametrize("name", ["a.mjml", "a.html", "a.xml"])
def test_markup_in_a_translation_stays_text(tmp_path: Path, name: str) -> None:
    bad = r'"<script>alert(1)</script> \"%(outlet)s'
    files = {name: LINE, "words/de.po": f'{OUTLET}{bad}"\n'}

    shown = said(environment(None, folder(tmp_path, files), language="de"), name)

    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt; &#34;Courier"


def test_markup_in_a_plural_or_in_what_is_filled_in_stays_text(tmp_path: Path) -> None:
    forms = 'msgid "%(num)s story"\nmsgid_plural "%(num)s stories"\n'
    forms += 'msgstr[0] "<i>"\nmsgstr[1] "<b>%(num)s"\n'
    files = {"a.mjml": STORIES + LINE, "words/de.po": forms}

    shown = said(
        environment(None, folder(tmp_path, files), language="de"),
        "a.mjml",
        outlet="<Kurier>",
        count=2,
    )

    assert shown == "&lt;b&gt;2Read more at &lt;Kurier&gt;"


def test_a_link_that_a_template_made_is_filled_in_as_a_link(tmp_path: Path) -> None:
    link = '{% set outlet %}<a href="#">Courier</a>{% endset %}'

    shown = said(environment(None, folder(tmp_path, {"a.mjml": link + LINE})), "a.mjml")

    assert shown == 'Read more at <a href="#">Courier</a>'


def test_numbers_are_written_as_the_language_writes_them(tmp_path: Path) -> None:
    shipped = folder(tmp_path, {"a.txt": STORIES + " {{ count|number }}"})

    assert said(environment(None, shipped), count=12345) == "12,345 stories 12,345"
    assert said(environment(None, shipped, language="de"), count=12345) == (
        "12.345 stories 12.345"
    )


def test_a_template_may_write_the_number_itself(tmp_path: Path) -> None:
    text = '{{ ngettext("%(num)s story", "%(num)s stories", 2, num="two") }}'

    assert said(environment(None, folder(tmp_path, {"a.txt": text}))) == "two stories"


@pytest.mark.parametrize(
    ("language", "listed"),
    [("en", "A, B and C"), ("de", "A, B und C"), ("fr", "A, B et C")],
)
def test_lists_are_written_as_the_language_writes_them(
    tmp_path: Path, language: str, listed: str
) -> None:
    shipped = folder(tmp_path, {"a.txt": '{{ ["A", "B", "C"]|listed }}{{ []|listed }}'})

    assert said(environment(None, shipped, language=language)) == listed


def test_a_list_of_texts_is_escaped_and_one_of_links_is_not(tmp_path: Path) -> None:
    text = "{% set link %}<b>B</b>{% endset %}{{ ['<A>', link]|listed }}"

    env = environment(None, folder(tmp_path, {"a.mjml": text, "a.txt": text}))

    assert said(env, "a.mjml") == "&lt;A&gt; and <b>B</b>"
    assert said(env, "a.txt") == "<A> and <b>B</b>"


def test_a_broken_file_of_words_is_told_of_when_the_templates_are_opened(
    tmp_path: Path,
) -> None:
    own = folder(tmp_path / "own", {"words/de.po": 'msgid "World"\nmsgstr "Welt\n'})

    with pytest.raises(
        TemplateError, match=r"^templates/words/de\.po:2: .*quote is wrong"
    ):
        environment(own, tmp_path, language="de")


def test_files_of_words_are_no_templates(tmp_path: Path) -> None:
    files = {"a.txt": "fine", "words/it.po": "{% if %}", "words/messages.pot": "{{"}

    assert environment(None, folder(tmp_path, files)).list_templates() == ["a.txt"]


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "yi"])
def test_a_language_is_written_from_its_own_side(tmp_path: Path, language: str) -> None:
    shipped = folder(tmp_path, {"a.txt": "{{ direction }} {{ start }} {{ end }}"})

    assert said(environment(None, shipped, language=language)) == "rtl right left"
    assert said(environment(None, shipped, language="fr")) == "ltr left right"


HEADS = st.sampled_from(["", '"Plural-Forms: nplurals=2; plural=%s;\\n"\n'])
RULES = st.sampled_from(["n", "n%2", "n/0", "n%(n-3)", "0-n", "2"])
SAID = st.lists(
    st.sampled_from(["%(num)s", "%(outlet)s", "%", "%%", "<b>", "{{ 7*7 }}", "\\n"])
    | st.text(st.characters(exclude_characters='"\\\r\n', codec="utf-8"), max_size=5),
    max_size=5,
).map("".join)


@given(
    head=HEADS, rule=RULES, forms=st.tuples(SAID, SAID, SAID), count=st.integers(0, 99)
)
def test_no_file_of_words_makes_a_template_fail_or_writes_markup(
    tmp_path_factory: pytest.TempPathFactory,
    head: str,
    rule: str,
    forms: tuple[str, str, str],
    count: int,
) -> None:
    text = 'msgid ""\nmsgstr ""\n' + head.replace("%s", rule)
    text += f'\n{OUTLET}"{forms[0]}"\n\n'
    text += 'msgid "%(num)s story"\nmsgid_plural "%(num)s stories"\n'
    text += f'msgstr[0] "{forms[1]}"\nmsgstr[1] "{forms[2]}"\n'
    files = {"a.mjml": LINE + STORIES, "words/de.po": text}
    shipped = folder(tmp_path_factory.mktemp("t"), files)

    shown = said(environment(None, shipped, language="de"), "a.mjml", count=count)

    assert "Courier" in shown
    assert "<" not in shown
