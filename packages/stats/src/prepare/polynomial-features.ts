import { type DType, type Dim, type Divided, type Float, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "./table.js";

export interface PolynomialFeaturesOptions {
  /** The highest degree of a term. Default 2. */
  readonly degree?: number;
  /** Only products of different columns: no powers. Default `false`. */
  readonly interactionOnly?: boolean;
  /** Whether there is a column of ones, the term of degree 0. Default `true`. */
  readonly bias?: boolean;
  /** Names of the columns, for `names`; `x0`, `x1`, … when left out. */
  readonly columns?: readonly string[];
}

/** How many terms there may be: a row of more float64 numbers is more than 8 MB. */
const MOST_TERMS = 1_000_000;

/** Columns multiplied with one another: all terms up to a degree, which makes of a model of lines one of polynomials. */
export class PolynomialFeatures<P extends Dim = number> {
  constructor(
    /** Of each term the columns that are multiplied, each as often as its power says: `[0, 0, 2]` is x₀²·x₂. By degree, then in order. */
    readonly terms: readonly (readonly number[])[],
    /** Names of the columns that go in. */
    readonly columns: readonly string[],
    /** How many columns go in. */
    readonly width: P,
  ) {}

  /**
   * @param x shape `[n, p]`, of which only the number of columns is learned
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, a degree that is no integer ≥ 0, no term at all, and more than a million terms
   * @example
   * const terms = PolynomialFeatures.fit(array([[2, 3]]));
   * terms.names; // ["1", "x0", "x1", "x0^2", "x0 x1", "x1^2"]
   * terms.transform(array([[2, 3]])).toArray(); // [[1, 2, 3, 4, 6, 9]]
   */
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    options?: PolynomialFeaturesOptions,
  ): PolynomialFeatures<P> {
    const op = "PolynomialFeatures.fit";
    const {
      degree = 2,
      interactionOnly = false,
      bias = true,
      columns,
    } = requireOptions<PolynomialFeaturesOptions>(op, options);
    if (!(Number.isInteger(degree) && degree >= 0)) {
      throw new ValueError(op, "degree must be an integer of at least 0", kindOf(degree));
    }
    requireTable(op, x, columns);
    const p: number = x.shape[1];
    if (columns !== undefined && !(Array.isArray(columns) && columns.length === p)) {
      const got = Array.isArray(columns) ? `${columns.length} for ${p}` : kindOf(columns);
      throw new ValueError(op, "columns must be a list with a name for each", got);
    }
    const count = countTerms(p, degree, interactionOnly) - (bias ? 0 : 1);
    if (count < 1) throw new ValueError(op, "there must be a term", `degree ${degree} without bias`);
    if (count > MOST_TERMS) {
      const hint = "Lower the degree, or choose interactionOnly.";
      throw new ValueError(op, `there must be at most ${MOST_TERMS} terms`, `${count} of ${p} columns`, hint);
    }
    const terms = termsUpTo(p, degree, interactionOnly).slice(bias ? 0 : 1);
    return new PolynomialFeatures<P>(terms, columns ?? Array.from({ length: p }, (_, j) => `x${j}`), x.shape[1]);
  }

  /** Of the terms: `"x0^2 x2"`. */
  get names(): readonly string[] {
    return this.terms.map((term) => {
      const powers = [...new Set(term)].map(
        (j) => [this.columns[j], term.filter((other) => other === j).length] as const,
      );
      return powers.map(([name, power]) => (power === 1 ? name : `${name}^${power}`)).join(" ") || "1";
    });
  }

  /** @param x shape `[n, p]` @returns `[n, terms]` @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
  ): NDArray<Divided<D> & Float, readonly [N, number]> {
    const op = "PolynomialFeatures.transform";
    const data = requireTable(op, requireColumns(op, x, this.width));
    const [n, p, rows] = [data.shape[0] as number, this.width, data.toTypedArray()];
    const out = new Float64Array(n * this.terms.length);
    const plan = this.plan();
    for (let i = 0, at = 0; i < n; i++) {
      const start = at;
      for (const [shorter, column] of plan) {
        out[at++] =
          shorter === -1
            ? product(rows, i * p, this.terms[at - 1 - start])
            : out[start + shorter] * rows[i * p + column];
      }
    }
    return array(out, { shape: [n, this.terms.length], dtype: data.dtype }) as NDArray;
  }

  toJSON(): ModelJson {
    const { terms, columns, width } = this;
    return writeModel("PolynomialFeatures", { terms, columns, width });
  }

  /** @throws {ValueError} for what is no JSON of such features */
  static fromJSON(json: unknown): PolynomialFeatures {
    const reader = new ModelReader("PolynomialFeatures", json);
    const [columns, width, terms] = [reader.strings("columns"), reader.number("width"), reader.value("terms")];
    const isColumn = (j: unknown): boolean => Number.isInteger(j) && (j as number) >= 0 && (j as number) < width;
    const areTerms = Array.isArray(terms) && terms.every((term) => Array.isArray(term) && term.every(isColumn));
    if (areTerms && columns.length === width) return new PolynomialFeatures(terms as number[][], columns, width);
    const expected = areTerms ? `columns must be ${width} names` : "terms must be lists of columns";
    throw new ValueError("PolynomialFeatures.fromJSON", expected, areTerms ? columns.length : kindOf(terms));
  }

  /** Each term as an earlier one and the column that it is multiplied with; −1 where there is none. */
  private plan(): readonly (readonly [shorter: number, column: number])[] {
    const places = new Map(this.terms.map((term, t) => [term.join(), t]));
    return this.terms.map((term, t) => {
      const shorter = places.get(term.slice(0, -1).join()) ?? -1;
      return shorter < t && term.length > 0 ? [shorter, term.at(-1) as number] : [-1, 0]; // it has a last column
    });
  }
}

function product(rows: ArrayLike<number>, start: number, term: readonly number[]): number {
  return term.reduce((total, j) => total * rows[start + j], 1);
}

/** C(p + d, d) terms, or Σₖ C(p, k) without powers; Infinity where they are not worth counting on. */
function countTerms(p: number, degree: number, interactionOnly: boolean): number {
  let [count, ofDegree] = [1, 1];
  for (let d = 1; d <= degree && count <= 2 ** 53 && ofDegree > 0; d++) {
    ofDegree = (ofDegree * (interactionOnly ? p - d + 1 : p + d - 1)) / d;
    count += ofDegree;
  }
  return count;
}

/** Ascending lists of columns, by length, each made of one that is shorter. */
function termsUpTo(p: number, degree: number, interactionOnly: boolean): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [[]];
  let last: readonly (readonly number[])[] = [[]];
  for (let d = 1; d <= degree && last.length > 0; d++) {
    last = last.flatMap((term) => {
      const first = term.length === 0 ? 0 : (term.at(-1) as number) + (interactionOnly ? 1 : 0); // it has a last column
      return Array.from({ length: Math.max(0, p - first) }, (_, k) => [...term, first + k]);
    });
    for (const term of last) all.push(term);
  }
  return all;
}
