// Where every community stands and how its area is judged: the plan as it came, and only what edits changed of it. So an
// edit costs what it touches, however large the plan is.

export class Standing {
  /**
   * @param {{ areaOf: (string | null)[], areas: Map<string, any>, inAreas: number, [more: string]: any }} plan of each community its area, and the areas judged
   * @param {Map<number, string | null>} moved the communities that are elsewhere now
   * @param {Map<string, any>} changed the areas that are not as they came, judged anew; null where no member is left
   */
  constructor(plan, moved = new Map(), changed = new Map()) {
    this.plan = plan;
    this.moved = moved;
    this.changed = changed;
    this.value = 0;
    /** @type {any[]} */
    this.breaches = [];
  }

  keyOf(row) {
    return this.moved.has(row) ? this.moved.get(row) : this.plan.areaOf[row];
  }

  area(key) {
    return this.changed.has(key) ? this.changed.get(key) : this.plan.areas.get(key) ?? null;
  }

  sizeOf(key) {
    return this.area(key)?.members.length ?? 0;
  }

  // How many areas there are, and how many communities in them.
  get counts() {
    const counts = { areas: this.plan.areas.size, members: this.plan.inAreas };
    for (const [key, judged] of this.changed) {
      const before = this.plan.areas.get(key);
      counts.areas += Number(Boolean(judged)) - Number(Boolean(before));
      counts.members += (judged?.members.length ?? 0) - (before?.members.length ?? 0);
    }
    return counts;
  }

  // What the changed areas have more or less of, together.
  difference(figureOf) {
    let sum = 0;
    for (const [key, judged] of this.changed) {
      const before = this.plan.areas.get(key);
      sum += (judged ? figureOf(key, judged) : 0) - (before ? figureOf(key, before) : 0);
    }
    return sum;
  }

  * judgedAreas() {
    for (const [key, judged] of this.plan.areas) if (!this.changed.has(key)) yield [key, judged];
    for (const [key, judged] of this.changed) if (judged) yield [key, judged];
  }
}

// Edits under way: who is moved, and the members of the areas that this touches.
export class Draft {
  constructor(plan) {
    this.plan = plan;
    this.moved = new Map();
    /** @type {Map<string, Set<number>>} */
    this.touched = new Map();
  }

  keyOf(row) {
    return this.moved.has(row) ? this.moved.get(row) : this.plan.areaOf[row];
  }

  membersOf(key) {
    if (!this.touched.has(key)) this.touched.set(key, new Set(this.plan.areas.get(key)?.members));
    return this.touched.get(key);
  }

  move(row, key) {
    const from = this.keyOf(row);
    if (from === key) return;
    if (from !== null) this.membersOf(from).delete(row);
    if (key !== null) this.membersOf(key).add(row);
    if (key === this.plan.areaOf[row]) this.moved.delete(row);
    else this.moved.set(row, key);
  }
}

export function isSame(some, others) {
  return some.length === others.length && some.every((row, at) => row === others[at]);
}
