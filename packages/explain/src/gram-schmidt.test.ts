import { ShapeError, ValueError } from "@linnet/core";
import { cond, qr } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gramSchmidt } from "./gram-schmidt.js";
import { UNIT, arrayOf, assertWithin, integers, result } from "./testing.js";

const variants = fc.constantFrom("classical" as const, "modified" as const);
const tall = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }))
  .chain(([n, more]) => integers(n + more, n))
  .filter((rows) => Number.isFinite(cond(arrayOf(rows)).item()) && cond(arrayOf(rows)).item() < 1e6);

/** ‖QᵀQ − I‖, by its largest entry. */
function loss(rows: number[][], variant: "classical" | "modified"): number {
  const gram = gramSchmidt(rows, { variant, arithmetic: "float32" }).result("QᵀQ").toArray();
  return Math.max(...gram.flatMap((row, i) => row.map((entry, j) => Math.abs(entry - Number(i === j)))));
}

describe("gramSchmidt", () => {
  it("ends with linalg's Q and R, to √2·κ₂·‖ΔA‖ of a backward stable factorization (Higham, §19.9)", () => {
    fc.assert(
      fc.property(tall, variants, (rows, variant) => {
        const story = gramSchmidt(rows, { variant });
        const a = arrayOf(rows);
        const [m, n] = [rows.length, rows[0].length];
        const { Q, R } = qr(a);
        const scale = Math.sqrt(rows.flat().reduce((sum, entry) => sum + entry * entry, 0));
        const error = 2 * Math.SQRT2 * cond(a).item() * 8 * m * n * Math.sqrt(n) * UNIT;
        assertWithin(Q, result(story, "Q"), error);
        assertWithin(R, result(story, "R"), error * scale);
      }),
    );
  });

  it("is exact, roots and all: QᵀQ is the identity, and both variants say the same", () => {
    fc.assert(
      fc.property(tall, (rows) => {
        const [one, other] = [gramSchmidt(rows, { variant: "classical" }), gramSchmidt(rows)];
        expect(one.results).toEqual(other.results);
        const identity = one.results.QᵀQ.map((row, i) => row.map((_, j) => (i === j ? "1" : "0")));
        expect(one.results.QᵀQ.map((row) => row.map(({ text }) => text))).toEqual(identity);
      }),
    );
  });

  it("shows what rounding does: the classical variant loses what the modified one keeps", () => {
    const d = 2 ** -12; // Läuchli's matrix: 1 + d² is 1 in float32, and κ is √3/d
    const rows = [
      [1, 1, 1],
      [d, 0, 0],
      [0, d, 0],
      [0, 0, d],
    ];
    expect(Math.abs(loss(rows, "classical") - 0.5)).toBeLessThanOrEqual(8 * 2 ** -24);
    // Björck's bound for the modified variant: a small multiple of u·κ.
    expect(loss(rows, "modified")).toBeLessThanOrEqual(4 * 2 ** -24 * (Math.sqrt(3) / d));
  });

  it("writes roots", () => {
    const { Q, R } = gramSchmidt([
      [1, 1],
      [1, 0],
      [0, 1],
    ]).results;
    expect(Q.map((row) => row.map(({ text }) => text))).toEqual([
      ["√2/2", "√6/6"],
      ["√2/2", "-√6/6"],
      ["0", "√6/3"],
    ]);
    expect(R.map((row) => row.map(({ latex }) => latex))).toEqual([
      ["\\sqrt{2}", "\\frac{\\sqrt{2}}{2}"],
      ["0", "\\frac{\\sqrt{6}}{2}"],
    ]);
  });

  it("refuses columns that depend on others, and more columns than rows", () => {
    expect(() =>
      gramSchmidt([
        [1, 2],
        [2, 4],
      ]),
    ).toThrow(
      new ValueError(
        "explain.gramSchmidt",
        "the columns of a must be independent",
        "column 1, of which 0 is left",
        "Leave that column out.",
      ),
    );
    expect(() => gramSchmidt([[1, 2]])).toThrow(
      new ShapeError("explain.gramSchmidt", "a must have at least as many rows as columns", { a: [1, 2] }),
    );
  });
});
