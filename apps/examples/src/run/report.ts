import { type Example, type Outcome, median } from "./example.js";

/** An example over all its seeds. */
export interface Result {
  readonly example: Example;
  readonly outcomes: readonly Outcome[];
  readonly median: number;
  readonly passed: boolean;
  readonly seconds: number;
}

/** Whether the bar holds: NaN never passes. */
export function resultOf(example: Example, outcomes: readonly Outcome[], seconds: number): Result {
  const values = outcomes.map(({ value }) => value);
  const middle = values.some(Number.isNaN) ? NaN : median(values);
  return { example, outcomes, median: middle, passed: example.bar.holds(middle), seconds };
}

/** The result in a line. */
export function verdict({ example, outcomes, median: middle, passed, seconds }: Result): string {
  const of =
    outcomes.length > 1 ? `median ${example.format(middle)} of ${outcomes.length} seeds` : example.format(middle);
  return `${passed ? "✓" : "✗"} ${of}; bar: ${example.bar.words}; ${seconds.toFixed(1)} s`;
}

/** The page of all results. */
export function report(results: readonly Result[], machine: string): string {
  const rows = results.map((result) => row(result));
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  return `# Training

Models in the box, from \`apps/examples/src/models\`, trained from their seeds and measured against bars. Written by
\`npm run examples\`. Medians are over the seeds that are listed.

| example | what it shows | bar | median | seeds | time |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

Times are of one run, data included; all together ${total.toFixed(0)} s. ${machine}.

## Curves

Each is of the first seed.
${results.map(figure).join("")}`;
}

function row({ example, outcomes, median: middle, passed, seconds }: Result): string {
  const { name, shows, bar, format, seeds } = example;
  const values = outcomes.map(({ value }, i) => `${seeds[i]}: ${format(value)}`).join(", ");
  const time = `${(seconds / outcomes.length).toFixed(1)} s`;
  return `| \`${name}\` | ${shows} | ${bar.words} | ${format(middle)}${passed ? "" : " (missed)"} | ${values} | ${time} |`;
}

function figure({ example, outcomes }: Result): string {
  const [{ chart, note }] = outcomes;
  if (chart === undefined) return "";
  const words = note === undefined ? "" : ` ${note}.`;
  return `\n### ${chart.title}\n\n${example.shows}.${words}\n\n![${chart.title}](training-${example.name}.svg)\n`;
}
