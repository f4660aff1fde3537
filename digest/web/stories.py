"""Why a story is in an edition, for the page: the answers of `digest explain`."""

from digest import edition_file, specimens
from digest.errors import DigestError
from digest.explain import explain, values
from digest.pipeline.project import Project
from digest.web.screen import Values


def story(project: Project, name: str, story_id: str | None = None) -> Values:
    """Return what draft.json knows of a story; without an id, of the whole edition.

    Its `kind` is `none` where nothing can be known, with the reason in `why`.
    """
    if name in specimens.names():
        told = "This edition is made up: nothing was weighed, and no article was read."
        return {"kind": "none", "why": told}
    folder = project.edition_folder(name)
    try:
        week = edition_file.read_week(folder)
        return values(explain(week, edition_file.printed(folder, week), story_id))
    except DigestError as error:
        return {"kind": "none", "why": str(error)}
