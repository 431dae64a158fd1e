import { describe, expect, it } from "vitest";
import type { Code, LessonMessage, LessonOrder, LessonRequest } from "./lesson-messages.js";
import { type LoadCode, serveLessons } from "./serve-lessons.js";

/** What a worker that serves these codes says to a request, in order. */
function ask(
  load: LoadCode,
  request: Partial<LessonRequest> = {},
  ...orders: readonly LessonOrder[]
): Promise<LessonMessage[]> {
  const said: LessonMessage[] = [];
  return new Promise((resolve) => {
    let hear: (event: { readonly data: LessonRequest | LessonOrder }) => void = () => {};
    serveLessons(load, {
      postMessage(message) {
        structuredClone(message); // as a worker's does
        said.push(message);
        if (message.kind !== "part") resolve(said);
      },
      addEventListener: (_type, listener) => void (hear = listener),
    });
    hear({ data: { id: 7, lesson: "svd", inputs: 20, ...request } });
    for (const data of orders) setTimeout(() => hear({ data }));
  });
}

const code =
  (compute: Code["compute"]): LoadCode =>
  () =>
    Promise.resolve({ compute });

describe("serveLessons", () => {
  it("answers with what the lesson computes, now or later", async () => {
    expect(await ask(code((inputs) => Number(inputs) + 1))).toEqual([{ kind: "answer", id: 7, result: 21 }]);
    expect(await ask(code(async () => "later"))).toEqual([{ kind: "answer", id: 7, result: "later" }]);
  });

  it("tells parts on the way", async () => {
    const said = await ask(
      code(async (_inputs, told) => {
        for (const part of [1, 2]) told?.(part);
        return 3;
      }),
    );
    expect(
      said.map((message) => (message.kind === "failure" ? message.sentence : [message.kind, message.result])),
    ).toEqual([
      ["part", 1],
      ["part", 2],
      ["answer", 3],
    ]);
  });

  const sentence = async (load: LoadCode, request?: Partial<LessonRequest>): Promise<string> => {
    const last = (await ask(load, request)).at(-1);
    return last?.kind === "failure" ? last.sentence : `no failure: ${last?.kind}`;
  };

  it("lets the page end what it computes, with what there is", async () => {
    const endless = code(
      (_inputs, _told, control) =>
        new Promise((resolve) => control?.signal.addEventListener("abort", () => resolve("so far"))),
    );
    expect(await ask(endless, {}, { order: "finish" })).toEqual([{ kind: "answer", id: 7, result: "so far" }]);
  });

  it("answers questions by other functions of the code, and knows those that it has", async () => {
    const load: LoadCode = () => Promise.resolve({ compute: () => 0, twice: (x: unknown) => 2 * Number(x) });
    expect(await ask(load, { task: "twice" })).toEqual([{ kind: "answer", id: 7, result: 40 }]);
    expect(await sentence(load, { task: "toString" })).toBe('The code of this lesson has no "toString".');
  });

  it("makes a sentence of what is thrown", async () => {
    const thrower = (what: unknown): LoadCode =>
      code(() => {
        throw what;
      });
    expect(await sentence(thrower(new RangeError("lu: a must be square; got a [2, 3].")))).toBe(
      "lu: a must be square; got a [2, 3].",
    );
    expect(await sentence(thrower("paper jam"))).toBe("Computing failed: paper jam");
    expect(await sentence(thrower(new RangeError()))).toBe("Computing failed: RangeError");
    expect(await sentence(code(() => Promise.reject(new TypeError("too late"))))).toBe("too late");
  });

  it("refuses a result that is not plain data", async () => {
    expect(await sentence(code(() => ({ f: () => 1 })))).toMatch(/could not be cloned/);
    expect(await sentence(code((_inputs, told) => told?.(() => 1)))).toMatch(/could not be cloned/);
  });

  it("knows no other lessons", async () => {
    expect(await sentence(() => undefined, { lesson: "__proto__" })).toBe('There is no lesson "__proto__".');
  });

  it("says that a lesson's code could not be fetched", async () => {
    expect(await sentence(() => Promise.reject(new TypeError("Failed to fetch dynamically imported module: x")))).toBe(
      "The code of this lesson could not be loaded. Look whether you are online, and try again.",
    );
  });
});
