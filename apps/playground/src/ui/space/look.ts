import type { Vector3 } from "./things.js";

/** From where a space is looked at. */
export interface Look {
  /** Degrees around the z-axis, from the x-axis on. */
  readonly azimuth: number;
  /** Degrees above the plane of x and y; never quite from the poles, where up and down would be lost. */
  readonly elevation: number;
  /** 1 shows all of the cube. */
  readonly zoom: number;
}

export const BEGIN: Look = { azimuth: 30, elevation: 22, zoom: 1 };

const POLE = 88;
const STEP = 5;
const ZOOM = { least: 0.5, most: 4, step: 1.15 };

/** How far the camera stands away, where half of the cube's edge is 1. */
const DISTANCE = 5.1;
/** Degrees that it sees from top to bottom. */
export const FIELD = 34;

/** Turned by so many degrees. */
export function turned(look: Look, around: number, up: number): Look {
  const azimuth = ((((look.azimuth + around + 180) % 360) + 360) % 360) - 180;
  return { ...look, azimuth, elevation: Math.min(Math.max(look.elevation + up, -POLE), POLE) };
}

function zoomed(look: Look, factor: number): Look {
  return { ...look, zoom: Math.min(Math.max(look.zoom * factor, ZOOM.least), ZOOM.most) };
}

/** What a key does: arrows turn, + and − come nearer and go away, Home begins anew; null for other keys. */
export function keyed(look: Look, key: string): Look | null {
  switch (key) {
    case "ArrowLeft":
      return turned(look, -STEP, 0);
    case "ArrowRight":
      return turned(look, STEP, 0);
    case "ArrowUp":
      return turned(look, 0, STEP);
    case "ArrowDown":
      return turned(look, 0, -STEP);
    case "+":
    case "=":
      return zoomed(look, ZOOM.step);
    case "-":
      return zoomed(look, 1 / ZOOM.step);
    case "Home":
      return BEGIN;
    default:
      return null;
  }
}

/** Where the camera stands. */
export function eye({ azimuth, elevation, zoom }: Look): Vector3 {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const d = DISTANCE / zoom;
  return [d * Math.cos(e) * Math.cos(a), d * Math.cos(e) * Math.sin(a), d * Math.sin(e)];
}
