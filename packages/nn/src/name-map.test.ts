import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NDArray, ShapeError, State, ValueError, arange, arrayEqual, zeros } from "@linnet/core";
import { FormatError, decodeSafetensors, encodeSafetensors } from "@linnet/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeModel, encodeModel, loadModel, parametersOf, saveModel } from "./checkpoint.js";
import { CheckpointError } from "./errors.js";
import fixtures from "./fixtures/named-checkpoints.json" with { type: "json" };
import { Linear } from "./layers/linear.js";
import type { NameMap, NameRule } from "./name-map.js";

const file = (name: keyof typeof fixtures): Buffer => Buffer.from(fixtures[name], "base64");
const blank = (...shape: number[]): NDArray => zeros(shape, { dtype: "float32" });
/** What the fixtures hold: 1/16 of the integers from `start` on. */
const ramp = (start: number, ...shape: number[]): NDArray => {
  const size = shape.reduce((n, length) => n * length, 1);
  return arange(start, start + size)
    .astype("float32")
    .div(16)
    .reshape(shape) as NDArray;
};

/** Attention whose parts are arrays of their own, running statistics, and a head. */
const attention = () => ({
  query: { weight: blank(2, 2), bias: blank(2) },
  key: { weight: blank(2, 2), bias: blank(2) },
  value: { weight: blank(2, 2), bias: blank(2) },
});
const network = () => ({
  layers: [attention(), attention()],
  norm: { runningMean: new State(blank(2)) },
  head: new Linear(blank(3, 2) as never, blank(3) as never),
});
const torchNames: readonly NameRule[] = [
  ...["weight", "bias"].map((kind) => ({
    theirs: `encoder.{i}.attn.in_proj_${kind}`,
    ours: ["query", "key", "value"].map((part) => `layers.{i}.${part}.${kind}`),
  })),
  { theirs: "{...at}.running_mean", ours: "{...at}.runningMean" },
];
const sorted = (tensors: Readonly<Record<string, NDArray>>): unknown =>
  Object.fromEntries(
    Object.entries(tensors)
      .toSorted()
      .map(([name, x]) => [name, [x.dtype, x.shape, x.toArray()]]),
  );

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-names-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a checkpoint of PyTorch's names", () => {
  it("is read: fused weights are taken apart, statistics renamed, counters left out", async () => {
    const path = join(folder, "torch.safetensors");
    await writeFile(path, file("torch"));
    const model = await loadModel(path, network(), { names: torchNames });
    expect(arrayEqual(model.layers[0].query.weight, ramp(0, 2, 2))).toBe(true);
    expect(arrayEqual(model.layers[0].value.weight, ramp(8, 2, 2))).toBe(true);
    expect(arrayEqual(model.layers[1].key.weight, ramp(204, 2, 2))).toBe(true);
    expect(arrayEqual(model.layers[1].key.bias, ramp(302, 2))).toBe(true);
    expect(arrayEqual(model.norm.runningMean.value, ramp(400, 2))).toBe(true);
    expect(arrayEqual(model.head.weight, ramp(500, 3, 2))).toBe(true);
  });

  it("is written as it was read, but for the counter", async () => {
    const path = join(folder, "back.safetensors");
    const model = decodeModel(file("torch"), network(), { names: torchNames });
    await saveModel(path, model, { names: torchNames, metadata: { format: "pt" } });
    const { tensors, metadata } = decodeSafetensors(
      encodeModel(model, { names: torchNames, metadata: { format: "pt" } }),
    );
    const { "norm.num_batches_tracked": _, ...given } = decodeSafetensors(file("torch"), { convert: "int32" }).tensors;
    expect(sorted(tensors)).toEqual(sorted(given));
    expect(metadata).toEqual({ format: "pt" });
    const again = await loadModel(path, network(), { names: torchNames });
    expect(sorted(parametersOf(again))).toEqual(sorted(parametersOf(model)));
  });

  it("lists by our paths what it has not", () => {
    const names = torchNames.slice(1);
    expect(() => decodeModel(file("torch"), network(), { names })).toThrow(CheckpointError);
    expect(() => decodeModel(file("torch"), network(), { names })).toThrow(
      "missing layers.0.query.weight, layers.0.key.weight, layers.0.value.weight, layers.1.query.weight, " +
        "layers.1.key.weight, layers.1.value.weight; unexpected encoder.0.attn.in_proj_weight, encoder.1.attn.in_proj_weight.",
    );
  });
});

