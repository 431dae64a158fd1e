import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const links = [1.2, 0.8];
const angle = fc.integer({ min: -180, max: 180 });

describe("robot-arm", () => {
  it("brings the hand to its target, with the elbow that the law of cosines has", () => {
    const direction = fc.integer({ min: 0, max: 359 }).map((degrees) => (degrees * Math.PI) / 180);
    const radius = fc.integer({ min: 60, max: 185 }).map((hundredths) => hundredths / 100); // from 0.4 to 2 it could
    const bent = fc.integer({ min: 20, max: 160 }); // an elbow that is not straight
    fc.assert(
      fc.property(direction, radius, angle, bent, (direction, radius, shoulder, elbow) => {
        const target = [radius * Math.cos(direction), radius * Math.sin(direction)];
        const { moves, beyond } = compute({ target, start: [shoulder, elbow], links, damping: 0.3 });
        const { distance, q, hand } = moves[moves.length - 1];
        expect(beyond).toBe(0);
        expect(distance).toBeLessThan(1e-9);
        expect(Math.hypot(hand[0] - target[0], hand[1] - target[1])).toBeLessThan(1e-9);
        const cosine = (radius ** 2 - 1.2 ** 2 - 0.8 ** 2) / (2 * 1.2 * 0.8);
        expect(Math.abs(Math.cos(q[1]) - cosine)).toBeLessThan(1e-8); // distances to 1e-9, over a length of 0.96 and twice the radius
      }),
      { numRuns: 40 },
    );
  });

  it("has a Jacobian whose determinant is ℓ₁·ℓ₂·sin of the elbow, and so the product of its singular values", () => {
    fc.assert(
      fc.property(angle, angle, (shoulder, elbow) => {
        const { J, s } = compute({ target: [1, 1], start: [shoulder, elbow], links, damping: 0.3 }).moves[0];
        const exact = 1.2 * 0.8 * Math.sin((elbow * Math.PI) / 180);
        expect(Math.abs(J[0][0] * J[1][1] - J[0][1] * J[1][0] - exact)).toBeLessThan(1e-14);
        expect(Math.abs(s[0] * s[1] - Math.abs(exact))).toBeLessThan(1e-14);
      }),
      { numRuns: 20 },
    );
  });

  it("never comes nearer than its reach allows, nor stays much further away", () => {
    for (const { target, most } of [
      { target: [2.2, 0.9], most: 1 + 1e-6 }, // there the nearest point is a regular minimum
      { target: [0.1, 0.05], most: 1.1 }, // within the inner circle a folded arm crawls along it
    ]) {
      const { moves, beyond } = compute({ target, start: [20, 60], links, damping: 0.3 }); // prettier-ignore
      const { distance } = moves[moves.length - 1];
      expect(beyond).toBeGreaterThan(0.2);
      expect(distance).toBeGreaterThanOrEqual(beyond - 1e-12);
      expect(distance).toBeLessThan(most * beyond);
    }
  });

  it("leaps where it is nearly straight and not damped, and is Newton's method at its end", () => {
    const start = [20, 2];
    const first = (damping: number): number => Math.hypot(...compute({ target: [0.5, 1.4], start, links, damping }).moves[0].turn); // prettier-ignore
    expect(first(0)).toBeGreaterThan(10 * first(0.3));
    const { moves } = compute({ target: [0.5, 1.4], start: [20, 60], links, damping: 0.3 });
    const [before, last] = moves.slice(-3, -1).map(({ distance }) => distance);
    expect(last).toBeLessThan(2 * before ** 2); // (λ²/s² + h″/2)·d², of the order of one
  });
});
