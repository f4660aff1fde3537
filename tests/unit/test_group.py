from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.compose.group import Document, group, terms

Told = Counter[tuple[Document, ...]]

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


def _told(given_documents: list[Document]) -> Told:
    return Counter(
        tuple(sorted((given_documents[i] for i in numbers), key=repr))
        for numbers in group(given_documents)
    )


@given(documents)
@settings(max_examples=60, deadline=None)
def test_every_document_is_in_exactly_one_group(given_documents: list[Document]):
    groups = group(given_documents)

    numbers = sorted(number for members in groups for number in members)
    assert numbers == list(range(len(given_documents)))
    assert all(groups)


@given(documents, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_documents_does_not_matter(given_documents, random) -> None:
    shuffled = random.sample(given_documents, len(given_documents))

    assert _told(shuffled) == _told(given_documents)


@given(documents)
@settings(max_examples=60, deadline=None)
def test_no_group_holds_two_languages(given_documents: list[Document]) -> None:
    spoken = [
        {given_documents[number].language for number in members}
        for members in group(given_documents)
    ]

    assert all(len(languages) == 1 for languages in spoken)


