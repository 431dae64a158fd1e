/// <reference types="node" />
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
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

  it("follows a link, and keeps the permissions of the file that it replaces", async () => {
    const [path, link] = [join(folder, "loss.svg"), join(folder, "link.svg")];
    await writeFile(path, "old", { mode: 0o600 });
    await symlink(path, link);
    await save(figure, link);
    expect(await readFile(path, "utf8")).toContain(figure.svg);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(["link.svg", "loss.svg"]);
  });

  it("leaves nothing behind when a folder has that name", async () => {
    const path = join(folder, "folder.svg");
    await mkdir(join(path, "inside"), { recursive: true });
    await expect(save(figure, path)).rejects.toBeInstanceOf(ValueError);
    await expect(save(figure, path)).rejects.toThrow(
      `save: path must be a place that can be written; got ${JSON.stringify(path)} (EISDIR). Name a file: this is a folder.`,
    );
    expect(await readdir(folder)).toEqual(["folder.svg"]);
  });

  it.each([
    ["none", "ENOENT", "Create its folder first."],
    ["file", "ENOTDIR", "A part of the path is a file, not a folder."],
  ])("refuses a path through %s", async (part, code, hint) => {
    await writeFile(join(folder, "file"), "");
    const path = join(folder, part, "loss.svg");
    await expect(save(figure, path)).rejects.toThrow(
      `save: path must be a place that can be written; got ${JSON.stringify(path)} (${code}). ${hint}`,
    );
  });

  it("refuses a place that is read-only", async () => {
    // the root user of a container may write anywhere, but not here
    const path = process.getuid?.() === 0 ? "/proc/loss.svg" : join(folder, "locked", "loss.svg");
    await mkdir(join(folder, "locked"), { mode: 0o500 });
    await expect(save(figure, path)).rejects.toThrow(
      /^save: path must be a place that can be written; got ".*loss\.svg" \((EACCES|EPERM|EROFS|ENOENT)\)\. [A-Z].*\.$/,
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
