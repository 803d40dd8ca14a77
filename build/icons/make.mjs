// Draws the app's icon from one list of shapes: SVG for reading, PNG for Linux, ICO for Windows, ICNS for macOS.
// Run by hand (`node build/icons/make.mjs`) when the drawing changes; its results are committed.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const here = import.meta.dirname;
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const SAMPLES = 4;

// In a square of 64 units: two columns of entries, unlike in length and equal in sum, and the mark that they agree.
const SHAPES = [
  { box: [2, 2, 60, 60], radius: 13, fill: [22, 78, 140] },
  { box: [12, 14, 17, 5], radius: 2.5, fill: [255, 255, 255] },
  { box: [12, 23, 11, 5], radius: 2.5, fill: [158, 197, 235] },
  { box: [35, 14, 11, 5], radius: 2.5, fill: [158, 197, 235] },
  { box: [35, 23, 17, 5], radius: 2.5, fill: [255, 255, 255] },
  { box: [12, 32, 40, 2], radius: 1, fill: [158, 197, 235] },
  {
    line: [
      [22, 44],
      [29, 51],
      [43, 38.5],
    ],
    width: 5.5,
    fill: [255, 193, 77],
  },
];

for (const [name, bytes] of Object.entries(files())) {
  fs.mkdirSync(path.dirname(path.join(here, name)), { recursive: true });
  fs.writeFileSync(path.join(here, name), bytes);
}

function files() {
  const png = Object.fromEntries(SIZES.map((size) => [size, encodePng(size, paint(size))]));
  const linux = Object.fromEntries(SIZES.filter((size) => size <= 512).map((size) => [`png/${size}x${size}.png`, png[size]]));
  return { 'icon.svg': svg(), 'icon.png': png[1024], 'icon.ico': ico(png), 'icon.icns': icns(png), ...linux };
}

function svg() {
  const colour = (fill) => `#${fill.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  const drawn = SHAPES.map(({ box, radius, line, width, fill }) =>
    box
      ? `  <rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" rx="${radius}" fill="${colour(fill)}"/>`
      : `  <polyline points="${line.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${colour(fill)}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n${drawn.join('\n')}\n</svg>\n`;
}

/** Whether a point lies in a shape; all shapes are sets of points within some distance of a box or a line. */
function covers({ box, radius, line, width }, x, y) {
  if (box) {
    const dx = Math.max(box[0] + radius - x, x - (box[0] + box[2] - radius), 0);
    const dy = Math.max(box[1] + radius - y, y - (box[1] + box[3] - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  }
  return line.slice(1).some(([bx, by], i) => {
    const [ax, ay] = line[i];
    const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) <= width / 2;
  });
}

/** RGBA pixels, each the mean of a grid of samples, so that edges are smooth. */
function paint(size) {
  const pixels = Buffer.alloc(size * size * 4);
  for (let py = 0; py < size; py += 1)
    for (let px = 0; px < size; px += 1) {
      const sum = [0, 0, 0, 0];
      for (let s = 0; s < SAMPLES * SAMPLES; s += 1) {
        const x = ((px + ((s % SAMPLES) + 0.5) / SAMPLES) * 64) / size;
        const y = ((py + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES) * 64) / size;
        const top = SHAPES.findLast((shape) => covers(shape, x, y));
        if (!top) continue;
        top.fill.forEach((part, i) => (sum[i] += part));
        sum[3] += 1;
      }
      if (sum[3] === 0) continue;
      const colour = [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], (255 * sum[3]) / SAMPLES ** 2];
      pixels.set(colour.map(Math.round), (py * size + px) * 4);
    }
  return pixels;
}

function encodePng(size, pixels) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1) pixels.copy(rows, y * (size * 4 + 1) + 1, y * size * 4, (y + 1) * size * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function ico(png) {
  const sizes = [16, 32, 48, 64, 128, 256];
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, i) => {
    const at = 6 + 16 * i;
    head.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at);
    head.writeUInt32LE(png[size].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png[size].length;
  });
  return Buffer.concat([head, ...sizes.map((size) => png[size])]);
}

function icns(png) {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };
  const parts = Object.entries(types).map(([type, size]) =>
    Buffer.concat([Buffer.from(type, 'latin1'), uint32(png[size].length + 8), png[size]]),
  );
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
