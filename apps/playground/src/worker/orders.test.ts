import { describe, expect, it } from "vitest";
import type { Control } from "./lesson-messages.js";
import { Orders } from "./orders.js";

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Something that counts, a turn of the event loop each, until it should end. */
async function count({ signal, pause }: Control, told: (n: number) => void): Promise<number> {
  let n = 0;
  while (!signal.aborted) {
    await pause();
    told(++n);
    await settle();
  }
  return n;
}

describe("Orders", () => {
  it("hold up what is under way, let it go on, and end it with what it has", async () => {
    const orders = new Orders();
    let at = 0;
    const counting = orders.heeded((control) => count(control, (n) => (at = n)));
    await settle();
    orders.take({ order: "pause" });
    await settle();
    const still = at;
    for (let i = 0; i < 3; i++) await settle();
    expect(at).toBe(still);
    orders.take({ order: "resume" });
    for (let i = 0; i < 3; i++) await settle();
    expect(at).toBeGreaterThan(still);
    orders.take({ order: "pause" });
    orders.take({ order: "finish" }); // ends it though it waits
    expect(await counting).toBe(at);
  });

  it("do not reach what begins later", async () => {
    const orders = new Orders();
    orders.take({ order: "finish" });
    orders.take({ order: "pause" });
    expect(await orders.heeded(({ signal, pause }) => [signal.aborted, pause()])).toEqual([false, undefined]);
  });

  it("let through what is thrown", async () => {
    await expect(new Orders().heeded(() => Promise.reject(new RangeError("no")))).rejects.toThrow("no");
  });
});
