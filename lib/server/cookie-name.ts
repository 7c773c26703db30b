// The name of a cookie, with the prefix by which browsers refuse one that was not set by this very host over https.

/** Over plain http (a demo on this machine) browsers take neither prefix. `__Host-` is for the path `/` alone. */
export const cookieName = (name: string, { https, path }: { https: boolean; path: string }): string =>
  https ? `${path === "/" ? "__Host-" : "__Secure-"}${name}` : name;
