import { broadcastShapes } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layersOf, meetingsOf } from "./axes.js";
import { compute } from "./code.js";
import { compiled } from "./compiler.js";

const shape = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });
const count = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1);

describe("tensors", () => {
  it("tells of two shapes, axis by axis, what the library makes of them", () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const { added } = compute({ topic: "broadcast", a, b });
        const sizes = meetingsOf(a, b).map(({ size }) => size);
        expect(added.ok === null).toBe(sizes.includes(null));
        if (added.ok === null) return;
        expect(added.ok.shape).toEqual(sizes.toReversed());
        expect(added.ok.shape).toEqual([...broadcastShapes(a, b)]);
      }),
      { numRuns: 60 },
    );
  });

  it("draws copies where broadcasting reads them: a's cells and b's cells add up to those of a + b", () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const { added, x, y } = compute({ topic: "broadcast", a, b });
        if (added.ok === null) return;
        const meetings = meetingsOf(a, b);
        const [left, right] = [layersOf(x, meetings, 3).flat(2), layersOf(y, meetings, 3).flat(2)];
        expect(left.map(({ value }, i) => value + right[i].value)).toEqual(added.ok.values);
        expect(left.filter(({ isCopy }) => !isCopy)).toHaveLength(count(a));
      }),
      { numRuns: 60 },
    );
  });

  it("adds up to the same along every axis", () => {
    fc.assert(
      fc.property(shape, (a) => {
        const { sums, total } = compute({ topic: "reduce", a, b: [1] });
        const n = count(a);
        expect(total).toBe((n * (n + 1)) / 2);
        for (const { values } of sums) expect(values.reduce((sum, value) => sum + value, 0)).toBe(total);
      }),
      { numRuns: 40 },
    );
  });

  it("says in a sentence why shapes do not meet", () => {
    const { added, multiplied } = compute({ topic: "broadcast", a: [2, 3], b: [2, 2] });
    expect(added.problem).toMatch(/^add: .*3.*2.*\.$/);
    expect(multiplied.problem).toBe("matmul: inner dimensions 3 and 2 differ; got a [2, 3] and b [2, 2].");
  });

  it("shows the call, waves below what is refused, and the sentence of the types", () => {
    expect(compiled("add", [2, 3], [2], "add: dimensions 3 and 2 do not broadcast; got a [2, 3] and b [2].")).toEqual({
      call: "add(zeros([2, 3]), zeros([2]));",
      waves: "                   ~~~~~~~~~~",
      type: 'ShapeProblem<"add: dimensions 3 and 2 do not broadcast">',
    });
  });
});
