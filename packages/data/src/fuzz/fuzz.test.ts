import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { damaged } from "./damage.js";
import { targets } from "./targets.js";

/** Mutations a format: `npm run fuzz` asks for 100,000. */
const numRuns = Number(process.env.LINNET_FUZZ ?? 1000);
/** Milliseconds for one damaged file of at most a few kilobytes: a guard against hanging on a machine that is shared. */
const patience = 5000;
/** What a reader takes whatever the file: buffers of streams. */
const floor = 4 * 2 ** 20;

describe("damaged files", () => {
  it.each(targets)(
    "of $format are read, or refused with a FormatError, in memory that the file's size bounds",
    async ({ files, early, others, expansion = 1, multiple = 32, read }) => {
      for (const file of files) await read(file); // whole ones are read
      const arbitrary = damaged(files, early);
      await fc.assert(
        fc.asyncProperty(others === undefined ? arbitrary : fc.oneof(arbitrary, others), async (bytes) => {
          const start = performance.now();
          const before = process.memoryUsage().arrayBuffers;
          try {
            await read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
            const { offset } = error as FormatError; // an instance, as asserted
            expect(offset >= 0 && offset <= expansion * bytes.length).toBe(true);
          }
          const taken = process.memoryUsage().arrayBuffers - before; // nothing is collected in so short a time, or less is seen
          expect(taken).toBeLessThan(floor + multiple * bytes.length);
          expect(performance.now() - start).toBeLessThan(patience);
        }),
        { numRuns },
      );
    },
    numRuns * 60 + 60_000,
  );
});
