"""Writes small images beside their pixels, for the tests of decodeImage: PNG from the format's description alone (struct and
zlib), in every colour type, bit depth, filter and interlacing; JPEG by Pillow, which is libjpeg-turbo, with the pixels that
it decodes. Pillow must read every PNG that it can hold to the same pixels (its image modes lack 16 bits of colours), or nothing is written.

Needs Pillow.
"""

import base64
import io
import json
import math
import random
import struct
import zlib
from pathlib import Path

import PIL
from PIL import Image, ImageOps, features

FOLDER = Path(__file__).resolve().parents[2] / "packages/data/src/formats/images/fixtures"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
WIDTH, HEIGHT = 11, 9


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    return min((a, b, c), key=lambda value: abs(p - value))


def filtered(rows, width, first):
    """Rows of bytes under filters 0 to 4 in turn; `width` bytes between neighbours."""
    out, above = b"", bytes(len(rows[0]))
    for y, row in enumerate(rows):
        kind = (first + y) % 5
        out += bytes([kind])
        for i, value in enumerate(row):
            a = row[i - width] if i >= width else 0
            c = above[i - width] if i >= width else 0
            b = above[i]
            out += bytes([(value - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) % 256])
        above = row
    return out


def png(pixels, colour, depth, interlaced, width=WIDTH, height=HEIGHT, extra=b"", parts=1):
    """`pixels[y][x]` is a tuple of samples."""
    step = max(1, CHANNELS[colour] * depth // 8)
    content = b""
    for n, (x0, y0, dx, dy) in enumerate(ADAM7 if interlaced else ((0, 0, 1, 1),)):
        rows = [[s for x in range(x0, width, dx) for s in pixels[y][x]] for y in range(y0, height, dy)]
        rows = [pack(row, depth) for row in rows if row]
        if rows:
            content += filtered(rows, step, n)
    stream = zlib.compress(content)
    cut = math.ceil(len(stream) / parts)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    data = b"".join(chunk(b"IDAT", stream[i : i + cut]) for i in range(0, len(stream), cut))
    return SIGNATURE + chunk(b"IHDR", header) + extra + data + chunk(b"IEND", b"")


def png_entry(name, file, samples, depth, channels, width=WIDTH, height=HEIGHT):
    check_by_pillow(name, file, samples, depth, channels)
    packed = b"".join(struct.pack("<H" if depth == 16 else "B", s) for s in samples)
    shape = f"{height} {width} {channels}"
    return {"name": name, "depth": depth, "shape": shape, "pixels": text(packed), "bytes": text(file)}


def check_by_pillow(name, file, samples, depth, channels):
    image = Image.open(io.BytesIO(file))
    if (depth == 16 and channels > 1) or name == "colour type 0, 2 bits, with tRNS":
        return  # Pillow keeps eight bits of the first, and compares tRNS with samples that it has scaled already
    if depth == 16:
        assert list(image.tobytes()) == [b for s in samples for b in struct.pack("<H", s)], name
        return
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[channels]
    assert list(image.convert(mode).tobytes()) == samples, name


def pngs():
    rng = random.Random(9)
    entries = []
    for colour, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                name = f"colour type {colour}, {depth} bits" + (", interlaced" if interlaced else "")
                top = 2**depth
                pixels = [
                    [tuple(rng.randrange(top) for _ in range(CHANNELS[colour])) for _ in range(WIDTH)]
                    for _ in range(HEIGHT)
                ]
                flat = [pixel for row in pixels for pixel in row]
                if colour == 3:
                    palette = [tuple(rng.randrange(256) for _ in range(3)) for _ in range(top)]
                    extra = chunk(b"PLTE", bytes(v for entry in palette for v in entry))
                    samples = [v for (index,) in flat for v in palette[index]]
                    channels = 3
                else:
                    extra = b""
                    scale = 255 // (top - 1) if depth < 8 else 1
                    samples = [v * scale for pixel in flat for v in pixel]
                    channels = CHANNELS[colour]
                file = png(pixels, colour, depth, interlaced, extra=extra, parts=3)
                entries.append(png_entry(name, file, samples, depth if depth == 16 else 8, channels))
    return entries + transparent(rng) + sizes(rng)


def transparent(rng):
    """tRNS: a palette with opacities, fewer than its colours; one colour of gray and of RGB that is not drawn."""
    entries = []
    palette = [tuple(rng.randrange(256) for _ in range(3)) for _ in range(16)]
    alpha = [rng.randrange(256) for _ in range(5)]
    pixels = [[(rng.randrange(16),) for _ in range(WIDTH)] for _ in range(HEIGHT)]
    extra = chunk(b"PLTE", bytes(v for entry in palette for v in entry)) + chunk(b"tRNS", bytes(alpha))
    opacity = alpha + [255] * 11
    samples = [v for row in pixels for (i,) in row for v in (*palette[i], opacity[i])]
    entries.append(png_entry("a palette with tRNS", png(pixels, 3, 4, False, extra=extra), samples, 8, 4))
    for colour, depth in ((0, 2), (0, 8), (0, 16), (2, 8), (2, 16)):
        count, top = CHANNELS[colour], min(2**depth, 4)
        pixels = [[tuple(rng.randrange(top) for _ in range(count)) for _ in range(WIDTH)] for _ in range(HEIGHT)]
        key = pixels[3][4]
        extra = chunk(b"tRNS", b"".join(struct.pack(">H", s) for s in key))
        scale = 255 // (2**depth - 1) if depth < 8 else 1
        full = 65535 if depth == 16 else 255
        samples = [
            v for row in pixels for p in row for v in (*(s * scale for s in p), 0 if p == key else full)
        ]
        file = png(pixels, colour, depth, False, extra=extra)
        name = f"colour type {colour}, {depth} bits, with tRNS"
        entries.append(png_entry(name, file, samples, max(8, depth), count + 1))
    return entries


def sizes(rng):
    """Images of one pixel or one row: some passes of the interlacing are empty."""
    entries = []
    for width, height in ((1, 1), (3, 1), (1, 5), (2, 2)):
        pixels = [[tuple(rng.randrange(256) for _ in range(3)) for _ in range(width)] for _ in range(height)]
        samples = [v for row in pixels for p in row for v in p]
        file = png(pixels, 2, 8, True, width, height)
        entries.append(png_entry(f"{width} by {height}, interlaced", file, samples, 8, 3, width, height))
    return entries


def picture(mode, width, height):
    """Waves, a hard edge and noise: what JPEG keeps well and what it does not."""
    rng = random.Random(width * 1000 + height)
    channels = {"L": 1, "RGB": 3, "CMYK": 4}[mode]
    out = bytearray()
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                wave = 128 + 100 * math.sin((x + c * 3) / 5) * math.cos((y - 2 * c) / 7)
                edge = 90 if (x // 9 + y // 7 + c) % 3 == 0 else 0
                out.append(max(0, min(255, int(wave - edge + rng.randrange(24)))))
    return Image.frombytes(mode, (width, height), bytes(out))


def jpegs():
    kinds = [
        ("gray", "L", 21, 19, {"quality": 85}),
        ("gray, progressive", "L", 21, 19, {"quality": 85, "progressive": True}),
        ("4:4:4", "RGB", 21, 19, {"quality": 90, "subsampling": 0}),
        ("4:2:2", "RGB", 37, 19, {"quality": 80, "subsampling": 1}),
        ("4:2:0", "RGB", 37, 35, {"quality": 75, "subsampling": 2}),
        ("4:2:0 at quality 10", "RGB", 34, 18, {"quality": 10, "subsampling": 2}),
        ("4:2:0 at quality 100", "RGB", 18, 34, {"quality": 100, "subsampling": 2}),
        ("4:2:0, progressive", "RGB", 37, 35, {"quality": 75, "subsampling": 2, "progressive": True}),
        ("4:4:4, progressive, optimized", "RGB", 17, 8, {"quality": 95, "subsampling": 0, "progressive": True, "optimize": True}),
        ("4:2:0 with restarts", "RGB", 50, 35, {"quality": 70, "subsampling": 2, "restart_marker_blocks": 2}),
        ("progressive with restarts", "RGB", 50, 35, {"quality": 70, "progressive": True, "restart_marker_rows": 1}),
        ("RGB without a transformation", "RGB", 20, 9, {"quality": 85, "keep_rgb": True}),
        ("one pixel", "RGB", 1, 1, {"quality": 85}),
        ("one column, 4:2:0", "RGB", 1, 18, {"quality": 85, "subsampling": 2}),
        ("two columns, 4:2:0", "RGB", 2, 3, {"quality": 85, "subsampling": 2}),
        ("three columns, 4:2:0", "RGB", 3, 2, {"quality": 85, "subsampling": 2}),
    ]
    entries = [jpeg_entry(name, picture(mode, w, h), options) for name, mode, w, h, options in kinds]
    entries += [
        relabelled("4:4:0", 1, (32, 16), 0x12, (13, 30)),
        relabelled("4:1:1", 2, (32, 32), 0x41, (61, 14)),
        relabelled("4:1:0, luma in a column", 2, (32, 32), 0x14, (15, 61)),
    ]
    upright = picture("RGB", 12, 7)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        entry = jpeg_entry(f"orientation {orientation}", upright, {"quality": 90, "subsampling": 0, "exif": exif})
        entries.append(entry)
    return entries


def jpeg_entry(name, image, options):
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return decoded_entry(name, out.getvalue())


def relabelled(name, subsampling, size, factors, smaller):
    """A sampling that Pillow does not write: another header before as many blocks in as many units."""
    out = io.BytesIO()
    picture("RGB", *size).save(out, "JPEG", quality=85, subsampling=subsampling)
    file = bytearray(out.getvalue())
    frame = file.index(b"\xff\xc0")
    file[frame + 5 : frame + 9] = struct.pack(">HH", smaller[1], smaller[0])
    file[frame + 11] = factors
    return decoded_entry(name, bytes(file))


def decoded_entry(name, file):
    decoded = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
    shape = f"{decoded.height} {decoded.width} {len(decoded.getbands())}"
    return {"name": name, "shape": shape, "pixels": text(decoded.tobytes()), "bytes": text(file)}


def others():
    """What is no PNG and no JPEG, and JPEG that is refused."""
    image = picture("RGB", 12, 7)
    files = {}
    for kind in ("WEBP", "GIF", "BMP", "TIFF", "AVIF"):
        out = io.BytesIO()
        image.save(out, kind)
        files[kind] = text(out.getvalue())
    out = io.BytesIO()
    picture("CMYK", 16, 8).save(out, "JPEG")
    return files | {"CMYK": text(out.getvalue())}


def text(data):
    return base64.b64encode(data).decode()


def main():
    made = f"Pillow {PIL.__version__}, libjpeg-turbo {features.version('libjpeg_turbo')}"
    FOLDER.mkdir(exist_ok=True)
    for name, content in (
        ("png", {"made": made, "images": pngs()}),
        ("jpeg", {"made": made, "images": jpegs()}),
        ("others", {"made": made, "files": others()}),
    ):
        (FOLDER / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")


main()
