// AssemblyScript to a string inside a TypeScript module, which every bundler and run time takes without configuration.
// One character a byte, or two for rare ones: so gzip finds in the text what it finds in the bytes, and makes it 38 % smaller
// than base64 (8.6 kB against 13.8 for the five families of a small program; 8.5 would be the modules themselves).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { main } from "assemblyscript/asc";

/** A doc comment that ends in `@inline` marks a function. AssemblyScript wants a decorator, which formatters refuse there. */
const inlineMark = /@inline\s*\*\/(\s*)(export )?function/g;

/**
 * Compiles one entry file, unless `output` was made from the same sources and flags.
 *
 * @param {{ entry: string, sources: string, output: string, constant: string, flags: string[] }} options
 *   `sources` is the folder that holds everything the entry imports
 * @returns {Promise<number>} bytes of the module; 0 when nothing was to be done
 */
export async function embedWasm({ entry, sources, output, constant, flags }) {
  const key = fingerprint(sources, flags);
  const known = existsSync(output) ? readFileSync(output, "utf8") : "";
  if (known.includes(key)) return 0;
  const wasm = await compile(entry, flags);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(
    output,
    `// Generated from ${entry}; ${key}\nexport const ${constant}: string =\n  "${encode(wasm)}";\n`,
  );
  return wasm.length;
}

/** Printable characters but quote and backslash. */
const alphabet = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !'"\\'.includes(c));
/** The first two announce a second character. */
const PREFIXES = 2;
const SINGLES = alphabet.length - PREFIXES;

/** What `decode` in src/wasm/text.ts of @linnet/kernels undoes: bytes from 252 on, which begin SIMD instructions, come first. */
function encode(bytes) {
  let text = "";
  for (const byte of bytes) {
    const rank = (byte + 4) & 255;
    if (rank >= SINGLES) text += alphabet[Math.floor(rank / SINGLES) - 1];
    text += alphabet[PREFIXES + (rank % SINGLES)];
  }
  return text;
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
