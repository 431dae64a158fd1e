// Which families a bundle contains, told by the names declared in it before minification.
import { build } from "esbuild";
import { core } from "./weigh.mjs";

/**
 * @param {readonly string[]} names what the bundle imports from @linnet/core
 * @param {Record<string, readonly string[]>} families the names that give each family away
 * @returns {Promise<string[]>} the families found, with the name that was found, or the package that was reached
 */
export async function familiesIn(names, families) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { ${names.join(", ")} } from ${JSON.stringify(core)};`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    legalComments: "none",
  });
  const [{ text }] = outputFiles;
  const sources = Object.keys(metafile.inputs);
  return Object.entries(families).flatMap(([family, members]) => [
    ...members.filter((member) => declares(text, member)).map((member) => `${family} (${member})`),
    ...sources.filter((path) => path.includes(`packages/${family}/`)).map((path) => `${family} (${path})`),
  ]);
}

/** As a function, class or variable, by itself or as a primitive: `sort`, `sortP`, `primitive("sort", …)`. */
function declares(text, name) {
  return new RegExp(`\\b(?:function|class|var|let|const)\\s+${name}P?\\d*\\b|\\b[pP]rimitive\\w*\\(\\s*"${name}"`).test(
    text,
  );
}
