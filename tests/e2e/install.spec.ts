// A patient's pages can be put on the home screen, and leave nothing of them on the device.
import { expect, test } from "@playwright/test";

type Manifest = { start_url: string; scope: string; display: string; icons: { src: string; sizes: string }[] };

test("the manifest and its pictures are whole, and neither a worker nor a cache keeps anything @mobile", async ({
  page,
}) => {
  const answer = await page.goto("/harbour/me");
  expect(answer!.headers()["cache-control"]).toContain("no-store");
  const link = page.locator('link[rel="manifest"]');
  await expect(link).toHaveAttribute("href", "/harbour/me/manifest.webmanifest");
  const manifest = (await (await page.request.get("/harbour/me/manifest.webmanifest")).json()) as Manifest;
  expect(manifest).toMatchObject({ start_url: "/harbour/me", scope: "/harbour", display: "standalone" });
  const apple = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
  const pictures = [...manifest.icons, { src: apple!, sizes: "180x180" }];
  expect(pictures.map(({ sizes }) => sizes)).toEqual(["any", "192x192", "512x512", "512x512", "180x180"]);
  for (const { src, sizes } of pictures) {
    const size = await page.evaluate(async (address) => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, src);
    if (sizes !== "any") expect([src, size]).toEqual([src, sizes]);
  }

  // As the browser itself sees it.
  const browser = await page.context().newCDPSession(page);
  expect((await browser.send("Page.getAppManifest")).errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);

  const kept = await page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).length,
    stored: localStorage.length,
  }));
  expect(kept).toEqual({ workers: 0, caches: 0, stored: 0 });
});
