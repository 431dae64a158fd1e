import { describe, expect, it } from "vitest";
import { type Inputs, compute, curves, measure, read, weights } from "./code.js";
import { MOST_POINTS, strokesField } from "./strokes.js";

const INPUTS: Inputs = { network: "mlp", epochs: 20, rate: 0.005, seed: 1 };

/** Digits as one might draw them, each stroke as x₀, y₀, x₁, y₁, …, in any size and place. */
const DRAWN: readonly (readonly (readonly number[])[])[] = [
  [[32, 8, 20, 14, 15, 30, 18, 48, 30, 57, 43, 50, 48, 32, 44, 14, 32, 8]],
  [[22, 20, 34, 8, 34, 56]],
  [[16, 20, 22, 10, 34, 8, 44, 14, 44, 26, 34, 38, 18, 54, 48, 54]],
  [[18, 14, 26, 8, 36, 8, 44, 14, 44, 22, 36, 29, 28, 31, 37, 33, 46, 40, 46, 49, 38, 56, 27, 57, 17, 51]],
  [
    [30, 8, 14, 38, 48, 38],
    [38, 22, 38, 58],
  ],
  [[46, 8, 22, 8, 20, 28, 34, 26, 45, 33, 46, 46, 36, 56, 18, 54]],
  [[38, 8, 24, 20, 17, 38, 22, 54, 36, 56, 44, 46, 38, 36, 26, 36, 18, 44]],
  [[16, 10, 46, 10, 34, 32, 26, 58]],
  [[32, 30, 20, 22, 22, 10, 34, 8, 42, 14, 40, 24, 24, 36, 18, 48, 28, 57, 40, 54, 44, 44, 32, 30]],
  [[44, 24, 34, 32, 22, 28, 20, 16, 30, 8, 42, 12, 44, 24, 42, 42, 34, 57]],
];

const likeliest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

describe("the drawn picture", () => {
  it("has the data's height and ink, wherever and in whatever size it is drawn", async () => {
    const { model } = await compute({ ...INPUTS, network: "softmax", epochs: 1 });
    for (const strokes of DRAWN) {
      const { pixels } = read({ model, strokes });
      const ink = pixels.flat().reduce((total, at) => total + at, 0);
      expect(ink).toBeGreaterThanOrEqual(312 / 16); // where squares tie, all are black: two columns at most
      expect(ink).toBeLessThanOrEqual((312 + 64) / 16);
      expect(Math.max(...pixels[0])).toBeGreaterThan(0);
      expect(Math.max(...pixels[7])).toBeGreaterThan(0);
      const elsewhere = strokes.map((stroke) => stroke.map((at, i) => 0.5 * at + (i % 2 === 0 ? 3 : 30)));
      expect(read({ model, strokes: elsewhere }).pixels).toEqual(pixels); // halves and sums of few bits are exact
    }
  });

  it("takes a dot, and a line that has no height", async () => {
    const { model } = await compute({ ...INPUTS, network: "softmax", epochs: 1 });
    for (const strokes of [[[30, 30]], [[10, 30, 50, 30]]]) {
      const { probabilities } = read({ model, strokes });
      const total = probabilities.reduce((sum, p) => sum + p, 0);
      expect(Math.abs(total - 1)).toBeLessThanOrEqual(16 * 2 ** -24); // ten numbers added up in float32, and divided
    }
  });
});

describe("training", () => {
  it.each(["mlp", "cnn"] as const)(
    "the %s reads 95 in 100 test digits, and most of ten that were drawn",
    async (network) => {
      const { right, tested, model, ended, history } = await compute({ ...INPUTS, network, epochs: 9 });
      expect([ended, history.length, tested]).toEqual([true, 9, 359]);
      expect(right / tested).toBeGreaterThanOrEqual(0.95);
      const correct = DRAWN.filter((strokes, digit) => likeliest(read({ model, strokes }).probabilities) === digit);
      expect(correct.length).toBeGreaterThanOrEqual(8);
      expect(measure({ model })).toEqual({ network, right, tested });
    },
    30_000,
  );

  it("tells what it has on the way, and ends early with that when it is asked to", async () => {
    const controller = new AbortController();
    const parts: number[] = [];
    const result = await compute(
      { ...INPUTS, network: "softmax", epochs: 1000 },
      ({ history }) => {
        parts.push(history.length);
        if (parts.length === 2) controller.abort();
      },
      { signal: controller.signal },
    );
    expect(parts[0]).toBe(0);
    expect(result.ended).toBe(true);
    expect(result.history.length).toBeLessThan(1000);
    expect(result.history.length).toBeGreaterThanOrEqual(parts[1]);
  });

  it("counts, shows and draws what it measured", async () => {
    const result = await compute({ ...INPUTS, network: "softmax", epochs: 1 });
    const { confusion, misread, samples, right, tested, history, model } = result;
    expect(confusion.flat().reduce((total, count) => total + count, 0)).toBe(tested);
    expect(confusion.reduce((total, row, digit) => total + row[digit], 0)).toBe(right);
    expect(misread.length).toBe(Math.min(12, tested - right));
    for (const { label, read } of misread) expect(confusion[label][read]).toBeGreaterThan(0);
    expect(samples.every(({ pixels }) => pixels.length === 64)).toBe(true);
    for (const svg of [...(await curves({ history })), ...(await weights({ model }))]) expect(svg).toMatch(/^<svg /);
  });

  it("refuses a file that names no network", () => {
    const empty = new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]);
    expect(() => measure({ model: empty })).toThrow("open: the file must say which network it holds");
  });
});

describe("strokes in a link", () => {
  const { read, write } = strokesField([]);

  it("come back as they were", () => {
    for (const strokes of [[], ...DRAWN]) expect(read(write(strokes))).toEqual(strokes);
  });

  it("are refused when they are none", () => {
    const long = Array.from({ length: 2 * MOST_POINTS + 2 }, () => 1).join("_");
    for (const text of ["1", "1_2_3", "1_65", "-1_2", "a_b", "1_2~", long]) expect(read(text)).toBeNull();
  });
});
