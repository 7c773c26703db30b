// Where a sign-in may lead: addresses of this site alone.

export const localPath = (text: unknown): string =>
  typeof text === "string" && /^\/[a-z0-9][\w\-/?=&]*$/i.test(text) ? text : "/desk";
