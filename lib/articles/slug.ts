/** The part of an address that a title becomes. */

/** Small letters, figures and hyphens, at most 80; empty when the title has none of them, as in Chinese. */
export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");

/** Whether an article's address can be so; several of one title have a number behind it. */
export const isSlug = (text: string): boolean => /^[a-z0-9-]{1,100}$/.test(text);
