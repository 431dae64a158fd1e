import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Plugin, build, parseAst } from "vite";

const FOLDER = join(import.meta.dirname, "../../packages");
const LIST = "virtual:linnet/packages";
const ONE = "virtual:linnet/package/";

/** Entries that need packages of which the page has none: vitest, apache-arrow, hyparquet. */
const LEFT_OUT = /\/(testing|arrow|parquet)$/;

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly default: string }>>;
}

/** A module as text: `texts[0] imports[0] texts[1] …`, where each import stands for the address that its module gets. */
interface ModuleText {
  readonly texts: readonly string[];
  readonly imports: readonly string[];
}

/**
 * Gives the built packages to the page as text, for programs that visitors write: `virtual:linnet/packages` has for each package a
 * function that loads it. Each is one lazy chunk, with what it imports from elsewhere (`#platform`, fflate, Plot) linked into it;
 * packages import each other.
 */
export function packagesAsText(): Plugin {
  return {
    name: "linnet:packages-as-text",
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${LIST}`) return listOf(readdirSync(FOLDER));
      if (!id.startsWith(`\0${ONE}`)) return undefined;
      return `export default ${JSON.stringify(await modulesOf(id.slice(ONE.length + 1)))};`;
    },
  };
}

function listOf(folders: readonly string[]): string {
  const entries = folders.map((folder) => {
    const { name } = readManifest(folder);
    const specifiers = Object.keys(entriesOf(folder));
    return `${JSON.stringify(name)}: { specifiers: ${JSON.stringify(specifiers)}, load: () => import("${ONE}${folder}") }`;
  });
  return `export default { ${entries.join(", ")} };`;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(FOLDER, folder, "package.json"), "utf8")) as Manifest;
}

/** Files by what imports them: `"@linnet/core/extend"`. */
function entriesOf(folder: string): Record<string, string> {
  const { name, exports } = readManifest(folder);
  const entries = Object.entries(exports).map(([path, file]) => [
    path.replace(".", name),
    join(FOLDER, folder, file.default),
  ]);
  return Object.fromEntries(entries.filter(([specifier]) => !LEFT_OUT.test(specifier))) as Record<string, string>;
}

/** The modules of a package by name: those that may be imported, and the chunks that they share. */
async function modulesOf(folder: string): Promise<Record<string, ModuleText>> {
  const { name } = readManifest(folder);
  const linked = await build({
    configFile: false,
    root: join(FOLDER, folder),
    logLevel: "warn",
    resolve: { conditions: ["browser", "module"] },
    build: {
      write: false,
      target: "es2022",
      minify: false, // names of classes are told to visitors
      lib: { entry: entriesOf(folder), formats: ["es"] },
      rollupOptions: {
        external: /^@linnet\//,
        output: { entryFileNames: "[name]", chunkFileNames: `${name}/[name]-[hash].js` },
      },
    },
  });
  const outputs = (Array.isArray(linked) ? linked : [linked]).flatMap((one) => ("output" in one ? one.output : []));
  const chunks = outputs.filter((output) => output.type === "chunk");
  return Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, textOf(fileName, code)]));
}

function textOf(name: string, code: string): ModuleText {
  const texts: string[] = [];
  const imports: string[] = [];
  let at = 0;
  for (const statement of parseAst(code).body) {
    if (!("source" in statement) || statement.source === null) continue;
    const { value, start, end } = statement.source;
    texts.push(code.slice(at, start));
    imports.push(value.startsWith(".") ? new URL(value, `file:///${name}`).pathname.slice(1) : value);
    at = end;
  }
  return { texts: [...texts, code.slice(at)], imports };
}
