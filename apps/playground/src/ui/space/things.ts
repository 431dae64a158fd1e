import type { Tone } from "../arrow.js";
import { short } from "../format.js";

export type Vector3 = readonly [x: number, y: number, z: number];

/** What the three axes are called. */
export type AxisNames = readonly [string, string, string];

export const XYZ: AxisNames = ["x", "y", "z"];

interface Coloured {
  readonly tone: Tone;
  /** Written beside it, and said by the text alternative. */
  readonly name?: string;
}

/** What can stand in a `Space`, in its coordinates. */
export type Thing =
  | (Coloured & { readonly kind: "arrow"; readonly to: Vector3; readonly from?: Vector3; readonly dashed?: boolean })
  | (Coloured & { readonly kind: "point"; readonly at: Vector3 })
  /** Straight from point to point. */
  | (Coloured & { readonly kind: "path"; readonly points: readonly Vector3[]; readonly dashed?: boolean })
  /** Without an end: through a point, along a direction. */
  | (Coloured & {
      readonly kind: "line";
      readonly through: Vector3;
      readonly along: Vector3;
      readonly dashed?: boolean;
    })
  /** All p with normal·p = offset. */
  | (Coloured & { readonly kind: "plane"; readonly normal: Vector3; readonly offset: number })
  | (Coloured & { readonly kind: "parallelogram"; readonly edges: readonly [Vector3, Vector3]; readonly at?: Vector3 })
  | (Coloured & {
      readonly kind: "parallelepiped";
      readonly edges: readonly [Vector3, Vector3, Vector3];
      readonly at?: Vector3;
    })
  /** Points in rows and columns, with a skin over them. */
  | (Coloured & { readonly kind: "surface"; readonly rows: readonly (readonly Vector3[])[] });

/** What stands in a space, in a sentence for each thing that has a name. */
export function describe(things: readonly Thing[], axes: AxisNames = XYZ): string {
  return things
    .filter(({ name }) => name !== undefined)
    .map((thing) => `${thing.name}: ${say(thing, axes)}.`)
    .join(" ");
}

function say(thing: Thing, axes: AxisNames): string {
  switch (thing.kind) {
    case "arrow":
      return `an arrow${thing.from === undefined ? "" : ` from ${at(thing.from)}`} to ${at(thing.to)}`;
    case "point":
      return `a point at ${at(thing.at)}`;
    case "path":
      return thing.points.length === 0
        ? "a path of no points"
        : `a path from ${at(thing.points[0])} to ${at(thing.points[thing.points.length - 1])}`;
    case "line":
      return `a line through ${at(thing.through)} along ${at(thing.along)}`;
    case "plane":
      return `the plane ${equation(thing.normal, thing.offset, axes)}`;
    case "parallelogram":
      return `a parallelogram on ${at(thing.edges[0])} and ${at(thing.edges[1])}`;
    case "parallelepiped":
      return `a parallelepiped on ${thing.edges.map(at).join(", ")}`;
    case "surface":
      return "a surface";
  }
}

function at(point: Vector3): string {
  return `(${point.map((value) => short(value, 2)).join(", ")})`;
}

/** "2x − y + z = 3"; what says nothing of x, y and z is written whole: "0 = 1". */
export function equation(normal: readonly number[], offset: number, names: readonly string[] = XYZ): string {
  const terms = normal.flatMap((factor, i) => {
    if (factor === 0) return [];
    const size = Math.abs(factor);
    return [{ sign: factor < 0 ? "−" : "+", text: `${size === 1 ? "" : short(size, 2)}${names[i]}` }];
  });
  const left = terms.map(({ sign, text }, i) => (i > 0 ? ` ${sign} ${text}` : sign === "−" ? `−${text}` : text));
  return `${left.join("") || "0"} = ${short(offset, 2)}`;
}
