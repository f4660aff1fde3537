import subprocess
import sys
from datetime import time, timedelta
from ipaddress import IPv4Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from digest import config, steering
from digest.errors import ConfigError
from digest.quantities import Weekly
from digest.yaml_file import parse, suggest

FEEDS = "feeds:\n  - {title: Courier, url: http://courier.example/rss}\n"
SHIPPED = Path(__file__).parents[2] / "feeds.yaml"
GAINS = ("outlets", "day", "position", "picture", "own")
LOSSES = ("age", "stub", "like")


@pytest.fixture
def feeds_yaml(tmp_path: Path) -> Path:
    return tmp_path / "feeds.yaml"


def load(path: Path, text: str) -> config.Config:
    path.write_text(text, encoding="utf-8")
    return config.load(path, "feeds.yaml")


def complaints(path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load(path, text)
    return [str(complaint) for complaint in raised.value.complaints]


def test_feeds_are_all_that_has_to_be_written(feeds_yaml: Path) -> None:
    loaded = load(feeds_yaml, FEEDS)

    assert loaded.schedule.draft == Weekly(3, time(5))
    assert loaded.schedule.max_late == timedelta(hours=72)
    assert loaded.edition.stories == 16
    assert [section.id for section in loaded.sections] == list(config.REGIONS)
    assert loaded.fetch.max_body == 8_000_000
    assert loaded.store == "sqlite:///digest.db"
    assert loaded.workers == "local"


def test_every_kind_of_value_is_read(feeds_yaml: Path) -> None:
    text = """\
newsletter: {timezone: Australia/Lord_Howe, home: AU, from: Ann <ann@example.org>}
schedule: {fetch: every 90 min, send: friday 17:30, max_late: 2 days}
edition: {stories: 9, languages: [en, de]}
sections: [{id: sea, title: At Sea, stories: 2}]
ranking: {mute: [football], boost: {climate: 5, golf: -2.5}}
fetch: {timeout: 1.5 s, max_body: 500 kB, allow_private: [10.1.0.0/16, "fd00::/8"]}
store: postgresql+psycopg://digest@db.example/digest
workers: dask://scheduler:8786
feeds:
  - {title: Courier, url: "http://courier.example/rss", weight: 2, section: sea}
"""

    loaded = load(feeds_yaml, text)

    assert loaded.newsletter.timezone == ZoneInfo("Australia/Lord_Howe")
    assert loaded.newsletter.sender == "Ann <ann@example.org>"
    assert loaded.schedule.fetch == timedelta(minutes=90)
    assert loaded.schedule.send == Weekly(4, time(17, 30))
    assert loaded.languages == ("en", "de")
    assert {p.pattern: n for p, n in loaded.ranking.boost} == {
        r"(?<!\w)(?:climate)(?!\w)": 5,
        r"(?<!\w)(?:golf)(?!\w)": -2.5,
    }
    assert loaded.fetch.timeout == timedelta(seconds=1.5)
    assert loaded.fetch.allow_private == (
        IPv4Network("10.1.0.0/16"),
        ip_network("fd00::/8"),
    )
    assert loaded.subscriptions[0].section == "sea"


def test_no_is_the_switch_for_a_switch_and_the_word_for_a_word(
    feeds_yaml: Path,
) -> None:
    text = (
        "newsletter: {language: no, title: no}\nfeeds:\n"
        "  - {title: Off, url: http://a.example/rss, own: no, pictures: yes}\n"
    )

    loaded = load(feeds_yaml, text)

    assert loaded.newsletter.language == "no"
    assert loaded.newsletter.title == "no"
    assert loaded.feeds[0].title == "Off"
    assert loaded.feeds[0].own is False
    assert loaded.feeds[0].pictures is True


def test_a_feed_may_forbid_printing_its_sentences(feeds_yaml: Path) -> None:
    text = "feeds:\n  - {title: A, url: http://a.example/rss, reprint: headline}\n"

    assert load(feeds_yaml, text).subscriptions[0].reprint == "headline"


def test_full_text_no_is_a_word(feeds_yaml: Path) -> None:
    text = "feeds:\n  - {title: A, url: http://a.example/rss, full_text: no}\n"

    assert load(feeds_yaml, text).feeds[0].full_text == "no"


@pytest.mark.parametrize("typed", ["17:30", "1.10", "2026-11-19", "0x1F", "007"])
def test_a_title_is_what_was_typed(feeds_yaml: Path, typed: str) -> None:
    loaded = load(feeds_yaml, f"newsletter:\n  title: {typed}\n{FEEDS}")

    assert loaded.newsletter.title == typed


@pytest.mark.parametrize("blank", ["", "~", "null"])
def test_a_blank_value_means_the_default(feeds_yaml: Path, blank: str) -> None:
    text = (
        f"newsletter:\n  title: {blank}\n  timezone: {blank}\nschedule: {blank}\n"
        f"edition:\n  languages: {blank}\nsections: {blank}\nranking:\n"
        f"  mute: {blank}\n  boost: {blank}\nfetch:\n  timeout: {blank}\n"
        f"store: {blank}\nworkers: {blank}\n{FEEDS}"
    )

    assert load(feeds_yaml, text) == load(feeds_yaml, FEEDS)


def test_a_newsletter_with_a_home_may_have_a_section_for_it(feeds_yaml: Path) -> None:
    text = "newsletter: {home: KE}\nsections: [{id: home, title: Kenya}]\n" + FEEDS

    assert load(feeds_yaml, text).sections[0].id == "home"


def test_the_section_without_a_home_is_pointed_at(feeds_yaml: Path) -> None:
    text = "sections:\n  - {id: sea, title: Sea}\n  - {id: home, title: K}\n" + FEEDS

    assert [c.split(" ")[0] for c in complaints(feeds_yaml, text)] == [
        "feeds.yaml:3:6:"
    ]


def test_the_weights_of_a_score_and_the_kinds_left_out_are_read(
    feeds_yaml: Path,
) -> None:
    text = "ranking: {leave_out: [opinion], weights: {outlets: 12.5, age: 0}}\n" + FEEDS

    ranking = load(feeds_yaml, text).ranking

    assert ranking.leave_out == ("opinion",)
    assert (ranking.weights.outlets, ranking.weights.age) == (12.5, 0)
    assert ranking.weights.day == 3


def test_a_feed_may_be_of_a_family(feeds_yaml: Path) -> None:
    text = "feeds:\n  - {title: A, url: http://a.example/rss, family: Paper Group}\n"

    assert load(feeds_yaml, text).subscriptions[0].family == "Paper Group"


def test_without_languages_stories_are_in_the_newsletters_language(
    feeds_yaml: Path,
) -> None:
    assert load(feeds_yaml, "newsletter: {language: fr}\n" + FEEDS).languages == ("fr",)


def test_a_feed_that_names_no_section_is_placed_by_its_text(feeds_yaml: Path) -> None:
    assert load(feeds_yaml, FEEDS).subscriptions[0].section is None


def test_all_problems_are_told_at_once(feeds_yaml: Path) -> None:
    text = """\
newsletter:
  titel: News
schedule:
  draft: thursday 25:00
edition: {stories: many}
feeds:
  - title: Courier
    url: courier.example/rss
    weight: 9
  - {title: Ledger, url: http://ledger.example/rss, section: wrold}
"""

    assert [line.split(": ")[0] for line in complaints(feeds_yaml, text)] == [
        "feeds.yaml:2:3",
        "feeds.yaml:4:3",
        "feeds.yaml:5:11",
        "feeds.yaml:8:5",
        "feeds.yaml:9:5",
        "feeds.yaml:10:53",
    ]


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("newsletter: {titel: x}", "unknown key 'titel'; did you mean 'title'?"),
        ("newsletter: {home: UK}", "'home': 'UK' is no country; write GB"),
        (
            "newsletter: {home: ZZ}",
            "'home': 'ZZ' is no country; write its ISO 3166 code, such as AU",
        ),
        ('ranking: {mute: [""]}', "'mute': one of the words is empty; remove it"),
        ("ranking: {pin: [vote, null]}", "'pin': one of the words is empty; remove it"),
        (
            "sections: [{id: top, title: Top}]",
            "'id': top is the top story's own section; choose another id",
        ),
        (
            "newsleter: {title: x}",
            "unknown key 'newsleter'; did you mean 'newsletter'?",
        ),
        (
            "newsletter: {sender: a@b.example}",
            (
                "unknown key 'sender'; known are: address, from, home, language,"
                " pictures, reply_to, tagline, theme, timezone, title, url"
            ),
        ),
        ("newsletter: News", "'newsletter' is 'News'; it should be a group of keys"),
        (
            "newsletter: {timezone: Sydney}",
            (
                "'timezone': 'Sydney' is no time zone;"
                " write an IANA name such as Australia/Sydney or UTC"
            ),
        ),
        (
            "newsletter: {url: example.org}",
            "'url': 'example.org' is no web address; write https://host/path",
        ),
        (
            "newsletter: {url: 'ftp://example.org/'}",
            "'url': 'ftp://example.org/' is no web address; write https://host/path",
        ),
        (
            "newsletter: {from: Ann}",
            "'from': 'Ann' is no mail address; write Name <name@example.org>, in ASCII",
        ),
        (
            "newsletter: {reply_to: ann@localhost}",
            (
                "'reply_to': 'ann@localhost' is no mail address;"
                " write Name <name@example.org>, in ASCII"
            ),
        ),
        (
            "schedule: {draft: thursday}",
            (
                "'draft': 'thursday' is no weekday and time;"
                " write thursday 05:00, the day in English"
            ),
        ),
        (
            "schedule: {fetch: 2 hours}",
            "'fetch': '2 hours' is no interval; write every 30 min or every 2 hours",
        ),
        (
            "schedule: {max_late: 72}",
            "'max_late': '72' is no span of time; write 20 s, 5 min or 2 hours",
        ),
        (
            "schedule: {draft: [thursday]}",
            "'draft': is not a text; write a value on the same line",
        ),
        ("edition: {stories: 1.5}", "'stories' is '1.5'; it should be a whole number"),
        (
            "edition: {stories: 0}",
            "'stories' is '0'; it should be greater than or equal to 1",
        ),
        (
            "edition: {words_per_article: 4000}",
            "'words_per_article' is '4000'; it should be less than or equal to 400",
        ),
        ("edition: {languages: en}", "'languages' is 'en'; it should be a list"),
        ("sections: [{id: sea}]", "'title' is missing; add it here"),
        (
            "edition: {stories: 8, min_stories: 1, own: 9}",
            "'own': asks for 9 stories, but stories allows 8",
        ),
        (
            "edition: {per_country: 0}",
            "'per_country' is '0'; it should be greater than or equal to 1",
        ),
        (
            "ranking: {leave_out: [opinon]}",
            "'leave_out': 'opinon' is no kind of entry; did you mean 'opinion'?",
        ),
        (
            "edition: {summarizer: lexrnk}",
            "'summarizer': no method is called 'lexrnk'; did you mean 'lexrank'?",
        ),
        (
            "ranking: {leave_out: opinion}",
            "'leave_out' is 'opinion'; it should be a list",
        ),
        *(
            (
                f"ranking: {{weights: {{{name}: {wrong}}}}}",
                f"'{name}' is '{wrong}'; it should be {remedy}",
            )
            for name, wrong, remedy in (
                *((n, 51, "less than or equal to 50") for n in GAINS),
                *((n, -1, "greater than or equal to 0") for n in GAINS),
                *((n, -51, "greater than or equal to -50") for n in LOSSES),
                *((n, 1, "less than or equal to 0") for n in LOSSES),
                ("copies", 1.1, "less than or equal to 1"),
                ("copies", -0.1, "greater than or equal to 0"),
                ("outlets", "nan", "less than or equal to 50"),
                ("outlets", "many", "a number"),
            )
        ),
        (
            "ranking: {weights: {outlet: 3}}",
            "unknown key 'outlet'; did you mean 'outlets'?",
        ),
        (
            "sections: [{id: home, title: Kenya}]",
            (
                "'home' is the section of the home country, and none is given;"
                " write newsletter: { home: AU }, or give the section another id"
            ),
        ),
        ("sections: sea", "'sections' is 'sea'; it should be a list"),
        (
            "ranking: {mute: football}",
            "'mute': write a list of words: [football, royal family]",
        ),
        (
            "ranking: {pin: ['(x']}",
            (
                "'pin': '(x' is no pattern: missing ), unterminated subpattern at"
                " position 0; put a \\ before ( ) [ ] . * + ?"
            ),
        ),
        (
            "ranking: {boost: [climate]}",
            "'boost': write words with points: {climate: 5, golf: -5}",
        ),
        (
            "ranking: {boost: {climate: lots}}",
            "'boost': write words with points: {climate: 5, golf: -5}",
        ),
        (
            "ranking: {boost: {climate: 21}}",
            "'boost': the points of 'climate' should be from -20 to 20",
        ),
        (
            "ranking: {boost: {climate: nan}}",
            "'boost': the points of 'climate' should be from -20 to 20",
        ),
        ("fetch: {max_body: 8}", "'max_body': '8' is no size; write 500 kB or 8 MB"),
        (
            "fetch: {per_host: 99}",
            "'per_host' is '99'; it should be less than or equal to 10",
        ),
        (
            "store: mysql://db/digest",
            (
                "'store': 'mysql://db/digest' is no store; write sqlite:///digest.db"
                " or postgresql+psycopg://user@host/database"
            ),
        ),
        (
            "workers: many",
            "'workers': 'many' is unknown; write local or dask://host:8786",
        ),
        (
            "workers: dask://scheduler",
            "'workers': 'dask://scheduler' is unknown; write local or dask://host:8786",
        ),
    ],
)
def test_a_wrong_line_is_answered_with_its_remedy(
    feeds_yaml: Path, line: str, remedy: str
) -> None:
    (found,) = complaints(feeds_yaml, f"{line}\n{FEEDS}")

    place, _, message = found.partition(": ")
    assert place.startswith("feeds.yaml:1:")
    assert message == remedy


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("url: http://a.example/rss", "'title' is missing; add it here"),
        ("title: A", "'url' is missing; add it here"),
        (
            "title: '', url: http://a.example/rss",
            "'title' is ''; it should be a text",
        ),
        (
            "title: A, url: http://a.example/rss, own: sometimes",
            "'own' is 'sometimes'; it should be yes or no",
        ),
        (
            "title: A, url: http://a.example/rss, weight: heavy",
            "'weight' is 'heavy'; it should be a number",
        ),
        (
            "title: A, url: http://a.example/rss, weight: 3.1",
            "'weight' is '3.1'; it should be less than or equal to 3",
        ),
        (
            "title: A, url: http://a.example/rss, full_text: maybe",
            "'full_text' is 'maybe'; it should be 'auto', 'yes' or 'no'",
        ),
        (
            "title: A, url: http://a.example/rss, section: wrold",
            (
                "'section': section 'wrold' is not listed under sections;"
                " did you mean 'world'?"
            ),
        ),
    ],
)
def test_a_wrong_feed_is_answered_with_its_remedy(
    feeds_yaml: Path, given: str, remedy: str
) -> None:
    (found,) = complaints(feeds_yaml, f"feeds:\n  - {{{given}}}\n")

    place, _, message = found.partition(": ")
    assert place.startswith("feeds.yaml:2:")
    assert message == remedy


