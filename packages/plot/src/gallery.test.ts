/// <reference types="node" />
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it, vi } from "vitest";
import { galleryPage } from "./fixtures/gallery.js";
import { examplesAt } from "./fixtures/widths.js";

vi.mock("./options.js", async (original) =>
  (await import("./fixtures/default-width.js")).withDefaultWidth(await original()),
);

/** Where the page goes, from the folder of the call: `LINNET_GALLERY=/tmp/charts pnpm run gallery`. */
const folder = process.env.LINNET_GALLERY;

it("makes a page that shows every example in light and dark, narrow and wide", async () => {
  const looks = ([["light", 320], ["dark", 320], ["light", 900], ["dark", 900]] as const).map(([theme, width]) => ({ theme, width, figures: examplesAt(width, theme) })); // prettier-ignore
  const page = galleryPage(looks);
  for (const { theme, width, figures } of looks) {
    for (const figure of Object.values(figures)) {
      expect(figure.width).toBe(width);
      expect(page).toContain(`<figcaption>${theme}, ${width} px</figcaption>${figure.svg}`);
    }
  }
  if (folder === undefined) return;
  const path = join(resolve(process.env.INIT_CWD ?? ".", folder), "gallery.html");
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, page);
  console.log(`The gallery is at ${path}`);
});
