"""A template into MJML and HTML; what is wrong is told where it was written.

theme's values -> render -> lint, guard, engine -> pictures    the way of every mail
render with a source map -> lint ...     once more, if there is something to find
"""

from digest.errors import TemplateError
from digest.render.engine import Fault, MjmlError, to_html
from digest.render.environment import Templates, render
from digest.render.own_pictures import unfound
from digest.render.source_map import Mapped, Place, mapped
from digest.render.theme_values import theme_errors


def letter_html(
    env: Templates, name: str, context: dict[str, object]
) -> tuple[str, str]:
    """Return the template as MJML and as HTML; raise `TemplateError`."""
    for wrong in theme_errors(env):
        raise wrong
    mjml = render(env, name, context)
    try:
        html = to_html(mjml, name)
    except MjmlError as error:
        raise _located(env, name, context, error) from error
    if any(unfound(env, mjml, context)):
        text = mapped(env, name, context)
        for fault in unfound(env, text.text, context):
            raise told(text, fault)
    return mjml, html


def told(text: Mapped, fault: Fault) -> TemplateError:
    """Return a fault with the template's file and line instead of the text's."""
    place = text.place(fault.offset) or Place("the letter", 0)
    message = fault.message
    if fault.other is not None and (other := text.place(fault.other)):
        what, semicolon, remedy = message.partition("; ")
        message = f"{what} ({other.file}:{other.line}){semicolon}{remedy}"
    origin = _origin(text, fault, place)
    if origin is None:
        return TemplateError(place.file, place.line, message)
    value, printed = origin
    source = f"; it comes from {{{{ {value.expression} }}}}"
    written = text.literal(printed)
    if written is None:
        return TemplateError(value.file, value.line, message + source)
    used = f" in {value.file}:{value.line}"
    return TemplateError(written.file, written.line, message + source + used)


def _origin(text: Mapped, fault: Fault, place: Place) -> tuple[Place, str] | None:
    """Return the expression that printed what is at fault, and what it printed."""
    if fault.value:
        start = text.text.find(fault.value, fault.offset)
        found = text.values(start, start + len(fault.value)) if start >= 0 else ()
        return next(iter(found), None)
    if place.expression is None:
        return None
    return next(text.values(fault.offset, fault.offset + 1), None)


def _located(
    env: Templates, name: str, context: dict[str, object], error: MjmlError
) -> TemplateError:
    """Return the error with the line of the template in which the mistake stands."""
    text = mapped(env, name, context)
    try:
        to_html(text.text, name)
    except MjmlError as again:
        return told(text, again.fault)
    return TemplateError(name, 0, error.message)