@pytest.mark.parametrize(
    "line",
    [
        "newsletter: {language: English}",
        "newsletter: {home: Australia}",
        "sections: [{id: At Sea, title: At Sea}]",
    ],
)
def test_a_wrong_form_is_answered_in_words_and_not_with_a_pattern(
    feeds_yaml: Path, line: str
) -> None:
    (found,) = complaints(feeds_yaml, f"{line}\n{FEEDS}")

    assert "^" not in found
    assert "should match" not in found


@pytest.mark.parametrize(
    "line",
    [
        "schedule: {max_late: 99999999999999 weeks}",
        f"fetch: {{max_body: {'9' * 400} B}}",
        "store: postgresql://digest@db.example:port/digest",
        "newsletter: {url: 'http://[::1'}",
        "fetch: {allow_private: [10.1.0.5/16]}",
        "ranking: {boost: {climate: inf}}",
        "feeds: [~]",
        "feeds: [{title: A, url: http://a.example/, weight: nan}]",
    ],
)
def test_a_wild_value_is_a_complaint_and_no_crash(feeds_yaml: Path, line: str) -> None:
    feeds = "" if line.startswith("feeds") else FEEDS

    (found,) = complaints(feeds_yaml, f"{line}\n{feeds}")

    assert found.startswith("feeds.yaml:1:")


