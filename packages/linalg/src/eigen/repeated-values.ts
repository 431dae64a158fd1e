import { type NDArray, add, expandDims, mul, onesLike, reciprocal, sub, zerosLike } from "@linnet/core";
import { type Primitive, batchDims, bind, broadcastShapes, matrices, primitive, rowMajor } from "@linnet/core/extend";
import { type MatrixView, realType } from "@linnet/kernels";
import { columnOf } from "../operand/column-of.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";

/** A decomposition whose vectors are not unique where values are repeated. */
export interface SpectrumRules {
  /** The public operation, for messages. */
  readonly op: string;
  /** What a value is called: "eigenvalue" or "singular value". */
  readonly noun: string;
  /** An operation that answers the values alone. */
  readonly instead: string;
  /** What has a derivative at repeated values too. */
  readonly smooth: string;
  /** What no change of basis changes: of one vector, and of several. */
  readonly invariants: readonly [one: string, all: string];
  /** Vectors of a repeated value may be changed by any unitary matrix, or by any invertible one. */
  readonly changes: "unitary" | "invertible";
}

/** How a loss depends on the vectors. */
export interface VectorLoss {
  /**
   * How it changes with the basis, `[…, k, k]`: Re Σ tᵢⱼ·ωᵢⱼ where V becomes V·(I + ω). Of a loss that no basis changes, the block
   * of a repeated value is Hermitian (unitary changes), or diagonal (invertible ones).
   */
  readonly turns: NDArray;
  /** Norms of the cotangents of vectors, `[…, k]`: `turns` are rounded relative to them. */
  readonly sizes: NDArray;
  /** Cotangents of the values, null where the loss uses none, nor those of another call. */
  readonly ctValues: NDArray | null;
}

/**
 * 1/(xⱼ − xᵢ), and 0 for the pairs of a repeated value, i = j included.
 *
 * Vectors of a repeated value may turn within their space, and have no derivative. A loss may have one: the share of such a pair is
 * the limit of tᵢⱼ/(xⱼ − xᵢ). It is 0 where the loss uses vectors alone, whatever their basis, because then tᵢⱼ − t̄ⱼᵢ is 0
 * for distinct values too. Where it uses the values as well, the limit is a derivative by them that no cotangent contains: of
 * V·diag(f(x))·Vᴴ it is f′(x)·gᵢⱼ, of V·diag(f(x₀))·Vᴴ 0. Then only a loss is taken whose cotangents treat all vectors and values of
 * the block alike (those that do not use them, do).
 *
 * @param values real or complex, shape `[…, k]`
 * @param loss null for tangents, of which nobody knows what is made of them
 * @param sensitivity how many times more than rounding moves a value, `[…, k]`; default 1
 * @throws {DerivativeError} where a loss depends on the phases or the basis of vectors, or on values and vectors of a repeated
 *   value, and for tangents there
 */
export function reciprocalGaps(
  rules: SpectrumRules,
  values: NDArray,
  loss: VectorLoss | null,
  sensitivity: NDArray | null = null,
): NDArray {
  const mask = repeatedPairs(rules, values, loss, sensitivity);
  return mul(reciprocal(add(sub(expandDims(values, -2), expandDims(values, -1)), mask)), sub(1, mask));
}

function repeatedPairs(
  rules: SpectrumRules,
  values: NDArray,
  loss: VectorLoss | null,
  sensitivity: NDArray | null,
): NDArray {
  const isSingle = epsilonOf(values.type) > 2 ** -52;
  const inputs = [values, sensitivity ?? onesLike(values)];
  if (loss !== null) inputs.push(loss.turns, loss.sizes, loss.ctValues ?? zerosLike(values));
  return bind(repeatedPairsP, inputs, {
    ...rules,
    isLoss: loss !== null,
    usesValues: loss !== null && loss.ctValues !== null,
    roundings: isSingle ? 2 ** -23 : 2 ** -52,
  });
}

interface Params extends SpectrumRules {
  readonly isLoss: boolean;
  readonly usesValues: boolean;
  readonly roundings: number;
}

/** Inputs: values, sensitivities and, for a loss, turns, sizes and cotangents of the values. */
const repeatedPairsP: Primitive<Params> = /* @__PURE__ */ primitive<Params>("repeatedPairs", {
  batch: [1, 1, 2, 1, 1],
  abstract([values, sensitivity, turns], { op }) {
    const { shape } = values.layout;
    const k = shape[shape.length - 1];
    const outer = (x: typeof values): readonly number[] => x.layout.shape.slice(0, -1);
    const dims = broadcastShapes(op, outer(values), outer(sensitivity));
    const batch = turns === undefined ? dims : broadcastShapes(op, dims, batchDims(turns));
    return { type: realOf(values), layout: rowMajor([...batch, k, k]) };
  },

  evaluate([values, sensitivity, ...loss], out, params) {
    const [turns, sizes, cts] = loss;
    const columns = [columnOf(values), columnOf(sensitivity), out];
    if (params.isLoss) columns.push(turns, columnOf(sizes), columnOf(cts));
    for (const [x, kappa, mask, ...rest] of matrices(columns)) {
      const labels = clusters(x, kappa, params.roundings);
      const [t, size, ct] = rest;
      eachPair(labels, (i, j) => {
        if (params.isLoss) requireFair(params, x, { t, size, ct }, i, j);
        else if (i !== j) refuse(params, x, i, j, "tangents");
      });
      fill(mask, (i, j) => (labels[i] === labels[j] ? 1 : 0));
    }
  },

  derivative: false,
});

