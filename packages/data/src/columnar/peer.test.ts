import { zeros } from "@linnet/core";
import { expect, it, vi } from "vitest";
import { arrowFromTable, tableFromArrow } from "../arrow/index.js";
import { loadParquet } from "../parquet/index.js";
import { Table } from "../table.js";
import { rejection } from "../testing.js";

vi.mock("apache-arrow", () => {
  throw new Error("Cannot find package 'apache-arrow'");
});
vi.mock("hyparquet", () => {
  throw new Error("Cannot find package 'hyparquet'");
});

it("says which package to install where it is missing", async () => {
  expect(await rejection(arrowFromTable(new Table({ x: zeros([1]) })))).toBe(
    "LinnetError: arrowFromTable: the package apache-arrow must be installed; got none. Add it: npm install apache-arrow",
  );
  expect(await rejection(tableFromArrow(new Uint8Array(100)))).toBe(
    "LinnetError: tableFromArrow: the package apache-arrow must be installed; got none. Add it: npm install apache-arrow",
  );
  expect(await rejection(loadParquet(new Uint8Array(100)))).toBe(
    "LinnetError: loadParquet: the package hyparquet must be installed; got none. Add it: npm install hyparquet",
  );
});
