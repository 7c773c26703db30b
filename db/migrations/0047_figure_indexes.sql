DROP INDEX "figure_steps_by_day";--> statement-breakpoint
DROP INDEX "plans_by_status";--> statement-breakpoint
CREATE INDEX "figure_steps_whole" ON "figure_steps" USING btree ("clinic_id","on_day","discipline_id","practitioner_id","due","attended","gaps","within","ends","came","no_show","late","seconds","second","active","away","leavings","rebooked","dose_due","dose_had","ended","completed","all_had","visits") WHERE "figure_steps"."phase" is null;--> statement-breakpoint
CREATE INDEX "figure_steps_by_phase" ON "figure_steps" USING btree ("clinic_id","on_day","phase","discipline_id","practitioner_id","due","attended") WHERE "figure_steps"."phase" is not null;--> statement-breakpoint
CREATE INDEX "plans_by_status" ON "plans" USING btree ("clinic_id","status","id","patient_id");