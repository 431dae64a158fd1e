import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { expect, it } from "vitest";

/** What a bundler makes of a program that imports this name from the package. */
async function bundle(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-bundle-"));
  try {
    const entry = join(folder, "entry.ts");
    const index = new URL("./index.ts", import.meta.url).pathname;
    await writeFile(entry, `export { ${name} } from ${JSON.stringify(index)};\n`);
    const outDir = join(folder, "out");
    const external = ["#platform", /^@linnet\//, "@observablehq/plot"];
    await build({ entry: [entry], outDir, external, format: "esm", target: "es2022", config: false, silent: true, dts: false }); // prettier-ignore
    const files = await readdir(outDir);
    return (await Promise.all(files.map((file) => readFile(join(outDir, file), "utf8")))).join("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("gives statistics to a bundle whose charts compute some, and to no other", async () => {
  for (const name of ["histogram", "scatter", "lineChart", "heatmap", "singularValuePlot"]) {
    const bundled = await bundle(name);
    expect(bundled).toContain(`function ${name}(`);
    expect(bundled).not.toContain("@linnet/stats");
  }
  expect(await bundle("densityPlot")).toContain("@linnet/stats");
});
