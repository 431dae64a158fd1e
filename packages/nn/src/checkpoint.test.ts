import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrayEqual, random, zeros } from "@linnet/core";
import { FormatError, encodeSafetensors } from "@linnet/data";
import { decodeModel, encodeModel, loadModel, parametersOf, saveModel } from "./checkpoint.js";
import { CheckpointError } from "./errors.js";
import { Relu } from "./layers/activations/activations.js";
import { Linear } from "./layers/linear.js";
import { sequential } from "./layers/sequential.js";

const build = (seed: number) => {
  const rng = random(seed);
  return sequential(Linear.init(rng, 3, 4), new Relu(), Linear.init(rng, 4, 2, { bias: false }));
};

describe("checkpoint", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "linnet-nn-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("a model saved and loaded predicts identically, bit for bit", async () => {
    const model = build(1);
    const path = join(folder, "model.safetensors");
    await saveModel(path, model, { metadata: { note: "test" } });
    const loaded = await loadModel(path, build(2));
    const x = random(3).normal([5, 3], { dtype: "float32" });
    expect(arrayEqual(loaded.forward(x), model.forward(x))).toBe(true);
    expect(await readdir(folder)).toEqual(["model.safetensors"]);
  });

  it("names parameters by their path", () => {
    expect(Object.keys(parametersOf(build(1)))).toEqual(["layers.0.weight", "layers.0.bias", "layers.2.weight"]);
    expect(arrayEqual(decodeModel(encodeModel(build(1)), build(2)).layers[0].weight, build(1).layers[0].weight)).toBe(
      true,
    );
  });

  it("lists what is missing, unexpected and of another shape, and loads nothing", () => {
    const { "layers.2.weight": _, ...parameters } = parametersOf(build(1));
    const bytes = encodeSafetensors({ ...parameters, "layers.0.bias": zeros([7]), extra: zeros([1]) });
    expect(() => decodeModel(bytes, build(2))).toThrow(CheckpointError);
    expect(() => decodeModel(bytes, build(2))).toThrow(
      "decodeModel: the file must hold exactly the model's parameters; got missing layers.2.weight; unexpected extra; " +
        "mismatched layers.0.bias (model float32 [4], file float64 [7]). Build the model as it was when it was saved.",
    );
  });

  it("refuses a corrupt file", async () => {
    const path = join(folder, "broken.safetensors");
    await writeFile(path, encodeModel(build(1)).slice(0, 40));
    await expect(loadModel(path, build(1))).rejects.toThrow(FormatError);
  });
});
