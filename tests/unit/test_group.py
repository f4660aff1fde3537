from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.grouping.group import Document, group

WORDS = "harbor strike quake vote ferry Kenya Peru Japan union dam flood court".split()
headlines = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
documents = st.lists(
    st.builds(
        Document,
        title=headlines,
        text=headlines,
        day=st.none() | st.integers(0, 9).map(float),
        language=st.sampled_from(["en", "de"]),
    ),
    max_size=9,
)

FERRY = (
    Document(
        title="Ferry sinks off Cebu with 90 aboard",
        text="A ferry with 90 people aboard sank in rough seas off the Philippine"
        " island of Cebu before dawn, the coast guard said.",
        day=100.2,
    ),
    Document(
        title="Divers search sunken Cebu ferry",
        text="Divers reached the wreck of the ferry that sank off Cebu a day ago and"
        " brought up eleven bodies, the Philippine coast guard said.",
        day=101.3,
    ),
    Document(
        title="Captain of sunken Cebu ferry held",
        text="Police detained the captain of the ferry that sank off Cebu, as the"
        " Philippine coast guard called off the search for survivors.",
        day=102.4,
    ),
)
DOCKERS = (
    Document(
        title="Dockers strike in Mombasa over pay",
        text="Some 3,800 dock workers at the Kenyan port of Mombasa put down tools on"
        " Monday and asked for nine percent more pay.",
        day=100.0,
    ),
    Document(
        title="Mombasa port shut as dockers walk out over pay",
        text="The Kenyan port of Mombasa stood still after dock workers walked out in"
        " a row over pay; forty ships wait outside the harbor.",
        day=100.3,
    ),
)
TEACHERS = (
    Document(
        title="Kenyan teachers strike, schools stay closed",
        text="Classrooms across Kenya were empty as teachers began a strike against"
        " new contracts, their unions and the education ministry said.",
        day=100.1,
    ),
    Document(
        title="Schools closed in Kenya as teachers reject contracts",
        text="Teachers refused to return to classrooms in Kenya until the education"
        " ministry withdraws new contracts, and schools were closed.",
        day=100.4,
    ),
)
PERU = (
    Document(
        title="Strong earthquake shakes southern Peru",
        text="A magnitude 6.8 earthquake struck near Arequipa before dawn, toppling"
        " walls and cutting off power, officials in Lima said.",
        day=100.0,
    ),
    Document(
        title="Earthquake topples walls in Arequipa",
        text="Rescuers in Arequipa dug through toppled walls after the earthquake that"
        " struck southern Peru and cut off power in the city.",
        day=100.5,
    ),
)
JAPAN = (
    Document(
        title="Strong earthquake shakes northern Japan",
        text="A magnitude 6.6 earthquake struck near Sendai before dawn, halting"
        " trains and cutting off power, officials in Tokyo said.",
        day=100.0,
    ),
    Document(
        title="Trains halted after earthquake near Sendai",
        text="Trains in northern Japan stood still for hours after an earthquake that"
        " struck near Sendai halted every line along the coast.",
        day=100.6,
    ),
)
TIED = (
    Document(title="harbor vote ferry dam", text=""),
    Document(title="harbor quake union flood", text=""),
    Document(title="quake court storm mine", text=""),
)


def _told(given_documents: Sequence[Document]) -> Counter[tuple[Document, ...]]:
    return Counter(
        tuple(sorted((given_documents[i] for i in numbers), key=repr))
        for numbers in group(given_documents)
    )


@given(documents)
@settings(max_examples=40, deadline=None)
def test_every_document_is_in_exactly_one_group(
    given_documents: list[Document],
) -> None:
    groups = group(given_documents)

    numbers = sorted(number for members in groups for number in members)
    assert numbers == list(range(len(given_documents)))
    assert all(groups)


@given(documents.flatmap(lambda ds: st.tuples(st.just(ds), st.permutations(ds))))
@example((list(TIED), list(reversed(TIED))))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_documents_does_not_matter(
    two_orders: tuple[list[Document], list[Document]],
) -> None:
    one, other = two_orders

    assert _told(one) == _told(other)


@given(documents)
@settings(max_examples=40, deadline=None)
def test_no_group_holds_two_languages(given_documents: list[Document]) -> None:
    spoken = [
        {given_documents[number].language for number in members}
        for members in group(given_documents)
    ]

    assert all(len(languages) == 1 for languages in spoken)


def test_the_same_words_in_two_languages_are_two_stories() -> None:
    german = replace(FERRY[0], language="de")

    assert group([FERRY[0], german]) == ((0,), (1,))


def test_no_documents_are_no_groups() -> None:
    assert group([]) == ()


def test_documents_without_a_telling_word_stay_alone() -> None:
    empty = Document(title="", text="")

    assert group([empty, empty, Document(title="The and of", text="")]) == (
        (0,),
        (1,),
        (2,),
    )


def test_a_story_told_twice_is_one_story() -> None:
    assert group(DOCKERS) == ((0, 1),)


def test_a_story_that_moves_over_three_days_is_one_story() -> None:
    assert group([*FERRY, *DOCKERS]) == ((0, 1, 2), (3, 4))


def test_two_strikes_in_one_country_stay_apart() -> None:
    assert group([*DOCKERS, *TEACHERS]) == ((0, 1), (2, 3))


def test_two_quakes_in_two_countries_stay_apart() -> None:
    assert group([*PERU, *JAPAN]) == ((0, 1), (2, 3))


def test_a_headline_alike_in_two_countries_is_two_stories() -> None:
    peru = Document(
        title="Ferry sinks off Peru",
        text="Crews from Callao searched for twelve people after a wooden ferry sank on"
        " its way to market, and a priest held a vigil on the quay.",
    )
    japan = Document(
        title="Ferry sinks off Japan",
        text="Divers near Nagasaki looked for a captain and thirty tourists who were"
        " aboard when a modern ferry went down at night.",
    )

    assert group([peru, japan]) == ((0,), (1,))


def test_an_event_that_returns_after_weeks_is_another_story() -> None:
    again = replace(DOCKERS[1], day=140.0)

    assert group([DOCKERS[0], again]) == ((0,), (1,))


def test_undated_documents_join_the_story_they_tell() -> None:
    undated = replace(FERRY[1], day=None)

    assert group([FERRY[0], undated, FERRY[2], *DOCKERS]) == ((0, 1, 2), (3, 4))


def test_documents_that_are_all_undated_are_grouped_by_their_words() -> None:
    undated = [replace(document, day=None) for document in (*DOCKERS, *TEACHERS)]

    assert group(undated) == ((0, 1), (2, 3))


def test_what_stands_far_down_joins_nothing() -> None:
    silent = " ".join(["the", "of", "and"] * 100)
    tail = "dockers harbor cranes wages union picket grain ships fuel"
    one = Document(title="alpha", text=f"{silent} {tail}")
    other = Document(title="beta", text=f"{silent} {tail}")

    assert group([one, other]) == ((0,), (1,))


def test_the_title_tells_more_than_the_text() -> None:
    common = "Dam bursts at Kalewa"
    flight = "Hundreds fled to higher ground at night"
    boats = "Rescue boats came from villages downriver"
    titled = [Document(title=common, text=text) for text in (flight, boats)]
    texted = [Document(title=title, text=common) for title in (flight, boats)]

    assert (0, 1) in group([*titled, *DOCKERS, *TEACHERS])
    assert (0, 1) not in group([*texted, *DOCKERS, *TEACHERS])


def test_undated_documents_need_not_be_very_much_alike() -> None:
    undated = [replace(document, day=None) for document in PERU]

    assert group(undated) == ((0, 1),)