@pytest.mark.parametrize(
    "text", ["", "newsletter: {title: x}\n", "feeds:\n", "feeds: []\n"]
)
def test_a_newsletter_may_list_no_feeds_yet(feeds_yaml: Path, text: str) -> None:
    assert load(feeds_yaml, text).subscriptions == ()


def test_one_wrong_feed_is_one_complaint(feeds_yaml: Path) -> None:
    assert complaints(feeds_yaml, "feeds:\n  - {title: A}\n") == [
        "feeds.yaml:2:5: 'url' is missing; add it here"
    ]


def test_a_section_of_ones_own_may_be_named_by_a_feed(feeds_yaml: Path) -> None:
    text = (
        "sections: [{id: sea, title: At Sea}]\nfeeds:\n"
        "  - {title: A, url: http://a.example/rss, section: europe}\n"
        "  - {title: B, url: http://b.example/rss, section: sea}\n"
    )

    assert complaints(feeds_yaml, text) == [
        (
            "feeds.yaml:3:43: 'section': section 'europe' is not listed under sections;"
            " known are: auto, sea"
        )
    ]


def test_a_feed_listed_twice_is_a_complaint(feeds_yaml: Path) -> None:
    text = FEEDS + "  - {title: Again, url: http://courier.example/rss}\n"

    assert complaints(feeds_yaml, text) == [
        (
            "feeds.yaml:3:20: url 'http://courier.example/rss' is listed twice;"
            " remove one of them"
        )
    ]


