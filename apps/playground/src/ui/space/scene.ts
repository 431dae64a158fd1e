import {
  AmbientLight,
  Color,
  DirectionalLight,
  Group,
  type Object3D,
  PerspectiveCamera,
  Scene,
  Vector3 as Vector,
  WebGLRenderer,
} from "three";
import type { Tone } from "../arrow.js";
import { niceStep } from "../plane.js";
import { along, lineInCube, planeInCube } from "./clip.js";
import { FIELD, type Look, eye } from "./look.js";
import { dispose, solidsOf, threads } from "./solids.js";
import type { AxisNames, Thing, Vector3 } from "./things.js";

/** Colours by the names of theme.css and plane.css. */
export type Colours = Readonly<Record<Tone | "line" | "strong-line", string>>;

/** What things stand in. */
interface Setting {
  readonly reach: number;
  readonly axes: AxisNames;
  readonly colours: Colours;
}

/** Something written in a space, where it is to be seen: shares of the picture, from its left and its top. */
export interface Label {
  readonly text: string;
  readonly tone: Tone | "axis";
  readonly left: number;
  readonly top: number;
}

/** A name and what it belongs to, where half of the cube's edge is 1. */
interface Named extends Omit<Label, "left" | "top"> {
  readonly at: Vector;
}

/** What WebGL draws of a space. It is drawn when it is asked to be, and at no other time. */
export class SpaceScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(FIELD, 1, 0.1, 50);
  private readonly lamp = new DirectionalLight(0xffffff, 2.2);
  private shown: Object3D = new Group();
  private names: readonly Named[] = [];

  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.renderer = new WebGLRenderer({ canvas, context, alpha: true, antialias: true });
    this.renderer.setClearAlpha(0);
    this.camera.up.set(0, 0, 1);
    this.scene.add(new AmbientLight(0xffffff, 1.7), this.lamp, this.shown);
  }

  /** Puts other things in its place of those before. */
  show(things: readonly Thing[], { reach, axes, colours }: Setting): void {
    this.scene.remove(this.shown);
    dispose(this.shown);
    this.shown = new Group();
    this.shown.add(
      ...frame(colours, reach),
      ...things.map((thing) => solidsOf(thing, new Color(colours[thing.tone]), reach)),
    );
    this.scene.add(this.shown);
    this.names = [...axisNames(axes, reach), ...things.flatMap((thing) => namesOf(thing, reach))];
  }

  /** CSS pixels, and how many of the screen's there are to one. */
  resize(width: number, height: number, pixels: number): void {
    this.renderer.setPixelRatio(pixels);
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
  }

  /** Draws once. @returns where names are to be written */
  draw(look: Look): Label[] {
    this.camera.position.set(...eye(look));
    this.camera.lookAt(0, 0, 0);
    this.camera.updateMatrixWorld();
    this.lamp.position.copy(this.camera.position).add(new Vector(0, 0, 2));
    this.renderer.render(this.scene, this.camera);
    return this.names.map(({ text, tone, at }) => {
      const seen = at.clone().project(this.camera);
      return { text, tone, left: (seen.x + 1) / 2, top: (1 - seen.y) / 2 };
    });
  }

  dispose(): void {
    dispose(this.shown);
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}

/** The axes, and a grid where z is 0. */
function frame(colours: Colours, reach: number): Object3D[] {
  const spacing = niceStep(reach / 5);
  const count = Math.floor(reach / spacing);
  const ticks = Array.from({ length: 2 * count + 1 }, (_, i) => ((i - count) * spacing) / reach);
  const grid = ticks.flatMap((at) => [
    new Vector(at, -1, 0),
    new Vector(at, 1, 0),
    new Vector(-1, at, 0),
    new Vector(1, at, 0),
  ]);
  const axes = [0, 1, 2].flatMap((axis) => [-1, 1].map((end) => new Vector().setComponent(axis, end)));
  return [threads(grid, new Color(colours.line)), threads(axes, new Color(colours["strong-line"]))];
}

function axisNames(axes: AxisNames, reach: number): Named[] {
  const tick = niceStep(reach / 5) * Math.floor(reach / niceStep(reach / 5) / 2) || reach;
  return axes.flatMap((text, axis): Named[] => [
    { text, tone: "axis", at: new Vector().setComponent(axis, 1.08) },
    { text: String(tick), tone: "axis", at: new Vector().setComponent(axis, tick / reach) },
  ]);
}

function namesOf(thing: Thing, reach: number): Named[] {
  const at = thing.name === undefined ? null : anchorOf(thing, reach);
  if (at === null) return [];
  return [{ text: thing.name ?? "", tone: thing.tone, at: new Vector(...at).divideScalar(reach) }];
}

/** The place of a thing that its name is written beside; null where nothing of it is seen. */
function anchorOf(thing: Thing, reach: number): Vector3 | null {
  switch (thing.kind) {
    case "arrow":
      return thing.to;
    case "point":
      return thing.at;
    case "path":
      return thing.points[thing.points.length - 1] ?? null;
    case "line":
      return lineInCube(thing.through, thing.along, reach)?.[1] ?? null;
    case "plane":
      return highest(planeInCube(thing.normal, thing.offset, reach));
    case "parallelogram":
    case "parallelepiped":
      return thing.edges.reduce((sum, edge) => along(sum, 1, edge), thing.at ?? [0, 0, 0]);
    case "surface":
      return highest(thing.rows.flat());
  }
}

function highest(points: readonly Vector3[]): Vector3 | null {
  return points.reduce<Vector3 | null>((best, point) => (best === null || point[2] > best[2] ? point : best), null);
}
