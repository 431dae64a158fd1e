// A step of `npm start` or `npm test`: says what begins, and how it ended and after how long.
import { command } from "./command.mjs";

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * @param {string} title what is being done, as a reader would say it
 * @param {readonly string[]} words the program and its arguments
 * @param {Parameters<typeof command>[1]} [options] see `command`; hidden output is printed when the step fails
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function step(title, words, options) {
  console.log(`▸ ${title} …`);
  const start = performance.now();
  const { ok, output } = await command(words, options);
  if (!ok) process.stdout.write(output);
  console.log(`${ok ? "✓" : "✗"} ${title} (${seconds(start)})`);
  return ok;
}
