// The looks a button may have, shared by buttons, links that act as buttons, and submit buttons.
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small";

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; full?: boolean };

const base =
  "inline-flex items-center justify-center gap-2 rounded font-semibold text-center no-underline select-none border transition-colors duration-150 disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 aria-disabled:cursor-progress";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  secondary: "bg-surface text-ink border-edge hover:border-accent hover:text-accent",
  quiet: "bg-transparent text-accent border-transparent hover:bg-accent-tint hover:text-accent-strong",
  danger: "bg-surface text-stop border-stop hover:bg-stop hover:text-on-stop",
};

const sizes: Record<ButtonSize, string> = {
  normal: "min-h-control px-5 py-2 text-base",
  small: "min-h-9 px-3 py-1 text-sm",
};

export function buttonClass({ variant = "primary", size = "normal", full = false }: ButtonLook = {}, extra = "") {
  return [base, variants[variant], sizes[size], full ? "w-full" : "", extra].filter(Boolean).join(" ");
}
