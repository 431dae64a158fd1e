import { describe, expect, it } from "vitest";
import { compute, find } from "./code.js";

describe("embeddings", () => {
  it("answer most of the grammar's analogies after some epochs, which they cannot before the first", async () => {
    const answered: number[] = [];
    const result = await compute({ sentences: 1500, features: 24, epochs: 8, seed: 1 }, (part) =>
      answered.push(part.answered),
    );
    expect(result.asked).toBe(3 * 8 * 7);
    expect(answered[0] / result.asked).toBeLessThan(0.2);
    expect(result.answered / result.asked).toBeGreaterThanOrEqual(0.9);
    expect(result.losses.at(-1)).toBeLessThan(result.losses[0]);
    const { vectors } = result;
    expect(find({ vectors, query: "king - man + woman" })[0].word).toBe("queen");
    // a word is nearest to what stands with it; cosines descend
    const near = find({ vectors, query: "Bread" });
    expect(near.map(({ word }) => word).some((word) => ["bake", "baked", "oven", "flour"].includes(word))).toBe(true);
    expect(near.map(({ cosine }) => cosine)).toEqual(near.map(({ cosine }) => cosine).toSorted((a, b) => b - a));
    expect(() => find({ vectors, query: "king + dragon" })).toThrow('The sentences do not have "dragon".');
    expect(() => find({ vectors, query: " " })).toThrow("Write a word, or a sum of words");
  }, 60_000);
});
