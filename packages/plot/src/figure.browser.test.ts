import { describe, expect, it } from "vitest";
import { examples } from "./fixtures/examples.js";
import { ValueError } from "@linnet/core";
import { lossCurve, save, scatter, toBlob } from "./index.js";

describe("figures in Chromium", () => {
  it.each(Object.entries(examples()))("%s is the golden picture, byte for byte", async (name, { svg }) => {
    const file = await fetch(new URL(`./fixtures/golden/${name}.svg`, import.meta.url));
    expect(svg).toBe(await file.text());
  });

  it.each(Object.entries(examples()))("%s is well-formed XML whose pictures load", async (_, { svg }) => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    for (const image of parsed.querySelectorAll("image")) {
      const picture = new Image();
      picture.src = image.getAttribute("href") ?? "";
      await picture.decode();
      expect(picture.naturalWidth).toBeGreaterThan(0);
    }
  });

  it.each(Object.entries(examples()))("%s draws nothing outside its viewBox", (_, { svg, width, height }) => {
    document.body.innerHTML = `<div style="width:${width}px">${svg}</div>`;
    const rim = document.querySelector("svg")?.getBoundingClientRect() ?? new DOMRect();
    expect(rim.width).toBe(width);
    expect(rim.height).toBe(height);
    const outside = [...document.querySelectorAll("svg text")].filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < rim.left || box.right > rim.right || box.top < rim.top || box.bottom > rim.bottom;
    });
    expect(outside.map((text) => text.textContent)).toEqual([]);
  });

  it("shrink with their container", () => {
    document.body.innerHTML = `<div style="width:240px">${lossCurve({ train: [2, 1] }, { width: 480 })}</div>`;
    expect(document.querySelector("svg")?.getBoundingClientRect().width).toBe(240);
  });

  it("take the colours that a page sets", () => {
    const svg = `${lossCurve({ train: [2, 1] })}`;
    document.body.innerHTML = `<style>.linnet-figure{--linnet-surface:rgb(1, 2, 3)}</style>${svg}`;
    const surface = document.querySelector(".linnet-surface");
    expect(surface && getComputedStyle(surface).fill).toBe("rgb(1, 2, 3)");
  });

  it("do not run what a label holds", () => {
    document.body.innerHTML = `${scatter([[0, 1]], { title: `"><img src=x onerror=alert(1)><svg onload=alert(1)>` })}`;
    expect(document.body.children).toHaveLength(1);
    expect(document.querySelector("img")).toBeNull();
  });

  it("are blobs to download, because there are no files", async () => {
    const figure = lossCurve({ train: [2, 1] });
    expect(await toBlob(figure).text()).toBe(figure.svg);
    await expect(save(figure, "loss.svg")).rejects.toThrow(
      'save: files can be written in Node only; got "loss.svg". Offer toBlob(figure) as a download.',
    );
    await expect(save(figure, "loss.svg")).rejects.toBeInstanceOf(ValueError);
  });
});
