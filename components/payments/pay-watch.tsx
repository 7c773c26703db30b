"use client";
// Draws the page anew as soon as a payment that it waits for has come, or cannot come any more.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2_000;

export function PayWatch({ address }: { address: string }) {
  const router = useRouter();
  useEffect(() => {
    let over = false;
    const look = async () => {
      if (document.hidden) return;
      const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
      const state = answer?.ok ? ((await answer.json()) as { state: string }).state : "waiting";
      if (over || state === "waiting") return;
      over = true;
      clearInterval(timer);
      router.refresh();
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [address, router]);
  return null;
}
