// The only way to put anything on the page: texts become text nodes, never HTML.

export function make(tag, style = "", ...children) {
  const node = document.createElement(tag);
  if (style) node.className = style;
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

export function button(style, onClick, ...children) {
  const node = make("button", style, ...children);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

// A list to choose from; options are pairs of value and words.
export function dropdown(label, options, value, onChange) {
  const node = make("select", "cp-select", ...options.map(([key, words]) => {
    const option = make("option", "", words);
    option.value = key;
    return option;
  }));
  node.setAttribute("aria-label", label);
  node.value = value;
  node.addEventListener("change", () => onChange(node.value));
  return node;
}

// Pairs of label and value; those without a value are left out.
export function definitions(pairs) {
  const rows = pairs.filter(([, value]) => value !== "" && value !== null);
  return make("dl", "cp-figures", ...rows.flatMap(([label, value]) => [make("dt", "", label), make("dd", "", value)]));
}

export function headCell(scope, text, style = "") {
  const node = make("th", style, text);
  node.scope = scope;
  return node;
}

// Scrolling parts must be reachable by keyboard.
export function makeScrollable(node) {
  node.tabIndex = 0;
}
