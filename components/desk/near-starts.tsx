// The nearest free starts after a time was gone, each a button of the form it stands in.
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";

type Props = { message: string; nearest: readonly { value: string; label: string }[]; verb: string };

export function NearStarts({ message, nearest, verb }: Props) {
  return (
    <Notice tone="warning" live title={message}>
      {nearest.length ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {nearest.map(({ value, label }) => (
            <button
              key={value}
              type="submit"
              name="start"
              value={value}
              className={buttonClass({ variant: "secondary", size: "small" }, "figures")}
            >
              {verb} {label}
            </button>
          ))}
        </div>
      ) : (
        <p>Choose another time below.</p>
      )}
    </Notice>
  );
}

/** The starts a refusal carries, said by the doorway. */
export function nearestOf(facts: Record<string, unknown> | undefined): { value: string; label: string }[] {
  const said = facts?.["nearestSaid"];
  if (!Array.isArray(said)) return [];
  return said.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "value" in one && "label" in one
      ? [{ value: String(one.value), label: String(one.label) }]
      : [],
  );
}
