"""`digest preview` in a real browser: what is saved is seen, as it was looked at."""

import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from digest import specimens
from functional.benches import (
    SLUG,
    Look,
    Preview,
    mail,
    pane,
    scrolled_to,
    sees,
    shipped,
)

HEADLINE = "{{ headline(brief, 3, size) }}"
CONDITIONS = {
    "desktop": ("see/{}/light", 700),
    "phone": ("see/{}/light", 375),
    "dark": ("see/{}/dark", 700),
    "inverted": ("see/{}/inverted", 700),
    "bare": ("see/{}/bare", 700),
    "clipped": ("see/{}/clipped", 700),
    "text": ("source/{}/text", None),
    "html": ("source/{}/html", None),
    "mjml": ("source/{}/mjml", None),
}
PARTIALS = {"brief.mjml": 12, "story.mjml": 12, "section.mjml": 12}


def broken_at(line: int, text: str) -> str:
    lines = text.splitlines()
    lines[line - 1] = "{% nonsense %}" + lines[line - 1]
    return "\n".join(lines)


# What is saved is seen


def test_a_partial_that_is_saved_is_seen_where_one_was(
    look: Look, preview: Preview
) -> None:
    page = look()
    frame = mail(page).locator("html")
    frame.evaluate(
        """() => { scrollTo(0, 900); window.marker = document.marker = 7 }"""
    )
    preview.edit("brief.mjml", HEADLINE, f"Newly set: {HEADLINE}")

    sees(page, "Newly set:")

    assert scrolled_to(page) == 900
    assert frame.evaluate("() => [window.marker, document.marker]") == [7, 7]


def test_pictures_are_not_asked_for_again(look: Look, preview: Preview) -> None:
    page = look()
    expect(mail(page).locator("img").first).to_be_visible()
    before = [url for url in preview.asked if "/pictures/" in url]
    preview.edit("brief.mjml", HEADLINE, f"Newly set: {HEADLINE}")
    sees(page, "Newly set:")

    pictures = (
        mail(page)
        .locator("html")
        .evaluate(
            "() => Promise.all([...document.images].map(one => one.decode()))"
            ".then(() => [...document.images].map(one => one.naturalWidth))"
        )
    )

    assert before
    assert pictures
    assert min(pictures) > 0
    assert [url for url in preview.asked if "/pictures/" in url] == before


@pytest.mark.parametrize(("name", "line"), [*PARTIALS.items()])
def test_a_mistake_in_a_partial_is_told_with_its_line_over_the_last_good_mail(
    look: Look, preview: Preview, name: str, line: int
) -> None:
    page = look()
    preview.write(name, broken_at(line, shipped(name)))

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"templates/{name}:{line}")
    expect(alert).to_contain_text("nonsense")
    expect(alert).to_contain_text("Below is the last good one")
    expect(page.locator("#problems")).to_contain_text(f"templates/{name}:{line}")
    expect(page.locator("#status")).to_contain_text("last good")
    sees(page, "Matarani")

    preview.write(name, shipped(name))

    expect(alert).to_be_empty()
    expect(page.locator("#problems")).not_to_contain_text(name)
    expect(page.locator("#status")).to_contain_text("rendered")


def test_an_edition_that_is_saved_is_seen(look: Look, preview: Preview) -> None:
    page = look()
    preview.reword(preview.edition, "What I noticed", "What nobody noticed")

    sees(page, "What nobody noticed")


def test_a_mistake_in_an_edition_is_told_with_its_line(
    look: Look, preview: Preview
) -> None:
    page = look()
    preview.reword(preview.edition, "\nnote:", "\nnode:")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("unknown key 'node'")
    expect(alert).to_contain_text(f"out/{SLUG}/edition.yaml:6")
    sees(page, "What I noticed")

    preview.reword(preview.edition, "\nnode:", "\nnote:")

    expect(alert).to_be_empty()


def test_feeds_yaml_that_is_saved_is_seen(look: Look, preview: Preview) -> None:
    page = look()
    feeds = preview.folder / "feeds.yaml"
    paper = mail(page).locator("body").evaluate(FONTS)
    preview.reword(feeds, "newsletter:", "newsletter:\n  theme: modern")

    expect_fonts_other_than(page, paper)


