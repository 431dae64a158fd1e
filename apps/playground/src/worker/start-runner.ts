// oxlint-disable-next-line import/default -- Vite makes it
import program from "./lesson-worker.ts?worker&url";
import { LessonRunner } from "./lesson-runner.js";
import { startModule } from "./start-module.js";

/** The runner of this page. Its worker starts with the first lesson. */
export function startRunner(): LessonRunner {
  return new LessonRunner(() => startModule(program, "linnet lessons"));
}
