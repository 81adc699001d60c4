// The rooms of the page: each may use those before it only, and no file needs itself by a circle.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import test from "node:test";

const SRC = new URL("../src", import.meta.url).pathname;
const ROOMS = ["base", "plan", "referee", "view", "map", "cards", "scene", "panel", "overview", "review", "compare", "paper", "page"];

const files = ROOMS.flatMap((room) => readdirSync(join(SRC, room)).map((name) => `${room}/${name}`));
const imports = new Map(files.map((file) => [file, [...readFileSync(join(SRC, file), "utf8").matchAll(/^(?:import|\}).* from "(\..+)";/gm)]
  .map(([, from]) => relative(SRC, join(SRC, dirname(file), from)))]));
const roomOf = (file) => ROOMS.indexOf(file.split("/")[0]);

test("every folder is a room", () => {
  const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(folders.filter((name) => name !== "style").sort(), [...ROOMS].sort());
});

test("no room uses one after it", () => {
  const upward = files.flatMap((file) => imports.get(file).filter((other) => roomOf(other) > roomOf(file)).map((other) => `${file} uses ${other}`));
  assert.deepEqual(upward, []);
});

test("no file needs itself", () => {
  const done = new Set();
  const visit = (file, path) => {
    assert.ok(!path.includes(file), [...path, file].join(" uses "));
    if (!done.has(file)) for (const other of imports.get(file)) visit(other, [...path, file]);
    done.add(file);
  };
  files.forEach((file) => visit(file, []));
});
