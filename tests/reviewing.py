"""What a reviewer does in the map page, in a real browser."""

import re

from browser import Reader, short_name

LIMIT = ("figure", "bounds", "sign")


class Desk(Reader):
    """A page in review mode."""

    def __init__(self, browser, path, name="", role="community", size=(1366, 768)):
        super().__init__(browser, path, size)
        self.open_tools()
        self.page.locator(".cp-review-toggle").click()
        if size[0] <= 800:
            self.page.locator(".cp-review summary").click()
        self.page.locator(".cp-review .cp-search").fill(name)
        self.page.locator(".cp-review select").first.select_option(role)

    def open_area(self, name):
        """Open the card of an area from the table."""
        self.page.keyboard.press("Escape")
        shown = "|".join(map(re.escape, (name, short_name(name))))  # an area named by hand keeps its whole name
        self.page.locator(".cp-browse").get_by_text(re.compile(f"^({shown})$")).first.click()
        self.settle()

    def open_member(self, area, name):
        """Open the card of a community from that of its area."""
        self.open_area(area)
        self.page.locator(".cp-card .cp-list").get_by_text(name, exact=True).first.click()
        self.settle()

    def pick(self, label, words):
        """Choose the first entry of a list in the card that holds these words, and do it; return the entry."""
        choice = self.page.locator(".cp-review-section").get_by_label(label, exact=True)
        found = next(text for text in choice.locator("option").all_inner_texts()[1:] if words in text)
        choice.select_option(label=found)
        choice.locator("xpath=following-sibling::button").click()
        return found

    def limit(self, name):
        """Return figure, bounds and sign of a limit in the card."""
        at = self.page.locator(".cp-review-section .cp-limit-name").get_by_text(name, exact=True)
        parts = {
            one: at.locator(f"xpath=following-sibling::span[contains(@class, 'cp-limit-{one}')][1]") for one in LIMIT
        }
        return parts["figure"].inner_text(), parts["bounds"].inner_text(), parts["sign"].get_attribute("aria-label")

    def press(self, words):
        """Press a button of the card's review section."""
        self.page.locator(".cp-review-section").get_by_role("button", name=words, exact=True).click()

    def remark(self, text):
        self.page.locator(".cp-review-section textarea").fill(text)
        self.press("添加批注")

    def done(self):
        """Return what the review lists as done."""
        return [line.split("\n")[0] for line in self.page.locator(".cp-review ol li").all_inner_texts()]

    def broken(self):
        return self.page.locator(".cp-review ul li").all_inner_texts()

    def figures(self):
        return self.page.locator(".cp-review .cp-figures").inner_text()

    def note(self):
        return self.page.locator(".cp-review-note").inner_text()

    def export(self, folder):
        with self.page.expect_download() as download:
            self.page.locator(".cp-review-export").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def load(self, path):
        """Import a file."""
        self.page.locator(".cp-review input[type=file]").set_input_files(path)
        self.page.wait_for_timeout(150)
