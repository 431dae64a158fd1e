import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array } from "./array/from-data.js";
import { NDArray } from "./array/ndarray.js";
import { ValueError } from "./errors.js";
import { add, mul } from "./ops/arithmetic.js";
import { State, arraysIn, mapTree, mapTreeArrays, treeArrays, treeLeaves, unflattenTree } from "./tree.js";

class Layer {
  readonly activation = Math.tanh;
  constructor(
    readonly weight: NDArray,
    readonly bias: NDArray | null,
  ) {}
  get parameters(): number {
    return this.weight.size + (this.bias?.size ?? 0);
  }
}

const x = array([1, 2, 3]);
const y = array([4, 5]);
const twice = (leaf: NDArray): NDArray => mul(leaf, 2);
const paths = (tree: unknown): string[] => treeLeaves(tree).map(({ path }) => path);

/** Trees of three kinds of node, as deep as four. */
const trees = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.array(fc.double({ noNaN: true }), { maxLength: 3 }).map((values) => array(values as number[])),
    fc.constantFrom<unknown>(null, 3, "name", array([1, 2], { dtype: "int32" }), new State(array([1]))),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree")),
    fc.tuple(tie("tree")).map(([child]) => Object.assign(new Layer(array([1]), null), { child })),
  ),
})).tree;

describe("mapTree", () => {
  it("keeps the identity: mapTree(x => x, t) is t", () => {
    fc.assert(fc.property(trees, (tree) => mapTree((leaf) => leaf, tree) === tree));
  });

  it("composes: mapping by f and then g maps by g∘f, leaf by leaf and path by path", () => {
    const plus = (leaf: NDArray): NDArray => add(leaf, 1);
    fc.assert(
      fc.property(trees, (tree) => {
        const steps = treeLeaves(mapTree(plus, mapTree(twice, tree)));
        const once = treeLeaves(mapTree((leaf) => plus(twice(leaf)), tree));
        expect(steps.map(({ path, leaf }) => [path, leaf.toArray()])).toEqual(
          once.map(({ path, leaf }) => [path, leaf.toArray()]),
        );
      }),
    );
  });

  it("rebuilds a class instance with its prototype, methods and static fields, and without its constructor", () => {
    const layer = new Layer(x, null);
    const mapped = mapTree(twice, layer);
    expect(mapped).toBeInstanceOf(Layer);
    expect(mapped).not.toBe(layer);
    expect(mapped.parameters).toBe(3);
    expect(mapped.activation).toBe(Math.tanh);
    expect(mapped.bias).toBeNull();
    expect(mapped.weight.toArray()).toEqual([2, 4, 6]);
    expect(layer.weight).toBe(x);
  });

  it("keeps fields that are not enumerable, and takes any name for one of a field", () => {
    const tree = Object.defineProperties(JSON.parse('{ "__proto__": 1, "w": 2 }') as { w: NDArray }, {
      ["__proto__"]: { value: x, enumerable: true },
      w: { value: x, enumerable: true },
      cache: { value: 3, enumerable: false },
      [Symbol.for("hidden")]: { value: 4, enumerable: false },
    });
    const mapped = mapTree(twice, tree);
    expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype);
    expect(Object.entries(mapped).map(([name, leaf]) => [name, leaf.toArray()])).toEqual([
      ["__proto__", [2, 4, 6]],
      ["w", [2, 4, 6]],
    ]);
    expect(Object.getOwnPropertyDescriptor(mapped, "cache")).toMatchObject({ value: 3, enumerable: false });
    expect(Object.getOwnPropertyDescriptor(mapped, Symbol.for("hidden"))?.value).toBe(4);
  });

  it("rebuilds a frozen record", () => {
    expect(mapTree(twice, Object.freeze({ w: x, n: 1 }))).toEqual({ w: expect.any(NDArray), n: 1 });
  });

  it("keeps what is static: integers, bools, State, numbers, functions, typed arrays, Map and Set", () => {
    const tree = {
      index: array([0, 1], { dtype: "int32" }),
      mask: array([true]),
      mean: new State(x),
      rate: 0.1,
      bytes: new Float32Array(2),
      byName: new Map([["x", x]]),
      all: new Set([x]),
      f: twice,
      none: undefined,
    };
    expect(mapTree(twice, tree)).toBe(tree);
    expect(treeLeaves(tree)).toEqual([]);
  });

  it("walks other trees in step", () => {
    const sum = mapTree((a, b, c) => add(add(a, b), c), { p: [x], q: y }, { p: [x], q: y }, { p: [twice(x)], q: y });
    expect(sum.p[0].toArray()).toEqual([4, 8, 12]);
    expect(sum.q.toArray()).toEqual([12, 15]);
  });

  it("keeps tied what is tied: one array, or one layer, in two places is mapped once", () => {
    const layer = new Layer(x, y);
    const model = { encoder: layer, decoder: layer, head: { weight: x } };
    let calls = 0;
    const mapped = mapTree((leaf, gradient) => (calls++, add(leaf, gradient)), model, mapTree(twice, model));
    expect(calls).toBe(2);
    expect(mapped.encoder).toBe(mapped.decoder);
    expect(mapped.head.weight).toBe(mapped.encoder.weight);
    expect(paths(model)).toEqual(["encoder.weight", "encoder.bias"]);
  });

  it("maps each pair once where another tree is not tied", () => {
    const mapped = mapTree(add, { a: x, b: x }, { a: x, b: twice(x) });
    expect(mapped.a.toArray()).toEqual([2, 4, 6]);
    expect(mapped.b.toArray()).toEqual([3, 6, 9]);
  });

  it("refuses a cycle, with the keys that lead to it", () => {
    const tree: Record<string, unknown> = { w: x, children: [] };
    (tree.children as unknown[]).push({ parent: tree });
    expect(() => mapTree(twice, tree)).toThrow(ValueError);
    expect(() => mapTree(twice, tree)).toThrow(
      "mapTree: a tree must not contain itself; got a cycle at children.0.parent. Keep references back to parents out of trees.",
    );
  });

  it("refuses another tree without an array in a leaf's place", () => {
    expect(() => mapTree(add, { a: { b: x } }, { a: {} } as never)).toThrow(ValueError);
    expect(() => mapTree(add, { a: { b: x } }, { a: {} } as never)).toThrow(
      "mapTree: every tree must have an array wherever the first has a leaf; got undefined at a.b.",
    );
    expect(() => mapTree(add, x, null as never)).toThrow(
      "mapTree: every tree must have an array wherever the first has a leaf; got null at the root.",
    );
  });
});

