import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { damaged } from "../testing.js";
import { targets } from "./targets.js";

/** Mutations a format: `npm run fuzz` asks for 100,000. */
const numRuns = Number(process.env.LINNET_FUZZ ?? 1000);
/** Milliseconds for one damaged file of at most a few kilobytes: a guard against hanging on a machine that is shared. */
const patience = 5000;

describe("damaged files", () => {
  it.each(targets)(
    "of $format are read, or refused with a FormatError",
    async ({ files, early, read }) => {
      for (const file of files) await read(file); // whole ones are read
      await fc.assert(
        fc.asyncProperty(damaged(files, early), async (bytes) => {
          const start = performance.now();
          try {
            await read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
            const { offset } = error as FormatError; // an instance, as asserted
            expect(offset >= 0 && offset <= bytes.length).toBe(true);
          }
          expect(performance.now() - start).toBeLessThan(patience);
        }),
        { numRuns },
      );
    },
    numRuns * 60 + 60_000,
  );
});
