"""Summarizers of third parties, as they are when they are installed."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from plug_in import Install

from digest.compose.summarizers import named
from digest.compose.summarizers.foreign import Steady
from digest.errors import SummarizerError
from digest.methods import BUILT_IN, DEFAULT

TOLD = ("Ferries sank off Cebu.", "Grain rots in Mombasa.", "A court met in Lima.")
LAST = """
    def rate(sentences, language):
        return range(len(sentences))
"""


def _failing(body: str) -> str:
    return f"def rate(sentences, language):\n    {body}\n"


def test_a_package_adds_a_method_by_an_entry_point(installed: Install) -> None:
    installed("acme-ratings", LAST, last="rate")

    assert named("last")(TOLD, "en") == (0, 1, 2)


def test_an_array_of_numpy_is_as_good_as_a_tuple(installed: Install) -> None:
    code = "import numpy\ndef rate(said, language): return numpy.float32([1, 2, 3])"
    installed("acme-ratings", code, array="rate")

    assert named("array")(TOLD, "en") == (1, 2, 3)


def test_a_class_whose_objects_are_called_is_a_method_too(installed: Install) -> None:
    code = """
        class Last:
            def __call__(self, sentences, language):
                return range(len(sentences))

        last = Last()
    """
    installed("acme-ratings", code, last="last")

    assert named("last")(TOLD, "en") == (0, 1, 2)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_method_that_is_built_in_cannot_be_replaced(
    installed: Install, name: str
) -> None:
    before = named(name)(TOLD, "en")
    installed("acme-ratings", LAST, **{name: "rate"})

    assert named(name)(TOLD, "en") == before


def test_of_two_packages_with_one_name_the_first_by_its_own_is_taken(
    installed: Install,
) -> None:
    installed("zebra", LAST, last="rate")
    installed("acme", _failing("return [9] * len(sentences)"), last="rate")

    assert named("last")(TOLD, "en") == (9, 9, 9)


def test_a_wrong_name_hears_of_what_is_installed(installed: Install) -> None:
    installed("acme-ratings", LAST, newest="rate")

    with pytest.raises(SummarizerError, match="did you mean 'newest'"):
        named("newst")


WRONG = [
    ("raise ValueError('no model')", "ValueError: no model"),
    ("raise SystemExit", "SystemExit"),
    ("return [1] * (len(sentences) - 1)", "2 ratings for 3 sentences"),
    ("return [1] * (len(sentences) + 1)", "more ratings for 3 sentences"),
    ("return iter(int, 1)", "more ratings for 3 sentences"),
    ("return [float('nan')] * len(sentences)", "nan is no finite number"),
    ("return [float('inf')] * len(sentences)", "inf is no finite number"),
    ("return '123'", "'1' is no finite number"),
    ("return [None] * len(sentences)", "None is no finite number"),
    ("return None", "TypeError: 'NoneType' object is not iterable"),
    ("return 10 ** 400,", "1 ratings for 3 sentences"),
    ("return [10 ** 400] * 3", "is no finite number"),
    ("sentences.clear()", "AttributeError: 'tuple' object"),
]


@pytest.mark.parametrize(("body", "what"), WRONG)
def test_a_plug_in_that_does_not_rate_is_named_with_its_package(
    installed: Install, body: str, what: str
) -> None:
    installed("acme-ratings", _failing(body), odd="rate")
    rate = named("odd")
    who = "summarizer 'odd' of acme-ratings 1.2 (acme_ratings:rate) failed"

    with pytest.raises(SummarizerError, match=re.escape(who)) as told:
        rate(TOLD, "en")

    assert what in str(told.value)
    assert str(told.value).endswith("choose another method")


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such"),
        ("other = 1", "AttributeError: "),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def rate(:", "SyntaxError: "),
        ("rate = 1", "is no function"),
    ],
)
def test_a_plug_in_that_cannot_be_loaded_is_named_with_its_package(
    installed: Install, code: str, what: str
) -> None:
    installed("acme-ratings", code, odd="rate")

    with pytest.raises(SummarizerError, match=r"'odd' of acme-ratings 1\.2") as told:
        named("odd")

    assert what in str(told.value)
    assert "\n" not in str(told.value)


def test_where_a_plug_in_fails_the_default_rates_and_it_is_remarked(
    installed: Install,
) -> None:
    body = "return [1 / (len(sentences) - 3)] * len(sentences)"
    installed("acme-ratings", _failing(body), odd="rate")
    steady = Steady("odd")

    well, failed = steady(TOLD[:2], "en"), steady(TOLD, "en")

    assert list(well) == [-1, -1]
    assert failed == named(DEFAULT)(TOLD, "en")
    assert len(steady.remarks) == 1
    assert "'odd' of acme-ratings 1.2" in steady.remarks[0]
    assert "method 'digest' rated in its place" in steady.remarks[0]


def test_where_a_plug_in_cannot_be_loaded_the_default_rates_and_it_is_remarked(
    installed: Install,
) -> None:
    installed("acme-ratings", "import no_such_module", odd="rate")
    steady = Steady("odd")

    assert steady(TOLD, "en") == named(DEFAULT)(TOLD, "en")
    assert "cannot be loaded" in steady.remarks[0]


def test_of_a_method_that_does_not_fail_there_is_nothing_to_remark() -> None:
    steady = Steady("lead")

    assert steady(TOLD, "en") == (0, -1, -2)
    assert steady.remarks == ()


ROOT = Path(__file__).resolve().parent.parent.parent
HOW_TO = ROOT / "docs" / "how-to" / "write-a-summarizer.md"


def test_the_example_in_the_docs_works(installed: Install) -> None:
    text = HOW_TO.read_text("utf-8")
    parts = re.findall(r"^```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    project, code = tomllib.loads(parts[0])["project"], parts[1]
    [(name, value)] = project["entry-points"]["digest.summarizers"].items()
    module, _, function = value.partition(":")
    assert module == project["name"].replace("-", "_")

    installed(project["name"], code, **{name: function})
    rated = named(name)(("Ferries sank.", "In all 31 people drowned."), "en")

    assert rated == (0.5, 0.75)
    assert len(code.splitlines()) <= 15


@pytest.mark.parametrize("page", [HOW_TO, ROOT / "feeds.yaml"])
@pytest.mark.parametrize("method", BUILT_IN)
def test_the_docs_name_every_method_that_is_built_in(page: Path, method: str) -> None:
    assert re.search(rf"\b{method}\b", page.read_text("utf-8"))


def test_neither_sumy_nor_packages_are_looked_at_to_say_the_version() -> None:
    code = (
        "import sys; sys.argv = ['digest', '--version']\n"
        "from digest.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'sumy', 'nltk', 'numpy', 'importlib.metadata', 'pydantic'}"
        " & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[1] == "[]"
