import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Answer, run } from "../adapter.mjs";

// What NumPy and SciPy answer to the operations of core: tooling/oracle/core-cases.py made the cases and says their bounds.

interface Encoded {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data?: readonly (number | string)[];
  readonly re?: readonly (number | string)[];
  readonly im?: readonly (number | string)[];
}
interface Expectation {
  readonly value: Encoded;
  readonly cmp: "exact" | "close";
  readonly rtol?: number;
  readonly atol?: number;
}
interface Case {
  readonly name: string;
  readonly op: string;
  readonly inputs: Readonly<Record<string, Encoded>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, Expectation>>;
}
const file = new URL("../oracle/cases/core.json", import.meta.url);
const { cases, count } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[]; count: number };

const decode = ({ dtype, shape, data, re, im }: Encoded): object =>
  im === undefined
    ? { dtype, shape, re: Float64Array.from(data ?? [], Number) }
    : { dtype, shape, re: Float64Array.from(re ?? [], Number), im: Float64Array.from(im, Number) };

/** Real numbers, complex ones as two. */
function flat({ data, re, im }: Answer | Encoded): number[] {
  if (data !== undefined) return Array.from(data, Number);
  return Array.from(re ?? [], Number).flatMap((x, i) => [x, Number(im?.[i])]);
}

function expectAnswer(answer: Answer | number | boolean, { value, cmp, rtol = 0, atol = 0 }: Expectation): void {
  const isArray = typeof answer === "object";
  expect(isArray ? [...answer.shape] : []).toEqual(value.shape);
  const got = isArray ? flat(answer) : [Number(answer)];
  const want = flat(value);
  expect(got).toHaveLength(want.length);
  want.forEach((x, i) => {
    const same = Object.is(got[i], x) || got[i] === x;
    if (!same && (cmp === "exact" || !(Math.abs(got[i] - x) <= atol + rtol * Math.abs(x)))) {
      expect.fail(`element ${i}: ${got[i]}, not ${x} within ${atol} + ${rtol}·|${x}|`);
    }
  });
}

describe("NumPy's answers", () => {
  it("are all there", () => expect(cases).toHaveLength(count));

  it.each(cases.map((c) => [c.name, c] as const))("%s", (_, { op, inputs, params, expect: outputs }) => {
    const given = Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, decode(x)]));
    const answers = run(op, given, params);
    for (const [name, expectation] of Object.entries(outputs)) expectAnswer(answers[name], expectation);
  });
});
