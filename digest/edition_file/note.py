"""The editor's note, written ahead in notes/<slug>.md."""

from pathlib import Path

from digest.edition_file.shape import LONGEST_NOTE
from digest.errors import Complaint, ConfigError


def read_note(folder: Path, slug: str) -> tuple[str, str | None]:
    """Return the note kept for an edition and who signed it; empty if there is none.

    A last line that begins with a dash is the signature. Raises `ConfigError` if the
    file is not UTF-8 text or too long for a note.
    """
    path = folder / "notes" / f"{slug}.md"
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError:
        return "", None
    except UnicodeDecodeError:
        raise _complaint(path, "not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise _complaint(path, f"cannot be read: {error.strerror}") from None
    if len(text) > LONGEST_NOTE:
        raise _complaint(path, "too long for a note; keep it under 20,000 characters")
    body, _, last = text.rpartition("\n")
    if body and last.startswith(("—", "–", "--")):
        return body.strip(), last.lstrip("—–- ")
    return text, None


def _complaint(path: Path, message: str) -> ConfigError:
    return ConfigError((Complaint(f"notes/{path.name}", 1, 1, message),))
