import { ValueError } from "@linnet/core";
import type { Point } from "../draw/plane.js";
import { formatNumber } from "../draw/ticks.js";
import type { Vector2 } from "./vector-plot.js";

export function add(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1]];
}

/** v₁, v₂, … */
export function subscripted(letter: string, n: number): string[] {
  return Array.from(
    { length: n },
    (_, i) => letter + String(i + 1).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]),
  );
}

/** The angle between two vectors that are not zero, 0 to 180 degrees. */
export function angleBetween(a: Point, b: Point): number {
  // by both products: the cosine alone loses half its digits where vectors are nearly parallel (Kahan 2006)
  const [u, v] = [unit(a), unit(b)]; // products of components could overflow
  return (Math.atan2(Math.abs(cross(u, v)), dot(u, v)) * 180) / Math.PI;
}

/** The foot of the last vector on the line of the first. @throws {ValueError} when there is one vector, or the first is zero */
export function projectOnto(op: string, arrows: readonly Vector2[]): Point {
  if (arrows.length < 2) throw new ValueError(op, "a projection needs two vectors or more", arrows.length);
  const [a, b] = [arrows[0].vector, arrows[arrows.length - 1].vector];
  if (length(a) === 0) throw new ValueError(op, "a projection needs a first vector that is not zero", arrows[0].name);
  const along = dot(unit(a), b);
  return [unit(a)[0] * along, unit(a)[1] * along];
}

/** Components and lengths of a few vectors, the angle of two, what they span, their sum and projection. */
export function describeVectors(arrows: readonly Vector2[], total: Point | undefined, foot: Point | undefined): string {
  const n = arrows.length;
  const each = arrows.map(
    ({ name, vector }) => `${name} = ${written(vector)} of length ${formatNumber(length(vector))}`,
  );
  const told = n <= 6 ? `: ${each.join(", ")}` : "";
  const parts = [`${n === 1 ? "A vector" : `${n} vectors`} in the plane${told}.`];
  const [a, b] = arrows;
  if (n === 2 && length(a.vector) > 0 && length(b.vector) > 0) {
    const angle = formatNumber(Number(angleBetween(a.vector, b.vector).toFixed(1)));
    parts.push(`The angle between them is ${angle}°.`);
  }
  parts.push(spanOf(arrows));
  if (total) parts.push(`Their sum is ${written(total)}.`);
  if (foot) parts.push(`The projection of ${arrows[n - 1].name} on ${a.name} is ${written(foot)}.`);
  return parts.join(" ");
}

/** What the vectors span: two directions that differ by more than their rounding span the plane. */
function spanOf(arrows: readonly Vector2[]): string {
  const longest = arrows.map(({ vector }) => vector).reduce((a, b) => (length(b) > length(a) ? b : a));
  const who = arrows.length === 1 ? "It spans" : "They span";
  if (length(longest) === 0) return `${who} only 0.`;
  const off = Math.max(...arrows.map(({ vector }) => Math.abs(cross(unit(longest), vector))));
  return `${who} ${off > 4 * Number.EPSILON * length(longest) ? "the plane" : "a line"}.`;
}

function written([x, y]: Point): string {
  return `(${formatNumber(x)}, ${formatNumber(y)})`;
}

function length([x, y]: Point): number {
  return Math.hypot(x, y);
}

function unit(a: Point): Point {
  return [a[0] / length(a), a[1] / length(a)];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1];
}

function cross(a: Point, b: Point): number {
  return a[0] * b[1] - a[1] * b[0];
}
