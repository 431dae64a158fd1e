import {
  BufferGeometry,
  type Color,
  ConeGeometry,
  CylinderGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  type Object3D,
  SphereGeometry,
  Vector3 as Vector,
} from "three";
import { along, lineInCube, planeInCube } from "./clip.js";
import type { Thing, Vector3 } from "./things.js";

/** Sizes, where half of the cube's edge is 1. */
const SHAFT = 0.013;
const HEAD = { length: 0.12, radius: 0.042 };
const THREAD = 0.008;
const DOT = 0.034;
const DASH = 0.07;

const UP = new Vector(0, 1, 0);

/** A thing as solids; things without an extent (a plane that misses the cube) are empty. `color` is that of its tone. */
export function solidsOf(thing: Thing, color: Color, reach: number): Object3D {
  const place = (p: Vector3): Vector => new Vector(p[0] / reach, p[1] / reach, p[2] / reach);
  const group = new Group();
  switch (thing.kind) {
    case "arrow":
      addArrow(group, place(thing.from ?? [0, 0, 0]), place(thing.to), color, thing.dashed === true);
      break;
    case "point":
      group.add(ball(place(thing.at), color));
      break;
    case "path":
      addPath(group, thing.points.map(place), color, thing.dashed === true);
      break;
    case "line": {
      const ends = lineInCube(thing.through, thing.along, reach);
      if (ends !== null) addPath(group, ends.map(place), color, thing.dashed === true);
      break;
    }
    case "plane":
      addSheet(group, planeInCube(thing.normal, thing.offset, reach).map(place), color);
      break;
    case "parallelogram": {
      const [u, v] = thing.edges;
      addSheet(group, parallelogram(thing.at ?? [0, 0, 0], u, v).map(place), color);
      break;
    }
    case "parallelepiped":
      for (const side of sidesOf(thing.at ?? [0, 0, 0], thing.edges)) addSheet(group, side.map(place), color);
      break;
    case "surface":
      addSurface(
        group,
        thing.rows.map((row) => row.map(place)),
        color,
      );
  }
  return group;
}

/** Frees what an object holds on the graphics card. */
export function dispose(object: Object3D): void {
  object.traverse((part) => {
    if (!(part instanceof Mesh || part instanceof LineSegments)) return;
    (part.geometry as BufferGeometry).dispose();
    (part.material as Material).dispose();
  });
}

/** Straight lines between pairs of points, as thin as the screen can. */
export function threads(pairs: readonly Vector[], color: Color, opacity = 1): Object3D {
  const geometry = new BufferGeometry().setFromPoints([...pairs]);
  return new LineSegments(geometry, new LineBasicMaterial({ color, opacity, transparent: opacity < 1 }));
}

function addArrow(group: Group, from: Vector, to: Vector, color: Color, dashed: boolean): void {
  const way = to.clone().sub(from);
  const length = way.length();
  if (length === 0) {
    group.add(ball(to, color));
    return;
  }
  const head = Math.min(HEAD.length, length / 2);
  const neck = to.clone().addScaledVector(way, -head / length);
  addRods(group, from, neck, SHAFT, color, dashed);
  const cone = new ConeGeometry((HEAD.radius * head) / HEAD.length, head, 20);
  group.add(between(cone, neck, to, new MeshLambertMaterial({ color })));
}

function addPath(group: Group, points: readonly Vector[], color: Color, dashed: boolean): void {
  for (let i = 1; i < points.length; i++) addRods(group, points[i - 1], points[i], THREAD, color, dashed);
}

/** A rod from here to there, or dashes. */
function addRods(group: Group, from: Vector, to: Vector, radius: number, color: Color, dashed: boolean): void {
  const length = from.distanceTo(to);
  if (length === 0) return;
  const count = dashed ? Math.max(1, Math.round((length / DASH + 1) / 2)) : 1;
  for (let i = 0; i < count; i++) {
    const [start, end] = [(2 * i) / (2 * count - 1), (2 * i + 1) / (2 * count - 1)].map((s) =>
      from.clone().lerp(to, s),
    );
    const rod = new CylinderGeometry(radius, radius, start.distanceTo(end), 10);
    group.add(between(rod, start, end, new MeshLambertMaterial({ color })));
  }
}

/** Something that stands upright around the origin, laid from here to there. */
function between(geometry: BufferGeometry, from: Vector, to: Vector, material: Material): Mesh {
  const mesh = new Mesh(geometry, material);
  mesh.position.copy(from).lerp(to, 0.5);
  mesh.quaternion.setFromUnitVectors(UP, to.clone().sub(from).normalize());
  return mesh;
}

function ball(at: Vector, color: Color): Mesh {
  const mesh = new Mesh(new SphereGeometry(DOT, 20, 14), new MeshLambertMaterial({ color }));
  mesh.position.copy(at);
  return mesh;
}

/** A convex polygon that lets through what is behind it, with its edges. */
function addSheet(group: Group, corners: readonly Vector[], color: Color): void {
  if (corners.length < 3) return;
  const geometry = new BufferGeometry().setFromPoints([...corners]);
  geometry.setIndex(Array.from({ length: corners.length - 2 }, (_, i) => [0, i + 1, i + 2]).flat());
  const glass = { color, opacity: 0.2, transparent: true, side: DoubleSide, depthWrite: false };
  group.add(new Mesh(geometry, new MeshBasicMaterial(glass)));
  group.add(
    threads(
      corners.flatMap((corner, i) => [corner, corners[(i + 1) % corners.length]]),
      color,
    ),
  );
}

function parallelogram(at: Vector3, u: Vector3, v: Vector3): Vector3[] {
  return [at, along(at, 1, u), along(along(at, 1, u), 1, v), along(at, 1, v)];
}

function sidesOf(at: Vector3, [u, v, w]: readonly [Vector3, Vector3, Vector3]): Vector3[][] {
  return [
    parallelogram(at, u, v),
    parallelogram(along(at, 1, w), u, v),
    parallelogram(at, v, w),
    parallelogram(along(at, 1, u), v, w),
    parallelogram(at, w, u),
    parallelogram(along(at, 1, v), w, u),
  ];
}

function addSurface(group: Group, rows: readonly (readonly Vector[])[], color: Color): void {
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 2) return;
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    "position",
    new Float32BufferAttribute(
      rows.flatMap((row) => row.flatMap((p) => p.toArray())),
      3,
    ),
  );
  const index: number[] = [];
  for (let i = 0; i + 1 < rows.length; i++) {
    for (let j = 0; j + 1 < width; j++) {
      const k = i * width + j;
      index.push(k, k + width, k + 1, k + 1, k + width, k + width + 1);
    }
  }
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  const skin = { color, side: DoubleSide, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 };
  group.add(new Mesh(geometry, new MeshLambertMaterial({ ...skin, transparent: true, opacity: 0.8 })));
  const across = rows.flatMap((row) => row.slice(1).flatMap((p, j) => [row[j], p]));
  const down = rows.slice(1).flatMap((row, i) => row.flatMap((p, j) => [rows[i][j], p]));
  group.add(threads([...across, ...down], color, 0.5));
}
