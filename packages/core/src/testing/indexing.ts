import * as fc from "fast-check";
import { array } from "../array/from-data.js";
import { NDArray } from "../array/ndarray.js";
import type { ArraySpec } from "../array/typed-index-arrays.js";
import { floatViews } from "./arbitraries.js";

/** What `x[index]` is, place by place, by NumPy's rule as its documentation tells it. */
export function naive(x: NDArray, index: readonly ArraySpec[]): { shape: number[]; places: number[][] } {
  const parts = expanded(index, x.shape);
  const lists = parts.flatMap((part) => ("lists" in part ? part.lists : []));
  const common = lists.reduce<number[]>((shape, { shape: other }) => broadcast(shape, other), []);
  const kinds = parts.map((part) => ("lists" in part ? "picked" : "range" in part ? "kept" : "between"));
  const [first, last] = [kinds.indexOf("picked"), kinds.lastIndexOf("picked")];
  const adjacent = kinds.slice(first, last + 1).every((kind) => kind === "picked");
  const kept = parts.filter((part) => "range" in part);
  const before = adjacent ? kinds.slice(0, first).filter((kind) => kind === "kept").length : 0;
  const lengths = kept.map(({ range }) => range.length);
  const shape = [...lengths.slice(0, before), ...common, ...lengths.slice(before)];
  const places = [...positions(shape)].map((place) => {
    const b = place.slice(before, before + common.length);
    const rest = [...place.slice(0, before), ...place.slice(before + common.length)];
    let k = 0;
    return parts.flatMap((part) => {
      if ("lists" in part) return part.lists.map(({ at }) => at(b)).filter((i) => i !== null);
      if ("between" in part) return [];
      const i = part.range[rest[k++]];
      return part.axis ? [i] : [];
    });
  });
  return { shape, places };
}

interface List {
  readonly shape: number[];
  /** The position at a place of the common shape; null where it belongs to no axis. */
  readonly at: (place: readonly number[]) => number | null;
}
type Part =
  | { readonly between: true }
  | { readonly range: number[]; readonly axis: boolean }
  | { readonly lists: List[] };

function expanded(index: readonly ArraySpec[], shape: readonly number[]): Part[] {
  const takes = (spec: ArraySpec): number =>
    spec === null || spec === "..." ? 0 : spec instanceof NDArray && spec.dtype === "bool" ? spec.ndim : 1;
  const named = index.reduce<number>((n, spec) => n + takes(spec), 0);
  const dots = index.includes("...") ? index : [...index, "..." as const];
  let axis = 0;
  return dots.flatMap((spec): Part[] => {
    const n = shape[axis];
    if (spec === "...")
      return [{ between: true }, ...Array.from({ length: shape.length - named }, () => whole(shape[axis++]))];
    if (spec === null) return [{ range: [0], axis: false }];
    axis += takes(spec);
    if (typeof spec === "string") return [{ range: ranged(spec, n), axis: true }];
    if (spec instanceof NDArray && spec.dtype === "bool") return [{ lists: masked(spec) }];
    return [{ lists: [listed(spec as NDArray | number | readonly number[], n)] }];
  });
}

function whole(n: number): Part {
  return { range: Array.from({ length: n }, (_, i) => i), axis: true };
}

function ranged(spec: string, n: number): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  const [start, stop, step = "1"] = spec.split(":");
  const cut =
    Number(step) > 0 ? all.slice(start === "" ? 0 : Number(start), stop === "" ? n : Number(stop)) : all.reverse();
  return cut.filter((_, i) => i % Math.abs(Number(step)) === 0);
}

function listed(spec: NDArray | number | readonly number[], n: number): List {
  const x: NDArray = spec instanceof NDArray ? spec : array(spec as number[]);
  return {
    shape: [...x.shape],
    at(place) {
      const i: number = x.at(...place.slice(place.length - x.ndim).map((k, d) => (x.shape[d] === 1 ? 0 : k))).item();
      return i < 0 ? i + n : i;
    },
  };
}

