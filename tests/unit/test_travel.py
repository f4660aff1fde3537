import copy
import pickle

from builders import make_entry, make_sighting


def test_an_entry_comes_out_of_a_pickle_as_it_went_in() -> None:
    entry = make_entry(authors=("Ann Lee",), published=None)

    assert pickle.loads(pickle.dumps(entry)) == entry
    assert copy.deepcopy(entry) == entry


def test_a_pickle_does_not_name_the_fields_of_every_value() -> None:
    many = pickle.dumps([make_sighting(make_entry(id=f"a-{n}")) for n in range(50)])

    assert b"first_seen" not in many
    assert many.count(b"Entry") == 1