FONTS = (
    "() => [...document.querySelectorAll('*')].map(one => one.style.fontFamily).join()"
)


def expect_fonts_other_than(page: Page, before: str) -> None:
    for _ in range(50):
        if mail(page).locator("body").evaluate(FONTS) != before:
            return
        page.wait_for_timeout(50)
    pytest.fail("the mail's fonts stay as they were")


def test_a_mistake_in_feeds_yaml_is_told_with_its_line(
    look: Look, preview: Preview
) -> None:
    page, feeds = look(), preview.folder / "feeds.yaml"
    preview.reword(feeds, "newsletter:", "newsletter:\n  theme: baroque")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("baroque")
    line = feeds.read_text(encoding="utf-8").split("theme: baroque")[0].count("\n") + 1
    expect(alert).to_contain_text(f"feeds.yaml:{line}")
    sees(page, "Matarani")

    preview.reword(feeds, "  theme: baroque", "  them: classic")

    expect(alert).to_contain_text("unknown key 'them'")

    preview.reword(feeds, "\n  them: classic", "")

    expect(alert).to_be_empty()


def test_a_partial_that_is_new_takes_over_and_gives_way_when_it_is_deleted(
    look: Look, preview: Preview
) -> None:
    page = look()
    own = preview.folder / "templates" / "masthead.mjml"
    preview.write(
        own.name,
        "<mj-section><mj-column><mj-text>Ours!</mj-text></mj-column></mj-section>",
    )

    sees(page, "Ours!")

    own.unlink()

    expect(mail(page).locator("body")).not_to_contain_text("Ours!")


def test_the_folder_of_templates_may_come_later_and_go(
    look: Look, preview: Preview
) -> None:
    shutil.rmtree(preview.folder / "templates")
    page = look()
    preview.edit("brief.mjml", HEADLINE, f"Newly set: {HEADLINE}")

    sees(page, "Newly set:")

    shutil.rmtree(preview.folder / "templates")

    expect(mail(page).locator("body")).not_to_contain_text("Newly set:")


def test_a_new_folder_below_the_templates_is_watched(
    look: Look, preview: Preview
) -> None:
    page = look()
    preview.write("themes/modern.mjml", shipped("themes/modern.mjml"))
    feeds = preview.folder / "feeds.yaml"
    preview.reword(feeds, "newsletter:", "newsletter:\n  theme: modern")
    page.locator("html[data-found]").wait_for(state="attached")
    preview.write("themes/modern.mjml", "{% nonsense %}")

    expect(page.get_by_role("alert")).to_contain_text("templates/themes/modern.mjml:1")


def test_an_edition_that_is_drafted_meanwhile_is_offered(
    look: Look, preview: Preview
) -> None:
    page = look()
    drafted = preview.folder / "out" / "2026-11-26"
    try:
        shutil.copytree(preview.edition.parent, drafted)
        preview.reword(
            drafted / "edition.yaml", f"slug: '{SLUG}'", "slug: '2026-11-26'"
        )

        sets = page.get_by_label("Show")
        expect(sets.locator("option").first).to_have_text("2026-11-26")
        expect(sets).to_have_value(SLUG)

        sets.select_option("2026-11-26")
        sees(page, "Matarani")
        preview.reword(drafted / "edition.yaml", "What I noticed", "What came later")
        sees(page, "What came later")
    finally:
        shutil.rmtree(drafted)


