import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";

const UNIT = 2 ** -53;
const found = (about: Inputs["about"], part: Partial<Inputs> = {}): Readonly<Record<string, number>> =>
  compute({ about, bits: 3, x: 1.3, n: 8, k: 8, ...part }).values;

describe("floating point", () => {
  it("rounds to the nearest of few numbers: |fl(x) − x| ≤ 2^−(b+1)·|x|", () => {
    expect(found("numbers", { x: 1.3 })["rounded"]).toBe(1.25);
    for (let x = 0.25; x < 4; x += 0.17) {
      const { error, bound } = found("numbers", { x });
      expect(error).toBeLessThanOrEqual(bound);
    }
  });

  it("loses 1 − cos h, which is 0 at 10⁻⁸, and keeps 2·sin²(h/2)", () => {
    const { naive, rewritten } = found("cancellation");
    expect(naive).toBe(0); // cos 10⁻⁸ is nearer to 1 than doubles are to each other
    expect(Math.abs(rewritten - 0.5)).toBeLessThanOrEqual(0.5 * 8 * UNIT); // h²/24 is less than a rounding
    for (let k = 1; k <= 12; k++) expect(found("cancellation", { k })["second"]).toBeLessThanOrEqual(8 * UNIT);
  });

  it("has Hilbert’s condition number at n = 5, and an error within n·κ·2⁻⁵³ of it", () => {
    const { error, condition } = found("hilbert", { n: 5 });
    const expected = 476607.25024175976; // by NumPy and in closed form
    expect(Math.abs(condition - expected)).toBeLessThanOrEqual(5 * condition * UNIT * expected); // as σ₅ is off by n·2⁻⁵³·σ₁
    expect(error).toBeLessThanOrEqual(5 * 5 * condition * UNIT);
  });

  it("loses right angles as κ², κ and 1", () => {
    const { classical, modified, householder, condition } = found("orthogonality");
    expect(Math.abs(classical - Math.SQRT1_2)).toBeLessThanOrEqual(10 * 1e-8); // q₂·q₃ is 1/2, twice; the others are δ
    expect(modified).toBeLessThanOrEqual(20 * condition * UNIT);
    expect(householder).toBeLessThanOrEqual(20 * UNIT);
  });

  it("loses all of x by the normal equations where δ² is rounded away, and κ·2⁻⁵³ by Q·R", () => {
    const at = (k: number) => found("normal", { k });
    expect(at(9)["normal"]).toBeNaN();
    // 1 + 10⁻¹⁴ is rounded to 1 + 45·2⁻⁵², by which δ² is off by 8·10⁻⁴, and what tells x₁, x₂ and x₃ apart with it
    expect(at(7)["normal"]).toBeGreaterThan(1e-4);
    expect(at(9)["factors"]).toBeLessThanOrEqual(50 * at(9)["condition"] * UNIT);
  });
});
