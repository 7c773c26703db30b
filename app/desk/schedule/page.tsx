// When people work: weekly hours, and time that is blocked.
import type { Metadata } from "next";
import Form from "next/form";
import { ActForm } from "@/components/desk/act-form";
import { BlockTimeForm, DayHoursForm, WeeklyHoursForm } from "@/components/desk/hours-forms";
import { SendingSelect } from "@/components/desk/sending-select";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { loadHours } from "@/lib/booking/load-hours";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDate, sayShortDay, sayTime, sayZone } from "@/lib/time/say";
import { addDays } from "@/lib/time/dates";
import { dateIn, wallTime } from "@/lib/time/zone";
import { askedFor, seen } from "../door";
import { blockAction, dayHoursAction, hoursAction, restoreDayAction, unblockAction } from "./actions";

export const metadata: Metadata = { title: "Schedule" };

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function isWholeDay(from: Date, to: Date, zone: string): boolean {
  const [first, last] = [wallTime(from, zone), wallTime(to, zone)];
  return first.minute === 0 && last.minute === 0 && last.date === addDays(first.date, 1);
}

export default async function SchedulePage({ searchParams }: PageProps<"/desk/schedule">) {
  const asked = await searchParams;
  const { ctx, clinic, actor } = await staffPage("/desk/schedule", "see_hours");
  const { practitioners } = await loadCatalogue(ctx);
  const practitionerId = askedFor(asked, "practitioner") ?? actor.practitionerId ?? practitioners[0]?.id ?? "";
  const hours = await seen(() => loadHours(ctx, { practitionerId }));
  const ownOnly = actor.role === "practitioner" || actor.role === "clinical_lead";
  const mayEdit = mayDo(actor, "edit_hours") && (!ownOnly || actor.practitionerId === practitionerId);
  const span = ({ from, to }: { from: Date; to: Date }) =>
    isWholeDay(from, to, clinic.timeZone)
      ? `${sayShortDay(from, clinic.timeZone, clinic.locale)}, all day`
      : `${when(from)} to ${when(to)}`;
  const when = (at: Date) =>
    `${sayShortDay(at, clinic.timeZone, clinic.locale)}, ${sayTime(at, clinic.timeZone, clinic.locale)}`;
  return (
    <Stack>
      <PageHead title={`Schedule of ${hours.name}`} lead={`Times are ${sayZone(clinic.timeZone)}.`} />
      <Form action="/desk/schedule" className="flex flex-wrap items-end gap-3">
        <SendingSelect
          key={practitionerId}
          label="Practitioner"
          name="practitioner"
          defaultValue={practitionerId}
          options={practitioners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <noscript>
          <Button type="submit" variant="secondary" size="small">
            Show
          </Button>
        </noscript>
      </Form>
      {mayEdit ? null : (
        <Notice>You can look at these hours; changing them is for {hours.name} or the front desk.</Notice>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title="Weekly hours" id="weekly" hint="From now on, every week. Leave a row empty for no hours.">
          {mayEdit ? (
            <WeeklyHoursForm
              key={practitionerId}
              action={hoursAction.bind(null, practitionerId)}
              rows={hours.weekly.map(({ dow, startMin, endMin }) => ({
                dow,
                start: clock(startMin),
                end: clock(endMin),
              }))}
            />
          ) : (
            <ul>
              {hours.weekly.map((row) => (
                <li key={`${row.dow}${row.startMin}`} className="figures">
                  {["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][row.dow]},{" "}
                  {clock(row.startMin)}–{clock(row.endMin)}
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Stack>
          {mayEdit ? (
            <Section
              title="Block time"
              id="block"
              hint="A meeting, an errand, a holiday. Booked visits are listed before anything is saved."
            >
              <BlockTimeForm
                key={practitionerId}
                action={blockAction.bind(null, practitionerId)}
                date={dateIn(ctx.now, clinic.timeZone)}
              />
            </Section>
          ) : null}
          <Section title="Single days" id="days" hint="Otherwise than the week says: longer, shorter, or not at all.">
            {hours.days.length ? (
              <RuleList label="Days that are otherwise">
                {hours.days.map(({ onDate, intervals }) => (
                  <RuleItem
                    key={onDate}
                    title={<span className="figures">{sayShortDate(onDate, clinic.locale)}</span>}
                    detail={
                      intervals.map(({ start, end }) => `${clock(start)}–${clock(end)}`).join(", ") || "Not working"
                    }
                    aside={
                      mayEdit ? (
                        <ActForm action={restoreDayAction.bind(null, practitionerId, onDate)} className="">
                          <SubmitButton variant="quiet" size="small" pendingLabel="Taking back…">
                            As usual again
                          </SubmitButton>
                        </ActForm>
                      ) : null
                    }
                  />
                ))}
              </RuleList>
            ) : (
              <p className="text-soft">Every day is as the week says.</p>
            )}
            {mayEdit ? (
              <div className="mt-4">
                <DayHoursForm
                  key={practitionerId}
                  action={dayHoursAction.bind(null, practitionerId)}
                  date={dateIn(ctx.now, clinic.timeZone)}
                />
              </div>
            ) : null}
          </Section>
          <Section title="Away" id="away">
            {hours.off.length ? (
              <RuleList label="Time off and closures">
                {hours.off.map((off) => (
                  <RuleItem
                    key={off.timeOffId ?? off.from.toISOString()}
                    title={<span className="figures">{span(off)}</span>}
                    detail={off.timeOffId ? off.reason || "Blocked" : `Clinic closed: ${off.reason}`}
                    aside={
                      off.timeOffId && mayEdit ? (
                        <ActForm action={unblockAction.bind(null, practitionerId, off.timeOffId)} className="">
                          <SubmitButton variant="quiet" size="small" pendingLabel="Giving back…">
                            Give back
                          </SubmitButton>
                        </ActForm>
                      ) : null
                    }
                  />
                ))}
              </RuleList>
            ) : (
              <p className="text-soft">No time off and no closures ahead.</p>
            )}
          </Section>
        </Stack>
      </div>
    </Stack>
  );
}
