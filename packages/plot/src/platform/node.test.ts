/// <reference types="node" />
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { platform } from "./node.js";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn<typeof fs.open>(real.open), rename: vi.fn<typeof fs.rename>(real.rename) };
});

let folder = "";
beforeAll(async () => void (folder = await fs.mkdtemp(join(tmpdir(), "linnet-plot-"))));
afterAll(() => fs.rm(folder, { recursive: true }));

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Makes the next file that is opened fail at one of its methods. */
function failAt(method: "writeFile" | "sync", code: string): void {
  vi.mocked(fs.open).mockImplementationOnce(async (...args) => {
    const { open } = await vi.importActual<typeof fs>("node:fs/promises");
    return Object.assign(await open(...args), { [method]: () => Promise.reject(failure(code)) });
  });
}

const kept = "A file that was there is unchanged.";
it.each([
  ["writeFile", "ENOSPC", `Free space on the disk. ${kept}`],
  ["sync", "EIO", kept],
  ["rename", "EACCES", `Ask for the permission, or choose another path. ${kept}`],
  ["rename", "EROFS", "Choose a path on a disk that can be written."],
] as const)("the old file stays, and nothing beside it, when %s fails with %s", async (method, code, hint) => {
  const path = join(folder, "loss.svg");
  await fs.writeFile(path, "old");
  if (method === "rename") vi.mocked(fs.rename).mockRejectedValueOnce(failure(code));
  else failAt(method, code);
  const written = platform.writeText("save", path, "new");
  await expect(written).rejects.toThrow(
    `save: path must be a place that can be written; got ${JSON.stringify(path)} (${code}). ${hint}`,
  );
  expect(await fs.readFile(path, "utf8")).toBe("old");
  expect(await fs.readdir(folder)).toEqual(["loss.svg"]);
});

it("what is renamed is complete and on the disk", async () => {
  const path = join(folder, "loss.svg");
  vi.mocked(fs.rename).mockImplementationOnce(async (from, to) => {
    expect(String(from)).toMatch(/loss\.svg\.[\da-f-]{36}\.tmp$/);
    expect(await fs.readFile(from, "utf8")).toBe("new");
    expect(to).toBe(await fs.realpath(path));
  });
  await platform.writeText("save", path, "new");
  expect(vi.mocked(fs.rename)).toHaveBeenCalled();
});
