import { describe, expect, it } from "vitest";
import { Gate } from "./gate.js";

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("Gate", () => {
  it("lets everyone through at once while it is open", () => {
    expect(new Gate().pass()).toBeUndefined();
  });

  it("holds everyone back while it is shut, and lets them through together", async () => {
    const gate = new Gate();
    const through: number[] = [];
    gate.shut();
    gate.shut(); // twice is once
    void gate.pass()?.then(() => through.push(1));
    void gate.pass()?.then(() => through.push(2));
    await settle();
    expect(through).toEqual([]);
    gate.open();
    await settle();
    expect(through).toEqual([1, 2]);
    expect(gate.pass()).toBeUndefined();
  });

  it("can be shut again", async () => {
    const gate = new Gate();
    gate.shut();
    gate.open();
    gate.shut();
    let through = false;
    void gate.pass()?.then(() => (through = true));
    await settle();
    expect(through).toBe(false);
  });
});
