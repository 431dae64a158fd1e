// Where the bytes of a bundle come from: node tooling/size/why.mjs [name …]; without names, the base bundle.
// Built from sources, so that files can be told apart; sizes are minified bytes, before gzip.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { base } from "./budgets.mjs";

const names = process.argv.length > 2 ? process.argv.slice(2) : base.names;
const { metafile, outputFiles } = await build({
  stdin: { contents: `export { ${names.join(", ")} } from "@linnet/core";`, resolveDir: import.meta.dirname },
  conditions: ["@linnet/source"],
  bundle: true,
  minify: true,
  format: "esm",
  write: false,
  metafile: true,
});
const [{ inputs, bytes }] = Object.values(metafile.outputs);
const parts = Object.entries(inputs).map(([path, { bytesInOutput }]) => [
  bytesInOutput,
  path.replace(/^.*packages\//, ""),
]);
for (const [size, path] of parts.toSorted(([a], [b]) => b - a).slice(0, 40))
  console.log(String(size).padStart(8), path);
console.log(String(bytes).padStart(8), "in all;", gzipSync(outputFiles[0].contents, { level: 9 }).length, "gzipped");
