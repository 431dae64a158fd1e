import type { SvgElement } from "./document.js";

/** Attributes that hold coordinates, in which two decimals of a pixel are plenty. */
const GEOMETRY = new Set("cx cy d height r transform width x x1 x2 y y1 y2".split(" "));
const LONG_NUMBER = /-?\d+\.\d{3,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+/g;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** What XML 1.0 forbids even when escaped: control characters, halves of surrogate pairs, non-characters. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

/** The element as XML: attributes in the order in which they were set, text and values escaped, coordinates rounded. */
export function serialize(element: SvgElement): string {
  let text = `<${element.tagName}`;
  for (const [name, value] of element.attributes) {
    text += ` ${name}="${GEOMETRY.has(name) ? value.replace(LONG_NUMBER, rounded) : escape(value).replaceAll('"', "&quot;")}"`;
  }
  if (element.childNodes.length === 0) return `${text}/>`;
  text += ">";
  for (const child of element.childNodes) text += "text" in child ? escape(child.text) : serialize(child);
  return `${text}</${element.tagName}>`;
}

function rounded(number: string): string {
  return String(Math.round(Number(number) * 100) / 100);
}

function escape(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(/[&<>]/g, (character) => ESCAPES[character]);
}
