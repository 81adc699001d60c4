// Figures of several communities together.
import { valueAt } from "./decode.js";

export function meanOf({ communities: { table } }, members, name) {
  const rows = members.filter((row) => valueAt(table, "need", row) !== null);
  const known = rows.filter((row) => valueAt(table, name, row) !== null);
  if (!known.length) return null;
  const sizes = members.map((row) => valueAt(table, "households", row)).filter((size) => size > 0);
  const usual = sizes.length ? sizes.reduce((sum, size) => sum + size, 0) / sizes.length : 1;
  const weight = (row) => valueAt(table, "households", row) || usual;
  const total = rows.reduce((sum, row) => sum + weight(row), 0);
  return known.reduce((sum, row) => sum + weight(row) * valueAt(table, name, row), 0) / total;
}

export function sumOfMembers({ communities: { table } }, rows, name) {
  const known = rows.map((row) => valueAt(table, name, row)).filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

export function countKnown({ communities: { table } }, rows, name) {
  return rows.filter((row) => valueAt(table, name, row) !== null).length;
}
