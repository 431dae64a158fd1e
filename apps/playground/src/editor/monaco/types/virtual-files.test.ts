import { describe, expect, it } from "vitest";
import { PROGRAM, VirtualFiles } from "./virtual-files.js";

describe("VirtualFiles", () => {
  it("has the folders of the files that are added, and what is in them", () => {
    const files = new VirtualFiles();
    files.add("/node_modules/@linnet/core/dist/index.d.ts", "export {};");
    files.add("/node_modules/@linnet/core/package.json", "{}");
    files.add("/node_modules/@linnet/nn/package.json", "{}");
    for (const folder of ["/", "/node_modules", "/node_modules/@linnet/", "/node_modules/@linnet/core/dist"])
      expect(files.directoryExists(folder)).toBe(true);
    expect(files.directoryExists("/node_modules/other")).toBe(false);
    for (const folder of ["/node_modules/@linnet", "/node_modules/@linnet/"])
      expect(files.getDirectories(folder)).toEqual(["core", "nn"]);
    expect(files.getDirectories("/other")).toEqual([]);
    expect(files.readFile("/node_modules/@linnet/nn/package.json")).toBe("{}");
    expect(files.fileExists("/node_modules/@linnet/nn")).toBe(false);
  });

  it("gives the program another version when it changes, and only then", () => {
    const files = new VirtualFiles();
    const versions = ["a", "a", "b"].map((text) => {
      files.write(text);
      return files.getScriptVersion(PROGRAM);
    });
    expect(versions[0]).toBe(versions[1]);
    expect(versions[1]).not.toBe(versions[2]);
    const snapshot = files.getScriptSnapshot(PROGRAM);
    expect(snapshot?.getText(0, snapshot.getLength())).toBe("b");
  });

  it("compiles the program, and after an offer what makes packages known", () => {
    const files = new VirtualFiles();
    expect(files.getScriptFileNames()).toEqual([PROGRAM]);
    files.offer(["@linnet/core"]);
    const [, offered] = files.getScriptFileNames();
    expect(files.readFile(offered)).toBe('import type {} from "@linnet/core";');
    const version = files.getScriptVersion(offered);
    files.offer(["@linnet/core", "@linnet/nn"]);
    expect(files.getScriptVersion(offered)).not.toBe(version);
  });
});
