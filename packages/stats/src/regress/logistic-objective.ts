import { type NDArray, array, matmul, scope } from "@linnet/core";

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
  /** Probabilities of the classes but the first, `[n, k]`. */
  readonly probabilities: Float64Array;
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
    const { scores, q } = this;
    const product = scope(() => {
      const w = scores === 1 ? array(coefficients) : (array(coefficients, { shape: [scores, q] }).T as NDArray);
      return Float64Array.from((matmul(this.examples.data, w as NDArray) as NDArray).toTypedArray());
    });
    for (let at = 0; at < product.length; at += scores)
      for (let a = 0; a < scores; a++) product[at + a] += intercepts[a];
    return product;
  }

  at(parameters: Float64Array): LogisticPoint {
    const { n, scores } = this;
    const { indices, shares } = this.examples;
    const probabilities = this.scoresAt(parameters); // scores, overwritten row by row
    const residuals = new Float64Array(n * scores);
    let [value, leastMargin] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      const share = shares === null ? 1 / n : shares[i];
      const row = i * scores;
      const own = indices[i] === 0 ? 0 : probabilities[row + indices[i] - 1];
      let highest = indices[i] === 0 ? Number.NEGATIVE_INFINITY : 0; // of the other classes
      for (let a = 0; a < scores; a++) if (a + 1 !== indices[i]) highest = Math.max(highest, probabilities[row + a]);
      if (share > 0) leastMargin = Math.min(leastMargin, own - highest);
      const top = Math.max(own, highest);
      let total = Math.exp(-top);
      for (let a = 0; a < scores; a++) total += probabilities[row + a] = Math.exp(probabilities[row + a] - top);
      value += share * (top - own + Math.log(total));
      for (let a = 0; a < scores; a++) {
        probabilities[row + a] /= total;
        residuals[row + a] = share * (probabilities[row + a] - (a + 1 === indices[i] ? 1 : 0));
      }
    }
    const gradient = this.gradientFrom(residuals);
    return { parameters, value: value + this.penalize(parameters, gradient), gradient, probabilities, leastMargin };
  }

  /** Z̃ᵀ·R: the mean is taken off the products, not off the data. */
  private gradientFrom(residuals: Float64Array): Float64Array {
    const { n, q, scores, block } = this;
    const { data, means, factors, intercept } = this.examples;
    const products = scope(() => {
      const r = scores === 1 ? array(residuals) : (array(residuals, { shape: [n, scores] }).T as NDArray);
      return Float64Array.from((matmul(r as NDArray, data) as NDArray).toTypedArray());
    });
    const gradient = new Float64Array(this.size);
    for (let a = 0; a < scores; a++) {
      let sum = 0;
      for (let at = a; at < residuals.length; at += scores) sum += residuals[at];
      for (let j = 0; j < q; j++) gradient[a * block + j] = (products[a * q + j] - sum * means[j]) * factors[j];
      if (intercept) gradient[a * block + q] = sum;
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
