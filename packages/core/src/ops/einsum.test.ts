import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  DisposedError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  arange,
  array,
  broadcastTo,
  einsum,
  einsumPath,
  fromFunction,
  permuteDims,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";

const plain = einsum as (subscripts: string, ...operands: NDArray[]) => NDArray;

/** Terms over a, b, c and d, their lengths, which operand axes broadcast, and an output. */
const problems = fc
  .record({
    lengths: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 3 }))),
    terms: fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    ones: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 16, maxLength: 16 }),
    seed: fc.nat(),
  })
  .chain((problem) => {
    const indices = [...new Set(problem.terms.flat())];
    return fc.record({ problem: fc.constant(problem), output: fc.shuffledSubarray(indices) });
  });

type Operands = readonly { readonly term: readonly string[]; readonly x: NDArray }[];

/** Every operand a view: its axes were permuted. */
function operandsOf(
  terms: readonly (readonly string[])[],
  lengthOf: (index: string) => number,
  isOne: () => boolean,
  seed: number,
): Operands {
  let i = 0;
  return terms.map((term) => {
    const stretched = new Map(term.map((index) => [index, isOne() ? 1 : lengthOf(index)]));
    const shape = term.map((index) => stretched.get(index) ?? 1);
    const x: NDArray = fromFunction(shape.toReversed(), () => Math.sin(seed + 1.3 * ++i));
    return {
      term,
      x: permuteDims(
        x,
        shape.map((_, axis) => shape.length - 1 - axis),
      ) as NDArray,
    };
  });
}

/** Σ over all indices of the products, and of their magnitudes, by a loop over all of them. */
function naive(
  operands: Operands,
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
): { sums: number[]; magnitudes: number[]; terms: number } {
  const shape = output.map((index) => sizes.get(index) ?? 1);
  const size = shape.reduce((n, d) => n * d, 1);
  const sums = new Array<number>(size).fill(0);
  const magnitudes = new Array<number>(size).fill(0);
  const names = [...sizes.keys()];
  const count = [...sizes.values()].reduce((n, d) => n * d, 1);
  for (let p = 0; p < count; p++) {
    let rest = p;
    const at = new Map(names.map((name) => [name, digit(name)]));
    function digit(name: string): number {
      const n = sizes.get(name) ?? 1;
      const value = rest % n;
      rest = (rest - value) / n;
      return value;
    }
    const product = operands.reduce((value, { term, x }) => {
      const index = term.map((name, axis) => (x.shape[axis] === 1 ? 0 : (at.get(name) ?? 0)));
      return value * (x.at(...index).item() as number);
    }, 1);
    const to = output.reduce((flat, name, axis) => flat * shape[axis] + (at.get(name) ?? 0), 0);
    sums[to] += product;
    magnitudes[to] += Math.abs(product);
  }
  return { sums, magnitudes, terms: size === 0 ? 0 : count / size };
}

function expectWithin(y: NDArray, n: number, sums: readonly number[], magnitudes: readonly number[]): void {
  Array.from(y.toTypedArray() as Float64Array).forEach((value, i) => {
    expect(Math.abs(value - sums[i])).toBeLessThanOrEqual((n / (1 - n)) * magnitudes[i]);
  });
}

