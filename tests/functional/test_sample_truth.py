"""The truth of the sample week: which story each entry tells, and what is cut by what.

Written from the outlets' feeds, not from what Digest makes of them. An entry is named
by the last part of its address, which no other of the week has.
"""

import re
from pathlib import Path

import pytest

from digest import edition_file
from digest.edition_file.shape import StoryLine, WeekPart
from digest.resources import sample_folder

SITE = sample_folder() / "site"

PRINTED = {
    "a quake over three days": (
        "earthquake-arequipa-camana",
        "arequipa-earthquake",
        "peru-quake-camana-tsunami-warning",
        "peru-earthquake-toll",
        "peru-earthquake-ocona-valley",
        "matarani-port-highway-reopen",
    ),
    "a cyclone whose toll rises": (
        "cyclone-varuni-odisha-power-cuts",
        "cyclone-varuni-kills-six-india-p6k2m1",
        "cyclone-varuni-odisha-gopalpur-landfall-118734",
        "cyclone-varuni-toll-paddy-losses-118866",
    ),
    "the Bank of Japan's rate": (
        "bank-of-japan-rate-rise-p6k3h9",
        "bank-of-japan-lifts-rate-highest-since-1995",
        "bank-of-japan-key-rate-118990",
    ),
    "a strike of dockers in Kenya": (
        "mombasa-dockers-strike-port-berths-lease",
        "mombasa-dockers-strike-second-day",
    ),
    "a strike of doctors in Kenya": (
        "kenya-doctors-end-strike-arrears-deal",
        "kenya-doctors-return-strike-ends",
    ),
    "a ruling on a creek in Nigeria": (
        "court-orders-delmar-pay-okoroba-residents",
        "nigeria-court-okoroba-creek-payout",
        "nigeria-okoroba-creek-ruling",
    ),
    "the EU's grid fund": (
        "eu-grid-fund-brussels",
        "eu-grid-fund-brussels-night",
        "eu-power-line-fund",
    ),
    "a vote of confidence in Poland": (
        "poland-confidence-vote",
        "poland-coalition-confidence-vote",
    ),
    "a swap of prisoners in Yemen": (
        "yemen-rivals-agree-to-swap-340-prisoners",
        "yemen-prisoner-swap-muscat",
        "yemen-340-prisoners-exchange-oman",
    ),
    "solar power for oil": (
        "jordan-iraq-solar-oil-pact",
        "jordan-iraq-solar-crude-pact",
    ),
    "Suriname's oil fund": (
        "suriname-oil-savings-fund-p6k1v3",
        "suriname-oil-fund-law",
        "suriname-oil-savings-fund",
    ),
    "clearing in the Amazon": ("brazil-amazon-clearing-third-year",),
    "a contract for Canada's ports": ("canada-port-workers-contract",),
    "Ghana's cocoa price": ("ghana-raises-cocoa-price-curb-smuggling",),
    "salt water in the Mekong Delta": ("mekong-delta-salt-water-rice-fields-early",),
    "a village at Saqqara": ("saqqara-workers-village",),
}
CUT = {
    "home": {
        "a law in Canberra": "senate-passes-platform-duty-of-care-p6k4d7",
        "water of the Murray": "murray-darling-water-buyback-p6k2w5",
    },
    "language": {
        "mud in Hamburg": "schlickdeponie-niedersachsen-einigung",
        "the grid fund, in German": "eu-stromnetzfonds-bruessel-einigung",
        "shells in the Baltic": "luebecker-bucht-munition-bergung",
        "pensions": "bundestag-rentenpaket-beschlossen",
    },
    "outlet": {
        "a volcano in Iceland": "grindavik-eruption-iceland",
    },
    "section": {
        "power in Zambia": "zambia-lake-kariba-power-cuts-eased",
        "gas of Senegal": "senegal-first-gas-year-revenue",
        "a metro in Bogotá": "bogota-metro-test-train",
        "drought in Mexico": "mexico-monterrey-water",
        "lithium in Chile": "chile-lithium-brine-ruling",
        "coffee in Ethiopia": "ethiopia-coffee-auction-reform",
    },
    "no-sentence": {
        "a quay in Benin": "benin-cotonou-port-container-quay",
    },
    "edition": {
        "kakapos": "kakapo-numbers-pass-300-p6k0t4",
        "a pipeline, dated 2027": "hydrogen-pipeline-rotterdam-duisburg",
        "a board in Lebanon": "parliament-central-bank-board",
        "freight in Saudi Arabia": "riyadh-dammam-freight-line",
        "a ferry without a date": "padma-ferry-mawa-rescue-118902",
        "a ship in Korea": "geoje-ammonia-carrier-launch",
        "power of Nepal": "nepal-winter-power-118420",
        "sugar in Fiji": "fiji-sugar-mill-rakiraki-p6k1c8",
        "short lets in Lisbon": "lisbon-short-lets-cap",
    },
}
ALONE = {
    name: (cut, entry) for cut, told in CUT.items() for name, entry in told.items()
}
WIRE = {"a swap of prisoners in Yemen", "Suriname's oil fund"}
NO_REPORT = {
    "opinion": "europe-grid-fund",
    "live": "peru-earthquake",
    "pictures": "koura-olive-harvest",
}


