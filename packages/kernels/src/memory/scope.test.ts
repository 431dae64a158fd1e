import { describe, expect, it } from "vitest";
import { LinnetError } from "../errors.js";
import { allocate, release } from "./heap.js";
import { closeScope, openScope } from "./scope.js";
import { type Storage, released } from "./storage.js";

const none: ReadonlySet<Storage> = new Set();
const isReleased = (s: Storage): boolean => s.owner === released;

describe("a scope", () => {
  it("releases what was allocated in it, except what is kept", () => {
    const before = allocate(100);
    const scope = openScope();
    const [a, b, c] = [allocate(100), allocate(20_000), allocate(100)];
    closeScope(scope, new Set([b]), "release");
    expect([before, a, b, c].map(isReleased)).toEqual([false, true, false, true]);
    expect(isReleased(allocate(100))).toBe(false);
  });

  it("hands what is kept to the outer scope", () => {
    const outer = openScope();
    const inner = openScope();
    const [kept, lost] = [allocate(100), allocate(100)];
    closeScope(inner, new Set([kept]), "release");
    expect([kept, lost].map(isReleased)).toEqual([false, true]);
    closeScope(outer, none, "release");
    expect(isReleased(kept)).toBe(true);
  });

  it("hands everything to the outer scope where it is asked to", () => {
    const outer = openScope();
    const inner = openScope();
    const a = allocate(100);
    closeScope(inner, none, "handOver");
    expect(isReleased(a)).toBe(false);
    closeScope(outer, none, "release");
    expect(isReleased(a)).toBe(true);
  });

  it("without an outer scope leaves what is handed over to the garbage collector", () => {
    const scope = openScope();
    const a = allocate(100);
    closeScope(scope, none, "handOver");
    expect(isReleased(a)).toBe(false);
    release(a);
  });

  it("passes over what was released by hand, whose memory may be in use again", () => {
    const scope = openScope();
    const a = allocate(100);
    release(a);
    const b = allocate(100);
    closeScope(scope, new Set([b]), "release");
    expect(isReleased(b)).toBe(false);
    expect(b.address).toBe(a.address);
    expect(allocate(100).address).not.toBe(b.address);
  });

  it("does not own what the outer scope allocated", () => {
    const outer = openScope();
    const a = allocate(100);
    closeScope(openScope(), none, "release");
    expect(isReleased(a)).toBe(false);
    closeScope(outer, none, "release");
  });

  it("refuses to end before an inner one", () => {
    const outer = openScope();
    const inner = openScope();
    const early = (): void => closeScope(outer, none, "release");
    expect(early).toThrow(LinnetError);
    expect(early).toThrow(
      "scope: scopes must end in the opposite order of their beginning; got one with an inner scope still open. " +
        "Run asynchronous work outside of scopes, or one after the other.",
    );
    closeScope(inner, none, "release");
    closeScope(outer, none, "release");
  });
});
