import { type NDArray, array, matmul, scope, slice } from "@linnet/core";
import { judgeMore, judgeTwo } from "./logistic-loss.js";

/** Numbers of a block of rows: they stay in the cache between two products. */
const BLOCK = 2 ** 17;

/** Examples as logistic regression sees them. Columns are used as (x − mean)·factor. */
export interface LogisticExamples {
  /** `[n, q]` */
  readonly data: NDArray;
  readonly means: Float64Array;
  readonly factors: Float64Array;
  /** Which class each example is of. */
  readonly indices: Int32Array;
  readonly classes: number;
  /** Sums to 1; `null` where all are 1/n. */
  readonly shares: Float64Array | null;
  readonly intercept: boolean;
}

/** The objective at one point. */
export interface LogisticPoint {
  readonly parameters: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Probabilities of the classes but the first, `[n, k]`; `null` where no Hessian is asked for. */
  readonly probabilities: Float64Array | null;
  /** The least lead of an example's class over another: above 0, all are told apart. */
  readonly leastMargin: number;
}

/**
 * Mean loss and penalty of logistic regression, with the first class for reference: its score is 0.
 *
 *     F(θ) = Σᵢ ωᵢ·(ln Σₐ exp(sᵢₐ) − sᵢ,yᵢ) + λ/2·Σₐᵦ Mₐᵦ·wₐᵀwᵦ,  sᵢₐ = zᵢᵀ·vₐ + bₐ
 *
 * where wₐ = factors·vₐ are coefficients of x. M is 1 for two classes. For more it is I − 1·1ᵀ/K: that penalizes as much as the squares of K
 * vectors of coefficients that differ by these and add up to zero, which no parametrization prefers. θ holds vₐ, then bₐ, class by class.
 */
export class LogisticObjective {
  /** Scores an example: classes − 1. */
  readonly scores: number;
  /** Parameters of one class. */
  readonly block: number;
  readonly size: number;
  private readonly n: number;
  private readonly q: number;

  constructor(
    readonly examples: LogisticExamples,
    private readonly lambda: number,
  ) {
    const { data, classes, intercept } = examples;
    [this.n, this.q] = data.shape as [number, number];
    this.scores = classes - 1;
    this.block = this.q + (intercept ? 1 : 0);
    this.size = this.scores * this.block;
  }

  /** Whether Hessians take longer than the many more gradients that do without: from experience, an evaluation being bound by memory. */
  get prefersGradients(): boolean {
    return (this.scores + 1) * this.block > 100;
  }

  /** Mean loss, without the penalty. */
  lossAt({ parameters, value }: LogisticPoint): number {
    return value - this.penalize(parameters, new Float64Array(this.size));
  }

  /** Coefficients of the data as they are, `[k, q]`, and intercepts `[k]`. */
  rawParameters(parameters: Float64Array): { readonly coefficients: Float64Array; readonly intercepts: Float64Array } {
    const { q, scores, block } = this;
    const { means, factors, intercept } = this.examples;
    const coefficients = new Float64Array(scores * q);
    const intercepts = new Float64Array(scores);
    for (let a = 0; a < scores; a++) {
      let shift = intercept ? parameters[a * block + q] : 0;
      for (let j = 0; j < q; j++) {
        const w = parameters[a * block + j] * factors[j];
        coefficients[a * q + j] = w;
        shift -= w * means[j];
      }
      intercepts[a] = shift;
    }
    return { coefficients, intercepts };
  }

  /** sᵢₐ, `[n, k]`, linear in the parameters. */
  scoresAt(parameters: Float64Array): Float64Array {
    const { coefficients, intercepts } = this.rawParameters(parameters);
    const all = new Float64Array(this.n * this.scores);
    const w = this.columnsOf(coefficients);
    this.eachBlock((rows, start, end) => {
      this.scoresOf(rows, w, intercepts, all.subarray(start * this.scores, end * this.scores));
    });
    return all;
  }

