// Sentences, put together from templates and values when they are read; see render/_sentences.py.
import { runningSum } from "./shapes.js";

export function proseAt(column, row) {
  const { firsts } = column.layout ??= layOut(column), between = column.between[column.place];
  if (firsts[row] === firsts[row + 1] || column.lost?.has(row)) return null;
  return Array.from({ length: firsts[row + 1] - firsts[row] }, (_, at) => sentenceAt(column, firsts[row] + at)).join(between);
}

function sentenceAt({ known, texts, values, templates, codes, place, layout: { counts, starts, ranks } }, sentence) {
  const template = codes[sentence];
  const valueOf = (slot) => {
    const at = values[starts[template] + slot * counts[template] + ranks[sentence]];
    return at < known.length ? known[at] : texts[at - known.length];
  };
  return templates[template][place].map((part) => (typeof part === "number" ? valueOf(part) : part)).join("");
}

// Where the sentences of each text and the values of each template begin, how many sentences take a template, and which
// of those each sentence is.
export function layOut({ lengths, codes, slots }) {
  const counts = new Int32Array(slots.length);
  const ranks = Int32Array.from(codes, (template) => counts[template]++);
  return { counts, ranks, firsts: runningSum(lengths), starts: runningSum(counts.map((count, template) => count * slots[template])) };
}

// Names that the tables hold, so that sentences need not repeat them; in the order of _known_names in _payload.py.
export function knownNames({ areas, communities }) {
  const columns = [communities.table.name, areas.table.area_name];
  return columns.flatMap((column) => column?.both?.flat() ?? column?.texts ?? []);
}
