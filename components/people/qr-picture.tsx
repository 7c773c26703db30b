// An address as a picture that a telephone's camera reads; drawn on the server, black on white in every theme.
import { encode } from "uqr";

export function QrPicture({ text, label }: { text: string; label: string }) {
  // Four modules of white around it are part of the standard.
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="size-52">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