  /**
   * Block by block: rows that scores were computed of are still in the cache when the gradient asks for them.
   *
   * @param keeps whether Hessians are asked for at the point
   */
  at(parameters: Float64Array, keeps = true): LogisticPoint {
    const { n, q, scores } = this;
    const { coefficients, intercepts } = this.rawParameters(parameters);
    const probabilities = keeps ? new Float64Array(n * scores) : null;
    const products = new Float64Array(scores * q); // of residuals with the data
    const sums = new Float64Array(scores); // of residuals
    const size = Math.min(this.height, n) * scores;
    const buffers = [new Float64Array(size), new Float64Array(size)] as const;
    let [value, leastMargin] = [0, Number.POSITIVE_INFINITY];
    const w = this.columnsOf(coefficients);
    this.eachBlock((rows, start, end) => {
      const [block, residuals] = buffers.map((buffer) => buffer.subarray(0, (end - start) * scores));
      this.scoresOf(rows, w, intercepts, block);
      const { loss, margin } = (scores === 1 ? judgeTwo : judgeMore)(this.examples, block, start, residuals, sums);
      value += loss;
      leastMargin = Math.min(leastMargin, margin);
      probabilities?.set(block, start * scores);
      const r = scores === 1 ? array(residuals) : (array(residuals, { shape: [end - start, scores] }).T as NDArray);
      const part = (matmul(r as NDArray, rows) as NDArray<"float64">).view();
      for (let at = 0; at < products.length; at++) products[at] += part[at];
    });
    const gradient = this.gradientFrom(products, sums);
    return { parameters, value: value + this.penalize(parameters, gradient), gradient, probabilities, leastMargin };
  }

  /** Rows of a block. */
  private get height(): number {
    return Math.max(256, Math.floor(BLOCK / this.q));
  }

  private eachBlock(visit: (rows: NDArray, start: number, end: number) => void): void {
    const { height } = this;
    for (let start = 0; start < this.n; start += height) {
      const end = Math.min(this.n, start + height);
      scope(() => visit(slice(this.examples.data, `${start}:${end}`), start, end));
    }
  }

  /** One class a column, or a vector for one. */
  private columnsOf(coefficients: Float64Array): NDArray {
    return this.scores === 1
      ? array(coefficients)
      : (array(coefficients, { shape: [this.scores, this.q] }).T as NDArray);
  }

  /** @param block where scores are written to, `[rows·k]` */
  private scoresOf(rows: NDArray, w: NDArray, intercepts: Float64Array, block: Float64Array): void {
    const product = (matmul(rows, w) as NDArray).view();
    for (let at = 0, a = 0; at < block.length; at++) {
      block[at] = product[at] + intercepts[a];
      if (++a === this.scores) a = 0;
    }
  }

  /** Z̃ᵀ·R: the mean is taken off the products, not off the data. */
  private gradientFrom(products: Float64Array, sums: Float64Array): Float64Array {
    const { q, scores, block } = this;
    const { means, factors, intercept } = this.examples;
    const gradient = new Float64Array(this.size);
    for (let a = 0; a < scores; a++) {
      for (let j = 0; j < q; j++) gradient[a * block + j] = (products[a * q + j] - sums[a] * means[j]) * factors[j];
      if (intercept) gradient[a * block + q] = sums[a];
    }
    return gradient;
  }

  /** Adds the penalty's gradient. @returns its value */
  private penalize(parameters: Float64Array, gradient: Float64Array): number {
    const { q, scores, block, lambda } = this;
    if (lambda === 0) return 0;
    let value = 0;
    for (let j = 0; j < q; j++) {
      const square = lambda * this.examples.factors[j] ** 2;
      let mean = 0; // over all classes, the first with 0; not taken off for two classes
      if (scores > 1) for (let a = 0; a < scores; a++) mean += parameters[a * block + j] / (scores + 1);
      for (let a = 0; a < scores; a++) {
        const v = parameters[a * block + j];
        gradient[a * block + j] += square * (v - mean);
        value += 0.5 * square * v * (v - mean);
      }
    }
    return value;
  }

  /** Mₐᵦ·λ for column j; 1 on the diagonal of one that does not vary, whose parameters stay 0. */
  curvature(j: number, a: number, b: number): number {
    if (this.examples.factors[j] === 0) return a === b ? 1 : 0;
    const square = this.lambda * this.examples.factors[j] ** 2;
    return square * ((a === b ? 1 : 0) - (this.scores > 1 ? 1 / (this.scores + 1) : 0));
  }
}
