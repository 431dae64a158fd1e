import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { type NDArray, array } from "../index.js";

// The special cases of the Python Array API standard, 2024.12, for real floating-point operands of the elementwise functions
// that core has. https://data-apis.org/array-api/2024.12/API_specification/elementwise_functions.html

/** A result, or what it is of the operands. */
type Result = number | ((a: number, b: number) => number);
type Unary = readonly [name: string, x: readonly number[], result: Result];
type Binary = readonly [name: string, a: readonly number[], b: readonly number[], result: Result];

const inf = Infinity;
const nan = Number.NaN;
const { PI } = Math;
const infinities = [inf, -inf];
const zeros = [0, -0];
const positives = [0.5, 1, 2.5, 3, 1e30];
const negatives = [-0.5, -1, -2.5, -3, -1e30];
const finite = [...positives, ...negatives];
const above = [0, ...positives, inf]; // not NaN, sign not set
const below = [-0, ...negatives, -inf];
const numbers = [...above, ...below];
const any = [...numbers, nan];
const itself = (x: number): number => x;

const unary: readonly Unary[] = [
  ...["abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "exp"].map(letsNaNThrough),
  ...["expm1", "floor", "log", "log1p", "neg", "positive", "reciprocal", "round", "sign"].map(letsNaNThrough),
  ...["sin", "sinh", "sqrt", "square", "tan", "tanh", "trunc"].map(letsNaNThrough),

  ["abs", zeros, 0],
  ["abs", infinities, inf],
  ["acos", [1.5, -1.5, ...infinities], nan],
  ["acos", [1], 0],
  ["acosh", [0.5, ...zeros, ...negatives, -inf], nan],
  ["acosh", [1], 0],
  ["acosh", [inf], inf],
  ["asin", [1.5, -1.5, ...infinities], nan],
  ["asin", zeros, itself],
  ["asinh", [...zeros, ...infinities], itself],
  ["atan", zeros, itself],
  ["atan", [inf], PI / 2],
  ["atan", [-inf], -PI / 2],
  ["atanh", [1.5, -1.5, ...infinities], nan],
  ["atanh", [1], inf],
  ["atanh", [-1], -inf],
  ["atanh", zeros, itself],
  ["ceil", [...zeros, ...infinities, 7, -7, 2 ** 60], itself],
  ["cos", zeros, 1],
  ["cos", infinities, nan],
  ["cosh", zeros, 1],
  ["cosh", infinities, inf],
  ["exp", zeros, 1],
  ["exp", [inf], inf],
  ["exp", [-inf], 0],
  ["expm1", [...zeros, inf], itself],
  ["expm1", [-inf], -1],
  ["floor", [...zeros, ...infinities, 7, -7, 2 ** 60], itself],
  ["log", [...negatives, -inf], nan],
  ["log", zeros, -inf],
  ["log", [1], 0],
  ["log", [inf], inf],
  ["log1p", [-1.5, -3, -inf], nan],
  ["log1p", [-1], -inf],
  ["log1p", [...zeros, inf], itself],
  ["neg", numbers, (x) => -x],
  ["positive", numbers, itself],
  ["reciprocal", [0], inf],
  ["reciprocal", [-0], -inf],
  ["reciprocal", [inf], 0],
  ["reciprocal", [-inf], -0],
  ["round", [...zeros, ...infinities, 7, -7, 2 ** 60], itself],
  ["round", [0.5], 0],
  ["round", [-0.5], -0],
  ["round", [1.5, 2.5], 2],
  ["round", [-1.5, -2.5], -2],
  ["sign", [...negatives, -inf], -1],
  ["sign", zeros, 0],
  ["sign", [...positives, inf], 1],
  ["sin", zeros, itself],
  ["sin", infinities, nan],
  ["sinh", [...zeros, ...infinities], itself],
  ["sqrt", [...negatives, -inf], nan],
  ["sqrt", [...zeros, inf], itself],
  ["square", zeros, 0],
  ["square", infinities, inf],
  ["tan", zeros, itself],
  ["tan", infinities, nan],
  ["tanh", zeros, itself],
  ["tanh", [inf], 1],
  ["tanh", [-inf], -1],
  ["trunc", [...zeros, ...infinities, 7, -7, 2 ** 60], itself],

  ["isFinite", [...finite, ...zeros], 1],
  ["isFinite", [...infinities, nan], 0],
  ["isInf", infinities, 1],
  ["isInf", [...finite, ...zeros, nan], 0],
  ["isNaN", [nan], 1],
  ["isNaN", numbers, 0],
  ["signbit", above, 0],
  ["signbit", below, 1],
  ["signbit", [nan], 0],
];

const binary: readonly Binary[] = [
  ...["add", "atan2", "div", "floorDivide", "logaddexp", "maximum", "minimum", "mul"].flatMap(isNaNBesideNaN),
  ...["nextafter", "remainder", "sub"].flatMap(isNaNBesideNaN),

  ["add", [inf], [-inf], nan],
  ["add", [-inf], [inf], nan],
  ["add", infinities, [...finite, ...zeros], itself],
  ["add", [...finite, ...zeros], infinities, (_a, b) => b],
  ["add", [inf], [inf], inf],
  ["add", [-inf], [-inf], -inf],
  ["add", [-0], [-0], -0],
  ["add", [-0], [0], 0],
  ["add", [0], zeros, 0],
  ["add", zeros, finite, (_a, b) => b],
  ["add", finite, zeros, itself],
  ["sub", [inf], [inf], nan],
  ["sub", [-inf], [-inf], nan],
  ["sub", [0], zeros, 0],
  ["sub", [-0], [0], -0],
  ["sub", [-0], [-0], 0],
  ["sub", finite, infinities, (_a, b) => -b],

  ["atan2", positives, zeros, PI / 2],
  ["atan2", negatives, zeros, -PI / 2],
  ["atan2", [0], [...positives, 0, inf], 0],
  ["atan2", [0], [...negatives, -0, -inf], PI],
  ["atan2", [-0], [...positives, 0, inf], -0],
  ["atan2", [-0], [...negatives, -0, -inf], -PI],
  ["atan2", positives, [inf], 0],
  ["atan2", positives, [-inf], PI],
  ["atan2", negatives, [inf], -0],
  ["atan2", negatives, [-inf], -PI],
  ["atan2", [inf], [...finite, ...zeros], PI / 2],
  ["atan2", [-inf], [...finite, ...zeros], -PI / 2],
  ["atan2", [inf], [inf], PI / 4],
  ["atan2", [inf], [-inf], (3 * PI) / 4],
  ["atan2", [-inf], [inf], -PI / 4],
  ["atan2", [-inf], [-inf], (-3 * PI) / 4],

  ["copysign", numbers, above, Math.abs],
  ["copysign", numbers, below, (a) => -Math.abs(a)],
  ["copysign", numbers, [nan], Math.abs],
  ["copysign", [nan], any, nan],

  ...["div", "floorDivide"].flatMap(quotients),
  ["floorDivide", [7], [2], 3],
  ["floorDivide", [-7, 7], [2, -2], (a, b) => (a < 0 === b < 0 ? 3 : -4)],
  ["floorDivide", [-1e-30], [1e30], -1],

  ["hypot", infinities, any, inf],
  ["hypot", any, infinities, inf],
  ["hypot", [nan], [...finite, ...zeros, nan], nan],
  ["hypot", [...finite, ...zeros], [nan], nan],
  ["hypot", numbers, zeros, Math.abs],
  ["hypot", zeros, numbers, (_a, b) => Math.abs(b)],

  ["logaddexp", [inf], numbers, inf],
  ["logaddexp", numbers, [inf], inf],
  ["logaddexp", [-inf], numbers, (_a, b) => b + 0],
  ["logaddexp", numbers, [-inf], (a) => a + 0],

  ["maximum", numbers, [inf], inf],
  ["maximum", numbers, [-inf], itself],
  ["minimum", numbers, [-inf], -inf],
  ["minimum", numbers, [inf], itself],

  ["mul", infinities, zeros, nan],
  ["mul", zeros, infinities, nan],
  ["mul", infinities, [...infinities, ...finite], (a, b) => (a > 0 === b > 0 ? inf : -inf)],
  ["mul", zeros, [...finite, ...zeros], (a, b) => (isSet(a) === isSet(b) ? 0 : -0)],

  ["nextafter", [-0], [0], 0],
  ["nextafter", [0], [-0], -0],
  ["nextafter", [inf], [inf], inf],
  ["nextafter", [-inf], [-inf], -inf],

  ["pow", [...numbers.filter((a) => a !== 1), nan], [nan], nan],
  ["pow", any, zeros, 1],
  ["pow", [nan], [...finite, ...infinities], nan],
  ["pow", [2.5, -2.5, 1e30, -1e30, ...infinities], [inf], inf],
  ["pow", [2.5, -2.5, 1e30, -1e30, ...infinities], [-inf], 0],
  ["pow", [1, -1], infinities, 1],
  ["pow", [1], any, 1],
  ["pow", [0.5, -0.5, ...zeros], [inf], 0],
  ["pow", [0.5, -0.5, ...zeros], [-inf], inf],
  ["pow", [inf], [...positives, inf], inf],
  ["pow", [inf], [...negatives, -inf], 0],
  ["pow", [-inf], [1, 3], -inf],
  ["pow", [-inf], [0.5, 2, 2.5, 1e30, inf], inf],
  ["pow", [-inf], [-1, -3], -0],
  ["pow", [-inf], [-0.5, -2, -2.5, -1e30, -inf], 0],
  ["pow", [0], [...positives, inf], 0],
  ["pow", [0], [...negatives, -inf], inf],
  ["pow", [-0], [1, 3], -0],
  ["pow", [-0], [0.5, 2, 2.5, 1e30, inf], 0],
  ["pow", [-0], [-1, -3], -inf],
  ["pow", [-0], [-0.5, -2, -2.5, -1e30, -inf], inf],
  ["pow", negatives, [0.5, -0.5, 2.5, -2.5], nan],

  ["remainder", infinities, numbers, nan],
  ["remainder", any, zeros, nan],
  ["remainder", zeros, [...positives, inf], 0],
  ["remainder", zeros, [...negatives, -inf], -0],
  ["remainder", positives, [inf], itself],
  ["remainder", positives, [-inf], -inf],
  ["remainder", negatives, [inf], inf],
  ["remainder", negatives, [-inf], itself],
  ["remainder", [7, -7], [3], (a) => (a > 0 ? 1 : 2)],
  ["remainder", [7, -7], [-3], (a) => (a > 0 ? -2 : -1)],

  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"].flatMap(comparisons),
];

const named = core as unknown as Readonly<Record<string, (...xs: readonly NDArray[]) => NDArray>>;

describe.each(["float64", "float32"] as const)("special cases of the standard in %s", (dtype) => {
  it.each(unary)("%s of %o", (name, xs, result) => {
    const y = named[name](array(Float64Array.from(xs)).astype(dtype));
    expectCases(
      y,
      xs.map((x) => [x, 0]),
      result,
    );
  });

  it.each(binary)("%s of %o and %o", (name, as, bs, result) => {
    const pairs = as.flatMap((a) => bs.map((b) => [a, b] as const));
    const [a, b] = [0, 1].map((i) => array(Float64Array.from(pairs, (pair) => pair[i])).astype(dtype));
    expectCases(named[name](a, b), pairs, result);
  });
});

/** Exactly, but for multiples of π, which are approximations: within 1 ulp. */
function expectCases(y: NDArray, pairs: readonly (readonly [number, number])[], result: Result): void {
  const round = y.dtype === "float32" ? Math.fround : itself;
  const ulp = y.dtype === "float32" ? 2 ** -23 : 2 ** -52;
  const values = Array.from(y.toTypedArray() as Float64Array);
  pairs.forEach(([a, b], i) => {
    const expected = typeof result === "number" ? result : result(round(a), round(b));
    if (Number.isFinite(expected) && expected % (PI / 4) === 0 && expected !== 0) {
      expect(Math.abs(values[i] - expected), `${a}, ${b}`).toBeLessThanOrEqual(ulp * Math.abs(expected));
    } else expect(values[i], `${a}, ${b}`).toBe(round(expected));
  });
}

function letsNaNThrough(name: string): Unary {
  return [name, [nan], nan];
}

function isNaNBesideNaN(name: string): readonly Binary[] {
  return [
    [name, [nan], any, nan],
    [name, any, [nan], nan],
  ];
}

function quotients(name: string): readonly Binary[] {
  const signed =
    (value: number): Result =>
    (a, b) =>
      isSet(a) === isSet(b) ? value : -value;
  return [
    [name, infinities, infinities, nan],
    [name, zeros, zeros, nan],
    [name, zeros, [...finite, ...infinities], signed(0)],
    [name, finite, zeros, signed(inf)],
    [name, infinities, [...finite, ...zeros], signed(inf)],
    [name, finite, infinities, signed(0)],
  ];
}

function comparisons(name: string): readonly Binary[] {
  const holds: Readonly<Record<string, (a: number, b: number) => boolean>> = {
    equal: (a, b) => a === b,
    notEqual: (a, b) => a !== b,
    less: (a, b) => a < b,
    lessEqual: (a, b) => a <= b,
    greater: (a, b) => a > b,
    greaterEqual: (a, b) => a >= b,
  };
  const unordered = Number(name === "notEqual");
  return [
    [name, [nan], any, unordered],
    [name, any, [nan], unordered],
    [name, zeros, zeros, Number(name.includes("qual") !== (name === "notEqual"))],
    [name, infinities, numbers, (a, b) => Number(holds[name](a, b))],
    [name, finite, infinities, (a, b) => Number(holds[name](a, b))],
  ];
}

function isSet(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}
