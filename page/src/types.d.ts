// What travels through the page: the plan as the payload holds it and as unfold.js leaves it, and what the reader sees.
import type { Shapes } from "./plan/shapes.js";
import type { View } from "./view/view.js";

declare global {
  const L: any; // Leaflet, of which the page also uses what its types keep to themselves
  interface Window { $: unknown }
}

export type { Shapes, View };

// One column of figures, names or sentences; labels, units and texts in every language are swapped by speak().
export interface Column {
  style: "text" | "prose" | "decimal" | "percent" | "money" | "plain";
  digits?: number;
  labels: string[];
  units: string[];
  label: string;
  unit: string;
  values?: ArrayLike<number>; // figures, NaN where nothing is known
  texts: string[];
  codes: ArrayLike<number>; // of each row its text, -1 for none
  both?: string[][];
  [prose: string]: any;
}

export type Table = Record<string, Column>;

// A list of texts, and of each row which of them it has.
export interface Texts { texts: string[]; codes: ArrayLike<number> }

// The colours of an area, or of its number: at small scales, under names, of its outline, of what is written on it.
export interface Tone { fill: string; soft: string; line: string; ink: string }

// A number or a name on the map, and the boxes that it takes there.
export interface Label {
  kind: string;
  text: string;
  lines?: string[]; // of a text that is broken
  x: number;
  y: number;
  size: number;
  weight: number;
  boxes: number[][];
  row?: number; // of its area
  tone?: Tone; // of a number
  ink?: string; // of a name
  spacing?: number;
  angle?: number;
  isUpright?: boolean;
  leader?: { x: number; y: number }; // where the hairline of a badge leads
}

// A line of the legend: a title, or a sign and what it means.
export interface LegendRow { title?: string; note?: string; style?: Style; words?: string; count?: string }

export interface Layer { ids: string[]; table: Table; shapes: Shapes }

export interface Ground { kind: string; barrier: boolean; filled: boolean; names: Texts; shapes: Shapes }

export interface Plan {
  lang: string;
  languages: Record<string, string>;
  words: Record<string, any>;
  about: Record<string, any>;
  summary: Record<string, any>;
  symbols: { table: Record<string, any>; areas: string[]; years: any[]; inks: Record<string, string> };
  insets: Record<string, any>;
  areas: Layer & { rank: ArrayLike<number>; colour: ArrayLike<number>; short: Texts };
  communities: Layer & { area: ArrayLike<number>; outcome: Texts; estimated: ArrayLike<number> };
  under_way: Layer;
  links: { focal: ArrayLike<number>; neighbor: ArrayLike<number>; blocked: ArrayLike<number>; table: Table; shapes: Shapes };
  facilities: { names: Texts; kinds: Texts; shapes: Shapes };
  context: Ground[];
  boundaries: Ground[];
  review: Record<string, any>;
  members: number[][]; // of each area the rows of its communities
  colours: string[]; // of each area
  origin: { x: number; y: number };
  original?: Plan; // of an edited plan, that of the file
  moved?: Map<number, string | null>; // of an edited plan, the communities that are elsewhere now
  changed?: Set<number>; // of an edited plan, the rows of areas that changed
  [part: string]: any;
}

// A review that is kept: its reviewer, its operations, and the seal of those that were exported.
export interface Kept { reviewer: { name: string; role: string }; operations: any[]; sent?: string }

// Where reviews are kept between visits: in the browser, or behind a server.
export interface Store {
  load(key: string): Promise<Kept | null>;
  save(key: string, review: Kept): Promise<boolean>; // whether it could be kept
  merge(key: string, before: Kept | null, review: Kept): Promise<Kept>; // with what others kept since before
  watch(key: string, onChange: () => void): void; // until the page is left
}

// An area or a community, by its row.
export interface Chosen { kind: "area" | "community"; row: number }

// What is chosen of each filter; an empty text lets everything pass.
export interface Filters { county: string; year: string; stage: string }

// Of each area and each community 1 where it passes the filters, else 0.
export interface Passing { areas: Uint8Array; communities: Uint8Array }

// Of some areas, or communities alone. Money is whole cents; null is unknown.
export interface Sums {
  areas?: number;
  communities: number;
  households: number | null;
  households_known: number;
  cost_alone_money: number | null;
  cost_together_money?: number | null;
  saving_money?: number | null;
  cost_known: number; // of the communities
}

// How the map shows some rows; layers with parts are several of them.
export interface MapLayer {
  rows?: any[];
  shapes?: Shapes;
  style?: (row: number, zoom: number) => Style;
  passes?: (row: number) => boolean; // the filters; all rows where there is none
  dimmed?: Style; // of rows that do not pass; they are not drawn where there is none
  parts?: MapLayer[];
  above?: any[];
  shownWith?: string;
  isOff?: boolean;
  from?: number; // the zoom from which it is drawn
  facility?: string; // the kind of facilities that it shows
  describe?: (view: View, row: number) => HTMLElement;
  choose?: (view: View, row: number) => void;
}

export interface Style {
  color?: string;
  weight?: number;
  opacity?: number;
  dash?: number[];
  lineCap?: CanvasLineCap;
  fill?: string | CanvasPattern | null;
  fillOpacity?: number;
  tiny?: string;
  radius?: number;
  marker?: "circle" | "diamond";
  isOutline?: boolean;
}
