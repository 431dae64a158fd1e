import { release } from "@linnet/kernels";
import type { NDArray } from "../array/ndarray.js";
import { currentInterpreter } from "../primitive/bind.js";
import { mul } from "./arithmetic.js";
import { matmul } from "./matmul.js";
import { reshape } from "./reshape.js";
import { sum } from "./sum-broadcast.js";
import { permuteDims } from "./transpose.js";

/** An array whose axes have names, each once. */
export interface Labelled {
  readonly x: NDArray;
  readonly labels: readonly string[];
}

/** Terms of a sum from which matrix products are as fast as they get. */
const LONG = 16;

/**
 * The product of two arrays, summed over every index that `output` does not name: one batched matrix product where both
 * have such an index, else an elementwise one. Indices of one of them alone are summed first.
 */
export function contract(a: Labelled, b: Labelled, output: readonly string[]): Labelled {
  const x = summed(a, [...output, ...b.labels]);
  const y = summed(b, [...output, ...a.labels]);
  const shared = x.labels.filter((index) => y.labels.includes(index));
  const batch = shared.filter((index) => output.includes(index));
  if (batch.length === shared.length) return elementwise(x, y);
  if (shared.length === x.labels.length && shared.length === y.labels.length && !areRows(x, y, batch)) {
    return summed(elementwise(x, y), output);
  }
  const last = output.findLast((index) => x.labels.includes(index) !== y.labels.includes(index));
  const isLast = last !== undefined && x.labels.includes(last);
  return isLast ? matrixProduct(y, x, shared, batch) : matrixProduct(x, y, shared, batch);
}

/** `x` without the axes whose index is not in `kept`: they are summed. */
export function summed({ x, labels }: Labelled, kept: readonly string[]): Labelled {
  const axes = labels.flatMap((index, axis) => (kept.includes(index) ? [] : [axis]));
  if (axes.length === 0) return { x, labels };
  return { x: sum(x, { axis: axes }), labels: labels.filter((index) => kept.includes(index)) };
}

/** `x` with its axes in the order of `labels`, and axes of length 1 for those it does not have: a view. */
export function arranged({ x, labels: own }: Labelled, labels: readonly string[]): NDArray {
  const present = labels.filter((index) => own.includes(index));
  const turned = permuted(x, own, present);
  if (present.length === labels.length) return turned;
  return reshape(
    turned,
    labels.map((index) => (own.includes(index) ? x.layout.shape[own.indexOf(index)] : 1)),
  );
}

function elementwise(x: Labelled, y: Labelled): Labelled {
  const labels = [...x.labels, ...y.labels.filter((index) => !x.labels.includes(index))];
  return { x: mul(arranged(x, labels), arranged(y, labels)), labels };
}

/** Whether what is summed lies together in both, so that it can be read in one go: the last axes of contiguous memory. */
function areRows(x: Labelled, y: Labelled, batch: readonly string[]): boolean {
  if (batch.length === 0) return true;
  return [x, y].every((side) => {
    const inner = side.labels.filter((index) => !batch.includes(index));
    return inner.length === 1 && strideOf(inner[0], side) === 1;
  });
}

/**
 * [batch, left, inner] · [batch, inner, right], groups of axes being taken as one where strides allow, without a copy. Indices that
 * neither operand has beside the other inner ones join the batch, and are summed afterwards, where that moves less than copies would.
 */
function matrixProduct(x: Labelled, y: Labelled, shared: readonly string[], batch: readonly string[]): Labelled {
  const [left, right] = [x, y].map((side) => byStride(side, (index) => !shared.includes(index)));
  const larger = x.x.size >= y.x.size ? x : y; // the smaller is copied where the orders of both cannot be kept
  const inner = byStride(larger, (index) => shared.includes(index) && !batch.includes(index));
  const apart = summedLater(x, y, inner, right);
  const outer = [...batch, ...apart];
  const within = inner.slice(apart.length);
  const product = matmul(matrices(x, outer, left, within), matrices(y, outer, within, right));
  const reduced = apart.length === 0 ? product : summedOver(batch.length, product);
  const labels = [...batch, ...left, ...right];
  if (left.length === 1 && right.length === 1) return { x: reduced, labels };
  const shape = labels.map((index) => lengthOf(index, batch.includes(index) || left.includes(index) ? x : y));
  return { x: reshape(reduced, shape), labels };
}

/** The sum over one axis of a product that nothing else needs, unless someone records it. */
function summedOver(axis: number, product: NDArray): NDArray {
  const y = sum(product, { axis });
  if (currentInterpreter() === null) release(product.storage);
  return y;
}

/** The first of the inner indices, if products over the others alone, one for each of its values, move less than copies would. */
function summedLater(x: Labelled, y: Labelled, inner: readonly string[], right: readonly string[]): readonly string[] {
  const terms = lengthOfAll(inner.slice(1), x);
  if (terms < LONG) return []; // 1 where there are no others
  const [first, second] = inner;
  const merges = (side: Labelled): boolean => strideOf(first, side) === strideOf(second, side) * lengthOf(second, side);
  const copied = [x, y].reduce((n, side) => (merges(side) ? n : n + side.x.size), 0);
  return (x.x.size / terms) * lengthOfAll(right, y) < copied ? [first] : [];
}

function matrices(side: Labelled, batch: readonly string[], rows: readonly string[], cols: readonly string[]): NDArray {
  const x = permuted(side.x, side.labels, [...batch, ...rows, ...cols]);
  if (rows.length === 1 && cols.length === 1) return x;
  return reshape(x, [...batch.map((index) => lengthOf(index, side)), lengthOfAll(rows, side), lengthOfAll(cols, side)]);
}

/** The chosen indices, those of the longest strides first: neighbours are then likely to merge. */
function byStride(side: Labelled, chosen: (index: string) => boolean): readonly string[] {
  const stride = (index: string): number => Math.abs(strideOf(index, side));
  return side.labels.filter(chosen).toSorted((p, q) => stride(q) - stride(p));
}

function strideOf(index: string, { x, labels }: Labelled): number {
  return x.layout.strides[labels.indexOf(index)];
}

function lengthOf(index: string, { x, labels }: Labelled): number {
  return x.layout.shape[labels.indexOf(index)];
}

function lengthOfAll(group: readonly string[], side: Labelled): number {
  return group.reduce((n, index) => n * lengthOf(index, side), 1);
}

function permuted(x: NDArray, from: readonly string[], to: readonly string[]): NDArray {
  return from.every((index, i) => index === to[i]) ? x : inOrder({ x, labels: from }, to);
}

/** The axes in the order of `order`; another array than `x` also where it is already so. */
export function inOrder({ x, labels }: Labelled, order: readonly string[]): NDArray {
  return permuteDims(
    x,
    order.map((index) => labels.indexOf(index)),
  );
}
