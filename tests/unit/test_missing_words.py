"""What `digest check` is told of words that a language lacks."""

from pathlib import Path

from test_words_said import folder

from digest.config import REGIONS
from digest.render.environment import environment
from digest.render.missing_words import Missing, messages, missing

REGION_WORDS = "".join(
    f'msgid "{title}"\nmsgstr "x {title}"\n\n' for title in REGIONS.values()
)


def lacking(tmp_path: Path, language: str, **files: str) -> tuple[Missing, ...]:
    named = {name.replace("__", "/").replace("_", "."): t for name, t in files.items()}
    return missing(environment(None, folder(tmp_path, named), language=language))


def test_a_language_without_words_is_one_finding_that_says_how_to_make_them(
    tmp_path: Path,
) -> None:
    (found,) = lacking(tmp_path, "it", a_txt='{{ _("Sources") }}{{ _("Contents") }}')

    assert (found.kind, found.name) == ("no-words", "it")
    assert found.place == "templates/words/it.po"
    assert found.message == (
        "there are no words in Italian: the letter speaks English by itself;"
        " `digest templates copy words/messages.pot`,"
        " rename the copy to templates/words/it.po, translate it"
    )


def test_a_message_without_a_translation_is_told_with_its_place(tmp_path: Path) -> None:
    (found,) = lacking(
        tmp_path, "de", a_txt='\n{{ _("Our view") }}', words__de_po=REGION_WORDS
    )

    assert (found.kind, found.name, found.place) == (
        *("untranslated", "Our view", "a.txt:2"),
    )
    assert found.message == (
        "'Our view' is said in English; translate it in templates/words/de.po"
    )


def test_a_message_that_is_said_twice_is_told_once(tmp_path: Path) -> None:
    twice = '{{ _("Our view") }} {{ _("Our view") }}'

    found = lacking(
        tmp_path, "de", a_txt=twice, b_mjml=twice, words__de_po=REGION_WORDS
    )

    assert [(one.name, one.place) for one in found] == [("Our view", "a.txt:1")]


def test_a_plural_with_a_form_missing_is_not_translated(tmp_path: Path) -> None:
    text = '{{ ngettext("%(num)s story", "%(num)s stories", 3) }}'
    forms = 'msgid "%(num)s story"\nmsgid_plural "%(num)s stories"\n'
    forms += 'msgstr[0] "ein Thema"\n'

    (found,) = lacking(tmp_path, "de", a_txt=text, words__de_po=REGION_WORDS + forms)

    assert found.name == "%(num)s story / %(num)s stories"


def test_a_translation_that_cannot_be_filled_in_is_told_as_a_mistake_and_only_so(
    tmp_path: Path,
) -> None:
    text = '{{ _("Also: %(outlets)s", outlets=1) }}'
    wrong = REGION_WORDS + 'msgid "Also: %(outlets)s"\nmsgstr "Auch: %(medien)s"\n'

    (found,) = lacking(tmp_path, "de", a_txt=text, words__de_po=wrong)

    assert (found.kind, found.place) == ("unusable", "shipped/words/de.po:19")
    assert "%(medien)s is nothing that the message fills in" in found.message


def test_a_mistake_in_ones_own_english_is_told_too(tmp_path: Path) -> None:
    wrong = 'msgid "Also: %(outlets)s"\nmsgstr "And %(outlet)s"\n'

    (found,) = lacking(tmp_path, "en", a_txt="", words__en_po=wrong)

    assert found.kind == "unusable"


def test_english_lacks_nothing(tmp_path: Path) -> None:
    assert not lacking(tmp_path, "en", a_txt='{{ _("Our view") }}')


def test_words_of_a_template_of_ones_own_are_asked_for(tmp_path: Path) -> None:
    shipped = folder(
        tmp_path / "s", {"a.txt": '{{ _("Sources") }}', "words/de.po": REGION_WORDS}
    )
    own = folder(tmp_path / "o", {"a.txt": '{{ _("Whence") }}'})

    (found,) = missing(environment(own, shipped, language="de"))

    assert found.name == "Whence"


def test_a_trans_block_is_a_message_like_others(tmp_path: Path) -> None:
    text = "{% trans outlet=x %}Read more at {{ outlet }}{% endtrans %}"

    found = lacking(tmp_path, "de", a_txt=text, words__de_po=REGION_WORDS)

    assert [one.name for one in found] == ["Read more at %(outlet)s"]


def test_what_is_no_fixed_text_and_what_does_not_compile_is_left_out(
    tmp_path: Path,
) -> None:
    files = {"a.txt": "{{ _(title) }}", "b.txt": "{% if %}", "words/x.po": "junk"}
    folder(tmp_path, files)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\xff\xfe")

    found = messages(environment(None, tmp_path))

    assert [message.id for message in found] == list(REGIONS.values())
