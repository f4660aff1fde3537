import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.addresses import comparison_key, link, published
from digest.collect.items import web_address

PAGE = "https://courier.example/world/dockers-end-strike-in-mombasa"
NUMBERED = "https://courier.example/article.php?id=48213"

hosts = st.sampled_from(["courier.example", "www.courier.example", "m.herald.example"])
words = st.text("abcdefghijklmnop0123456789-_.%é", min_size=1, max_size=12)
paths = st.lists(words, max_size=4).map(lambda parts: "".join(f"/{p}" for p in parts))
names = st.sampled_from("id p q page story_id ref v".split()) | words
values = st.text("abc0123456789-._%é", max_size=8)
pairs = st.lists(st.tuples(names, values).map("=".join), max_size=4)
queries = pairs.map("&".join).map(lambda query: f"?{query}" if query else "")
web_addresses = st.builds("https://{}{}{}".format, hosts, paths, queries)
tags = st.sampled_from(
    """utm_source=rss UTM_Medium=feed fbclid=IwAR0x gclid=Cj0K at_medium=RSS xtor=RSS-1
    ns_campaign=bulletin mc_cid=0f3a _ga=2.1 s_cid=tw ocid=feed""".split()
)


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/world/dockers-end-strike-in-mombasa",
        "HTTPS://www.Courier.Example/world/dockers-end-strike-in-mombasa/",
        "//m.courier.example/world/dockers-end-strike-in-mombasa",
        "https://mobile.courier.example//world//dockers-end-strike-in-mombasa",
        "https://www.courier.example:443/world/dockers-end-strike-in-mombasa",
        "http://courier.example.:80/world/dockers-end-strike-in-mombasa",
        f" {PAGE}#comments\n",
        f"{PAGE}?",
        f"{PAGE}/amp/",
        f"{PAGE}/amp.html",
        f"{PAGE}.amp",
        f"{PAGE}?outputType=amp",
        f"{PAGE}/amp?amp=1",
        "https://amp.courier.example/world/dockers-end-strike-in-mombasa",
        "https://courier.example/amp/world/dockers-end-strike-in-mombasa",
        f"https://www.google.com/amp/s/{PAGE[8:]}/amp/",
        f"https://courier-example.cdn.ampproject.org/c/s/{PAGE[8:]}?usqp=mq331",
        f"{PAGE}?utm_source=rss&utm_medium=feed",
        f"{PAGE}?at_medium=RSS&at_campaign=KARANGA",
        f"{PAGE}?ref=home&traffic_source=rss&xtor=RSS-3208",
        f"{PAGE}?never_seen_before=3f9a&x=1",
        f"{PAGE}?page=2",
    ],
)
def test_one_page_has_one_key_however_it_is_tagged(other: str) -> None:
    assert comparison_key(other) == comparison_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        f"{NUMBERED}&utm_source=rss",
        f"{NUMBERED}&amp;utm_source=rss",
        f"{NUMBERED}&&",
        "https://www.courier.example/article.php?CMP=share_btn&id=48213",
        "https://www.courier.example/article.php?id=48213&source=rss#top",
    ],
)
def test_a_page_named_by_its_number_has_one_key(other: str) -> None:
    assert comparison_key(other) == comparison_key(NUMBERED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, f"{PAGE}-at-last"),
        (PAGE, PAGE.replace("courier", "herald")),
        (PAGE, PAGE.replace("courier", "news.courier")),
        (PAGE, PAGE.replace(".example", ".example:8080")),
        (f"{PAGE}?article_id=48213", f"{PAGE}?article_id=48214"),
        (NUMBERED, "https://courier.example/article.php?id=48214"),
        ("https://courier.example/world", "https://courier.example/world?page=2"),
        ("https://courier.example/search?q=peru", "https://courier.example/search?q=x"),
        (
            "https://courier.example/48213/all?page=1",
            "https://courier.example/48213/all",
        ),
        ("https://courier.example/?48213", "https://courier.example/?48214"),
        ("https://courier.example/?p=7", "https://courier.example/?p=8"),
        ("https://courier.example/Ab1", "https://courier.example/aB1"),
        ("https://m.example/a", "https://www.example/a"),
        ("https://courier.example/camp", "https://courier.example/c"),
        ("https://courier.example/amp.au", "https://courier.example.au"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


@pytest.mark.parametrize(
    "path",
    [
        "/world/dockers-end-strike-in-mombasa",
        "/news/48213",
        "/news/world-48213",
        "/48213/dockers-strike",
        "/news/c8x2k3v9lo1o",
        "/2026/11/18/dockers",
        "/world/2026/nov/18/dockers",
        "/2026-11-18/dockers",
    ],
)
def test_where_the_path_names_the_article_only_long_ids_count(path: str) -> None:
    address = f"https://courier.example{path}"

    assert comparison_key(f"{address}?x=y&id=12&q=peru") == comparison_key(address)
    assert comparison_key(f"{address}?id=1234") != comparison_key(address)


def test_parameters_count_in_any_order() -> None:
    one = comparison_key("https://courier.example/list?year=2026&place=peru")
    other = comparison_key("https://courier.example/list?place=peru&year=2026")

    assert one == other


def test_a_letter_and_its_escape_are_the_same() -> None:
    spelled = ["/caf%C3%A9?q=%C3%BC", "/caf%c3%a9?q=%c3%bc", "/café?q=ü"]

    keys = {comparison_key(f"https://courier.example{one}") for one in spelled}

    assert len(keys) == 1


@pytest.mark.parametrize("text", ["", "mailto:desk@courier.example", "a b", "/world"])
def test_what_is_no_web_address_is_its_own_key(text: str) -> None:
    assert comparison_key(f" {text}\n") == text


@given(web_addresses)
def test_a_key_is_its_own_key(address: str) -> None:
    key = comparison_key(address)

    assert comparison_key(key) == key


@given(web_addresses, st.lists(tags, min_size=1, max_size=3))
def test_tags_change_no_key(address: str, added: list[str]) -> None:
    mark = "&" if "?" in address else "?"

    tagged = f"{address}{mark}{'&'.join(added)}"

    assert comparison_key(tagged) == comparison_key(address)
    assert comparison_key(published(tagged)) == comparison_key(tagged)


@given(st.text() | st.text("htps:/?#[]@&=%.amp\ud800\x00é ", max_size=40))
@example("https://[")
@example("//\ud800/?\ud800=\ud800")
@example("https://courier.example/\x00")
@example("https://www.google.com/amp/s/" * 2_000)
@example("https://courier.example" + "/amp" * 20_000 + "/x")
@example("https://courier.example/" + "a" * 100_000 + "?x=1")
@example("https://courier.example/48213/" + "-" * 100_000 + "/?x=1")
@example("https://courier.example" + "/2026-11-a" * 10_000 + "?x=1")
def test_any_text_has_a_key_and_can_be_published(text: str) -> None:
    comparison_key(text)
    published(text)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        (f"{PAGE}?utm_source=rss&utm_medium=feed", PAGE),
        (f"{PAGE}?at_medium=RSS#more", f"{PAGE}#more"),
        (f"{PAGE}?b=%7e&UTM_SOURCE=x&a=1", f"{PAGE}?b=%7e&a=1"),
        (f"{PAGE}?a=1&amp;utm_source=rss", f"{PAGE}?a=1"),
        (f"{PAGE}?&fbclid=IwAR0x&", f"{PAGE}?&"),
        (f"{NUMBERED}&gclid=Cj0K", NUMBERED),
    ],
)
def test_known_trackers_are_not_printed(address: str, printed: str) -> None:
    assert published(address) == printed


@pytest.mark.parametrize(
    "address",
    [
        f"{PAGE}/?ref=home&source=app&id=5&&x",
        f"{PAGE}#?utm_source=rss",
        f"{PAGE}?q=utm_source=rss&smidgen=2",
        f"http://WWW.{PAGE[8:]}:80/?",
        "",
    ],
)
def test_an_address_without_known_trackers_is_printed_as_it_is(address: str) -> None:
    assert published(address) is address


@given(web_addresses)
def test_publishing_again_changes_nothing(address: str) -> None:
    once = published(address)

    assert published(once) is once


STARTS = ["http://a.example/", "HTTPS://A.example", "//b.example/", "", "mailto:"]


@given(st.sampled_from(STARTS), st.text(max_size=20))
def test_every_address_that_a_feed_gives_may_be_linked_to(start: str, end: str) -> None:
    address = web_address(start + end, "https://base.example/")

    assert address is None or link(published(address))


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "http://a b.example/", "http://[", "x", "mailto:x", ""],
)
def test_no_other_address_may_be_linked_to(text: str) -> None:
    with pytest.raises(ValueError, match="is no address to link to"):
        link(text)
