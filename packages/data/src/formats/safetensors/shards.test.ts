import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { arange, ones } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejection } from "../../testing.js";
import { encodeSafetensors } from "./encode.js";
import { loadShards } from "./shards.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-shards-"));
  await writeFile(join(folder, "one.safetensors"), encodeSafetensors({ a: arange(3), b: ones([2]) }, { format: "pt" }));
  await writeFile(join(folder, "two.safetensors"), encodeSafetensors({ c: ones([2, 2]) }));
});
afterAll(() => rm(folder, { recursive: true }));

async function index(content: unknown): Promise<string> {
  const path = join(folder, "model.safetensors.index.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
const mapOf = (map: Record<string, unknown>): Promise<string> => index({ metadata: {}, weight_map: map });
const all = { a: "one.safetensors", b: "one.safetensors", c: "two.safetensors" };

describe("loadShards", () => {
  it("reads tensors from the files that an index names, each once", async () => {
    const path = await mapOf(all);
    for (const at of [path, pathToFileURL(path)]) {
      const { tensors, metadata } = await loadShards(at);
      expect(Object.keys(tensors).toSorted()).toEqual(["a", "b", "c"]);
      expect(tensors["a"].toArray()).toEqual([0, 1, 2]);
      expect(metadata).toEqual({ format: "pt" });
    }
  });

  it.each([
    [
      "text that is no JSON",
      "{",
      /^FormatError: loadShards: the index must be JSON; got .* at byte 0 of .*index\.json\.$/,
    ],
    [
      "no map",
      {},
      /the index must have a weight_map; got undefined at byte 0 of .*\. Name the file that ends in \.index\.json\.$/,
    ],
    [
      "a way out of the folder",
      { weight_map: { a: "../one" } },
      /files of an index must be beside it; got "\.\.\/one" for "a"/,
    ],
    ["no name of a file", { weight_map: { a: 7 } }, /files of an index must be beside it; got 7 for "a"/],
    [
      "a tensor that is not there",
      { weight_map: { ...all, d: "two.safetensors" } },
      /two\.safetensors must hold "d"; got none of that name/,
    ],
    [
      "a tensor that is elsewhere",
      { weight_map: { ...all, b: "two.safetensors" } },
      /every tensor must be in the file that the index names; got "b" in one\.safetensors/,
    ],
    [
      "a file that is not there",
      { weight_map: { ...all, d: "three.safetensors" } },
      /^FileError: loadSafetensors: the file must be readable; got ENOENT/,
    ],
  ])("refuses %s", async (_name, content, message) => {
    expect(await rejection(loadShards(await index(content)))).toMatch(message);
  });
});
