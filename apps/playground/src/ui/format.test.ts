import { describe, expect, it } from "vitest";
import { decimal, percent, scientific, seconds } from "./format.js";

describe("numbers for people", () => {
  it("keep a number and its unit on one line", () => {
    expect(percent(0.98886)).toBe("98.9\u202f%");
    expect(seconds(310)).toBe("0.31\u202fs");
    expect(seconds(12_600)).toBe("13\u202fs");
  });

  it("group thousands", () => {
    expect(decimal(1797)).toBe("1,797");
    expect(decimal(17814.2614, 3)).toBe("17,814.261");
  });

  it("raise their exponents", () => {
    expect(scientific(1.7e-16)).toBe("1.7 × 10⁻¹⁶");
    expect(scientific(23456)).toBe("2.3 × 10⁴");
  });
});
