"""The page on a server: files of its own, nothing inline, and reviews that the server keeps."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from browser import Reader
from drawn_towns import make_plan
from reviewing import Desk

from cluster_planner.render._page import served_files, write_served_page
from cluster_planner.render._payload import pack_plan

STRICT = "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
AREA, MEMBER = "金银山·纺织厂片区2", "粮食局家属院14"
KINDS = {"css": "text/css", "js": "text/javascript", "html": "text/html; charset=utf-8"}
STORE = """
const address = (key) => `/reviews/${encodeURIComponent(key)}`;
const load = async (key) => (await fetch(address(key))).json();
ClusterPlanner.start({ store: {
    load,
    save: async (key, review) => (await fetch(address(key), { method: "PUT", body: JSON.stringify(review) })).ok,
    merge: async (key, before, review) => ClusterPlanner.mergeKept(before, review, await load(key)),
    watch: () => {},
} });
"""


class Server(ThreadingHTTPServer):
    """Serves a plan's page, its files and its payload, and keeps reviews."""

    def __init__(self):
        plan = make_plan()
        files = served_files() | {"start.js": STORE}
        self.texts = {f"/files/{name}": text for name, text in files.items()}
        self.texts |= {"/": write_served_page("zh", "/files/", "/plan"), "/plan": pack_plan(plan, "zh")}
        self.reviews = {}
        super().__init__(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server_port}/"


class Answer(BaseHTTPRequestHandler):
    """Answers one request; every answer forbids what is not of this server, and all that is inline."""

    def do_GET(self):
        if self.path.startswith("/reviews/"):
            self.answer(json.dumps(self.server.reviews.get(self.path)), "application/json")
        elif text := self.server.texts.get(self.path):
            kind = "html" if self.path == "/" else self.path.rpartition(".")[2]
            self.answer(text, KINDS.get(kind, "text/plain"))
        else:
            self.send_error(404)

    def do_PUT(self):
        self.server.reviews[self.path] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer("", "text/plain")

    def answer(self, text, kind):
        body = text.encode()
        self.send_response(200)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": len(body),
            "Content-Security-Policy": STRICT,
            "X-Content-Type-Options": "nosniff",
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server():
    with Server() as started:
        Thread(target=started.serve_forever, daemon=True).start()
        yield started
        started.shutdown()


def test_a_served_page_holds_nothing_inline_and_asks_its_own_server_only(browser, server):
    assert "<style" not in server.texts["/"]
    with Reader(browser, server.address) as reader:
        assert "样例镇改造片区方案" in reader.page.locator(".cp-headline").inner_text()
        reader.page.locator(".cp-area .cp-name").first.click()
        reader.settle()
        assert "四项标准" in reader.card()
        asked = {url.removeprefix(server.address) for url in reader.asked_for()}
        assert asked >= {f"files/{name}" for name in served_files()} | {"plan"}
        assert not any(url.startswith("http") for url in asked)
        assert reader.complaints == []


def test_a_review_of_a_served_page_is_kept_by_the_server(browser, server):
    with Desk(browser, server.address, "李工") as desk:
        desk.open_member(AREA, MEMBER)
        desk.press("拆出单独改造")
        done = desk.done()
        assert done == [f"{MEMBER} 单独改造"]
        desk.settle()
        desk.page.reload()
        desk.page.locator(".cp-page[data-ready]").wait_for()
        desk.page.locator(".cp-review-toggle").click()
        desk.page.locator(".cp-review ol li").wait_for()
        assert desk.done() == done
        assert desk.page.evaluate("localStorage.length") == 0
        assert desk.complaints == []
    (kept,) = server.reviews.values()
    assert [operation["op"] for operation in kept["operations"]] == ["move"]
    with Desk(browser, server.address, "王工") as other:  # another reader, another browser
        other.page.locator(".cp-review ol li").wait_for()
        other.open_area(AREA)
        other.press("反对")
        other.settle()
        assert other.complaints == []
    (kept,) = server.reviews.values()
    assert [operation["op"] for operation in kept["operations"]] == ["move", "opinion"]
