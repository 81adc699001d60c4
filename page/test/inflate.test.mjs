// What zlib deflates comes out as it went in, whatever kind of block it chose.
import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, gzipSync } from "node:zlib";
import { gunzip } from "../src/base/inflate.js";

const WORDS = ["片区", "小区", "0.59", "aaaaaaaaaaaaaaaa", "\n", "\u0000"];

function drawn(seed, size) {
  const bytes = new Uint8Array(size);
  for (let at = 0, state = seed; at < size; at++) bytes[at] = (state = (1103515245 * state + 12345) % 2147483648) >> 16;
  return bytes;
}

const CASES = {
  nothing: Buffer.alloc(0),
  "one byte": Buffer.from("a"),
  "far repeats": Buffer.concat([Buffer.from(drawn(3, 30_000)), Buffer.from(drawn(3, 30_000))]),
  "a long run": Buffer.alloc(100_000, 7),
  words: Buffer.from(Array.from(drawn(5, 20_000), (byte) => WORDS[byte % WORDS.length]).join("")),
  "no pattern": Buffer.from(drawn(11, 70_000)),
};

for (const [name, content] of Object.entries(CASES)) {
  for (const options of [{ level: 0 }, { level: 1 }, { level: 9 }, { strategy: constants.Z_FIXED }, { strategy: constants.Z_HUFFMAN_ONLY }]) {
    test(`${name} with ${JSON.stringify(options)}`, () => {
      assert.deepEqual(Buffer.from(gunzip(new Uint8Array(gzipSync(content, options)))), content);
    });
  }
}
