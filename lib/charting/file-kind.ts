// Which files a chart takes, told by their first bytes and never by a name, and how large they may be.

export const fileKinds = {
  pdf: { word: "PDF", type: "application/pdf", ending: "pdf", begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  jpeg: { word: "JPEG", type: "image/jpeg", ending: "jpg", begins: [0xff, 0xd8, 0xff] },
  png: { word: "PNG", type: "image/png", ending: "png", begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
} as const;

export type FileKind = keyof typeof fileKinds;

export const largestFileMb = 10;
export const largestFileBytes = largestFileMb * 1024 * 1024;

/** Null for everything that a chart does not take. */
export const kindOf = (bytes: Uint8Array): FileKind | null =>
  (Object.keys(fileKinds) as FileKind[]).find((kind) =>
    fileKinds[kind].begins.every((byte, place) => bytes[place] === byte),
  ) ?? null;

/** "840 bytes", "12 kB", "3.4 MB" */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
