import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readBytes } from "../source/progress.js";
import { rejection } from "../testing.js";
import { platform } from "./node.js";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn<typeof fs.open>(real.open), rename: vi.fn<typeof fs.rename>(real.rename) };
});

const OLD = Uint8Array.of(1, 2, 3);
const NEW = Uint8Array.of(4, 5, 6, 7);
let folder = "";
let path = "";

beforeAll(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "linnet-files-"));
  path = join(folder, "model.bin");
});
afterEach(() => vi.mocked(fs.rename).mockClear());
afterAll(() => fs.rm(folder, { recursive: true }));

const failure = (code: string): Error => Object.assign(new TypeError("as the system says"), { code });
const content = async (): Promise<Uint8Array> => new Uint8Array(await fs.readFile(path));
/** Makes the next file that is opened fail at one of its methods. */
function failAt(method: "write" | "sync" | "close", code: string): void {
  vi.mocked(fs.open).mockImplementationOnce(async (...args) => {
    const { open } = await vi.importActual<typeof fs>("node:fs/promises");
    const handle = await open(...args);
    const close = handle.close.bind(handle);
    handle[method] = async () => {
      if (method === "close") await close();
      throw failure(code);
    };
    return handle;
  });
}

describe("writeFile", () => {
  it("replaces a file, keeping its permissions", async () => {
    await fs.writeFile(path, OLD, { mode: 0o600 });
    await platform.writeFile("save", path, NEW);
    expect(await content()).toEqual(NEW);
    expect((await fs.stat(path)).mode & 0o777).toBe(0o600);
  });

  it("renames only what is complete: the file beside the target has all its bytes by then", async () => {
    vi.mocked(fs.rename).mockImplementationOnce(async (from, to) => {
      expect(new Uint8Array(await fs.readFile(from))).toEqual(NEW);
      const { rename } = await vi.importActual<typeof fs>("node:fs/promises");
      await rename(from, to);
    });
    await platform.writeFile("save", path, NEW);
    expect(vi.mocked(fs.rename)).toHaveBeenCalledOnce();
    expect(String(vi.mocked(fs.rename).mock.calls[0][0])).toMatch(/model\.bin\.[\da-f-]{36}\.tmp$/);
  });

  it.each([
    ["write", "ENOSPC", "Free space on the disk."],
    ["sync", "EIO", "The system says: as the system says."],
    ["close", "EDQUOT", "The system says: as the system says."],
  ] as const)("leaves the old file, and nothing beside it, when %s fails", async (method, code, hint) => {
    await fs.writeFile(path, OLD);
    failAt(method, code);
    expect(await rejection(platform.writeFile("save", path, NEW))).toBe(
      `FileError: save: the file must be writable; got ${code} for "${path}". ${hint} An old file of that name is unchanged.`,
    );
    expect(await content()).toEqual(OLD);
    expect(await fs.readdir(folder)).toEqual(["model.bin"]);
  });

  it("leaves the old file, and nothing beside it, when the renaming fails", async () => {
    await fs.writeFile(path, OLD);
    vi.mocked(fs.rename).mockRejectedValueOnce(failure("EACCES"));
    expect(await rejection(platform.writeFile("save", path, NEW))).toBe(
      `FileError: save: the file must be writable; got EACCES for "${path}". Ask for the permission, or choose another path. An old file of that name is unchanged.`,
    );
    expect(await content()).toEqual(OLD);
    expect(await fs.readdir(folder)).toEqual(["model.bin"]);
  });

  it("keeps writing when the system takes a part of the bytes", async () => {
    vi.mocked(fs.open).mockImplementationOnce(async (...args) => {
      const { open } = await vi.importActual<typeof fs>("node:fs/promises");
      const handle = await open(...args);
      const write = handle.write.bind(handle) as (
        bytes: Uint8Array,
        at: number,
        n: number,
        to: number,
      ) => Promise<unknown>;
      handle.write = ((bytes: Uint8Array, at: number, _n: number, to: number) =>
        write(bytes, at, 1, to)) as typeof handle.write;
      return handle;
    });
    await platform.writeFile("save", path, NEW);
    expect(await content()).toEqual(NEW);
  });
});

describe("openFile", () => {
  it("reads any part, and what is left of a part beyond the end", async () => {
    await fs.writeFile(path, NEW);
    const file = await platform.openFile("load", path);
    expect([file.path, file.size]).toEqual([path, 4]);
    expect(await readBytes(file, 1, 2)).toEqual(Uint8Array.of(5, 6));
    expect(await readBytes(file, 2, 10)).toEqual(Uint8Array.of(6, 7));
    expect(await readBytes(file, 9, 1)).toEqual(new Uint8Array(0));
    await file.close();
  });
});
