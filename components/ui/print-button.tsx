"use client";
// Opens the browser's own print sheet; every browser also has it in its menu, so nothing is lost without JavaScript.
import { Button, type ButtonProps } from "@/components/ui/button";

export function PrintButton({ children = "Print", ...look }: Partial<ButtonProps>) {
  return (
    <Button variant="secondary" icon="print" onClick={() => window.print()} {...look}>
      {children}
    </Button>
  );
}
