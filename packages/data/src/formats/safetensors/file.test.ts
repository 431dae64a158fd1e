import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { arange, ones, scope } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, rejection, valuesOf } from "../../testing.js";
import fixtures from "../fixtures/safetensors.json" with { type: "json" };
import type { Progress } from "../../source/progress.js";
import { encodeSafetensors } from "./encode.js";
import { loadSafetensors, saveSafetensors } from "./file.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-safetensors-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("saveSafetensors and loadSafetensors", () => {
  it("write the bytes of encodeSafetensors, and nothing beside", async () => {
    const own = await mkdtemp(join(folder, "own-"));
    const tensors = { weight: ones([2, 3]), bias: arange(3) };
    await saveSafetensors(join(own, "a.safetensors"), tensors, { by: "test" });
    expect(await readdir(own)).toEqual(["a.safetensors"]);
    expect(new Uint8Array(await readFile(join(own, "a.safetensors")))).toEqual(
      encodeSafetensors(tensors, { by: "test" }),
    );
  });

  it("come back from a path and from a file URL, converted where asked", async () => {
    const path = join(folder, "round.safetensors");
    await saveSafetensors(pathToFileURL(path), { x: arange(5) }, { n: "5" });
    for (const location of [path, pathToFileURL(path)]) {
      const { tensors, metadata } = await loadSafetensors(location);
      expect(tensors.x.toArray()).toEqual([0, 1, 2, 3, 4]);
      expect(metadata).toEqual({ n: "5" });
    }
    await writeFile(path, bytesOf(fixtures.files.int64));
    expect(valuesOf((await loadSafetensors(path, { convert: { int64: "int32" } })).tensors.x)).toEqual([
      0,
      -1,
      2 ** 31 - 1,
      -(2 ** 31),
    ]);
  });

  it("read the arrays before they return: a scope may end while the file is written", async () => {
    const path = join(folder, "scoped.safetensors");
    const saved: Promise<void>[] = [];
    scope(() => {
      saved.push(saveSafetensors(path, { x: arange(1000) }));
    });
    scope(() => {
      ones([1000]).mul(7); // takes the memory again
    });
    await Promise.all(saved);
    const { tensors } = await loadSafetensors(path);
    expect(valuesOf(tensors.x)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it("name the file in the error of a damaged one", async () => {
    const path = join(folder, "damaged.safetensors");
    const whole = encodeSafetensors({ x: arange(4) });
    for (const cut of [3, 20, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, cut));
      expect(await rejection(loadSafetensors(path))).toMatch(
        /^FormatError: loadSafetensors: .* at byte \d+ of \/.*damaged\.safetensors\. .*$/,
      );
    }
    await writeFile(path, new Uint8Array(0));
    expect(await rejection(loadSafetensors(path))).toBe(
      `FormatError: loadSafetensors: the file must begin with 8 bytes of header length; got an empty file at byte 0 of ${path}. The file may be truncated.`,
    );
  });

  it("say what a file seems to be that is none", async () => {
    const path = join(folder, "other.safetensors");
    await writeFile(path, "name,size\nAda,7\n");
    expect(await rejection(loadSafetensors(path))).toBe(
      `FormatError: loadSafetensors: the header must have at most 100000000 bytes; got what seems to be text, as CSV files are at byte 0 of ${path}. Check that this is a safetensors file.`,
    );
  });

  it("tell their progress, and stop when they are told to", async () => {
    const file = encodeSafetensors({ x: arange(300_000), y: arange(5) });
    const told: Progress[] = [];
    await loadSafetensors(file, { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ loaded }) => loaded)).toEqual(told.map(({ loaded }) => loaded).toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual({ loaded: file.length, total: file.length });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort("enough");
    await expect(loadSafetensors(file, { signal: controller.signal, onProgress })).rejects.toBe("enough");
  });

  it("say what is the matter with a path", async () => {
    const missing = join(folder, "missing.safetensors");
    expect(await rejection(loadSafetensors(missing))).toBe(
      `FileError: loadSafetensors: the file must be readable; got ENOENT for "${missing}". Check the path: the file or its folder does not exist.`,
    );
    expect(await rejection(loadSafetensors(folder))).toBe(
      `FileError: loadSafetensors: the file must be readable; got EISDIR for "${folder}". Name a regular file.`,
    );
    const nowhere = join(missing, "x.safetensors");
    expect(await rejection(saveSafetensors(nowhere, {}))).toBe(
      `FileError: saveSafetensors: the file must be writable; got ENOENT for "${nowhere}". Check the path: the file or its folder does not exist. An old file of that name is unchanged.`,
    );
    const url = new URL("https://example.org/a.safetensors");
    expect(await rejection(saveSafetensors(url, {}))).toBe(
      'FileError: saveSafetensors: a URL must be of a file; got https: for "https://example.org/a.safetensors". Give a path, or a URL that begins with file:///.',
    );
  });

  it("follow a link, and leave it one", async () => {
    const target = join(folder, "target.safetensors");
    const link = join(folder, "link.safetensors");
    await saveSafetensors(target, { x: ones([1]) });
    await symlink(target, link);
    await saveSafetensors(link, { x: ones([2]) });
    expect((await loadSafetensors(target)).tensors.x.shape).toEqual([2]);
  });

  it("leave a folder of that name alone, and no temporary file", async () => {
    const own = await mkdtemp(join(folder, "own-"));
    await mkdir(join(own, "taken"));
    await writeFile(join(own, "taken", "inside"), "");
    expect(await rejection(saveSafetensors(join(own, "taken"), {}))).toMatch(
      /^FileError: saveSafetensors: the file must be writable; got /,
    );
    expect(await readdir(own)).toEqual(["taken"]);
  });
});
