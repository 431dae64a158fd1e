import { describe, expect, it } from "vitest";
import { univariateCases } from "../accuracy/stats/cases.mjs";
import { univariate } from "../accuracy/stats/univariate.mjs";
import { hasNist } from "./nist/read.mjs";

// Digits of the exact mean, deviation and autocorrelation (mpmath, 50 digits) of the data as doubles, rounded down: decimals that are
// no doubles leave no more. Where a set is not named, 15: as many as are certified.
const allowed: Readonly<Record<string, number>> = {
  "Lottery autocorr1": 14.9,
  "Lew autocorr1": 14.8,
  "Mavro std": 13.1,
  "Mavro autocorr1": 13.9,
  "Michelso std": 13.8,
  "Michelso autocorr1": 13.4,
  "NumAcc3 std": 9.4,
  "NumAcc3 autocorr1": 12.2,
  "NumAcc4 std": 8.2,
  "NumAcc4 autocorr1": 11,
};

describe.skipIf(!hasNist)("NIST's univariate sets", () => {
  const rows = hasNist ? univariate(univariateCases()) : [];

  it("are all nine there", () => {
    expect(rows.length).toBe(27);
  });

  it.each(rows.map((row) => [`${row.set} ${row.quantity}`, row.digits] as const))(
    "%s has all digits that the rounding of its data allows",
    (name, digits) => {
      expect(digits).toBeGreaterThanOrEqual(allowed[name] ?? 15);
    },
  );
});