@pytest.fixture(scope="module")
def week(edition_folder: Path) -> WeekPart:
    return edition_file.read_week(edition_folder)


def named(url: str) -> str:
    return url.rpartition("/")[2]


def story_of(week: WeekPart, name: str) -> StoryLine:
    [story] = [
        line
        for line in (*week.stories, *week.others)
        if name in {named(entry.url) for entry in line.entries}
    ]
    return story


def copies_in(week: WeekPart, name: str) -> dict[str, str]:
    """Return which outlet's article of a story repeats which outlet's."""
    ids = [entry.id for entry in story_of(week, PRINTED[name][0]).entries]
    articles = [week.articles[i] for i in ids]
    return {
        one.outlet: week.articles[one.copy_of].outlet for one in articles if one.copy_of
    }


def test_every_entry_of_the_feeds_is_accounted_for(week: WeekPart) -> None:
    told = [e.url for s in (*week.stories, *week.others) for e in s.entries]
    found = sorted(map(named, [*told, *(entry.url for entry in week.left_out)]))
    known = [
        *(name for names in PRINTED.values() for name in names),
        *(name for _, name in ALONE.values()),
        *NO_REPORT.values(),
    ]

    assert found == sorted(known)
    assert len(found) == items_in_the_feeds() == 64


def items_in_the_feeds() -> int:
    feeds = [
        file
        for file in SITE.rglob("*")
        if file.is_file() and file.suffix not in (".html", ".jpg", ".png")
    ]
    item = re.compile(r'<item[ >]|<entry>|"date_published"')
    return sum(len(item.findall(feed.read_text(encoding="utf-8"))) for feed in feeds)


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_story_holds_its_entries_and_no_other(
    week: WeekPart, name: str
) -> None:
    story = story_of(week, PRINTED[name][0])

    assert {named(entry.url) for entry in story.entries} == set(PRINTED[name])
    assert story.cut == "in"


@pytest.mark.parametrize("name", ALONE)
def test_a_story_of_one_entry_is_cut_by_what_it_should_be(
    week: WeekPart, name: str
) -> None:
    cut, entry = ALONE[name]

    story = story_of(week, entry)

    assert (len(story.entries), story.cut, story.section) == (1, cut, None)


@pytest.mark.parametrize("kind", NO_REPORT)
def test_what_is_no_report_is_in_no_story_and_says_what_it_is(
    week: WeekPart, kind: str
) -> None:
    [entry] = [e for e in week.left_out if named(e.url) == NO_REPORT[kind]]

    assert (entry.cut, entry.why) == ("kind", f"no report: {kind}")


