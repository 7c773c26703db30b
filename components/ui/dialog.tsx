"use client";
// A native dialog behind one button; the browser keeps the focus inside and gives it back.
import { useId, useRef, type ReactNode, type RefObject } from "react";
import { buttonClass, type ButtonLook } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";

export type DialogProps = ButtonLook & {
  /** The words on the button that opens it. */
  trigger: ReactNode;
  title: string;
  children: ReactNode;
  /** A page that does the same job; where it is given, the button is a link that works without JavaScript. */
  fallbackHref?: string;
  /** centre: a short question; side: a panel at the right edge that keeps the page in view. */
  place?: "centre" | "side";
  closeLabel?: string;
};

const places = {
  centre: "m-auto w-[min(34rem,calc(100vw-2rem))] max-h-[85dvh] rounded",
  side: "my-0 me-0 ms-auto h-dvh max-h-dvh w-[min(30rem,100vw)]",
};

export function Dialog(props: DialogProps) {
  const { trigger, title, children, fallbackHref, place = "centre", closeLabel = "Close", ...look } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const className = buttonClass({ variant: "secondary", ...look });
  const open = () => dialog.current?.showModal();
  return (
    <>
      {fallbackHref ? (
        <a
          href={fallbackHref}
          className={className}
          aria-haspopup="dialog"
          onClick={(event) => {
            event.preventDefault();
            open();
          }}
        >
          {trigger}
        </a>
      ) : (
        <button type="button" className={className} aria-haspopup="dialog" onClick={open}>
          {trigger}
        </button>
      )}
      <DialogFrame dialog={dialog} title={title} place={place} closeLabel={closeLabel}>
        {children}
      </DialogFrame>
    </>
  );
}

type FrameProps = Pick<DialogProps, "title" | "place" | "closeLabel" | "children"> & {
  dialog: RefObject<HTMLDialogElement | null>;
  onClose?: () => void;
};

/** The dialog itself, for whoever opens it from elsewhere. */
export function DialogFrame({ dialog, title, place = "centre", closeLabel = "Close", onClose, children }: FrameProps) {
  const titleId = useId();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={`border border-line bg-paper p-0 text-start text-ink ${places[place]}`}
      closedby="any"
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 p-6">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-lg">
            {title}
          </h2>
          <button
            type="button"
            onClick={() => dialog.current?.close()}
            className="-mt-2 -me-2 inline-flex size-11 items-center justify-center rounded text-soft hover:bg-sunk"
          >
            <Icon name="close" label={closeLabel} />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
