import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuse, walk } from "./loops.js";

const axes = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -4, max: 4 })), { maxLength: 4 });

describe("fuse", () => {
  it("visits the same elements in the same order, in no more loops than axes longer than 1", () => {
    const law = fc.property(axes, (list) => {
      const [shape, strides] = [list.map(([n]) => n), list.map(([, s]) => s)];
      const visited = (lengths: readonly number[], steps: readonly number[]): number[] =>
        lengths.reduceRight<number[]>(
          (inner, n, axis) => Array.from({ length: n }, (_, i) => inner.map((at) => at + i * steps[axis])).flat(),
          [0],
        );
      const loops = fuse(shape, [strides]);
      expect(visited(loops.shape, loops.steps[0])).toEqual(visited(shape, strides));
      expect(loops.shape.length).toBeLessThanOrEqual(shape.filter((n) => n !== 1).length);
      const walked: number[] = [];
      walk(loops, 0, [5], ([at]) => walked.push(at - 5));
      expect(walked).toEqual(visited(shape, strides));
    });
    fc.assert(law);
  });

  it("makes one loop of an array without gaps, and of the same gaps in all operands", () => {
    expect(fuse([2, 3, 4], [[12, 4, 1]])).toEqual({ shape: [24], steps: [[1]] });
    expect(
      fuse(
        [2, 3],
        [
          [3, 1],
          [1, 2],
        ],
      ),
    ).toEqual({
      shape: [2, 3],
      steps: [
        [3, 1],
        [1, 2],
      ],
    });
    expect(
      fuse(
        [2, 1, 3],
        [
          [6, 6, 2],
          [0, 0, 0],
        ],
      ),
    ).toEqual({ shape: [6], steps: [[2], [0]] });
  });
});
