import type { LessonStep } from "../lesson.js";
import { choleskyScene } from "./cholesky-scene.js";
import type { Inputs } from "./code.js";
import { directionsScene } from "./directions-scene.js";
import { movesScene } from "./moves-scene.js";
import type { Scene, Solved } from "./scene.js";
import { solvingScene } from "./solving-scene.js";
import { familyOf } from "./ways.js";

/**
 * The scene of a step.
 *
 * @param t how much of the move has been made, from 0 to 1
 */
export function sceneOf(steps: readonly LessonStep[], at: number, inputs: Inputs, solved: Solved, t: number): Scene {
  const step = steps[at];
  if (step.code !== "factor" && solved !== null) return solvingScene(steps, at, inputs, solved, t);
  const family = familyOf(inputs.by);
  if (family === "LLT") return choleskyScene(steps, at, inputs, t);
  return family === "LU" || inputs.by === "householder"
    ? movesScene(steps, at, inputs, t)
    : directionsScene(steps, at, inputs, t);
}
