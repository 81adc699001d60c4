// One review edited in two places at once.

// What two made of the same list of operations: all that either added, without what either took away, in order of time.
export function mergeOperations(before, mine, theirs) {
  const keyOf = (operation) => JSON.stringify(operation), keysOf = (operations) => new Set(operations.map(keyOf));
  const was = keysOf(before), isMine = keysOf(mine), isTheirs = keysOf(theirs);
  const kept = theirs.filter((operation) => isMine.has(keyOf(operation)) || !was.has(keyOf(operation)));
  const added = mine.filter((operation) => !was.has(keyOf(operation)) && !isTheirs.has(keyOf(operation)));
  const when = ({ moment = "" }) => moment;
  return added.length ? [...kept, ...added].sort((a, b) => Number(when(a) > when(b)) - Number(when(a) < when(b))) : kept;
}
