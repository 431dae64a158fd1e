// The checks of `npm test` that answer yes or no. `needs` names an earlier check without which one means nothing; `alone`
// marks those that use all processors, or measure. The others run two at a time, the longer ones first.

/** @type {readonly { name: string, title: string, words: readonly string[], needs?: string, alone?: boolean }[]} */
export const checks = [
  { name: "generate", title: "compiling the WASM kernels", words: ["turbo", "run", "generate"] },
  { name: "format", title: "checking the format", words: ["oxfmt", "--check"] },
  { name: "layers", title: "checking which layers each package declares", words: ["node", "tooling/run/layers.mjs"] },
  { name: "boundaries", title: "checking who imports whom", words: ["turbo", "boundaries"] },
  { name: "lint", title: "linting", words: ["oxlint", "--deny-warnings"], needs: "generate" },
  {
    name: "types",
    title: "checking types, and the tests of types",
    words: ["turbo", "run", "typecheck", "--continue"],
    needs: "generate",
    alone: true,
  },
  {
    name: "build",
    title: "building everything",
    words: ["turbo", "run", "build", "--continue"],
    needs: "generate",
    alone: true,
  },
  {
    name: "packages",
    title: "checking the packages as npm would ship them (publint, attw)",
    words: ["turbo", "run", "check:package", "--continue"],
    needs: "build",
    alone: true,
  },
  { name: "size", title: "weighing bundles", words: ["npm", "run", "--silent", "size"], needs: "build" },
  {
    name: "example",
    title: "running the README's first example from packed tarballs, in Node and in a Vite page",
    words: ["turbo", "run", "check:example", "--filter=@linnet/tooling-tarballs"],
    needs: "build",
  },
  {
    name: "unused",
    title: "looking for unused files, exports and dependencies",
    words: ["npm", "run", "--silent", "unused"],
  },
  {
    name: "memory",
    title: "holding memory to its bounds over many operations, in Node and in Chromium",
    words: ["npm", "run", "--silent", "stress", "--", "--quick"],
    needs: "build",
    alone: true,
  },
];
