// What a review file may hold, entry by entry, as reviews/_operations.py has it; nothing else is read.

const isText = (value) => typeof value === "string";
const isId = (value) => isText(value) && value.trim() !== "";
const isOneOf = (...known) => (value) => known.includes(value);
const isMoment = (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) && !Number.isNaN(Date.parse(value));
const isAbout = isOneOf("community", "area");

const list = (isItem, isWhole) => ({ isItem, isWhole });
const IDS = list(isId, (ids) => ids.length > 0);
const OTHERS = list(isId, (ids) => new Set(ids).size > 1);

const OPERATIONS = {
  move: { community: isId, to: isText },
  merge: { area: isId, into: isId },
  lock: { area: isId, communities: IDS },
  apart: { communities: OTHERS },
  exclude: { community: isId },
  comment: { about: isAbout, id: isId, text: isText },
  opinion: { about: isAbout, id: isId, opinion: isOneOf("agree", "object") },
  agree_rest: {},
};
const BREACH = { area: isText, rule: isText, figure: isText, bound: isText };
const REVIEWER = { name: isText, role: isOneOf("community", "subdistrict", "county") };

/** @returns {string | null} the first place of a review that is not as it should be, such as "operations[2].to" */
export function faultOfReview(content) {
  const known = { format: isText, plan: isText, reviewer: REVIEWER, operations: { each: faultOfOperation },
    breaches: { each: (breach, place) => faultOfTable(breach, BREACH, {}, place) }, sha256: isText };
  return faultOfTable(content, known, { title: isText, exported: isMoment }, "")?.replace(/^\./, "") ?? null;
}

/** @returns {string | null} */
export function faultOfOperations(operations) {
  return faultAt(operations, { each: faultOfOperation }, "operations");
}

function faultOfOperation(operation, place) {
  const kind = isTable(operation) && isText(operation.op) && Object.keys(OPERATIONS).includes(operation.op) ? OPERATIONS[operation.op] : null;
  return kind ? faultOfTable(operation, { op: isText, ...kind }, { moment: isMoment }, place) : place;
}

function isTable(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function faultOfTable(value, needed, optional, place) {
  if (!isTable(value)) return place;
  const kinds = { ...needed, ...optional };
  const strange = Object.keys(value).find((name) => !Object.keys(kinds).includes(name));
  const lacking = Object.keys(needed).find((name) => !Object.keys(value).includes(name));
  const first = strange ?? lacking;
  if (first !== undefined) return `${place}.${first}`;
  return firstFault(Object.keys(value), (name) => faultAt(value[name], kinds[name], `${place}.${name}`));
}

function faultAt(value, kind, place) {
  if (typeof kind === "function") return kind(value) ? null : place;
  if (kind === REVIEWER) return faultOfTable(value, REVIEWER, {}, place);
  if (!Array.isArray(value)) return place;
  if (kind.each) return firstFault([...value.keys()], (at) => kind.each(value[at], `${place}[${at}]`));
  return firstFault([...value.keys()], (at) => (kind.isItem(value[at]) ? null : `${place}[${at}]`)) ?? (kind.isWhole(value) ? null : place);
}

function firstFault(items, faultOf) {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== null) return fault;
  }
  return null;
}

/** @returns {string[]} communities and areas that operations name and the plan does not have */
export function strangersIn(operations, isCommunity, isArea) {
  const isKey = (key) => (key.startsWith("+") ? isCommunity(key.slice(1)) : isArea(key));
  return operations.flatMap(({ community, communities = [], area, into, to, about, id }) => [
    ...[community, ...communities, about === "community" ? id : null].filter((each) => each && !isCommunity(each)),
    ...[area, into, to, about === "area" ? id : null].filter((each) => each && !isKey(each)),
  ]);
}
