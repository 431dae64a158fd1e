// What a bundle of the built packages keeps without using it. A file of the sources is dropped whole where nothing of it is
// imported; the build joins files, and then bundlers keep what they cannot prove to have no effect, such as `2 ** -52`.
import { build } from "esbuild";

/**
 * @param {readonly string[]} names what the bundle imports from @linnet/core
 * @returns {Promise<string[]>} what is declared in the bundle of the built packages and not in that of their sources
 */
export async function keptIn(names) {
  const [built, needed] = await Promise.all([[], ["@linnet/source"]].map((conditions) => declared(names, conditions)));
  return [...built].filter((name) => !needed.has(name));
}

/** Names declared at the top of a bundle, without the digits by which bundlers tell equal ones apart. */
async function declared(names, conditions) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join(", ")} } from "@linnet/core";`, resolveDir: import.meta.dirname },
    conditions,
    bundle: true,
    format: "esm",
    write: false,
  });
  const declarations = outputFiles[0].text.matchAll(/^(?:var|let|const|function\*?|class) ([\w$]+?)\d*\b/gm);
  return new Set([...declarations].map(([, name]) => name));
}