def test_a_section_listed_twice_is_a_complaint(feeds_yaml: Path) -> None:
    text = "sections: [{id: sea, title: Sea}, {id: sea, title: Ocean}]\n" + FEEDS

    assert complaints(feeds_yaml, text) == [
        "feeds.yaml:1:36: id 'sea' is listed twice; remove one of them"
    ]


def test_doubles_are_told_beside_the_other_problems(feeds_yaml: Path) -> None:
    text = FEEDS + "  - {title: Again, url: http://courier.example/rss, own: hm}\n"

    assert len(complaints(feeds_yaml, text)) == 2


def test_a_key_given_twice_is_a_complaint(feeds_yaml: Path) -> None:
    assert complaints(feeds_yaml, f"workers: local\nworkers: local\n{FEEDS}") == [
        "feeds.yaml:2:1: 'workers' is given twice; keep one of them"
    ]


@pytest.mark.parametrize("spoken", ["football", "Football", "FOOTBALL!", "a football."])
def test_a_muted_word_is_a_whole_word_in_any_case(
    feeds_yaml: Path, spoken: str
) -> None:
    (mute,) = load(feeds_yaml, f"ranking: {{mute: [football]}}\n{FEEDS}").ranking.mute

    assert mute.search(spoken)
    assert not mute.search("footballers")


