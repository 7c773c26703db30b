// What a page makes a browser load: scripts, styles and HTML, compressed as they travel.
import { gzipSync } from "node:zlib";
import { startProveStack } from "./prove/support.ts";
import type { Bench, Measurement } from "./bench.ts";

async function weigh(base: string, path: string): Promise<{ scripts: number; styles: number; html: number }> {
  const html = await (await fetch(`${base}${path}`)).text();
  const size = async (pattern: RegExp) => {
    const files = new Set([...html.matchAll(pattern)].map((match) => match[1]!));
    const sizes = await Promise.all(
      [...files].map(
        async (file) => gzipSync(Buffer.from(await (await fetch(new URL(file, base))).arrayBuffer())).length,
      ),
    );
    return sizes.reduce((sum, one) => sum + one, 0);
  };
  return {
    scripts: await size(/<script[^>]+src="([^"]+)"(?![^>]*nomodule)/gi),
    styles: await size(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g),
    html: gzipSync(html).length,
  };
}

export const bench: Bench = {
  name: "script-bytes",
  about: "gzip bytes of scripts, styles and HTML of the first load; Next itself is about 132 kB of script",
  async run({ log }) {
    const stack = await startProveStack({ log });
    try {
      const { services } = (await (await fetch(`${stack.url}/api/v1/clinics/harbour`)).json()) as {
        services: { id: string }[];
      };
      const pages = [
        ["clinic page", "/harbour"],
        ["times page", `/harbour/book/${services[0]!.id}`],
        ["sign-in", "/sign-in"],
      ] as const;
      const rows: Measurement[] = [];
      for (const [name, path] of pages) {
        const { scripts, styles, html } = await weigh(stack.url, path);
        rows.push({
          measure: `${name}: scripts`,
          value: Math.round(scripts / 100) / 10,
          unit: "kB gzip",
          note: `styles ${Math.round(styles / 100) / 10}, HTML ${Math.round(html / 100) / 10}`,
        });
      }
      return rows;
    } finally {
      await stack.stop();
    }
  },
};
