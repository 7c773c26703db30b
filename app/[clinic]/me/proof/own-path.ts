// Where a proof may lead back to: pages of the same clinic alone.

export const ownPath = (slug: string, text: unknown): string =>
  typeof text === "string" && text.startsWith(`/${slug}/`) && /^(\/[\w\-~][\w\-.~]*)+(\?[\w\-=&]*)?$/.test(text)
    ? text
    : `/${slug}/me`;