def test_the_forms_that_render_writes_beside_it_disturb_nothing(
    look: Look, preview: Preview
) -> None:
    page = look()
    config = str(preview.folder / "feeds.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "digest", "render", SLUG, "--config", config],
        cwd=preview.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    expect(page.get_by_role("alert")).to_be_empty()
    preview.reword(preview.edition, "What I noticed", "What nobody noticed")
    sees(page, "What nobody noticed")


# As it is seen


def test_each_condition_is_seen_alone(look: Look) -> None:
    page = look("see=mjml")

    for condition, (address, width) in CONDITIONS.items():
        page.locator(f'[data-see="{condition}"]').click()

        expect(page.locator("figure.pane")).to_have_count(1)
        frame = pane(page, condition).locator("iframe")
        expect(frame).to_have_attribute("src", address.format(SLUG))
        expect(frame).to_have_attribute("sandbox", "allow-same-origin")
        sees(page, "Matarani", condition)
        assert pressed(page) == [condition]
        inside = mail(page, condition).locator("html")
        assert not width or inside.evaluate("() => innerWidth") == width


def pressed(page: Page) -> list[str]:
    """Return the conditions whose buttons are down."""
    down = page.locator('[data-see][aria-pressed="true"]')
    return [str(one.get_attribute("data-see")) for one in down.all()]


def test_all_conditions_are_seen_side_by_side(look: Look, preview: Preview) -> None:
    page = look(f"see={','.join(CONDITIONS)}&together")

    shown = page.locator("figure.pane")
    expect(shown).to_have_count(9)
    assert shown.evaluate_all("all => all.map(one => one.dataset.condition)") == list(
        CONDITIONS
    )
    preview.edit("weekly.txt", "{", "Newly set: {")
    preview.edit("brief.mjml", HEADLINE, f"Newly set: {HEADLINE}")
    for condition in CONDITIONS:
        sees(page, "Newly set:", condition)


def test_side_by_side_shows_three_and_ends_with_the_first(look: Look) -> None:
    page = look()
    box = page.get_by_label("Side by side")

    box.check()
    expect(page.locator("figure.pane")).to_have_count(3)
    page.locator('[data-see="text"]').click()
    expect(page.locator("figure.pane")).to_have_count(4)
    page.locator('[data-see="desktop"]').click()
    expect(page.locator("figure.pane")).to_have_count(3)
    box.uncheck()

    expect(page.locator("figure.pane")).to_have_count(1)
    expect(pane(page, "phone")).to_be_visible()


def test_a_frame_that_stays_is_not_loaded_anew(look: Look) -> None:
    page = look("see=phone&together")
    mail(page, "phone").locator("html").evaluate("() => { window.marker = 7 }")

    page.locator('[data-see="desktop"]').click()
    page.locator('[data-see="dark"]').click()

    sees(page, "Matarani", "dark")
    assert mail(page, "phone").locator("html").evaluate("() => window.marker") == 7
    order = page.locator("figure.pane").evaluate_all(
        "all => all.map(one => one.dataset.condition)"
    )
    assert order == ["desktop", "phone", "dark"]


def test_a_condition_that_is_left_before_it_is_there_holds_nothing_up(
    look: Look, preview: Preview
) -> None:
    """Its frame never loads, and the figures of the mail do not wait for it."""
    page = look("see=phone")
    slow = page.context.new_page()
    slow.route("**/see/*/light", lambda _route: None)  # never answered
    slow.goto(f"{preview.origin}#name={SLUG}")
    expect(slow.locator("figure.pane")).to_have_count(1)

    slow.locator('[data-see="dark"]').click()

    sees(slow, "Matarani", "dark")
    expect(slow.locator("#status")).to_contain_text("rendered")


def test_each_specimen_is_seen(look: Look) -> None:
    page = look()

    for name in specimens.names():
        page.get_by_label("Show").select_option(name)

        expect(pane(page).locator("iframe")).to_have_attribute(
            "src", f"see/{name}/light"
        )
        sees(page, specimens.specimen(name).briefs[0].headline[:30])
        expect(page.locator("#status")).to_contain_text("rendered")
        expect(page.get_by_role("alert")).to_be_empty()


def test_phone_width_holds_for_every_mail(look: Look) -> None:
    page = look("see=dark,text&together")

    page.get_by_label("Phone width").check()

    expect(pane(page, "dark").locator("figcaption")).to_contain_text("375 px")
    assert mail(page, "dark").locator("html").evaluate("() => innerWidth") == 375


def test_zoom_makes_it_larger_and_not_wider(look: Look) -> None:
    page = look("see=phone")
    frame = pane(page, "phone").locator("iframe")
    before = frame.bounding_box()

    page.get_by_label("Zoom").select_option("1.5")

    expect(pane(page, "phone").locator("figcaption")).to_contain_text("150 %")
    after = frame.bounding_box()
    assert before
    assert after
    assert (before["width"], after["width"]) == (375, 562.5)
    assert mail(page, "phone").locator("html").evaluate("() => innerWidth") == 375


def test_a_reload_shows_the_same_again(look: Look) -> None:
    page = look()
    page.get_by_label("Side by side").check()
    page.locator('[data-see="phone"]').click()
    page.get_by_label("Phone width").check()
    page.get_by_label("Zoom").select_option("0.75")
    page.get_by_role("tab", name="Inbox").click()
    page.get_by_label("Show").select_option("forty")
    address = page.url

    page.reload()

    expect(page.locator("figure.pane")).to_have_count(2)
    expect(page.get_by_label("Show")).to_have_value("forty")
    expect(page.get_by_label("Phone width")).to_be_checked()
    expect(page.get_by_label("Zoom")).to_have_value("0.75")
    expect(page.locator("#inbox")).to_be_visible()
    sees(page, specimens.specimen("forty").briefs[0].headline[:30], "dark")
    assert page.url == address


def test_an_edition_that_is_not_there_gives_way_to_the_newest(look: Look) -> None:
    page = look(name="2001-01-01")

    expect(page.get_by_label("Show")).to_have_value(SLUG)
    sees(page, "Matarani")


# Keys


def test_each_figure_shows_a_condition(look: Look) -> None:
    page = look("see=mjml")

    for key, condition in enumerate(CONDITIONS, start=1):
        page.keyboard.press(str(key))

        expect(pane(page, condition)).to_be_visible()
        expect(page.locator("figure.pane")).to_have_count(1)


def test_keys_do_what_the_mouse_does(look: Look) -> None:
    page = look()
    page.keyboard.press("b")
    expect(page.locator("figure.pane")).to_have_count(3)
    page.keyboard.press("w")
    expect(page.get_by_label("Phone width")).to_be_checked()
    page.keyboard.press("]")
    expect(page.get_by_label("Show")).to_have_value("week")
    page.keyboard.press("[")
    expect(page.get_by_label("Show")).to_have_value(SLUG)
    page.keyboard.press("[")
    expect(page.get_by_label("Show")).to_have_value("hostile")
    page.keyboard.press("+")
    expect(page.get_by_label("Zoom")).to_have_value("1.25")
    page.keyboard.press("-")
    expect(page.get_by_label("Zoom")).to_have_value("1")
    page.keyboard.press("0")
    expect(page.get_by_label("Zoom")).to_have_value("fit")
    for key, tab in (("i", "inbox"), ("s", "stories"), ("p", "problems")):
        page.keyboard.press(key)
        expect(page.locator(f"#{tab}")).to_be_visible()
    page.keyboard.press("Control+b")
    expect(page.locator("figure.pane")).to_have_count(3)


def test_keys_are_listed_and_can_be_switched_off_for_good(look: Look) -> None:
    page = look()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("row")).to_have_count(20)

    keys.get_by_label("Listen to single keys").uncheck()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    page.keyboard.press("2")
    page.reload()
    page.locator("html[data-version]").wait_for(state="attached")
    page.keyboard.press("2")

    expect(pane(page, "desktop")).to_be_visible()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_keys_work_while_the_mail_has_the_focus(look: Look) -> None:
    page = look()
    mail(page).locator("h1, h2, h3").first.click()

    page.keyboard.press("2")

    expect(pane(page, "phone")).to_be_visible()


def test_letters_typed_into_a_list_are_no_keys(look: Look) -> None:
    page = look()
    page.get_by_label("Zoom").focus()

    page.keyboard.press("2")

    expect(pane(page, "desktop")).to_be_visible()
    expect(page.locator("figure.pane")).to_have_count(1)


def test_tabs_turn_by_arrow_keys(look: Look) -> None:
    page = look()
    page.get_by_role("tab", name="Problems").focus()

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Inbox")).to_be_focused()
    expect(page.locator("#inbox")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")

    expect(page.get_by_role("tab", name="Stories")).to_be_focused()
    expect(page.locator("#stories")).to_be_visible()
