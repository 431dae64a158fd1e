import { describe, expect, it } from "vitest";
import { describe as tell, equation } from "./things.js";

describe("things", () => {
  it("are told by name, with where they are", () => {
    expect(
      tell([
        { kind: "arrow", to: [1, -2, 0.333], tone: "a", name: "u" },
        { kind: "arrow", to: [1, 1, 1], tone: "quiet" },
        { kind: "plane", normal: [1, -1, 2.5], offset: 3, tone: "b", name: "E" },
        { kind: "line", through: [0, 0, 0], along: [1, 1, 0], tone: "c", name: "g" },
        { kind: "path", points: [], tone: "c", name: "way" },
      ]),
    ).toBe(
      "u: an arrow to (1, −2, 0.33). E: the plane x − y + 2.5z = 3. g: a line through (0, 0, 0) along (1, 1, 0). way: a path of no points.",
    );
  });

  it("equations say what they hold of, and nothing of what has no part in them", () => {
    expect(equation([-1, 0, 0], 2)).toBe("−x = 2");
    expect(equation([0, -3, 1], -2)).toBe("−3y + z = −2");
    expect(equation([0, 0, 0], 1)).toBe("0 = 1");
    expect(equation([2, 1], 3, ["x₁", "x₂"])).toBe("2x₁ + x₂ = 3");
  });
});
