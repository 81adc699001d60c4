// Sentences, put together from a template and the values of a row when they are read; see render/_prose.py.
function proseAt(column, row) {
  const template = column.codes[row];
  if (template < 0) return null;
  const { known, texts, values, templates, place } = column;
  const { counts, starts, ranks } = column.layout ??= layOut(column);
  const valueOf = (slot) => {
    const at = values[starts[template] + slot * counts[template] + ranks[row]];
    return at < known.length ? known[at] : texts[at - known.length];
  };
  return templates[template][place].map((part) => (typeof part === "number" ? valueOf(part) : part)).join("");
}

// Where the values of each template begin, how many rows take it, and which of those each row is.
function layOut({ codes, slots }) {
  const counts = new Int32Array(slots.length);
  const ranks = Int32Array.from(codes, (template) => (template < 0 ? -1 : counts[template]++));
  return { counts, ranks, starts: runningSum(counts.map((count, template) => count * slots[template])) };
}

// Names that the tables hold, so that sentences need not tell them again; in the order of _known_names in _payload.py.
function knownNames({ areas, communities }) {
  const columns = [communities.table.name, areas.table.area_name];
  return columns.flatMap((column) => column?.both?.flat() ?? column?.texts ?? []);
}
