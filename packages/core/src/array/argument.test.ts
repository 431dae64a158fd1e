import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import {
  DTypeError,
  DisposedError,
  IndexError,
  LinnetError,
  type NDArray,
  ValueError,
  array,
  zeros,
} from "../index.js";

type Refusal = typeof DTypeError | typeof IndexError | typeof ValueError;

/** As JavaScript calls them: nothing is checked beforehand. */
type Untyped = (...args: readonly unknown[]) => unknown;
const operations = Object.entries(core as unknown as Readonly<Record<string, Untyped>>);
const named = (name: string): Untyped => operations.find(([key]) => key === name)?.[1] as Untyped;

const makers = [
  "arange",
  "array",
  "asarray",
  "broadcastShapes",
  "configure",
  "empty",
  "eye",
  "fromFunction",
  "full",
  "linspace",
  "ones",
  "random",
];
const trees = ["arraysIn", "mapTree", "mapTreeArrays", "scope", "treeArrays", "treeLeaves", "unflattenTree", "zeros"];
const others = [...makers, ...trees, "inspect"];
const ofArrays = operations.filter(
  ([name, f]) => typeof f === "function" && /^[a-z]/.test(name) && !others.includes(name),
);
/** By which name an operation speaks that has two. */
const spokenOf: Readonly<Record<string, string>> = { gather: "take" };

describe("arguments that no type has checked", () => {
  it.each(ofArrays)("%s refuses what is no array, in its own name", (name, f) => {
    for (const wrong of [
      undefined,
      null,
      "a",
      3n,
      [1, 2],
      {},
      { layout: {} },
      new Float64Array(2),
      () => 1,
      Symbol("s"),
    ]) {
      for (const rest of [[], [0, 1], [wrong]]) {
        expect(() => f(wrong, ...rest)).toThrow(LinnetError);
        expect(() => f(wrong, ...rest)).toThrow(new RegExp(`^${spokenOf[name] ?? name}: .*; got .*\\.`, "s"));
      }
    }
  });

  it.each<[string, (x: NDArray) => unknown]>([
    ["add", (x) => x.add(1)],
    ["equal", (x) => x.equal(x)],
    ["exp", core.exp],
    ["sum", (x) => x.sum()],
    ["mean", (x) => x.mean({ axis: 0 })],
    ["max", (x) => core.max(x)],
    ["softmax", (x) => core.softmax(x)],
    ["reshape", (x) => x.reshape([-1])],
    ["slice", (x) => x.slice(0)],
    ["permuteDims", (x) => x.T],
    ["with", (x) => x.with([0], 1)],
    ["take", (x) => core.take(x, [0])],
    ["concat", (x) => core.concat([x, x])],
    ["matmul", (x) => x.matmul(x)],
    ["where", (x) => core.where(array([true]), x, 0)],
    ["astype", (x) => x.astype("int8")],
    ["arrayEqual", (x) => core.arrayEqual(x, x)],
    ["item", (x) => x.item()],
    ["toArray", (x) => x.toArray()],
    ["toTypedArray", (x) => x.toTypedArray()],
    ["view", (x) => x.view()],
    ["toString", String],
    ["toLatex", core.toLatex],
    ["toText", core.toText],
    ["toRecord", core.toRecord],
    ["withValue", (x) => core.withValue(x, [[0]], 1)],
    ["putAlongAxis", (x) => core.putAlongAxis(x, zeros([1, 1], { dtype: "int32" }), 1)],
  ])("%s refuses an array that was given back", (name, f) => {
    const x = zeros([1, 1]);
    x.dispose();
    expect(() => f(x)).toThrow(DisposedError);
    expect(() => f(x)).toThrow(
      new RegExp(`^${name}: the array must be live; got one that was disposed or left its scope`),
    );
  });

  it("says what it wants, what it got and what to do", () => {
    const x = zeros([2, 3]);
    const cases: readonly [string, readonly unknown[], Refusal, string][] = [
      ["exp", [1], ValueError, "exp: x must be an NDArray; got 1. Make one with array(…)."],
      ["matmul", [x], ValueError, "matmul: b must be an NDArray; got undefined. Make one with array(…)."],
      [
        "add",
        ["a", x],
        DTypeError,
        'add: operands must be two arrays, or an array and a number; got a "a" and b float64. Make one with array(…).',
      ],
      ["concat", [x, x], ValueError, "concat: arrays must be a list; got an array [2, 3]."],
      ["concat", [[x, 1]], ValueError, "concat: arrays[1] must be an NDArray; got 1. Make one with array(…)."],
      ["zeros", [3], ValueError, "zeros: shape must be a list; got 3. Write [3]."],
      ["zeros", ["3"], ValueError, 'zeros: shape must be a list; got "3".'],
      ["zeros", [["3"]], ValueError, 'zeros: dimensions must be integers in [0, 2147483647]; got ["3"].'],
      ["reshape", [x, 6], ValueError, "reshape: shape must be a list; got 6. Write [6]."],
      ["sum", [x, 0], ValueError, "sum: options must be an object; got 0. Give them by name: { name: value }."],
      [
        "ones",
        [[2], "int8"],
        ValueError,
        'ones: options must be an object; got "int8". Give them by name: { name: value }.',
      ],
      [
        "softmax",
        [x, [0]],
        ValueError,
        "softmax: options must be an object; got a list. Give them by name: { name: value }.",
      ],
      [
        "sum",
        [x, { axis: "0" }],
        IndexError,
        'sum: axis must be an integer in [-2, 1] for an array of 2 axes; got "0".',
      ],
      ["sum", [array(1), { axis: 0 }], IndexError, "sum: there must be an axis to choose; got a 0-d array."],
      ["array", [null], DTypeError, "array: elements must be numbers or booleans; got element null."],
      ["scope", [x], ValueError, "scope: its argument must be a function; got an array [2, 3]."],
      ["mapTree", [x, Math.abs], ValueError, "mapTree: its first argument must be a function; got an array [2, 3]."],
    ];
    for (const [name, args, type, message] of cases) {
      expect(() => named(name)(...args)).toThrow(type);
      expect(() => named(name)(...args)).toThrow(message);
    }
  });

  it("takes null for options as none", () => {
    expect((named("sum")(array([1, 2]), null) as NDArray).item()).toBe(3);
  });
});
