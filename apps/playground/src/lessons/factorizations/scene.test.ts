import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";
import { lesson } from "./lesson.js";
import type { Drawn, Scene } from "./scene.js";
import { sceneOf } from "./scene-of.js";

const WAYS = lesson.fields.by.options ?? [];
const entry = fc.integer({ min: -5, max: 5 });

/** The scenes of all steps when their moves have been made. */
function scenesOf(inputs: Inputs): readonly Scene[] {
  const { result, steps } = told(inputs);
  return steps.map((_, at) => sceneOf(steps, at, inputs, result.solved, 1));
}

function told(inputs: Inputs) {
  const result = compute(inputs);
  const steps = lesson.steps(result, { ...inputs, n: 100 } as never); // of the fields' own words
  return { result, steps };
}

/** The end of the arrow of that name. */
function tip(scene: Scene, name: string): readonly number[] {
  const arrow = scene.arrows.find((drawn: Drawn) => drawn.name === name && drawn.tone !== "quiet");
  return arrow?.to ?? [];
}

describe("scenes of factorizations", () => {
  it("undo the first factor: the last way leads along the columns of a triangle to y, within 1e-9 of its size", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(...WAYS),
        ([a, b, c, d, e, f], by) => {
          const A = by === "cholesky" ? [[a * a + 1, a * b], [a * b, b * b + c * c + 1]] : [[a, b], [c, d]]; // prettier-ignore
          const inputs: Inputs = { A, b: [e, f], by: by as Inputs["by"], numbers: "float64" };
          const { result, steps } = told(inputs);
          fc.pre(result.solved !== null);
          const last = scenesOf(inputs)[steps.length - 1];
          const way = last.arrows.filter(({ dashed }) => dashed === true);
          const y = tip(last, "y");
          const size = Math.max(1, ...way.flatMap(({ to }) => to.map(Math.abs)));
          way[way.length - 1].to.forEach((value, i) => expect(Math.abs(value - y[i])).toBeLessThanOrEqual(1e-9 * size));
          const first = last.arrows.find(({ name }) => name?.endsWith("₁"))?.to ?? [NaN, NaN];
          expect(Math.abs(first[1])).toBeLessThanOrEqual(1e-9 * Math.abs(first[0]));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("shear by elimination: the area of the columns stays, up to its sign", () => {
    const scenes = scenesOf({ A: [[1, 3], [4, 2]], b: [5, 5], by: "lu", numbers: "exact" }); // prettier-ignore
    const areas = scenes.flatMap(({ spans = [] }) => spans.map(({ edges: [u, v] }) => u[0] * v[1] - u[1] * v[0]));
    expect(areas.map(Math.abs)).toEqual(areas.map(() => 10));
    expect(tip(scenes[2], "u₁")).toEqual([4, 0]);
  });

  it("keep Cholesky's ellipse: the columns of L end on it, xᵀ·A⁻¹·x = 1", () => {
    const scenes = scenesOf({ A: [[4, 2], [2, 5]], b: [5, 5], by: "cholesky", numbers: "exact" }); // prettier-ignore
    for (const name of ["l₁", "l₂"]) {
      const [x, y] = tip(scenes[3], name);
      const terms = [5 * x * x, -4 * x * y, 4 * y * y];
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      const error = Math.abs(terms[0] + terms[1] + terms[2] - 16);
      expect(error).toBeLessThanOrEqual(4 * Number.EPSILON * size); // 4 roundings in each term, x’s and y’s own too; 3 after
    }
  });

  it("are told in a sentence and are finite where they are drawn, at any moment of their move, also without a solution", () => {
    for (const by of WAYS) {
      for (const A of [
        [
          [1, 2],
          [2, 1],
        ],
        [
          [1, 2],
          [2, 4],
        ],
        [
          [0, 0],
          [0, 0],
        ],
        [
          [2, 1, 0],
          [1, 3, 1],
          [0, 1, 2],
        ],
      ]) {
        // prettier-ignore
        const inputs: Inputs = { A, b: A.map(() => 1), by: by as Inputs["by"], numbers: "float64" };
        const { result, steps } = told(inputs);
        steps.forEach((_, at) => {
          for (const t of [0, 0.5, 1]) {
            const scene = sceneOf(steps, at, inputs, result.solved, t);
            expect(scene.told).toMatch(/^\S.*[.≤0]$/u);
            for (const { to } of scene.arrows) expect(to).toHaveLength(A.length);
            expect((scene.grid ?? []).flat().every(Number.isFinite)).toBe(true);
          }
        });
      }
    }
  });
});