describe("treeLeaves and treeArrays", () => {
  const tree = { layers: [new Layer(x, y), { mean: new State(twice(x)), index: array([1], { dtype: "int32" }) }] };

  it("names leaves by the keys that lead to them", () => {
    expect(paths(tree)).toEqual(["layers.0.weight", "layers.0.bias"]);
    expect(paths(x)).toEqual([""]);
  });

  it("names all arrays, State by its own key", () => {
    const all = ["layers.0.weight", "layers.0.bias", "layers.1.mean", "layers.1.index"];
    expect(treeArrays(tree).map(({ path }) => path)).toEqual(all);
    expect(arraysIn(tree)).toHaveLength(4);
    expect(arraysIn(x)).toEqual([x]);
  });

  it("maps all arrays, rebuilding State", () => {
    const named = mapTreeArrays((a, path) => (path === "layers.1.mean" ? x : a), tree);
    const { mean } = named.layers[1] as { mean: State };
    expect(mean).toBeInstanceOf(State);
    expect(mean.value).toBe(x);
    expect(named.layers[0]).toBe(tree.layers[0]);
  });
});

describe("unflattenTree", () => {
  it("is the inverse of treeLeaves", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const leaves = treeLeaves(mapTree(twice, tree)).map(({ leaf }) => leaf);
        expect(treeLeaves(unflattenTree(tree, leaves)).map(({ leaf }) => leaf)).toEqual(leaves);
      }),
    );
  });

  it("refuses another number of leaves", () => {
    expect(() => unflattenTree([x, y], [x])).toThrow(ValueError);
    expect(() => unflattenTree([x, y], [x])).toThrow(
      "unflattenTree: leaves must be as many as the tree has, 2; got 1.",
    );
    expect(() => unflattenTree([x, y], [x, y, x])).toThrow(
      "unflattenTree: leaves must be as many as the tree has, 2; got 3.",
    );
  });
});
