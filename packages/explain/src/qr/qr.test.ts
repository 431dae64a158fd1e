import { type NDArray, ValueError, eye, matmul } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import { cond, givens, qr as factor } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotExactError } from "../arithmetic/exact.js";
import type { Explanation } from "../story/explanation.js";
import { UNIT, arrayOf, assertWithin, gamma, integers, result } from "../testing.js";
import { qr } from "./qr.js";

const variants = fc.constantFrom("householder" as const, "givens" as const);
const sides = fc.integer({ min: 1, max: 5 });
const floats = fc.tuple(sides, sides).chain((shape) => floatArrays({ shape }));
const texts = (story: Explanation, name: string): string[][] =>
  story.results[name].map((row) => row.map(({ text }) => text));
const frobenius = (rows: number[][]): number => Math.hypot(...rows.flat());

describe("qr", () => {
  it("has Q·R within √n·γ of A and QᵀQ of I, of any shape and rank (Higham, Theorem 19.4)", () => {
    fc.assert(
      fc.property(floats, variants, (a, variant) => {
        const rows = a.toArray() as number[][];
        const story = qr(a as NDArray, { variant });
        const [m, n] = [rows.length, rows[0].length];
        const k = Math.min(m, n);
        const error = Math.sqrt(n) * gamma(8 * m * k);
        const [Q, R] = [result(story, "Q"), result(story, "R")];
        const least = 8 * m * k * Number.MIN_VALUE; // what rounding is where numbers are not normal
        assertWithin(matmul(Q, R), a as NDArray, error * frobenius(rows) + least);
        assertWithin(matmul(Q.T as NDArray, Q), eye(k) as NDArray, Math.sqrt(k) * gamma(8 * m * k));
        (R.toArray() as number[][]).forEach((row, i) => {
          row.slice(0, i).forEach((entry) => expect(Math.abs(entry)).toBe(0));
          expect(row[i]).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it("ends with linalg's Q and R, signs and all, to √2·κ₂·‖ΔA‖ (Higham, §19.9)", () => {
    const tall = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }))
      .chain(([n, more]) => integers(n + more, n));
    fc.assert(
      fc.property(tall, variants, (rows, variant) => {
        const a = arrayOf(rows);
        const kappa: number = cond(a).item();
        fc.pre(kappa < 1e6);
        const [m, n] = [rows.length, rows[0].length];
        const story = qr(rows, { variant });
        const { Q, R } = factor(a);
        const error = 2 * Math.SQRT2 * kappa * 8 * m * n * Math.sqrt(n) * UNIT;
        assertWithin(Q, result(story, "Q"), error);
        assertWithin(R, result(story, "R"), error * frobenius(rows));
      }),
    );
  });

  it("is exact by rotations, always: Q·R is A and QᵀQ is the identity", () => {
    fc.assert(
      fc.property(sides, sides, fc.integer({ min: 0, max: 2 ** 20 }), (m, n, seed) => {
        const rows = Array.from({ length: Math.min(m, 4) }, (_, i) =>
          Array.from({ length: Math.min(n, 3) }, (_, j) => ((seed >> (2 * ((3 * i + j) % 10))) & 3) - 1),
        );
        const story = qr(rows, { variant: "givens" });
        expect(story.arithmetic).toBe("exact");
        expect(story.result("Q·R").toArray()).toEqual(rows.map((row) => row.map((entry) => entry + 0)));
        const gram = texts(story, "QᵀQ");
        expect(gram).toEqual(gram.map((row, i) => row.map((_, j) => (i === j ? "1" : "0"))));
      }),
    );
  });

  it("is exact by reflections where the lengths are of like roots, and refuses to be elsewhere", () => {
    const unlike = [
      [1, 1],
      [1, 0],
      [0, 1],
    ];
    expect(qr(unlike).arithmetic).toBe("float64");
    const like = qr([
      [3, 1],
      [4, 2],
    ]);
    expect(like.steps.map(({ title }) => title)).toEqual([
      "Begin with R = A and Q = I",
      "Reflect column 1 onto its axis",
      "Turn the signs of row 1 of R",
      "A is Q·R, and the columns of Q are orthonormal",
    ]);
    expect(texts(like, "R")).toEqual([
      ["5", "11/5"],
      ["0", "2/5"],
    ]);
    expect(() => qr(unlike, { arithmetic: "exact" })).toThrow(
      new NotExactError("exact sums must be of like roots", "-√2/2 and -√6/2"),
    );
  });

  it("turns by the angle of linalg's givens", () => {
    const story = qr(
      [
        [-3, 1],
        [4, 2],
      ],
      { variant: "givens" },
    );
    const { c, s } = givens(arrayOf([[-3]]).reshape([]) as NDArray, arrayOf([[4]]).reshape([]) as NDArray);
    const degrees = (Math.atan2(s.item() as number, c.item() as number) * 180) / Math.PI;
    expect(story.steps[1].title).toBe(`Rotate rows 1 and 2 by ${Number(degrees.toPrecision(6))}°`);
  });

  it("tells of columns that need no reflection, and of zeros", () => {
    const story = qr([
      [1, 2],
      [0, 3],
      [0, 0],
    ]);
    expect(story.steps.map(({ title }) => title).slice(1, 3)).toEqual([
      "Column 1 needs no reflection",
      "Column 2 needs no reflection",
    ]);
    expect(story.steps.at(-1)?.why).toBe(
      "Q·R is A, and QᵀQ is the identity. Of Q and R the first 2 columns and rows are kept: the others only meet zeros.",
    );
    expect(
      qr([[0]])
        .result("R")
        .toArray(),
    ).toEqual([[0]]);
    expect(
      qr([[-2]])
        .result("Q")
        .toArray(),
    ).toEqual([[-1]]);
  });

  it("refuses another variant", () => {
    expect(() => qr([[1]], { variant: "cholesky" as "givens" })).toThrow(
      new ValueError("explain.qr", 'variant must be "householder" or "givens"', "cholesky"),
    );
  });
});
