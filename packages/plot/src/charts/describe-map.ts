import type { Point } from "../draw/plane.js";
import { formatNumber } from "../draw/ticks.js";
import { type Eigen, type Singular, type TwoByTwo, det2, eigen2, svd2 } from "../math/two-by-two.js";

/** What a picture of a 2 × 2 matrix shows. */
export interface PlaneMap {
  readonly matrix: TwoByTwo;
  readonly det: number;
  readonly singular: Singular;
  readonly eigen: Eigen;
  /** Singular values above 2ε·σ₁. */
  readonly rank: 0 | 1 | 2;
}

/** @param eps from 1 to the next larger number of the matrix's dtype, by which its elements are known */
export function planeMap(matrix: TwoByTwo, eps: number): PlaneMap {
  const singular = svd2(matrix);
  const [first, second] = singular.values;
  const rank = first === 0 ? 0 : second > 2 * eps * first ? 2 : 1;
  return { matrix, det: rank < 2 ? 0 : det2(matrix), singular, eigen: eigen2(matrix), rank };
}

/** [2 1; 0 1] */
export function writtenMatrix([a, b, c, d]: TwoByTwo): string {
  return `[${formatNumber(a)} ${formatNumber(b)}; ${formatNumber(c)} ${formatNumber(d)}]`;
}

/** What the map does, what becomes of the unit square and circle, and its eigenvalues, in sentences. */
export function describeMap(map: PlaneMap): string {
  const { matrix, det, singular, rank } = map;
  const [first, second] = singular.values.map(formatNumber);
  const image =
    rank === 2
      ? first === second
        ? `The unit circle becomes a circle of radius ${first}`
        : `The unit circle becomes an ellipse with half axes ${first} and ${second}`
      : `The unit circle becomes ${rank === 1 ? `a segment of half length ${first}` : "a point"}`;
  const square = `the unit square has signed area ${formatNumber(det)} afterwards`;
  return `The map of the plane by A = ${writtenMatrix(matrix)} ${action(map)}. ${image}; ${square}. ${eigenvalues(map.eigen)}`;
}

/** λ = 3, 1 or λ = 1 twice or λ = 0.5 ± 0.866i. */
export function writtenEigenvalues(eigen: Eigen): string {
  if (eigen.kind === "real" && eigen.values[0] === eigen.values[1]) return `λ = ${formatNumber(eigen.values[0])} twice`;
  if (eigen.kind === "real") return `λ = ${eigen.values.map(formatNumber).join(", ")}`;
  return `λ = ${formatNumber(eigen.re)} ± ${formatNumber(eigen.im)}i`;
}

/**
 * The directions on which A only stretches, with their factors: none for a turn; for a multiple of the identity, where every direction
 * is one, none either.
 */
export function eigenDirections(eigen: Eigen): { factor: number; vector: Point }[] {
  if (eigen.kind === "pair" || eigen.every) return [];
  return eigen.vectors.map((vector, k) => ({ factor: eigen.values[k], vector }));
}

/** What the map does, as what follows "the map …"; factors that are written alike count as equal. */
function action(map: PlaneMap): string {
  const { matrix, rank, singular } = map;
  const [first, second] = singular.values;
  if (rank === 0) return "takes everything to 0";
  if (rank === 1) return flattens(map);
  if (formatNumber(first) === formatNumber(second)) return `${similarity(map)} and ${areas(map)}`;
  if (isShear(map)) return `shears along ${lineOf(map.eigen.kind === "real" ? map.eigen.vectors[0] : [1, 0])} and ${areas(map)}`; // prettier-ignore
  const [a, b, c, d] = matrix;
  const symmetric = Math.abs(b - c) <= 8 * Number.EPSILON * first;
  if (symmetric && map.eigen.kind === "real") {
    const [one, two] = map.eigen.vectors.map((vector, k) => {
      return `${formatNumber(map.eigen.kind === "real" ? map.eigen.values[k] : 0)} along ${lineOf(vector)}`;
    });
    return `stretches by ${one} and by ${two}, and ${areas(map)}`;
  }
  // the rotation nearest to A: that of its polar factor
  const turn = map.det > 0 ? Math.atan2(c - b, a + d) : 0;
  const how = map.det > 0 ? turned(turn) : "mirrors";
  return `${how} and stretches by ${formatNumber(first)} and ${formatNumber(second)}, and ${areas(map)}`;
}

/** A multiple of a rotation or of a mirror. */
function similarity({ matrix: [a, b, c, d], det, singular }: PlaneMap): string {
  const factor = formatNumber(singular.values[0]);
  const scaled = factor === "1" ? "" : ` and multiplies lengths by ${factor}`;
  if (det < 0) return `mirrors in ${lineOf(half(Math.atan2(b + c, a - d)))}${scaled}`;
  const how = turned(Math.atan2(c - b, a + d));
  if (how !== "turns by 0°") return how + scaled;
  return factor === "1" ? "leaves every vector as it is" : `multiplies every vector by ${factor}`;
}

function flattens({ matrix, singular }: PlaneMap): string {
  const [u, v] = [singular.left[0], singular.right[0]];
  const trace = formatNumber(matrix[0] + matrix[3]);
  // a matrix of rank one is a projection where its trace, its one eigenvalue, is 1
  const what = trace === "1" ? (parallel(u, v) ? "projects orthogonally" : "projects obliquely") : "flattens the plane";
  return `${what} onto ${lineOf(u)}, so areas vanish`;
}

function areas({ det }: PlaneMap): string {
  const size = formatNumber(Math.abs(det));
  const sizes = size === "1" ? "keeps areas" : `multiplies areas by ${size}`;
  return det < 0 ? `${sizes} and reverses orientation` : sizes;
}

/** Whether 1 is the one eigenvalue, with one direction. */
function isShear({ eigen }: PlaneMap): boolean {
  return eigen.kind === "real" && eigen.vectors.length === 1 && formatNumber(eigen.values[0]) === "1";
}

function eigenvalues(eigen: Eigen): string {
  if (eigen.kind === "pair") {
    return `The eigenvalues are ${formatNumber(eigen.re)} ± ${formatNumber(eigen.im)}i: no direction is kept.`;
  }
  const [first, second] = eigen.values.map(formatNumber);
  if (eigen.every) return `The one eigenvalue is ${first}, and every direction is kept.`;
  const lines = eigen.vectors.map(lineOf);
  if (lines.length === 1) return `The one eigenvalue is ${first}, and ${lines[0]} is the only direction kept.`;
  return `The eigenvalues are ${first} and ${second}, with eigenvectors along ${lines[0]} and ${lines[1]}.`;
}

function turned(angle: number): string {
  return `turns by ${degrees(angle)}`;
}

/** The line through 0 in a direction, by its angle from −90° (excluded) to 90°. */
function lineOf([x, y]: Point): string {
  const angle = Math.atan2(y, x);
  const upper = angle > Math.PI / 2 + 1e-9 ? angle - Math.PI : angle <= -Math.PI / 2 + 1e-9 ? angle + Math.PI : angle;
  return `the line at ${degrees(upper)}`;
}

function degrees(angle: number): string {
  return `${formatNumber(Number(((angle * 180) / Math.PI).toFixed(1)))}°`;
}

function half(angle: number): Point {
  return [Math.cos(angle / 2), Math.sin(angle / 2)];
}

function parallel(u: Point, v: Point): boolean {
  return Math.abs(u[0] * v[1] - u[1] * v[0]) <= 8 * Number.EPSILON;
}
