// How measured figures are gathered and written.
import { cpus } from "node:os";

/** @param {() => Promise<number>} measure once for each round */
export async function median(rounds, measure) {
  const times = [];
  for (let round = 0; round < rounds; round++) times.push(await measure());
  return middle(times);
}

export function middle(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

export function total(files) {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

export function milliseconds(time) {
  return time < 10 ? `${time.toPrecision(2)} ms` : `${time.toFixed(0)} ms`;
}

/** A file's name without its folder and the hash in it. */
export function nameOf(file) {
  return file.replace("/assets/", "").replace(/-[\w-]{8}(?=\.\w+$)/, "");
}

export const machine = `${cpus()[0].model}, ${cpus().length} processors`;