def test_an_alternative_in_a_pattern_is_bounded_on_both_sides(feeds_yaml: Path) -> None:
    (mute,) = load(feeds_yaml, f"ranking: {{mute: [golf|polo]}}\n{FEEDS}").ranking.mute

    assert mute.search("a polo match")
    assert not mute.search("golfers and apologies")


def test_the_shipped_newsletter_is_accepted() -> None:
    loaded = config.load(SHIPPED)

    assert loaded.newsletter.timezone == ZoneInfo("Australia/Sydney")
    assert len(loaded.feeds) > 10


def keys(shape: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in shape.model_fields.items()}


@pytest.mark.parametrize(
    ("group", "shape"),
    [
        ("newsletter", config.Newsletter),
        ("schedule", config.Schedule),
        ("edition", steering.EditionPart),
        ("ranking", steering.Ranking),
        ("fetch", config.Fetch),
    ],
)
def test_the_shipped_newsletter_shows_every_key_with_a_comment(
    group: str, shape: type[BaseModel]
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    block = text[text.index(f"\n{group}:") :].strip().partition("\n\n")[0]
    lines = {line.strip().split(":")[0]: line for line in block.splitlines()}

    shown = parse(text, "feeds.yaml").data[group]

    assert set(shown) == keys(shape)
    assert [key for key in shown if " # " not in lines[key]] == []


def test_the_shipped_newsletter_shows_every_group() -> None:
    shown = parse(SHIPPED.read_text(encoding="utf-8"), "feeds.yaml").data

    assert set(shown) == keys(config.Config)


def test_the_shipped_newsletter_explains_every_key_of_a_feed() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    above = text.partition("\nfeeds:")[0]
    comment = above[above.rindex("\n\n") :]

    assert [key for key in keys(config.FeedPart) if f"{key}:" not in comment] == []


def test_what_the_shipped_newsletter_calls_a_default_is_one(feeds_yaml: Path) -> None:
    plain = load(feeds_yaml, FEEDS)
    shipped = config.load(SHIPPED)

    examples = {"timezone": ZoneInfo("UTC"), "home": None}
    assert shipped.newsletter.model_copy(update=examples) == plain.newsletter
    assert shipped.schedule == plain.schedule
    assert shipped.edition == plain.edition
    assert shipped.sections == plain.sections
    assert shipped.ranking == plain.ranking
    assert shipped.fetch == plain.fetch
    assert (shipped.store, shipped.workers) == (plain.store, plain.workers)


def test_a_word_like_no_other_is_answered_with_the_whole_list() -> None:
    assert suggest("zzz", ["sea", "land", "sea"]) == "; known are: land, sea"


def test_where_nothing_is_known_nothing_is_suggested() -> None:
    assert suggest("zzz", []) == ""


def test_a_feed_may_want_to_know_who_asks(feeds_yaml: Path) -> None:
    auth = "auth: {user: desk, password_env: COURIER_PASSWORD}, max_body: 30 MB"
    text = f"feeds: [{{title: Courier, url: http://courier.example/rss, {auth}}}]\n"

    (feed,) = load(feeds_yaml, text).subscriptions

    assert (feed.user, feed.password_env) == ("desk", "COURIER_PASSWORD")
    assert feed.max_body == 30_000_000


def test_a_feed_is_open_to_everybody_unless_it_says_so(feeds_yaml: Path) -> None:
    (feed,) = load(feeds_yaml, FEEDS).subscriptions

    assert (feed.user, feed.password_env, feed.max_body) == (None, None, None)


def test_a_proxy_and_own_authorities_are_read(feeds_yaml: Path) -> None:
    fetch = "fetch: {proxy: http://proxy.example:3128, ca_file: our-ca.pem}\n"

    loaded = load(feeds_yaml, fetch + FEEDS).fetch

    assert (loaded.proxy, loaded.ca_file) == (
        "http://proxy.example:3128",
        Path("our-ca.pem"),
    )


@pytest.mark.parametrize(
    ("feed", "complaint"),
    [
        (
            "url: https://desk:pw@courier.example/rss",
            "'url': holds a user name; write auth: { user: …, password_env: … }",
        ),
        (
            "url: http://a.example/, auth: {user: 'a:b', password_env: X}",
            "'user': 'a:b' is no user name; it may not hold a colon",
        ),
        (
            "url: http://a.example/, auth: {user: desk, password_env: sword fish}",
            (
                "'password_env': 'sword fish' is no environment variable; write its"
                " name, such as NYT_PASSWORD (never the password)"
            ),
        ),
        (
            "url: http://a.example/, auth: {user: desk}",
            "'password_env' is missing",
        ),
        ("url: http://a.example/, max_body: 8", "'8' is no size"),
    ],
)
def test_a_login_that_cannot_be_is_told(
    feeds_yaml: Path, feed: str, complaint: str
) -> None:
    (found,) = complaints(feeds_yaml, f"feeds:\n  - {{title: Courier, {feed}}}\n")

    assert complaint in found


@pytest.mark.parametrize(
    "proxy",
    [
        "proxy.example:3128",
        "https://proxy.example:3128",
        "socks5://proxy.example:1080",
        "http://proxy.example",
        "http://desk:pw@proxy.example:3128",
        "http://proxy.example:99999",
        "http://[::1:3128",
    ],
)
def test_a_proxy_that_cannot_be_is_told(feeds_yaml: Path, proxy: str) -> None:
    (found,) = complaints(feeds_yaml, f"fetch: {{proxy: '{proxy}'}}\n{FEEDS}")

    assert f"'{proxy}' is no proxy; write http://host:port" in found


def test_countries_and_groups_count_where_the_editor_says(feeds_yaml: Path) -> None:
    text = f"regions: {{TR: europe, IL: europe, caucasus: middle-east}}\n{FEEDS}"

    assert load(feeds_yaml, text).regions == {
        "TR": "europe",
        "IL": "europe",
        "caucasus": "middle-east",
    }


def test_regions_left_out_are_those_of_the_shipped_file(feeds_yaml: Path) -> None:
    assert load(feeds_yaml, FEEDS).regions == config.load(SHIPPED).regions


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("TR: middel-east", "1:11: 'TR': 'middel-east' is no region; did you mean"),
        ("Turkey: europe", "1:11: 'Turkey': 'Turkey' is no country; write an ISO 3166"),
        ("XQ: europe", "or caucasus or central-asia"),
        ("TR: ~", "'TR' is nothing; it should be a text"),
    ],
)
def test_a_wrong_region_is_told_with_its_remedy(
    feeds_yaml: Path, typed: str, complaint: str
) -> None:
    told = complaints(feeds_yaml, f"regions: {{{typed}}}\n{FEEDS}")

    assert [complaint in line for line in told] == [True]


