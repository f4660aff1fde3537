"""The mail as it would be sent, looked at by machine: `Email` -> findings.

    Email --taken apart--> Mail --each module--> Finding ...
            size, heads, structure, images, links, text_part, contrast/, left_overs
    Written (edition.yaml, draft.json) --edition/--> Finding ...

Nothing here asks the network. The codes are lines of digest/findings.toml.
"""

from digest.findings import Finding
from digest.render.check.adapters import (
    broken_config,
    broken_file,
    bug,
    disagreement,
    late_note,
    no_edition,
    no_feeds,
    odd_template,
    odd_word,
    template_finding,
)
from digest.render.check.all import check
from digest.render.check.size import encoded_size

__all__ = [
    "Finding",
    "broken_config",
    "broken_file",
    "bug",
    "check",
    "disagreement",
    "encoded_size",
    "late_note",
    "no_edition",
    "no_feeds",
    "odd_template",
    "odd_word",
    "template_finding",
]
