"""MJML into HTML: the one place that knows the engine.

    mjml --lint--> --guard--> MRML --mend--> html

MRML takes most mistakes in silence, so that they would be seen in the mail only: `lint`
looks for them before. What MRML itself gets wrong, `guard` and `mend` put right.
"""

from digest.render.engine.fault import Fault, MjmlError
from digest.render.engine.lint import lint
from digest.render.engine.mrml import to_html

__all__ = ["Fault", "MjmlError", "lint", "to_html"]