describe("einsum", () => {
  it("is the sum of products over all indices: |Δ| ≤ γₙ·Σ|∏|, n counting terms and factors", () => {
    fc.assert(
      fc.property(problems, ({ problem: { lengths, terms, ones, seed }, output }) => {
        const sizes = new Map(["a", "b", "c", "d"].map((index, i) => [index, lengths[i]]));
        let drawn = 0;
        const operands = operandsOf(
          terms,
          (index) => sizes.get(index) ?? 1,
          () => ones[drawn++] === 0,
          seed,
        );
        const used = new Map<string, number>();
        for (const { term, x } of operands) {
          term.forEach((index, axis) => used.set(index, x.shape[axis] === 1 ? (used.get(index) ?? 1) : x.shape[axis]));
        }
        const subscripts = `${terms.map((term) => term.join("")).join(",")}->${output.join("")}`;
        const y = plain(subscripts, ...operands.map(({ x }) => x));
        const { sums, magnitudes, terms: count } = naive(operands, output, used);
        expect(y.shape).toEqual(output.map((index) => used.get(index)));
        expectWithin(y, (count + terms.length) * Number.EPSILON, sums, magnitudes);
      }),
    );
  });

  it.each(["ijk,ilk->jl", "ijk,lik->jl", "jik,bilk->bjl", "bijk,bilk->jbl", "ibjk,ilbk->blj"])(
    "%s: sums what does not lie together in either operand, under the same bound",
    (subscripts) => {
      const [inputs, output] = subscripts.split("->");
      const sizes = new Map(Object.entries({ b: 2, i: 3, j: 4, k: 17, l: 5 }));
      const terms = inputs.split(",").map((term) => [...term]);
      const used = new Map([...sizes].filter(([index]) => inputs.includes(index)));
      for (const turned of [true, false]) {
        const operands = operandsOf(
          terms,
          (index) => sizes.get(index) ?? 1,
          () => false,
          7,
        ).map(({ term, x }) => ({ term, x: turned ? x : (add(x, 0) as NDArray) }));
        const { sums, magnitudes, terms: count } = naive(operands, [...output], used);
        const y = plain(subscripts, ...operands.map(({ x }) => x));
        expectWithin(y, (count + 2) * Number.EPSILON, sums, magnitudes);
      }
    },
  );

  it("without -> keeps what stands once, in alphabetical order", () => {
    const x = arange(6).reshape([2, 3]);
    expect(einsum("ba", x).toArray()).toEqual(x.T.toArray());
    expect(einsum("ij,jk", x, x.T).toArray()).toEqual(x.matmul(x.T).toArray());
    expect(einsum("ii", arange(9).reshape([3, 3])).item()).toBe(12);
    expect(einsum("bA", x).toArray()).toEqual(x.T.toArray());
  });

  it("an ellipsis is broadcast, also in the middle, and comes first without ->", () => {
    const [x, y] = [arange(12).reshape([2, 1, 3, 2]), arange(24).reshape([4, 2, 3])];
    const expected = x.matmul(y).toArray();
    expect(einsum("...ij,...jk->...ik", x, y).toArray()).toEqual(expected);
    expect(einsum("...ij,...jk", x, y).toArray()).toEqual(expected);
    expect(einsum("i...j->j...i", arange(6).reshape([1, 2, 3])).toArray()).toEqual([
      [[0], [3]],
      [[1], [4]],
      [[2], [5]],
    ]);
    expect(einsum("...,i->i...", array(2) as NDArray, array([1, 2])).toArray()).toEqual([2, 4]);
  });

  it("reads transposed and broadcast operands, and answers another array than its operand", () => {
    const x = arange(6).reshape([2, 3]);
    const same = einsum("ij->ij", x);
    expect(same).not.toBe(x);
    expect(same.toArray()).toEqual(x.toArray());
    expect(einsum("bij,bjk->bik", broadcastTo(x, [2, 2, 3]), broadcastTo(x.T, [2, 3, 2])).toArray()).toEqual(
      broadcastTo(x.matmul(x.T), [2, 2, 2]).toArray(),
    );
  });

  it("keeps the dtype of integers, and promotes", () => {
    const bytes = array([1, 2, 3], { dtype: "int8" });
    expect(einsum("i,i->", bytes, bytes).dtype).toBe("int8");
    expect(einsum("i,i->", bytes, bytes).item()).toBe(14);
    expect(einsum("i->", bytes).dtype).toBe("int8");
    expect(einsum("i,i->i", bytes, zeros([3], { dtype: "float32" })).dtype).toBe("float32");
  });

  it("has derivatives, of every operand and through diagonals", () => {
    const [a, b, c]: NDArray[] = [
      arange(6).reshape([2, 3]).div(7),
      arange(12).reshape([3, 4]),
      arange(16).reshape([4, 4]),
    ];
    const chain = (x: NDArray, y: NDArray, z: NDArray): NDArray => plain("ij,jk,kk->ik", x, y, z);
    checkVjp(chain, [a, b, c]);
    checkJvp(chain, [a, b, c]);
    checkVjp((x, y) => plain("...i,...i->...", x, y), [a, array([[1, 2, 3]])]);
  });

  it.each<[string, NDArray[], new (...args: never[]) => Error, string]>([
    ["ij", [], ValueError, 'einsum: subscripts name 1 operands and 0 are given; got "ij".'],
    ["i,j", [zeros([2])], ValueError, 'einsum: subscripts name 2 operands and 1 are given; got "i,j".'],
    [
      "i.j",
      [zeros([2, 2])],
      ValueError,
      'einsum: subscripts must be letters and "..." for each operand, as in "ij,jk->ik"; got "i.j".',
    ],
    [
      "i->i->i",
      [zeros([2])],
      ValueError,
      'einsum: subscripts must be letters and "..." for each operand, as in "ij,jk->ik"; got "i->i->i".',
    ],
    ["i->k", [zeros([2])], ValueError, 'einsum: output index k is in no operand; got "k".'],
    ["ij->ii", [zeros([2, 2])], ValueError, 'einsum: output index i stands twice; got "ii".'],
    ["...i->i", [zeros([2, 2])], ValueError, 'einsum: the output must have "..." as the operands have; got "i".'],
    ["i", [zeros([2, 2])], ShapeError, "einsum: operand 0 must have 1 axes; got operand 0 [2, 2]."],
    ["...ijk", [zeros([2, 2])], ShapeError, "einsum: operand 0 must have at least 3 axes; got operand 0 [2, 2]."],
    [
      "ij,jk->ik",
      [zeros([2, 3]), zeros([4, 2])],
      ShapeError,
      "einsum: index j has lengths 3 and 4; got operand 0 [2, 3] and operand 1 [4, 2].",
    ],
    ["ii", [zeros([2, 1])], ShapeError, "einsum: index i has lengths 2 and 1; got operand 0 [2, 1]."],
    [
      "...,...",
      [zeros([2, 3]), zeros([2])],
      ShapeError,
      "einsum: axis -1 of the ellipsis has lengths 3 and 2; got operand 0 [2, 3] and operand 1 [2].",
    ],
    [
      "i",
      [zeros([2], { dtype: "bool" })],
      DTypeError,
      'einsum: operands must be numbers; got operand 0 bool. Convert first: x.astype("int32").',
    ],
    ["i", [[1] as never], ValueError, "einsum: operand 0 must be an NDArray; got a list. Make one with array(…)."],
  ])("refuses %s", (subscripts, operands, kind, message) => {
    const call = (): NDArray => plain(subscripts, ...operands);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it("refuses what was given back, and what is no string", () => {
    const gone = zeros([2]);
    gone.dispose();
    expect(() => einsum("i->", gone)).toThrow(DisposedError);
    expect(() => plain(7 as never, zeros([2]))).toThrow(ValueError);
  });
});

describe("einsumPath", () => {
  const square = zeros([10, 10]);

  it("is the cheapest order of few operands, told as pairs of positions", () => {
    const { steps, multiplications, largest } = einsumPath("ij,jk,kl,l->i", square, square, square, zeros([10]));
    expect(steps).toEqual([
      [2, 3],
      [1, 2],
      [0, 1],
    ]);
    expect(multiplications).toBe(300);
    expect(largest).toBe(10);
  });

  it("costs no order more than the naive one, whatever the operands", () => {
    fc.assert(
      fc.property(problems, ({ problem: { lengths, terms }, output }) => {
        const at = (index: string): number => lengths["abcd".indexOf(index)];
        const operands = terms.map((term): NDArray => zeros(term.map(at)));
        const subscripts = `${terms.map((term) => term.join("")).join(",")}->${output.join("")}`;
        const { steps, multiplications } = einsumPath(subscripts, ...operands);
        const everything = [...new Set(terms.flat())].reduce((n, index) => n * Math.max(1, at(index)), 1);
        expect(steps.length).toBe(terms.length - 1);
        expect(multiplications).toBeLessThanOrEqual(Math.max(1, terms.length - 1) * everything);
      }),
    );
  });

  it("is greedy for many: a chain of ten products costs nine", () => {
    const names = "abcdefghijk";
    const terms = Array.from({ length: 10 }, (_, i) => names.slice(i, i + 2)).join(",");
    const operands = new Array<NDArray>(10).fill(square);
    const { steps, multiplications } = einsumPath(`${terms}->ak`, ...operands);
    expect(steps.length).toBe(9);
    expect(multiplications).toBe(9000);
    expect(plain(`${terms}->ak`, ...operands).shape).toEqual([10, 10]);
  });

  it("refuses what einsum refuses, in its own name", () => {
    expect(() => einsumPath("ij", zeros([2]))).toThrow(ShapeError);
    expect(() => einsumPath("ij", zeros([2]))).toThrow("einsumPath: operand 0 must have 2 axes; got operand 0 [2].");
  });
});
