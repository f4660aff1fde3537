"""`mjml2html` of mjml-python, once it is known to be that one.

PyPI has two packages that are imported as `mjml`: `mjml-python`, which is the engine,
and `mjml`, which is another. With both installed, the later one hides the earlier.
"""

from typing import Any

from digest.errors import EngineError

_REMEDY = "run `pip uninstall --yes mjml mjml-python`, then `pip install mjml-python`"
_EMPTY = "<mjml><mj-body></mj-body></mjml>"


def _checked(found: Any) -> Any:
    """Return the engine in the module `found`; raise `EngineError` if it is none."""
    where = getattr(found, "__file__", None) or "an unknown place"
    engine = getattr(found, "mjml2html", None)
    if engine is None:
        told = f"the wrong package is installed under the name mjml ({where})"
        raise EngineError(f"{told}: Digest needs mjml-python; {_REMEDY}")
    try:
        engine(_EMPTY, disable_comments=True, fonts={})
    except TypeError as error:
        told = f"mjml-python is too old or another's ({where}: {error})"
        raise EngineError(f"{told}; {_REMEDY}") from error
    return engine


try:
    import mjml
except ImportError as error:
    raise EngineError(f"mjml-python cannot be loaded: {error}; {_REMEDY}") from error

mjml2html = _checked(mjml)
"""(mjml, *, disable_comments, fonts) -> html; raises `ValueError`."""
