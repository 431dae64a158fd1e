// `npm run bench -- lessons`: how long each lesson computes, as it opens and in the choice that takes longest, and writes it to
// docs/benchmarks/lessons.md. It is what a lesson's worker does at each move of a drag, here in Node on the packages' sources.
import { createServer } from "vite";
import { machine, middle, milliseconds } from "./figures.mjs";
import { keep } from "./keep.mjs";

/** Rounds of a state, and milliseconds after which it has been asked often enough. */
const [ROUNDS, ENOUGH] = [50, 2000];

const server = await createServer({
  appType: "custom",
  logLevel: "error",
  server: { middlewareMode: true, hmr: false },
});
try {
  const { LISTINGS } = await server.ssrLoadModule("/src/lessons/load-lesson.ts");
  const rows = [];
  for (const { id } of LISTINGS) {
    const { lesson } = await server.ssrLoadModule(`/src/lessons/${id}/lesson.ts`);
    const { compute } = await server.ssrLoadModule(`/src/lessons/${id}/code.ts`);
    const times = [];
    for (const { choice, inputs } of states(lesson.fields)) times.push({ choice, time: await median(compute, inputs) });
    const heaviest = times.slice(1).reduce((a, b) => (b.time > a.time ? b : a), times[0]);
    rows.push({ id, opening: times[0].time, heaviest });
    console.log(`${id}: ${milliseconds(times[0].time)}; ${heaviest.choice}: ${milliseconds(heaviest.time)}`);
  }
  keep("lessons.md", report(rows));
} finally {
  await server.close();
}

/** As the lesson opens, and with each of its choices changed. */
function states(fields) {
  const initial = Object.fromEntries(Object.entries(fields).map(([name, { initial }]) => [name, initial]));
  const others = Object.entries(fields).flatMap(([name, field]) =>
    (field.options ?? [])
      .filter((option) => field.viewOnly !== true && option !== field.initial)
      .map((option) => ({ choice: `${name} = ${field.write(option)}`, inputs: { ...initial, [name]: option } })),
  );
  return [{ choice: "as it opens", inputs: initial }, ...others];
}

/** Milliseconds, without the first rounds, in which code is compiled and data are read. */
async function median(compute, inputs) {
  for (let round = 0; round < 3; round++) await compute(inputs);
  const times = [];
  const begin = performance.now();
  while (times.length < ROUNDS && (times.length < 3 || performance.now() - begin < ENOUGH)) {
    const start = performance.now();
    await compute(inputs);
    times.push(performance.now() - start);
  }
  return middle(times);
}

function report(rows) {
  const lines = rows.map(
    ({ id, opening, heaviest }) =>
      `| ${id} | ${milliseconds(opening)} | ${heaviest.choice === "as it opens" ? "" : `${heaviest.choice}: ${milliseconds(heaviest.time)}`} |`,
  );
  return [
    "# What a lesson computes",
    "",
    "The time that a lesson's `compute` takes, at each move of a drag, median of 50 rounds (fewer where they take long): as it opens, and",
    "in that one of its choices which takes longest, where that is longer. In Node, on the packages' sources; the page computes in a worker.",
    "",
    "| lesson | as it opens | at most |",
    "| --- | --- | --- |",
    ...lines,
    "",
    `Machine: ${machine}; Node ${process.versions.node}.`,
    "",
  ].join("\n");
}
