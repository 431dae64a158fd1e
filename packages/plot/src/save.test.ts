/// <reference types="node" />
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ValueError } from "@linnet/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lossCurve, save, toBlob } from "./index.js";

const figure = lossCurve({ train: [2, 1] });
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "linnet-plot-"))));
afterEach(() => rm(folder, { recursive: true }));

describe("save", () => {
  it("writes the figure as a file of its own, replacing an older one", async () => {
    const path = join(folder, "Verlust ∂.SVG");
    await writeFile(path, "old");
    await save(figure, path);
    expect(await readFile(path, "utf8")).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${figure.svg}\n`);
    expect(await readdir(folder)).toEqual(["Verlust ∂.SVG"]);
  });

  it("can be called many times at once", async () => {
    const path = join(folder, "loss.svg");
    await Promise.all(Array.from({ length: 10 }, () => save(figure, path)));
    expect(await readdir(folder)).toEqual(["loss.svg"]);
  });

  it("leaves nothing behind when the target cannot be replaced", async () => {
    const path = join(folder, "folder.svg");
    await mkdir(join(path, "inside"), { recursive: true });
    await expect(save(figure, path)).rejects.toBeInstanceOf(ValueError);
    await expect(save(figure, path)).rejects.toThrow(
      /^save: path must be a place that can be written; got ".*folder\.svg" \(E\w+\)\. A file that was there is unchanged\.$/,
    );
    expect(await readdir(folder)).toEqual(["folder.svg"]);
  });

  it("asks for the folder that is missing", async () => {
    const path = join(folder, "none", "loss.svg");
    await expect(save(figure, path)).rejects.toThrow(
      `save: path must be a place that can be written; got ${JSON.stringify(path)} (ENOENT). Create its folder first.`,
    );
  });

  it.each([
    ["loss.png", '"loss.png"'],
    ["", '""'],
    [undefined, "undefined"],
  ])("refuses %j, because figures are SVG", async (path, shown) => {
    await expect(save(figure, path as string)).rejects.toBeInstanceOf(ValueError);
    await expect(save(figure, path as string)).rejects.toThrow(
      `save: path must end in .svg; got ${shown}. Figures are SVG.`,
    );
  });
});

describe("toBlob", () => {
  it("holds the picture with its type", async () => {
    const blob = toBlob(figure);
    expect(blob.type).toBe("image/svg+xml");
    expect(await blob.text()).toBe(figure.svg);
  });
});
