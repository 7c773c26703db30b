// The frames a page can stand in: for patients, for a tablet in their hands, for the desk, for owners.
import type { ReactNode } from "react";
import type { NavItem } from "@/components/ui/nav-link";
import { SiteHeader, SkipLink } from "@/components/ui/site-header";

export type PatientShellProps = {
  clinicName: string;
  clinicHref: string;
  /** Beside the name: a phone number, mostly. */
  end?: ReactNode;
  footer?: ReactNode;
  /** Where one chooses the language. */
  languages?: ReactNode;
  /** What the frame says by itself, in another language than English. */
  words?: { skip: string; byTaper: string };
  /** For a page that carries a plan's picture: room for the time axis. */
  wide?: boolean;
  children: ReactNode;
};

/** One column, one decision a screen. */
export function PatientShell({
  clinicName,
  clinicHref,
  end,
  footer,
  languages,
  words,
  wide,
  children,
}: PatientShellProps) {
  const column = wide ? "max-w-5xl" : "max-w-2xl";
  return (
    <div className="patient flex min-h-dvh flex-col">
      <SkipLink label={words?.skip} />
      <SiteHeader column={column} name={clinicName} href={clinicHref} end={end} />
      {languages ? <div className={`mx-auto w-full px-5 sm:px-8 ${column}`}>{languages}</div> : null}
      <main id="main" tabIndex={-1} className={`mx-auto w-full grow px-5 pt-6 pb-16 sm:px-8 sm:pt-10 ${column}`}>
        {children}
      </main>
      <footer className="no-print border-t border-line">
        <div className={`mx-auto flex w-full flex-col gap-2 px-5 py-8 text-sm text-soft sm:px-8 ${column}`}>
          {footer}
          <p>{words?.byTaper ?? "Booking by Taper. We ask only what your visit needs."}</p>
        </div>
      </footer>
    </div>
  );
}

/** One form on a device that is handed from person to person: nothing in its frame leads anywhere. */
export function TabletShell({ clinicName, children }: { clinicName: string; children: ReactNode }) {
  return (
    <div className="patient flex min-h-dvh flex-col">
      <header className="border-b border-line">
        <div className="mx-auto flex min-h-16 max-w-2xl items-center px-5 font-semibold sm:px-8">{clinicName}</div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-2xl grow px-5 pt-6 pb-16 sm:px-8 sm:pt-10">
        {children}
      </main>
    </div>
  );
}

export type StaffShellProps = {
  clinicName: string;
  href: string;
  sections: readonly NavItem[];
  /** Who is signed in, and the way out. */
  end?: ReactNode;
  children: ReactNode;
};

/** Dense and quiet: a slim bar, then the work, as wide as the screen allows. */
export function DeskShell({ clinicName, href, sections, end, children }: StaffShellProps) {
  return (
    <div className="desk flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader name={clinicName} href={href} links={sections} linksLabel="Desk" end={end} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[100rem] grow px-5 pt-5 pb-12">
        {children}
      </main>
    </div>
  );
}

/** The desk's density with a reading measure. */
export function OwnerShell({ clinicName, href, sections, end, children }: StaffShellProps) {
  return (
    <div className="desk flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader name={clinicName} href={href} links={sections} linksLabel="Owner" end={end} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-5 pt-8 pb-16">
        {children}
      </main>
    </div>
  );
}
