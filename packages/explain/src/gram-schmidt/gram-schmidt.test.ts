import { type NDArray, ShapeError, ValueError, eye, matmul, sub } from "@linnet/core";
import { cond, matrixNorm, qr } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qr as tellQr } from "../qr/qr.js";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { gramSchmidt } from "./gram-schmidt.js";

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

  it("has three ways beside each other, which lose κ²·u, κ·u and no more than m·n·u", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 0, max: 6 }), (n, power) => {
        const d = 10 ** -power; // Läuchli's matrix, κ = √(1 + n/d²)
        const rows = [
          Array<number>(n).fill(1),
          ...Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? d : 0))),
        ];
        const story = gramSchmidt(rows, { variant: "compare" });
        const [[classical, modified, householder]] = story.result("loss").toArray();
        const kappa: number = cond(arrayOf(rows)).item();
        const u = 8 * (n + 1) * n ** 1.5 * UNIT;
        expect(classical).toBeLessThanOrEqual(u * kappa ** 2);
        expect(modified).toBeLessThanOrEqual(u * kappa);
        expect(householder).toBeLessThanOrEqual(u);
        // Each Q spans what the columns of A span: Householder's is linalg's.
        assertWithin(result(story, "householder"), qr(arrayOf(rows)).Q, u * kappa);
        for (const name of ["classical", "modified", "householder"]) {
          const gram = matmul(result(story, name).T as NDArray, result(story, name));
          const loss: number = matrixNorm(sub(gram, eye(n)), { ord: "fro" }).item();
          const told = { classical, modified, householder }[name] ?? Number.NaN;
          expect(Math.abs(loss - told)).toBeLessThanOrEqual(u);
        }
      }),
    );
    const last = gramSchmidt(
      [
        [1, 1],
        [1e-8, 0],
        [0, 1e-8],
      ],
      { variant: "compare" },
    ).steps.at(-1);
    expect(last?.why).toMatch(/^‖I − QᵀQ‖ is 1e-8 classically, 1e-8 modified, [\d.e-]+ by Householder\./);
  });

  it("tells Householder's reflections as qr does", () => {
    const rows = [
      [3, 1],
      [4, 2],
    ];
    const story = gramSchmidt(rows, { variant: "householder", arithmetic: "exact" });
    expect(story.steps).toEqual(tellQr(rows).steps);
    expect(story.title).toBe("Orthogonalization by Householder's reflections");
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
