// Buttons and links that look like buttons.
import type { ComponentProps, ReactNode } from "react";
import { Anchor, type AnchorProps } from "@/components/ui/anchor";
import { buttonClass, type ButtonLook } from "@/components/ui/button-class";
import { Icon, type IconName } from "@/components/ui/icon";

type Extras = ButtonLook & { icon?: IconName; iconAfter?: IconName; children: ReactNode };

export type ButtonProps = Extras & Omit<ComponentProps<"button">, "children">;
export type LinkButtonProps = Extras & Omit<AnchorProps, "children">;

export function Button({
  variant,
  size,
  full,
  icon,
  iconAfter,
  className,
  type = "button",
  children,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} className={buttonClass({ variant, size, full }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} /> : null}
    </button>
  );
}

export function LinkButton({ variant, size, full, icon, iconAfter, className, children, ...rest }: LinkButtonProps) {
  return (
    <Anchor className={buttonClass({ variant, size, full }, className)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} /> : null}
    </Anchor>
  );
}