function realOf({ type }: { readonly type: NDArray["type"] }): NDArray["type"] {
  return type.kind === "complex" ? realType(type) : type;
}

/** A number for each value, the same for those that rounding may have parted: |xᵢ − xⱼ| ≤ k·ε·max|x|·κ, in chains. */
function clusters(x: MatrixView, kappa: MatrixView, epsilon: number): number[] {
  const [re, im, sensitivity] = [parts(x, 0), parts(x, 1), parts(kappa, 0)];
  const k = x.rows;
  let largest = 0;
  for (let i = 0; i < k; i++) largest = Math.max(largest, Math.hypot(re[i], im[i]));
  const unit = k * epsilon * largest;
  const labels = Array.from({ length: k }, (_, i) => i);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < i; j++) {
      const [p, q] = [re[i] - re[j], im[i] - im[j]];
      const bound = unit * Math.max(sensitivity[i], sensitivity[j]);
      if (p * p + q * q > bound * bound || labels[i] === labels[j]) continue;
      const [from, to] = [labels[i], labels[j]];
      for (let l = 0; l <= i; l++) if (labels[l] === from) labels[l] = to;
    }
  }
  return labels;
}

interface Cotangents {
  readonly t: MatrixView;
  readonly size: MatrixView;
  readonly ct: MatrixView;
}

/** Refuses a loss that a change of basis within the block changes, or of which the pair's share is not known. */
function requireFair(params: Params, x: MatrixView, { t, size, ct }: Cotangents, i: number, j: number): void {
  const precision = Math.sqrt(params.roundings);
  const [tij, tji] = [at(t, i, j), at(t, j, i)];
  const limit = precision * Math.max(at(size, i)[0], at(size, j)[0]);
  const isUnitary = params.changes === "unitary";
  if (isUnitary && Math.hypot(tij[0] - tji[0], tij[1] + tji[1]) > limit) {
    if (i === j) refusePhase(params);
    refuse(params, x, i, j, "basis");
  }
  if (i === j) return;
  const coupling = Math.max(Math.hypot(...tij), Math.hypot(...tji));
  if (!isUnitary && coupling > limit) refuse(params, x, i, j, "basis");
  if (!params.usesValues) return;
  const [ci, cj] = [at(ct, i), at(ct, j)];
  const isAlike =
    (isUnitary || limit === 0) &&
    coupling <= limit &&
    distance(at(t, i, i), at(t, j, j)) <= limit &&
    distance(ci, cj) <= precision * Math.max(Math.hypot(...ci), Math.hypot(...cj));
  if (!isAlike) refuse(params, x, i, j, "both");
}

function refusePhase({ op, noun, instead, invariants }: Params): never {
  throw new DerivativeError(
    op,
    `a function of complex ${noun === "eigenvalue" ? "eigenvectors" : "singular vectors"} must not depend on their phases`,
    "one whose value changes with e^{iφ}·v",
    `Use what is the same for all phases, as ${invariants[0]}, or ${instead} where only the values matter.`,
  );
}

function refuse(params: Params, x: MatrixView, i: number, j: number, what: "tangents" | "basis" | "both"): never {
  const { op, noun, instead, smooth, invariants } = params;
  const found = `${textOf(x, j)} and ${textOf(x, i)} at indices ${j} and ${i}`;
  const alone = `or ${instead} where only the values matter.`;
  if (what === "basis") {
    throw new DerivativeError(
      op,
      `a function of the vectors of a repeated ${noun} must not depend on their basis`,
      `one that does, at ${found}`,
      `Use what is the same for every basis, as ${invariants[1]} of all of them, ${alone}`,
    );
  }
  const isTangent = what === "tangents";
  throw new DerivativeError(
    op,
    `${isTangent ? "tangents of vectors need" : "the derivative by vectors and values needs"} distinct ${noun}s`,
    found,
    `${isTangent ? "Differentiate in reverse, use" : "Use"} ${smooth}, ${alone}`,
  );
}

/** Calls `visit` with i and j ≤ i of one block. */
function eachPair(labels: readonly number[], visit: (i: number, j: number) => void): void {
  labels.forEach((label, i) => {
    for (let j = 0; j <= i; j++) if (labels[j] === label) visit(i, j);
  });
}

function fill({ data, offset, rows, cols, rowStride }: MatrixView, value: (i: number, j: number) => number): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[offset + i * rowStride + j] = value(i, j);
}

/** Real (0) or imaginary (1) parts of a column. */
function parts(x: MatrixView, part: 0 | 1): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, i) => at(x, i)[part]);
}

type Pair = readonly [re: number, im: number];

function at({ type, data, offset, rowStride, colStride }: MatrixView, i: number, j = 0): Pair {
  const index = offset + i * rowStride + j * colStride;
  return type.kind === "complex" ? [data[2 * index], data[2 * index + 1]] : [data[index], 0];
}

function distance(x: Pair, y: Pair): number {
  return Math.hypot(x[0] - y[0], x[1] - y[1]);
}

function textOf(x: MatrixView, i: number): string {
  const [re, im] = at(x, i);
  return im === 0 ? String(re) : `${re}${im < 0 ? "-" : "+"}${Math.abs(im)}j`;
}
