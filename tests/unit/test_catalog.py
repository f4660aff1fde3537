"""A file of words: read as people write it, and never a danger to the mail."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import TemplateError
from digest.render.catalog import Catalog, parse, places, read

STORIES = ("%(num)s story", "%(num)s stories")


def catalog(text: str, language: str = "de") -> Catalog:
    return parse(text.encode(), f"words/{language}.po", language)


def entry(message: str, *forms: str, several: str | None = None) -> str:
    lines = [f'msgid "{message}"']
    if several is None:
        return "\n".join([*lines, f'msgstr "{forms[0]}"', "", ""])
    lines.append(f'msgid_plural "{several}"')
    lines += [f'msgstr[{at}] "{form}"' for at, form in enumerate(forms)]
    return "\n".join([*lines, "", ""])


def stories(*forms: str) -> str:
    return entry(STORIES[0], *forms, several=STORIES[1])


def test_a_message_is_said_in_the_language() -> None:
    read_more = entry("Read more at %(outlet)s", "Weiterlesen bei %(outlet)s")

    said = catalog(read_more).said("Read more at %(outlet)s")

    assert said == "Weiterlesen bei %(outlet)s"


def test_what_is_not_translated_is_not_said() -> None:
    assert catalog(entry("Sources", "")).said("Sources") is None
    assert catalog("").said("Sources") is None


def test_what_nobody_has_looked_at_yet_is_not_said() -> None:
    text = "#, fuzzy, python-format\n" + entry("Sources", "Quelle?")

    assert catalog(text).said("Sources") is None


def test_what_is_translated_for_another_context_is_not_said() -> None:
    text = entry("World", "Welt") + 'msgctxt "globe"\n' + entry("World", "Erdkugel")

    assert catalog(text).said("World") == "Welt"


def test_a_translation_may_run_over_lines() -> None:
    text = 'msgid "Sources"\nmsgstr ""\n"Die "\n"Quellen"\n'

    assert catalog(text).said("Sources") == "Die Quellen"


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        (
            "pl",
            ("%(num)s temat", "%(num)s tematy", "%(num)s tematów"),
            {1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 22: 1, 25: 2, 0: 2},
        ),
        (
            "ru",
            ("%(num)s тема", "%(num)s темы", "%(num)s тем"),
            {1: 0, 21: 0, 11: 2, 2: 1, 24: 1, 14: 2, 5: 2, 100: 2},
        ),
        (
            "ar",
            tuple(f"%(num)s {form}" for form in "abcdef"),
            {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 103: 3},
        ),
        ("ja", ("%(num)s本",), {0: 0, 1: 0, 2: 0, 1000: 0}),
        ("fr", ("%(num)s sujet", "%(num)s sujets"), {0: 0, 1: 0, 2: 1}),
    ],
)
def test_each_number_takes_the_form_of_its_language(
    language: str, forms: tuple[str, ...], said: dict[int, int]
) -> None:
    made = catalog(stories(*forms), language)

    assert {n: made.said(STORIES, n) for n in said} == {
        n: forms[at] for n, at in said.items()
    }


def test_the_files_own_plural_rule_goes_before_that_of_the_language() -> None:
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'

    made = catalog(header + stories("%(num)s Themen"))

    assert made.said(STORIES, 1) == "%(num)s Themen"


def test_the_language_of_the_header_does_not_change_the_plural_rule() -> None:
    header = 'msgid ""\nmsgstr "Language: ja\\n"\n\n'

    made = catalog(header + stories("Ein Thema", "%(num)s Themen"))

    assert made.said(STORIES, 2) == "%(num)s Themen"


def test_a_header_may_be_missing_or_have_wild_dates() -> None:
    header = 'msgid ""\nmsgstr "POT-Creation-Date: soon\\n"\n\n'

    assert catalog(header + entry("Sources", "Quellen")).said("Sources") == "Quellen"
    assert catalog(entry("Sources", "Quellen")).said("Sources") == "Quellen"


def test_a_plural_without_all_its_forms_is_not_said_at_all() -> None:
    made = catalog(stories("%(num)s temat", "%(num)s tematy"), "pl")

    assert [made.said(STORIES, number) for number in (1, 2, 5)] == [None] * 3


@pytest.mark.parametrize("rule", ["n/0", "n%0", "1/(n-n)"])
def test_a_rule_that_divides_by_nothing_says_nothing(rule: str) -> None:
    header = f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural={rule};\\n"\n\n'

    made = catalog(header + stories("Ein Thema", "%(num)s Themen"))

    assert made.said(STORIES, 2) is None


@pytest.mark.parametrize("rule", ["7", "n-9"])
def test_a_rule_that_asks_for_a_form_that_is_not_there_says_nothing(rule: str) -> None:
    header = f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural={rule};\\n"\n\n'

    made = catalog(header + stories("Ein Thema", "%(num)s Themen"))

    assert made.said(STORIES, 2) is None


@pytest.mark.parametrize(
    "count", ["1000000000", "9" * 5000, "7", "0", "-1", "2.5", "many"]
)
def test_a_count_of_forms_that_no_language_has_is_refused(count: str) -> None:
    header = f'msgid ""\nmsgstr "Plural-Forms: nplurals={count}; plural=0;\\n"\n\n'

    with pytest.raises(TemplateError, match=r"^words/de\.po:2: nplurals .* 1 to 6"):
        catalog(header + stories("Ein Thema", "%(num)s Themen"))


@pytest.mark.parametrize(
    "rule", ["__import__('os')", "n +", "(" * 300, "n**n**n", "; nplurals*=x"]
)
def test_a_plural_rule_that_is_none_is_refused_with_its_line(rule: str) -> None:
    header = f'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural={rule};\\n"\n'

    with pytest.raises(
        TemplateError, match=r"^words/de\.po:3: Plural-Forms .* remove it"
    ):
        catalog(header)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Mehr bei %(outlte)s", r"%\(outlte\)s is nothing .* did you mean 'outlet'"),
        ("Mehr bei der Zeitung", r"%\(outlet\)s is left out"),
        ("Mehr bei %(outlet)", "a % alone"),
        ("Mehr bei %(outlet)d", "a % alone"),
        ("Mehr bei %s", "a % alone"),
        ("Zu 100 % bei %(outlet)s", "a % alone"),
        ("Mehr bei %(outlet)s%", "a % alone"),
        ("Mehr bei \x02%(outlet)s", "a control character"),
    ],
)
def test_a_translation_that_cannot_be_filled_in_is_not_said_and_told(
    said: str, why: str
) -> None:
    made = catalog("\n" + entry("Read more at %(outlet)s", said))

    (fault,) = made.faults
    assert made.said("Read more at %(outlet)s") is None
    assert (fault.file, fault.line) == ("words/de.po", 2)
    assert re.search(why, fault.why)
    assert fault.message == "Read more at %(outlet)s"


def test_a_percent_sign_is_written_twice() -> None:
    made = catalog(entry("All of %(outlet)s", "100 %% von %(outlet)s"))

    assert made.said("All of %(outlet)s") == "100 %% von %(outlet)s"
    assert not made.faults


def test_one_thing_may_be_told_in_words_but_nothing_else_is_left_out() -> None:
    fine = catalog(stories("Ein Thema", "%(num)s Themen"))
    wrong = catalog(
        entry("%(num)s in %(day)s", "ein Tag", "x", several="%(num)s in %(day)s")
    )

    assert fine.said(STORIES, 1) == "Ein Thema"
    assert [fault.why for fault in wrong.faults] == ["%(day)s is left out; put it in"]


def test_a_wrong_form_takes_the_whole_message_with_it() -> None:
    made = catalog(stories("Ein Thema", "%(number)s Themen"))

    assert made.said(STORIES, 1) is None
    assert len(made.faults) == 1


def test_a_byte_order_mark_and_windows_line_ends_are_read_over() -> None:
    text = entry("Sources", "Quellen").replace("\n", "\r\n")

    made = parse(b"\xef\xbb\xbf" + text.encode(), "words/de.po", "de")

    assert made.said("Sources") == "Quellen"


def test_old_line_ends_of_macs_are_read() -> None:
    text = entry("Sources", "Quellen").replace("\n", "\r")

    assert catalog(text).said("Sources") == "Quellen"


def test_a_file_in_another_charset_is_refused_whatever_its_header_says() -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    body = (header + entry("World", "Übersee")).encode("iso-8859-1")

    with pytest.raises(TemplateError, match=r"^words/de\.po:5: .*UTF-8; save it so"):
        parse(body, "words/de.po", "de")


def test_a_header_that_names_a_wrong_charset_does_no_harm() -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n\n'

    assert catalog(header + entry("World", "Übersee")).said("World") == "Übersee"


def test_a_message_that_stands_there_twice_is_refused_with_its_line() -> None:
    text = entry("Sources", "Quellen") + entry("Sources", "Herkunft")

    with pytest.raises(TemplateError, match=r"^words/de\.po:4: .* twice; remove one"):
        catalog(text)


def test_a_message_that_is_out_of_use_does_not_count_as_the_second_one() -> None:
    text = entry("Sources", "Quellen") + '#~ msgid "Sources"\n#~ msgstr "Herkunft"\n'

    assert catalog(text).said("Sources") == "Quellen"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Sources"\nmsgstr "Quellen\n', 2),
        ('msgid "Sources"\nmsgstr Quellen\n', 2),
        ('msgid "Sources"\n\nmsgtsr "Quellen"\n', 3),
        ('msgid "Sources"\nmsgstr "die "Quellen""\n', 2),
        ('msgid "Sources"\nmsgstr "Quellen\\"\n', 2),
        ('msgid "Sources"\nmsgstr[x] "Quellen"\n', 2),
        ('msgid "Sources"\nmsgstr[99] "Quellen"\n', 2),
        ("Sources = Quellen\n", 1),
        ("<<<<<<< HEAD\n", 1),
        ("\x00\x01", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_what_to_write(
    text: str, line: int
) -> None:
    with pytest.raises(TemplateError, match=r'write a line msgid "…"') as caught:
        catalog(text)

    assert (caught.value.file, caught.value.line) == ("words/de.po", line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Sources"\n', 1),
        ('msgid "Sources"\nmsgid "World"\nmsgstr "Welt"\n', 2),
        ('msgstr "Quellen"\n\nmsgid "World"\nmsgstr "Welt"\n', 1),
        ('msgid "World"\nmsgstr "Welt"\nmsgstr "Erde"\n', 3),
        ('msgid_plural "Sources"\nmsgstr "Quellen"\n', 1),
        ('msgid "a"\nmsgstr[0] "b"\n', 2),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3),
        ('"Sources"\n', 1),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[4] "c"\n', 1),
    ],
)
def test_a_line_out_of_place_is_named_so_that_nothing_is_said_for_another(
    text: str, line: int
) -> None:
    with pytest.raises(TemplateError, match=r'write a line msgid "…"') as caught:
        catalog(text)

    assert caught.value.line == line


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "de.po", "words/de.po", "de") is None
    assert read(tmp_path / "no" / "de.po", "words/de.po", "de") is None


def test_a_folder_in_its_place_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "de.po").mkdir()

    with pytest.raises(TemplateError, match=r"^words/de\.po: cannot be read: .*check"):
        read(tmp_path / "de.po", "words/de.po", "de")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "de.po").open("wb") as stream:
        stream.truncate(4_000_000_000)

    with pytest.raises(TemplateError, match="larger than 500 kB; keep the words"):
        read(tmp_path / "de.po", "words/de.po", "de")


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text(entry("World", "Welt"), encoding="utf-8")
    before = read(path, "words/de.po", "de")
    path.write_text(entry("World", "Erde"), encoding="utf-8")

    after = read(path, "words/de.po", "de")

    assert before
    assert after
    assert (before.said("World"), after.said("World")) == ("Welt", "Erde")


LINES = st.sampled_from(
    [
        'msgid "Read more at %(outlet)s"',
        'msgid "%(num)s story"',
        'msgid_plural "%(num)s stories"',
        'msgstr "%(outlet)s"',
        'msgstr "%(outlet"',
        'msgstr "%"',
        'msgstr "100 %"',
        'msgstr "%(num)s"',
        'msgstr[0] "%(num)s"',
        'msgstr[1] "%d %(num)s"',
        'msgstr[5] "x"',
        'msgid ""',
        'msgctxt "x"',
        '"Plural-Forms: nplurals=3; plural=n%3;\\n"',
        '"Plural-Forms: nplurals=2; plural=n/0;\\n"',
        '"Plural-Forms: nplurals=2\\n"',
        '"Content-Type: text/plain; charset=utf-7\\n"',
        '"MIME-Version"',
        "#, fuzzy",
        "#: \u2068x.mjml",
        '#~ msgid "Sources"',
        "",
    ]
)
ANY = (
    st.lists(LINES | st.text(max_size=20), max_size=14).map("\n".join).map(str.encode)
) | st.binary(max_size=60)


@given(body=ANY, number=st.integers(min_value=0, max_value=10**12))
def test_whatever_a_file_holds_what_it_says_can_be_filled_in(
    body: bytes, number: int
) -> None:
    try:
        made = parse(body, "words/de.po", "de")
    except TemplateError:
        return

    one = made.said("Read more at %(outlet)s")
    several = made.said(STORIES, number)

    assert one is None or "Courier" in one % {"outlet": "Courier"}
    assert several is None or several % {"num": number} is not None


@given(text=st.text(alphabet="%()sdn a", max_size=20))
def test_a_text_without_a_stray_percent_sign_can_be_filled_in(text: str) -> None:
    names = places(text)

    if names is not None:
        assert text % dict.fromkeys(names, "x") is not None
