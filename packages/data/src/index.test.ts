import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { describe, expect, it } from "vitest";
import { packed as tumours } from "./datasets/breast-cancer-bytes.js";
import { text } from "./datasets/devils-dictionary-text.js";
import { pixels } from "./datasets/digits-bytes.js";
import { packed as flowers } from "./datasets/iris-bytes.js";
import { packed as wines } from "./datasets/wine-bytes.js";
import * as data from "./index.js";

/** What a bundler makes of a program that imports these names from the package. */
async function bundle(names: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-bundle-"));
  try {
    const entry = join(folder, "entry.ts");
    const index = new URL("./index.ts", import.meta.url).pathname;
    await writeFile(entry, `export { ${names} } from ${JSON.stringify(index)};\n`);
    const outDir = join(folder, "out");
    const external = ["#platform", /^@linnet\//, "fflate"];
    await build({
      entry: [entry],
      outDir,
      external,
      format: "esm",
      target: "es2022",
      config: false,
      silent: true,
      dts: false,
    });
    const files = await readdir(outDir);
    return (await Promise.all(files.map((file) => readFile(join(outDir, file), "utf8")))).join("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the package", () => {
  it("offers these names", () => {
    expect(Object.keys(data).toSorted()).toEqual([
      "FileError",
      "FormatError",
      "Table",
      "batches",
      "decodeCsv",
      "decodeIdx",
      "decodeImage",
      "decodeJson",
      "decodeJsonArray",
      "decodeNpy",
      "decodeNpz",
      "decodeSafetensors",
      "encodeCsv",
      "encodeIdx",
      "encodeJpeg",
      "encodeJson",
      "encodeNpy",
      "encodeNpz",
      "encodePng",
      "encodeSafetensors",
      "loadBreastCancer",
      "loadBytes",
      "loadCsv",
      "loadDevilsDictionary",
      "loadDigits",
      "loadIdx",
      "loadImage",
      "loadIris",
      "loadJson",
      "loadJsonArray",
      "loadNpy",
      "loadNpz",
      "loadSafetensors",
      "loadShards",
      "loadWine",
      "saveBytes",
      "saveCsv",
      "saveIdx",
      "saveImage",
      "saveJson",
      "saveNpy",
      "saveNpz",
      "saveSafetensors",
      "streamCsv",
      "streamJsonLines",
      "streamNpy",
    ]);
  });

  const contents: Readonly<Record<string, string>> = {
    loadBreastCancer: tumours,
    loadDevilsDictionary: text,
    loadDigits: pixels,
    loadIris: flowers,
    loadWine: wines,
  };
  const isIn = (bundled: string, content: string): boolean => bundled.includes(content.slice(0, 40));

  it("gives a data set to a bundle that asks for it, and to no other", async () => {
    const others = Object.keys(data).filter((name) => !Object.hasOwn(contents, name));
    const without = await bundle(others.join(", "));
    for (const [name, content] of Object.entries(contents)) {
      const own = await bundle(name);
      expect(isIn(without, content)).toBe(false);
      expect(Object.values(contents).filter((other) => isIn(own, other))).toEqual([content]);
    }
  });

  it("gives each format without the others", async () => {
    const npy = await bundle("decodeNpy");
    expect(npy).not.toContain("__metadata__");
    expect(npy).not.toContain("the type code must be");
    expect(npy).not.toContain("#platform");
  });
});
