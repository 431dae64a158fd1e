import { describe, expect, it } from "vitest";
import { SHOWN, compute } from "./code.js";

const inputs = { sentences: 2000, dimensions: 32, seed: 1, question: "king - man + woman" };

describe("words", () => {
  it("answers nearly all of the grammar's analogies, which it cannot with two numbers a word", () => {
    const { asked, answered, nearest } = compute(inputs);
    expect(asked).toBe(2 * 8 * 7);
    expect(answered / asked).toBeGreaterThan(0.95);
    expect(nearest[0].word).toBe("queen");
    expect(compute({ ...inputs, dimensions: 2 }).answered / asked).toBeLessThan(0.2);
  });

  it("counts pairs both ways, and none of what the grammar never puts together", () => {
    const { counts, information } = compute(inputs);
    const [king, queen, crown] = SHOWN.map((_, i) => i);
    expect(counts).toEqual(counts[0].map((_, j) => counts.map((row) => row[j])));
    expect(counts[king][queen]).toBe(0);
    expect(counts[king][crown]).toBeGreaterThan(0);
    expect(information[king][queen]).toBe(0);
    expect(information[king][crown]).toBeGreaterThan(1); // they stand together in 1 of 16 pairs, and hardly elsewhere
    for (const value of information.flat()) expect(value).toBeGreaterThanOrEqual(0);
  });

  it("finds words by angle, the nearest first, and refuses what no sentence has", () => {
    const { nearest } = compute({ ...inputs, question: "Rome - Italy + France" });
    expect(nearest[0].word).toBe("paris");
    const cosines = nearest.map(({ cosine }) => cosine);
    expect(cosines).toEqual(cosines.toSorted((a, b) => b - a));
    for (const cosine of cosines) expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-12);
    expect(() => compute({ ...inputs, question: "king + dragon" })).toThrow('The sentences do not have "dragon".');
    expect(() => compute({ ...inputs, question: " " })).toThrow("Write a word, or a sum of words");
  });

  it("works from few sentences too, where some words are never heard", () => {
    const { answered, asked } = compute({ ...inputs, sentences: 100, dimensions: 64 });
    expect(answered).toBeLessThan(asked);
  });
});