def feed_with(article: str) -> str:
    return (
        "feeds:\n"
        f"  - title: Courier\n    url: http://courier.example/rss\n    {article}\n"
    )


@pytest.mark.parametrize(
    ("article", "keep", "drop"),
    [
        ("article: {keep: .story}", (".story",), ()),
        ('article: {keep: ["#story", main > p]}', ("#story", "main > p"), ()),
        ("article: {drop: [.promo, aside]}", (), (".promo", "aside")),
        ("article: {keep: .story, drop: aside}", (".story",), ("aside",)),
        ("article: null", (), ()),
        ("weight: 1", (), ()),
    ],
)
def test_a_feed_may_say_where_the_article_is_on_its_pages(
    feeds_yaml: Path, article: str, keep: tuple[str, ...], drop: tuple[str, ...]
) -> None:
    (feed,) = load(feeds_yaml, feed_with(article)).subscriptions

    assert (feed.article.keep, feed.article.drop) == (keep, drop)


@pytest.mark.parametrize(
    "selector", ["'..story'", "'p['", "''", "'p:nonsense'", "'svg|rect'", "'p::text'"]
)
def test_a_selector_that_is_no_css_is_refused_with_its_place(
    feeds_yaml: Path, selector: str
) -> None:
    (complaint,) = complaints(feeds_yaml, feed_with(f"article: {{drop: [{selector}]}}"))

    assert complaint.startswith("feeds.yaml:4:")
    assert "is no CSS selector" in complaint
    assert "write one such as .story-body" in complaint


