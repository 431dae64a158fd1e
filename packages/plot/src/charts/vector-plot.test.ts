import { DTypeError, ShapeError, ValueError, array, complex } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, textsOf } from "../fixtures/read-svg.js";
import { toTerminal } from "../index.js";
import { light } from "../theme/theme.js";
import { type VectorOptions, vectorPlot } from "./vector-plot.js";

const nan = Number.NaN;
const ab = [[2, 1], [1, 3]]; // prettier-ignore

describe("vectorPlot", () => {
  it("draws arrows whose tips are in proportion, with one unit on both axes", () => {
    const tips = tipsOf(vectorPlot(array([[1, 0], [0, 1], [3, 0]]), { width: 600 }).svg); // prettier-ignore
    const origin = [tips[0][0] - (tips[2][0] - tips[0][0]) / 2, tips[0][1]];
    expect(tips[2][0] - origin[0]).toBeCloseTo(3 * (tips[0][0] - origin[0]), 1);
    expect(tips[1][0]).toBeCloseTo(origin[0], 1);
    expect(origin[1] - tips[1][1]).toBeCloseTo(tips[0][0] - origin[0], 1); // as long upwards as across
  });

  it("names heads in ink and nowhere over each other, and draws arrows in the colours of classes", () => {
    const { svg } = vectorPlot([[2, 1], [2.05, 1.02], [2, 1.05], [1.96, 0.98]], { labels: "abcd".split(""), theme: "light" }); // prettier-ignore
    const names = [...svg.matchAll(/<text x="([^"]*)" y="([^"]*)" dy="0.32em">([abcd])</g)];
    expect(names.map(([, , , name]) => name)).toEqual(["a", "b", "c", "d"]);
    expect(/<g class="linnet-names"[^>]*>/.exec(svg)?.[0]).toContain(`fill="${light.ink}"`);
    const heads = [...svg.matchAll(/<g class="linnet-arrow">.*?fill="(#[^"]*)"/g)].map(([, color]) => color);
    expect(heads).toEqual(light.classes.slice(0, 4));
    for (const [i, [, x, y]] of names.entries()) {
      for (const [, u, v] of names.slice(i + 1)) {
        expect(Math.abs(Number(x) - Number(u)) > 8 || Math.abs(Number(y) - Number(v)) > 15).toBe(true);
      }
    }
  });

  it("tells components, lengths, the angle, the span, the sum and the projection", () => {
    expect(vectorPlot(ab, { labels: ["a", "b"], sum: true, projection: true }).description).toBe(
      "2 vectors in the plane: a = (2, 1) of length 2.236, b = (1, 3) of length 3.162. The angle between them is 45°. " +
        "They span the plane. Their sum is (3, 4). The projection of b on a is (2, 1).",
    );
    expect(vectorPlot([[1, 2], [-2, -4], [0, 0]]).description).toContain("They span a line."); // prettier-ignore
    expect(vectorPlot([[0, 0]]).description).toBe("A vector in the plane: v₁ = (0, 0) of length 0. It spans only 0.");
    expect(vectorPlot([[1e200, 0], [0, 1e200]]).description).toContain("The angle between them is 90°."); // prettier-ignore
  });

  it("draws the parallelogram of two vectors, and more of them head to tail", () => {
    const two = vectorPlot(ab, { labels: ["a", "b"], sum: true }).svg;
    expect(textsOf(two)).toContain("a + b");
    expect(two.match(/<g class="linnet-arrow"/g)).toHaveLength(3);
    expect(two).toContain('fill-opacity="0.1"');
    const four = vectorPlot([...ab, [1, 1], [0, 2]], { sum: true }).svg;
    expect(textsOf(four)).toContain("sum");
    expect(four.match(/<g class="linnet-arrow"/g)).toHaveLength(4 + 3 + 1);
  });

  it("starts arrows at their tails, and takes typed arrays", () => {
    const tips = tipsOf(vectorPlot([Float32Array.of(1, 0), Float32Array.of(1, 0)], { tails: [[0, 0], [1, 0]], width: 600 }).svg); // prettier-ignore
    const still = tipsOf(vectorPlot([[1, 0], [2, 0]], { width: 600 }).svg); // prettier-ignore
    expect(tips).toEqual(still);
  });

  it("draws the spanned line through the whole frame, and none for zero", () => {
    const lines = /<g class="linnet-spans">(.*?)<\/g>/.exec(vectorPlot([[1, 1], [0, 0]], { span: true }).svg)?.[1]; // prettier-ignore
    expect((lines ?? "").match(/d="M[^"]*"/g)).toHaveLength(1);
  });

  it("leaves out and counts vectors that are not finite; zero is a dot", () => {
    const { svg } = vectorPlot([[nan, 1], [0, 0], [1, 1]], { theme: "light" }); // prettier-ignore
    expect(textsOf(svg)).toContain("1 vector is not finite and is not drawn.");
    expect(svg.match(/<g class="linnet-arrow"><circle/g)).toHaveLength(1);
    expect(textsOf(svg)).not.toContain("v₁");
  });

  it("is drawn in a terminal as lines", () => {
    expect(toTerminal(vectorPlot(ab, { labels: ["a", "b"] }))).toContain("• a   + b");
  });

  const pair = "sum and projection need vectors that start at 0; got tails. Leave tails out.";
  it.each<[string, unknown, VectorOptions, unknown, string]>([
    ["nothing", [], {}, ShapeError, "vectorPlot: vectors must have two axes; got vectors [0]."],
    ["one axis", [1, 2], {}, ShapeError, "vectorPlot: vectors must have two axes; got vectors [2]."],
    ["three components", [[1, 2, 3]], {}, ShapeError, "vectorPlot: vectors must have two columns; got vectors [1, 3]. Choose two components, or project them: scores.slice(':', ':2')."], // prettier-ignore
    ["only NaN", [[nan, 1]], {}, ValueError, "vectorPlot: vectors must hold a finite one; got 1 rows that are not finite."], // prettier-ignore
    ["complex numbers", complex(array(ab), array(ab)), {}, DTypeError, "vectorPlot: vectors must hold real numbers; got vectors complex128. Plot real(x), imag(x) or abs(x)."], // prettier-ignore
    ["a crowd", Array.from({ length: 51 }, () => [1, 1]), {}, ValueError, "vectorPlot: vectors must be at most 50; got 51. Draw their heads as points with scatter."], // prettier-ignore
    ["other tails", ab, { tails: [[0, 0]] }, ShapeError, "vectorPlot: tails must have the shape of vectors; got tails [1, 2] and vectors [2, 2]."], // prettier-ignore
    ["too few labels", ab, { labels: ["a"] }, ShapeError, "vectorPlot: labels must have 2 names, one each; got labels [1]."], // prettier-ignore
    ["a sum of one", [[1, 2]], { sum: true }, ValueError, "vectorPlot: a sum needs two vectors or more; got 1."],
    ["a sum from tails", ab, { sum: true, tails: ab }, ValueError, `vectorPlot: ${pair}`],
    ["a projection of one", [[1, 2]], { projection: true }, ValueError, "vectorPlot: a projection needs two vectors or more; got 1."], // prettier-ignore
    ["a projection on zero", [[0, 0], [1, 2]], { projection: true }, ValueError, "vectorPlot: a projection needs a first vector that is not zero; got v₁."], // prettier-ignore
  ])("refuses %s", (_, vectors, options, type, message) => {
    expect(() => vectorPlot(vectors as never, options)).toThrow(type as never);
    expect(() => vectorPlot(vectors as never, options)).toThrow(message);
  });
});

/** The tips of the arrows, in order. */
function tipsOf(svg: string): number[][] {
  return [...svg.matchAll(/<g class="linnet-arrow">.*?<path (d="[^"]*" fill="#[^>]*)>/g)].map(([, head]) =>
    (attributeOf(head, "d") ?? "").slice(1).split("L")[0].split(",").map(Number),
  );
}
