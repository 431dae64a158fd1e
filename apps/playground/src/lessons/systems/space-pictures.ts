import { along, cross, dot } from "../../ui/space/clip.js";
import { type Thing, type Vector3, equation } from "../../ui/space/things.js";
import type { ResultOf } from "../lesson.js";
import type { Inputs, compute } from "./code.js";
import { isSolved } from "./lesson.js";

type Result = ResultOf<typeof compute>;

const TONES = ["a", "b", "d"] as const;
export const UNKNOWNS = ["x₁", "x₂", "x₃"] as const;
const INDICES = ["₁", "₂", "₃"];

/** The columns of A, and b as the mixture of them. */
export function columnThings({ A, b }: Inputs, result: Result, found: readonly boolean[]): Thing[] {
  const columns = [0, 1, 2].map((j) => vector(A.map((row) => row[j])));
  const corners = columns.reduce<Vector3[]>(
    (path, column, j) => [...path, along(path[j], result.x[j], column)],
    [[0, 0, 0]],
  );
  const right = vector(b);
  return [
    ...columns.map((to, j): Thing => ({ kind: "arrow", to, tone: TONES[j], name: `a${INDICES[j]}` })),
    ...columns.map((_, j): Thing => ({
      kind: "path",
      points: [corners[j], corners[j + 1]],
      tone: TONES[j],
      dashed: !found[j],
    })),
    { kind: "arrow", to: right, tone: "c", name: "b" },
    ...(isSolved(result) ? [] : missing(corners[3], right)),
  ];
}

function missing(nearest: Vector3, right: Vector3): Thing[] {
  return [
    { kind: "point", at: nearest, tone: "quiet", name: "A·x" },
    { kind: "path", points: [nearest, right], tone: "quiet", dashed: true },
  ];
}

/** The planes of the equations, the lines in which two of them meet, and the solutions. */
export function rowThings(system: readonly (readonly number[])[], result: Result): Thing[] {
  const planes = system.map((row, i) => ({
    normal: vector(row),
    offset: row[3],
    tone: TONES[i],
    name: `equation ${i + 1}`,
  }));
  const meetings = [
    [0, 1],
    [1, 2],
    [2, 0],
  ].flatMap(([i, j]) => meeting(planes[i], planes[j]));
  return [...planes.map((plane): Thing => ({ kind: "plane", ...plane })), ...meetings, ...solutions(result)];
}

interface PlaneOf {
  readonly normal: Vector3;
  readonly offset: number;
}

/** The line in which two planes meet; none where they are parallel. */
function meeting(one: PlaneOf, other: PlaneOf): Thing[] {
  const way = cross(one.normal, other.normal);
  const square = dot(way, way);
  if (square < 1e-18) return [];
  const mixed = along(scaled(one.offset, other.normal), -other.offset, one.normal);
  return [{ kind: "line", through: scaled(1 / square, cross(mixed, way)), along: way, tone: "quiet" }];
}

function solutions(result: Result): Thing[] {
  if (!isSolved(result)) return [];
  const x = vector(result.x);
  const lines = result.free.length === 1 ? result.free : [];
  return [
    { kind: "point", at: x, tone: "c", name: "x" },
    ...lines.map((way): Thing => ({ kind: "line", through: x, along: vector(way), tone: "c", name: "all x + t·n" })),
  ];
}

/** What stands in the system, as equations. */
export function equationsOf(system: readonly (readonly number[])[]): string[] {
  return system.map((row) => equation(row.slice(0, -1), row[row.length - 1], UNKNOWNS));
}

function scaled(s: number, v: Vector3): Vector3 {
  return along([0, 0, 0], s, v);
}

function vector(values: readonly number[]): Vector3 {
  return [values[0], values[1], values[2]];
}
