import { NDArray, Random, State, ValueError, array, mapTree, ones, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Linear } from "../../layers/linear.js";
import { crc32 } from "./crc32.js";
import { fromJson, toJson } from "./tree-json.js";

/** Has a function, which JSON has not. */
class Activation {
  constructor(
    readonly weight: NDArray,
    readonly f: (x: number) => number,
    readonly slope = 0.5,
  ) {}
}

const square = (x: number): number => x * x;
const linear = Linear.init(random(1), 2, 3);
const model = { layers: [linear, new Activation(ones([2]), square)] as const };

/** There and back, through text, as a process that starts afresh does. */
function again<T>(tree: T, pattern: unknown = { model }): T {
  const { json, arrays } = toJson("save", tree, pattern, new Map());
  return fromJson("load", JSON.parse(JSON.stringify(json)), pattern, (name) => arrays[name]) as T; // what was written
}

describe("trees as JSON", () => {
  it("keep numbers to the bit, and whatever else states are made of", () => {
    const values = {
      a: [0.1, -0, NaN, Infinity, -Infinity, 5e-324, 2 ** 53],
      b: { c: null, d: "text", e: true },
      f: undefined,
    };
    const got = again(values);
    expect(got).toEqual(values);
    expect(Object.is(got.a[1], -0)).toBe(true);
    expect("f" in got).toBe(true);
    expect(again({ record: { number: "1", like: [], "": 2 } })).toEqual({ record: { number: "1", like: [], "": 2 } }); // our own words
    expect(Object.hasOwn(again(JSON.parse('{ "__proto__": 1 }') as object), "__proto__")).toBe(true);
  });

  it("keep instances with their classes and functions, also in places that the pattern has not", () => {
    const means = mapTree((x) => x.mul(2), model);
    const state = { history: [{ means }, { means: mapTree((x) => x.mul(3), model) }], best: new State(ones([2])) };
    const got = again(state, { optimizer: { history: [] }, model });
    const [first] = got.history[1].means.layers;
    expect(first).toBeInstanceOf(Linear);
    expect(first.weight).toBe(state.history[1].means.layers[0].weight);
    const activation = got.history[0].means.layers[1];
    expect([activation.f, activation.slope, activation instanceof Activation]).toEqual([square, 0.5, true]);
    expect(got.best).toBeInstanceOf(State);
  });

  it("tell instances of one class apart by their functions", () => {
    const cube = (x: number): number => x ** 3;
    const two = { layers: [new Activation(ones([1]), square), new Activation(ones([1]), cube)] };
    const [a, b] = again({ list: two.layers.toReversed() }, { model: two }).list;
    expect([a.f, b.f]).toEqual([cube, square]);
  });

  it("keep one thing in two places one thing: nodes and arrays", () => {
    const x = array([1, 2]);
    const node = { x };
    const got = again({ a: node, b: [node, x], c: { x } });
    expect(got.a).toBe(got.b[0]);
    expect(got.b[1]).toBe(got.a.x);
    expect(got.c).not.toBe(got.a);
    const tied = again({ layers: [linear, linear] });
    expect(tied.layers[0]).toBe(tied.layers[1]);
    const { json } = toJson("save", { x }, {}, new Map([[x, "model.x"]]));
    expect(JSON.stringify(json)).toBe('{"record":{"x":{"array":"model.x"}}}'); // an array that has a name keeps it
  });

  it("tell arrays apart whose paths read the same", () => {
    const got = again({ "a.b": array([1]), a: { b: array([2]) } });
    expect([got["a.b"].item(), got.a.b.item()]).toEqual([1, 2]);
  });

  it("keep streams of random numbers", () => {
    const rng = random(7);
    rng.normal([3]);
    const got = again({ rng: rng.clone() }, { optimizer: { rng: random(0) } });
    expect(got.rng).toBeInstanceOf(Random);
    expect(got.rng.normal([4]).toArray()).toEqual(rng.normal([4]).toArray());
  });

  it("refuse what cannot be saved, with its place, and what no checkpoint has", () => {
    const hint = "Keep arrays, numbers, strings, lists and records there, and classes that the model has.";
    for (const [value, what] of [
      [new Map(), "an instance of Map"],
      [new Float64Array(2), "an instance of Float64Array"],
      [new Activation(ones([1]), Math.sqrt), "an instance of Activation"],
      [square, "a function"],
      [1n, "1"],
    ] as const) {
      expect(() => again({ a: [value] })).toThrow(ValueError);
      expect(() => again({ a: [value] })).toThrow(
        `save: an optimizer's state must be one that can be saved; got ${what} at a.0. ${hint}`,
      );
    }
    const { json } = toJson("save", { a: linear }, { model }, new Map());
    expect(() => fromJson("load", json, {}, () => ones([1]))).toThrow(
      "load: the optimizer must have the classes of the checkpoint; got none at model.layers.0.",
    );
    expect(() => fromJson("load", { odd: 1 }, {}, () => ones([1]))).toThrow(
      'load: the optimizer\'s state must be what a checkpoint writes; got {"odd":1}.',
    );
  });
});

describe("crc32", () => {
  it("is that of zip: the standard's check value, and linear", () => {
    const text = new TextEncoder().encode("123456789");
    expect(crc32(text)).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
    const [a, b] = [5, 9].map((seed) => Uint8Array.from(random(seed).integers(0, 256, [64]).toTypedArray()));
    const sum = a.map((byte, i) => byte ^ b[i]);
    expect((crc32(a) ^ crc32(b) ^ crc32(new Uint8Array(64))) >>> 0).toBe(crc32(sum));
  });
});
