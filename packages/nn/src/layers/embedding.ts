import { stopGradient } from "@linnet/autograd";
import {
  type Dim,
  DTypeError,
  type Float,
  IndexError,
  type NDArray,
  type Random,
  type Shape,
  ShapeError,
  equal,
  expandDims,
  take,
  where,
  zeros,
  concat,
} from "@linnet/core";
import { dense, elements, kindOf, requireArray, requireOptions, unravel, withElements } from "@linnet/core/extend";
import type { Fit, Layer } from "../layer.js";
import { requireCount, requireStream } from "../require.js";

/** Options of `Embedding.init` and `Embedding.from`. */
export interface EmbeddingOptions<D extends Float> {
  /** The index of what is no word: its vector gets no gradient, and starts at zero. */
  readonly paddingIndex?: number;
  /** Of `init`. Default `"float32"`. */
  readonly dtype?: D;
}

/**
 * A vector for each of a number of words: row i of a table for index i.
 *
 * @example
 * const words = array([[3, 14], [15, 9]], { dtype: "int32" });
 * Embedding.init(random(0), 1000, 64).forward(words).shape; // [2, 2, 64]
 */
export class Embedding<Words extends Dim, Out extends Dim, D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Dim, Out>;

  constructor(
    /** Shape `[words, out]`. */
    readonly weight: NDArray<D, readonly [Words, Out]>,
    /** The index whose vector gets no gradient, or `null`. */
    readonly paddingIndex: number | null = null,
  ) {}

  /**
   * Draws vectors of independent N(0, 1).
   *
   * @throws {ValueError} unless both lengths are positive integers
   * @throws {IndexError} for a padding index outside the table
   */
  static init<Words extends Dim, Out extends Dim, D extends Float = "float32">(
    rng: Random,
    words: Words,
    outFeatures: Out,
    options?: EmbeddingOptions<D>,
  ): Embedding<Words, Out, D> {
    const { paddingIndex, dtype = "float32" as D } = requireOptions("Embedding.init", options); // D is so when it is left out
    requireStream("Embedding.init", rng);
    requireCount("Embedding.init", "words", words);
    requireCount("Embedding.init", "features", outFeatures);
    return tableOf("Embedding.init", rng.normal([words, outFeatures], { dtype }), paddingIndex);
  }

  /**
   * The layer of a table that there is already, from another model or an SVD; the padding index's row becomes zero.
   *
   * @throws {ShapeError} unless the table is a matrix
   * @throws {IndexError} for a padding index outside the table
   */
  static from<Words extends Dim, Out extends Dim, D extends Float>(
    table: NDArray<D, readonly [Words, Out]>,
    options?: Pick<EmbeddingOptions<D>, "paddingIndex">,
  ): Embedding<Words, Out, D> {
    const { paddingIndex } = requireOptions("Embedding.from", options);
    const weight = requireArray("Embedding.from", "table", table);
    if (weight.ndim !== 2) throw new ShapeError("Embedding.from", "table must be a matrix", { table: weight.shape });
    return tableOf("Embedding.from", weight, paddingIndex);
  }

  /**
   * @param x integers in [0, words), of any shape
   * @returns the shape of x, and `out`
   * @throws {DTypeError} unless x holds integers
   * @throws {IndexError} for an index outside the table, with its place
   */
  forward<S extends Shape>(x: NDArray<any, S>): NDArray<D, readonly [...S, Out]> {
    return lookedUp(x, this.weight, this.paddingIndex);
  }
}

function tableOf(op: string, weight: NDArray, paddingIndex: number | undefined): Embedding<any, any, any> {
  if (paddingIndex === undefined) return new Embedding(weight);
  const words: number = weight.shape[0];
  if (!Number.isInteger(paddingIndex) || paddingIndex < 0 || paddingIndex >= words) {
    throw new IndexError(op, `paddingIndex must lie in [0, ${words - 1}]`, kindOf(paddingIndex));
  }
  const empty: NDArray = zeros([1, weight.shape[1]], { dtype: weight.dtype });
  const rows = [weight.slice(`0:${paddingIndex}`), empty, weight.slice(`${paddingIndex + 1}:`)];
  return new Embedding(concat(rows as NDArray[]), paddingIndex);
}

function lookedUp(given: NDArray, weight: NDArray, paddingIndex: number | null): NDArray {
  const { kind, name } = requireArray("Embedding.forward", "x", given).type;
  if (kind !== "int" && kind !== "uint") {
    const hint = 'Convert it first: x.astype("int32").';
    throw new DTypeError("Embedding.forward", "x must hold integers", { x: name }, hint);
  }
  requireWords(given, weight.shape[0]);
  const x: NDArray = given.astype("int32");
  const vectors: NDArray = take(weight, x);
  if (paddingIndex === null) return vectors;
  return where(expandDims(equal(x, paddingIndex) as NDArray, -1), stopGradient(vectors), vectors);
}

/** Refuses words that are not in the table, negative ones too, which would count from its end. @throws {IndexError} */
function requireWords(x: NDArray, words: number): void {
  const source: NDArray = dense(withElements(x));
  const data = elements(source.storage, source.type);
  for (let i = 0; i < source.size; i++) {
    const word = data[source.offset + i];
    if (word >= 0 && word < words) continue;
    const place = source.ndim === 0 ? "" : ` at index [${unravel(i, source.shape).join(", ")}]`;
    throw new IndexError("Embedding.forward", `x must lie in [0, ${words - 1}]`, `${word}${place}`);
  }
}
