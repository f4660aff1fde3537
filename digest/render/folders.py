"""Where templates lie: a newsletter's own first, then those that are shipped."""

from collections.abc import Callable
from pathlib import Path

import jinja2
from typing_extensions import override

from digest.errors import TemplateError
from digest.render.own_templates import is_template, template_names
from digest.yaml_file import suggest


class Folders(jinja2.FileSystemLoader):
    """Reads templates; one in `own` hides the shipped one of its name.

    `own` may be a link, and files in it may be links to where the newsletter lies, the
    folder around `own`; nothing is read from elsewhere.
    """

    def __init__(self, own: Path | None, shipped: Path) -> None:
        self.own, self.shipped = own, shipped
        super().__init__([folder for folder in (own, shipped) if folder is not None])

    @override
    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template.startswith("/") or ".." in template.split("/"):
            raise jinja2.TemplateNotFound(template)
        self._refuse_others(template)
        try:
            source, file, current = super().get_source(environment, template)
        except jinja2.TemplateNotFound:
            raise
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            told = (
                f"not UTF-8: byte 0x{error.object[error.start]:02x}; save it as UTF-8"
            )
            line = before.count(b"\n") + 1
            raise TemplateError(self.told_name(template), line, told) from error
        except OSError as error:
            told = f"cannot be read: {error.strerror}; check its permissions"
            raise TemplateError(self.told_name(template), 0, told) from error
        return source.removeprefix("\ufeff"), file, current

    @override
    def list_templates(self) -> list[str]:
        names = {name for name in super().list_templates() if is_template(name)}
        return sorted(names)

    def told(self, file: str) -> str:
        """Return the file of a template as people know it."""
        path = Path(file)
        if self.own is not None and path.is_relative_to(self.own):
            return f"templates/{path.relative_to(self.own).as_posix()}"
        if path.is_relative_to(self.shipped):
            return f"Digest's own {path.relative_to(self.shipped).as_posix()}"
        return file

    def missing(self, name: str) -> str:
        """Return what to say of a template that is nowhere."""
        return f"there is no template '{name}'{suggest(name, self.list_templates())}"

    def _refuse_others(self, name: str) -> None:
        """Raise `TemplateError` for what is no file, or lies somewhere else."""
        if self.own is None:
            return
        path = self.own / name
        if not path.exists() and not path.is_symlink():
            return
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no file that can be read"
            told = f"this is {kind}; move it away, or put a template there"
            raise TemplateError(self.told(str(path)), 0, told)
        file, homes = path.resolve(), (self.own.resolve(), self.own.parent.resolve())
        if not any(file.is_relative_to(home) for home in homes):
            told = "this is a link out of the newsletter's folder; put the file there"
            raise TemplateError(self.told(str(path)), 0, told)

    def told_name(self, name: str) -> str:
        """Return a template's file as people know it, by its name."""
        for folder in (self.own, self.shipped):
            if folder is not None and name in template_names(folder):
                return self.told(str(folder / name))
        return name