def test_the_live_blog_on_the_quake_is_no_part_of_its_story(week: WeekPart) -> None:
    quake = story_of(week, PRINTED["a quake over three days"][0])

    assert NO_REPORT["live"] not in {named(entry.url) for entry in quake.entries}


def test_the_quake_is_told_by_its_newest_toll(week: WeekPart) -> None:
    quake = story_of(week, PRINTED["a quake over three days"][0])
    [full] = [story for story in week.stories if story.id == quake.id]

    assert quake.reasons["days"] == 6.0
    assert full.brief
    assert "toll reaches 31" in full.brief.headline


def test_the_cyclone_is_told_by_its_newest_toll_though_its_page_is_gone(
    week: WeekPart,
) -> None:
    cyclone = story_of(week, PRINTED["a cyclone whose toll rises"][0])
    [full] = [story for story in week.stories if story.id == cyclone.id]

    assert full.brief
    assert "toll rises to eight" in full.brief.headline
    told = " ".join(bullet.text for bullet in full.brief.bullets)
    assert "six people" not in told


def test_no_figures_of_the_week_disagree(week: WeekPart) -> None:
    assert not [s.brief.check for s in week.stories if s.brief and s.brief.check]


def test_the_wire_copies_on_yemen_repeat_the_first_of_them(week: WeekPart) -> None:
    assert copies_in(week, "a swap of prisoners in Yemen") == {
        "Levant Observer": "Straits Dispatch",
        "Savanna Times": "Straits Dispatch",
    }


def test_the_wire_copies_on_suriname_repeat_the_first_of_them(week: WeekPart) -> None:
    assert copies_in(week, "Suriname's oil fund") == {
        "Potomac Journal": "Tasman Herald",
        "Andes Tribune": "Tasman Herald",
    }


@pytest.mark.parametrize("name", sorted(PRINTED.keys() - WIRE))
def test_reports_in_their_own_words_are_no_copies(week: WeekPart, name: str) -> None:
    assert copies_in(week, name) == {}


def test_a_wire_story_of_three_outlets_weighs_less_than_an_own_one(
    week: WeekPart,
) -> None:
    wire = story_of(week, PRINTED["a swap of prisoners in Yemen"][0])
    own = story_of(week, PRINTED["the Bank of Japan's rate"][0])

    assert (wire.reasons["outlets"], wire.reasons["copies"]) == (20.0, -6.21)
    assert own.reasons["outlets"] == 20.0
    assert "copies" not in own.reasons


@pytest.mark.parametrize("name", ["a pipeline, dated 2027", "a ferry without a date"])
def test_a_wild_or_missing_date_is_first_sight(week: WeekPart, name: str) -> None:
    [entry] = story_of(week, ALONE[name][1]).entries

    assert entry.published == week.window.end


def test_the_grid_fund_in_german_is_a_story_of_its_own(week: WeekPart) -> None:
    english = story_of(week, PRINTED["the EU's grid fund"][0])
    german = story_of(week, ALONE["the grid fund, in German"][1])

    assert english.id != german.id


def test_the_damaged_feed_gives_all_its_stories(week: WeekPart) -> None:
    ledger = [
        entry.url
        for story in (*week.stories, *week.others)
        for entry in story.entries
        if entry.outlet == "Lagos Ledger"
    ]

    assert len(ledger) == 5


def test_a_page_that_is_not_there_leaves_the_feeds_words(week: WeekPart) -> None:
    [entry] = story_of(week, ALONE["a metro in Bogotá"][1]).entries

    article = week.articles[entry.id]

    assert (article.origin, article.shortfall) == ("feed", "the page answers 404")
    assert story_of(week, ALONE["a metro in Bogotá"][1]).reasons["stub"] == -8.0


def test_a_feed_that_carries_the_whole_text_needs_no_page(week: WeekPart) -> None:
    [entry] = story_of(week, ALONE["power in Zambia"][1]).entries

    article = week.articles[entry.id]

    assert (article.origin, article.shortfall) == ("feed", None)
    assert len(article.sentences) > 20
