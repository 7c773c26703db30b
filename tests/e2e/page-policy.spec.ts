// Every page runs under a policy that lets in nothing but its own: no page breaks it, and a script that was smuggled in does not run.
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people.ts";

/** What the browser refused or stumbled over on the page so far. */
function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && /content security policy|violates/i.test(message.text()))
      said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  return said;
}

async function visit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    // A page that listens for changes is never idle.
    await page.waitForLoadState("load");
    await page.waitForTimeout(800);
  }
}

test("the pages of patients, desk and owner keep to their policy", async ({ page }) => {
  const said = complaints(page);
  await visit(page, ["/", "/harbour", "/lakeside", "/sign-in", "/harbour/plan", "/no-such-page/at-all"]);
  await signIn(page, "ruth@harbour.test");
  await visit(page, [
    "/desk",
    "/desk/schedule",
    "/desk/plans",
    "/desk/patients",
    "/desk/tasks",
    "/owner",
    "/owner/patients",
  ]);
  expect(said).toEqual([]);
});

test("PX-04 each answer has a nonce of its own, and what a visitor sends as a policy is not taken up", async ({
  request,
}) => {
  const policyOf = async (headers: Record<string, string> = {}) =>
    (await request.get("/harbour", { headers })).headers()["content-security-policy"] ?? "";
  const nonce = /'nonce-([^']+)'/;
  const [first, second] = [await policyOf(), await policyOf({ "content-security-policy": "script-src 'nonce-mine'" })];
  expect(nonce.exec(first)?.[1]).not.toBe(nonce.exec(second)?.[1]);
  expect(second).not.toContain("nonce-mine");
  expect(first).not.toContain("unsafe");
});

test("a script that was smuggled into a page does not run", async ({ page }) => {
  await page.route("**/sign-in", async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace("</body>", "<script>window.smuggled = true</script></body>");
    await route.fulfill({ response: answer, body: text });
  });
  await page.goto("/sign-in");
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => "smuggled" in window)).toBe(false);
});
