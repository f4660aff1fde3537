import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.compose.briefs.amounts import amounts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8 people", 8),
        ("eight people", 8),
        ("twenty-one people", 21),
        ("two hundred and six people", 206),
        ("six hundred thousand and one", 600_001),
        ("a hundred people", 100),
        ("3,800 dock workers", 3800),
        ("a 6.1-magnitude quake", 6.1),
        ("$3bn", 3e9),
        ("$2.8 billion", 2.8e9),
        ("$290m", 2.9e8),
        ("12m deep", 12),
        ("€48bn", 4.8e10),
        ("1.1 million residents", 1.1e6),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text: str, value: float) -> None:
    (found,) = amounts(text)

    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("at least eight", (8, 12), (7, 31)),
        ("more than 3,000", (3000, 3400), (2950, 9000)),
        ("about 200", (185, 214), (170, 240)),
        ("nearly 3,000", (2950, 3000), (2500, 3100)),
        ("up to 50", (40, 50), (51, 10)),
        ("dozens", (24, 60), (12, 200)),
        ("a dozen", (12, 12), (11, 13)),
        ("20 to 30", (20, 30), (19, 31)),
        ("20-30", (20, 30), (19, 31)),
        ("between five and nine", (5, 9), (4, 10)),
    ],
)
def test_words_beside_a_number_say_how_exact_it_is(
    text: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    (found,) = amounts(text)

    assert all(found.least <= number <= found.most for number in inside)
    assert not any(found.least <= number <= found.most for number in outside)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 1.0 to 1.25 per cent", [1.0, 1.25]),
        ("seven and eight", [7, 8]),
        ("38 votes to 12", [38, 12]),
        ("None of the stones", []),
        ("at 5.30am", []),
        ("won in often", []),
    ],
)
def test_what_is_no_range_or_no_number_is_none(text: str, values: list[float]) -> None:
    assert [found.value for found in amounts(text)] == values


@given(st.text(alphabet="0123456789.,-–$€ atofnhuredmilb", max_size=60))
def test_amounts_stand_in_their_text_in_order_and_apart(text: str) -> None:
    found = amounts(text)

    ends = [edge for amount in found for edge in (amount.start, amount.end)]
    assert ends == sorted(ends)
    assert all(amount.least <= amount.most for amount in found)
    assert not ends or ends[-1] <= len(text)