def test_a_selector_without_end_is_refused(feeds_yaml: Path) -> None:
    selector = "a " * 2_000

    (complaint,) = complaints(feeds_yaml, feed_with(f"article: {{keep: '{selector}'}}"))

    assert "too long for a CSS selector" in complaint


def test_what_parses_selectors_is_not_loaded_where_there_are_none() -> None:
    code = (
        "import sys; from digest.config import Config; Config.model_validate({'feeds':"
        " [{'title': 'Courier', 'url': 'https://courier.example/rss'}]})\n"
        "print({'cssselect', 'lxml'} & sys.modules.keys())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"


def test_a_selector_that_yaml_takes_for_a_comment_is_missed(feeds_yaml: Path) -> None:
    (complaint,) = complaints(feeds_yaml, feed_with("article:\n      keep: #story"))

    assert complaint.startswith("feeds.yaml:4:")
    assert 'in quotes: keep: "#story"' in complaint


def test_pictures_can_be_linked_only_where_they_are_published() -> None:
    with pytest.raises(ConfigError, match=r"set url, or write pictures: inline"):
        config.parse("newsletter: {pictures: linked}", "feeds.yaml")

    linked = "newsletter: {pictures: linked, url: 'https://world.example/'}"
    assert config.parse(linked, "feeds.yaml").newsletter.pictures == "linked"
