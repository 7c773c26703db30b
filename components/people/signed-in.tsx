// Who is signed in, as the way to their account, and the way out.
import { SignOut } from "@/components/desk/sign-out";
import { Anchor } from "@/components/ui/anchor";

type Props = { name: string; signOut: Parameters<typeof SignOut>[0]["action"] };

export function SignedIn({ name, signOut }: Props) {
  return (
    <>
      <Anchor href="/account" className="inline-flex min-h-9 items-center text-soft hover:text-accent">
        <span className="sm:hidden">Account</span>
        <span className="hidden sm:inline">{name}</span>
      </Anchor>
      <SignOut action={signOut} />
    </>
  );
}
