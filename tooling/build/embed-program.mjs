// A program to a string inside a TypeScript module, for a worker that starts from a string.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "esbuild";

/**
 * Bundles and minifies one entry file.
 *
 * @param {{ entry: string, output: string, constant: string }} options
 */
export async function embedProgram({ entry, output, constant }) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  const text = JSON.stringify(outputFiles[0].text.trim());
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `// Generated from ${entry}\nexport const ${constant}: string =\n  ${text};\n`);
}
