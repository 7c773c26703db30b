// Who is signed in, as the way to their account, and the two ways to leave: for a while, and altogether.
import { SignOut } from "@/components/desk/sign-out";
import { IdleLock } from "@/components/people/idle-lock";
import { Anchor } from "@/components/ui/anchor";

type Action = Parameters<typeof SignOut>[0]["action"];
type Props = { name: string; signOut: Action; lock: Action; lockAfterMin: number | null };

export function SignedIn({ name, signOut, lock, lockAfterMin }: Props) {
  return (
    <>
      <Anchor href="/account" className="inline-flex min-h-9 items-center text-soft hover:text-accent">
        <span className="sm:hidden">Account</span>
        <span className="hidden sm:inline">{name}</span>
      </Anchor>
      <IdleLock lock={lock} minutes={lockAfterMin} />
      <SignOut action={signOut} />
    </>
  );
}
