import { describe, expect, it } from "vitest";
import { latest } from "./latest.js";

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("latest", () => {
  it("has one question under way, and asks only the newest of those that came meanwhile", async () => {
    const asked: number[] = [];
    const shown: number[] = [];
    const answers: ((value: number) => void)[] = [];
    const ask = latest(
      (question: number) => {
        asked.push(question);
        return new Promise<number>((resolve) => answers.push(resolve));
      },
      (answer, question) => shown.push(answer, question),
      () => {},
    );
    for (const question of [1, 2, 3, 4]) ask(question);
    expect(asked).toEqual([1]);
    answers[0](10);
    await settle();
    expect(asked).toEqual([1, 4]);
    answers[1](40);
    await settle();
    expect(shown).toEqual([10, 1, 40, 4]);
    ask(5);
    expect(asked).toEqual([1, 4, 5]);
  });

  it("goes on after a failure", async () => {
    const shown: number[] = [];
    const failures: unknown[] = [];
    const ask = latest(
      (question: number) => (question === 1 ? Promise.reject(new RangeError("one")) : Promise.resolve(question)),
      (answer) => shown.push(answer),
      (error) => failures.push(error),
    );
    ask(1);
    ask(2);
    await settle();
    expect(failures).toEqual([new RangeError("one")]);
    expect(shown).toEqual([2]);
  });
});
