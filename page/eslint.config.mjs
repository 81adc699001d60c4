import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";

// Looking at names alone, these mistake the methods of arrays for those of iterators, which tsc knows apart.
const NOT_ARRAYS = Object.fromEntries(Object.keys(esx.rules).filter((name) => /^no-(iterator-prototype|set-prototype)/.test(name))
  .map((name) => [`es-x/${name}`, "off"]));

export default [
  {
    files: ["src/**/*.js", "test/**/*.mjs", "*.mjs"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { varsIgnorePattern: "^_$", argsIgnorePattern: "^_" }],
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
      "eqeqeq": "error",
      "consistent-return": "error",
      "no-restricted-properties": ["error", ...[["innerHTML"], ["outerHTML"], ["insertAdjacentHTML"], ["write", "document"], ["writeln", "document"]]
        .map(([property, object]) => ({ property, ...(object ? { object } : {}), message: "Texts become text nodes: see base/dom.js." }))],
      "no-eval": "error",
      "no-implied-eval": "error",
      "max-len": ["error", { code: 160, ignorePattern: "^import " }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 45],
    },
  },
  // What Chromium 87 has: the browsers of 360, UOS and Kylin. Optional chaining and the like are rewritten by esbuild.
  {
    files: ["src/**/*.js"],
    ...compat.configs["flat/recommended"],
  },
  {
    files: ["src/**/*.js"],
    ...esx.configs["flat/restrict-to-es2021"],
    settings: { "es-x": { aggressive: true } },
    rules: { ...esx.configs["flat/restrict-to-es2021"].rules, ...NOT_ARRAYS },
  },
];
