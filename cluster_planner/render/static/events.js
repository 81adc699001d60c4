// Parts of the page notify each other by name: "language", "indicator", "layers", "scenario" and "edit" ask them to draw anew;
// "select" passes { kind: "area" or "community", row }, or null where nothing is chosen any more.
function makeEvents() {
  const handlers = new Map();
  return {
    on(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    },
    emit(name, detail) {
      for (const handler of handlers.get(name) ?? []) handler(detail);
    },
  };
}
