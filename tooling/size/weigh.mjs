// Gzipped sizes of bundles that import some names from the built @linnet/core, by size-limit.
import { fileURLToPath } from "node:url";
import esbuildPlugin from "@size-limit/esbuild";
import filePlugin from "@size-limit/file";
import sizeLimit from "size-limit";

/** The module that pages import. */
export const core = fileURLToPath(import.meta.resolve("@linnet/core"));

/**
 * @param {readonly (readonly string[])[]} imports the names that each bundle imports
 * @returns {Promise<number[]>} the size of each bundle in bytes
 */
export async function weigh(imports) {
  const checks = imports.map((names) => ({
    name: names.join(", "),
    files: [],
    import: { [core]: `{ ${names.join(", ")} }` },
    gzip: true,
  }));
  const weighed = await sizeLimit([...esbuildPlugin, ...filePlugin], { checks });
  return weighed.map(({ size }) => size);
}
