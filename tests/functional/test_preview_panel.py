"""The panel beside the mail: problems with their lines, inboxes, why a story is in."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from functional.benches import SLUG, Look, Preview, mail, sees

FAINT = '<p style="color:#eeeeee">faint words</p>'


def explained(preview: Preview, *words: str) -> dict[str, Any]:
    feeds = str(preview.folder / "feeds.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "digest", "explain", *words, "--json", "-c", feeds],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def faint(preview: Preview, look: Look) -> Page:
    """Open the preview of a note that can hardly be read."""
    preview.edit("note.mjml", "{{ note }}", f"{FAINT}{{{{ note }}}}")
    return look()


def test_a_finding_is_told_with_its_level_place_and_remedy(
    preview: Preview, look: Look
) -> None:
    page = faint(preview, look)

    problem = page.locator("#problems .problem").first
    expect(problem).to_contain_text("#eeeeee on #ffffff")
    expect(problem.locator(".level")).to_have_text("error")
    expect(problem.locator(".remedy")).not_to_be_empty()
    expect(page.locator("#count")).to_have_text("1")


def test_a_mistake_opens_its_line_in_the_editor_that_was_chosen(
    preview: Preview, look: Look
) -> None:
    page = look()
    preview.write("brief.mjml", "\n{{ headlin }}\n")
    link = page.locator("#problems .place a")
    file = preview.folder / "templates" / "brief.mjml"
    expect(link).to_have_attribute("href", f"vscode://file{file}:2")

    page.get_by_label("Open files in").select_option("idea")

    expect(link).to_have_attribute("href", re.compile(r"^idea://open\?file=.*&line=2$"))
    page.reload()
    expect(link).to_have_attribute("href", re.compile("^idea://"))


def test_the_path_can_be_copied(preview: Preview, look: Look) -> None:
    page = look()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    preview.write("brief.mjml", "\n{{ headlin }}\n")

    page.locator("#problems .place button").click()

    expect(page.locator("#problems .place button")).to_have_text("Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{preview.folder}/templates/brief.mjml:2"


def test_what_is_opened_stays_open_when_a_save_changes_nothing_of_it(
    preview: Preview, look: Look
) -> None:
    page = faint(preview, look)
    expect(page.locator("#problems")).to_contain_text("#eeeeee")
    page.locator("#problems summary").first.click()

    preview.reword(preview.edition, "What I noticed", "What I saw")
    sees(page, "What I saw in this")
    page.wait_for_timeout(900)

    expect(page.locator("#problems details").first).to_have_attribute("open", "")


def test_the_inbox_has_the_subject_the_preheader_and_the_size(look: Look) -> None:
    page = look("tab=inbox")

    inbox = page.locator("#inbox")
    expect(inbox.locator(".meter.fine")).to_be_visible()
    expect(inbox).to_contain_text("minutes of reading, 16 stories")
    expect(inbox.locator(".row")).to_have_count(4)
    for row in inbox.locator(".row").all():
        expect(row.locator(".subject")).to_contain_text("Matarani port")
        expect(row.locator(".preheader")).to_contain_text("EU energy ministers")


def test_a_mail_that_gmail_cuts_off_is_told_so(look: Look) -> None:
    page = look("tab=inbox&see=clipped", name="forty")

    expect(page.locator("#inbox .meter.over")).to_be_visible()
    expect(page.locator("#stage figcaption")).to_contain_text("cut off: 1")


def test_a_mail_without_subject_and_preheader_shows_what_programs_do(
    preview: Preview, look: Look
) -> None:
    preview.write("subject.txt", "")
    preview.write("preheader.txt", "")

    page = look("tab=inbox")

    expect(page.locator(".row .subject").first).to_have_text("(no subject)")
    expect(page.locator(".row .preheader")).to_have_count(0)


@pytest.mark.parametrize("what", ["h2 a", "li", "img", "ul + div a"])
def test_a_click_in_a_story_tells_why_it_is_in(
    preview: Preview, look: Look, what: str
) -> None:
    """On its headline, a bullet, its picture and a source."""
    page = look()

    mail(page).locator(what).first.click()

    told = explained(preview, "Matarani", "port")
    panel = page.locator("#stories")
    expect(panel.locator("h2")).to_have_text(told["row"]["headline"])
    for name, points in told["reasons"].items():
        expect(panel.get_by_role("row", name=name)).to_contain_text(f"{points:.2f}")
    expect(panel.locator("mark")).to_have_text(
        [bullet["sentence"] for bullet in told["bullets"]]
    )
    first = told["bullets"][0]
    expect(panel.locator("blockquote").first).to_contain_text(first["after"])
    for article in told["articles"]:
        expect(panel.locator(f'.list a[href="{article["url"]}"]')).to_be_visible()


@pytest.mark.parametrize(
    "what", ["h1", ".note p", "text=Unsubscribe", "text=Quote of the week"]
)
def test_a_click_beside_the_stories_opens_none(look: Look, what: str) -> None:
    page = look("tab=stories", name="week")

    mail(page).locator(what).first.click()

    expect(page.locator("#stories .list button").first).to_be_visible()


def test_a_link_leads_nowhere_and_is_told(look: Look) -> None:
    page = look()
    before = page.url.split("#")[0]

    mail(page).get_by_text("Read it on the web").click()

    expect(page.locator(".leads")).to_contain_text(
        f"https://whatintheworld.example/{SLUG}/"
    )
    assert page.url.split("#")[0] == before
    sees(page, "Matarani port")


def test_a_link_within_the_mail_leads_there(look: Look) -> None:
    page = look()

    mail(page).get_by_role("link", name="Africa").first.click()

    expect(
        mail(page).get_by_role("heading", name="Africa", exact=True)
    ).to_be_in_viewport()


def test_a_story_is_chosen_from_the_list_and_left_again(look: Look) -> None:
    page = look("tab=stories")
    page.locator("#stories .list button").nth(2).click()
    expect(page.locator("#stories .score")).to_be_visible()
    expect(mail(page).locator("[data-marked]")).to_be_in_viewport()

    page.get_by_role("button", name="All stories").click()

    expect(page.locator("#stories .list button")).to_have_count(16)


def test_of_a_made_up_week_nothing_is_known(look: Look) -> None:
    page = look("tab=stories", name="week")

    expect(page.locator("#stories")).to_contain_text("This edition is made up")


def test_what_stands_at_the_upper_edge_stays_there_when_more_comes_above(
    preview: Preview, look: Look
) -> None:
    page = look()
    link = mail(page).locator("h3 a").nth(6)
    link.evaluate("(e) => window.scrollTo(0, e.getBoundingClientRect().top + scrollY)")
    before = link.evaluate("(e) => e.getBoundingClientRect().top")

    longer = f"{'More words. ' * 60}What I noticed"
    preview.reword(preview.edition, "What I noticed", longer)
    sees(page, "More words. More words.")

    after = link.evaluate("(e) => e.getBoundingClientRect().top")
    assert abs(after - before) < 3


def test_the_skip_link_leads_to_the_panel_and_keeps_what_is_shown(look: Look) -> None:
    page = look()

    page.locator("#skip").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#panel")).to_be_focused()
    expect(page.get_by_label("Show")).to_have_value(SLUG)
    expect(page.locator("#status")).to_contain_text("rendered")


def test_a_story_is_chosen_and_left_by_the_keyboard(look: Look) -> None:
    page = look("tab=stories")
    page.locator("#stories .list button").nth(2).focus()

    page.keyboard.press("Enter")

    expect(page.locator("#stories .score")).to_be_visible()
    expect(page.get_by_role("button", name="All stories")).to_be_focused()


def test_a_save_leaves_the_focus_in_the_list_of_stories(
    preview: Preview, look: Look
) -> None:
    page = look("tab=stories")
    third = page.locator("#stories .list button").nth(2)
    third.focus()

    preview.reword(preview.edition, "What I noticed", "What I saw")
    sees(page, "What I saw in this")
    page.wait_for_timeout(500)

    expect(third).to_be_focused()
