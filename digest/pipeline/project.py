"""A newsletter's files: all that looking at an edition needs."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digest import yaml_file
from digest.config import Config
from digest.errors import ConfigError, UnknownThemeError
from digest.resources import templates_folder

if TYPE_CHECKING:
    from digest.render.environment import Templates


@dataclass(frozen=True, kw_only=True)
class Project:
    """A newsletter on disk: neither its store nor the network.

    `file` is feeds.yaml, where it is not `folder`'s of that name; `here` is the folder
    that places are told from, if it is known.
    """

    config: Config
    folder: Path
    out: Path
    file: Path | None = None
    here: Path | None = None

    def edition_folder(self, slug: str) -> Path:
        return self.out / slug

    @property
    def own_templates(self) -> Path:
        """Where the newsletter's own templates lie, if it has any."""
        return self.folder / "templates"

    @property
    def headings(self) -> dict[str, str]:
        return {section.id: section.title for section in self.config.sections}

    @cached_property
    def templates(self) -> "Templates":
        """The newsletter's templates, its own and the shipped ones, compiled once.

        Raises `ConfigError` for a theme that there is not.
        """
        # Reading feeds needs no templates, and these take a while to import.
        from digest.render.environment import environment  # noqa: PLC0415  see above

        own, newsletter = self.own_templates, self.config.newsletter
        try:
            return environment(
                own if own.is_dir() else None,
                templates_folder(),
                language=newsletter.language,
                theme=newsletter.theme,
            )
        except UnknownThemeError as error:
            raise self._complaint(("newsletter", "theme"), error.message) from None

    def _complaint(self, location: yaml_file.Location, message: str) -> ConfigError:
        document = yaml_file.read(self.file or self.folder / "feeds.yaml")
        return ConfigError((document.complaint(location, message),))