function masked(mask: NDArray): List[] {
  const held = [...positions(mask.shape)].filter((place) => mask.at(...place).item() !== 0);
  const k = (place: readonly number[]): number => (held.length === 1 ? 0 : (place.at(-1) as number));
  if (mask.ndim === 0) return [{ shape: [held.length], at: () => null }];
  return mask.shape.map((_: number, d: number) => ({ shape: [held.length], at: (p: number[]) => held[k(p)][d] }));
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const n = Math.max(a.length, b.length);
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = [a[i - n + a.length] ?? 1, b[i - n + b.length] ?? 1];
    return x === 1 ? y : x;
  });
}

/** All places of a shape, in row-major order. */
export function* positions(shape: readonly number[]): Generator<number[]> {
  const [n, ...rest] = shape;
  if (n === undefined) yield [];
  else for (let i = 0; i < n; i++) for (const place of positions(rest)) yield [i, ...place];
}

const ranges = fc.oneof(
  fc
    .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 3 }))
    .map(([a, b, c]): ArraySpec => `${a}:${b}:${c}`),
  fc.constantFrom<ArraySpec>(":", "1:", ":-1", "::2", "::-1", "::-2"),
);

/** Positions along an axis of length n, of a shape that broadcasts to `common`. */
function lists(n: number, common: readonly number[]): fc.Arbitrary<ArraySpec> {
  const shape = fc
    .tuple(fc.nat(common.length), fc.array(fc.boolean(), { minLength: common.length, maxLength: common.length }))
    .map(([skip, ones]) => common.map((d, i) => (ones[i] ? 1 : d)).slice(skip));
  return shape.chain((dims) => {
    const size = dims.reduce((a, b) => a * b, 1);
    const values = fc.array(fc.integer({ min: -n, max: n - 1 }), { minLength: size, maxLength: size });
    const dtype = fc.constantFrom("int8" as const, "int16" as const, "int32" as const);
    return fc
      .tuple(values, dtype, fc.boolean())
      .map(([list, type, plain]) => (plain && dims.length === 1 ? list : array(list, { shape: dims, dtype: type })));
  });
}

function masks(shape: readonly number[]): fc.Arbitrary<ArraySpec> {
  const size = shape.reduce((a, b) => a * b, 1);
  return fc
    .array(fc.boolean(), { minLength: size, maxLength: size })
    .map((held) => array(held.map(Number), { shape, dtype: "bool" }));
}

/** An index in which arrays stand anywhere, of an array of a shape without empty axes. */
function indices(shape: readonly number[]): fc.Arbitrary<ArraySpec[]> {
  const common = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 });
  const parts = common.chain((dims) =>
    fc.tuple(
      ...shape.map((n) =>
        fc.oneof(ranges, fc.integer({ min: -n, max: n - 1 }), { arbitrary: lists(n, dims), weight: 3 }),
      ),
    ),
  );
  const byMask = fc
    .nat(shape.length)
    .chain((from) =>
      fc
        .integer({ min: from, max: shape.length })
        .chain((to) =>
          fc
            .tuple(masks(shape.slice(from, to)), fc.tuple(...shape.map((n) => fc.oneof(ranges, fc.nat(n - 1)))))
            .map(([mask, rest]) => [...rest.slice(0, from), mask, ...rest.slice(to)]),
        ),
    );
  return fc
    .tuple(fc.oneof(parts, byMask), fc.nat(8), fc.nat(8), fc.boolean(), fc.boolean(), fc.nat(4))
    .map(([specs, i, j, nulls, dots, drop]) => {
      const index = [...(specs as ArraySpec[])];
      if (dots) {
        const at = i % (index.length + 1);
        const mask = index[at] instanceof NDArray && (index[at] as NDArray).dtype === "bool";
        index.splice(at, mask ? 0 : Math.min(drop, 1), "...");
      }
      if (nulls) index.splice(j % (index.length + 1), 0, null);
      return index;
    });
}

/** An array without empty axes, of any strides, and an index of it. */
export const indexed: fc.Arbitrary<[NDArray, ArraySpec[]]> = floatViews({ maxAxes: 3, minLength: 1, maxLength: 4 })
  .filter((x) => x.size > 0)
  .chain((x) => fc.tuple(fc.constant(x), indices(x.shape)));