describe("a checkpoint of Hugging Face's names", () => {
  const model = () => ({ block: attention(), embedding: blank(5, 2), head: blank(5, 2) });
  const names: readonly NameRule[] = [
    {
      theirs: "transformer.h.0.attn.c_attn.weight",
      ours: ["query", "key", "value"].map((p) => `block.${p}.weight`),
      transpose: true,
    },
    { theirs: "transformer.h.0.attn.c_attn.bias", ours: ["query", "key", "value"].map((p) => `block.${p}.bias`) },
    { theirs: "transformer.wte.weight", ours: ["embedding", "head"], tied: true },
  ];

  it("is read: float16 widened, weights transposed and taken apart, what is shared given to both", () => {
    const got = decodeModel(file("gpt"), model(), { names });
    const fused = ramp(0, 2, 6).T as NDArray; // [6, 2]: our layout
    expect(arrayEqual(got.block.query.weight, fused.slice("0:2"))).toBe(true);
    expect(arrayEqual(got.block.value.weight, fused.slice("4:6"))).toBe(true);
    expect(arrayEqual(got.block.key.bias, ramp(102, 2))).toBe(true);
    expect([got.embedding, got.head].every((x) => arrayEqual(x, ramp(200, 5, 2)))).toBe(true);
    const { tensors } = decodeSafetensors(encodeModel(got, { names }));
    expect(sorted(tensors)).toEqual(sorted(decodeSafetensors(file("gpt"), { convert: "float32" }).tensors));
  });

  it("fills both places of tied weights from the one name", () => {
    const shared = blank(5, 2);
    const tied = { ...model(), embedding: shared, head: shared };
    const got = decodeModel(file("gpt"), tied, {
      names: [...names.slice(0, 2), { theirs: "transformer.wte.weight", ours: "embedding" }],
    });
    expect(got.embedding).toBe(got.head);
    expect(arrayEqual(got.head, ramp(200, 5, 2))).toBe(true);
  });

  it("of bfloat16 is widened exactly; float64 where it is asked for", () => {
    const weights = decodeModel(file("bfloat16"), { weight: blank(3, 2), bias: blank(3) });
    expect(arrayEqual(weights.weight, ramp(0, 3, 2))).toBe(true);
    const wide = { weight: zeros([3, 2]), bias: zeros([3]) };
    expect(decodeModel(file("bfloat16"), wide, { convert: "float64" }).weight.toArray()).toEqual(
      ramp(0, 3, 2).toArray(),
    );
    expect(() => decodeModel(file("bfloat16"), { weight: zeros([3, 2]), bias: zeros([3]) })).toThrow(
      "mismatched weight (model float64 [3, 2], file float32 [3, 2])",
    );
  });

  it("in several files is read through their index", async () => {
    for (const name of Object.keys(fixtures) as (keyof typeof fixtures)[])
      await writeFile(join(folder, name), file(name));
    const like = () => ({ a: { weight: blank(2, 2) }, b: { weight: blank(2) } });
    const got = await loadModel(join(folder, "model.safetensors.index.json"), like());
    expect(arrayEqual(got.a.weight, ramp(0, 2, 2)) && arrayEqual(got.b.weight, ramp(50, 2))).toBe(true);
    await expect(
      loadModel(join(folder, "model.safetensors.index.json"), { a: { weight: blank(2, 2) } }),
    ).rejects.toThrow("unexpected b.weight");
  });
});

describe("a map of names", () => {
  const bytes = encodeSafetensors({ "fc.weight": ramp(0, 3, 2), "fc.bias": ramp(9, 3) });
  const like = { weight: blank(3, 2), bias: blank(3) };

  it("may be a record, or a function in the direction that is asked for", () => {
    const record = { "fc.{kind}": "{kind}" };
    const got = decodeModel(bytes, like, { names: record });
    expect(arrayEqual(got.bias, ramp(9, 3))).toBe(true);
    expect(Object.keys(decodeSafetensors(encodeModel(got, { names: record })).tensors).toSorted()).toEqual([
      "fc.bias",
      "fc.weight",
    ]);
    expect(arrayEqual(decodeModel(bytes, like, { names: (name) => name.replace("fc.", "") }).weight, got.weight)).toBe(
      true,
    );
    const partly = (path: string): string | null => (path === "bias" ? null : `fc.${path}`);
    expect(Object.keys(decodeSafetensors(encodeModel(got, { names: partly })).tensors)).toEqual(["fc.weight"]);
  });

  it("leaves out what it gives no place", () => {
    const names: NameMap = [
      { theirs: "fc.bias", ours: [] },
      { theirs: "fc.weight", ours: "weight" },
    ];
    expect(arrayEqual(decodeModel(bytes, { weight: blank(3, 2) }, { names }).weight, ramp(0, 3, 2))).toBe(true);
  });

  it.each([
    [5, "decodeModel: names must be rules, a record or a function; got 5."],
    [[{ theirs: "a" }], 'decodeModel: a rule of names must have theirs and ours; got {"theirs":"a"}.'],
    [{ "a.{i}": "b" }, 'decodeModel: both sides of a rule must have the same {placeholders}; got "a.{i}" and "b".'],
    [
      { "fc.weight": "x", "fc.bias": "x" },
      "decodeModel: each place of the model must have one tensor; got fc.weight for x, which has one.",
    ],
  ])("is refused where it is none: %j", (names, message) => {
    expect(() => decodeModel(bytes, like, { names: names as never })).toThrow(ValueError);
    expect(() => decodeModel(bytes, like, { names: names as never })).toThrow(message);
  });

  it("is refused where parts do not make up the whole, either way", () => {
    const names: NameMap = [{ theirs: "fc.weight", ours: ["a", "b"] }];
    const parts = { a: blank(2, 2), b: blank(2, 2) };
    expect(() => decodeModel(bytes, parts, { names })).toThrow(ShapeError);
    expect(() => decodeModel(bytes, parts, { names })).toThrow(
      "decodeModel: fc.weight must be as long along axis 0 as its parts; got fc.weight [3, 2] and a [2, 2] and b [2, 2].",
    );
    expect(() => encodeModel({ a: blank(2, 2) }, { names })).toThrow(
      "encodeModel: fc.weight must have all of its parts; got none at b.",
    );
    expect(() => encodeModel(like, { names: () => "x" })).toThrow(
      "encodeModel: each array must have a name of its own; got two of x.",
    );
  });

  it("does not help a damaged file", () => {
    expect(() => decodeModel(bytes.slice(0, 30), like, { names: { "fc.{kind}": "{kind}" } })).toThrow(FormatError);
  });
});
