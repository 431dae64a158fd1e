// AssemblyScript to a string inside a TypeScript module, which every bundler and run time takes without configuration.
// The string is hexadecimal: gzip sees whole bytes in it and makes it 28 % smaller than base64 (3.9 kB against 5.4 for gemm).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { main } from "assemblyscript/asc";

/** A doc comment that ends in `@inline` marks a function. AssemblyScript wants a decorator, which formatters refuse there. */
const inlineMark = /@inline \*\/(\s*)(export )?function/g;

/**
 * Compiles one entry file, unless `output` was made from the same sources and flags.
 *
 * @param {{ entry: string, sources: string, output: string, constant: string, flags: string[] }} options
 *   `sources` is the folder that holds everything the entry imports
 * @returns {Promise<Uint8Array>} the module
 */
export async function embedWasm({ entry, sources, output, constant, flags }) {
  const key = fingerprint(sources, flags);
  const known = existsSync(output) ? readFileSync(output, "utf8") : "";
  if (known.includes(key)) return Buffer.from(/"([0-9a-f]+)"/.exec(known)?.[1] ?? "", "hex");
  const wasm = await compile(entry, flags);
  mkdirSync(dirname(output), { recursive: true });
  const text = Buffer.from(wasm).toString("hex");
  writeFileSync(output, `// Generated from ${entry}; ${key}\nexport const ${constant}: string =\n  "${text}";\n`);
  return wasm;
}

async function compile(entry, flags) {
  let wasm = new Uint8Array();
  const { error, stderr } = await main([entry, "--outFile", "out.wasm", ...flags], {
    readFile: (name, base) => {
      const path = resolve(base, name);
      return existsSync(path) ? readFileSync(path, "utf8").replace(inlineMark, "*/$1@inline $2function") : null;
    },
    writeFile: (name, data) => {
      if (name === "out.wasm") wasm = data;
    },
  });
  if (error) throw new Error(`${entry} does not compile:\n${stderr.toString()}`);
  return wasm;
}

function fingerprint(sources, flags) {
  const hash = createHash("sha256").update(flags.join(" "));
  for (const name of readdirSync(sources, { recursive: true }).sort()) {
    if (name.endsWith(".ts")) hash.update(name).update(readFileSync(join(sources, name)));
  }
  return hash.digest("hex").slice(0, 16);
}
