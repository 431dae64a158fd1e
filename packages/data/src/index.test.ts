import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { describe, expect, it } from "vitest";
import { labels, pixels } from "./datasets/digits-bytes.js";
import * as data from "./index.js";

/** What a bundler makes of a program that imports these names from the package. */
async function bundle(names: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-bundle-"));
  try {
    const entry = join(folder, "entry.ts");
    const index = new URL("./index.ts", import.meta.url).pathname;
    await writeFile(entry, `export { ${names} } from ${JSON.stringify(index)};\n`);
    const outDir = join(folder, "out");
    const external = ["#platform", /^@linnet\//];
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
      "decodeIdx",
      "decodeNpy",
      "decodeSafetensors",
      "encodeIdx",
      "encodeNpy",
      "encodeSafetensors",
      "loadBytes",
      "loadDigits",
      "loadIdx",
      "loadNpy",
      "loadSafetensors",
      "loadShards",
      "saveBytes",
      "saveIdx",
      "saveNpy",
      "saveSafetensors",
      "streamNpy",
    ]);
  });

  it("gives the digits to a bundle that asks for them, and to no other", async () => {
    const others = Object.keys(data).filter((name) => name !== "loadDigits");
    const [withDigits, without] = await Promise.all([bundle("loadDigits"), bundle(others.join(", "))]);
    for (const text of [pixels.slice(0, 100), labels.slice(0, 100)]) {
      expect(withDigits).toContain(text);
      expect(without).not.toContain(text);
    }
  });

  it("gives each format without the others", async () => {
    const npy = await bundle("decodeNpy");
    expect(npy).not.toContain("__metadata__");
    expect(npy).not.toContain("the type code must be");
    expect(npy).not.toContain("#platform");
  });
});
